"""Answers of operators. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

from parley_client.generated.models.general.answers import FollowingStep, MoneyEffect, MoneyView, PenaltyView
from parley_client.generated.models.general.answers_2 import DecisionView, RulingView
from parley_client.generated.models.general.answers_3 import NoteView, PenaltyTermsView
from parley_client.generated.models.general.choices import DecisionWeight, OptionKind, StandingStatus
from parley_client.generated.models.operators.choices import AssignmentResult, Doing


class ApprovalNeededView(TypedDict):
    """Second operator who would have to approve, if one would."""

    needed: bool
    """Whether one would."""
    weighs: list[DecisionWeight]
    """Why it takes two."""
    limit: MoneyView | None
    """The platform's, above which a decision needs two."""
    scope: Literal["lead"] | None
    """Of the token that approves."""
    not_by: list[str]
    """Who could not: you, whoever opened the case, and its parties."""


class RefusalView(TypedDict):
    code: str
    """Code of the problem."""
    detail: str
    """The same in an English sentence."""
    members: dict[str, Any]
    """What else the problem document of this refusal says, were the case assigned alone."""


class AssignmentView(TypedDict):
    dispute: str
    """Id of the dispute."""
    result: AssignmentResult
    """Whether the case was assigned."""
    assignee: str | None
    """Operator who has it now; null if none or refused."""
    version: int | None
    """Version of the case after it; null if refused."""
    refusal: RefusalView | None
    """Why not; null if it was assigned."""


class AssignmentsView(TypedDict):
    assigned: int
    """Cases that were assigned."""
    refused: int
    """Cases that were not."""
    data: list[AssignmentView]
    """In the order of the request."""


class DecisionsView(TypedDict):
    data: list[DecisionView]
    """Every decision of the case, the first one first."""


class FineBoundsView(TypedDict):
    """Fine that is due, and the amounts between which you may choose."""

    least: MoneyView
    """Least amount that you may choose."""
    usual: MoneyView
    """What it is if you choose nothing."""
    most: MoneyView
    """Largest amount that you may choose."""


class OfficeSettingView(TypedDict):
    code: str
    """Your code of the office."""
    name: str
    """Its name, for people."""
    operators: list[str]
    """User ids of the operators who belong to it."""
    policies: list[str]
    """Policies whose cases come to it; empty: those of all the others."""


class OwedView(TypedDict):
    """What would be owed in goods before money moves, and when."""

    kind: OptionKind
    """What would be owed."""
    leads_to: str
    """Stage in which it is waited for."""
    due_at: str | None
    """Until when, excluded (UTC); null if no clock runs."""


class NoteViewPage(TypedDict):
    data: list[NoteView]
    """What was asked for, in the order that the operation describes."""
    has_more: bool
    """Whether there is another page."""
    next_cursor: NotRequired[str | None]
    """Send it as `cursor` to get the next page; null on the last one."""


class ReasonTextView(TypedDict):
    id: str
    """Its id, given by Parley; it never changes."""
    reason_code: str
    """Reason code that it is kept ready for."""
    title: str
    """Title in the list."""
    text: str
    """What is written into the ruling's explanation."""
    version: int
    """Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it."""


class ReasonTextViewPage(TypedDict):
    data: list[ReasonTextView]
    """What was asked for, in the order that the operation describes."""
    has_more: bool
    """Whether there is another page."""
    next_cursor: NotRequired[str | None]
    """Send it as `cursor` to get the next page; null on the last one."""


class PresentOperatorView(TypedDict):
    operator: str
    """Who is there."""
    doing: Doing
    """What they do there."""
    since: str
    """Since when, without a gap."""
    seen_at: str
    """When they last said so."""


class PresenceView(TypedDict):
    """Operators before a case, beside you. Whoever has not said so for `lasts_seconds` has left."""

    dispute: str
    """Id of the dispute."""
    as_of: str
    """When it was looked at (UTC)."""
    others: list[PresentOperatorView]
    """The longest there first."""
    lasts_seconds: int
    """For how long you count as present: say it again well before."""


class PreviewedPenaltyView(TypedDict):
    """Penalty as the ruling would state it, and what it makes of the person's standing once it counts."""

    penalty: PenaltyView
    """The penalty as it would stand."""
    participant: str
    """User id of whoever gets it."""
    fine_bounds: FineBoundsView | None
    """Between which amounts you may choose; null without a fine."""
    points_before: int
    """Penalty points that count now."""
    points_after: int
    """Penalty points that would count then."""
    status_before: StandingStatus
    """Standing of the participant now."""
    status_after: StandingStatus
    """Standing that the participant would have then."""


class RulingPreviewView(TypedDict):
    """Ruling as it would be, given now on this version of the case."""

    dispute: str
    """Id of the dispute."""
    version: int
    """Version of the case that it was computed from."""
    ruling: RulingView
    """The ruling as it would stand."""
    leads_to: str
    """Where the case would stand."""
    money_effect: MoneyEffect | None
    """What it pays at once, net of fees, whoever pays them, as the action `decide` says it; null where nothing is."""
    executed_at: str | None
    """When it is paid if nobody contests the ruling: at once, or by `then`; null where nothing is, or goods decide
    first.
    """
    then: FollowingStep | None
    """What follows by itself if nobody acts after the ruling, and what that pays."""
    obligation: OwedView | None
    """What would be owed in goods; null if nothing."""
    penalties: list[PreviewedPenaltyView]
    """Penalties, and what each makes of a standing."""
    penalties_from: str
    """From when they count if nobody contests the ruling."""
    penalty_terms: PenaltyTermsView | None
    """Acts that can be penalised in this case."""
    approval: ApprovalNeededView
    """Whether a second operator would have to approve."""


class SettingsView(TypedDict):
    approval_limits: dict[str, int]
    """By currency, in minor units: a decision on more waits for a second operator."""
    baseline_touches_per_100_cases: int
    """How often support acted in a hundred cases before Parley."""
    minutes_per_touch: int
    """How long an operator needs for one act."""
    calendar: str | None
    """Your own calendar for every policy; null for each policy's own."""
    calendars: dict[str, str]
    """Your own calendars, by policy."""
    offices: list[OfficeSettingView]
    """Offices of your operators."""
    version: int
    """Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it."""
