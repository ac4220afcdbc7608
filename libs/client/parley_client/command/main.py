"""Command `parley`: its options, and what it can do."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup

from . import admin, clock, disputes, webhooks
from .session import Session, run_in_repository

JSON_OPTION: Final = "--json"


class Commands(TyperGroup):
    """Commands that print as JSON wherever `--json` stands: people add it at the end."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        ours, rest = split_at_double_dash(args)
        if JSON_OPTION in ours:
            ours = [JSON_OPTION, *(one for one in ours if one != JSON_OPTION)]
        return super().parse_args(ctx, [*ours, *rest])


def split_at_double_dash(args: list[str]) -> tuple[list[str], list[str]]:
    """Split arguments from those that are no options, whatever they look like."""
    at = args.index("--") if "--" in args else len(args)
    return args[:at], args[at:]


app = typer.Typer(
    cls=Commands,
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


def print_version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"parley {version('parley-client')}")
        raise typer.Exit


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
    as_json: Annotated[bool, typer.Option(JSON_OPTION, help="Print answers as JSON, a line each.")] = False,
    _: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=print_version, is_eager=True)
    ] = False,
) -> None:
    """Read where to go and as whom."""
    context.obj = Session(url, client_id, client_secret, admin_secret, as_json)


@app.command("verify")
def verify_database(
    context: typer.Context,
    database: Annotated[
        str | None,
        typer.Argument(help="URL as `auditor`; of the running suite if left out.", envvar="DATABASE"),
    ] = None,
    heads: Annotated[Path | None, typer.Option(help="Folder of the signed heads, to be compared.")] = None,
    heads_key: Annotated[Path | None, typer.Option(help="Key that signs them, or its public half.")] = None,
    leave_out: Annotated[list[str] | None, typer.Option(help="A rule that is not asked, such as INV-X10.")] = None,
) -> None:
    """Check every promise about the data of a Parley; exit code 1 if one does not hold."""
    folders = {"--heads": heads, "--heads-key": heads_key}
    named = [part for name, folder in folders.items() if folder is not None for part in (name, str(folder.absolute()))]
    left_out = ["--leave-out", *leave_out] if leave_out else []
    run_in_repository(context, "deploy.verify", *named, *left_out, database=database)


if __name__ == "__main__":
    app()
