"""Reopening of a dispute: one that was withdrawn may follow once, and its clocks go on where they stood (PRM-22)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from common.kernel.id_spelling import format_id
from common.kernel.principal import Role
from common.kernel.terms import due_at_end_of
from disputes.policy.model import Policy
from disputes.policy.vocabulary import REDISPUTABLE_OUTCOMES, RESOLVED_OUTCOMES, ClockStart, Outcome

from .dispute import Dispute
from .errors import AlreadyDisputed, AlreadyReopened
from .values import NegotiationState, Reopening, RequestState

MAX_REOPENINGS: Final = 1
LEAST_TIME_LEFT: Final = timedelta(hours=24)
"""[reading] A clock that had run out, or nearly, leaves so much for whoever owes the act when the case is reopened."""
GUIDE_CLOCK: Final = "guide"
ANSWER_CLOCK: Final = "answer"
ABANDONED: Final = "abandoned"
"""Why a case is closed whose claimant has not walked the tree to its end (O8)."""


def reopen_earlier(disputes: Sequence[Dispute], policy: Policy) -> Reopening | None:
    """Find which dispute of the escrow a new one reopens; None: it is the first. A void one never began.

    Raises AlreadyDisputed or AlreadyReopened.
    """
    if (blocking := find_blocking(disputes)) is not None:
        raise AlreadyDisputed(format_id("dsp", blocking.id))
    withdrawn = [dispute for dispute in disputes if dispute.outcome is Outcome.WITHDRAWN]
    if len(withdrawn) > MAX_REOPENINGS:
        raise AlreadyReopened
    return Reopening(withdrawn[-1].id, _time_left(withdrawn[-1], policy)) if withdrawn else None


def find_blocking(disputes: Sequence[Dispute]) -> Dispute | None:
    """Find the dispute that no other may follow: it runs, or has ended with money or a ruling."""
    return next((d for d in disputes if d.outcome not in REDISPUTABLE_OUTCOMES or _was_decided(d)), None)


def _was_decided(dispute: Dispute) -> bool:
    """Tell whether something was ruled, agreed or paid back in it, which its withdrawal does not undo."""
    return bool(dispute.rulings or dispute.promise is not None or dispute.reductions)


def may_be_reopened(dispute: Dispute, outcome: Outcome) -> bool:
    """Tell whether another dispute of the escrow may follow one that ends like this."""
    is_first = dispute.reopening is None and not _was_decided(dispute)
    return outcome is Outcome.VOID or (outcome is Outcome.WITHDRAWN and is_first)


def limit_to_time_left(dispute: Dispute, clock: str, due_at: datetime, now: datetime) -> datetime:
    """Let a clock of a reopened case run on: it ends no later than what was left of it."""
    seconds = dispute.reopening.seconds_left.get(clock) if dispute.reopening is not None else None
    return due_at if seconds is None else min(due_at, now + timedelta(seconds=seconds))


def evidence_clock(stage: str, party: Role) -> str:
    return f"evidence:{stage}:{party}"


def _time_left(dispute: Dispute, policy: Policy) -> dict[str, int]:
    """Say how much was left of each clock that had begun, in seconds."""
    closed_at = dispute.closed_at
    assert closed_at is not None, "a withdrawn case is closed"
    left = {clock: max(due_at - closed_at, LEAST_TIME_LEFT) for clock, due_at in _begun(dispute, policy)}
    return {clock: int(time.total_seconds()) for clock, time in left.items()}


def _begun(dispute: Dispute, policy: Policy) -> Iterator[tuple[str, datetime]]:
    """List the clocks that had begun, and when each is over. What was answered in time begins anew."""
    turn, began_at = dispute.negotiation, dispute.frozen_at or dispute.opened_at
    if turn is not None and turn.due_at is not None and turn.state is NegotiationState.GUIDING:
        yield GUIDE_CLOCK, turn.due_at
    if turn is not None and turn.due_at is not None and turn.state is NegotiationState.NEGOTIATING and turn.number == 1:
        yield ANSWER_CLOCK, turn.due_at
    for request in dispute.requests:
        if request.state is not RequestState.SATISFIED:
            yield evidence_clock(request.stage, request.party), request.due_at
    if policy.hard_cap is not None:
        yield policy.hard_cap.kind, due_at_end_of(began_at, policy.hard_cap.term, policy.calendar)
    for clock in policy.clocks:
        if clock.deadline.since is ClockStart.FILING:
            yield clock.deadline.kind, due_at_end_of(dispute.opened_at, clock.deadline.term, policy.calendar)


def is_resolved(dispute: Dispute) -> bool:
    """Tell whether anything was settled: not where a walk was given up, or where nobody decided (PRM-22)."""
    return dispute.outcome in RESOLVED_OUTCOMES and dispute.why != ABANDONED
