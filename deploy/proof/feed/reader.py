"""Plain reader of the feed: knows nothing but the events, and keeps the state of every subject by them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from .accounts import Accounts
from .disputes import dispute_after, dispute_as_served
from .escrows import escrow_after, escrow_as_served
from .evidence import item_after, item_as_served, request_after, request_as_served
from .negotiations import negotiation_after, negotiation_as_served
from .recordings import recording_after, recording_as_served
from .spelling import Json, State
from .standings import standing_after, standing_as_served


class Kind(NamedTuple):
    """Kind of subject: how an event changes what is known of one, and what its view says in the same words."""

    name: str
    after: Callable[[Json, State | None], State]
    as_served: Callable[[Json], State]


KINDS: Final = {
    "esc": Kind("escrows", escrow_after, escrow_as_served),
    "dsp": Kind("disputes", dispute_after, dispute_as_served),
    "med": Kind("mediations", negotiation_after, negotiation_as_served),
    "req": Kind("evidence requests", request_after, request_as_served),
    "evd": Kind("pieces of evidence", item_after, item_as_served),
    "vid": Kind("recordings", recording_after, recording_as_served),
    "std": Kind("standings", standing_after, standing_as_served),
}
"""By the prefix of their ids."""


class BrokenLine(AssertionError):
    """Raised where the events of a subject are not gapless and in order."""


@dataclass
class Books:
    """State of every subject, by the prefix of its id, after the events that were read so far."""

    states: defaultdict[str, dict[str, State]] = field(default_factory=lambda: defaultdict(dict))
    accounts: Accounts = field(default_factory=Accounts)
    _numbers: dict[str, int] = field(default_factory=dict)

    @property
    def escrows(self) -> dict[str, State]:
        return self.states["esc"]

    def read(self, events: Iterable[Mapping[str, Any]]) -> None:
        """Take in events in the order of the feed. Raises BrokenLine."""
        for event in events:
            subject, number = str(event["subject"]), int(event["number"])
            if number != (before := self._numbers.get(subject, 0)) + 1:
                raise BrokenLine(f"{subject}: {event['type']} is number {number} after {before}")
            self._numbers[subject] = number
            prefix = subject.partition("_")[0]
            if (kind := KINDS.get(prefix)) is not None:
                states = self.states[prefix]
                states[subject] = kind.after(event, states.get(subject))
            self.accounts.read(event)

    def summarise(self) -> str:
        """How many of each kind were rebuilt."""
        return ", ".join(f"{len(self.states[prefix])} {kind.name}" for prefix, kind in KINDS.items())
