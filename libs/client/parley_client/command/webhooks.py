"""`parley listen`, `trigger` and `replay`: webhooks while one develops, and again after one was away."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from typing import Annotated, Any, Final

import httpx
import typer
from rich.markup import escape
from standardwebhooks import Webhook
from standardwebhooks.webhooks import EmptyWebhookSecretError

from parley_client.calls import spell_in_path
from parley_client.client import Parley
from parley_client.problems import Problem

from .feed import follow_feed
from .session import CommandFailed, Session, complete_address, explain_failures, is_web_address, session_of
from .tables import print_members

FORWARD_SECONDS: Final = 20.0
DESCRIPTION_PATH: Final = "/docs/openapi.json"
ID_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
EXAMPLE_TARGET: Final = "http://localhost:3000/hooks"
SAMPLE_TYPE: Final = "dispute.opened"
INSTEAD_OF_AN_ENDPOINT: Final = (
    " Or send it to your program, as `parley listen` does: --forward-to http://localhost:3000/…"
)
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
    with explain_failures(session), Forwarder.open(forward_to, secret) as forwarder, session.platform() as parley:
        if forwarder is not None:
            session.progress.print(f"Forwarding to {forwarder.url}. Verify with the secret {secret}.")
        session.progress.print("Listening. Ctrl-C ends this.")
        for number, event in enumerate(follow_feed(parley, types, since, ConnectionNews(session).report), 1):
            answer = None if forwarder is None else forwarder.forward(event)
            _print_event(session, event, answer)
            if number == count:
                return


class ConnectionNews:
    """Says on the side when the connection is lost, once, and when it is there again: events of the meantime follow."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._is_lost = False

    def report(self, why: Exception | None) -> None:
        if why is None and self._is_lost:
            self._session.progress.print("[green]Connected again; what was missed follows.[/green]")
        elif why is not None and not self._is_lost:
            self._session.progress.print(
                f"[yellow]Connection lost ({escape(str(why) or type(why).__name__)}).[/yellow]"
            )
            self._session.progress.print("Trying again…")
        self._is_lost = why is not None


@dataclass(frozen=True, slots=True)
class Forwarder:
    """Sends events as webhooks to a program under development."""

    http: httpx.Client
    url: str
    signer: Webhook

    @classmethod
    @contextmanager
    def open(cls, url: str | None, secret: str) -> Iterator[Forwarder | None]:
        """Give one; None where nothing is forwarded. Raises CommandFailed for what is no address or no secret, before
        anything is waited for."""
        if url is None:
            yield None
            return
        target, signer = _read_target(url), _read_secret(secret)
        with httpx.Client(timeout=FORWARD_SECONDS) as http:
            yield cls(http, target, signer)

    def forward(self, event: dict[str, Any]) -> str:
        """Send it, and say what came of it."""
        body, sent_at, delivery = json.dumps(event), datetime.now(UTC), event["id"].replace("evt_", "msg_")
        headers = {
            "Content-Type": "application/json",
            "webhook-id": delivery,
            "webhook-timestamp": str(int(sent_at.timestamp())),
            "webhook-signature": self.signer.sign(delivery, sent_at, body),
        }
        try:
            return str(self.http.post(self.url, content=body, headers=headers).status_code)
        except httpx.TransportError as error:
            return f"no answer ({type(error).__name__})"


def _read_target(url: str) -> str:
    """Raises CommandFailed."""
    target = complete_address(url)
    if not is_web_address(target):
        raise CommandFailed(f"{url} is no address that events can be sent to: name one such as {EXAMPLE_TARGET}.")
    return target


def _read_secret(secret: str) -> Webhook:
    """Raises CommandFailed."""
    try:
        return Webhook(secret)
    except (ValueError, RuntimeError, EmptyWebhookSecretError):
        raise CommandFailed("That is no secret of webhooks: they are whsec_… and then Base64.") from None


def _print_event(session: Session, event: dict[str, Any], answer: str | None) -> None:
    if session.as_json:
        session.print_json(event if answer is None else {**event, "forwarded": answer})
        return
    tail = "" if answer is None else escape(f" → {answer}")
    line = f"[dim]{event['timestamp']}[/dim] [bold]{event['type']}[/bold] {event['subject']}{tail}"
    session.console.print(line, highlight=False)


def trigger_event(
    context: typer.Context,
    event_type: Annotated[str | None, typer.Argument(help="Such as dispute.opened; a test event if left out.")] = None,
    endpoint: Annotated[str | None, typer.Option(help="Endpoint: whe_… The only one, if there is one.")] = None,
    forward_to: Annotated[str | None, typer.Option(help="Your program, as of `listen`: nothing is registered.")] = None,
    secret: Annotated[str, typer.Option(help="Secret that signs what is forwarded.", envvar="WEBHOOK_SECRET")] = SECRET,
) -> None:
    """Have a sample of an event sent to one of your endpoints, or to the program that `listen` forwards to."""
    session = session_of(context)
    with explain_failures(session), Forwarder.open(forward_to, secret) as forwarder, session.platform() as parley:
        if forwarder is not None:
            _forward_sample(session, read_sample(parley, event_type or SAMPLE_TYPE), forwarder)
            return
        named = endpoint or _only_endpoint(parley, INSTEAD_OF_AN_ENDPOINT)
        path = f"/v1/webhook-endpoints/{spell_in_path(named)}/test"
        body = None if event_type is None else {"event_type": event_type}
        sent = parley.caller.call_operation("POST", path, body=body, takes_key=True)
        print_members(session, sent, ("id", "event_type", "state", "attempts"))


def _forward_sample(session: Session, sample: dict[str, Any], forwarder: Forwarder) -> None:
    """Raises CommandFailed where nobody takes it."""
    answer = forwarder.forward(sample)
    _print_event(session, sample, answer)
    if not answer.isdecimal():
        raise CommandFailed(f"Nothing answers at {forwarder.url}: start your program, or name another address.")


def read_sample(parley: Parley, event_type: str) -> dict[str, Any]:
    """Read the sample of an event from the description of the API. Raises CommandFailed for a type there is not."""
    document = parley.caller.call_operation("GET", DESCRIPTION_PATH)
    if event_type not in document["webhooks"]:
        near = get_close_matches(event_type, document["webhooks"], n=3) or sorted(document["webhooks"])
        raise CommandFailed(f"There is no event {event_type}. There is {', '.join(near)}.")
    [content] = document["webhooks"][event_type]["post"]["requestBody"]["content"].values()
    [example] = content["examples"].values()
    sample: dict[str, Any] = document["components"]["examples"][example["$ref"].rpartition("/")[2]]["value"]
    return sample | {
        "id": draw_event_id(),
        "number": None,
        "timestamp": datetime.now(UTC).isoformat().replace("+00:00", "Z"),
    }


def draw_event_id() -> str:
    """Draw an id as events have them: receivers do each only once."""
    return "evt_" + random.choice(ID_ALPHABET[:8]) + "".join(random.choices(ID_ALPHABET, k=25))


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


def _only_endpoint(parley: Parley, otherwise: str = "") -> str:
    """Raises CommandFailed."""
    endpoints: list[dict[str, Any]] = [dict(one) for one in parley.webhooks.list_webhook_endpoints()["data"]]
    if len(endpoints) != 1:
        listed = ", ".join(f"{one['id']} ({one['url']})" for one in endpoints) or "there is none"
        raise CommandFailed(f"Name the endpoint with --endpoint: {listed}.{otherwise}")
    return str(endpoints[0]["id"])
