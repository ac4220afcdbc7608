"""Reads `invariants.sql` and asks a database."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import asyncpg

from deploy.local.connections import connect_to_database

from .overviews import Context, with_overviews

FILE: Final = Path(__file__).with_name("invariants.sql")
_HEADING: Final = re.compile(r"^-- (?P<id>INV-[A-Z]\d+[a-z]?): (?P<meaning>.+)$", re.MULTILINE)
QUERY_SECONDS: Final = 120


@dataclass(frozen=True)
class Invariant:
    id: str
    meaning: str
    query: str


@dataclass(frozen=True)
class Verdict:
    """`rows` break the rule; `problem` says why it could not be looked at, which is no better."""

    invariant: Invariant
    rows: tuple[dict[str, Any], ...] = ()
    problem: str | None = None

    @property
    def holds(self) -> bool:
        return not self.rows and self.problem is None


def read_invariants(file: Path = FILE) -> list[Invariant]:
    return list(_parse_invariants(file.read_text()))


def _parse_invariants(text: str) -> Iterator[Invariant]:
    headings = list(_HEADING.finditer(text))
    for heading, following in zip(headings, [*headings[1:], None], strict=True):
        end = following.start() if following else len(text)
        yield Invariant(heading["id"], heading["meaning"], text[heading.end() : end].strip().removesuffix(";"))


async def check_invariants(dsn: str, context: Context, *, leave_out: Collection[str] = ()) -> list[Verdict]:
    """Ask everything of one snapshot, so that what moves meanwhile cannot look torn."""
    connection = await connect_to_database(dsn, server_settings={"application_name": "verify", "search_path": ""})
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            return [
                await check_invariant(connection, each, context)
                for each in read_invariants()
                if each.id not in leave_out
            ]
    finally:
        await connection.close()


async def check_invariant(connection: Any, invariant: Invariant, context: Context) -> Verdict:
    try:
        async with connection.transaction():
            rows = await connection.fetch(with_overviews(invariant.query, context), timeout=QUERY_SECONDS)
    except (asyncpg.PostgresError, TimeoutError) as failure:
        return Verdict(invariant, problem=str(failure) or type(failure).__name__)
    return Verdict(invariant, rows=tuple(dict(row) for row in rows))
