"""The operators' lists: by what is due first, and what belongs to a case or a platform."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, Select, and_, or_, select

from common.persistence.paging import InvalidCursor, Pager
from common.persistence.transaction import PostgresTransaction

from . import queries
from .desk_tables import decisions, notes, reason_texts
from .domain.records import Viewer
from .schemas import DisputeFilters, Sort
from .tables import disputes

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
NEVER: Final = "-"


def notes_of(dispute: UUID) -> Select[Any]:
    return select(notes).where(notes.c.dispute == dispute)


def decisions_of(dispute: UUID) -> Select[Any]:
    return select(decisions).where(decisions.c.dispute == dispute).order_by(decisions.c.id)


def texts(reason_code: str | None) -> Select[Any]:
    query = select(reason_texts)
    return query if reason_code is None else query.where(reason_texts.c.reason_code == reason_code)


async def disputes_page(
    tx: PostgresTransaction, by: Viewer, filters: DisputeFilters, pager: Pager
) -> tuple[list[Row[Any]], str | None]:
    query = queries.listed(by, filters)
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
        last = pager.decode_cursor(signed, listing=_listing(rank), tenant=tenant, filters=filters)
        query = query.where(_after(rank, last))
    return query.order_by(disputes.c.next_due_at.asc().nulls_last(), disputes.c.id).limit(filters.limit + 1)


def _due_page(
    rows: Sequence[Row[Any]], filters: DisputeFilters, pager: Pager, tenant: UUID
) -> tuple[list[Row[Any]], str | None]:
    shown = list(rows[: filters.limit])
    if len(rows) <= filters.limit:
        return shown, None
    rank = _rank(shown[-1].next_due_at)
    return shown, f"{rank}.{pager.encode_cursor(shown[-1].id, listing=_listing(rank), tenant=tenant, filters=filters)}"


def _after(rank: str, last: UUID) -> Any:
    due_at, id = disputes.c.next_due_at, disputes.c.id
    if rank == NEVER:
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
    return NEVER if due_at is None else str((due_at - EPOCH) // timedelta(microseconds=1))
