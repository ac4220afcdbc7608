"""Tables for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeGuard

from rich.markup import escape
from rich.table import Table

from .session import Session

IDS: Final = ("id", "event")
"""Columns that are copied from the terminal: they are never cut."""
ID_WIDTH: Final = 30
ENDLESS: Final = 10_000
"""Of a terminal that is wider than any table."""
USUAL_DECIMALS: Final = 2
WITHOUT_DECIMALS: Final = (
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF",
    "XPF",
)  # fmt: skip
WITH_THREE: Final = ("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND")
DECIMALS: Final = dict.fromkeys(WITHOUT_DECIMALS, 0) | dict.fromkeys(WITH_THREE, 3) | {"CLF": 4, "UYW": 4}
"""Of currencies that do not have two (ISO 4217)."""


def print_rows(session: Session, rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """Print rows as a table of these columns, or whole as JSON, a line each.

    Where the terminal is too narrow for a row's words, each row stands by itself.
    """
    if session.as_json:
        for row in rows:
            session.print_json(row)
        return None
    listed = list(rows)
    table = _lay_out_rows(listed, columns)
    anywhere = session.console.options.update(max_width=ENDLESS)
    if session.console.measure(table, options=anywhere).minimum <= session.console.width:
        return session.console.print(table)
    for row in listed:
        print_members(session, row, columns)
        session.console.print()


def _lay_out_rows(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> Table:
    table = Table(box=None, header_style="bold")
    for column in columns:
        is_id = column in IDS
        table.add_column(column.replace("_", " "), no_wrap=is_id, min_width=ID_WIDTH if is_id else None)
    for row in rows:
        table.add_row(*(escape(spell_value(row.get(column))) for column in columns))
    return table


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
            return spell_money(amount, currency)
        case {"currency": str(currency), **shares} if any(_is_amount(one) for one in shares.values()):
            spelled = {name: spell_money(one, currency) if _is_amount(one) else one for name, one in shares.items()}
            return spell_value(spelled)
        case dict():
            return ", ".join(f"{name}={spell_value(one)}" for name, one in value.items() if one is not None)
        case list():
            has_members = any(isinstance(one, dict) for one in value)
            return " | ".join(map(spell_value, value)) if has_members else ", ".join(map(spell_value, value))
        case _:
            return str(value)


def spell_money(amount: int, currency: str) -> str:
    """Spell an amount as people read it: 12900 EUR is 129.00 EUR, 1050 JPY is 1050 JPY."""
    decimals = DECIMALS.get(currency, USUAL_DECIMALS)
    sign, digits = "-" * (amount < 0), str(abs(amount)).rjust(decimals + 1, "0")
    whole = digits[: len(digits) - decimals]
    return f"{sign}{whole}{'.' if decimals else ''}{digits[len(whole) :]} {currency}"


def _is_amount(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)
