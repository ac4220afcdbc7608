"""Queries of cases: plain SQL, in the read-only transaction of the principal's platform."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, func, select, true

from common.contracts.disputes import EvidenceAsked
from common.kernel import seams
from common.kernel.ids import YOUNG, is_young, oldest_id_since
from common.kernel.principal import Principal, Role
from common.persistence.paging import Pager
from common.web.schemas import Page
from disputes.edge import STAFF_ROLES
from disputes.engine.completeness import as_known_to
from disputes.engine.dispute import Dispute
from disputes.forecasts.views import ForecastView, forecast_view
from disputes.schema import SqlTransaction, infrastructure

from .loading import get_visible_dispute
from .model import CasesTx
from .schemas import MessageFilters
from .tables import disputes, messages, transitions
from .views import (
    DisputeView,
    MessageView,
    TimelineView,
    dispute_view,
    message_row_view,
    movement_view,
)


class CasesReadTx(CasesTx, SqlTransaction, Protocol):
    """Transaction as far as queries of this room need it."""


def visible_disputes(principal: Principal) -> ColumnElement[bool]:
    """Condition for lists: the same as `access.can_see_dispute`."""
    parties = {Role.BUYER: disputes.c.buyer == principal.id, Role.SELLER: disputes.c.seller == principal.id}
    everything = principal.role in STAFF_ROLES or (principal.role is Role.REPRESENTATIVE and principal.is_bound)
    return and_(
        disputes.c.tenant_id == principal.tenant,
        parties.get(principal.role, true() if everything else false()),
        disputes.c.escrow == principal.escrow if principal.escrow else true(),
        disputes.c.id == principal.dispute if principal.dispute else true(),
    )


async def list_disputes_concerning(tx: SqlTransaction, subjects: Sequence[UUID]) -> list[UUID]:
    """List the cases of these escrows, whatever became of them, or the one that has just asked for evidence by this id:
    for other services that know no id of the case."""
    by_escrow = select(disputes.c.id).where(disputes.c.tenant_id == tx.tenant, disputes.c.escrow.in_(subjects))
    concerned = list((await tx.execute(by_escrow)).scalars())
    if concerned or len(subjects) != 1 or not is_young(subjects[0], seams.utc_now()):
        return concerned
    return list((await tx.execute(_recent_asker(tx.tenant, subjects[0]))).scalars())


def _recent_asker(tenant: UUID, request: UUID) -> Select[Any]:
    """Select the case that has asked for evidence by this id, among what was published of late."""
    body, outbox = func.convert_from(infrastructure.outbox.c.body, "UTF8"), infrastructure.outbox.c
    return select(outbox.subject).where(
        outbox.tenant_id == tenant,
        outbox.topic == EvidenceAsked.topic,
        outbox.id >= oldest_id_since(seams.utc_now() - 2 * YOUNG),
        body.contains(str(request)),
    )


async def read_dispute(tx: CasesTx, principal: Principal, dispute_id: UUID) -> DisputeView:
    return await show_dispute(tx, principal, await get_visible_dispute(tx, principal, dispute_id))


async def show_dispute(tx: CasesTx, principal: Principal, dispute: Dispute) -> DisputeView:
    """Show a case that has been read, as it stands now."""
    return dispute_view(dispute, principal, await tx.policies.get_for_dispute(dispute), (await tx.timing()).now)


async def read_forecast(tx: CasesTx, principal: Principal, dispute_id: UUID) -> ForecastView:
    dispute = await get_visible_dispute(tx, principal, dispute_id)
    policy, now = await tx.policies.get_for_dispute(dispute), (await tx.timing()).now
    viewer = dispute.side_of(principal.role, policy) or principal.role
    return forecast_view(as_known_to(dispute, viewer, policy, now), policy, now)


async def read_timeline(tx: CasesReadTx, principal: Principal, dispute_id: UUID) -> TimelineView:
    dispute = await get_visible_dispute(tx, principal, dispute_id)
    query = (
        select(transitions)
        .where(transitions.c.tenant_id == tx.tenant, transitions.c.dispute == dispute.id)
        .order_by(transitions.c.seq)
    )
    return TimelineView(dispute=dispute.id, data=[movement_view(row, principal) for row in await tx.execute(query)])


async def list_messages(
    tx: CasesReadTx, principal: Principal, dispute_id: UUID, filters: MessageFilters, pager: Pager
) -> Page[MessageView]:
    await get_visible_dispute(tx, principal, dispute_id)
    scope: dict[str, Any] = {"listing": f"messages:{dispute_id}", "tenant": tx.tenant, "filters": filters}
    query = select(messages).where(messages.c.tenant_id == tx.tenant, messages.c.dispute == dispute_id)
    rows = (await tx.execute(pager.narrow_query(query, messages.c.id, **scope))).all()
    page, cursor = pager.split_page(rows, lambda row: row.id, **scope)
    data = [message_row_view(row, principal) for row in page]
    return Page(data=data, has_more=cursor is not None, next_cursor=cursor)
