"""`python -m deploy.local.refill [DATABASE_URL]`: has events carried again that a reader has never heard of.

Readers fetch what a lost queue had held by themselves; this is for what they cannot know of: a broker restored from an
older state, or readers that could not reach their publishers. What was heard is not carried again.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from typing import Final

import asyncpg

from common.contracts.catalogue import PUBLISHER_OF_TOPIC
from common.contracts.readers import topics_of

from . import place
from .connections import connect_to_database
from .place import CannotRun
from .suite import SERVICES

HOURS: Final = 48
CARRY_AGAIN: Final = """
UPDATE {publisher}.outbox o SET published_at = NULL
WHERE o.topic = ANY($1) AND o.published_at > clock_timestamp() - make_interval(hours => $2)
  AND NOT EXISTS (SELECT 1 FROM {reader}.inbox i WHERE i.consumer = $3 AND i.event_id = o.id)
"""


async def carry_again(dsn: str, readers: list[str], hours: int) -> dict[str, int]:
    """Mark as unpublished what readers have not heard; the relays do the rest. Counts it by reader.

    Raises CannotRun.
    """
    connection = await connect_to_database(dsn)
    try:
        return {reader: await _carry_again_for(connection, reader, hours) for reader in readers}
    except (asyncpg.UndefinedTableError, asyncpg.InvalidSchemaNameError, asyncpg.UndefinedColumnError) as failure:
        raise CannotRun(f"That is no database of a Parley, or of one of another edition: {failure}") from None
    except asyncpg.PostgresError as failure:
        raise CannotRun(f"The database refused: {failure}") from None
    finally:
        await connection.close()


async def _carry_again_for(connection: asyncpg.Connection, reader: str, hours: int) -> int:
    count = 0
    for publisher in SERVICES:
        topics = [topic for topic in topics_of(reader) if PUBLISHER_OF_TOPIC[topic] == publisher]
        if topics:
            statement = CARRY_AGAIN.format(publisher=publisher, reader=reader)
            status = await connection.execute(statement, topics, hours, reader)
            count += int(status.rpartition(" ")[2])
    return count


def main() -> int:
    parser = argparse.ArgumentParser(prog="deploy.local.refill", description=__doc__)
    parser.add_argument(
        "database",
        nargs="?",
        default=os.environ.get("PARLEY_DATABASE"),
        help="URL of the database as its owner (PARLEY_DATABASE); default: the running suite",
    )
    parser.add_argument("--json", action="store_true", help="a line of JSON for each reader")
    parser.add_argument("--reader", choices=SERVICES, nargs="*", default=list(SERVICES), help="default: all")
    parser.add_argument("--hours", type=int, default=HOURS, help=f"how far back ({HOURS})")
    options = parser.parse_args()
    stack = place.state_folder() / "stack.json"
    try:
        if options.database is None and not stack.exists():
            raise CannotRun("Parley does not run from this folder: start it with `make run`, or name a database.")
        dsn = options.database or json.loads(stack.read_text())["admin_dsn"]
        counts = asyncio.run(carry_again(_switch_database(dsn), options.reader, options.hours))
    except CannotRun as reason:
        if options.json:
            print(json.dumps({"code": "cannot_run", "detail": str(reason)}))
        else:
            print(reason, file=sys.stderr)
        return 1
    for reader, count in counts.items():
        if options.json:
            print(json.dumps({"reader": reader, "events": count}))
        else:
            print(f"{reader}: {count} events are carried again")
    return 0


def _switch_database(dsn: str) -> str:
    """The owner's address names the server's own database where it comes from the running suite."""
    home, _, name = dsn.rpartition("/")
    return f"{home}/parley" if name == "postgres" else dsn


if __name__ == "__main__":
    sys.exit(main())
