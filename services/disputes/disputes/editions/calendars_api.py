"""Calendars of a platform over HTTP."""

from __future__ import annotations

from fastapi import APIRouter, Response

from common.kernel.principal import Role
from disputes.edge import ACT_RESPONSES, READ_RESPONSES, STAFF_ROLES

from . import queries
from .commands import PutCalendar
from .edge import EditionsCall
from .schemas import CalendarBody, CalendarName, CalendarsView, CalendarView
from .views import put_calendar_view

router = APIRouter(prefix="/v1/calendars", tags=["calendars"])


@router.get(
    "",
    response_model=CalendarsView,
    responses=READ_RESPONSES,
    operation_id="list_calendars",
    summary="List your calendars",
)
async def list_calendars(call: EditionsCall) -> Response:
    """By name. Which one holds for which policy, `dispute-settings` say, or the edition itself."""
    call.require_role(*STAFF_ROLES)
    return await call.query(queries.list_calendars)


@router.get(
    "/{name}",
    response_model=CalendarView,
    responses=READ_RESPONSES,
    operation_id="get_calendar",
    summary="Read a calendar",
)
async def get_calendar(name: CalendarName, call: EditionsCall) -> Response:
    """Read a calendar as you wrote it; the public holidays of its country are looked up when a case is opened."""
    call.require_role(*STAFF_ROLES)
    return await call.query(queries.read_calendar, name)


@router.put(
    "/{name}",
    response_model=CalendarView,
    responses=ACT_RESPONSES,
    operation_id="put_calendar",
    summary="Create or replace a calendar",
)
async def put_calendar(name: CalendarName, body: CalendarBody, call: EditionsCall) -> Response:
    """Make or replace it. Cases that are open keep the days and hours they were opened with: no deadline moves."""
    call.require_role(Role.PLATFORM)
    return await call.execute(PutCalendar(body.to_calendar(name)), put_calendar_view)
