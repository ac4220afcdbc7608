"""Prints a story on a terminal: acts as they happen, then the timeline and the money."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from iso4217 import Currency
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

WIDTH: Final = 100
INDENT: Final = "   "

console = Console(width=WIDTH, highlight=False)
_left_out: Final[list[str]] = []


def print_heading(letter: str, title: str, about: str) -> None:
    console.print(f"\n[bold]{letter}. {escape(title)}[/]")
    for line in wrap_text(about):
        console.print(f"{INDENT}[dim]{escape(line)}[/]")
    console.print()


def wrap_text(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH - len(INDENT))


def print_act(who: str, says: str, outcome: str) -> None:
    print_line(f"[cyan]{who:<14}[/]", says, f"[dim]{escape(outcome)}[/]")


def print_refusal(who: str, says: str, outcome: str) -> None:
    print_line(f"[cyan]{who:<14}[/]", says, f"[yellow]{escape(outcome)}[/]")


def print_time_passing(says: str, outcome: str) -> None:
    print_line(f"[magenta]{'clock':<14}[/]", says, f"[dim]{escape(outcome)}[/]")


def print_line(label: str, says: str, outcome: str) -> None:
    console.print(f"{INDENT}{label}{escape(says)}  {outcome}", soft_wrap=True)


def print_timeline(events: Sequence[dict[str, Any]]) -> None:
    """Prints the events as the platform's webhooks told them."""
    table = Table("when", "what happened", "by", "", title="Timeline, as the webhooks told it", **_table_style())
    last_day = None
    for event in events:
        at = datetime.fromisoformat(event["timestamp"])
        day = f"{at:%a %d %b}"
        when = f"{day if day != last_day else '':<10} {at:%H:%M:%S}"
        table.add_row(
            when, event["type"], event["actor"]["role"], escape(", ".join(select_event_details(event["data"])))
        )
        last_day = day
    _print_indented(table)


def select_event_details(data: Mapping[str, Any]) -> Iterator[str]:
    """Selects the few members of an event that say most: where money went, what came next, how it ended."""
    for name in ("to_buyer", "to_seller", "amount"):
        if isinstance(value := data.get(name), Mapping) and value["amount"]:
            yield f"{name.removeprefix('to_')} {format_money(value)}" if name != "amount" else format_money(value)
    for name in ("stage", "outcome", "kind", "deadline"):
        if isinstance(value := data.get(name), str):
            yield value
    if acts := data.get("acts"):
        yield f"{data.get('of')} may {', '.join(acts)}"


def print_postings(statement: Sequence[dict[str, Any]]) -> None:
    table = Table("posting", "from", "to", title="The money, posting by posting", **_table_style())
    table.add_column("amount", justify="right")
    for number, posting in enumerate(statement, 1):
        for index, movement in enumerate(posting["movements"]):
            table.add_row(
                f"{number}" if index == 0 else "",
                movement["from_account"],
                movement["to_account"],
                format_money(movement["amount"]),
            )
    _print_indented(table)


def format_money(value: Mapping[str, Any]) -> str:
    decimals = Currency(value["currency"]).exponent or 0
    return f"{value['amount'] / 10**decimals:,.{decimals}f} {value['currency']}"


def print_good(text: str) -> None:
    console.print(f"{INDENT}[green]✓[/] {escape(text)}")


def print_bad(text: str) -> None:
    console.print(f"{INDENT}[red]✗ {escape(text)}[/]", soft_wrap=True)


def print_findings(checks: Sequence[Mapping[str, Any]]) -> None:
    """Prints what was found about a recording, check by check."""
    colours = {"pass": "green", "fail": "red", "unknown": "yellow"}
    table = Table("check", "outcome", "reason", **_table_style())
    for check in checks:
        outcome = f"[{colours[check['outcome']]}]{check['outcome']}[/]"
        table.add_row(check["check"], outcome, escape(check["reason"]))
    _print_indented(table)
    console.print()


def print_left_out(text: str) -> None:
    """Said at once, and again at the end."""
    console.print(f"{INDENT}[yellow]! LEFT OUT: {escape(text)}[/]", soft_wrap=True)
    _left_out.append(text)


def repeat_left_out() -> None:
    for text in _left_out:
        console.print(f"{INDENT}[yellow]! LEFT OUT: {escape(text)}[/]", soft_wrap=True)


def _table_style() -> dict[str, Any]:
    return {"box": None, "padding": (0, 2, 0, 0), "header_style": "dim", "title_style": "bold", "title_justify": "left"}


def _print_indented(table: Table) -> None:
    console.print()
    console.print(Padding(table, (0, 0, 0, len(INDENT))))
