from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row

from common.kernel.principal import Actor, Role
from evidence.external_video.model import Attestation, ExternalRecord, Finding, Held
from evidence.live_video.domain.findings import Outcome


def record_to_row(record: ExternalRecord) -> dict[str, Any]:
    found = record.attestation
    return {
        "item": record.item,
        "recording": record.recording,
        "attestation": found
        and {"by": list(found.by), "at": found.at.isoformat(), "held": found.held, "statement": found.statement},
        "findings": [finding._asdict() for finding in record.findings],
        "checked_at": record.checked_at,
        "version": record.version,
    }


def record_from_row(row: Row[Any]) -> ExternalRecord:
    return ExternalRecord(
        item=row.item,
        recording=row.recording,
        attestation=None if row.attestation is None else _attestation(row.attestation),
        findings=tuple(Finding(f["check"], Outcome(f["outcome"]), f["reason"]) for f in row.findings),
        checked_at=row.checked_at,
        version=row.version,
    )


def _attestation(said: dict[str, Any]) -> Attestation:
    role, id = said["by"]
    at = datetime.fromisoformat(said["at"])
    return Attestation(Actor(Role(role), id), at, Held(said["held"]), said["statement"])
