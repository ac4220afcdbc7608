"""Conversation on another platform: what an operator attests of it, what its recording shows by itself (T5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple, Protocol
from uuid import UUID

from common.kernel.principal import Actor
from evidence.items.model import ExternalVideo, Sufficiency
from evidence.live_video.domain.errors import NothingToRepeat
from evidence.live_video.domain.findings import Outcome, Reading
from evidence.reasons import Reason, ReasonCode, explain

from .errors import AlreadyAttested, NotYetHeld

MAX_CLOCK_ERROR: Final = timedelta(minutes=5)
"""How wrong the giver's clock may be."""
DURATION_TOLERANCE: Final = 0.2
MIN_TOLERANCE_SECONDS: Final = 60.0


class AttestedOutcome(StrEnum):
    AS_STATED = "as_stated"
    OTHERWISE = "otherwise"
    NOT_AT_ALL = "not_at_all"


SUFFICIENCY_OF_ATTESTATION: Final = {
    AttestedOutcome.AS_STATED: Sufficiency.SUFFICIENT,
    AttestedOutcome.OTHERWISE: Sufficiency.NOT_AS_STATED,
    AttestedOutcome.NOT_AT_ALL: Sufficiency.NOT_AS_STATED,
}


class Attestation(NamedTuple):
    by: Actor
    at: datetime
    outcome: AttestedOutcome
    statement: str


class Finding(NamedTuple):
    check: str
    outcome: Outcome
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalRecord:
    """Record of what is known beside what its giver said. It is never verified to be live."""

    item: UUID
    recording: UUID | None
    attestation: Attestation | None = None
    findings: tuple[Finding, ...] = ()
    checked_at: datetime | None = None
    version: int = 1

    def attest(self, attestation: Attestation) -> ExternalRecord:
        """Attest it as an operator who took part or has asked the provider. Raises AlreadyAttested."""
        if self.attestation is not None:
            raise AlreadyAttested
        return replace(self, attestation=attestation, version=self.version + 1)

    @property
    def can_repeat_checks(self) -> bool:
        """Could its recording not be checked at all? What was found is never checked again."""
        return any(finding.reason.code is ReasonCode.CHECKS_NOT_RUN for finding in self.findings)

    def repeat_checks(self) -> ExternalRecord:
        """Have its recording checked as if for the first time. Raises NothingToRepeat."""
        if not self.can_repeat_checks:
            raise NothingToRepeat
        return replace(self, findings=(), checked_at=None, version=self.version + 1)

    def record_findings(self, findings: tuple[Finding, ...], at: datetime) -> ExternalRecord:
        return replace(self, findings=findings, checked_at=at, version=self.version + 1)


def undecided_findings() -> tuple[Finding, ...]:
    """Make the findings of checks that could not be made at all."""
    return (Finding("file_decodes", Outcome.UNKNOWN, explain(ReasonCode.CHECKS_NOT_RUN)),)


def require_conversation_over(content: ExternalVideo, at: datetime) -> None:
    """Raises NotYetHeld."""
    if content.ended_at > at + MAX_CLOCK_ERROR:
        raise NotYetHeld


def check_recording(content: ExternalVideo, reading: Reading) -> tuple[Finding, ...]:
    return (_check_decoding(reading), _check_duration(content, reading), _check_sound(reading))


def _check_decoding(reading: Reading) -> Finding:
    if reading.damage is not None:
        return Finding("file_decodes", Outcome.FAIL, explain(ReasonCode.FILM_DAMAGED, damage=reading.damage))
    if reading.frames == 0:
        return Finding("file_decodes", Outcome.FAIL, explain(ReasonCode.NO_PICTURE))
    return Finding("file_decodes", Outcome.PASS, explain(ReasonCode.FRAMES_READ, frames=reading.frames))


def _check_duration(content: ExternalVideo, reading: Reading) -> Finding:
    stated = (content.ended_at - content.started_at).total_seconds()
    reason = explain(ReasonCode.CALL_DURATION, seconds=reading.seconds, total=stated)
    if reading.seconds > stated + MIN_TOLERANCE_SECONDS:
        return Finding("duration_matches_stated", Outcome.FAIL, reason)
    close = stated - reading.seconds <= max(MIN_TOLERANCE_SECONDS, stated * DURATION_TOLERANCE)
    return Finding("duration_matches_stated", Outcome.PASS if close else Outcome.UNKNOWN, reason)


def _check_sound(reading: Reading) -> Finding:
    if reading.sound:
        return Finding("sound", Outcome.PASS, explain(ReasonCode.SOUND_PRESENT))
    return Finding("sound", Outcome.UNKNOWN, explain(ReasonCode.SOUND_ABSENT))


class ExternalVideoRepository(Protocol):
    async def get_for_update(self, item: UUID) -> ExternalRecord:
        """Load and hold until the transaction ends. Raises NotFound."""

    async def get(self, item: UUID) -> ExternalRecord:
        """Raises NotFound."""

    async def add(self, record: ExternalRecord) -> None: ...

    async def save(self, record: ExternalRecord) -> None: ...
