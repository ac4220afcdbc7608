"""Spans of statements: what the database is asked, without the values it is asked with."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import event
from sqlalchemy.engine import Engine

from common.kernel import seams, tracing

MAX_TEXT: Final = 500


def statement_work(statement: str) -> tracing.Work:
    """Describe a statement by its first word that is no comment, and its text."""
    lines = (line.strip() for line in statement.splitlines())
    text = " ".join(line for line in lines if line and not line.startswith("--"))
    attributes: dict[str, str | int] = {"db.system.name": "postgresql", "db.query.text": text[:MAX_TEXT]}
    return tracing.Work(text.partition(" ")[0].upper() or "SQL", tracing.WorkKind.CLIENT, attributes)


def watch_statements() -> None:
    """Note every statement that goes through SQLAlchemy in this process."""
    event.listen(Engine, "before_cursor_execute", _note_beginning)
    event.listen(Engine, "after_cursor_execute", _note_end)


def forget_statements() -> None:
    event.remove(Engine, "before_cursor_execute", _note_beginning)
    event.remove(Engine, "after_cursor_execute", _note_end)


def _note_beginning(connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
    if context is not None and tracing.are_spans_kept():
        context.began_at = seams.utc_now()


def _note_end(connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
    if (began_at := getattr(context, "began_at", None)) is not None:
        tracing.note_step(statement_work(statement), began_at)
