"""Answers of general. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict

from parley_client.generated.models.general.choices import (
    AllowedActionMethod,
    ContactMeans,
    Finding,
    FollowingStepOf,
    NextAutomaticActionClock,
    Role,
)


class MoneyView(TypedDict):
    amount: int
    """Minor units of the currency: cents of EUR, yen of JPY."""
    currency: str
    """ISO 4217 code of the currency, in three capital letters."""


class MoneyEffect(TypedDict):
    """Money that is paid, in minor units and net: what the buyer gets, what the seller gets, what the platform
    takes.

    The three add up to what leaves the escrow, whoever pays the fee. Where money that was paid is divided anew,
    they add up to nothing, and less than nothing is owed.
    """

    buyer: int
    """What the buyer gets, in minor units."""
    seller: int
    """What the seller gets, in minor units, after fees."""
    fee: NotRequired[int]
    """What the platform gets, in minor units."""
    currency: str
    """ISO 4217 code of the currency, in three capital letters."""


class EscrowStep(TypedDict):
    """Step that escrow takes by its own clock, and what it pays."""

    at: str
    """When it happens by itself (UTC)."""
    action: str
    """What then happens to the deal, as a code."""
    money_effect: NotRequired[MoneyEffect | None]
    """What it pays; null if nothing."""
    then: NotRequired[EscrowStep | None]
    """What follows it by itself: after a presumed delivery the release."""


class FollowingStep(TypedDict):
    """Step that then happens by itself if nobody does anything: in which service, when, and what it pays."""

    of: FollowingStepOf
    """Service that does it."""
    at: str
    """When it would follow if you acted now (UTC)."""
    action: str
    """What would follow, as a code."""
    money_effect: NotRequired[MoneyEffect | None]
    """What it pays; null if nothing."""
    then: NotRequired[EscrowStep | None]
    """What escrow does after it by itself: where it ends the case without a settlement, or presumes a delivery."""


class ActionChoice(TypedDict):
    """One of the ways in which an action can be given, and what it does."""

    given: dict[str, Any]
    """Members of the body that choose it."""
    leads_to: NotRequired[str | None]
    """Where the case then stands."""
    money_effect: NotRequired[MoneyEffect | None]
    """What it pays at once; None: nobody, or `least` to `most`."""
    least: NotRequired[MoneyEffect | None]
    """Where an amount is free to choose: what is paid if the buyer gets the least that is possible."""
    most: NotRequired[MoneyEffect | None]
    """The same for the most."""
    then: NotRequired[FollowingStep | None]
    """What then happens by itself if nobody does anything more."""


class AllowedAction(TypedDict):
    """Action that is possible now: by whom, where, until when and within which limits."""

    rel: str
    """Name of the action."""
    method: NotRequired[AllowedActionMethod]
    """Method to send."""
    href: str
    """Address to send it to, relative to this server."""
    actor: Role
    """Role that may do it."""
    available_until: NotRequired[str | None]
    """Last moment for it, excluded (UTC); null if it has no deadline."""
    constraints: NotRequired[dict[str, Any]]
    """Limits of what may be sent, by the member they are about; empty if there are none."""
    money_effect: NotRequired[MoneyEffect | None]
    """What it pays if it moves all that it may; None: it pays nobody, or see `choices`."""
    leads_to: NotRequired[str | None]
    """Where the case then stands, if it moves a case."""
    then: NotRequired[FollowingStep | None]
    """What follows by itself if nobody does anything more: money that it frees, or what the next silence brings."""
    choices: NotRequired[list[ActionChoice]]
    """Where it can be given in several ways, each of them."""


class NextAutomaticAction(TypedDict):
    """Action that happens by itself: when, what it does, and what would prevent it."""

    at: str
    """When it happens unless somebody acts before (UTC)."""
    clock: NotRequired[NextAutomaticActionClock]
    """`natural`: counted in days of 24 hours. `business`: in business days of the platform's calendar."""
    action: str
    """What then happens by itself, as a code."""
    money_effect: NotRequired[MoneyEffect | None]
    """What it pays; null if nothing."""
    prevented_by: NotRequired[list[str]]
    """Actions that would prevent it."""
    then: NotRequired[FollowingStep | None]
    """What escrow does after it by itself: where it ends a case without a settlement, or presumes a delivery."""


class ProblemError(TypedDict):
    pointer: NotRequired[str]
    """Where it stands (RFC 6901)."""
    code: NotRequired[str]
    """What is wrong with it, for programs."""
    message: NotRequired[str]
    """What is wrong with it, in English."""


class Problem(TypedDict):
    """RFC 9457 problem details; `code` is stable. More members say what the code needs."""

    type: str
    """Page about this code, relative to this server."""
    title: str
    """Name of the HTTP status."""
    status: int
    """HTTP status of the answer."""
    code: str
    """What is wrong, for programs: stable, one of the catalogue at `/problems`."""
    detail: str
    """What is wrong, in an English sentence for people."""
    request_id: str
    """Id of the request, as in `X-Request-Id`."""
    errors: NotRequired[list[ProblemError]]
    """Of 422: each member of the body or query that is wrong, twenty at most."""


class PointTextView(TypedDict):
    code: str
    """Code of the point."""
    text: str
    """What good evidence shows."""
    required: bool
    """Whether evidence without it is incomplete."""


class ActorView(TypedDict):
    role: Role
    """Role of whoever did it; `system` for what happened by itself."""
    id: str | None
    """None where the reader is not to know who it was: an operator, for the parties."""


class AppealView(TypedDict):
    by: Role
    """Party that appealed."""
    explanation: str
    """Why it disagrees, in its own words."""
    filed_at: str
    """When the appeal was filed (UTC)."""


class BehalfView(TypedDict):
    """Party for whom an operator has acted, and by which means it had asked for it."""

    party: Role
    """Party for whom an operator acted."""
    means: ContactMeans
    """How the party had told support what it wants."""


class CauseView(TypedDict):
    """Silence that has brought the outcome about: which clock ran out on whom, and what was carried out for it."""

    deadline: str
    """Name of the clock that ran out."""
    owed_by: Role
    """Who was waited for."""
    due_at: str
    """When it ran out (UTC)."""
    executed: str
    """As it was foretold, e.g. `execute_buyer_solution`."""


class TransactionCheckView(TypedDict):
    """Finding of the operator on one point of the policy's list."""

    code: str
    """Code of the point, as the policy lists it."""
    finding: Finding
    """What the operator found."""
    note: str | None
    """What the operator saw, in words; null if nothing was noted."""


class EffectView(TypedDict):
    """Consequence: what an act or a silence brings. `moves_money` is what the policy says in so many words."""

    effect: str
    """Code of what follows, as in `execute_buyer_solution`."""
    stage: str | None
    """Stage that the case then enters; null if none."""
    text: str
    """The same, for people."""
    moves_money: bool
    """Whether it pays anybody."""


class StageClockView(TypedDict):
    """Clock: what is owed by whom for how long, and what follows if it does not come."""

    code: str
    """Name of the clock."""
    label: str
    """What people call it, in the language of the answer."""
    help: str | None
    """A sentence that explains it to people; null if there is none."""
    owed_by: Role
    """Who is waited for."""
    term: str
    """For how long, as in `5 days`."""
    starts_with: str
    """What sets the clock going, as a code."""
    reminders: list[str]
    """How long before its end it reminds, each as in `1 day`."""
    on_silence: EffectView
    """What follows if nothing comes."""


class CredibilityView(TypedDict):
    """Completeness of a party's case, 0 to 100, over evidence, explanation and comments (K17)."""

    party: Role
    """The party it is about: `buyer` or `seller`."""
    score: int
    """0 to 100: how complete the party's case is."""
    covered: list[str]
    """Codes of the points that its evidence covers."""
    missing: list[str]
    """Codes of the points that nothing covers."""
    explanation_characters: int
    """How long its explanation is."""
    comments: int
    """How many comments it has written."""


class DeadlineView(TypedDict):
    """Clock that runs in this case, under the name by which an operator can extend it."""

    deadline: str
    """Name of the clock: name it to extend it."""
    owed_by: Role
    """Who is waited for."""
    due_at: str
    """When it runs out, excluded (UTC)."""
    request: str | None
    """Id of the evidence request that it is about; null if none."""


class PenaltyView(TypedDict):
    party: Role
    """The party it is about: `buyer` or `seller`."""
    act: str
    """Code of the act that is penalised."""
    points: int
    """Points that it brings."""
    warning: int
    """Which warning for this act it is: 1 for the first."""
    fine: MoneyView | None
    """The fine; null without one."""
    suspended_until: str | None
    """Until when the participant is suspended (UTC); null if not."""
    closed: bool
    """Whether it closes the participant's account."""
