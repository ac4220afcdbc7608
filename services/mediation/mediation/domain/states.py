"""The words for where a negotiation stands and what can be done in it."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class State(StrEnum):
    NEGOTIATING = "negotiating"
    OPEN = "open"
    """No clock runs any more; they may still propose and accept until the money moves (D14)."""
    AGREED = "agreed"
    """On its way to being carried out."""
    CLOSED = "closed"
    """The case is over."""


class Act(StrEnum):
    ACCEPT = "accept"
    REJECT = "reject"
    COUNTER = "counter"
    AMEND = "amend"
    PROPOSE = "propose"


OVER: Final = frozenset({State.AGREED, State.CLOSED})
