"""A platform's calendars over HTTP."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Annotated, Final, Self

from fastapi import APIRouter, Path, Response
from pydantic import BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError
from sqlalchemy import select

from common.kernel.errors import DomainError, NotFound
from common.kernel.principal import Role
from common.web.schemas import Body, View

from . import calendars
from .api import ACT, READ
from .deps import Calling
from .desk_store import calendar_of
from .desk_tables import calendars as table
from .domain import refusals
from .ports import NamedCalendar
from .store import DisputeTx

router = APIRouter(prefix="/v1/calendars", tags=["calendars"])
STAFF = (Role.OPERATOR, Role.PLATFORM)
STATUSES: Final[dict[type[DomainError], int]] = {
    refusals.CalendarInvalid: 422,
    refusals.CalendarUnknown: 422,
}
Name = Annotated[str, Path(pattern="^[a-z][a-z0-9_]{0,39}$", examples=["office"])]


def _written(form: str) -> BeforeValidator:
    """A bare number is no time of day and no date, whatever could be read into it."""

    def check(value: object) -> object:
        if not isinstance(value, str) or re.fullmatch(form, value) is None:
            raise PydanticCustomError("written", "Write a time of day as 09:00, a date as 2026-12-24.")
        return value

    return BeforeValidator(check)


Minute = Annotated[time, _written(r"\d{2}:\d{2}"), Field(examples=["09:00"])]
Day = Annotated[date, _written(r"\d{4}-\d{2}-\d{2}")]


class PutCalendar(Body):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "zone": "Europe/Berlin",
                    "weekdays": [0, 1, 2, 3, 4],
                    "opens": "09:00",
                    "closes": "17:00",
                    "country": "DE",
                    "subdivision": "BE",
                    "holidays": ["2026-12-24"],
                }
            ]
        }
    )

    zone: Annotated[str, Field(min_length=1, max_length=64, examples=["Europe/Berlin"])]
    weekdays: Annotated[tuple[Annotated[int, Field(ge=0, le=6, strict=True)], ...], Field(min_length=1, max_length=7)]
    """0 is Monday."""
    opens: Minute = time(0)
    closes: Minute | None = None
    """Null: open until midnight."""
    country: Annotated[str, Field(pattern="^[A-Z]{2}$", examples=["DE"])] | None = None
    """Its public holidays are closed."""
    subdivision: Annotated[str, Field(pattern="^[A-Za-z0-9-]{1,10}$", examples=["BE"])] | None = None
    holidays: Annotated[tuple[Day, ...], Field(max_length=400)] = ()
    """Closed beside them."""

    def named(self, name: str) -> NamedCalendar:
        said = self.model_dump(mode="json")
        said["opens"] = self.opens.strftime("%H:%M")
        said["closes"] = self.closes.strftime("%H:%M") if self.closes else None
        return NamedCalendar(name=name, said=said)


class CalendarView(View):
    name: str
    zone: str
    weekdays: list[int]
    opens: str
    closes: str | None
    country: str | None
    subdivision: str | None
    holidays: list[date]
    version: int

    @classmethod
    def of(cls, calendar: NamedCalendar) -> Self:
        return cls.model_validate({**calendar.said, "name": calendar.name, "version": calendar.version})


class CalendarsView(View):
    data: list[CalendarView]


@router.get("", response_model=CalendarsView, responses=READ, operation_id="list_calendars",
            summary="List your calendars")  # fmt: skip
async def list_calendars(call: Calling) -> Response:
    """By name. Which one holds for which policy, `dispute-settings` say, or the edition itself."""
    call.require_role(*STAFF)

    async def act(tx: DisputeTx) -> CalendarsView:
        rows = await tx.execute(select(table).order_by(table.c.name))
        return CalendarsView(data=[CalendarView.of(calendar_of(row)) for row in rows])

    return await call.read(act)


@router.get("/{name}", response_model=CalendarView, responses=READ, operation_id="get_calendar",
            summary="Read a calendar")  # fmt: skip
async def get_calendar(name: Name, call: Calling) -> Response:
    """As you wrote it; the public holidays of its country are looked up when a case is opened."""
    call.require_role(*STAFF)

    async def act(tx: DisputeTx) -> CalendarView:
        found = await tx.desk.calendar(name)
        if found is None:
            raise NotFound("calendar")
        return CalendarView.of(found)

    return await call.read(act)


@router.put("/{name}", response_model=CalendarView, responses=ACT, operation_id="put_calendar",
            summary="Write a calendar")  # fmt: skip
async def put_calendar(name: Name, body: PutCalendar, call: Calling) -> Response:
    """Make or replace it. Cases that are open keep the days and hours they were opened with: no deadline moves."""
    call.require_role(Role.PLATFORM)

    async def act(tx: DisputeTx) -> CalendarView:
        return CalendarView.of(await calendars.put(tx, body.named(name), if_match=call.expected_version))

    return await call.run_idempotent(act)
