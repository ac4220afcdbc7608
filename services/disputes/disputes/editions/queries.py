"""Queries of editions and calendars: plain SQL, in the read-only transaction of the principal's platform."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from sqlalchemy import select

from common.kernel.errors import NotFound
from common.kernel.principal import Principal
from disputes.schema import SqlTransaction

from .comparison import compare_editions
from .model import CurrentEditions, EditionsTx
from .schemas import CalendarsView, CalendarView, DiffView, EditionDetail, EditionList
from .store import calendar_from_row, is_readable
from .tables import calendars, current_editions, editions
from .views import calendar_view, difference_view, edition_detail_view, edition_view


class EditionsReadTx(EditionsTx, SqlTransaction, Protocol):
    """Transaction as far as queries of this room need it."""


async def read_current_editions(tx: SqlTransaction, tenant: UUID, usual: frozenset[str]) -> CurrentEditions:
    rows = await tx.execute(select(current_editions).where(current_editions.c.tenant_id == tenant))
    return CurrentEditions({row.name: row.edition for row in rows if row.edition is not None}, usual)


async def list_editions(tx: EditionsReadTx, principal: Principal, usual: frozenset[str]) -> EditionList:
    current = await read_current_editions(tx, tx.tenant, usual)
    rows = await tx.execute(select(editions).where(is_readable(tx.tenant)).order_by(editions.c.edition))
    return EditionList(data=[edition_view(row, current) for row in rows])


async def read_edition_detail(
    tx: EditionsReadTx, principal: Principal, edition: str, usual: frozenset[str]
) -> EditionDetail:
    """Read the platform's own edition, or a built-in one. Raises NotFound."""
    of_name = (is_readable(tx.tenant), editions.c.edition == edition)
    query = select(editions).where(*of_name).order_by(editions.c.tenant_id.desc()).limit(1)
    row = (await tx.execute(query)).one_or_none()
    if row is None:
        raise NotFound("policy")
    current = await read_current_editions(tx, tx.tenant, usual)
    return edition_detail_view(row, await tx.policies.get_for_new_case(edition), current)


async def read_differences(tx: EditionsTx, principal: Principal, before: str, after: str) -> DiffView:
    """Raises NotFound."""
    differences = compare_editions(await tx.editions.get_body(before), await tx.editions.get_body(after))
    return DiffView(before=before, after=after, data=[difference_view(difference) for difference in differences])


async def list_calendars(tx: EditionsReadTx, principal: Principal) -> CalendarsView:
    rows = await tx.execute(select(calendars).where(calendars.c.tenant_id == tx.tenant).order_by(calendars.c.name))
    return CalendarsView(data=[calendar_view(calendar_from_row(row)) for row in rows])


async def read_calendar(tx: EditionsTx, principal: Principal, name: str) -> CalendarView:
    """Raises NotFound."""
    calendar = await tx.calendars.find(name)
    if calendar is None:
        raise NotFound("calendar")
    return calendar_view(calendar)
