"""Stored form of an operator's attestation, and of what an uploaded recording shows by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from common.kernel.principal import Actor, Role
from evidence.live_video.domain.findings import Outcome
from evidence.reasons import read_reason, spell_reason
from evidence.stored_json import require_stored_version, with_stored_version

from .model import Attestation, AttestedOutcome, Finding

ATTESTATION_VERSION: Final = 1
FINDINGS_VERSION: Final = 1


def encode_attestation(attestation: Attestation) -> dict[str, Any]:
    return with_stored_version(
        ATTESTATION_VERSION,
        {
            "by": [attestation.by.role.value, attestation.by.id],
            "at": attestation.at.isoformat(),
            "held": attestation.outcome.value,
            "statement": attestation.statement,
        },
    )


def decode_attestation(stored: Mapping[str, Any]) -> Attestation:
    """Raises StoredVersionUnknown."""
    require_stored_version(stored, ATTESTATION_VERSION)
    role, id = stored["by"]
    at = datetime.fromisoformat(stored["at"])
    return Attestation(Actor(Role(role), id), at, AttestedOutcome(stored["held"]), stored["statement"])


def encode_findings(findings: Iterable[Finding]) -> dict[str, Any]:
    checks = [
        {"check": finding.check, "outcome": finding.outcome.value, **spell_reason(finding.reason)}
        for finding in findings
    ]
    return with_stored_version(FINDINGS_VERSION, {"findings": checks})


def decode_findings(stored: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> tuple[Finding, ...]:
    """Raises StoredVersionUnknown. A bare list is of the days before there were versions."""
    if isinstance(stored, Mapping):
        require_stored_version(stored, FINDINGS_VERSION)
        items: Sequence[Mapping[str, Any]] = stored["findings"]
    else:
        items = stored
    return tuple(Finding(check["check"], Outcome(check["outcome"]), read_reason(check)) for check in items)
