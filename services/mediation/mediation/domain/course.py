"""What other services do to a negotiation: the case moves on, pauses, gets more time, or ends. Pure functions.

These react to facts, which cannot be refused, only found to be out of date: then they change nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from .mediation import Change, Mediation
from .proposal import Proposal, ProposalState
from .states import OVER, RUNNING, State


def escalated(found: Mediation) -> Change:
    """The case moved on without us: our clock stops, what stands can still be accepted (D14)."""
    if found.state not in RUNNING:
        return Change(found)
    standing = found.standing
    free = None if standing is None else replace(standing, expires_at=None)
    awaiting = None if standing is None else found.awaiting
    return found.with_newest(free, state=State.OPEN, awaiting=awaiting, due_at=None, due_since=None)


def settling(found: Mediation) -> Change:
    """Money is about to move as somebody else decided, or as was agreed here."""
    return Change(found) if found.state in OVER else closed(found)


def closed(found: Mediation) -> Change:
    """The case has ended elsewhere."""
    if found.state is State.CLOSED:
        return Change(found)
    standing = found.standing
    return found.end(State.CLOSED, None if standing is None else replace(standing, state=ProposalState.WITHDRAWN))


def extended(found: Mediation, due_at: datetime) -> Change:
    """More time for whoever owes the act; less is none of an operator's business."""
    if found.due_at is None or due_at <= found.due_at:
        return Change(found)
    return found.with_newest(_expiring(found, due_at if found.paused_at is None else None), due_at=due_at)


def paused(found: Mediation, at: datetime, heard: int) -> Change:
    """The clock stands still. `heard` numbers the case's facts: an older one does not undo a newer."""
    if heard <= found.pause_heard or found.state is State.CLOSED:
        return Change(found)
    return found.with_newest(_expiring(found, None), paused_at=at, pause_heard=heard)


def resumed(found: Mediation, since: datetime, at: datetime, heard: int) -> Change:
    """The clock goes on, later by as long as it stood still: a clock that began meanwhile, by less."""
    if found.state is State.CLOSED:
        return Change(found)
    newest = heard > found.pause_heard
    paused_at = None if newest else found.paused_at
    due_at = found.due_at
    if due_at is not None and found.due_since is not None and found.due_since < at:
        due_at += at - max(since, found.due_since)
    return found.with_newest(
        _expiring(found, due_at if paused_at is None else None),
        due_at=due_at, paused_at=paused_at, pause_heard=max(heard, found.pause_heard),
    )  # fmt: skip


def _expiring(found: Mediation, at: datetime | None) -> Proposal | None:
    """Nothing expires while the clock stands still."""
    return None if found.standing is None else replace(found.standing, expires_at=at)
