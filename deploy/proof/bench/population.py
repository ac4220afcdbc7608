"""`python -m deploy.proof.bench.population [--escrows N] [--disputes N]`: fills a platform with deals and cases.

A few deals are really played, over HTTP, until everybody has heard of them; then their rows are copied in all five
schemas, so that each copy is what the services would have written: with ids of its own, numbered in the feed, chained
in the audit log. Of ten deals five are over, four wait for their buyer, one is disputed.
"""

from __future__ import annotations

import argparse
import asyncio
import io
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import asyncpg
from rich.console import Console

from common.kernel.ids import parse_id
from deploy.local.suite import SERVICES
from deploy.proof.demo.suite import use_running_suite
from deploy.proof.testing.market import Market

from .copies import CopyMaker, Line, bytes_of_column, chain_hash, column_of_bytes, write_line
from .deal_rows import Table, chain_custody, ids_of, name_new_heads, named_accounts_of
from .progress import Progress
from .stage import Stage, open_stage

USUAL_ESCROWS, USUAL_DISPUTES = 1_000_000, 100_000
CHUNK: Final = 500
LINK_SECONDS: Final = 60
OVER_SHARE: Final = 5 / 9
"""Of the deals without a dispute."""
KEPT_ONCE: Final = frozenset(
    {
        "clocks", "feeds", "log_chain", "platforms", "secrets", "standings", "participants", "subject_keys",
        "idempotency_marks", "alembic_version", "editions", "edition_transitions",
    }
)  # fmt: skip
"""What a platform has once, or what is made anew with each copy."""
TABLES_QUERY: Final = """
SELECT c.table_schema AS schema, c.table_name AS name,
       array_agg(c.column_name::text ORDER BY c.ordinal_position) AS columns,
       array_agg(c.udt_name::text ORDER BY c.ordinal_position) AS types,
       array_agg(c.is_identity = 'YES' ORDER BY c.ordinal_position) AS identities
FROM information_schema.columns c JOIN pg_tables t ON t.schemaname = c.table_schema AND t.tablename = c.table_name
WHERE c.table_schema = ANY ($1) GROUP BY 1, 2 HAVING bool_or(c.column_name = 'tenant_id')
"""


@dataclass
class Original:
    """Rows that one deal has left behind, ready to be copied."""

    maker: CopyMaker
    lines: Mapping[Table, Sequence[Line]]


@dataclass
class Counters:
    """Numbers that each platform counts: the feed, and the links of each service's audit log."""

    feed: int = 0
    links: dict[str, tuple[int, bytes | None]] = field(default_factory=dict)
    """By service: number and hash of the last link."""
    entries: dict[str, int] = field(default_factory=dict)
    """By service: id of the last entry of its log."""
    copies: int = 0


class Population:
    """Platform that grows by copies."""

    def __init__(self, stage: Stage, market: Market) -> None:
        self._stage, self.market = stage, market
        self._tenant = parse_id("plt", market.id)
        self._database: asyncpg.Connection = stage.superuser
        self._since: dict[str, int] = {}
        """Positions of the services' events before its first deal."""
        self.originals: dict[str, Original] = {}
        self.counters = Counters()

    async def play_originals(self) -> None:
        """Play one deal of each kind, and read what each has left behind.

        Each is played once before: what a platform or a participant has once, their accounts and keys, is there then.
        """
        self._since = await self._stage.read_positions()
        for play in KINDS.values():
            await play(self.market)
        for kind, play in KINDS.items():
            await self._let_settle()
            before = await self._read_rows()
            await play(self.market)
            await self._let_settle()
            self.originals[kind] = await self._read_original(before)

    async def grow(self, escrows: int, disputes: int, progress: Progress) -> None:
        """Add so many deals, of which some are disputed."""
        over = round((escrows - disputes) * OVER_SHARE)
        await self.grow_by({"over": over, "waiting": escrows - disputes - over, "disputed": disputes}, progress)

    async def grow_by(self, counts: Mapping[str, int], progress: Progress) -> None:
        """Add copies by kind. Nothing else may be under way on this platform meanwhile."""
        await self._let_settle()
        await self._read_counters()
        for kind, count in counts.items():
            for begun in range(0, count, CHUNK):
                await self._add_copies(self.originals[kind], min(CHUNK, count - begun))
                if begun // CHUNK % 20 == 19:
                    progress.say(f"population: {begun + CHUNK:,} of {count:,} that are {kind}")
        await self._write_counters()

    async def _let_settle(self) -> None:
        """Wait until everything has arrived, and every entry of the log is linked."""
        await self._stage.wait_until_heard(self._since)
        for _ in range(LINK_SECONDS * 4):
            waiting = [
                await self._database.fetchval(
                    f"SELECT count(*) FROM {s}.log_entries WHERE tenant_id = $1 AND id NOT IN"
                    f" (SELECT entry_id FROM {s}.log_chain WHERE tenant_id = $1)",
                    self._tenant,
                )
                for s in SERVICES
            ]
            if not any(waiting):
                return
            await asyncio.sleep(0.25)
        raise RuntimeError("the audit log is not linked")

    # Originals

    async def _read_rows(self) -> dict[Table, list[str]]:
        rows = {}
        for about in await self._database.fetch(TABLES_QUERY, list(SERVICES)):
            if about["name"] in KEPT_ONCE:
                continue
            shown = [
                (column, type)
                for column, type, numbered in zip(about["columns"], about["types"], about["identities"], strict=True)
                if not numbered
            ]
            table = Table(about["schema"], about["name"], *map(tuple, zip(*shown, strict=True)))
            rows[table] = await self._read_lines(table)
        return rows

    async def _read_lines(self, table: Table) -> list[str]:
        """Read them in the order of their writing, which is that of their numbers."""
        buffer = io.BytesIO()
        columns = ", ".join(f'"{column}"' for column in table.columns)
        query = f"SELECT {columns} FROM {table.qualified} WHERE tenant_id = $1 ORDER BY ctid"
        await self._database.copy_from_query(query, self._tenant, output=buffer, format="text")
        return buffer.getvalue().decode().splitlines()

    async def _read_original(self, before: Mapping[Table, Sequence[str]]) -> Original:
        rows = {}
        for table, lines in (await self._read_rows()).items():
            earlier = set(before[table])
            if new := [line for line in lines if line not in earlier]:
                rows[table] = new
        earlier_ids = ids_of(before)
        new_ids = [id for text, id in ids_of(rows).items() if text not in earlier_ids]
        maker = CopyMaker(new_ids, named_accounts_of(rows, self._tenant))
        return Original(maker, {table: [maker.read_line(line) for line in new] for table, new in rows.items()})

    # Copies

    async def _add_copies(self, original: Original, count: int) -> None:
        written: dict[Table, list[str]] = {table: [] for table in original.lines}
        chained: dict[str, list[str]] = {service: [] for service in SERVICES}
        for _ in range(count):
            self.counters.copies += 1
            forms = original.maker.forms_for(self.counters.copies)
            heads: dict[str, str] = {}
            for table, lines in sorted(original.lines.items(), key=lambda each: each[0].name != "custody"):
                made = [write_line(line, forms) for line in lines]
                if table.qualified == EVENTS:
                    made = self._number_events(table, made)
                elif table.name == "custody":
                    chained_anew = chain_custody(table, made)
                    heads, made = name_new_heads(table, made, chained_anew), chained_anew
                elif table.name == "log_entries":
                    made, links = self._link_entries(table, [_tell_heads(line, heads) for line in made])
                    chained[table.schema] += links
                written[table] += made
        async with self._database.transaction():
            # What is copied was checked when it was written: foreign keys and guards of the ledger need not look again.
            await self._database.execute("SET LOCAL session_replication_role = replica")
            for table, made in written.items():
                columns = ("id", *table.columns) if table.name == "log_entries" else table.columns
                await self._write_lines(table.schema, table.name, columns, made)
            for service, links in chained.items():
                await self._write_lines(service, "log_chain", LINK_COLUMNS, links)

    def _number_events(self, table: Table, lines: Sequence[str]) -> list[str]:
        place = table.index_of("position")
        numbered = []
        for line in lines:
            self.counters.feed += 1
            columns = line.split("\t")
            numbered.append("\t".join([*columns[:place], str(self.counters.feed), *columns[place + 1 :]]))
        return numbered

    def _link_entries(self, table: Table, lines: Sequence[str]) -> tuple[list[str], list[str]]:
        numbered, links = [], []
        for line in lines:
            entry = self.counters.entries[table.schema] = self.counters.entries[table.schema] + 1
            seq, previous = self.counters.links[table.schema]
            canonical = bytes_of_column(line.split("\t")[table.index_of("canonical")])
            self.counters.links[table.schema] = (seq + 1, chain_hash(previous, canonical))
            numbered.append(f"{entry}\t{line}")
            link = (str(self._tenant), str(seq + 1), str(entry), column_of_bytes(previous))
            links.append("\t".join((*link, column_of_bytes(self.counters.links[table.schema][1]))))
        return numbered, links

    async def _write_lines(self, schema: str, table: str, columns: Sequence[str], lines: Sequence[str]) -> None:
        async def stream() -> AsyncIterator[bytes]:
            yield "".join(f"{line}\n" for line in lines).encode()

        if lines:
            await self._database.copy_to_table(
                table, schema_name=schema, columns=list(columns), source=stream(), format="text"
            )

    # Numbers

    async def _read_counters(self) -> None:
        feed = await self._database.fetchval(
            "SELECT position FROM notifications.feeds WHERE tenant_id = $1", self._tenant
        )
        self.counters.feed = feed or 0
        for service in SERVICES:
            last = await self._database.fetchrow(
                f"SELECT seq, hash FROM {service}.log_chain WHERE tenant_id = $1 ORDER BY seq DESC LIMIT 1",
                self._tenant,
            )
            self.counters.links[service] = (last["seq"], last["hash"]) if last else (0, None)
            # Ids far beyond those that are given meanwhile to other platforms.
            self.counters.entries[service] = await self._database.fetchval(
                f"SELECT nextval(pg_get_serial_sequence('{service}.log_entries', 'id')) + 100000"
            )

    async def _write_counters(self) -> None:
        await self._database.execute(
            "UPDATE notifications.feeds SET position = $2 WHERE tenant_id = $1", self._tenant, self.counters.feed
        )
        for service, entry in self.counters.entries.items():
            await self._database.execute(
                f"SELECT setval(pg_get_serial_sequence('{service}.log_entries', 'id'), $1)", entry
            )


EVENTS: Final = "notifications.events"
LINK_COLUMNS: Final = ("tenant_id", "seq", "entry_id", "prev_hash", "hash")


async def _play_to_delivery(market: Market) -> None:
    await market.deliver_deal()


async def _play_to_end(market: Market) -> None:
    deal = await market.deliver_deal()
    await market.platform.perform_act(f"{deal.path}/release", None)


async def _play_to_dispute(market: Market) -> None:
    deal = await market.deliver_deal()
    await deal.open_negotiated()


KINDS: Final = {"over": _play_to_end, "waiting": _play_to_delivery, "disputed": _play_to_dispute}


async def populate(stage: Stage, progress: Progress, escrows: int, disputes: int) -> Population:
    """Make a platform of its own with so many deals."""
    population = Population(stage, await stage.open_market())
    progress.say("population: the deals that are copied are played")
    await population.play_originals()
    await population.grow(escrows, disputes, progress)
    progress.say("population: statistics are made")
    await stage.superuser.execute("VACUUM ANALYZE")
    return population


async def _run(escrows: int, disputes: int, console: Console) -> None:
    with use_running_suite() as suite:
        async with open_stage(suite) as stage:
            population = await populate(stage, Progress(console), escrows, disputes)
            size: Any = await stage.superuser.fetchval("SELECT pg_size_pretty(pg_database_size(current_database()))")
            console.print(f"Platform {population.market.id}: {escrows:,} escrows, {disputes:,} disputes; {size} in all")


def main() -> None:
    parser = argparse.ArgumentParser(prog="deploy.proof.bench.population", description=__doc__)
    parser.add_argument("--escrows", type=int, default=USUAL_ESCROWS)
    parser.add_argument("--disputes", type=int, default=USUAL_DISPUTES, help="of these escrows")
    options = parser.parse_args()
    asyncio.run(_run(options.escrows, options.disputes, Console()))


if __name__ == "__main__":
    main()


def _tell_heads(line: str, heads: Mapping[str, str]) -> str:
    for old, new in heads.items():
        line = line.replace(old, new)
    return line
