"""Command `parley`: its options, and what it can do."""

from __future__ import annotations

from typing import Annotated

import typer

from . import admin, clock, disputes, webhooks
from .session import Session, run_in_repository

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="A Parley from the terminal. It finds the one of `make run` by itself; any other by PARLEY, CLIENT_ID and "
    "CLIENT_SECRET. `parley --install-completion` completes commands in your shell.",
)
app.add_typer(clock.app, name="clock")
app.add_typer(disputes.app, name="disputes")
app.add_typer(admin.app, name="admin")
app.command("listen")(webhooks.listen_to_events)
app.command("trigger")(webhooks.trigger_event)
app.command("replay")(webhooks.replay_events)


@app.callback()
def choose_session(
    context: typer.Context,
    url: Annotated[str | None, typer.Option(help="Address of the gateway.", envvar="PARLEY")] = None,
    client_id: Annotated[str | None, typer.Option(help="Client id of the platform.", envvar="CLIENT_ID")] = None,
    client_secret: Annotated[
        str | None, typer.Option(help="Its secret; better in the environment.", envvar="CLIENT_SECRET")
    ] = None,
    admin_secret: Annotated[
        str | None, typer.Option(help="Secret of the administrator, for `admin`.", envvar="ADMIN_SECRET")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print answers as JSON, a line each.")] = False,
) -> None:
    """Read where to go and as whom."""
    context.obj = Session(url, client_id, client_secret, admin_secret, as_json)


@app.command("verify")
def verify_database(
    context: typer.Context,
    database: Annotated[str | None, typer.Argument(help="URL as `auditor`; of the running suite if left out.")] = None,
) -> None:
    """Check every promise about the data of a Parley; exit code 1 if one does not hold."""
    run_in_repository(context, "deploy.verify", *([] if database is None else [database]))


if __name__ == "__main__":
    app()
