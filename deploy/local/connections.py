"""Connections of programs that somebody starts by hand: what keeps them out is said in a sentence."""

from __future__ import annotations

from typing import Any

import asyncpg

from .place import CannotRun


async def connect_to_database(dsn: str, **options: Any) -> asyncpg.Connection:
    """Raises CannotRun."""
    try:
        return await asyncpg.connect(dsn, **options)
    except (OSError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as failure:
        raise CannotRun(f"The database does not let us in: {failure}") from None
