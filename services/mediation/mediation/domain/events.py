"""Domain events of a negotiation; `integration_events` maps them to the published contracts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from .options import Option
from .proposal import Proposal
from .submission import AgreementBasis, Submission
from .terms import Mediator, Side


class FailureReason(StrEnum):
    """Reason for which a negotiation failed."""

    REJECTED = "rejected"
    SILENCE = "silence"
    ROUNDS_EXHAUSTED = "rounds_exhausted"
    ABANDONED = "abandoned"
    """The claimant did not walk the tree to its end in time."""
    GUIDE_MISSING = "guide_missing"
    """The edition names a tree that there is not, or whose walk can end without anything that the edition knows."""


@dataclass(frozen=True, slots=True)
class Silence:
    """Silence of a side until its time was over."""

    owed_by: Side
    due_at: datetime


def silence_of(proposal: Proposal, submission: Submission) -> Silence | None:
    """Name the silence on which an agreement to this proposal rests, if it does: whoever it was put to has it."""
    if submission.basis is not AgreementBasis.SILENCE or isinstance(proposal.by, Mediator):
        return None
    return Silence(proposal.by.other, submission.received_at)


@dataclass(frozen=True, slots=True)
class ProposalMade:
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class ProposalAmended:
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class ProposalRejected:
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class ProposalAccepted:
    proposal: Proposal
    index: int


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """One of both sides consents to a mediator's proposal; the other is still asked."""

    proposal: Proposal
    by: Side


@dataclass(frozen=True, slots=True)
class ProposalExpired:
    proposal: Proposal
    silence: Silence | None = None
    """None: of a mediator's proposal, which both have let be."""


@dataclass(frozen=True, slots=True)
class AgreementSubmitted:
    """They agree, or silence counts as agreeing: whether that ends the case is for disputes to decide."""

    proposal: Proposal
    submission: Submission


@dataclass(frozen=True, slots=True)
class AgreementReached:
    """They agree, or silence counts as agreeing."""

    proposal: Proposal
    option: Option
    basis: AgreementBasis
    silence: Silence | None = None


@dataclass(frozen=True, slots=True)
class NegotiationFailed:
    reason: FailureReason
    silence: Silence | None = None


@dataclass(frozen=True, slots=True)
class NegotiationUpdated:
    """Change of which no proposal tells: a walk, a pause, more time, an agreement under way, the end of the case."""


@dataclass(frozen=True, slots=True)
class TurnChanged:
    """Summary of the negotiation after a change; always the last event of it."""


MediationEvent = (
    ProposalMade
    | ProposalAmended
    | ProposalRejected
    | ProposalAccepted
    | ConsentGiven
    | ProposalExpired
    | AgreementSubmitted
    | AgreementReached
    | NegotiationFailed
    | NegotiationUpdated
    | TurnChanged
)

PROPOSAL_EVENTS: Final = (
    ProposalMade,
    ProposalAmended,
    ProposalRejected,
    ProposalAccepted,
    ConsentGiven,
    ProposalExpired,
)
"""What everybody who may read the negotiation is told: each of them tells of a version."""


def tell_version(events: tuple[MediationEvent, ...]) -> tuple[MediationEvent, ...]:
    """Add an event of its own to a version of which no proposal tells, so that the feed alone says how it stands."""
    if any(isinstance(event, PROPOSAL_EVENTS) for event in events):
        return events
    return (NegotiationUpdated(), *events)
