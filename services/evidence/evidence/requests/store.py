"""Requests for evidence as rows, and the deadlines they have armed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, insert, select, update

from common.anchoring.logged_rows import log_row
from common.execution.catching_up import rest_on_if_young
from common.kernel.errors import NotFound, Predecessor
from common.persistence.transaction import PostgresTransaction, ScheduledDeadline
from evidence.cases.model import DISPUTE_OR_EVIDENCE
from evidence.requests.rows import request_from_row, request_to_row

from .model import ACCEPTING_STATES, EvidenceRequest
from .parts import GRACE_DEADLINE, Disclosure
from .tables import requests

WINDOW_DEADLINE: Final = "evidence_window"
REVEAL_DEADLINE: Final = "evidence_reveal"


class RequestStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    @cached_property
    def _own(self) -> ColumnElement[bool]:
        return requests.c.tenant_id == self._tx.tenant

    async def get(self, request: UUID) -> EvidenceRequest:
        if (evidence_request := await self.find(request)) is None:
            asked = Predecessor("disputes", request, is_of_asker=True)  # its case is known there alone
            raise rest_on_if_young(NotFound(DISPUTE_OR_EVIDENCE), asked)
        return evidence_request

    async def find(self, request: UUID) -> EvidenceRequest | None:
        row = (await self._tx.execute(select(requests).where(self._own, requests.c.id == request))).one_or_none()
        return None if row is None else request_from_row(row)

    async def of_case(self, dispute: UUID) -> Sequence[EvidenceRequest]:
        query = (
            select(requests)
            .where(self._own, requests.c.dispute == dispute)
            .order_by(requests.c.opened_at, requests.c.id)
        )
        return [request_from_row(row) for row in (await self._tx.execute(query)).all()]

    async def add(self, request: EvidenceRequest) -> None:
        await self._tx.execute(insert(requests).values(tenant_id=self._tx.tenant, **request_to_row(request)))
        await log_row(self._tx, "request", request.id, request_to_row(request))
        await self._tx.schedule_deadlines(request.id, _deadlines_of(request))

    async def save(self, request: EvidenceRequest) -> None:
        await self._tx.execute(
            update(requests).where(self._own, requests.c.id == request.id).values(request_to_row(request))
        )
        await log_row(self._tx, "request", request.id, request_to_row(request))
        await self._tx.schedule_deadlines(request.id, _deadlines_of(request))


def _deadlines_of(request: EvidenceRequest) -> list[ScheduledDeadline]:
    """List the deadlines to be scheduled. A cut-off is armed exactly while evidence is owed, a checkpoint while it
    can still move the cut-off, and the end of a window while what was given in it is sealed. All stand still
    while the case is paused."""
    if request.state not in ACCEPTING_STATES:
        return []
    anchor_at, due_at, clock = request.window
    deadlines = []
    if request.grace is not None:
        deadlines.append((GRACE_DEADLINE, request.grace.at))
    if request.is_owed and (request.grace is None or request.grace.at < due_at):
        deadlines.append((WINDOW_DEADLINE, due_at))
    if not request.is_owed and request.disclosure is Disclosure.SEALED:
        deadlines.append((REVEAL_DEADLINE, due_at))
    state: Literal["armed", "paused"] = "armed" if request.paused_at is None else "paused"
    return [ScheduledDeadline(kind, anchor_at, at, clock, request.side, state) for kind, at in deadlines]
