"""Conversations held elsewhere as rows."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from .codecs import decode_attestation, decode_findings, encode_attestation, encode_findings
from .model import ExternalRecord


def record_to_row(record: ExternalRecord) -> dict[str, Any]:
    return {
        "item": record.item,
        "recording": record.recording,
        "attestation": record.attestation and encode_attestation(record.attestation),
        "findings": encode_findings(record.findings),
        "checked_at": record.checked_at,
        "version": record.version,
    }


def record_from_row(row: Row[Any]) -> ExternalRecord:
    return ExternalRecord(
        item=row.item,
        recording=row.recording,
        attestation=None if row.attestation is None else decode_attestation(row.attestation),
        findings=decode_findings(row.findings),
        checked_at=row.checked_at,
        version=row.version,
    )
