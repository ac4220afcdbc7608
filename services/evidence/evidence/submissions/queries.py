"""Reads pieces of evidence straight from their tables: changes nothing and decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import Select, or_, select

from common.kernel.principal import Principal
from common.persistence.paging import Pager
from common.web.schemas import Page
from evidence.cases.model import Side
from evidence.cases.queries import QueryTransaction, find_page
from evidence.cases.retention import retained_until
from evidence.cases.schemas import EvidenceFilters
from evidence.items.rows import item_from_row
from evidence.items.schemas import ItemSummary, ItemView
from evidence.items.store import item_query
from evidence.items.tables import items
from evidence.items.views import item_summary, item_view
from evidence.requests.queries import sealed_from
from evidence.requests.tables import requests
from evidence.storage.key_wrapping import KeyWrapper

from .loading import load_visible
from .transaction import SubmissionsTransaction


class ItemQueryTransaction(QueryTransaction, Protocol):
    """Transaction that can also read what is encrypted."""

    @property
    def key_wrapper(self) -> KeyWrapper: ...


class EvidenceReading(SubmissionsTransaction, ItemQueryTransaction, Protocol):
    """Transaction in which evidence is read."""


async def list_evidence(
    tx: EvidenceReading, principal: Principal, filters: EvidenceFilters, pager: Pager
) -> Page[ItemSummary]:
    """List one page of what the principal may know of, the newest first."""
    side = (await tx.cases.get(filters.dispute)).side_of(principal)
    query = items_visible_to(filters.dispute, side).where(items.c.tenant_id == tx.tenant)
    rows, cursor = await find_page(tx, pager, filters, "evidence", query, items.c.id)
    data = [item_summary(item_from_row(row, tx.key_wrapper), principal) for row in rows]
    return Page(data=data, has_more=cursor is not None, next_cursor=cursor)


async def list_subjects_concerning(tx: QueryTransaction, disputes: Sequence[UUID]) -> list[UUID]:
    """List the pieces of evidence and the requests of these cases: for other services that ask by case."""
    given = select(items.c.id).where(items.c.tenant_id == tx.tenant, items.c.dispute.in_(disputes))
    requested = select(requests.c.id).where(requests.c.tenant_id == tx.tenant, requests.c.dispute.in_(disputes))
    return list((await tx.execute(given.union_all(requested))).scalars())


async def read_evidence(tx: SubmissionsTransaction, principal: Principal, item_id: UUID) -> ItemView:
    """Read one piece with what it says, and how long it is kept. Raises NotFound."""
    item, case, examination = await load_visible(tx, item_id, principal)
    has_legal_hold = await tx.retention.has_legal_hold(item.dispute)
    until = retained_until(case, days=await tx.retention.retention_days(), has_legal_hold=has_legal_hold)
    return item_view(item, case, principal, until, examination)


def items_visible_to(dispute: UUID, viewer: Side | None) -> Select[Any]:
    """Select all that this side may know of: what `groups.hides_item` says, for the database."""
    query = item_query().where(items.c.dispute == dispute)
    if viewer is None:
        return query
    of_platform = requests.c.tenant_id == items.c.tenant_id
    theirs = or_(requests.c.id == items.c.request, requests.c.satisfied_by == items.c.id)
    sealed = select(requests.c.id).where(of_platform, requests.c.dispute == dispute, theirs, sealed_from(viewer))
    return query.where(or_(items.c.side == viewer, ~sealed.exists()))
