"""Reads pieces of evidence straight from their tables: changes nothing and decides nothing."""

from __future__ import annotations

from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import Select, or_, select

from common.persistence.paging import PageFilters, Pager
from evidence.cases.model import Side
from evidence.cases.queries import QueryTransaction, find_page
from evidence.items.model import Item
from evidence.items.rows import item_from_row
from evidence.items.store import item_query
from evidence.items.tables import items
from evidence.requests.queries import sealed_from
from evidence.requests.tables import requests
from evidence.storage.key_wrapping import Vault


class ItemQueryTransaction(QueryTransaction, Protocol):
    """A transaction that can also read what is encrypted."""

    @property
    def vault(self) -> Vault: ...


async def find_items(
    tx: ItemQueryTransaction, dispute: UUID, pager: Pager, filters: PageFilters, viewer: Side | None
) -> tuple[list[Item], str | None]:
    """One page of what this side may know of, and the cursor of the next."""
    query = items_visible_to(dispute, viewer)
    rows, cursor = await find_page(tx, pager, filters, "evidence", query, items.c.id)
    return [item_from_row(row, tx.vault) for row in rows], cursor


def items_visible_to(dispute: UUID, viewer: Side | None) -> Select[Any]:
    """All that this side may know of: what `groups.hides` says, for the database."""
    query = item_query().where(items.c.dispute == dispute)
    if viewer is None:
        return query
    theirs = or_(requests.c.id == items.c.request, requests.c.satisfied_by == items.c.id)
    sealed = select(requests.c.id).where(requests.c.dispute == dispute, theirs, sealed_from(viewer))
    return query.where(or_(items.c.side == viewer, ~sealed.exists()))
