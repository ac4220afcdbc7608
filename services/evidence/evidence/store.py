"""Postgres, and the one place where rows become domain values and back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

from sqlalchemy import Row, func, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from common.kernel import Actor, NotFound, Participant, Role
from common.store import PostgresTx, Timer

from . import tables
from .domain.asks import Disclosure, Grace, Level, Point, RequestState, Window
from .domain.case import ANYTHING, Case, CaseState, Side, Usage
from .domain.custody import Action, Link
from .domain.item import Content, Invalidation, Item, ScanState, ShipmentRecord, Statement, StoredFile
from .domain.request import EvidenceRequest
from .tables import FILE_COLUMNS, custody, files, item_query, items, known_cases, requests
from .video_store import VideoStore

DEADLINE: Final = "evidence_window"
GRACE: Final = "evidence_grace"
REVEAL: Final = "evidence_reveal"


class EvidenceTx(PostgresTx):
    plumbing = tables.plumbing

    def __init__(self, connection: AsyncConnection, tenant: UUID) -> None:
        super().__init__(connection, tenant)
        self.cases = CaseStore(self)
        self.requests = RequestStore(self)
        self.items = ItemStore(self)
        self.custody = CustodyStore(self)
        self.videos = VideoStore(self)


class CaseStore:
    def __init__(self, tx: PostgresTx) -> None:
        self._tx = tx

    async def hold(self, dispute: UUID) -> Case:
        row = await self._tx.locked(select(known_cases).where(known_cases.c.id == dispute))
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


class RequestStore:
    def __init__(self, tx: PostgresTx) -> None:
        self._tx = tx

    async def get(self, request: UUID) -> EvidenceRequest:
        if (found := await self.find(request)) is None:
            raise NotFound(ANYTHING)
        return found

    async def find(self, request: UUID) -> EvidenceRequest | None:
        row = (await self._tx.execute(select(requests).where(requests.c.id == request))).one_or_none()
        return None if row is None else as_request(row)

    async def of_case(self, dispute: UUID) -> Sequence[EvidenceRequest]:
        query = select(requests).where(requests.c.dispute == dispute).order_by(requests.c.opened_at, requests.c.id)
        return [as_request(row) for row in (await self._tx.execute(query)).all()]

    async def add(self, request: EvidenceRequest) -> None:
        await self._tx.execute(insert(requests).values(tenant_id=self._tx.tenant, **_request_row(request)))
        await self._tx.keep_timers(request.id, _timers(request))

    async def save(self, request: EvidenceRequest) -> None:
        await self._tx.execute(update(requests).where(requests.c.id == request.id).values(_request_row(request)))
        await self._tx.keep_timers(request.id, _timers(request))


class ItemStore:
    def __init__(self, tx: PostgresTx) -> None:
        self._tx = tx

    async def get(self, item: UUID) -> Item:
        row = (await self._tx.execute(item_query().where(items.c.id == item))).one_or_none()
        if row is None:
            raise NotFound(ANYTHING)
        return as_item(row)

    async def of_side(self, dispute: UUID, side: Side) -> Sequence[Item]:
        query = item_query().where(items.c.dispute == dispute, items.c.side == side)
        return [as_item(row) for row in (await self._tx.execute(query)).all()]

    async def of_case(self, dispute: UUID) -> Sequence[Item]:
        rows = (await self._tx.execute(item_query().where(items.c.dispute == dispute))).all()
        return [as_item(row) for row in rows]

    async def of_request(self, request: EvidenceRequest) -> Sequence[Item]:
        mine = or_(items.c.request == request.id, items.c.id == request.satisfied_by)
        query = item_query().where(items.c.dispute == request.dispute, mine).order_by(items.c.id)
        return [as_item(row) for row in (await self._tx.execute(query)).all()]

    async def usage(self, dispute: UUID, side: Side | None) -> Usage:
        query = (
            select(func.count(), func.coalesce(func.sum(files.c.size), 0))
            .select_from(items.outerjoin(files, files.c.id == items.c.id))
            .where(items.c.dispute == dispute, items.c.side.is_(None) if side is None else items.c.side == side)
        )
        count, size = (await self._tx.execute(query)).one()
        return Usage(count, int(size))

    async def add(self, item: Item) -> None:
        await self._tx.execute(insert(items).values(tenant_id=self._tx.tenant, **_item_row(item)))
        if isinstance(file := item.content, StoredFile):
            row = {column.name: getattr(file, column.name) for column in FILE_COLUMNS}
            await self._tx.execute(insert(files).values(id=item.id, tenant_id=self._tx.tenant, **row))

    async def save(self, item: Item) -> None:
        after = {**_invalidation_row(item.invalidation), "version": item.version, "facts": item.facts}
        await self._tx.execute(update(items).where(items.c.id == item.id).values(after))


class CustodyStore:
    def __init__(self, tx: PostgresTx) -> None:
        self._tx = tx

    async def head(self, item: UUID) -> Link | None:
        if await self._tx.locked(select(items.c.id).where(items.c.id == item)) is None:
            raise NotFound(ANYTHING)
        query = select(custody).where(custody.c.item == item).order_by(custody.c.seq.desc()).limit(1)
        row = (await self._tx.execute(query)).one_or_none()
        return None if row is None else _link(row)

    async def seen_by(self, item: UUID, actor: Actor) -> bool:
        mine = (custody.c.actor_role == actor.role, custody.c.actor_id == actor.id)
        query = select(custody.c.seq).where(custody.c.item == item, custody.c.action == Action.VIEWED, *mine).limit(1)
        return (await self._tx.execute(query)).one_or_none() is not None

    async def append(self, item: UUID, links: Sequence[Link]) -> None:
        await self._tx.execute(insert(custody), [_link_row(item, self._tx.tenant, link) for link in links])


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
    )


def _request_row(request: EvidenceRequest) -> dict[str, Any]:
    return {
        "id": request.id,
        "dispute": request.dispute,
        "side": request.side,
        "kinds": list(request.kinds),
        "level": request.level,
        "anchor_at": request.window.anchor_at,
        "due_at": request.window.due_at,
        "clock": request.window.clock,
        "opened_at": request.opened_at,
        "state": request.state,
        "satisfied_by": request.satisfied_by,
        "version": request.version,
        "facts": request.facts,
        "group_id": request.group,
        "disclosure": request.disclosure,
        "grace_at": request.grace and request.grace.at,
        "grace_until": request.grace and request.grace.until,
        "max_resubmissions": request.max_resubmissions,
        "checklist": [point._asdict() for point in request.checklist],
        "resubmissions": request.resubmissions,
        "paused_at": request.paused_at,
    }


def _timers(request: EvidenceRequest) -> list[Timer]:
    """A cut-off is armed exactly while evidence is owed, a checkpoint while it can still move the cut-off, and the end
    of a window while what was given in it is sealed. All stand still while the case is paused."""
    if not request.takes:
        return []
    anchor_at, due_at, clock = request.window
    wanted = []
    if request.grace is not None:
        wanted.append((GRACE, request.grace.at))
    if request.waits and (request.grace is None or request.grace.at < due_at):
        wanted.append((DEADLINE, due_at))
    if not request.waits and request.disclosure is Disclosure.SEALED:
        wanted.append((REVEAL, due_at))
    state: Literal["armed", "paused"] = "armed" if request.paused_at is None else "paused"
    return [Timer(kind, anchor_at, at, clock, request.side, state) for kind, at in wanted]


def as_request(row: Row[Any]) -> EvidenceRequest:
    return EvidenceRequest(
        id=row.id,
        dispute=row.dispute,
        side=Side(row.side),
        kinds=tuple(row.kinds),
        level=Level(row.level),
        window=Window(row.anchor_at, row.due_at, row.clock),
        opened_at=row.opened_at,
        state=RequestState(row.state),
        satisfied_by=row.satisfied_by,
        version=row.version,
        facts=row.facts,
        group=row.group_id or row.id,
        disclosure=Disclosure(row.disclosure),
        grace=None if row.grace_at is None else Grace(row.grace_at, row.grace_until),
        max_resubmissions=row.max_resubmissions,
        checklist=tuple(Point(**point) for point in row.checklist),
        resubmissions=row.resubmissions,
        paused_at=row.paused_at,
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
        "content": _said(item.content),
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


def _said(content: Content) -> dict[str, str | None] | None:
    match content:
        case Statement(text=text):
            return {"text": text}
        case ShipmentRecord(carrier=carrier, tracking_number=number, shipped_at=at):
            return {"carrier": carrier, "tracking_number": number, "shipped_at": None if at is None else at.isoformat()}
        case _:
            return None


def as_item(row: Row[Any]) -> Item:
    return Item(
        id=row.id,
        dispute=row.dispute,
        kind=row.kind,
        side=None if row.side is None else Side(row.side),
        by=Actor(Role(row.by_role), row.by_id),
        content=_content(row),
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


def _content(row: Row[Any]) -> Content:
    if row.path is not None:
        return StoredFile(
            path=row.path,
            size=row.size,
            sha256=row.sha256,
            media_type=row.media_type,
            filename=row.filename,
            finished_at=row.finished_at,
            scan_state=ScanState(row.scan_state),
        )
    if "text" in row.content:
        return Statement(row.content["text"])
    at = row.content["shipped_at"]
    shipped_at = at and datetime.fromisoformat(at)
    return ShipmentRecord(row.content["carrier"], row.content["tracking_number"], shipped_at)


def _link_row(item: UUID, tenant: UUID, link: Link) -> dict[str, Any]:
    return {
        "tenant_id": tenant,
        "item": item,
        "seq": link.seq,
        "action": link.action,
        "actor_role": link.actor.role,
        "actor_id": link.actor.id,
        "at": link.at,
        "prev_hash": link.prev_hash,
        "hash": link.hash,
        "canonical": link.canonical,
    }


def _link(row: Row[Any]) -> Link:
    actor = Actor(Role(row.actor_role), row.actor_id)
    return Link(row.seq, Action(row.action), actor, row.at, row.prev_hash, row.hash, row.canonical)
