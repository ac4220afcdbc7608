"""Connecting: whatever keeps us from a server is told in one way, however far its name or its address leads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine


@contextmanager
def connecting() -> Iterator[None]:
    """Raises ConnectionError where nothing answers: a name that nobody knows and an address that none leads to are no
    failures of ours, as a missing file would be, though Python calls both OSError."""
    try:
        yield
    except (ConnectionError, TimeoutError):
        raise
    except OSError as failure:
        raise ConnectionError(f"no way to the database: {failure}") from failure


def name_missing_ways(engine: AsyncEngine) -> None:
    """Have the pool of an engine connect so."""

    def connect(dialect: Any, record: Any, arguments: Any, options: Any) -> Any:
        with connecting():
            return dialect.connect(*arguments, **options)

    event.listen(engine.sync_engine, "do_connect", connect)
