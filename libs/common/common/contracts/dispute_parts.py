"""Parts of disputes' events: options, terms, lists of evidence, penalties."""

from __future__ import annotations

from datetime import date, time
from typing import ClassVar, Literal, Self, TypedDict
from uuid import UUID

from pydantic import AwareDatetime, Field

from common.kernel.money import Money, Split
from common.kernel.terms import Calendar

from .envelope import Event, EventFields, MoneyRef, Party, Record, Who
from .envelope import TimeoutRef as TimeoutRef

OptionKind = Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund"]
Silence = Literal["execute", "escalate"]
CasePart = Literal["negotiation", "evidence_requests", "evidence", "deadlines", "fines"]
Outcome = Literal[
    "agreement", "decision", "timeout", "claim_accepted", "withdrawn", "void",
    "not_verified", "inconclusive", "escrow_ended",
]  # fmt: skip


class NetShares(TypedDict):
    """Disputed amount divided, in money as it is paid: `to_buyer + to_seller + fee` is the disputed amount."""

    to_buyer: MoneyRef
    to_seller: MoneyRef
    """What the seller gets: the fee that the seller pays is taken off."""
    fee: MoneyRef
    """What the platform takes of the seller's share."""


def net_shares(split: Split, fee: int) -> NetShares:
    """Take the seller's fee, in minor units, off the seller's share."""
    buyer, seller = split
    return NetShares(
        to_buyer=MoneyRef.from_money(buyer),
        to_seller=MoneyRef(amount=seller.minor - fee, currency=seller.currency),
        fee=MoneyRef(amount=fee, currency=seller.currency),
    )


def split_of_shares(to_buyer: MoneyRef, to_seller: MoneyRef, fee: MoneyRef | None) -> Split:
    """Find how the amount is divided between the two sides, before the fee comes out of the seller's share."""
    share = to_seller.amount + (fee.amount if fee is not None else 0)
    return Split(Money(to_buyer.amount, to_buyer.currency), Money(share, to_seller.currency))


class OptionRef(Record):
    """Solution on offer, in money as it would be paid now: `to_buyer + to_seller + fee` is the disputed amount.

    A replacement moves no money (None).
    """

    kind: OptionKind
    to_buyer: MoneyRef | None
    to_seller: MoneyRef | None
    """What the seller would get: the fee that the seller pays is taken off."""
    fee: MoneyRef | None = None
    """What the platform would take of the seller's share."""
    reduction: MoneyRef | None = None
    """What goes back to the buyer at once, beside goods; the goods are then about the rest."""

    @classmethod
    def from_split(cls, kind: OptionKind, split: Split | None, fee: int, reduction: Money | None = None) -> Self:
        """`fee`: what would come out of the seller's share, in minor units."""
        if split is None:
            back = None if reduction is None else MoneyRef.from_money(reduction)
            return cls(kind=kind, to_buyer=None, to_seller=None, reduction=back)
        return cls(kind=kind, **net_shares(split, fee))

    @property
    def split(self) -> Split | None:
        """How the disputed amount is divided, before the fee comes out of the seller's share."""
        if self.to_buyer is None or self.to_seller is None:
            return None
        return split_of_shares(self.to_buyer, self.to_seller, self.fee)

    @property
    def reduced_by(self) -> Money | None:
        return None if self.reduction is None else Money(self.reduction.amount, self.reduction.currency)


class CalendarRef(Record):
    """Calendar of the case: `weekdays` 0 is Monday, `opens`/`closes` "HH:MM", holidays ISO dates."""

    zone: str = "UTC"
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    opens: str = "00:00"
    closes: str | None = None
    holidays: tuple[str, ...] = ()

    @classmethod
    def from_calendar(cls, calendar: Calendar) -> Self:
        return cls(
            zone=calendar.zone,
            weekdays=tuple(sorted(calendar.weekdays)),
            opens=calendar.opens.strftime("%H:%M"),
            closes=calendar.closes.strftime("%H:%M") if calendar.closes else None,
            holidays=tuple(sorted(day.isoformat() for day in calendar.holidays)),
        )

    def to_calendar(self) -> Calendar:
        return Calendar(
            self.zone,
            frozenset(self.weekdays),
            time.fromisoformat(self.opens),
            time.fromisoformat(self.closes) if self.closes else None,
            frozenset(map(date.fromisoformat, self.holidays)),
        )


class DisputeReasonRef(Record):
    code: str
    openers: tuple[Party, ...]


class DisputeTermsRef(Record):
    """Terms of opening a case: who may, for which reason, and when. They never change, as the edition never does."""

    reasons: tuple[DisputeReasonRef, ...]
    """As the edition orders them."""
    represented: Party | None = None
    """For whom a third party may act (K7)."""
    since: tuple[Literal["funded", "delivered"], ...] = ()
    """The window runs from the latest of these that has happened."""
    term: str | None = None
    """None: it has no end."""
    earliest: str | None = None
    holds_money: bool = False
    """Whether nothing is released by itself before the window is over, however short the inspection is (K1)."""
    calendar: CalendarRef = CalendarRef()
    """The edition's own, whatever calendar a case of it will have."""


class FailureEnd(Record):
    """End of a case whose negotiation comes to nothing, as its edition says. None of the three: the case goes on."""

    closes_as: Outcome | None = None
    """Without a settlement: escrow takes its ordinary course."""
    bars: tuple[Party, ...] = ()
    """Who may open no other case of the deal after one that ends so."""
    pays: Party | None = None
    """All that is left, to this party."""
    carries_out_last_of: Party | None = None
    """The first option of this party's last proposal."""
    has_judges: bool = True
    """Whether operators decide instead, above the platform's limit, on what one of them alone has worded."""


class GuideTerms(Record):
    """Guide: the claimant walks a decision tree, which suggests the options of the opening proposal (O2)."""

    tree: str
    """An edition of a tree, as mediation publishes them under `/v1/trees`."""
    answer_by: AwareDatetime
    """Half-open. A walk not ended by a proposal until then fails as `abandoned`."""
    respond_term: str
    """Time for the other side to answer the proposal that ends the walk, as `common.kernel.terms.Term` spells it."""
    if_abandoned: FailureEnd = FailureEnd()
    """What follows if the walk is not ended in time."""


class NegotiationTerms(Record):
    """Policy of negotiating: all that mediation needs to know of it."""

    first_to_answer: Party
    respond_by: AwareDatetime
    """When the first answer is due: half-open, an act at this instant is late. With a guide, see there."""
    guide: GuideTerms | None = None
    on_silence: Silence
    reject: Literal["counter_required", "allowed", "escalates"]
    """A bare rejection is refused (D3), is simply recorded, or ends the negotiation (O6)."""
    max_rounds: int
    counter_term: str
    """Time for the other side to answer a counter-offer, as `common.kernel.terms.Term` spells it."""
    counter_silence: Silence
    amendable: bool
    kinds: tuple[OptionKind, ...]
    max_options: int = 10
    """Most options of one proposal."""
    offer_term: str = "5 days"
    """How long an offer stands once no clock of the negotiation runs any more (D14)."""
    with_reduction: tuple[OptionKind, ...] = ()
    """Kinds of goods that a reduction of the price may come with."""
    if_failed: FailureEnd = FailureEnd()
    """What follows if nobody agrees, or silence escalates."""
    calendar: CalendarRef = CalendarRef()


class ChecklistRef(Record):
    """Entry of a checklist: what good evidence shows (K8, T6, T7). Items of evidence say by `code` which they cover."""

    code: str
    text: str
    required: bool = True
    texts: dict[str, str] = Field(default_factory=dict)
    """What it says in each language, where the programme is one that comes with Parley."""


class GraceRef(Record):
    """Grace: where nobody of the group has given anything at `at`, everybody has until `until` instead, once (K10)."""

    at: AwareDatetime
    until: AwareDatetime


class PenaltyRef(Record):
    """Consequence for a person, stated in the resolution (K14). Acts and what they lead to are the edition's."""

    party: Party
    act: str
    points: int = 0
    """Change of ranking points, as in -50 (K15)."""
    warning: int = 0
    """Which warning for this act it is: 1, 2, …"""
    fine: MoneyRef | None = None
    suspended_until: AwareDatetime | None = None
    closed: bool = False


class BehalfRef(Record):
    """Party for whom an operator has acted, and by which means it asked them to."""

    party: Party
    means: Literal["phone", "email", "letter", "chat", "in_person", "other"]


class ClockRef(Record):
    """Clock of a case that runs: which, until when, and who owes the act."""

    deadline: str
    due_at: AwareDatetime
    owed_by: Who | None = None
    request: UUID | None = None
    """Of evidence: which request."""


class CaseSnapshotRef(Record):
    """How a case stands: enough to keep its state without asking."""

    status: str
    stage: str | None
    outcome: Outcome | None
    """Once it has ended."""
    disputed: MoneyRef
    reduced: MoneyRef | None = None
    """What of it has gone back to the buyer at once, beside goods."""
    deadlines: tuple[ClockRef, ...] = ()
    paused_at: AwareDatetime | None = None
    assignee: str | None = None


class LastProposalRef(Record):
    """Step by which silence ends a case as a side has proposed last, where that is money."""

    of: Party
    at: AwareDatetime
    clock: Literal["natural", "business"]
    prevented_by: tuple[str, ...] = ()
    has_judges: bool = False
    """What an operator alone has worded is left to others there, above the platform's limit."""


class SilentEndRef(Record):
    """Step by which silence ends a case, with or without a settlement, if nobody does anything more."""

    at: AwareDatetime
    clock: Literal["natural", "business"]
    action: str
    """As the case foretells it."""
    prevented_by: tuple[str, ...] = ()
    buyer_share: MoneyRef | None = None
    """Of what is divided; None where the case ends without a settlement."""
    seller_share: MoneyRef | None = None
    """Before the fee comes out of it."""
    bars: tuple[Party, ...] = ()
    """Where it ends without a settlement: who may open no other case of the deal."""
    last_proposal: LastProposalRef | None = None
    """None where no last proposal is carried out before anything else ends the case."""
    is_cap: bool = False
    """It is the cap of the case, which ends a first negotiation, too, that would last longer."""

    @property
    def split(self) -> Split | None:
        buyer, seller = self.buyer_share, self.seller_share
        if buyer is None or seller is None:
            return None
        return Split(Money(buyer.amount, buyer.currency), Money(seller.amount, seller.currency))


class DisputeEvent(Event):
    """Event about a dispute, its subject."""

    prefix: ClassVar[str] = "dsp"
    internal_members: ClassVar[frozenset[str]] = frozenset({"silent_end", "awaits_approval"})

    escrow: UUID
    snapshot: CaseSnapshotRef | None = None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None = None
    """Where the actor is an operator who did what a party asked for."""
    silent_end: SilentEndRef | None = None
    """What ends the case first if nobody acts, whichever service keeps the clock."""
    awaits_approval: bool = False
    """A decision waits for a second operator: nobody acts for a party before."""


class DisputeFields(EventFields):
    """Fields that every event about a dispute has."""

    escrow: UUID
    snapshot: CaseSnapshotRef
    on_behalf_of: BehalfRef | None
    silent_end: SilentEndRef | None
    awaits_approval: bool
