"""Events while a ruling or an agreement is carried out: obligations and returns."""

from __future__ import annotations

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime

from .dispute_parts import DisputeEvent, OptionKind
from .envelope import MoneyRef, Party

Condition = Literal["received", "not_received", "damaged", "wrong_or_empty", "items_missing"]
"""How goods arrived, in the receiver's words."""


class ReductionOrdered(DisputeEvent):
    """Part of the frozen amount goes back to the buyer at once, as agreed beside goods; the case goes on about the
    rest. Escrow carries it out once per `instruction`."""

    topic: ClassVar[str] = "disputes.reduction-ordered.v1"
    public: ClassVar[str | None] = "dispute.reduction_ordered"

    instruction: UUID
    amount: MoneyRef
    left: MoneyRef
    """What the case is about from now on."""


class ObligationStarted(DisputeEvent):
    """Something other than money is owed: a return, a replacement."""

    topic: ClassVar[str] = "disputes.obligation-started.v1"
    public: ClassVar[str | None] = "obligation.started"

    obligation: OptionKind
    owed_by: Party
    due_at: AwareDatetime


class ObligationFulfilled(DisputeEvent):
    """Promise of a party is done."""

    topic: ClassVar[str] = "disputes.obligation-fulfilled.v1"
    public: ClassVar[str | None] = "obligation.fulfilled"

    obligation: OptionKind


class ObligationConfirmed(DisputeEvent):
    """Whom it was owed said how it arrived. Anything but `received` brings the case to an operator."""

    topic: ClassVar[str] = "disputes.obligation-confirmed.v1"
    public: ClassVar[str | None] = "obligation.confirmed"

    obligation: OptionKind
    condition: Condition


class ReturnAddressGiven(DisputeEvent):
    """Return address named by the seller (D10). The address itself is read from the case."""

    topic: ClassVar[str] = "disputes.return-address-given.v1"
    public: ClassVar[str | None] = "return.address_given"

    ship_by: AwareDatetime


class ReturnAddressCorrected(DisputeEvent):
    """Return address put right by the seller, before anything was sent to it. It is read from the case."""

    topic: ClassVar[str] = "disputes.return-address-corrected.v1"
    public: ClassVar[str | None] = "return.address_corrected"


class ParcelCorrected(DisputeEvent):
    """Carrier or tracking number put right by whoever sent the goods, before the other side received them."""

    topic: ClassVar[str] = "disputes.parcel-corrected.v1"
    public: ClassVar[str | None] = "parcel.corrected"

    obligation: OptionKind


class ReturnShipped(DisputeEvent):
    """Goods sent back by the buyer."""

    topic: ClassVar[str] = "disputes.return-shipped.v1"
    public: ClassVar[str | None] = "return.shipped"

    acknowledge_by: AwareDatetime


class ReturnAcknowledged(DisputeEvent):
    """Return acknowledged: the seller said what came back, if anything."""

    topic: ClassVar[str] = "disputes.return-acknowledged.v1"
    public: ClassVar[str | None] = "return.acknowledged"

    condition: Condition
