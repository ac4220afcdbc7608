"""Pages of what a case has: one listing at a time, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import ColumnElement, Executable, Row, Select

from common.persistence.paging import PageFilters, Pager

from .transaction import CasesTransaction


class QueryTransaction(CasesTransaction, Protocol):
    """Transaction that reads straight from the tables."""

    async def execute(self, statement: Executable, parameters: Any = None) -> Any: ...


async def find_page(
    tx: QueryTransaction,
    pager: Pager,
    filters: PageFilters,
    listing: str,
    query: Select[Any],
    id: ColumnElement[UUID],
) -> tuple[Sequence[Row[Any]], str | None]:
    """Rows of this page, and the cursor of the next one if there is one."""
    narrow = partial(pager.narrow_query, listing=listing, tenant=tx.tenant, filters=filters)
    page = partial(pager.split_page, listing=listing, tenant=tx.tenant, filters=filters)
    rows = (await tx.execute(narrow(query, id))).all()
    page_rows, cursor = page(rows, lambda row: row.id)
    return list(page_rows), cursor
