"""Bodies and answers on editions and calendars."""

from __future__ import annotations

import json
import re
from datetime import date, time
from typing import Annotated, Any, Final, Literal, Self

from fastapi import Path
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from common.kernel.instants import is_ordinary_day
from common.kernel.principal import Role
from common.web.schemas import Body, View
from disputes.editions.model import NamedCalendar
from disputes.policy.files.loader import MAX_CHARACTERS, read_sources

POLICY_READER_ROLES = (Role.BUYER, Role.SELLER, Role.OPERATOR, Role.PLATFORM)


EditionName = Annotated[str, Path(pattern="^[a-z0-9_-]{1,64}$", examples=["agreement_first-2026-11"])]


class EditionView(View):
    name: str
    edition: str
    hash: str
    current: bool
    """Whether a new escrow of yours gets it by the policy's name: the edition that you have made current, or, where you
    have not chosen, Parley's newest."""
    origin: Literal["parley", "platform"]


class FineTermsView(View):
    """Fine for an act, in basis points of the disputed amount, and between which the operator may choose."""

    basis_points: int
    least_basis_points: int
    most_basis_points: int
    from_warning: int


class PenalisedActView(View):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    act: str
    points: int
    """Ranking points that it costs those named in `points_for`."""
    fine: FineTermsView | None
    closed_at_warning: int
    """The account is closed for good at this warning for the act; 1: at once."""


class PenaltyTermsView(View):
    """Acts that can be penalised in a ruling, and what each further one brings."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    points_for: list[Role]
    suspended_at_warning: int
    """From this warning for the same act on; warnings are counted for each act by itself."""
    suspension: str
    acts: list[PenalisedActView]


class EditionDetail(EditionView):
    body: str
    """The edition itself, as it was written. It is never edited; the hash is of its content."""
    penalties: PenaltyTermsView | None
    """Which acts can be penalised, and how; null where the policy has no penalties."""


class EditionList(View):
    data: list[EditionView]


class EditionBody(Body):
    """Edition, in TOML or as JSON: one of the two."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"toml": read_sources()["agreement_first-2026-12"].replace("2026-12", "2027-01")}]
        }
    )

    toml: Annotated[str, Field(min_length=1, max_length=MAX_CHARACTERS)] | None = None
    policy: dict[str, Any] | None = None

    @model_validator(mode="after")
    def _require_one_form(self) -> Self:
        if (self.toml is None) == (self.policy is None):
            raise PydanticCustomError("one_of", "Send `toml` or `policy`, one of them.")
        return self

    def to_text(self) -> str:
        """Give the text of the edition. What is not an object in braces is TOML, which never begins with one."""
        return (self.toml or "").lstrip() if self.policy is None else json.dumps(self.policy, sort_keys=True)


class DifferenceView(View):
    pointer: str
    before: Any
    after: Any


class DiffView(View):
    before: str
    after: str
    data: list[DifferenceView]


CHECKED_RESPONSE: Final[dict[int | str, dict[str, Any]]] = {
    200: {"model": EditionDetail, "description": "It was only checked."}
}


CalendarName = Annotated[str, Path(pattern="^[a-z][a-z0-9_]{0,39}$", examples=["office"])]


def _require_form(form: str) -> BeforeValidator:
    """Refuse what is written otherwise: a bare number is no time of day and no date, whatever could be read into it."""

    def check_form(value: object) -> object:
        if not isinstance(value, str) or re.fullmatch(form, value) is None:
            raise PydanticCustomError("written", "Write a time of day as 09:00, a date as 2026-12-24.")
        return value

    return BeforeValidator(check_form)


Minute = Annotated[
    time,
    _require_form(r"\d{2}:\d{2}"),
    WithJsonSchema({"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$", "examples": ["09:00"]}),
]
"""No `format: time`: that has seconds and an offset (RFC 3339)."""


def _require_ordinary_day(value: date) -> date:
    if not is_ordinary_day(value):
        raise PydanticCustomError("day_out_of_range", "Write a day of the years 1970 to 2499.")
    return value


Day = Annotated[date, _require_form(r"\d{4}-\d{2}-\d{2}"), AfterValidator(_require_ordinary_day)]


class CalendarBody(Body):
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
    """Days of the week on which it is open: 0 is Monday, 6 is Sunday."""
    opens: Annotated[Minute, Field(json_schema_extra={"default": "00:00"})] = time(0)
    closes: Minute | None = None
    """Null: open until midnight."""
    country: Annotated[str, Field(pattern="^[A-Z]{2}$", examples=["DE"])] | None = None
    """Its public holidays are closed."""
    subdivision: Annotated[str, Field(pattern="^[A-Za-z0-9-]{1,10}$", examples=["BE"])] | None = None
    holidays: Annotated[tuple[Day, ...], Field(max_length=400)] = ()
    """Days (ISO 8601) on which it is closed, beside the public holidays."""

    def to_calendar(self, name: str) -> NamedCalendar:
        written = self.model_dump(mode="json")
        written["opens"] = self.opens.strftime("%H:%M")
        written["closes"] = self.closes.strftime("%H:%M") if self.closes else None
        return NamedCalendar(name=name, written=written)


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


class CalendarsView(View):
    data: list[CalendarView]
