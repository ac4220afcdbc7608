"""Stage of a story: a platform of its own with its people, its clock and its webhooks."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Final, TypeVar

import httpx

from . import show
from .people import Person
from .receiver import Receiver

T = TypeVar("T")

# How long what takes its time may take.
PATIENCE_SECONDS: Final = 20.0
LOOK_SECONDS: Final = 0.05


class Mismatch(AssertionError):
    """Raised where the suite did something else than the story says."""


class Stage:
    def __init__(self, client: httpx.Client, receiver: Receiver, *, name: str, administrator: str) -> None:
        self.client, self.receiver, self.path = client, receiver, f"/{name}"
        self.checks = 0
        self.deals: list[Any] = []
        self._open_platform(name, administrator)
        self.buyer = Person(self, "buyer", "anna")
        self.seller = Person(self, "seller", "sam")
        self.operator = Person(self, "operator", "olga", scopes=["read", "decide"])
        self.colleague = Person(self, "operator", "omar", scopes=["read", "decide"])

    def _open_platform(self, name: str, administrator: str) -> None:
        """Opens a tenant for this story alone, so that moving its clock hurries nobody else's deadlines."""
        admin = Person(self, "admin", "admin", secret=administrator)
        made = admin.post("/v1/platforms", {"name": f"Demonstration: {name}"}).json()
        self.platform = Person(self, "platform", made["client_id"], secret=made["client_secret"])
        hook = {"url": self.receiver.url(self.path), "event_types": ["*"]}
        endpoint = self.platform.post("/v1/webhook-endpoints", hook)
        self.check("a webhook endpoint is registered", endpoint.status_code, 201)
        self.receiver.trust_secret(self.path, endpoint.json()["secret"])

    def check(self, what: str, got: object, expected: object) -> None:
        """Raises Mismatch."""
        self.checks += 1
        if got != expected:
            raise Mismatch(f"{what}: expected {expected!r}, got {got!r}")

    def wait_until(
        self, what: str, look: Callable[[], T], reached: Callable[[T], bool], patience: float = PATIENCE_SECONDS
    ) -> T:
        """Looks again until it is done: for what takes its time for every client, like the checks of a recording, the
        feed and webhooks. What was answered needs no waiting."""
        self.checks += 1
        deadline = time.monotonic() + patience
        while not reached(seen := look()):
            if time.monotonic() > deadline:
                raise Mismatch(f"{what}: not within {patience:.0f} s; last seen {seen!r}")
            time.sleep(LOOK_SECONDS)
        return seen

    def advance_clock(self, says: str, **how: str) -> list[dict[str, Any]]:
        """`by="5 days"` or `to="2026-…Z"`. Everything due on the way has happened when this returns."""
        steps = self._move_clock(how)
        show.print_time_passing(says, f"→ deadline of {_service_names(steps)}" if steps else "→ nothing was due")
        return steps

    def settle_events(self) -> None:
        """Waits, when the story is told, until nothing is under way any more: only then does the clock answer."""
        self._move_clock({"by": "1 second"})

    def _move_clock(self, how: dict[str, str]) -> list[dict[str, Any]]:
        answer = self.platform.post("/v1/test-clock/advance", how)
        self.check(f"the clock moves ({answer.text})", answer.status_code, 200)
        return list(answer.json()["steps"])

    def follow_feed(self, kind: str, times: int) -> None:
        """Reads the feed, as whoever polls it does, until it has told so often of something, and never more."""
        count = lambda: [event["type"] for event in self.read_events()].count(kind)  # noqa: E731 (a name for a line)
        self.check(f"events {kind}", self.wait_until(f"the feed tells of {kind}", count, lambda n: n >= times), times)

    def read_events(self) -> list[dict[str, Any]]:
        """Reads the whole feed of this platform, oldest first."""
        events: list[dict[str, Any]] = []
        page: dict[str, Any] = {"has_more": True, "next_cursor": None}
        while page["has_more"]:
            cursor = f"&cursor={page['next_cursor']}" if page["next_cursor"] else ""
            page = self.platform.get(f"/v1/events?limit=100{cursor}")
            events += page["data"]
        return events


def _service_names(steps: list[dict[str, Any]]) -> str:
    return ", ".join(dict.fromkeys(step["service"] for step in steps))
