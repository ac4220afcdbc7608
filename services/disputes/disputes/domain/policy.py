"""What a policy can say. The editions themselves are data, in `disputes/policies/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from common.kernel.principal import Role
from common.kernel.terms import Calendar, Term

from .ladder import Ladder
from .vocabulary import (
    TRIGGERS,
    Act,
    AlertLevel,
    Execution,
    FilingAnchor,
    Level,
    Needed,
    OptionKind,
    Outcome,
    Phase,
    Provided,
    Rejecting,
    RulingKind,
    Silence,
    Since,
    Status,
    Trigger,
    When,
    Who,
)


@dataclass(frozen=True, slots=True)
class Permission:
    act: Act
    when: When = When.ALWAYS


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
class Proceed:
    """Go on as the stage says of `evidence_satisfied`, if that is so; until then it is held back (K3)."""


@dataclass(frozen=True, slots=True)
class Execute:
    """Carry out the option at hand: agreed, or ruled."""


@dataclass(frozen=True, slots=True)
class ExecuteStanding:
    """Carry out the first option of this party's last proposal."""

    of: Who


@dataclass(frozen=True, slots=True)
class ExecuteRuling:
    """Carry out the last ruling. Money that has moved otherwise before is moved back."""


@dataclass(frozen=True, slots=True)
class PayPromised:
    """Divide the money as the promise says whose goods have arrived."""


@dataclass(frozen=True, slots=True)
class PayAll:
    to: Who


@dataclass(frozen=True, slots=True)
class Close:
    """End without a settlement: the freeze is lifted."""

    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Alert:
    level: AlertLevel


Effect = (
    Enter | Escalate | Revisit | Proceed | Execute | ExecuteStanding | ExecuteRuling | PayPromised | PayAll | Close
    | Alert
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Guide:
    """The claimant walks a decision tree of mediation's to the opening proposal (O2)."""

    tree: str
    term: Term


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
    guide: Guide | None = None
    remind: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that good evidence shows, by its code (K8, T6, T7)."""

    code: str
    text: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class Grace:
    """Where nobody has given anything by `at`, all are told and have `term` more, once (K10)."""

    at: Term
    term: Term


@dataclass(frozen=True, slots=True)
class Ask:
    """Evidence a stage asks for. The evidence service owns its clock."""

    party: Who
    kinds: tuple[str, ...]
    level: Level
    term: Term
    sealed: bool = False
    max_resubmissions: int | None = None
    grace: Grace | None = None
    checklist: tuple[Shown, ...] = ()
    remind: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class StageDeadline:
    """A clock of this service. It runs from the moment the stage (for the hard cap: the case) begins, or from `since`.

    `remind`: how long before its end whoever owes the act is reminded.
    """

    kind: str
    term: Term
    owed_by: Role
    then: Effect
    since: Since = Since.STAGE
    remind: tuple[Term, ...] = ()

    @property
    def moves(self) -> bool:
        return not isinstance(self.then, Alert | Proceed)


@dataclass(frozen=True, slots=True)
class CaseClock:
    """A clock that runs on through several stages, like the time a case may take from its filing (K2)."""

    deadline: StageDeadline
    through: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    phase: Phase
    status: Status
    negotiates: bool = False
    asks: tuple[Ask, ...] = ()
    deadlines: tuple[StageDeadline, ...] = ()
    may: Mapping[Who, frozenset[Permission]] = field(default_factory=dict)
    on: Mapping[Trigger, Effect] = field(default_factory=dict)
    other_operator: bool = False
    """Whoever gave the last ruling decides nothing here (K19)."""

    @property
    def waits_for_evidence(self) -> bool:
        return any(ask.level is not Level.OPTIONAL for ask in self.asks)

    @property
    def operated(self) -> bool:
        """An operator can end it."""
        return any(p.act in TRIGGERS for p in self.may.get(Who.OPERATOR, frozenset()))


@dataclass(frozen=True, slots=True)
class Reason:
    openers: frozenset[Role]
    escalates_to: str
    tree: str | None = None
    """Where this reason has a decision tree of its own."""


@dataclass(frozen=True, slots=True)
class Filing:
    """The window for opening a dispute; it runs from the latest of `since` that has happened."""

    since: tuple[FilingAnchor, ...]
    term: Term
    earliest: Term | None = None
    """A dispute opened before this is too early."""


@dataclass(frozen=True, slots=True)
class Rulings:
    allowed: tuple[RulingKind, ...]
    reason_codes: tuple[str, ...]
    execute: Execution = Execution.AT_ONCE
    provided: Mapping[RulingKind, Provided] = field(default_factory=dict)
    presumed_without_answer: RulingKind | None = None
    """What is presumed where the claimant gave evidence and the respondent none: shown to operators (K11)."""


@dataclass(frozen=True, slots=True)
class Appeal:
    """In which stage a ruling can be contested; the window is that stage's own clock."""

    stage: str
    window: str
    explanation: int
    """How many characters a full explanation has at least (K18)."""


@dataclass(frozen=True, slots=True)
class Completeness:
    """How much each of the three counts (K17), in percent, and from when on the last two are full."""

    evidence: int
    explanation: int
    comments: int
    full_explanation: int
    full_comments: int


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
    needed: frozenset[Needed] = frozenset({Needed.OPTIONS})
    filing: Filing | None = None
    negotiation: Negotiation | None = None
    hard_cap: StageDeadline | None = None
    clocks: tuple[CaseClock, ...] = ()
    appeal: Appeal | None = None
    completeness: Completeness | None = None
    penalties: Ladder | None = None
    calendar_name: str | None = None
    """A calendar of the platform's that is meant; where it has none of this name, `calendar` holds."""
    represented: Role | None = None
    """For whom a third party may act, such as a studio for a seller (K7)."""
    checks: Mapping[Act, tuple[Shown, ...]] = field(default_factory=dict)
    """What an operator looks at, point by point, before an act (T2, T8, T9); recorded with it."""
    obligations: Mapping[OptionKind, str] = field(default_factory=dict)
    """Options that are not paid at once but begin a stage of the execution phase."""

    def __post_init__(self) -> None:
        from .soundness import check  # the check needs these types, and no policy may exist unchecked

        check(self)

    def deadlines(self) -> Mapping[str, StageDeadline]:
        found = [d for stage in self.stages.values() for d in stage.deadlines]
        found += [clock.deadline for clock in self.clocks]
        found += [self.hard_cap] if self.hard_cap else []
        return {d.kind: d for d in found}
