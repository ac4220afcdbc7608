"""Conversations on other platforms, in Postgres."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, insert, select, update

from common.kernel.errors import NotFound
from common.kernel.principal import Actor, Role
from common.persistence.transaction import PostgresTransaction

from .domain.case import ANYTHING
from .domain.external_video import Attestation, ExternalRecord, Finding, Held
from .domain.video_findings import Outcome
from .video_tables import external_videos


class ExternalVideoStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def hold(self, item: UUID) -> ExternalRecord:
        row = await self._tx.get_for_update(select(external_videos).where(external_videos.c.item == item))
        if row is None:
            raise NotFound(ANYTHING)
        return _record(row)

    async def get(self, item: UUID) -> ExternalRecord:
        row = (await self._tx.execute(select(external_videos).where(external_videos.c.item == item))).one_or_none()
        if row is None:
            raise NotFound(ANYTHING)
        return _record(row)

    async def add(self, record: ExternalRecord) -> None:
        await self._tx.execute(insert(external_videos).values(tenant_id=self._tx.tenant, **_row(record)))

    async def save(self, record: ExternalRecord) -> None:
        mine = external_videos.c.item == record.item
        await self._tx.execute(update(external_videos).where(mine).values(_row(record)))


def _row(record: ExternalRecord) -> dict[str, Any]:
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


def _record(row: Row[Any]) -> ExternalRecord:
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
