"""What a policy can say. The editions themselves are data, in `disputes/policies/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from common.kernel import Role
from common.terms import Calendar, Term


class Phase(StrEnum):
    AGREEMENT = "agreement"
    ESCALATED = "escalated"
    EXECUTION = "execution"


class Status(StrEnum):
    """What a list shows. `opening` and `settling` wait for escrow."""

    OPENING = "opening"
    WAITING_FOR_BUYER = "waiting_for_buyer"
    WAITING_FOR_SELLER = "waiting_for_seller"
    WAITING_FOR_BOTH = "waiting_for_both"
    UNDER_REVIEW = "under_review"
    SETTLING = "settling"
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


class OptionKind(StrEnum):
    REFUND_FULL = "refund_full"
    REFUND_PARTIAL = "refund_partial"
    RELEASE = "release"
    REPLACEMENT = "replacement"
    RETURN_AND_REFUND = "return_and_refund"


class Who(StrEnum):
    """To whom a stage gives an act: by role in the deal, or by side in the case."""

    BUYER = "buyer"
    SELLER = "seller"
    OPERATOR = "operator"
    CLAIMANT = "claimant"
    RESPONDENT = "respondent"


class Act(StrEnum):
    """What people do here. Acts of negotiating and proving belong to mediation and evidence."""

    ESCALATE = "escalate"
    WITHDRAW = "withdraw"
    ACCEPT_CLAIM = "accept_claim"
    ASSIGN = "assign"
    DECIDE = "decide"
    MESSAGE = "message"


class When(StrEnum):
    ALWAYS = "always"
    TO_ANSWER = "to_answer"
    """While the negotiation waits for this party, and before its time is up."""


@dataclass(frozen=True, slots=True)
class Permission:
    act: Act
    when: When = When.ALWAYS


class Trigger(StrEnum):
    """What can happen to a stage; an edition says what follows."""

    AGREED = "agreed"
    NEGOTIATION_FAILED = "negotiation_failed"
    ESCALATED = "escalated"
    WITHDRAWN = "withdrawn"
    CLAIM_ACCEPTED = "claim_accepted"
    EVIDENCE_SATISFIED = "evidence_satisfied"
    EVIDENCE_REOPENED = "evidence_reopened"
    EVIDENCE_LAPSED = "evidence_lapsed"
    DECIDED = "decided"


TRIGGERS: Mapping[Act, Trigger] = {
    Act.ESCALATE: Trigger.ESCALATED,
    Act.WITHDRAW: Trigger.WITHDRAWN,
    Act.ACCEPT_CLAIM: Trigger.CLAIM_ACCEPTED,
    Act.DECIDE: Trigger.DECIDED,
}
"""Acts that move the case; the stage that allows one says where to."""


@dataclass(frozen=True, slots=True)
class Enter:
    stage: str


@dataclass(frozen=True, slots=True)
class Escalate:
    """Enter the stage that the dispute's reason leads to."""


@dataclass(frozen=True, slots=True)
class Revisit:
    """Go by what the stage says that asked for the evidence."""


@dataclass(frozen=True, slots=True)
class Execute:
    """Carry out the option at hand: agreed, or ruled."""


@dataclass(frozen=True, slots=True)
class ExecuteStanding:
    """Carry out the first option of this party's last proposal."""

    of: Who


@dataclass(frozen=True, slots=True)
class PayAll:
    to: Who


@dataclass(frozen=True, slots=True)
class Close:
    """End without a settlement: the freeze is lifted."""

    outcome: Outcome


class AlertLevel(StrEnum):
    TARGET = "target"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class Alert:
    level: AlertLevel


Effect = Enter | Escalate | Revisit | Execute | ExecuteStanding | PayAll | Close | Alert


class Silence(StrEnum):
    EXECUTE = "execute"
    ESCALATE = "escalate"


class Rejecting(StrEnum):
    COUNTER_REQUIRED = "counter_required"
    ALLOWED = "allowed"
    ESCALATES = "escalates"


@dataclass(frozen=True, slots=True, kw_only=True)
class Negotiation:
    """The terms mediation is given. Mediation owns the clocks; silence here is foreseen, not timed."""

    first_to_answer: Who
    term: Term
    on_silence: Silence
    reject: Rejecting
    max_rounds: int
    counter_term: Term
    counter_silence: Silence
    amendable: bool


class Level(StrEnum):
    REQUIRED = "required"
    ONE_OF = "one_of"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class Ask:
    """Evidence a stage asks for. The evidence service owns its clock."""

    party: Who
    kinds: tuple[str, ...]
    level: Level
    term: Term


@dataclass(frozen=True, slots=True)
class StageDeadline:
    """A clock of this service. It runs from the moment the stage (for the hard cap: the case) begins."""

    kind: str
    term: Term
    owed_by: Role
    then: Effect


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    phase: Phase
    status: Status
    negotiates: bool = False
    asks: tuple[Ask, ...] = ()
    deadlines: tuple[StageDeadline, ...] = ()
    may: Mapping[Who, frozenset[Permission]] = field(default_factory=dict)
    on: Mapping[Trigger, Effect] = field(default_factory=dict)

    @property
    def operated(self) -> bool:
        """An operator can end it."""
        return any(p.act is Act.DECIDE for p in self.may.get(Who.OPERATOR, frozenset()))


@dataclass(frozen=True, slots=True)
class Reason:
    openers: frozenset[Role]
    escalates_to: str


class FilingAnchor(StrEnum):
    FUNDED = "funded"
    DELIVERED = "delivered"


@dataclass(frozen=True, slots=True)
class Filing:
    """The window for opening a dispute; it runs from the latest of `since` that has happened."""

    since: tuple[FilingAnchor, ...]
    term: Term


class Execution(StrEnum):
    AT_ONCE = "at_once"
    AFTER_APPEAL_WINDOW = "after_appeal_window"


@dataclass(frozen=True, slots=True)
class Rulings:
    allowed: tuple[OptionKind, ...]
    reason_codes: tuple[str, ...]
    execute: Execution = Execution.AT_ONCE


@dataclass(frozen=True, slots=True)
class Appeal:
    """Who may contest a ruling and until when; how soon the second decision is expected."""

    by: frozenset[Role]
    window: Term
    decision: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One published edition. A dispute is judged to the end by the edition its escrow was created under."""

    name: str
    edition: str
    hash: str
    calendar: Calendar
    first: str
    reasons: Mapping[str, Reason]
    kinds: tuple[OptionKind, ...]
    max_options: int
    stages: Mapping[str, Stage]
    rulings: Rulings
    filing: Filing | None = None
    negotiation: Negotiation | None = None
    hard_cap: StageDeadline | None = None
    appeal: Appeal | None = None
    obligations: Mapping[OptionKind, str] = field(default_factory=dict)
    """Options that are not paid at once but begin a stage of the execution phase."""

    def __post_init__(self) -> None:
        from .soundness import check  # the check needs these types, and no policy may exist unchecked

        check(self)

    def deadlines(self) -> Mapping[str, StageDeadline]:
        found = {d.kind: d for stage in self.stages.values() for d in stage.deadlines}
        return found | ({self.hard_cap.kind: self.hard_cap} if self.hard_cap else {})
