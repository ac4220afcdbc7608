"""Value objects of the evidence of a case: what was requested of whom, what was given, what was found of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple
from uuid import UUID

from common.kernel.principal import Role
from disputes.policy.model import EvidenceRequestTerms, Policy
from disputes.policy.vocabulary import EvidenceLevel

EVIDENCE_ACTS: Final = ("provide_evidence",)
"""The act that somebody owes of whom evidence was requested."""


class RequestState(StrEnum):
    OPEN = "open"
    SATISFIED = "satisfied"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class GraceTime:
    """Instant at which a grace is decided, and until when it would give time."""

    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRequest:
    """Evidence that a stage requested from a party. `terms_index`: which of the stage's `evidence_requests` it is."""

    id: UUID
    stage: str
    party: Role
    kinds: tuple[str, ...]
    level: EvidenceLevel
    anchor_at: datetime
    due_at: datetime
    clock: str
    state: RequestState = RequestState.OPEN
    group: UUID | None = None
    terms_index: int = 0
    """Negative where an operator has asked: counted backwards from -1 (PRM-25)."""
    note: str | None = None
    """What an operator who asks wants to be shown, in the operator's words."""
    satisfied_by: UUID | None = None
    sequence: int = 0
    """Of the last event that changed its state: what is older changes nothing."""
    grace: GraceTime | None = None
    """More time that is foreseen for the whole group, where nobody has given anything (K10)."""

    @property
    def is_owed(self) -> bool:
        """Tell whether somebody owes it. What is only welcome holds nothing up."""
        return self.level is not EvidenceLevel.OPTIONAL

    @property
    def is_asked_by_operator(self) -> bool:
        return self.terms_index < 0

    @property
    def moves_case(self) -> bool:
        """Tell whether the case waits for it: what an operator asks beside the edition moves nothing by itself."""
        return self.is_owed and not self.is_asked_by_operator

    def wants_new(self, policy: Policy) -> bool:
        """Tell whether what was given before is no answer: an operator who asks for more has seen what is there."""
        terms = self.terms_in(policy)
        return terms is None or terms.since_asked

    def is_open_in(self, stage: str | None) -> bool:
        """Tell whether it is open while a stage runs: what the edition has asked in it, or an operator in any."""
        return self.state is RequestState.OPEN and (self.stage == stage or self.is_asked_by_operator)

    def is_sealed(self, policy: Policy) -> bool:
        """Tell whether what answers it is sealed from the other party: as the edition says, or, of what an operator has
        asked, as the stage says in which it was asked: it belongs to that stage's group then (T8)."""
        terms = self.terms_in(policy)
        return self.group is not None if terms is None else terms.sealed

    def stays_open_in(self, stage: str | None, policy: Policy) -> bool:
        """Tell whether evidence is taken beyond its cut-off, too, while a stage runs (K3)."""
        terms = self.terms_in(policy)
        return terms is not None and stage in terms.open_through

    def with_news(self, state: RequestState, news: RequestNews) -> EvidenceRequest:
        """Change its state as evidence says. Its cut-off only ever moves later."""
        return replace(
            self,
            state=state,
            sequence=news.sequence or self.sequence,
            satisfied_by=news.satisfied_by,
            due_at=max(news.due_at or self.due_at, self.due_at),
        )

    def terms_in(self, policy: Policy) -> EvidenceRequestTerms | None:
        """Find what the edition says of it; None where an operator has asked."""
        if self.is_asked_by_operator:
            return None
        return policy.stages[self.stage].evidence_requests[self.terms_index]


@dataclass(frozen=True, slots=True)
class EvidenceAsking:
    """Evidence that an operator wants of a party, until when, and what it is to show."""

    party: Role
    kinds: tuple[str, ...]
    due_at: datetime
    note: str | None = None


@dataclass(frozen=True, slots=True)
class VideoFinding:
    """Finding about a live recording: its session, and what the checks, or an operator, say of it."""

    session: UUID
    result: str
    is_overruled: bool = False
    sequence: int = 0
    """Of the event that told it: what is older changes nothing."""

    def is_newer_than(self, other: VideoFinding | None) -> bool:
        return other is None or self.sequence > other.sequence


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """Evidence the case has heard of; one that was found invalid counts as none (D12)."""

    id: UUID
    party: Role | None
    """None: an operator, or the platform, has added it. It speaks for nobody and can be attached to messages."""
    covers: tuple[str, ...]
    valid: bool = True
    kind: str | None = None
    video: VideoFinding | None = None
    is_struck_by_operator: bool = False
    """It is invalid because an operator has found it so."""
    is_from_deal: bool = False
    """The deal says it: its party has handed in nothing here."""

    def strike(self, *, by_operator: bool) -> EvidenceItem:
        """Count it as none (D12)."""
        return replace(self, valid=False, is_struck_by_operator=by_operator)


class RequestNews(NamedTuple):
    """News of a request, beside its state."""

    sequence: int | None = None
    """Number of the event; None: nothing is newer."""
    satisfied_by: UUID | None = None
    silent_until: datetime | None = None
    """Cut-off until which nothing came, where that is why it lapsed."""
    is_by_operator: bool = False
    """It lapsed because an operator found invalid what was there."""
    due_at: datetime | None = None
    """Cut-off as evidence says it, where more is still taken."""


NEWEST: Final = RequestNews()


@dataclass(frozen=True, slots=True)
class HiddenVersions:
    """Numbers of versions that tell of nothing but a party's sealed evidence; the other party does not count them."""

    of_stage: int = 0
    of_asks: int = 0
    """Those of what operators have asked for, which may stay sealed beyond the stage."""

    @property
    def total(self) -> int:
        return self.of_stage + self.of_asks
