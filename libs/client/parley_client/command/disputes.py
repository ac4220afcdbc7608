"""`parley disputes`: cases as lists, and one with its story."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Annotated, Any, Final

import typer
from rich.markup import escape
from rich.tree import Tree

from parley_client.client import Parley

from .session import Session, explain_failures, session_of
from .tables import print_members, print_rows, spell_value

app = typer.Typer(no_args_is_help=True, help="Look at cases.")
ROW: Final = ("id", "status", "stage", "reason", "buyer", "seller", "awaiting", "opened_at")
HEAD: Final = (*ROW[:-1], "escrow", "funds", "assignee", "outcome")


@app.command("list")
def list_disputes(
    context: typer.Context,
    status: Annotated[list[str] | None, typer.Option(help="Only of these statuses.")] = None,
    awaiting: Annotated[list[str] | None, typer.Option(help="Who owes the next act: buyer, seller, operator.")] = None,
    reason: Annotated[str | None, typer.Option(help="Only opened for this reason.")] = None,
    escrow: Annotated[str | None, typer.Option(help="Only of this escrow.")] = None,
    overdue: Annotated[bool | None, typer.Option(help="Only what is late, or only what is not.")] = None,
    limit: Annotated[int, typer.Option(help="At most so many.", min=1)] = 20,
) -> None:
    """List the platform's cases, newest first."""
    session = session_of(context)
    with explain_failures(session), session.platform() as parley:
        filters: dict[str, Any] = {"status": status, "awaiting": awaiting, "reason": reason, "escrow": escrow}
        with session.show_progress("Reading…"):
            listed = list(islice(parley.disputes.iterate_disputes(**filters, overdue=overdue), limit))
        print_rows(session, [dict(one) for one in listed], ROW)


@app.command("show")
def show_dispute(context: typer.Context, dispute: Annotated[str, typer.Argument(help="Its id: dsp_…")]) -> None:
    """Show one case: where it stands, what happens by itself, and all that has happened."""
    session = session_of(context)
    with explain_failures(session), session.platform() as parley:
        with session.show_progress("Reading…"):
            case, story = read_case(parley, dispute)
        if session.as_json:
            session.print_json({**case, "story": story})
            return
        print_members(session, case, HEAD)
        _print_next_step(session, case.get("next_automatic_action"))
        _print_story(session, story)


def read_case(parley: Parley, dispute: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    case = dict(parley.disputes.get_dispute(dispute))
    return case, [dict(entry) for entry in parley.disputes.iterate_story(dispute)]


def _print_next_step(session: Session, step: Mapping[str, Any] | None) -> None:
    if step is not None:
        effect = spell_value(step.get("money_effect"))
        session.console.print(f"[bold]if nobody acts[/bold] {step['at']} {step['action']}: {effect}")


def _print_story(session: Session, story: list[dict[str, Any]]) -> None:
    tree, day = Tree("[bold]story[/bold]"), ""
    for entry in story:
        if entry["at"][:10] != day:
            day = entry["at"][:10]
            branch = tree.add(f"[bold]{day}[/bold]")
        branch.add(f"[dim]{entry['at'][11:19]}[/dim] {_spell_entry(entry)}")
    session.console.print(tree)


def _spell_entry(entry: Mapping[str, Any]) -> str:
    who = entry["who"]
    params = spell_value({name: one for name, one in (entry.get("params") or {}).items() if one not in (None, [], {})})
    message = f"\n{escape(entry['text'])}" if entry.get("text") else ""
    return (
        f"[cyan]{escape(str(who.get('role', '')))}[/cyan] {entry['kind'].replace('_', ' ')} {escape(params)}{message}"
    )
