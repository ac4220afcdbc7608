"""Queries of cases: plain SQL, in the read-only transaction of the principal's platform."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Protocol
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, false, not_, or_, select, true

from common.kernel.principal import Principal, Role
from common.persistence.paging import InvalidCursor, Pager
from common.web.schemas import Page
from disputes.edge import STAFF_ROLES
from disputes.forecasts.views import ForecastView, forecast_view
from disputes.schema import SqlTransaction

from .loading import get_visible_dispute
from .model import CasesTx
from .schemas import Assignment, DisputeFilters, MessageFilters, Sort
from .tables import disputes, messages, transitions
from .views import (
    DisputeSummary,
    DisputeView,
    MessageView,
    TimelineView,
    dispute_summary,
    dispute_view,
    message_row_view,
    movement_view,
)

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
NEVER_DUE: Final = "-"
SUMMARY_COLUMNS: Final = (
    disputes.c.id,
    disputes.c.escrow,
    disputes.c.status,
    disputes.c.stage,
    disputes.c.reason,
    disputes.c.disputed_minor,
    disputes.c.currency,
    disputes.c.policy_name,
    disputes.c.edition,
    disputes.c.policy_hash,
    disputes.c.awaiting,
    disputes.c.assignee,
    disputes.c.sla,
    disputes.c.next_due_at,
    disputes.c.outcome,
    disputes.c.state,
    disputes.c.opened_at,
    disputes.c.version,
)


class CasesReadTx(CasesTx, SqlTransaction, Protocol):
    """Transaction as far as queries of this room need it."""


def visible_disputes(principal: Principal) -> ColumnElement[bool]:
    """Condition for lists: the same as `access.can_see_dispute`."""
    parties = {Role.BUYER: disputes.c.buyer == principal.id, Role.SELLER: disputes.c.seller == principal.id}
    bound = principal.escrow is not None or principal.dispute is not None
    everything = principal.role in STAFF_ROLES or (principal.role is Role.REPRESENTATIVE and bound)
    return and_(
        parties.get(principal.role, true() if everything else false()),
        disputes.c.escrow == principal.escrow if principal.escrow else true(),
        disputes.c.id == principal.dispute if principal.dispute else true(),
    )


def select_disputes(principal: Principal, filters: DisputeFilters) -> Select[Any]:
    exact = {
        disputes.c.reason: filters.reason,
        disputes.c.assignee: filters.assignee,
        disputes.c.escrow: filters.escrow,
    }
    query = select(*SUMMARY_COLUMNS).where(visible_disputes(principal))
    query = query.where(*(column == value for column, value in exact.items() if value is not None))
    if filters.status is not None:
        query = query.where(disputes.c.status.in_([status.value for status in filters.status]))
    if filters.awaiting is not None:
        query = query.where(disputes.c.awaiting.contains([filters.awaiting.value]))
    if filters.policy is not None:
        query = query.where(or_(disputes.c.policy_name == filters.policy, disputes.c.edition == filters.policy))
    if filters.due_before is not None:
        query = query.where(disputes.c.next_due_at < filters.due_before)
    return query.where(*_desk_conditions(filters))


def _desk_conditions(filters: DisputeFilters) -> Iterator[ColumnElement[bool]]:
    assigned = disputes.c.assignee.is_not(None)
    if filters.assignment is not None:
        yield assigned if filters.assignment is Assignment.ASSIGNED else not_(assigned)
    if filters.sla is not None:
        yield disputes.c.sla == filters.sla
    if filters.currency is not None:
        yield disputes.c.currency == filters.currency
    if filters.amount_gte is not None:
        yield disputes.c.disputed_minor >= filters.amount_gte
    if filters.amount_lte is not None:
        yield disputes.c.disputed_minor <= filters.amount_lte


async def list_disputes_concerning(tx: SqlTransaction, escrows: Sequence[UUID]) -> list[UUID]:
    """List the cases of these escrows, whatever became of them: for other services that ask by escrow."""
    query = select(disputes.c.id).where(disputes.c.escrow.in_(escrows))
    return list((await tx.execute(query)).scalars())


async def read_dispute(tx: CasesTx, principal: Principal, dispute_id: UUID) -> DisputeView:
    dispute = await get_visible_dispute(tx, principal, dispute_id)
    return dispute_view(dispute, principal, await tx.policies.get_for_dispute(dispute), (await tx.timing()).now)


async def read_forecast(tx: CasesTx, principal: Principal, dispute_id: UUID) -> ForecastView:
    dispute = await get_visible_dispute(tx, principal, dispute_id)
    return forecast_view(dispute, await tx.policies.get_for_dispute(dispute), (await tx.timing()).now)


async def read_timeline(tx: CasesReadTx, principal: Principal, dispute_id: UUID) -> TimelineView:
    dispute = await get_visible_dispute(tx, principal, dispute_id)
    query = select(transitions).where(transitions.c.dispute == dispute.id).order_by(transitions.c.seq)
    return TimelineView(dispute=dispute.id, data=[movement_view(row) for row in await tx.execute(query)])


async def list_messages(
    tx: CasesReadTx, principal: Principal, dispute_id: UUID, filters: MessageFilters, pager: Pager
) -> Page[MessageView]:
    await get_visible_dispute(tx, principal, dispute_id)
    scope: dict[str, Any] = {"listing": f"messages:{dispute_id}", "tenant": tx.tenant, "filters": filters}
    query = select(messages).where(messages.c.dispute == dispute_id)
    rows = (await tx.execute(pager.narrow_query(query, messages.c.id, **scope))).all()
    page, cursor = pager.split_page(rows, lambda row: row.id, **scope)
    data = [message_row_view(row) for row in page]
    return Page(data=data, has_more=cursor is not None, next_cursor=cursor)


async def list_disputes(
    tx: CasesReadTx, principal: Principal, filters: DisputeFilters, pager: Pager
) -> Page[DisputeSummary]:
    query = select_disputes(principal, filters)
    if filters.sort is Sort.DUE:
        rows = (await tx.execute(_order_by_due(query, filters, pager, tx.tenant))).all()
        page, cursor = _split_due_page(rows, filters, pager, tx.tenant)
    else:
        scope: dict[str, Any] = {"listing": "disputes", "tenant": tx.tenant, "filters": filters}
        rows = (await tx.execute(pager.narrow_query(query, disputes.c.id, **scope))).all()
        page, cursor = pager.split_page(rows, lambda row: row.id, **scope)
    data = [dispute_summary(row, principal) for row in page]
    return Page(data=data, has_more=cursor is not None, next_cursor=cursor)


def _order_by_due(query: Select[Any], filters: DisputeFilters, pager: Pager, tenant: UUID) -> Select[Any]:
    """Order by due date. What nothing is due in comes last."""
    if filters.cursor is not None:
        rank, _, signed = filters.cursor.partition(".")
        last = pager.decode_cursor(signed, listing=_due_listing(rank), tenant=tenant, filters=filters)
        query = query.where(_is_after(rank, last))
    return query.order_by(disputes.c.next_due_at.asc().nulls_last(), disputes.c.id).limit(filters.limit + 1)


def _split_due_page(
    rows: Sequence[Row[Any]], filters: DisputeFilters, pager: Pager, tenant: UUID
) -> tuple[list[Row[Any]], str | None]:
    page = list(rows[: filters.limit])
    if len(rows) <= filters.limit:
        return page, None
    rank = _due_rank(page[-1].next_due_at)
    return (
        page,
        f"{rank}.{pager.encode_cursor(page[-1].id, listing=_due_listing(rank), tenant=tenant, filters=filters)}",
    )


def _is_after(rank: str, last: UUID) -> Any:
    due_at, id = disputes.c.next_due_at, disputes.c.id
    if rank == NEVER_DUE:
        return and_(due_at.is_(None), id > last)
    try:
        at = EPOCH + timedelta(microseconds=int(rank))
    except (ValueError, OverflowError):
        raise InvalidCursor from None
    return or_(due_at > at, and_(due_at == at, id > last), due_at.is_(None))


def _due_listing(rank: str) -> str:
    """Name the listing for the cursor's signature. The rank is in the clear and signed with the rest."""
    return f"disputes due {rank}"


def _due_rank(due_at: datetime | None) -> str:
    return NEVER_DUE if due_at is None else str((due_at - EPOCH) // timedelta(microseconds=1))
