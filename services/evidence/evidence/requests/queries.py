"""Reads requests for evidence straight from their table: changes nothing and decides nothing."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, and_, select

from common.persistence.paging import PageFilters, Pager
from evidence.cases.model import Side
from evidence.cases.queries import QueryTransaction, find_page

from .model import EvidenceRequest
from .parts import Disclosure
from .rows import request_from_row
from .tables import requests


async def find_requests(
    tx: QueryTransaction, dispute: UUID, pager: Pager, filters: PageFilters, viewer: Side | None
) -> tuple[list[EvidenceRequest], str | None]:
    """One page of what this side may know of, and the cursor of the next."""
    query = select(requests).where(requests.c.dispute == dispute)
    if viewer is not None:
        query = query.where(~sealed_from(viewer))
    rows, cursor = await find_page(tx, pager, filters, "requests", query, requests.c.id)
    return [request_from_row(row) for row in rows], cursor


def sealed_from(viewer: Side) -> ColumnElement[bool]:
    """Condition for requests that this side must not know the outcome of yet."""
    return and_(requests.c.disclosure == Disclosure.SEALED, requests.c.side != viewer)
