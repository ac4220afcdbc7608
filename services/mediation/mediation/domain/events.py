"""Domain events of a negotiation; `integration_events` maps them to the published contracts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .options import Option
from .proposal import Proposal
from .terms import Side


class AgreementBasis(StrEnum):
    """Basis of an agreement: somebody accepted, or silence counts as accepting."""

    ACCEPTANCE = "acceptance"
    SILENCE = "silence"


class FailureReason(StrEnum):
    """Reason for which a negotiation failed."""

    REJECTED = "rejected"
    SILENCE = "silence"
    ROUNDS_EXHAUSTED = "rounds_exhausted"
    ABANDONED = "abandoned"
    """The claimant did not walk the tree to its end in time."""


@dataclass(frozen=True, slots=True)
class Silence:
    """Silence of a side until its time was over."""

    owed_by: Side
    due_at: datetime


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
class TurnChanged:
    """Summary of the negotiation after a change; always the last event of it."""


MediationEvent = (
    ProposalMade
    | ProposalAmended
    | ProposalRejected
    | ProposalAccepted
    | ConsentGiven
    | ProposalExpired
    | AgreementReached
    | NegotiationFailed
    | TurnChanged
)
