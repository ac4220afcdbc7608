"""`parley admin`: platforms, their secrets, and events that wait for an operator."""

from __future__ import annotations

from itertools import islice
from typing import Annotated, Any, Final

import typer

from .parked import list_parked, refill_queues, retry_parked
from .session import explain_failures, session_of
from .tables import print_members, print_rows

app = typer.Typer(no_args_is_help=True, help="Look after platforms and after what is stuck.")
platforms = typer.Typer(no_args_is_help=True, help="Open, list, rename, suspend platforms.")
secrets = typer.Typer(no_args_is_help=True, help="List, rotate, revoke a platform's secrets.")
app.add_typer(platforms, name="platforms")
app.add_typer(secrets, name="secrets")
app.command("parked")(list_parked)
app.command("retry")(retry_parked)
app.command("refill")(refill_queues)

PLATFORM: Final = ("id", "name", "status", "default_policy", "version")
Platform = Annotated[str, typer.Argument(help="Its id: plt_…")]
SecretId = Annotated[str, typer.Argument(help="Its id: sec_…")]


@platforms.command("list")
def list_platforms(
    context: typer.Context,
    status: Annotated[str | None, typer.Option(help="active or suspended.")] = None,
    limit: Annotated[int, typer.Option(help="At most so many.", min=1)] = 100,
) -> None:
    """List platforms, newest first."""
    session = session_of(context)
    with explain_failures(session), session.administrator() as parley:
        filters: dict[str, Any] = {"status": status}
        listed = list(islice(parley.platforms.iterate_platforms(**filters), limit))
        print_rows(session, [dict(one) for one in listed], PLATFORM)


@platforms.command("open")
def open_platform(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="What its people know it by.")],
    default_policy: Annotated[str, typer.Option(help="Policy of its escrows.")] = "agreement_first",
) -> None:
    """Open a platform. Its secret is shown now and never again."""
    session = session_of(context)
    with explain_failures(session), session.administrator() as parley:
        opened = parley.platforms.open_platform({"name": name, "default_policy": default_policy})
        print_members(session, dict(opened), ("id", "name", "client_id", "client_secret", "secret_id"))


@platforms.command("rename")
def rename_platform(context: typer.Context, platform: Platform, name: Annotated[str, typer.Argument()]) -> None:
    """Change the name that its people know it by."""
    session = session_of(context)
    with explain_failures(session), session.administrator() as parley:
        print_members(session, dict(parley.platforms.rename_platform(platform, {"name": name})), PLATFORM)


@platforms.command("suspend")
def suspend_platform(context: typer.Context, platform: Platform) -> None:
    """Give it no new tokens and no new escrows; its deadlines and disputes go on."""
    session = session_of(context)
    with explain_failures(session), session.administrator() as parley:
        print_members(session, dict(parley.platforms.suspend_platform(platform)), PLATFORM)


@platforms.command("reinstate")
def reinstate_platform(context: typer.Context, platform: Platform) -> None:
    """Undo a suspension."""
    session = session_of(context)
    with explain_failures(session), session.administrator() as parley:
        print_members(session, dict(parley.platforms.reinstate_platform(platform)), PLATFORM)


@secrets.command("list")
def list_secrets(context: typer.Context, platform: Platform) -> None:
    """List what is known of a platform's secrets; they themselves are kept nowhere."""
    session = session_of(context)
    with explain_failures(session), session.administrator() as parley:
        listed = [dict(one) for one in parley.platforms.iterate_secrets(platform)]
        print_rows(session, listed, ("id", "status", "created_at", "expires_at", "revoked_at"))


@secrets.command("rotate")
def rotate_secret(
    context: typer.Context,
    platform: Platform,
    overlap_seconds: Annotated[int, typer.Option(help="For how long the old ones still work.", min=0)] = 86_400,
) -> None:
    """Put a new secret in the place of all others. It is shown now and never again."""
    session = session_of(context)
    with explain_failures(session), session.administrator() as parley:
        made = parley.platforms.rotate_secret(platform, {"overlap_seconds": overlap_seconds})
        print_members(session, dict(made), ("id", "client_id", "client_secret", "replaced", "replaced_expire_at"))


@secrets.command("revoke")
def revoke_secret(context: typer.Context, platform: Platform, secret: SecretId) -> None:
    """End a secret: it gets no token any more."""
    session = session_of(context)
    with explain_failures(session), session.administrator() as parley:
        print_members(session, dict(parley.platforms.revoke_secret(platform, secret)), ("id", "revoked"))
