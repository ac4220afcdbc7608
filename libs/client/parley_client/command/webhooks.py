"""`parley listen`, `trigger` and `replay`: webhooks while one develops, and again after one was away."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Final

import httpx
import typer
from rich.markup import escape
from standardwebhooks import Webhook

from parley_client.client import Parley
from parley_client.problems import Problem

from .feed import follow_feed
from .session import CommandFailed, Session, explain_failures, session_of
from .tables import print_members

FORWARD_SECONDS: Final = 20.0
NO_TEST_CLOCK: Final = frozenset({403, 404, 405})
"""Answers of a Parley whose time is everybody's."""
SECRET: Final = "whsec_" + "cGFybGV5LWxpc3Rlbi1mb3ItZGV2ZWxvcG1lbnQtb25seQ=="  # of this machine alone
"""Signs what is forwarded to a program under development, where there is nothing to be kept secret."""


def listen_to_events(
    context: typer.Context,
    forward_to: Annotated[str | None, typer.Option(help="Your program, such as http://localhost:3000/parley.")] = None,
    types: Annotated[list[str] | None, typer.Option("--type", help="Only these: 'dispute.*', 'escrow.funded'.")] = None,
    since: Annotated[str, typer.Option(help="From when on: 'latest', or an instant.")] = "latest",
    secret: Annotated[str, typer.Option(help="Secret that signs what is forwarded.", envvar="WEBHOOK_SECRET")] = SECRET,
    count: Annotated[int | None, typer.Option(help="End after so many events.", min=1)] = None,
) -> None:
    """Show events as they happen, and forward them to your program, signed as Parley signs webhooks.

    Nothing has to be registered, and Parley need not reach your machine.
    """
    session = session_of(context)
    with explain_failures(session), session.platform() as parley, httpx.Client(timeout=FORWARD_SECONDS) as http:
        if forward_to is not None:
            session.progress.print(f"Forwarding to {forward_to}. Verify with the secret {secret} (Ctrl-C ends this)")
        for number, event in enumerate(follow_feed(parley, types, since), 1):
            answer = None if forward_to is None else forward_event(http, forward_to, secret, event)
            _print_event(session, event, answer)
            if number == count:
                return


def forward_event(http: httpx.Client, url: str, secret: str, event: dict[str, Any]) -> str:
    """Send an event as a webhook, and say what came of it."""
    body, sent_at, delivery = json.dumps(event), datetime.now(UTC), event["id"].replace("evt_", "msg_")
    headers = {
        "Content-Type": "application/json",
        "webhook-id": delivery,
        "webhook-timestamp": str(int(sent_at.timestamp())),
        "webhook-signature": Webhook(secret).sign(delivery, sent_at, body),
    }
    try:
        return str(http.post(url, content=body, headers=headers).status_code)
    except httpx.TransportError as error:
        return f"no answer ({type(error).__name__})"


def _print_event(session: Session, event: dict[str, Any], answer: str | None) -> None:
    if session.as_json:
        session.print_json(event if answer is None else {**event, "forwarded": answer})
        return
    tail = "" if answer is None else escape(f" → {answer}")
    line = f"[dim]{event['timestamp']}[/dim] [bold]{event['type']}[/bold] {event['subject']}{tail}"
    session.console.print(line, highlight=False)


def trigger_event(
    context: typer.Context,
    event_type: Annotated[str | None, typer.Argument(help="Such as dispute.opened; a test if left out.")] = None,
    endpoint: Annotated[str | None, typer.Option(help="Endpoint: whe_… The only one, if there is one.")] = None,
) -> None:
    """Have Parley send a sample of an event to one of your endpoints."""
    session = session_of(context)
    with explain_failures(session), session.platform() as parley:
        named = endpoint or _only_endpoint(parley)
        path = f"/v1/webhook-endpoints/{named}/test"
        body = None if event_type is None else {"event_type": event_type}
        sent = parley.caller.call_operation("POST", path, body=body, takes_key=True)
        print_members(session, sent, ("id", "event_type", "state", "attempts"))


def replay_events(
    context: typer.Context,
    since: Annotated[str | None, typer.Option(help="From when on; a day ago if left out.")] = None,
    until: Annotated[str | None, typer.Option(help="Until when; now if left out.")] = None,
    endpoint: Annotated[str | None, typer.Option(help="Endpoint: whe_… The only one, if there is one.")] = None,
) -> None:
    """Have Parley send everything again that happened within a time, a thousand events at most."""
    session = session_of(context)
    with explain_failures(session), session.platform() as parley:
        named = endpoint or _only_endpoint(parley)
        with session.show_progress("Queueing…"):
            now = _read_time(parley)
            queued = parley.webhooks.replay_events(
                named,
                {
                    "since": since or (now - timedelta(days=1)).isoformat(),
                    "until": until or now.isoformat(),
                },
            )
        print_members(session, dict(queued), ("endpoint", "events"))


def _read_time(parley: Parley) -> datetime:
    """Read what time it is for the platform: in a sandbox its test clock's, by which its events are stamped."""
    try:
        return datetime.fromisoformat(parley.sandbox.get_test_clock()["now"])
    except Problem as problem:
        if problem.status not in NO_TEST_CLOCK:
            raise
        return datetime.now(UTC)


def _only_endpoint(parley: Parley) -> str:
    """Raises CommandFailed."""
    endpoints: list[dict[str, Any]] = [dict(one) for one in parley.webhooks.list_webhook_endpoints()["data"]]
    if len(endpoints) != 1:
        listed = ", ".join(f"{one['id']} ({one['url']})" for one in endpoints) or "there is none"
        raise CommandFailed(f"Name the endpoint with --endpoint: {listed}.")
    return str(endpoints[0]["id"])
