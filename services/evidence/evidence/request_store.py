"""Requests for evidence as rows, and the deadlines they have armed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Literal
from uuid import UUID

from sqlalchemy import Row, insert, select, update

from common.kernel.errors import NotFound
from common.persistence.transaction import PostgresTransaction, ScheduledDeadline

from .domain.asks import Disclosure, Grace, Level, Point, RequestState, Window
from .domain.case import ANYTHING, Side
from .domain.request import EvidenceRequest
from .tables import requests

DEADLINE: Final = "evidence_window"
GRACE: Final = "evidence_grace"
REVEAL: Final = "evidence_reveal"


class RequestStore:
    def __init__(self, tx: PostgresTransaction) -> None:
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
        await self._tx.schedule_deadlines(request.id, _timers(request))

    async def save(self, request: EvidenceRequest) -> None:
        await self._tx.execute(update(requests).where(requests.c.id == request.id).values(_request_row(request)))
        await self._tx.schedule_deadlines(request.id, _timers(request))


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


def _timers(request: EvidenceRequest) -> list[ScheduledDeadline]:
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
    return [ScheduledDeadline(kind, anchor_at, at, clock, request.side, state) for kind, at in wanted]


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
