"""Queries of lists of cases, and the rows and counts that answer them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from common.kernel.ids import DisputeId, EscrowId
from common.kernel.money import MAX_MINOR
from common.kernel.principal import Role
from common.persistence.paging import CommaList, Instant, PageFilters
from common.web.schemas import Code, CurrencyCode, MoneyView, ParticipantId, PolicyView, UtcTime, View
from disputes.cases.listing import SlaStatus
from disputes.cases.view_parts import OfficeView
from disputes.policy.vocabulary import Outcome, Status
from disputes.story.schemas import UnreadView

Minor = Annotated[int, Field(ge=1, le=MAX_MINOR)]


class Assignment(StrEnum):
    ASSIGNED = "assigned"
    UNASSIGNED = "unassigned"


class Sort(StrEnum):
    NEWEST = "newest"
    DUE = "due"
    """What is due first, first; so what is overdue comes before everything else."""


class DisputeFilters(PageFilters):
    """Filters of a list. All that are given must hold; those of one comma list are alternatives."""

    status: CommaList[Status] | None = None
    """Statuses, separated by commas: `under_review,awaiting_approval`."""
    stage: CommaList[Code] | None = None
    """Stages of the policy, separated by commas: `review,second_review`. Closed cases keep the last one."""
    awaiting: CommaList[Role] | None = None
    """Who owes the next act, separated by commas: `operator`, or `buyer,seller` for cases that wait for either."""
    reason: Code | None = None
    """Reason the case was opened for."""
    policy: Annotated[str, Field(max_length=64)] | None = None
    """Name of a policy (`agreement_first`), or one of its editions."""
    assignee: ParticipantId | None = None
    """Operator who has the case. For operators and the platform."""
    office: Code | None = None
    """Office that has the case."""
    mine: bool | None = None
    """`true`: cases assigned to you, `false`: all others. For operators."""
    due_before: Instant | None = None
    """Something is due before this instant, or is overdue already."""
    overdue: bool | None = None
    """`true`: the time for the next act has passed. For operators and the platform also what operators are late with:
    a service level's target or limit that was missed while the act is still owed."""
    contested: bool | None = None
    """`true`: a ruling of the case was contested."""
    offer: bool | None = None
    """`true`: an offer of one party to the other, or of a mediator to both, stands, in whatever stage the case is."""
    offer_by: Literal[Role.BUYER, Role.SELLER, Role.OPERATOR] | None = None
    """Whose offer stands; `operator`: a mediator has put it to both parties."""
    paused: bool | None = None
    """`true`: an operator has stopped the clocks."""
    open: bool | None = None
    """`true`: cases that are not closed."""
    escrow: EscrowId | None = None
    """Cases of one escrow."""
    assignment: Assignment | None = None
    """Whether any operator has the case. For operators and the platform."""
    sla: SlaStatus | None = None
    """How operators stand with the time the policy gives them. For operators and the platform."""
    currency: CurrencyCode | None = None
    """Currency of the disputed amount."""
    amount_gte: Minor | None = None
    """Disputed amount at least, in minor units; with `currency`: different currencies cannot be compared."""
    amount_lte: Minor | None = None
    """Disputed amount at most, in minor units; with `currency`."""
    sort: Sort = Sort.NEWEST
    """`newest`, or `due`: overdue cases first, by the instant they were due at, then what is due next. A case keeps its
    place when it becomes overdue."""

    @property
    def for_staff(self) -> bool:
        return (self.assignee, self.assignment, self.sla, self.mine) != (None, None, None, None)

    @model_validator(mode="after")
    def _require_currency(self) -> Self:
        if self.currency is None and (self.amount_gte, self.amount_lte) != (None, None):
            raise PydanticCustomError("currency_needed", "Name the currency of the amounts.")
        return self


class DisputeSummary(View):
    """Case as a row of a list shows it."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    id: DisputeId
    escrow: EscrowId
    title: str | None
    """What the deal is about, in the platform's words; null for the moment before this service has heard of it."""
    status: Status
    viewer_state: Literal["required_action", "waiting", "closed"]
    """Whether it is your turn."""
    stage: str | None
    reason: str
    buyer: str
    seller: str
    claimant: Role
    other_party: str | None
    """The one you are in dispute with; null for operators and the platform."""
    disputed: MoneyView
    policy: PolicyView
    awaiting: list[Role]
    """Whose turn it is."""
    office: OfficeView | None
    """Office of the platform that has the case, and since when."""
    offer_by: Role | None
    """Who has made the offer that stands, if one does."""
    contested: bool
    """A ruling was contested."""
    assignee: str | None
    """For operators and the platform only, like `sla`."""
    sla: SlaStatus | None
    next_due_at: UtcTime | None
    """When the next act is due; of an overdue case, when it was; in a pause, when it ends by itself. Null after the
    end."""
    overdue: bool
    """The time for the next act has passed. To operators and the platform also their own lateness is shown."""
    last_activity_at: UtcTime
    """When something happened last that you may see in the story of the case."""
    unread: UnreadView
    paused_at: UtcTime | None
    outcome: Outcome | None
    opened_at: UtcTime
    version: int


class StatusCount(View):
    status: Status
    count: int


class StageCount(View):
    policy: str
    stage: str | None
    """Null while the money is not frozen yet."""
    count: int


class AwaitingCount(View):
    awaiting: Role
    count: int


class FlagCounts(View):
    """Open cases by what a list can be filtered for."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    required_action: int
    """It is your turn."""
    overdue: int
    due_within_day: int
    """Due within 24 hours from now, and not overdue."""
    offer: int
    contested: int
    paused: int


class OfficeCount(View):
    office: str
    count: int


class DeskCounts(View):
    """Open cases by how operators stand with them."""

    unassigned: int
    mine: int
    target_missed: int
    breached: int


class DisputeCounts(View):
    """Open cases that you can see, counted. Each number is that of the list with the filter of its name."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    as_of: UtcTime
    open: int
    by_status: list[StatusCount]
    by_stage: list[StageCount]
    by_awaiting: list[AwaitingCount]
    by_office: list[OfficeCount]
    flags: FlagCounts
    desk: DeskCounts | None
    """For operators and the platform."""
