"""Reactions of a negotiation to what happens elsewhere: the case moves on, pauses, gets more time, or ends. Pure.

They react to events, which cannot be refused, only be out of date: then they change nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from common.kernel.money import Money
from common.kernel.terms import due_at_end_of
from common.kernel.timing import Pause, delay_end

from .mediation import Change, Mediation
from .proposal import Proposal, ProposalState
from .states import ENDED_STATES, RUNNING_STATES, State


def on_case_escalated(mediation: Mediation, escalated_at: datetime, pauses: Iterable[Pause] = ()) -> Change:
    """Stop our clock: the case moved on without us. What stands can still be accepted for a while (D14). `pauses`: what
    has come after it, though it was heard before."""
    snapshot = mediation.snapshot
    if snapshot.state not in RUNNING_STATES:
        return Change(mediation)
    if snapshot.current_proposal is None:
        return mediation.end_negotiation(State.OPEN, None)
    due_at = due_at_end_of(escalated_at, snapshot.terms.offer_term, snapshot.terms.calendar)
    due_at = delay_end(due_at, escalated_at, pauses)
    expires_at = due_at if snapshot.paused_at is None else None
    return mediation.evolve_newest(
        _with_expiry(mediation, expires_at), state=State.OPEN, due_at=due_at, due_since=escalated_at
    )


def on_reduction_ordered(mediation: Mediation, left: Money) -> Change:
    """Go on about what is left. What stands was worded about more: it is withdrawn."""
    snapshot, proposal = mediation.snapshot, mediation.snapshot.current_proposal
    is_decided_here = snapshot.state in ENDED_STATES or snapshot.state is State.PENDING
    if is_decided_here or left.minor >= mediation.case.amount.minor:
        return Change(mediation)
    narrowed = mediation.narrow_to(left)
    if proposal is None:
        return narrowed.evolve_newest(None)
    return narrowed.end_negotiation(State.OPEN, replace(proposal, state=ProposalState.WITHDRAWN))


def on_settlement_ordered(mediation: Mediation) -> Change:
    """Close it: money is about to move as somebody else decided, or as was agreed here.

    Which of the two, the decision says for which an agreement waits.
    """
    state = mediation.snapshot.state
    return Change(mediation) if state in ENDED_STATES or state is State.PENDING else on_case_closed(mediation)


def on_case_closed(mediation: Mediation) -> Change:
    """Close it, and withdraw what stands: the case has ended elsewhere."""
    if mediation.snapshot.state is State.CLOSED:
        return Change(mediation)
    if (submission := mediation.snapshot.submission) is not None:
        return mediation.evolve_newest(None, submission=replace(submission, is_case_over=True))
    proposal = mediation.snapshot.current_proposal
    withdrawn = None if proposal is None else replace(proposal, state=ProposalState.WITHDRAWN)
    return mediation.end_negotiation(State.CLOSED, withdrawn)


def on_deadline_extended(mediation: Mediation, due_at: datetime) -> Change:
    """Give more time to whoever owes the act; less is none of an operator's business."""
    snapshot = mediation.snapshot
    if snapshot.due_at is None or due_at <= snapshot.due_at:
        return Change(mediation)
    runs = snapshot.paused_at is None or _was_over(due_at, snapshot.paused_at)
    return mediation.evolve_newest(_with_expiry(mediation, due_at if runs else None), due_at=due_at)


def on_case_paused(mediation: Mediation, paused_at: datetime, sequence: int) -> Change:
    """Stop the clock until the case goes on. `sequence` numbers the case's events: an older one undoes no newer."""
    snapshot = mediation.snapshot
    if sequence <= snapshot.pause_sequence or snapshot.state is State.CLOSED:
        return Change(mediation)
    stopped = None if _was_over(snapshot.due_at, paused_at) else _with_expiry(mediation, None)
    return mediation.evolve_newest(stopped, paused_at=paused_at, pause_sequence=sequence)


def on_case_resumed(
    mediation: Mediation,
    paused_at: datetime,
    resumed_at: datetime,
    sequence: int,
    *,
    given_until: datetime | None = None,
) -> Change:
    """Start the clock again, later by as long as it stood still: a clock that began meanwhile, by less. One that was
    over before stays where it was, and so does one that an operator has extended since, `given_until` then: whoever
    did that knew of the pause."""
    snapshot = mediation.snapshot
    if snapshot.state is State.CLOSED:
        return Change(mediation)
    still_paused_at = None if sequence > snapshot.pause_sequence else snapshot.paused_at
    due_at, since = snapshot.due_at, snapshot.due_since
    if due_at is not None and since is not None and (given_until is None or given_until < due_at):
        due_at = Pause(paused_at, resumed_at).delay(due_at, since)
    return mediation.evolve_newest(
        _with_expiry(mediation, due_at if still_paused_at is None else None),
        due_at=due_at,
        paused_at=still_paused_at,
        pause_sequence=max(sequence, snapshot.pause_sequence),
    )


def _was_over(due_at: datetime | None, paused_at: datetime) -> bool:
    return due_at is not None and due_at <= paused_at


def _with_expiry(mediation: Mediation, expires_at: datetime | None) -> Proposal | None:
    """Standing proposal with a new end, if one stands. Nothing expires while the clock stands still."""
    proposal = mediation.snapshot.current_proposal
    return None if proposal is None else replace(proposal, expires_at=expires_at)
