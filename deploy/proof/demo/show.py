"""What a story looks like on a terminal: acts as they happen, then the timeline and the money."""

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


def heading(letter: str, title: str, about: str) -> None:
    console.print(f"\n[bold]{letter}. {escape(title)}[/]")
    for line in wrapped(about):
        console.print(f"{INDENT}[dim]{escape(line)}[/]")
    console.print()


def wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH - len(INDENT))


def act(who: str, says: str, outcome: str) -> None:
    line(f"[cyan]{who:<14}[/]", says, f"[dim]{escape(outcome)}[/]")


def refusal(who: str, says: str, outcome: str) -> None:
    line(f"[cyan]{who:<14}[/]", says, f"[yellow]{escape(outcome)}[/]")


def time_passes(says: str, outcome: str) -> None:
    line(f"[magenta]{'clock':<14}[/]", says, f"[dim]{escape(outcome)}[/]")


def line(label: str, says: str, outcome: str) -> None:
    console.print(f"{INDENT}{label}{escape(says)}  {outcome}", soft_wrap=True)


def timeline(events: Sequence[dict[str, Any]]) -> None:
    """As the platform's webhooks told it."""
    table = Table("when", "what happened", "by", "", title="Timeline, as the webhooks told it", **_style())
    shown = None
    for event in events:
        at = datetime.fromisoformat(event["timestamp"])
        day = f"{at:%a %d %b}"
        when = f"{day if day != shown else '':<10} {at:%H:%M:%S}"
        table.add_row(when, event["type"], event["actor"]["role"], escape(", ".join(details(event["data"]))))
        shown = day
    _indented(table)


def details(data: Mapping[str, Any]) -> Iterator[str]:
    """The few members of an event that say most: where money went, what came next, how it ended."""
    for name in ("to_buyer", "to_seller", "amount"):
        if isinstance(value := data.get(name), Mapping) and value["amount"]:
            yield f"{name.removeprefix('to_')} {money(value)}" if name != "amount" else money(value)
    for name in ("stage", "outcome", "kind", "deadline"):
        if isinstance(value := data.get(name), str):
            yield value
    if acts := data.get("acts"):
        yield f"{data.get('of')} may {', '.join(acts)}"


def postings(statement: Sequence[dict[str, Any]]) -> None:
    table = Table("posting", "from", "to", title="The money, posting by posting", **_style())
    table.add_column("amount", justify="right")
    for number, posting in enumerate(statement, 1):
        for index, movement in enumerate(posting["movements"]):
            table.add_row(
                f"{number}" if index == 0 else "",
                movement["from_account"],
                movement["to_account"],
                money(movement["amount"]),
            )
    _indented(table)


def money(value: Mapping[str, Any]) -> str:
    decimals = Currency(value["currency"]).exponent or 0
    return f"{value['amount'] / 10**decimals:,.{decimals}f} {value['currency']}"


def good(text: str) -> None:
    console.print(f"{INDENT}[green]✓[/] {escape(text)}")


def bad(text: str) -> None:
    console.print(f"{INDENT}[red]✗ {escape(text)}[/]", soft_wrap=True)


def findings(checks: Sequence[Mapping[str, Any]]) -> None:
    """What was found about a recording, check by check."""
    colours = {"pass": "green", "fail": "red", "unknown": "yellow"}
    table = Table("check", "outcome", "reason", **_style())
    for check in checks:
        outcome = f"[{colours[check['outcome']]}]{check['outcome']}[/]"
        table.add_row(check["check"], outcome, escape(check["reason"]))
    _indented(table)
    console.print()


def left_out(text: str) -> None:
    """Said at once, and again at the end."""
    console.print(f"{INDENT}[yellow]! LEFT OUT: {escape(text)}[/]", soft_wrap=True)
    _left_out.append(text)


def left_out_again() -> None:
    for text in _left_out:
        console.print(f"{INDENT}[yellow]! LEFT OUT: {escape(text)}[/]", soft_wrap=True)


def _style() -> dict[str, Any]:
    return {"box": None, "padding": (0, 2, 0, 0), "header_style": "dim", "title_style": "bold", "title_justify": "left"}


def _indented(table: Table) -> None:
    console.print()
    console.print(Padding(table, (0, 0, 0, len(INDENT))))
