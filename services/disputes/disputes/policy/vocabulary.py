"""Vocabulary of editions: the words they are written in. What a programme makes of them is data, in `policy/files/`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from common.kernel.principal import Role

REMINDED_ROLES: Final = frozenset({Role.BUYER, Role.SELLER, Role.OPERATOR})
"""Roles that can be told before a clock runs out on them."""
EVIDENCE_KINDS: Final = (
    "photo", "video", "live_video", "external_video", "document", "screenshot", "audio", "agreement", "receipt",
    "shipment_record", "statement",
)  # fmt: skip
"""Kinds of evidence that an operator can ask for, in any programme."""


class Phase(StrEnum):
    AGREEMENT = "agreement"
    ESCALATED = "escalated"
    EXECUTION = "execution"


class Status(StrEnum):
    """Status in lists. `opening`, `settling` and `reversing` wait for escrow; a `decided` case can be contested."""

    OPENING = "opening"
    WAITING_FOR_BUYER = "waiting_for_buyer"
    WAITING_FOR_SELLER = "waiting_for_seller"
    WAITING_FOR_BOTH = "waiting_for_both"
    UNDER_REVIEW = "under_review"
    AWAITING_APPROVAL = "awaiting_approval"
    DECIDED = "decided"
    SETTLING = "settling"
    REVERSING = "reversing"
    CLOSED = "closed"


class Outcome(StrEnum):
    AGREEMENT = "agreement"
    DECISION = "decision"
    TIMEOUT = "timeout"
    CLAIM_ACCEPTED = "claim_accepted"
    WITHDRAWN = "withdrawn"
    VOID = "void"
    NOT_VERIFIED = "not_verified"
    INCONCLUSIVE = "inconclusive"
    ESCROW_ENDED = "escrow_ended"


RESOLVED_OUTCOMES: Final = frozenset(
    {Outcome.AGREEMENT, Outcome.DECISION, Outcome.TIMEOUT, Outcome.CLAIM_ACCEPTED, Outcome.WITHDRAWN}
)
REDISPUTABLE_OUTCOMES: Final = frozenset({Outcome.WITHDRAWN, Outcome.VOID})
"""Ends after which the same escrow can be disputed once more."""


class OptionKind(StrEnum):
    """Kind of a solution."""

    REFUND_FULL = "refund_full"
    REFUND_PARTIAL = "refund_partial"
    RELEASE = "release"
    REPLACEMENT = "replacement"
    RETURN_AND_REFUND = "return_and_refund"


class RulingKind(StrEnum):
    """Rulings an operator can give: a solution, or that none can be found (the freeze is lifted)."""

    REFUND_FULL = "refund_full"
    REFUND_PARTIAL = "refund_partial"
    RELEASE = "release"
    REPLACEMENT = "replacement"
    RETURN_AND_REFUND = "return_and_refund"
    INCONCLUSIVE = "inconclusive"

    @property
    def option(self) -> OptionKind | None:
        return None if self is RulingKind.INCONCLUSIVE else OptionKind(self.value)


class Condition(StrEnum):
    """Condition of goods on arrival, in the receiver's words (D13)."""

    RECEIVED = "received"
    NOT_RECEIVED = "not_received"
    DAMAGED = "damaged"
    WRONG_OR_EMPTY = "wrong_or_empty"
    ITEMS_MISSING = "items_missing"


class RulingCondition(StrEnum):
    """Circumstances under which a ruling may be given."""

    ALWAYS = "always"
    NOBODY_HEARD = "nobody_heard"
    """Every party asked for evidence gave none."""


class CaseRole(StrEnum):
    """Roles to which a stage gives an act: by role in the deal, or by side in the case."""

    BUYER = "buyer"
    SELLER = "seller"
    OPERATOR = "operator"
    CLAIMANT = "claimant"
    RESPONDENT = "respondent"


class Act(StrEnum):
    """Acts of people on a case. Acts of negotiating and proving belong to mediation and evidence."""

    ESCALATE = "escalate"
    WITHDRAW = "withdraw"
    ACCEPT_CLAIM = "accept_claim"
    GIVE_RETURN_ADDRESS = "give_return_address"
    CORRECT_RETURN_ADDRESS = "correct_return_address"
    SHIP_RETURN = "ship_return"
    CORRECT_PARCEL = "correct_parcel"
    ACKNOWLEDGE_RETURN = "acknowledge_return"
    FULFIL = "fulfil"
    CONFIRM = "confirm"
    APPEAL = "appeal"
    MESSAGE = "message"
    ASSIGN = "assign"
    VERIFY = "verify"
    REFUSE_VERIFICATION = "refuse_verification"
    REQUEST_VIDEO = "request_video"
    DECIDE = "decide"
    ASK_FOR_EVIDENCE = "ask_for_evidence"
    EXTEND = "extend"
    PAUSE = "pause"
    RESUME = "resume"


class PermissionCondition(StrEnum):
    ALWAYS = "always"
    TO_ANSWER = "to_answer"
    """While the negotiation waits for this party, and before its time is up."""


class Trigger(StrEnum):
    """Triggers: what can happen to a stage; an edition says what follows."""

    AGREED = "agreed"
    NEGOTIATION_FAILED = "negotiation_failed"
    ABANDONED = "abandoned"
    ESCALATED = "escalated"
    WITHDRAWN = "withdrawn"
    CLAIM_ACCEPTED = "claim_accepted"
    VERIFIED = "verified"
    VERIFICATION_REFUSED = "verification_refused"
    VIDEO_REQUESTED = "video_requested"
    EVIDENCE_SATISFIED = "evidence_satisfied"
    EVIDENCE_REOPENED = "evidence_reopened"
    EVIDENCE_LAPSED = "evidence_lapsed"
    DECIDED = "decided"
    APPEALED = "appealed"
    RETURN_ADDRESS_GIVEN = "return_address_given"
    RETURN_SHIPPED = "return_shipped"
    RETURN_RECEIVED = "return_received"
    FULFILLED = "fulfilled"
    CONFIRMED = "confirmed"
    CONTESTED = "contested"
    """Goods came back, or came anew, but not as they should."""


TRIGGERS_OF_ACT: Final[Mapping[Act, tuple[Trigger, ...]]] = {
    Act.ESCALATE: (Trigger.ESCALATED,),
    Act.WITHDRAW: (Trigger.WITHDRAWN,),
    Act.ACCEPT_CLAIM: (Trigger.CLAIM_ACCEPTED,),
    Act.GIVE_RETURN_ADDRESS: (Trigger.RETURN_ADDRESS_GIVEN,),
    Act.SHIP_RETURN: (Trigger.RETURN_SHIPPED,),
    Act.ACKNOWLEDGE_RETURN: (Trigger.RETURN_RECEIVED, Trigger.CONTESTED),
    Act.FULFIL: (Trigger.FULFILLED,),
    Act.CONFIRM: (Trigger.CONFIRMED, Trigger.CONTESTED),
    Act.APPEAL: (Trigger.APPEALED,),
    Act.VERIFY: (Trigger.VERIFIED,),
    Act.REFUSE_VERIFICATION: (Trigger.VERIFICATION_REFUSED,),
    Act.REQUEST_VIDEO: (Trigger.VIDEO_REQUESTED,),
    Act.DECIDE: (Trigger.DECIDED,),
}
"""Acts that move the case, and what each can amount to; the stage that allows one says where to."""


class AlertLevel(StrEnum):
    TARGET = "target"
    LIMIT = "limit"


class SilenceRule(StrEnum):
    EXECUTE = "execute"
    ESCALATE = "escalate"


class RejectionRule(StrEnum):
    COUNTER_REQUIRED = "counter_required"
    ALLOWED = "allowed"
    ESCALATES = "escalates"


class EvidenceLevel(StrEnum):
    REQUIRED = "required"
    ONE_OF = "one_of"
    OPTIONAL = "optional"


class GraceStart(StrEnum):
    """Moment from which the time of a grace is counted: the instant it is decided at, or the cut-off it moves."""

    CHECKPOINT = "checkpoint"
    CUT_OFF = "cut_off"


class ClockStart(StrEnum):
    """Moment from which a clock runs: its stage's beginning, the opening of the case, or the ruling."""

    STAGE = "stage"
    FILING = "filing"
    RULING = "ruling"


class FilingAnchor(StrEnum):
    FUNDED = "funded"
    DELIVERED = "delivered"


class OpeningRequirement(StrEnum):
    """Statements the claimant must give when opening; what is not needed is not taken."""

    OPTIONS = "options"
    TRANSACTION = "transaction"
    """Item or service, agreed price, additional terms (T1, T2)."""
    NEED = "need"
    """Why completion has to be substantiated (T1)."""


class RulingExecution(StrEnum):
    AT_ONCE = "at_once"
    AFTER_APPEAL_WINDOW = "after_appeal_window"
