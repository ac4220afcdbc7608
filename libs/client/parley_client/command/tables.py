"""Tables for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from rich.markup import escape
from rich.table import Table

from .session import Session

IDS: Final = ("id", "event")
"""Columns that are copied from the terminal: they are never cut."""
ID_WIDTH: Final = 30


def print_rows(session: Session, rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """Print rows as a table of these columns, or whole as JSON, a line each."""
    if session.as_json:
        for row in rows:
            session.print_json(row)
        return
    table = Table(box=None, header_style="bold")
    for column in columns:
        is_id = column in IDS
        table.add_column(column.replace("_", " "), no_wrap=is_id, min_width=ID_WIDTH if is_id else None)
    for row in rows:
        table.add_row(*(escape(spell_value(row.get(column))) for column in columns))
    session.console.print(table)


def print_members(session: Session, value: Mapping[str, Any], members: Sequence[str]) -> None:
    """Print what an answer says of these members, or all of it as JSON."""
    if session.as_json:
        session.print_json(value)
        return
    table = Table(box=None, show_header=False)
    for member in members:
        if value.get(member) is not None:
            table.add_row(f"[bold]{member.replace('_', ' ')}[/bold]", escape(spell_value(value[member])))
    session.console.print(table)


def spell_value(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case {"amount": int(amount), "currency": str(currency), **rest} if not rest:
            return f"{amount} {currency}"
        case dict():
            return ", ".join(f"{name}={spell_value(one)}" for name, one in value.items() if one is not None)
        case list():
            return ", ".join(map(spell_value, value))
        case _:
            return str(value)
