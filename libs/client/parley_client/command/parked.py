"""`parley admin parked`, `retry` and `refill`: events that are stuck, looked at and set going."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Final, Literal, TypeVar, get_args
from uuid import UUID

import typer

from .session import CommandFailed, explain_failures, read_running_suite, run_in_repository, session_of
from .tables import print_rows

T = TypeVar("T")
ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
"""Letters of ids (Crockford's base 32)."""
Service = Literal["escrow", "disputes", "mediation", "evidence", "notifications"]
SERVICES: Final = get_args(Service)
PARKED: Final = """
SELECT '{service}' AS reader, event_id::text AS event, topic, subject::text AS subject, attempts, failure
FROM {service}.inbox WHERE state = 'parked' ORDER BY processed_at
"""
RETRY: Final = """
UPDATE {service}.inbox SET state = 'retry', attempts = 0, waits = 0, next_attempt_at = now()
WHERE state = 'parked' AND ($1::uuid IS NULL OR event_id = $1)
"""
Database = Annotated[
    str | None, typer.Option("--database", help="URL as a role that sees all of it.", envvar="DATABASE")
]


def list_parked(context: typer.Context, database: Database = None) -> None:
    """List events that failed five times, or that nobody can read, and wait for you."""
    session = session_of(context)
    with explain_failures(session):
        rows = run_in_database(database, _read_parked)
        print_rows(session, rows, ("reader", "event", "topic", "attempts", "failure"))


def retry_parked(
    context: typer.Context,
    event: Annotated[str | None, typer.Argument(help="One event, by its id; all if left out.")] = None,
    database: Database = None,
) -> None:
    """Have parked events tried again, when the cause is mended."""
    session = session_of(context)
    with explain_failures(session):
        named = None if event is None else _parse_event_id(event)
        counts = run_in_database(database, lambda connection: _run_everywhere(connection, RETRY, named))
        if named is not None and not any(count["events"] for count in counts):
            raise CommandFailed(f"{event} is not parked: `parley admin parked` shows those that are.")
        print_rows(session, counts, ("service", "events"))


def refill_queues(
    context: typer.Context,
    reader: Annotated[Service | None, typer.Option(help="Only what this service has never heard.")] = None,
    hours: Annotated[int, typer.Option(help="Of so many hours.", min=1)] = 48,
    database: Database = None,
) -> None:
    """Have events carried again that a reader has never heard, after a broker was restored from an older state, say."""
    of_reader = [] if reader is None else ["--reader", reader]
    run_in_repository(context, "deploy.local.refill", "--hours", str(hours), *of_reader, database=database)


def _parse_event_id(text: str) -> UUID:
    """Read an id as `parked` shows it, or as the API and webhooks spell it. Raises CommandFailed."""
    spelled = text.removeprefix("evt_")
    try:
        if spelled == text:
            return UUID(text)
        number = 0
        for letter in spelled:
            number = number * len(ALPHABET) + ALPHABET.index(letter)
        return UUID(int=number)
    except ValueError:
        raise CommandFailed(f"{text} is no id of an event: `parley admin parked` shows them.") from None


def run_in_database(database: str | None, work: Callable[[Any], Awaitable[T]]) -> T:
    """Raises CommandFailed."""
    return asyncio.run(_connect_and_work(database or _database_of_running_suite(), work))


async def _connect_and_work(database: str, work: Callable[[Any], Awaitable[T]]) -> T:
    try:
        import asyncpg
    except ImportError:
        raise CommandFailed("This asks the database: install `parley-client[database]`.") from None
    try:
        connection = await asyncpg.connect(database)
    except (OSError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise CommandFailed(f"The database does not let us in: {error}") from None
    try:
        return await work(connection)
    except (asyncpg.UndefinedTableError, asyncpg.InvalidSchemaNameError, asyncpg.UndefinedColumnError) as error:
        raise CommandFailed(f"That is no database of a Parley, or of one of another edition: {error}") from None
    except asyncpg.PostgresError as error:
        raise CommandFailed(f"The database refused: {error}") from None
    finally:
        await connection.close()


def _database_of_running_suite() -> str:
    """Raises CommandFailed."""
    admin = read_running_suite().get("admin_dsn")
    if admin is None:
        raise CommandFailed("Name the database: --database, or DATABASE in the environment.")
    return f"{admin.rpartition('/')[0]}/parley"


async def _read_parked(connection: Any) -> list[dict[str, Any]]:
    rows = []
    for service in SERVICES:
        rows += [dict(row) for row in await connection.fetch(PARKED.format(service=service))]
    return rows


async def _run_everywhere(connection: Any, statement: str, argument: object) -> list[dict[str, Any]]:
    """Run it in each schema, all in one transaction, and count what it changed."""
    counts = []
    async with connection.transaction():
        for service in SERVICES:
            done = await connection.execute(statement.format(service=service), argument)
            counts.append({"service": service, "events": int(done.rpartition(" ")[2])})
    return counts
