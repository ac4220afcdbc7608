"""Agreements: what becomes of a negotiation once disputes has decided on the agreement that was submitted. Pure."""

from __future__ import annotations

from dataclasses import replace

from .events import (
    AgreementReached,
    FailureReason,
    MediationEvent,
    NegotiationFailed,
    ProposalAccepted,
    ProposalExpired,
    silence_of,
)
from .mediation import Change, Mediation
from .proposal import CHOSEN_STATES, Proposal, ProposalState
from .states import State
from .submission import AgreementBasis, Decision, Submission, Turn


def take_decision(mediation: Mediation, decision: Decision) -> Change:
    """Agree as disputes has decided, or go on after what came first. A decision taken already changes nothing."""
    submission, proposal = mediation.snapshot.submission, mediation.snapshot.current_proposal
    if submission is None or proposal is None or proposal.id != decision.proposal:
        return Change(mediation)
    if decision.needs_approval and submission.basis is AgreementBasis.SILENCE and not submission.is_case_over:
        return _escalate(mediation, proposal, submission)
    if decision.needs_approval and submission.interrupted is not None and not submission.is_case_over:
        return _go_on(mediation, proposal, submission.interrupted)
    if decision.overtaking is not None:
        overtaken = replace(proposal, state=ProposalState.OVERTAKEN, overtaking=decision.overtaking)
        is_over = decision.ends_negotiation or submission.is_case_over
        return mediation.evolve_newest(overtaken, state=State.CLOSED if is_over else State.OPEN, submission=None)
    agreed = State.OPEN if decision.starts_obligation else State.AGREED
    return _agree_on(mediation, proposal, submission, State.CLOSED if submission.is_case_over else agreed)


def _go_on(mediation: Mediation, proposal: Proposal, turn: Turn) -> Change:
    """Take back an acceptance that an operator alone cannot give: the proposal stands as it stood, and of a mediator's
    both sides are asked anew, since some of what they consented to an operator has said for them."""
    standing = replace(proposal, answered_for=None, consents=frozenset())
    asked = standing.open_sides
    return mediation.evolve_newest(
        standing,
        state=turn.state,
        awaiting=next(iter(asked)) if len(asked) == 1 else None,
        due_at=turn.due_at,
        due_since=turn.due_since,
        submission=None,
    )


def _escalate(mediation: Mediation, proposal: Proposal, submission: Submission) -> Change:
    """Let silence carry out nothing that an operator alone has worded: the case goes to who can decide on it."""
    expired, silence = replace(proposal, state=ProposalState.EXPIRED), silence_of(proposal, submission)
    failed = NegotiationFailed(FailureReason.SILENCE, silence)
    return mediation.evolve_newest(
        expired, ProposalExpired(expired, silence), failed, state=State.OPEN, submission=None
    )


def _agree_on(mediation: Mediation, proposal: Proposal, submission: Submission, state: State) -> Change:
    """Agree. What is still to be done may yet be agreed upon differently (D14); money is ordered at once."""
    chosen, events = _choose_option(proposal, submission)
    option, silence = chosen.options[submission.option], silence_of(chosen, submission)
    reached = AgreementReached(chosen, option, submission.basis, silence)
    narrowed = _supersede_earlier(mediation).narrow_to(option.amount_left_of(mediation.case.amount))
    return narrowed.evolve_newest(chosen, *events, reached, state=state, submission=None)


def _choose_option(proposal: Proposal, submission: Submission) -> tuple[Proposal, tuple[MediationEvent, ...]]:
    """Mark the option that is carried out, and tell of an acceptance. It counts as of when it was received."""
    if submission.basis is AgreementBasis.SILENCE:
        return replace(proposal, state=ProposalState.EXECUTED_ON_SILENCE, chosen=submission.option), ()
    accepted = replace(
        proposal, state=ProposalState.ACCEPTED, chosen=submission.option, accepted_at=submission.received_at
    )
    return accepted, (ProposalAccepted(accepted, submission.option),)


def _supersede_earlier(mediation: Mediation) -> Mediation:
    """Supersede what was agreed before and is not carried out now (D14)."""
    *earlier, newest = mediation.snapshot.proposals
    superseded = (p.supersede() if p.state in CHOSEN_STATES else p for p in earlier)
    return replace(mediation, snapshot=replace(mediation.snapshot, proposals=(*superseded, newest)))
