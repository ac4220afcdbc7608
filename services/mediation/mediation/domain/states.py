"""States of a negotiation, and the actions that parties take in it."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class State(StrEnum):
    """State of a negotiation."""

    GUIDING = "guiding"
    """The claimant walks the tree that leads to the first proposal (O2)."""
    NEGOTIATING = "negotiating"
    PENDING = "pending"
    """They agree, and disputes has not decided yet whether that ends the case: nothing else can be done."""
    OPEN = "open"
    """Nobody owes an act any more; they may still propose and accept until the money moves (D14): while an operator
    has the case, or while something that was agreed is still to be done. An offer stands for its time only."""
    AGREED = "agreed"
    """Money is on its way as agreed."""
    CLOSED = "closed"
    """The case is over."""


class Action(StrEnum):
    """Action that a party can take in a negotiation."""

    ANSWER = "answer"
    ACCEPT = "accept"
    REJECT = "reject"
    COUNTER = "counter"
    AMEND = "amend"
    PROPOSE = "propose"


ENDED_STATES: Final = frozenset({State.AGREED, State.CLOSED})
RUNNING_STATES: Final = frozenset({State.GUIDING, State.NEGOTIATING})
"""Somebody owes an act, and a clock says until when."""
