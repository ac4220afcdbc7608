"""Choices of webhook events. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, TypeAlias

AutomaticStep: TypeAlias = Literal[
    "funding_expiry", "auto_refund_unshipped", "presume_delivery", "auto_refund_undelivered", "auto_release"
]
"""Step that an escrow takes by itself."""


FilingHoldRefOpeners: TypeAlias = Literal["buyer", "seller"]


ActorRefRole: TypeAlias = Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]


EscrowCreatedEventDataState: TypeAlias = Literal[
    "awaiting_funds",
    "partially_funded",
    "funded",
    "shipped",
    "delivered",
    "released",
    "refunded",
    "split_settled",
    "cancelled",
    "expired",
]


EscrowFundedEventDataState: TypeAlias = Literal[
    "awaiting_funds",
    "partially_funded",
    "funded",
    "shipped",
    "delivered",
    "released",
    "refunded",
    "split_settled",
    "cancelled",
    "expired",
]


EscrowShippedEventDataState: TypeAlias = Literal[
    "awaiting_funds",
    "partially_funded",
    "funded",
    "shipped",
    "delivered",
    "released",
    "refunded",
    "split_settled",
    "cancelled",
    "expired",
]


EscrowShipmentCorrectedEventDataState: TypeAlias = Literal[
    "awaiting_funds",
    "partially_funded",
    "funded",
    "shipped",
    "delivered",
    "released",
    "refunded",
    "split_settled",
    "cancelled",
    "expired",
]


EscrowDeliveredEventDataState: TypeAlias = Literal[
    "awaiting_funds",
    "partially_funded",
    "funded",
    "shipped",
    "delivered",
    "released",
    "refunded",
    "split_settled",
    "cancelled",
    "expired",
]


EscrowAcceptedEventDataState: TypeAlias = Literal[
    "awaiting_funds",
    "partially_funded",
    "funded",
    "shipped",
    "delivered",
    "released",
    "refunded",
    "split_settled",
    "cancelled",
    "expired",
]


TimeoutRefOwedBy: TypeAlias = Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]


EscrowClosedEventDataState: TypeAlias = Literal[
    "awaiting_funds",
    "partially_funded",
    "funded",
    "shipped",
    "delivered",
    "released",
    "refunded",
    "split_settled",
    "cancelled",
    "expired",
]


FundsHeldEventDataState: TypeAlias = Literal[
    "awaiting_funds",
    "partially_funded",
    "funded",
    "shipped",
    "delivered",
    "released",
    "refunded",
    "split_settled",
    "cancelled",
    "expired",
]


FundsParkedEventDataState: TypeAlias = Literal[
    "awaiting_funds",
    "partially_funded",
    "funded",
    "shipped",
    "delivered",
    "released",
    "refunded",
    "split_settled",
    "cancelled",
    "expired",
]


FundsParkedEventDataWhy: TypeAlias = Literal["overfunded", "late"]


FundsReleasedEventDataState: TypeAlias = Literal[
    "awaiting_funds",
    "partially_funded",
    "funded",
    "shipped",
    "delivered",
    "released",
    "refunded",
    "split_settled",
    "cancelled",
    "expired",
]


FundsRefundedEventDataState: TypeAlias = Literal[
    "awaiting_funds",
    "partially_funded",
    "funded",
    "shipped",
    "delivered",
    "released",
    "refunded",
    "split_settled",
    "cancelled",
    "expired",
]


EscrowFrozenEventDataState: TypeAlias = Literal[
    "awaiting_funds",
    "partially_funded",
    "funded",
    "shipped",
    "delivered",
    "released",
    "refunded",
    "split_settled",
    "cancelled",
    "expired",
]


EscrowFreezeRefusedEventDataState: TypeAlias = Literal[
    "awaiting_funds",
    "partially_funded",
    "funded",
    "shipped",
    "delivered",
    "released",
    "refunded",
    "split_settled",
    "cancelled",
    "expired",
]


EscrowFreezeRefusedEventDataWhy: TypeAlias = Literal[
    "nothing_held", "insufficient_hold", "already_frozen", "escrow_ended"
]


EscrowUnfrozenEventDataState: TypeAlias = Literal[
    "awaiting_funds",
    "partially_funded",
    "funded",
    "shipped",
    "delivered",
    "released",
    "refunded",
    "split_settled",
    "cancelled",
    "expired",
]


EscrowSettledEventDataState: TypeAlias = Literal[
    "awaiting_funds",
    "partially_funded",
    "funded",
    "shipped",
    "delivered",
    "released",
    "refunded",
    "split_settled",
    "cancelled",
    "expired",
]


FundsReversedEventDataState: TypeAlias = Literal[
    "awaiting_funds",
    "partially_funded",
    "funded",
    "shipped",
    "delivered",
    "released",
    "refunded",
    "split_settled",
    "cancelled",
    "expired",
]


FundsReversedEventDataTo: TypeAlias = Literal["buyer", "seller"]


FundsFineBookedEventDataState: TypeAlias = Literal[
    "awaiting_funds",
    "partially_funded",
    "funded",
    "shipped",
    "delivered",
    "released",
    "refunded",
    "split_settled",
    "cancelled",
    "expired",
]


FundsFineCancelledEventDataState: TypeAlias = Literal[
    "awaiting_funds",
    "partially_funded",
    "funded",
    "shipped",
    "delivered",
    "released",
    "refunded",
    "split_settled",
    "cancelled",
    "expired",
]


CaseSnapshotRefOutcome: TypeAlias = Literal[
    "agreement",
    "decision",
    "timeout",
    "claim_accepted",
    "withdrawn",
    "void",
    "not_verified",
    "inconclusive",
    "escrow_ended",
]


ClockRefOwedBy: TypeAlias = Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]


BehalfRefMeans: TypeAlias = Literal["phone", "email", "letter", "chat", "in_person", "other"]


BehalfRefParty: TypeAlias = Literal["buyer", "seller"]


DisputeApprovalRequestedEventDataWeighs: TypeAlias = Literal["amount_above_limit", "permanent_closure"]


DisputeDeadlineApproachingEventDataOf: TypeAlias = Literal[
    "buyer", "seller", "representative", "operator", "platform", "system", "admin"
]


DisputeDeadlineExpiredEventDataOwedBy: TypeAlias = Literal[
    "buyer", "seller", "representative", "operator", "platform", "system", "admin"
]


SlaBreachedEventDataLevel: TypeAlias = Literal["target", "limit"]
