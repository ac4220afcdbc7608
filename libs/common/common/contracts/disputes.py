"""Events that disputes publishes: policy editions, the life of a case, and what it orders of others."""

from __future__ import annotations

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime

from common.kernel.money import Split

from .envelope import MoneyRef, Party, Who

# isort: off
from .dispute_approval import (
    ApprovalRejected as ApprovalRejected,
    ApprovalRequested as ApprovalRequested,
)
from .dispute_clocks import (
    DeadlineApproaching as DeadlineApproaching,
    DeadlineExpired as DeadlineExpired,
    DeadlineExtended as DeadlineExtended,
    DisputePaused as DisputePaused,
    DisputeResumed as DisputeResumed,
    SlaBreached as SlaBreached,
)
from .dispute_execution import (
    ObligationConfirmed as ObligationConfirmed,
    ObligationFulfilled as ObligationFulfilled,
    ObligationStarted as ObligationStarted,
    ReductionOrdered as ReductionOrdered,
    ParcelCorrected as ParcelCorrected,
    ReturnAcknowledged as ReturnAcknowledged,
    ReturnAddressCorrected as ReturnAddressCorrected,
    ReturnAddressGiven as ReturnAddressGiven,
    ReturnShipped as ReturnShipped,
)
from .dispute_agreement import AgreementDecided as AgreementDecided
from .dispute_parts import (
    BehalfRef as BehalfRef,
    CalendarRef as CalendarRef,
    CasePart as CasePart,
    ChecklistRef as ChecklistRef,
    DisputeEvent as DisputeEvent,
    DisputeFields as DisputeFields,
    DisputeReasonRef as DisputeReasonRef,
    DisputeTermsRef as DisputeTermsRef,
    GraceRef as GraceRef,
    GuideTerms as GuideTerms,
    NegotiationTerms as NegotiationTerms,
    NetShares as NetShares,
    OptionKind as OptionKind,
    OptionRef as OptionRef,
    Outcome as Outcome,
    PenaltyRef as PenaltyRef,
    Silence as Silence,
    TimeoutRef as TimeoutRef,
    net_shares as net_shares,
    split_of_shares as split_of_shares,
)
from .dispute_programmes import (
    ApprovalLimitsChanged as ApprovalLimitsChanged,
    EditionMadeCurrent as EditionMadeCurrent,
    PolicyPublished as PolicyPublished,
)
from .standing import (
    PenaltyImposed as PenaltyImposed,
    PenaltyReversed as PenaltyReversed,
    StandingChanged as StandingChanged,
    StandingEvent as StandingEvent,
    StandingFields as StandingFields,
)

# isort: on
from .deal_parts import DealMoneyRef


class FreezeRequested(DisputeEvent):
    """Dispute asks for its money to be held still; until escrow confirms it is only `opening`."""

    topic: ClassVar[str] = "disputes.freeze-requested.v1"
    public: ClassVar[str | None] = "dispute.created"

    amount: MoneyRef
    reason: str
    opened_by: Party
    received_at: AwareDatetime | None = None
    """When the opening was received, which judges it against escrow's own deadlines; None: when it occurred."""


class DisputeOpened(DisputeEvent):
    """Money is frozen and the first stage begins; a negotiation begins with it if the policy has one."""

    topic: ClassVar[str] = "disputes.opened.v1"
    public: ClassVar[str | None] = "dispute.opened"
    internal_members: ClassVar[frozenset[str]] = DisputeEvent.internal_members | {"by_operator"}

    buyer: str
    seller: str
    claimant: Party
    amount: MoneyRef
    reason: str
    edition: str
    stage: str
    negotiation: NegotiationTerms | None = None
    options: tuple[OptionRef, ...] = ()
    """The claimant's opening proposal, ranked, first = preferred. Empty where a guide leads to it."""
    by_operator: bool = False
    """An operator has opened it for the claimant."""
    category: str | None = None
    price: MoneyRef | None = None
    deal: DealMoneyRef | None = None
    """Money of the deal as escrow froze it: its fee, and what escrow does by itself if nothing is settled."""
    delivered_at: AwareDatetime | None = None


class StageEntered(DisputeEvent):
    """Another stage of the policy has begun."""

    topic: ClassVar[str] = "disputes.stage-entered.v1"
    public: ClassVar[str | None] = "dispute.stage_entered"

    stage: str
    phase: str
    status: str
    due_at: AwareDatetime | None = None
    timeout: TimeoutRef | None = None
    """Whose silence has led here, where silence has."""


class DisputeEscalated(DisputeEvent):
    """Parties did not agree: the case goes on with proof or with an operator."""

    topic: ClassVar[str] = "disputes.escalated.v1"
    public: ClassVar[str | None] = "dispute.escalated"

    stage: str


class ActionRequired(DisputeEvent):
    """Somebody owes an act; silence has the consequence the forecast shows."""

    topic: ClassVar[str] = "disputes.action-required.v1"
    public: ClassVar[str | None] = "dispute.action_required"

    of: Who
    acts: tuple[str, ...]
    due_at: AwareDatetime | None = None


class EvidenceAsked(DisputeEvent):
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
    group: UUID | None = None
    """Requests of one stage begun at one time: sealed and revealed, and given grace, together."""
    sealed: bool = False
    """Hidden from the other side until every request of the group is satisfied or over (T8)."""
    grace: GraceRef | None = None
    max_resubmissions: int | None = None
    """How often evidence found invalid may be replaced (T8: once); None: until the cut-off."""
    checklist: tuple[ChecklistRef, ...] = ()
    complete: bool = False
    """All required points of the checklist have to be shown, by the pieces together (T6, T7)."""
    since_asked: bool = False
    """Only what is given from then on answers it, or what its giver attaches to it; else what is there does, too."""
    open_through: tuple[str, ...] = ()
    """Stages through which evidence is taken beyond `due_at`, too (K3)."""


class MessagePosted(DisputeEvent):
    """Somebody wrote in the case. Read it there: events carry no text."""

    topic: ClassVar[str] = "disputes.message-posted.v1"
    public: ClassVar[str | None] = "dispute.message_posted"

    message: UUID


class DisputeUpdated(DisputeEvent):
    """Case changed by what has no event of its own here, such as an act in its negotiation or a piece of evidence. The
    snapshot says how it stands now."""

    topic: ClassVar[str] = "disputes.updated.v1"
    public: ClassVar[str | None] = "dispute.updated"

    changed: tuple[CasePart, ...] = ()


class DisputeAssigned(DisputeEvent):
    """Case assigned: an operator has it now."""

    topic: ClassVar[str] = "disputes.assigned.v1"
    public: ClassVar[str | None] = "dispute.assigned"

    operator: str | None
    earlier: str | None = None
    """Who had the case until now, and is hereby told."""


class DisputeDecided(DisputeEvent):
    """Ruling by an operator. The money follows at once, or after the appeal window, as the policy says."""

    topic: ClassVar[str] = "disputes.decided.v1"
    public: ClassVar[str | None] = "dispute.decided"

    instance: int
    """1 for the ruling, 2 for the appeal, and so on."""
    ruling: str
    to_buyer: MoneyRef | None
    to_seller: MoneyRef | None
    """What the seller gets: the fee that the seller pays is taken off."""
    fee: MoneyRef | None = None
    """What the platform takes of the seller's share."""
    responsible: Literal["buyer", "seller", "both", "none"]
    reason_code: str
    final: bool = True
    contest_until: AwareDatetime | None = None
    """Until when either party may contest it; None where nobody can."""
    penalties: tuple[PenaltyRef, ...] = ()


class AppealFiled(DisputeEvent):
    """Appeal: a party contests the ruling; another operator decides."""

    topic: ClassVar[str] = "disputes.appeal-filed.v1"
    public: ClassVar[str | None] = "appeal.filed"

    by: Party
    decide_by: AwareDatetime | None = None


class AppealDecided(DisputeEvent):
    """Second evaluation, published beside the `dispute.decided` of its instance. Final (K20)."""

    topic: ClassVar[str] = "disputes.appeal-decided.v1"
    public: ClassVar[str | None] = "appeal.decided"

    upheld: bool
    """The ruling stands as it was."""


class FineOrdered(DisputeEvent):
    """Monetary penalty (K16). Escrow books what the participant owes, once per `instruction`."""

    topic: ClassVar[str] = "disputes.fine-ordered.v1"

    instruction: UUID
    participant: str
    role: Party
    act: str
    amount: MoneyRef


class FineReversed(DisputeEvent):
    topic: ClassVar[str] = "disputes.fine-reversed.v1"

    instruction: UUID
    reverses: UUID
    """The instruction of the fine that is undone."""


class ReversalOrdered(DisputeEvent):
    """Settlement already paid is decided anew: escrow books the difference and what is owed back."""

    topic: ClassVar[str] = "disputes.reversal-ordered.v1"
    public: ClassVar[str | None] = "dispute.reversal_ordered"

    instruction: UUID
    reverses: UUID
    """The instruction of the settlement that is undone."""
    to_buyer: MoneyRef
    to_seller: MoneyRef
    """How the disputed amount is divided in the end, net: see `fee`."""
    fee: MoneyRef | None = None
    """What the platform then has of the seller's share: with it the parts are the disputed amount."""

    @property
    def split(self) -> Split:
        """How it is divided before the fee comes out of the seller's share."""
        return split_of_shares(self.to_buyer, self.to_seller, self.fee)


class SettlementOrdered(DisputeEvent):
    """Settlement order: nothing else moves a frozen amount. Escrow carries it out once per `instruction`."""

    topic: ClassVar[str] = "disputes.settlement-ordered.v1"
    public: ClassVar[str | None] = "dispute.settlement_ordered"

    instruction: UUID
    to_buyer: MoneyRef
    to_seller: MoneyRef
    """What the seller will get: the fee that the seller pays is taken off."""
    fee: MoneyRef | None = None
    """What the platform will take of the seller's share: with it the parts are the disputed amount."""
    basis: Outcome
    timeout: TimeoutRef | None = None
    """Whose silence it was, where that is the basis."""
    contest_until: AwareDatetime | None = None
    """Until when the ruling it carries out can be contested all the same, and proof be given; None: nobody can."""

    @property
    def split(self) -> Split:
        """How it is divided before the fee comes out of the seller's share: what escrow goes by."""
        return split_of_shares(self.to_buyer, self.to_seller, self.fee)


class DisputeClosed(DisputeEvent):
    """Over. With an `instruction` the money has moved as it says; without one the freeze is to be lifted."""

    topic: ClassVar[str] = "disputes.closed.v1"
    public: ClassVar[str | None] = "dispute.closed"

    outcome: Outcome
    instruction: UUID | None = None
    to_buyer: MoneyRef | None = None
    to_seller: MoneyRef | None = None
    """What the seller has got: the fee that the seller pays is taken off."""
    fee: MoneyRef | None = None
    """What the platform has taken of the seller's share: with it the parts are the disputed amount."""
    reduced: MoneyRef | None = None
    """What had gone back to the buyer before, beside goods."""
    why: str | None = None
    """A code for outcomes that need one, e.g. why a dispute is void."""
    timeout: TimeoutRef | None = None
    """Whose silence has ended it, where silence has."""
    another_may_follow: bool = True
    """Whether the escrow can be disputed once more, by anybody (a ruled or agreed dispute is the last)."""
    bars: tuple[Party, ...] = ()
    """Who can open no other: a party that has withdrawn its own twice, or both after the last."""
