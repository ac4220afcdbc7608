"""What is sent to the database, with a long past behind it, never reads a large table from end to end."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import asyncpg
import pytest

from common.kernel.ids import parse_id
from common.messaging.bus import Bus
from deploy.local import postgres
from deploy.local.suite import SERVICES
from deploy.proof.bench.population import Population
from deploy.proof.bench.progress import Progress
from deploy.proof.bench.stage import Stage
from deploy.proof.demo.suite import Suite as RunningSuite
from deploy.proof.testing.market import Market, open_market
from deploy.proof.testing.plans import walk_plan
from deploy.proof.testing.statements import SentStatement, collect_statements

from .suite import Suite

COPIES: Final = {"over": 800, "waiting": 800, "disputed": 1_200}
LARGE_PAGES: Final = 100
"""Smaller ones are read whole because that is cheaper than their index."""
PLANNING_COST: Final = 25.0
"""What PostgreSQL reckons for planning a statement of some tables anew."""
MAKE_STATISTICS_LARGE: Final = """
UPDATE pg_class SET reltuples = reltuples * 100
WHERE relkind IN ('r', 'i') AND relnamespace::regnamespace::text = ANY ($1)
"""
"""A hundred times as many rows on as many pages: what PostgreSQL plans with."""
EXPLAINED: Final = re.compile(r"^\s*(--[^\n]*\n|\s)*(SELECT|INSERT|UPDATE|DELETE|WITH)\b", re.IGNORECASE)
MAY_BE_SCANNED: Final = {
    "taken anew from the entries": "GET /v1/ledger/integrity adds everything up anew: that is what it is for",
    "coalesce(sum(e.amount_minor), 0) AS minor": "GET /v1/accounts adds balances up from all entries of a"
    " platform: they are not stored, so that no account is a row that every payment waits for (decision 6)",
    "Entries without a link": "here in its first pass, before anything was linked; later ones: libs' test_growth",
    "What this tenant's subjects have told": "the test clock's, which no production has; bounded by 5,000 positions",
    "SELECT min(c.closed_at + make_interval": "the test clock's, which no production has",
}
"""Parts of statements that may read a large table, and why."""


@pytest.fixture
def _in_process_only(carriers: Mapping[str, Bus], request: pytest.FixtureRequest) -> None:
    if "rabbitmq" in request.node.callspec.id:
        pytest.skip("statements are the same whatever carries the events")


@pytest.fixture
def sent() -> Iterator[dict[tuple[str, str], SentStatement]]:
    with collect_statements() as statements:
        yield statements


@pytest.fixture
async def superuser(suite: Suite) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(suite.access.dsn(postgres.ADMIN))
    yield connection
    await connection.close()


@pytest.mark.usefixtures("_in_process_only")
async def test_b8_no_statement_reads_a_large_table_from_end_to_end(
    suite: Suite, superuser: asyncpg.Connection, sent: dict[tuple[str, str], SentStatement], tmp_path: Path
) -> None:
    market = await open_market(suite.client, suite.admin_secret)
    await _play_everything(market)
    statements = [each for each in sent.values() if each.role.startswith("svc_") and EXPLAINED.match(each.sql)]
    assert len(statements) > 100

    tenant = await _fill(suite, superuser, tmp_path)
    large = await _read_large_tables(superuser)
    assert {"escrow.escrows", "escrow.deadlines", "disputes.disputes", "notifications.events"} <= large

    scans = [scan for each in statements for scan in await _find_scans(suite, each, tenant, large)]
    assert not scans, "\n\n".join(scans)


async def _play_everything(market: Market) -> None:
    """Deals and cases on every way, and everything that can be read of them."""
    released = await market.deliver_deal()
    await market.platform.perform_act(f"{released.path}/refund", {"amount": {"amount": 1_000, "currency": "EUR"}})
    await market.platform.perform_act(f"{released.path}/release", None)
    agreed = await (await market.deliver_deal()).open_negotiated()
    proposal, version = await agreed.read_newest_proposal()
    await market.seller.perform_act(f"{proposal}/accept", {"version": version, "option": 0})
    await agreed.wait_for(status="closed")
    silent = await (await market.deliver_deal()).open_negotiated()
    await market.advance_clock(by="6 days")
    for person in (market.platform, market.buyer, market.operator):
        for path in ("/v1/escrows", "/v1/disputes", "/v1/disputes?status=closed", "/v1/disputes/counts"):
            await person.client.get(path, headers={"Authorization": f"Bearer {person.token}"})
        for path in ("", "/forecast", "/story", "/timeline", "/messages"):
            await person.client.get(f"{silent.path}{path}", headers={"Authorization": f"Bearer {person.token}"})
    for path in ("/v1/events", "/v1/accounts", f"{released.path}", f"{released.path}/postings", "/v1/ledger/integrity"):
        await market.platform.get(path)
    await market.buyer.list_items("/v1/mediations")
    await market.buyer.list_items(f"/v1/evidence?dispute={silent.id}")
    await market.settle_events()


async def _fill(suite: Suite, superuser: asyncpg.Connection, folder: Path) -> str:
    """A platform with some thousand deals; so many that reading all of them costs more than an index."""
    running = RunningSuite("", embedded=False, auditor_dsn="", superuser_dsn="", admin_secret=suite.admin_secret)
    stage = Stage(running, folder, superuser, suite.client, [])
    population = Population(stage, await stage.open_market())
    await population.play_originals()
    await population.grow_by(COPIES, Progress())
    await superuser.execute("VACUUM ANALYZE")
    await superuser.execute(MAKE_STATISTICS_LARGE, list(SERVICES))
    return str(parse_id("plt", population.market.id))


async def _read_large_tables(superuser: asyncpg.Connection) -> set[str]:
    rows = await superuser.fetch(
        "SELECT relnamespace::regnamespace || '.' || relname AS name FROM pg_class"
        " WHERE relkind IN ('r', 'p') AND relnamespace::regnamespace::text = ANY ($1) AND relpages >= $2",
        list(SERVICES),
        LARGE_PAGES,
    )
    return {row["name"] for row in rows}


async def _find_scans(suite: Suite, statement: SentStatement, tenant: str, large: set[str]) -> list[str]:
    """Large tables that a statement would read whole, in the plan that PostgreSQL would choose for it.

    It plans for the values, and keeps a plan for any values once that one is estimated to be no dearer.
    """
    if any(part in statement.sql for part in MAY_BE_SCANNED):
        return []
    connection = await asyncpg.connect(suite.access.dsn(statement.role))
    try:
        own = await _plan(connection, statement, tenant, "force_custom_plan")
        general = await _plan(connection, statement, tenant, "force_generic_plan")
        plans = {"for its values": own}
        if general["Total Cost"] <= own["Total Cost"] + PLANNING_COST:
            plans["for any values"] = general
        return [
            f"{table}, planned {which}: {statement.sql}\n{statement.values}"
            for which, plan in plans.items()
            for node in walk_plan(plan)
            if node["Node Type"] == "Seq Scan" and (table := f"{node['Schema']}.{node['Relation Name']}") in large
        ]
    finally:
        await connection.close()


async def _plan(connection: asyncpg.Connection, statement: SentStatement, tenant: str, mode: str) -> dict[str, Any]:
    async with connection.transaction():
        await connection.execute(f"SET LOCAL plan_cache_mode = {mode}")
        await connection.execute(f"SET LOCAL app.tenants = '{tenant}'; SET LOCAL app.worker = 'on'")
        if mode == "force_custom_plan":
            answer = await connection.fetchval(f"EXPLAIN (FORMAT JSON, VERBOSE) {statement.sql}", *statement.values)
        else:
            await connection.execute(f"PREPARE planned AS {statement.sql}")
            values = f"({', '.join(['NULL'] * len(statement.values))})" if statement.values else ""
            answer = await connection.fetchval(f"EXPLAIN (FORMAT JSON, VERBOSE) EXECUTE planned{values}")
            await connection.execute("DEALLOCATE planned")
        return dict(json.loads(answer)[0]["Plan"])
