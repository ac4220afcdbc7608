"""What disputes tells: policy editions, the life of a case, and what it orders of others."""

from __future__ import annotations

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime

from .envelope import Event, MoneyRef, Party, Record, Who

OptionKind = Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund"]
Silence = Literal["execute", "escalate"]
Outcome = Literal[
    "agreement", "decision", "timeout", "claim_accepted", "withdrawn", "void",
    "not_verified", "inconclusive", "escrow_ended",
]  # fmt: skip


class OptionRef(Record):
    """One solution on offer. `to_buyer + to_seller` is the disputed amount; a replacement moves no money (None)."""

    kind: OptionKind
    to_buyer: int | None
    to_seller: int | None


class CalendarRef(Record):
    """The case's calendar: `weekdays` 0 is Monday, `opens`/`closes` "HH:MM", holidays ISO dates."""

    zone: str = "UTC"
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    opens: str = "00:00"
    closes: str | None = None
    holidays: tuple[str, ...] = ()


class NegotiationTerms(Record):
    """What the policy says about negotiating: all that mediation needs to know of it."""

    first_to_answer: Party
    respond_by: AwareDatetime
    """When the first answer is due: half-open, an act at this instant is late."""
    on_silence: Silence
    reject: Literal["counter_required", "allowed", "escalates"]
    """A bare rejection is refused (D3), is simply recorded, or ends the negotiation (O6)."""
    max_rounds: int
    counter_term: str
    """How long the other side has to answer a counter-offer, as `common.terms.Term` spells it."""
    counter_silence: Silence
    amendable: bool
    kinds: tuple[OptionKind, ...]
    calendar: CalendarRef = CalendarRef()


class PolicyPublished(Event):
    """`tenant` is the nil UUID for the editions that come with Parley."""

    topic: ClassVar[str] = "policies.published.v1"
    prefix: ClassVar[str] = "pol"

    edition: str
    name: str
    hash: str
    current: bool


class DisputeFact(Event):
    prefix: ClassVar[str] = "dsp"

    escrow: UUID


class FreezeRequested(DisputeFact):
    """A dispute asks for its money to be held still; until escrow confirms it is only `opening`."""

    topic: ClassVar[str] = "disputes.freeze-requested.v1"
    public: ClassVar[str | None] = "dispute.created"

    amount: MoneyRef
    reason: str
    opened_by: Party


class DisputeOpened(DisputeFact):
    """The money is frozen and the first stage begins; a negotiation begins with it if the policy has one."""

    topic: ClassVar[str] = "disputes.opened.v1"
    public: ClassVar[str | None] = "dispute.opened"

    buyer: str
    seller: str
    claimant: Party
    amount: MoneyRef
    reason: str
    edition: str
    stage: str
    negotiation: NegotiationTerms | None = None
    options: tuple[OptionRef, ...] = ()
    """The claimant's opening proposal, ranked, first = preferred."""


class StageEntered(DisputeFact):
    topic: ClassVar[str] = "disputes.stage-entered.v1"
    public: ClassVar[str | None] = "dispute.stage_entered"

    stage: str
    phase: str
    status: str
    due_at: AwareDatetime | None = None


class DisputeEscalated(DisputeFact):
    topic: ClassVar[str] = "disputes.escalated.v1"
    public: ClassVar[str | None] = "dispute.escalated"

    stage: str


class ActionRequired(DisputeFact):
    """Somebody owes an act; silence has the consequence the forecast shows."""

    topic: ClassVar[str] = "disputes.action-required.v1"
    public: ClassVar[str | None] = "dispute.action_required"

    of: Who
    acts: tuple[str, ...]
    due_at: AwareDatetime | None = None


class EvidenceAsked(DisputeFact):
    """Evidence must open a request: `party` owes one valid item of one of `kinds` before `due_at`."""

    topic: ClassVar[str] = "disputes.evidence-requested.v1"

    request: UUID
    buyer: str
    seller: str
    party: Party
    kinds: tuple[str, ...]
    level: Literal["required", "one_of", "optional"]
    due_at: AwareDatetime
    clock: Literal["natural", "business"] = "natural"
    anchor_at: AwareDatetime


class MessagePosted(DisputeFact):
    topic: ClassVar[str] = "disputes.message-posted.v1"
    public: ClassVar[str | None] = "dispute.message_posted"

    message: UUID


class DisputeAssigned(DisputeFact):
    topic: ClassVar[str] = "disputes.assigned.v1"
    public: ClassVar[str | None] = "dispute.assigned"

    operator: str | None


class DisputeDecided(DisputeFact):
    topic: ClassVar[str] = "disputes.decided.v1"
    public: ClassVar[str | None] = "dispute.decided"

    instance: int
    """1 for the ruling, 2 for the appeal, and so on."""
    ruling: str
    to_buyer: MoneyRef | None
    to_seller: MoneyRef | None
    responsible: Literal["buyer", "seller", "both", "none"]
    reason_code: str


class SettlementOrdered(DisputeFact):
    """The only order that moves a frozen amount. Escrow carries it out once per `instruction`."""

    topic: ClassVar[str] = "disputes.settlement-ordered.v1"
    public: ClassVar[str | None] = "dispute.settlement_ordered"

    instruction: UUID
    to_buyer: MoneyRef
    to_seller: MoneyRef
    basis: Outcome


class DisputeClosed(DisputeFact):
    """Over. With an `instruction` the money has moved as it says; without one the freeze is to be lifted."""

    topic: ClassVar[str] = "disputes.closed.v1"
    public: ClassVar[str | None] = "dispute.closed"

    outcome: Outcome
    instruction: UUID | None = None
    to_buyer: MoneyRef | None = None
    to_seller: MoneyRef | None = None
    why: str | None = None
    """A code for outcomes that need one, e.g. why a dispute is void."""


class DeadlineExpired(DisputeFact):
    topic: ClassVar[str] = "disputes.deadline-expired.v1"
    public: ClassVar[str | None] = "dispute.deadline_expired"

    deadline: str
    due_at: AwareDatetime


class SlaBreached(DisputeFact):
    """An operator's target or limit passed. Alerts only; never moves money (K2)."""

    topic: ClassVar[str] = "disputes.sla-breached.v1"
    public: ClassVar[str | None] = "sla.breached"

    deadline: str
    level: Literal["target", "limit"]
    due_at: AwareDatetime
