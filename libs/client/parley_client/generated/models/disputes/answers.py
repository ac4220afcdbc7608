"""Answers of disputes. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from parley_client.generated.models.disputes.choices import DisputeSummaryViewerState, SlaStatus
from parley_client.generated.models.general.answers import MoneyView, StageClockView
from parley_client.generated.models.general.answers_2 import DecisionView, OfficeView, PolicyView
from parley_client.generated.models.general.answers_3 import EvidenceTermsView, OptionTermsView, TermView
from parley_client.generated.models.general.choices import DisputeOutcome, Language, OptionKind, Role, Status


class AmountLimitsView(TypedDict):
    min: int
    """Least that can be disputed, in minor units."""
    max: int
    """Most that can be disputed, in minor units: what the escrow still holds."""
    currency: str
    """ISO 4217 code of the currency, in three capital letters."""


class AwaitingCount(TypedDict):
    awaiting: Role
    """Whose turn it is."""
    count: int
    """Open cases of that kind."""


class DecisionsPart(TypedDict):
    """Latest decisions, the first of them first."""

    data: list[DecisionView]
    """What was asked for, in the order that the operation describes."""
    has_more: bool
    """Whether there are older ones."""
    href: str
    """Address of all of them."""


class DeskCounts(TypedDict):
    """Open cases by how operators stand with them."""

    unassigned: int
    """Cases that no operator has."""
    mine: int
    """Cases that you have."""
    target_missed: int
    """Cases in which the policy's target was missed."""
    breached: int
    """Cases in which the policy's limit was broken."""


class FlagCounts(TypedDict):
    """Open cases by what a list can be filtered for."""

    required_action: int
    """It is your turn."""
    overdue: int
    """The time for the next act has passed."""
    due_within_day: int
    """Due within 24 hours from now, and not overdue."""
    offer: int
    """An offer stands."""
    contested: int
    """A ruling was contested."""
    paused: int
    """The clocks are stopped."""


class OfficeCount(TypedDict):
    office: str
    """Code of the office."""
    count: int
    """Open cases that it has."""


class StageCount(TypedDict):
    policy: str
    """Name of the policy."""
    stage: str | None
    """Null while the money is not frozen yet."""
    count: int
    """Open cases that are in the stage."""


class StatusCount(TypedDict):
    status: Status
    """Status of the cases."""
    count: int
    """Open cases that have it."""


class DisputeCounts(TypedDict):
    """Open cases that you can see, counted. Each number is that of the list with the filter of its name."""

    as_of: str
    """When they were counted (UTC)."""
    open: int
    """Cases that have not ended."""
    by_status: list[StatusCount]
    """How many open cases have each status."""
    by_stage: list[StageCount]
    """How many open cases are in each stage of each policy."""
    by_awaiting: list[AwaitingCount]
    """How many open cases wait for each side."""
    by_office: list[OfficeCount]
    """How many open cases each office has."""
    flags: FlagCounts
    """How many open cases each flag of the list would find."""
    desk: DeskCounts | None
    """For operators and the platform."""


class UnreadView(TypedDict):
    """What others have done since you last marked the case as read, of what you may see."""

    messages: int
    """How many messages you have not read."""
    entries: int
    """Entries of the story, messages among them."""


class DisputeSummary(TypedDict):
    """Case as a row of a list shows it."""

    id: str
    """Its id, given by Parley; it never changes."""
    escrow: str
    """Id of the escrow whose money is disputed."""
    title: str | None
    """What the deal is about, in the platform's words; null for the moment before this service has heard of it."""
    status: Status
    """Where the case is, in words that all policies share."""
    viewer_state: DisputeSummaryViewerState
    """Whether it is your turn."""
    stage: str | None
    """Stage of its policy; null while the money is not frozen yet."""
    reason: str
    """Code of the reason it was opened for."""
    buyer: str
    """The buyer's user id on your platform."""
    seller: str
    """The seller's user id on your platform."""
    claimant: Role
    """Who opened it: `buyer` or `seller`."""
    other_party: str | None
    """The one you are in dispute with; null for operators and the platform."""
    disputed: MoneyView
    """What is disputed."""
    policy: PolicyView
    """The edition that it follows to its end."""
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
    """How operators stand with their time; for operators and the platform, else null."""
    next_due_at: str | None
    """When the next act is due; of an overdue case, when it was; in a pause, when it ends by itself. Null after the
    end.
    """
    overdue: bool
    """The time for the next act has passed. To operators and the platform also their own lateness is shown."""
    last_activity_at: str
    """When something happened last that you may see in the story of the case."""
    unread: UnreadView
    """What others have done since you last read it."""
    paused_at: str | None
    """When an operator stopped the clocks (UTC); null while they run."""
    outcome: DisputeOutcome | None
    """How it ended; null before."""
    opened_at: str
    """When it was opened (UTC)."""
    version: int
    """Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it."""


class WhyNotView(TypedDict):
    code: str
    """Why not, as the code that the act would be refused with."""
    text: str
    """The same, for people."""


class ReasonEligibilityView(TypedDict):
    """Reason, whether it can be given now, and what it leads to."""

    code: str
    """Stable code, for programs."""
    label: str
    """What people call it, in the language of the answer."""
    help: str | None
    """A sentence that explains it to people; null if there is none."""
    allowed: bool
    """Whether it can be given now."""
    why_not: WhyNotView | None
    """Why not; null if it can."""
    openers: list[Role]
    """Who may give it."""
    options: list[OptionKind]
    """Which of the `options` can be asked for with this reason, in whose name it was asked. What would give all of
    the money to the other side is none.
    """
    tree: str | None
    """Address of the questions whose answers lead to solutions, where there are some."""
    evidence: list[EvidenceTermsView]
    """What will be asked for first, or as soon as the parties do not agree."""
    on_silence: list[StageClockView]
    """What the first step waits for, and what follows if it does not come."""


class EligibilityView(TypedDict):
    """Everything that "Report a problem" is drawn from, for whoever asks. What it allows, the opening then does."""

    escrow: str
    """Id of the escrow whose money is disputed."""
    policy: PolicyView
    """The edition that a dispute would follow."""
    language: Language
    """Language of the texts."""
    title: str
    """Title of the deal."""
    roles: list[Role]
    """In whose name it was asked."""
    allowed: bool
    """Whether a problem can be reported now."""
    why_not: WhyNotView | None
    """Why not; null if it can."""
    dispute: str | None
    """The dispute that stands in the way."""
    opens_at: str | None
    """From when on it can be reported (UTC); null if it can already, or never."""
    closes_at: str | None
    """When the policy's window is over, or before it everything is paid out by itself. None: as long as money is
    held.
    """
    closed_at: str | None
    """Since when it can no longer be reported, if the time is over."""
    amount: AmountLimitsView
    """How much can be disputed."""
    reasons: list[ReasonEligibilityView]
    """Reasons that can be given, and what each leads to."""
    must_say: list[TermView]
    """What the body of the opening must hold, each under the name that it has there."""
    options: list[OptionTermsView]
    """Solutions that can be asked for."""
    max_options: int
    """How many of them at most."""
    method: NotRequired[Literal["POST"]]
    """Method of the opening."""
    href: NotRequired[Literal["/v1/disputes"]]
    """Address of the opening."""


class GivenItemView(TypedDict):
    """Piece of evidence that the case has heard of."""

    id: str
    """Its id, given by Parley; it never changes."""
    kind: str
    """Which kind of evidence it is."""
    party: Role | None
    """Who gave it; null if an operator did."""
    request: str | None
    """The last one it was given for."""
    media_type: str | None
    """What its content is; null for what is no file."""
    size: int | None
    """Null, like the media type, of what was given before the case and only attached to it."""
    covers: list[str]
    """Codes of the checklist's points that it shows, as its giver says."""
    valid: bool
    """`false`: an operator has found it invalid."""
    erased: bool
    """Whether its content is gone for good."""
    given_at: str
    """When it was given (UTC)."""
    href: str
    """Address to read it at."""


class EvidencePart(TypedDict):
    """Latest pieces of evidence that you may see, the first of them first."""

    data: list[GivenItemView]
    """What was asked for, in the order that the operation describes."""
    has_more: bool
    """Whether there is older evidence."""
    href: str
    """Address of all of it."""
