"""Bodies and answers of the operators' desk."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from common.kernel.ids import DisputeId, IdType
from common.persistence.paging import PageFilters
from common.web.schemas import Amount, Body, Code, CurrencyCode, Line, ParticipantId, Prose, UtcTime, View

from .model import Doing
from .settings import Office, PlatformSettings

MAX_ASSIGNED = 100
NoteId = Annotated[UUID, *IdType("nte").parts]
ReasonTextId = Annotated[UUID, *IdType("rtx").parts]
Name = Annotated[str, Field(pattern="^[a-z][a-z0-9_]{0,39}$", examples=["office"])]


def _each_once(disputes: tuple[UUID, ...]) -> tuple[UUID, ...]:
    if len(set(disputes)) != len(disputes):
        raise PydanticCustomError("named_twice", "Name each dispute once.")
    return disputes


class NoteBody(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"text": "Called the carrier: no scan since Tuesday."}]})

    text: Prose


class NoteView(View):
    id: NoteId
    dispute: DisputeId
    author: str
    text: str
    at: UtcTime


class NoteFilters(PageFilters):
    pass


class PresenceBody(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"doing": "deciding"}]})

    doing: Doing = Doing.READING


class PresentOperatorView(View):
    operator: str
    doing: Doing
    since: UtcTime
    """Since when, without a gap."""
    seen_at: UtcTime
    """When they last said so."""


class PresenceView(View):
    """Operators before a case, beside you. Whoever has not said so for `lasts_seconds` has left."""

    dispute: DisputeId
    as_of: UtcTime
    others: list[PresentOperatorView]
    """The longest there first."""
    lasts_seconds: int
    """For how long you count as present: say it again well before."""


class ReasonTextBody(Body):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "reason_code": "not_delivered",
                    "title": "Parcel lost, no scan for ten days",
                    "text": "The carrier has not scanned the parcel for ten days. We regard it as lost.",
                }
            ]
        }
    )

    reason_code: Code
    title: Line
    text: Prose


class ReasonTextView(View):
    id: ReasonTextId
    reason_code: str
    title: str
    text: str
    version: int


class ReasonTextFilters(PageFilters):
    reason_code: Code | None = None
    """Texts kept ready for this reason code."""


class AssignmentsBody(Body):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"operator": "anna", "disputes": ["dsp_01j0000000000000000000000a"]}],
        }
    )

    operator: ParticipantId | None
    """Who gets the cases. Null puts them back into the queue."""
    disputes: Annotated[tuple[DisputeId, ...], Field(min_length=1, max_length=MAX_ASSIGNED), AfterValidator(_each_once)]


class RefusalView(View):
    code: str
    detail: str
    members: dict[str, Any]
    """What else the problem document of this refusal says, were the case assigned alone."""


class AssignmentView(View):
    dispute: DisputeId
    result: Literal["assigned", "refused"]
    assignee: str | None
    version: int | None
    refusal: RefusalView | None


class AssignmentsView(View):
    assigned: int
    refused: int
    data: list[AssignmentView]
    """In the order of the request."""


class OfficeBody(Body):
    """Office of yours that works on cases. Parties see its name and since when it has their case."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    code: Code
    name: Annotated[Line, Field(max_length=80)]
    operators: Annotated[tuple[ParticipantId, ...], Field(max_length=500)] = ()
    """Cases that one of them has are this office's. Parties never see who they are."""
    policies: Annotated[tuple[Code, ...], Field(max_length=50)] = ()
    """Names of policies whose cases come here while no operator has them; without any, those of all the others."""

    def to_office(self) -> Office:
        return Office(
            code=self.code, name=self.name, operators=frozenset(self.operators), policies=frozenset(self.policies)
        )


class OfficeSettingView(View):
    code: str
    name: str
    operators: list[str]
    policies: list[str]


def _each_office_once(offices: tuple[OfficeBody, ...]) -> tuple[OfficeBody, ...]:
    if len({office.code for office in offices}) != len(offices):
        raise PydanticCustomError("named_twice", "Name each office once.")
    return offices


class SettingsBody(Body):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "approval_limits": {"EUR": 50000, "USD": 50000},
                    "baseline_touches_per_100_cases": 600,
                    "minutes_per_touch": 15,
                    "calendar": "office",
                    "calendars": {"report_review": "night_desk"},
                    "offices": [{"code": "mediation", "name": "Mediation centre", "policies": ["agreement_first"]}],
                }
            ]
        }
    )

    approval_limits: Annotated[dict[CurrencyCode, Amount], Field(max_length=50, default_factory=dict)]
    """By currency, in minor units: a decision on more than this waits for a second operator with the scope `lead`."""
    baseline_touches_per_100_cases: Annotated[int, Field(ge=1, le=100_000, strict=True)] = 600
    """How often the support team acted in a hundred cases before Parley. Analytics compare with it (O8)."""
    minutes_per_touch: Annotated[int, Field(ge=1, le=1_440, strict=True)] = 15
    """How long an operator needs for one act. Simulations count hours with it."""
    calendar: Name | None = None
    """Your own calendar, for every policy."""
    calendars: Annotated[dict[Code, Name], Field(max_length=50, default_factory=dict)]
    """A policy's name → your own calendar for it."""
    offices: Annotated[tuple[OfficeBody, ...], Field(max_length=50), AfterValidator(_each_office_once)] = ()
    """Offices of your operators. Cases keep the office they have until they move on or change hands."""

    def to_settings(self) -> PlatformSettings:
        return PlatformSettings(
            approval_limits=self.approval_limits,
            baseline_touches=self.baseline_touches_per_100_cases,
            minutes_per_touch=self.minutes_per_touch,
            calendar=self.calendar,
            calendars=self.calendars,
            offices=tuple(office.to_office() for office in self.offices),
        )


class SettingsView(View):
    approval_limits: dict[str, int]
    baseline_touches_per_100_cases: int
    minutes_per_touch: int
    calendar: str | None
    calendars: dict[str, str]
    offices: list[OfficeSettingView]
    version: int
