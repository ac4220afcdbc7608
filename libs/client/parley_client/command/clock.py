"""`parley clock`: the test clock of a sandbox platform."""

from __future__ import annotations

from typing import Annotated

import typer

from .session import explain_failures, session_of
from .tables import print_members

app = typer.Typer(no_args_is_help=True, help="Move the test clock of a sandbox platform.")
MEMBERS = ("now", "held")


@app.command("show")
def show_clock(context: typer.Context) -> None:
    """Tell the platform's time."""
    session = session_of(context)
    with explain_failures(session), session.platform() as parley:
        print_members(session, dict(parley.sandbox.get_test_clock()), MEMBERS)


@app.command("advance")
def advance_clock(
    context: typer.Context,
    by: Annotated[
        list[str] | None, typer.Argument(help="By how much: 5 days, 36 hours, 2 business days.", show_default=False)
    ] = None,
    to: Annotated[str | None, typer.Option(help="To which instant, such as 2026-12-24T18:00:00Z.")] = None,
    hold: Annotated[bool, typer.Option(help="Time then stands still there.")] = False,
) -> None:
    """Move it on. Everything that falls due on the way has happened when this ends."""
    session = session_of(context)
    span = " ".join(by) if by else None
    if (span is None) == (to is None):
        raise typer.BadParameter("say either by how much or --to which instant")
    with explain_failures(session), session.platform() as parley:
        with session.show_progress("Time passes, and what falls due happens…"):
            advanced = parley.sandbox.advance_test_clock(
                {"by": span, "hold": hold} if span is not None else {"to": to, "hold": hold}
            )
        print_members(session, dict(advanced), (*MEMBERS, "steps"))


@app.command("release")
def release_clock(context: typer.Context) -> None:
    """Let time go on from where it stands."""
    session = session_of(context)
    with explain_failures(session), session.platform() as parley:
        print_members(session, dict(parley.sandbox.release_test_clock()), MEMBERS)
