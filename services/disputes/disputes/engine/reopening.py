"""Reopening of a dispute: once an escrow, by whoever has withdrawn their own, and its clocks go on (PRM-22)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from common.kernel.id_spelling import format_id
from common.kernel.principal import Role
from common.kernel.terms import Clock, elapsed_time, end_of_time
from disputes.policy.model import Policy
from disputes.policy.vocabulary import REDISPUTABLE_OUTCOMES, RESOLVED_OUTCOMES, ClockStart, Outcome

from .context import EngineContext
from .dispute import OTHER_PARTY, Dispute
from .errors import AlreadyDisputed, AlreadyReopened
from .values import Deadline, EvidenceRequest, NegotiationSnapshot, NegotiationState, Reopening, RequestState

MAX_REOPENINGS: Final = 1
"""[reading] Of an escrow. A party's first dispute reopens nothing: nobody uses up the first word of the other."""
LEAST_TIME_LEFT: Final = timedelta(hours=24)
"""[reading] A clock that had run out, or nearly, leaves so much for whoever owes the act when the case is reopened."""
GUIDE_CLOCK: Final = "guide"
ANSWER_CLOCK: Final = "answer"
ABANDONED: Final = "abandoned"
"""Why a case is closed whose claimant has not walked the tree to its end (O8)."""


def reopen_earlier(disputes: Sequence[Dispute], claimant: Role) -> Reopening | None:
    """Find which dispute of the escrow a new one of this claimant reopens, and who can reopen no more.

    None: it reopens nothing, and the escrow's reopening is still free. A void one never began.

    Raises AlreadyDisputed or AlreadyReopened.
    """
    if (blocking := find_blocking(disputes)) is not None:
        raise AlreadyDisputed(format_id("dsp", blocking.id))
    withdrawn = [dispute for dispute in disputes if dispute.outcome is Outcome.WITHDRAWN]
    openers = {dispute.claimant for dispute in withdrawn}
    is_used_up = len(withdrawn) - len(openers) >= MAX_REOPENINGS
    if claimant in openers and is_used_up:
        raise AlreadyReopened
    barred = tuple(role for role in OTHER_PARTY if role in openers | {claimant})
    if claimant in openers:
        own = next(dispute for dispute in reversed(withdrawn) if dispute.claimant is claimant)
        return Reopening(own.id, own.seconds_left, barred)
    return Reopening(None, barred=barred) if is_used_up else None


def find_blocking(disputes: Sequence[Dispute]) -> Dispute | None:
    """Find the dispute that no other may follow: it runs, or has ended with money or a ruling."""
    return next((d for d in disputes if d.outcome not in REDISPUTABLE_OUTCOMES or _was_decided(d)), None)


def _was_decided(dispute: Dispute) -> bool:
    """Tell whether something was ruled, agreed or paid back in it, which its withdrawal does not undo."""
    return bool(dispute.rulings or dispute.promise is not None or dispute.reductions)


def barred_parties(dispute: Dispute, outcome: Outcome) -> frozenset[Role]:
    """Find who may open no other dispute of the escrow after one that ends like this."""
    if outcome is Outcome.VOID:
        return frozenset()
    if outcome is not Outcome.WITHDRAWN or _was_decided(dispute):
        return frozenset(OTHER_PARTY)
    if (reopening := dispute.reopening) is None:
        return frozenset()
    return frozenset({*([dispute.claimant] if reopening.of is not None else []), *reopening.barred})


# Clocks that go on


class BegunClock(NamedTuple):
    """Clock that had begun when a case was withdrawn, and until when it would have run."""

    name: str
    kind: Clock
    due_at: datetime | None = None
    """None: it had run out."""
    anchor_at: datetime | None = None


def evidence_clock(stage: str, party: Role) -> str:
    return f"evidence:{stage}:{party}"


def continue_clock(
    dispute: Dispute, name: str, kind: Clock, fresh_due_at: datetime, context: EngineContext
) -> datetime:
    """Let a clock of a reopened case run on where it stood; of others, it ends when it says it does.

    Pauses and extensions that an operator gave are in what was left.
    """
    seconds = dispute.reopening.seconds_left.get(name) if dispute.reopening is not None else None
    if seconds is None:
        return fresh_due_at
    ends_at = end_of_time(context.at, timedelta(seconds=seconds), kind, context.policy.calendar)
    return max(ends_at, min(fresh_due_at, context.at + LEAST_TIME_LEFT))


def measure_time_left(dispute: Dispute, context: EngineContext) -> dict[str, int]:
    """Measure what is left of each clock that has begun, in seconds of its own time. In a pause none has run on."""
    stopped_at = dispute.paused_at or context.at
    left: dict[str, int] = {}
    for clock in _begun_clocks(dispute, context.policy):
        since = max(stopped_at, clock.anchor_at or stopped_at)
        end = since if clock.due_at is None else clock.due_at
        left[clock.name] = int(elapsed_time(since, end, clock.kind, context.policy.calendar).total_seconds())
    return left


def _begun_clocks(dispute: Dispute, policy: Policy) -> Iterator[BegunClock]:
    """List the clocks that have begun. What was answered in time begins anew."""
    if (turn := dispute.negotiation) is not None:
        yield from _negotiation_clocks(turn, policy)
    asked = (request for request in dispute.requests if not request.is_asked_by_operator)
    yield from (_clock_of_request(request) for request in asked if request.state is not RequestState.SATISFIED)
    armed = {deadline.kind: deadline for deadline in dispute.deadlines}
    through = [clock.deadline for clock in policy.clocks if clock.deadline.since is ClockStart.FILING]
    for terms in (*through, *([policy.hard_cap] if policy.hard_cap is not None else [])):
        yield _clock_of_deadline(terms.kind, terms.term.clock, armed.get(terms.kind))


def _negotiation_clocks(turn: NegotiationSnapshot, policy: Policy) -> Iterator[BegunClock]:
    terms = policy.negotiation
    if terms is None or turn.due_at is None:
        return
    if turn.state is NegotiationState.GUIDING and terms.guide is not None:
        yield BegunClock(GUIDE_CLOCK, terms.guide.term.clock, turn.due_at, turn.due_since)
    if turn.state is NegotiationState.NEGOTIATING and turn.number == 1:
        yield BegunClock(ANSWER_CLOCK, terms.term.clock, turn.due_at, turn.due_since)


def _clock_of_request(request: EvidenceRequest) -> BegunClock:
    due_at = request.due_at if request.state is RequestState.OPEN else None
    return BegunClock(evidence_clock(request.stage, request.party), Clock(request.clock), due_at, request.anchor_at)


def _clock_of_deadline(kind: str, clock: Clock, armed: Deadline | None) -> BegunClock:
    return BegunClock(kind, clock, armed.due_at, armed.anchor_at) if armed is not None else BegunClock(kind, clock)


def is_resolved(dispute: Dispute) -> bool:
    """Tell whether anything was settled: not where a walk was given up, or where nobody decided (PRM-22)."""
    return dispute.outcome in RESOLVED_OUTCOMES and dispute.why != ABANDONED
