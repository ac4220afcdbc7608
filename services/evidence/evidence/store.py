"""Postgres, and the one place where rows become domain values and back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Row, Select, and_, func, insert, literal, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from common.kernel.errors import NotFound
from common.kernel.principal import Actor, Participant, Role
from common.persistence.transaction import PostgresTransaction

from . import tables
from .custody_store import CustodyStore
from .domain.case import ANYTHING, Case, CaseState, Side, Usage
from .domain.item import (
    Content,
    Erased,
    ExternalVideo,
    Invalidation,
    Item,
    ScanState,
    ShipmentRecord,
    Statement,
    StoredFile,
)
from .domain.request import EvidenceRequest
from .erasure_store import ErasureStore
from .external_store import ExternalVideoStore
from .key_store import HIDDEN, KeyStore, lock_of, shown, subject, with_locks
from .request_store import RequestStore
from .retention_store import RetentionStore
from .seal_store import BundleStore, SealStore
from .tables import FILE_COLUMNS, erasures, files, items, known_cases, subject_keys, verdicts
from .upload_store import UploadStore
from .vault import Vault
from .video_store import VideoStore


class EvidenceTx(PostgresTransaction):
    infrastructure = tables.infrastructure
    vault: ClassVar[Vault]
    """Set by `tx_with`."""

    def __init__(self, connection: AsyncConnection, tenant: UUID) -> None:
        super().__init__(connection, tenant)
        self.cases = CaseStore(self)
        self.requests = RequestStore(self)
        self.items = ItemStore(self)
        self.custody = CustodyStore(self)
        self.uploads = UploadStore(self, self.vault)
        self.seals = SealStore(self)
        self.bundles = BundleStore(self, self.vault)
        self.erasures = ErasureStore(self)
        self.keys = KeyStore(self, self.vault)
        self.retention = RetentionStore(self)
        self.videos = VideoStore(self, self.vault)
        self.external_videos = ExternalVideoStore(self)


def tx_with(vault: Vault) -> type[EvidenceTx]:
    return type("EvidenceTx", (EvidenceTx,), {"vault": vault})


class CaseStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def hold(self, dispute: UUID) -> Case:
        row = await self._tx.get_for_update(select(known_cases).where(known_cases.c.id == dispute))
        if row is None:
            raise NotFound(ANYTHING)
        return _case(row)

    async def get(self, dispute: UUID) -> Case:
        if (found := await self.find(dispute)) is None:
            raise NotFound(ANYTHING)
        return found

    async def find(self, dispute: UUID) -> Case | None:
        row = (await self._tx.execute(select(known_cases).where(known_cases.c.id == dispute))).one_or_none()
        return None if row is None else _case(row)

    async def remember(self, case: Case) -> Case:
        fresh = upsert(known_cases).values(tenant_id=self._tx.tenant, **_case_row(case))
        await self._tx.execute(fresh.on_conflict_do_nothing(index_elements=[known_cases.c.id]))
        return await self.hold(case.id)

    async def save(self, case: Case) -> None:
        await self._tx.execute(update(known_cases).where(known_cases.c.id == case.id).values(_case_row(case)))


class ItemStore:
    def __init__(self, tx: EvidenceTx) -> None:
        self._tx = tx

    async def get(self, item: UUID) -> Item:
        row = (await self._tx.execute(item_query().where(items.c.id == item))).one_or_none()
        if row is None:
            raise NotFound(ANYTHING)
        return as_item(row, self._tx.vault)

    async def of_side(self, dispute: UUID, side: Side) -> Sequence[Item]:
        query = item_query().where(items.c.dispute == dispute, items.c.side == side)
        return [as_item(row, self._tx.vault) for row in (await self._tx.execute(query)).all()]

    async def of_case(self, dispute: UUID) -> Sequence[Item]:
        rows = (await self._tx.execute(item_query().where(items.c.dispute == dispute))).all()
        return [as_item(row, self._tx.vault) for row in rows]

    async def of_request(self, request: EvidenceRequest) -> Sequence[Item]:
        mine = or_(items.c.request == request.id, items.c.id == request.satisfied_by)
        query = item_query().where(items.c.dispute == request.dispute, mine).order_by(items.c.id)
        return [as_item(row, self._tx.vault) for row in (await self._tx.execute(query)).all()]

    async def usage(self, dispute: UUID, side: Side | None) -> Usage:
        query = (
            select(func.count(), func.coalesce(func.sum(files.c.size), 0))
            .select_from(items.outerjoin(files, files.c.id == items.c.id))
            .where(items.c.dispute == dispute, items.c.side.is_(None) if side is None else items.c.side == side)
        )
        count, size = (await self._tx.execute(query)).one()
        return Usage(count, int(size))

    async def add(self, item: Item) -> None:
        now = (await self._tx.timing()).now  # may be after it was received, if looking into it took time
        key, vault = await self._tx.keys.of(subject(item.by)), self._tx.vault
        row = _item_row(item)
        if row["content"] is not None:
            row["content"] = {"hidden": vault.hide(key, row["content"])}
        await self._tx.execute(insert(items).values(tenant_id=self._tx.tenant, added_at=now, **row))
        if isinstance(file := item.content, StoredFile):
            row = {column.name: getattr(file, column.name) for column in FILE_COLUMNS}
            row["filename"] = HIDDEN + vault.hide(key, file.filename)
            await self._tx.execute(insert(files).values(id=item.id, tenant_id=self._tx.tenant, **row))
            if file.lock is not None:
                await self._tx.keys.add(file.path, file.lock, subject(item.by))

    async def save(self, item: Item) -> None:
        after = {**_invalidation_row(item.invalidation), "version": item.version, "facts": item.facts}
        await self._tx.execute(update(items).where(items.c.id == item.id).values(after))

    async def mark(self, item: UUID, state: ScanState) -> None:
        now = (await self._tx.timing()).now
        row = {"tenant_id": self._tx.tenant, "id": item, "scan_state": state, "at": now}
        await self._tx.execute(insert(verdicts).values(row))


def item_query() -> Select[Any]:
    """Items, each with its file if it is one, the last word of the scanner about it, and the keys to both."""
    scanned = func.coalesce(verdicts.c.scan_state, files.c.scan_state).label("scan_state")
    plain = [column for column in FILE_COLUMNS if column is not files.c.scan_state]
    person = and_(
        subject_keys.c.tenant_id == items.c.tenant_id,
        subject_keys.c.subject == items.c.by_role + literal(":") + items.c.by_id,
    )
    found = select(items, *plain, scanned, subject_keys.c.key, erasures.c.at.label("erased_at"))
    found = found.join_from(items, files, files.c.id == items.c.id, isouter=True)
    found = found.join(verdicts, verdicts.c.id == files.c.id, isouter=True)
    found = found.join(erasures, erasures.c.id == items.c.id, isouter=True)
    return with_locks(found.join(subject_keys, person, isouter=True), files.c.path)


def _case_row(case: Case) -> dict[str, Any]:
    return {
        "id": case.id,
        "escrow": case.escrow,
        "buyer": case.buyer,
        "seller": case.seller,
        "state": case.state,
        "items": case.items,
        "total_bytes": case.total_bytes,
        "paused_at": case.paused_at,
        "resumed_at": case.resumed_at,
        "closed_at": case.closed_at,
        "cleared_at": case.cleared_at,
    }


def _case(row: Row[Any]) -> Case:
    return Case(
        id=row.id,
        escrow=row.escrow,
        buyer=None if row.buyer is None else Participant(row.buyer),
        seller=None if row.seller is None else Participant(row.seller),
        state=CaseState(row.state),
        items=row.items,
        total_bytes=row.total_bytes,
        paused_at=row.paused_at,
        resumed_at=row.resumed_at,
        closed_at=row.closed_at,
        cleared_at=row.cleared_at,
    )


def _item_row(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "dispute": item.dispute,
        "kind": item.kind,
        "side": item.side,
        "by_role": item.by.role,
        "by_id": item.by.id,
        "request": item.request,
        "received_at": item.received_at,
        "content": said(item.content),
        **_invalidation_row(item.invalidation),
        "version": item.version,
        "facts": item.facts,
        "covers": list(item.covers),
    }


def _invalidation_row(found: Invalidation | None) -> dict[str, Any]:
    return {
        "invalidated_at": found and found.at,
        "invalidated_by_role": found and found.by.role,
        "invalidated_by_id": found and found.by.id,
        "reason_code": found and found.reason_code,
        "reason": found and found.reason,
    }


def said(content: Content) -> dict[str, str | None] | None:
    match content:
        case Statement(text=text):
            return {"text": text}
        case ShipmentRecord(carrier=carrier, tracking_number=number, shipped_at=at):
            return {"carrier": carrier, "tracking_number": number, "shipped_at": None if at is None else at.isoformat()}
        case ExternalVideo(link=link, provider=provider, started_at=start, ended_at=end, recording=recording):
            held = {"started_at": start.isoformat(), "ended_at": end.isoformat()}
            return {
                "link": link,
                "provider": provider,
                **held,
                "recording": None if recording is None else str(recording),
            }
        case _:
            return None


def as_item(row: Row[Any], vault: Vault) -> Item:
    return Item(
        id=row.id,
        dispute=row.dispute,
        kind=row.kind,
        side=None if row.side is None else Side(row.side),
        by=Actor(Role(row.by_role), row.by_id),
        content=_content(row, vault),
        received_at=row.received_at,
        request=row.request,
        invalidation=_invalidation(row),
        version=row.version,
        facts=row.facts,
        covers=tuple(row.covers),
    )


def _invalidation(row: Row[Any]) -> Invalidation | None:
    if row.invalidated_at is None:
        return None
    by = Actor(Role(row.invalidated_by_role), row.invalidated_by_id)
    return Invalidation(by, row.invalidated_at, row.reason_code, row.reason)


def _content(row: Row[Any], vault: Vault) -> Content:
    if row.erased_at is not None:
        return Erased() if row.path is None else Erased(row.size, row.sha256)
    if row.path is not None:
        return StoredFile(
            path=row.path,
            size=row.size,
            sha256=row.sha256,
            media_type=row.media_type,
            filename=shown(row.filename, row.key, vault),
            finished_at=row.finished_at,
            scan_state=ScanState(row.scan_state),
            lock=lock_of(row, row.path, vault),
        )
    said = row.content
    if "hidden" in said:
        said = vault.show(row.key, said["hidden"])
    if "text" in said:
        return Statement(said["text"])
    if "link" in said:
        return _external_video(said)
    at = said["shipped_at"]
    return ShipmentRecord(said["carrier"], said["tracking_number"], at and datetime.fromisoformat(at))


def _external_video(said: dict[str, Any]) -> ExternalVideo:
    return ExternalVideo(
        link=said["link"],
        provider=said["provider"],
        started_at=datetime.fromisoformat(said["started_at"]),
        ended_at=datetime.fromisoformat(said["ended_at"]),
        recording=said["recording"] and UUID(said["recording"]),
    )
