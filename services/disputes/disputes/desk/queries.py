"""Queries of the operators' desk: plain SQL, in the read-only transaction of the principal's platform."""

from __future__ import annotations

from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import select

from common.kernel.principal import Principal
from common.persistence.paging import Pager
from common.web.schemas import Page
from disputes.cases.loading import get_visible_dispute
from disputes.schema import SqlTransaction

from .model import DeskTx
from .schemas import NoteFilters, NoteView, ReasonTextFilters, ReasonTextView, SettingsView
from .tables import notes, reason_texts
from .views import note_view, reason_text_view, settings_view


class DeskReadTx(DeskTx, SqlTransaction, Protocol):
    """Transaction as far as queries of this room need it."""


async def list_notes(
    tx: DeskReadTx, principal: Principal, dispute_id: UUID, filters: NoteFilters, pager: Pager
) -> Page[NoteView]:
    """Raises NotFound."""
    await get_visible_dispute(tx, principal, dispute_id)
    scope: dict[str, Any] = {"listing": f"notes:{dispute_id}", "tenant": tx.tenant, "filters": filters}
    query = select(notes).where(notes.c.tenant_id == tx.tenant, notes.c.dispute == dispute_id)
    rows = (await tx.execute(pager.narrow_query(query, notes.c.id, **scope))).all()
    page, cursor = pager.split_page(rows, lambda row: row.id, **scope)
    return Page(data=[note_view(row) for row in page], has_more=cursor is not None, next_cursor=cursor)


async def list_reason_texts(
    tx: DeskReadTx, principal: Principal, filters: ReasonTextFilters, pager: Pager
) -> Page[ReasonTextView]:
    scope: dict[str, Any] = {"listing": "reason_texts", "tenant": tx.tenant, "filters": filters}
    query = select(reason_texts).where(reason_texts.c.tenant_id == tx.tenant)
    if filters.reason_code is not None:
        query = query.where(reason_texts.c.reason_code == filters.reason_code)
    rows = (await tx.execute(pager.narrow_query(query, reason_texts.c.id, **scope))).all()
    page, cursor = pager.split_page(rows, lambda row: row.id, **scope)
    return Page(data=[reason_text_view(row) for row in page], has_more=cursor is not None, next_cursor=cursor)


async def read_settings(tx: DeskTx, principal: Principal) -> SettingsView:
    return settings_view(await tx.desk.get_settings())
