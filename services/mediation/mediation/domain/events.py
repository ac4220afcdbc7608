"""Domain events of a negotiation; `integration_events` maps them to the published contracts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .options import Option
from .proposal import Proposal
from .submission import AgreementBasis, Submission


class FailureReason(StrEnum):
    """Reason for which a negotiation failed."""

    REJECTED = "rejected"
    SILENCE = "silence"
    ROUNDS_EXHAUSTED = "rounds_exhausted"
    ABANDONED = "abandoned"
    """The claimant did not walk the tree to its end in time."""


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
class ProposalExpired:
    proposal: Proposal


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


@dataclass(frozen=True, slots=True)
class NegotiationFailed:
    reason: FailureReason


@dataclass(frozen=True, slots=True)
class TurnChanged:
    """Summary of the negotiation after a change; always the last event of it."""


MediationEvent = (
    ProposalMade
    | ProposalAmended
    | ProposalRejected
    | ProposalAccepted
    | ProposalExpired
    | AgreementSubmitted
    | AgreementReached
    | NegotiationFailed
    | TurnChanged
)
