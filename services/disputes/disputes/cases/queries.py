"""Reads, straight from the tables to what the client sees. They change nothing and decide nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Protocol
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, false, not_, or_, select, true

from common.kernel.principal import Role
from common.persistence.paging import InvalidCursor, Pager
from disputes.engine.values import Viewer
from disputes.schema import SqlTransaction

from .model import CasesTx
from .schemas import Assignment, DisputeFilters, Sort
from .tables import disputes, messages, transitions

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
    """What reads of this room are given."""


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """The same as `Dispute.seen_by`, for lists."""
    parties = {Role.BUYER: disputes.c.buyer == viewer.id, Role.SELLER: disputes.c.seller == viewer.id}
    bound = viewer.escrow is not None or viewer.dispute is not None
    everything = viewer.role in (Role.OPERATOR, Role.PLATFORM) or (viewer.role is Role.REPRESENTATIVE and bound)
    return and_(
        parties.get(viewer.role, true() if everything else false()),
        disputes.c.escrow == viewer.escrow if viewer.escrow else true(),
        disputes.c.id == viewer.dispute if viewer.dispute else true(),
    )


def select_disputes(viewer: Viewer, filters: DisputeFilters) -> Select[Any]:
    exact = {
        disputes.c.reason: filters.reason,
        disputes.c.assignee: filters.assignee,
        disputes.c.escrow: filters.escrow,
    }
    query = select(*SUMMARY_COLUMNS).where(visible(viewer))
    query = query.where(*(column == wanted for column, wanted in exact.items() if wanted is not None))
    if filters.status is not None:
        query = query.where(disputes.c.status.in_([status.value for status in filters.status]))
    if filters.awaiting is not None:
        query = query.where(disputes.c.awaiting.contains([filters.awaiting.value]))
    if filters.policy is not None:
        query = query.where(or_(disputes.c.policy_name == filters.policy, disputes.c.edition == filters.policy))
    if filters.due_before is not None:
        query = query.where(disputes.c.next_due_at < filters.due_before)
    return query.where(*_for_a_desk(filters))


def _for_a_desk(filters: DisputeFilters) -> Iterator[ColumnElement[bool]]:
    taken = disputes.c.assignee.is_not(None)
    if filters.assignment is not None:
        yield taken if filters.assignment is Assignment.ASSIGNED else not_(taken)
    if filters.sla is not None:
        yield disputes.c.sla == filters.sla
    if filters.currency is not None:
        yield disputes.c.currency == filters.currency
    if filters.amount_gte is not None:
        yield disputes.c.disputed_minor >= filters.amount_gte
    if filters.amount_lte is not None:
        yield disputes.c.disputed_minor <= filters.amount_lte


def select_messages(dispute: UUID) -> Select[Any]:
    return select(messages).where(messages.c.dispute == dispute)


def select_transitions(dispute: UUID) -> Select[Any]:
    return select(transitions).where(transitions.c.dispute == dispute).order_by(transitions.c.seq)


async def find_disputes(
    tx: CasesReadTx, by: Viewer, filters: DisputeFilters, pager: Pager
) -> tuple[list[Row[Any]], str | None]:
    query = select_disputes(by, filters)
    if filters.sort is Sort.DUE:
        rows = (await tx.execute(_by_due(query, filters, pager, tx.tenant))).all()
        return _due_page(rows, filters, pager, tx.tenant)
    about: dict[str, Any] = {"listing": "disputes", "tenant": tx.tenant, "filters": filters}
    rows = (await tx.execute(pager.narrow_query(query, disputes.c.id, **about))).all()
    return pager.split_page(rows, lambda row: row.id, **about)


def _by_due(query: Select[Any], filters: DisputeFilters, pager: Pager, tenant: UUID) -> Select[Any]:
    """What is due first comes first; what nothing is due in comes last."""
    if filters.cursor is not None:
        rank, _, signed = filters.cursor.partition(".")
        last = pager.decode(signed, listing=_listing(rank), tenant=tenant, filters=filters)
        query = query.where(_after(rank, last))
    return query.order_by(disputes.c.next_due_at.asc().nulls_last(), disputes.c.id).limit(filters.limit + 1)


def _due_page(
    rows: Sequence[Row[Any]], filters: DisputeFilters, pager: Pager, tenant: UUID
) -> tuple[list[Row[Any]], str | None]:
    shown = list(rows[: filters.limit])
    if len(rows) <= filters.limit:
        return shown, None
    rank = _rank(shown[-1].next_due_at)
    return shown, f"{rank}.{pager.encode(shown[-1].id, listing=_listing(rank), tenant=tenant, filters=filters)}"


def _after(rank: str, last: UUID) -> Any:
    due_at, id = disputes.c.next_due_at, disputes.c.id
    if rank == NEVER_DUE:
        return and_(due_at.is_(None), id > last)
    try:
        at = EPOCH + timedelta(microseconds=int(rank))
    except (ValueError, OverflowError):
        raise InvalidCursor from None
    return or_(due_at > at, and_(due_at == at, id > last), due_at.is_(None))


def _listing(rank: str) -> str:
    """The rank is in the clear and signed with the rest."""
    return f"disputes due {rank}"


def _rank(due_at: datetime | None) -> str:
    return NEVER_DUE if due_at is None else str((due_at - EPOCH) // timedelta(microseconds=1))
