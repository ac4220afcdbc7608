"""Choices of general. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, TypeAlias

Account: TypeAlias = Literal[
    "hold",
    "fee_hold",
    "external",
    "seller_payable",
    "buyer_payable",
    "platform_fee",
    "suspense",
    "receivable",
    "platform_fines",
]
"""Kind of account. HOLD and FEE_HOLD exist once per escrow, a RECEIVABLE once per participant, the others once per
platform; each in one currency.
"""


FollowingStepOf: TypeAlias = Literal["escrow", "disputes"]


AllowedActionMethod: TypeAlias = Literal["POST", "PUT", "PATCH", "DELETE"]


Role: TypeAlias = Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
"""Part in which somebody acts. The token says it, the domain decides what it means."""


FeePayer: TypeAlias = Literal["seller", "buyer"]


EscrowState: TypeAlias = Literal[
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


NextAutomaticActionClock: TypeAlias = Literal["natural", "business"]


ShipmentDoubt: TypeAlias = Literal["carrier_unknown", "number_not_of_carrier", "check_digit_wrong"]
"""Reason for looking twice at a shipment record. None says that it is false."""


Language: TypeAlias = Literal["en", "fr", "pt", "zh"]


MovementKind: TypeAlias = Literal[
    "fund",
    "release",
    "refund",
    "fee",
    "park",
    "buyer_fee",
    "buyer_fee_earned",
    "buyer_fee_returned",
    "reversal",
    "buyer_fee_reversal",
    "fine",
    "fine_reversal",
]


Act: TypeAlias = Literal[
    "escalate",
    "withdraw",
    "accept_claim",
    "give_return_address",
    "correct_return_address",
    "ship_return",
    "correct_parcel",
    "acknowledge_return",
    "fulfil",
    "confirm",
    "appeal",
    "message",
    "assign",
    "verify",
    "refuse_verification",
    "request_video",
    "decide",
    "ask_for_evidence",
    "extend",
    "pause",
    "resume",
]
"""Acts of people on a case. Acts of negotiating and proving belong to mediation and evidence."""


DisputeOutcome: TypeAlias = Literal[
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


ContactMeans: TypeAlias = Literal["phone", "email", "letter", "chat", "in_person", "other"]
"""Means by which a party has told support what it wants."""


DecisionWeight: TypeAlias = Literal["amount_above_limit", "permanent_closure"]
"""Reason why a decision needs a second operator."""


Finding: TypeAlias = Literal["yes", "no", "unclear"]


Condition: TypeAlias = Literal["received", "not_received", "damaged", "wrong_or_empty", "items_missing"]
"""Condition of goods on arrival, in the receiver's words (D13)."""


Responsible: TypeAlias = Literal["buyer", "seller", "both", "none"]


RulingKind: TypeAlias = Literal[
    "refund_full", "refund_partial", "release", "replacement", "return_and_refund", "inconclusive"
]
"""Rulings an operator can give: a solution, or that none can be found (the freeze is lifted)."""


DecisionState: TypeAlias = Literal["effective", "awaiting_approval", "approved", "rejected", "lapsed"]


Status: TypeAlias = Literal[
    "opening",
    "waiting_for_buyer",
    "waiting_for_seller",
    "waiting_for_both",
    "under_review",
    "awaiting_approval",
    "decided",
    "settling",
    "reversing",
    "closed",
]
"""Status in lists. `opening`, `settling` and `reversing` wait for escrow; a `decided` case can be contested."""


DisputeViewerState: TypeAlias = Literal["required_action", "waiting", "closed"]


DisputedFundsState: TypeAlias = Literal["freeze_requested", "frozen", "settled", "unfrozen"]


ForecastStepClock: TypeAlias = Literal["natural", "business"]


ForecastStepOf: TypeAlias = Literal["disputes", "escrow"]


OptionKind: TypeAlias = Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund"]
"""Kind of a solution."""


PendingOf: TypeAlias = Literal["escrow", "disputes", "mediation"]


PendingWhat: TypeAlias = Literal["freeze", "settlement", "reversal", "agreement", "negotiation"]


Phase: TypeAlias = Literal["agreement", "escalated", "execution"]


RulingHeard: TypeAlias = Literal["all", "default_judgment", "nobody"]


TransactionVerificationResult: TypeAlias = Literal["verified", "not_verified"]


WantedEvidenceRequestedBy: TypeAlias = Literal["policy", "operator"]


WantedEvidenceState: TypeAlias = Literal["open", "satisfied", "lapsed", "closed"]


StandingStatus: TypeAlias = Literal["active", "suspended", "closed"]


Side: TypeAlias = Literal["buyer", "seller"]
"""Party of a case."""


ReasonCode: TypeAlias = Literal[
    "film_damaged",
    "no_picture",
    "piece_empty",
    "film_cut",
    "picture_absent",
    "film_holes",
    "frames_read",
    "piece_altered",
    "chain_broken",
    "pieces_missing",
    "pieces_whole",
    "mark_foreign",
    "mark_absent",
    "marks_few",
    "marks_partly_readable",
    "marks_genuine",
    "token_older",
    "no_token",
    "tokens_follow",
    "received_early",
    "received_in_time",
    "received_late",
    "received_partly_late",
    "connection_lost",
    "seconds_missing",
    "seconds_added",
    "film_short",
    "film_mostly_paused",
    "duration_fits",
    "foreign_case_code",
    "no_case_code",
    "case_code_shown",
    "picture_still",
    "picture_moves",
    "words_without_sound",
    "words_for_operator",
    "checks_not_run",
    "call_duration",
    "sound_present",
    "sound_absent",
]


AnswerKind: TypeAlias = Literal["choice", "yes_no", "number", "amount"]
