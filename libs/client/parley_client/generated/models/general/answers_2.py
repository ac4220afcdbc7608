"""Answers of general. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from parley_client.generated.models.general.answers import (
    BehalfView,
    FollowingStep,
    MoneyEffect,
    MoneyView,
    PenaltyView,
    TransactionCheckView,
)
from parley_client.generated.models.general.choices import (
    Act,
    Condition,
    DecisionState,
    DecisionWeight,
    DisputedFundsState,
    DisputeOutcome,
    ForecastStepClock,
    ForecastStepOf,
    OptionKind,
    PendingOf,
    PendingWhat,
    Responsible,
    Role,
    RulingHeard,
    RulingKind,
    ShipmentDoubt,
    TransactionVerificationResult,
)


class DecisionView(TypedDict):
    id: str
    """Its id, given by Parley; it never changes."""
    dispute: str
    """Id of the dispute."""
    instance: int
    """Which ruling of the case it is: 1 for the first."""
    state: DecisionState
    """Whether it is in effect, or waits for a second operator."""
    weighs: list[DecisionWeight]
    """Why it needs a second operator; empty if it does not."""
    outcome: RulingKind | None
    """Of a ruling; null where an operator has registered an act for a party, which `act` and `on_behalf_of` name, or
    has refused to verify the transaction.
    """
    responsible: Responsible | None
    """Who is responsible for what happened; null where nothing was ruled."""
    reason_code: str | None
    """Why, as a code; null where nothing was ruled."""
    policy_reference: str | None
    """The rule of the platform that it applies; null where nothing was ruled."""
    explanation: str | None
    """Why, in words; null where nothing was ruled."""
    act: Act | None
    """Act that an operator has registered for a party; null for a ruling."""
    on_behalf_of: BehalfView | None
    """For which party, and how it had asked; null for a ruling."""
    penalties: list[PenaltyView]
    """Penalties that are stated in it."""
    amount: MoneyView
    """Money that the decision is about: it is compared with `limit`."""
    limit: MoneyView | None
    """The platform's limit above which it takes two; null if there is none."""
    decided_by: str
    """User id of the operator who decided."""
    decided_at: str
    """When the operator decided (UTC)."""
    judged_by: str | None
    """User id of the operator who approved or rejected it; null before."""
    judged_at: str | None
    """When it was approved or rejected (UTC); null before."""
    why: str | None
    """Why it was rejected, in words; null if it was not."""


class OfficeView(TypedDict):
    """Office that has the case. Who belongs to it, parties do not see."""

    code: str
    """The platform's code of the office."""
    name: str
    """Its name, for people."""
    since: str
    """Since when it has the case (UTC)."""


class PolicyView(TypedDict):
    name: str
    """Name of the policy."""
    edition: str
    """Name of the edition, as in `agreement_first-2026-11`: it never changes once it is published."""
    hash: NotRequired[str | None]
    """SHA-256 of the edition's content, in hexadecimal: what a case follows can be proven later."""


class DisputedFundsView(TypedDict):
    state: DisputedFundsState
    """Where the disputed money is."""
    disputed: int
    """What is disputed, in minor units."""
    reduced: int
    """What of it has gone back to the buyer at once, beside goods; the rest is still to be divided."""
    currency: str
    """ISO 4217 code of the currency, in three capital letters."""


class ForecastStepView(TypedDict):
    at: str
    """When it happens unless somebody acts before (UTC)."""
    clock: ForecastStepClock
    """`natural`: counted in days of 24 hours. `business`: in business days of the calendar."""
    action: str
    """What then happens by itself, as a code."""
    of: NotRequired[ForecastStepOf]
    """Whose step it is: once a case has ended without a settlement, escrow's own clock goes on."""
    leads_to: str
    """Where the case then stands."""
    money_effect: MoneyEffect | None
    """What it pays; null if nothing."""
    outcome: DisputeOutcome | None
    """How the case then ends; null if it does not."""
    prevented_by: list[str]
    """Actions that would prevent it."""
    then: NotRequired[FollowingStep | None]
    """What escrow does after it by itself: where it ends the case without a settlement, or presumes a delivery."""


class SolutionView(TypedDict):
    """Solution, in money as it would be paid: `to_buyer + to_seller + fee` is the disputed amount."""

    kind: OptionKind
    """Which kind of solution it is."""
    to_buyer: MoneyView | None
    """What the buyer gets; null where goods decide first."""
    to_seller: MoneyView | None
    """What the seller gets: the fee that the seller pays is taken off."""
    fee: MoneyView | None
    """What the platform takes; null where goods decide first."""
    reduction: MoneyView | None
    """What goes back to the buyer at once, beside goods."""


class NegotiationView(TypedDict):
    """Negotiation as mediation last reported it. `mediation` is null for the moment before it first does."""

    mediation: str | None
    """Id of the negotiation, for `/v1/mediations`."""
    state: str
    """State of the negotiation."""
    proposal: int | None
    """Number of the standing proposal; null if none stands."""
    by: Role | None
    """Who made it; null if none stands."""
    options: list[SolutionView]
    """Solutions that the standing proposal offers, by their rank."""
    awaiting: Role | None
    """Whose turn it is; null if nobody's."""
    due_at: str | None
    """Until when, excluded (UTC); null if nobody is waited for."""


class ParcelView(TypedDict):
    carrier: str
    """Name of the carrier, as people write it."""
    tracking_number: str
    """The carrier's number of the parcel."""
    doubts: list[ShipmentDoubt]
    """What speaks against it, for operators to look twice."""


class ObligationView(TypedDict):
    """Obligation that was agreed or ruled and begins with goods: a return, a replacement; and how far it has come."""

    kind: OptionKind
    """What was promised."""
    to_buyer: MoneyView | None
    """What the buyer gets in the end; null where no money moves."""
    to_seller: MoneyView | None
    """What the seller gets in the end: the fee that the seller pays is taken off."""
    fee: MoneyView | None
    """What the platform takes in the end; null where no money moves."""
    reduction: MoneyView | None
    """What the buyer gets back at once, beside goods; null if nothing."""
    return_address: dict[str, str] | None
    """Where the goods are to be sent; null before it is given."""
    parcel: ParcelView | None
    """Carrier and number of what is on its way; null before."""
    condition: Condition | None
    """How the goods arrived; null before."""
    note: str | None
    """What was written about it; null if nothing."""


class PendingView(TypedDict):
    """Confirmation that another service still owes."""

    what: PendingWhat
    """`agreement`: the parties agree, or silence counts as it, and whether that ends the case is being decided.
    `negotiation`: mediation has not told yet where it is, or until when what was offered in a pause stands.
    """
    of: NotRequired[PendingOf]
    """Service that owes it."""


class RulingView(TypedDict):
    """`heard` says on whose evidence it rests (T4); penalties are stated in the ruling, for both to see (K14)."""

    instance: int
    """Which ruling of the case it is: 1 for the first."""
    outcome: RulingKind
    """What was ruled, as a code."""
    to_buyer: MoneyView | None
    """What the buyer gets; null where no money moves."""
    to_seller: MoneyView | None
    """What the seller gets: the fee that the seller pays is taken off."""
    fee: MoneyView | None
    """What the platform takes; null where no money moves."""
    responsible: Responsible
    """Who is responsible for what happened."""
    reason_code: str
    """Why, as one of the codes that the platform or the edition lists."""
    policy_reference: str
    """The rule of the platform that it applies."""
    explanation: str
    """Why it was ruled so, in words for both parties."""
    decided_at: str
    """When it was ruled (UTC)."""
    heard: RulingHeard
    """On whose evidence it rests."""
    absent: list[Role]
    """Parties that gave none."""
    checks: list[TransactionCheckView]
    """What was found on each point of the policy's list."""
    penalties: list[PenaltyView]
    """Penalties that are stated in it."""
    contest_until: str | None
    """Until when it can be contested, excluded (UTC); null if it cannot."""


class SettlementView(TypedDict):
    """Settlement ordered of escrow: `to_buyer + to_seller + fee` is the disputed amount."""

    instruction: str
    """Id of the order: escrow carries it out once."""
    to_buyer: MoneyView
    """What the buyer gets."""
    to_seller: MoneyView
    """What the seller gets: the fee that the seller pays is taken off."""
    fee: MoneyView
    """The fee that the seller pays, as escrow has taken it, or will; a fee of the buyer's is no part of it."""
    ordered_at: str
    """When it was ordered (UTC)."""


class TransactionVerificationView(TypedDict):
    """Verification of the transaction by an operator (T2)."""

    result: TransactionVerificationResult
    """Whether the facts match."""
    checks: list[TransactionCheckView]
    """What was found on each point of the policy's list."""
    reason_code: str | None
    """Why not, as a code; null where they match."""
    at: str
    """When it happened (UTC)."""


class TransactionView(TypedDict):
    item: str
    """The item or the service."""
    agreed_price: MoneyView
    """The agreed price."""
    terms: str | None
    """Further terms, in the parties' words; null if there are none."""


class VideoFindingView(TypedDict):
    """Finding about a live recording, for operators and the party that made it. What satisfies nothing says so."""

    item: str
    """Id of the piece of evidence."""
    party: Role
    """Whose recording it is."""
    video_session: str
    """Id of the live recording."""
    href: str
    """Where the words to be said, every finding and the act to overrule them are read."""
    result: str
    """What the check found."""
    overruled: bool
    """Whether an operator has decided otherwise than the checks."""


class WantedPointView(TypedDict):
    """Point that good evidence shows; items of evidence say by `code` which they cover."""

    code: str
    """Code of the point, to be named in `covers`."""
    text: str
    """What good evidence shows."""
    required: bool
    """Whether evidence without it is incomplete."""
