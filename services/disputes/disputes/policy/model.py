"""Value objects of a policy: all that an edition can say. The editions themselves are data, in `policy/files/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from common.kernel.principal import Role
from common.kernel.terms import Calendar, Term, Unit

from .ladder import Ladder
from .vocabulary import (
    TRIGGERS_OF_ACT,
    Act,
    AlertLevel,
    CaseRole,
    ClockStart,
    EvidenceLevel,
    FilingAnchor,
    GraceStart,
    OpeningRequirement,
    OptionKind,
    Outcome,
    PermissionCondition,
    Phase,
    RejectionRule,
    RulingCondition,
    RulingExecution,
    RulingKind,
    SilenceRule,
    Status,
    Trigger,
)


@dataclass(frozen=True, slots=True)
class Permission:
    act: Act
    condition: PermissionCondition = PermissionCondition.ALWAYS


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
class ExecuteLastProposal:
    """Carry out the first option of this party's last proposal."""

    proposer: CaseRole


@dataclass(frozen=True, slots=True)
class ExecuteRuling:
    """Carry out the last ruling. Money that has moved otherwise before is moved back."""


@dataclass(frozen=True, slots=True)
class PayPromised:
    """Divide the money as the promise says whose goods have arrived."""


@dataclass(frozen=True, slots=True)
class PayAll:
    recipient: CaseRole


@dataclass(frozen=True, slots=True)
class Close:
    """End without a settlement: the freeze is lifted."""

    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Alert:
    level: AlertLevel


Effect = (
    Enter
    | Escalate
    | Revisit
    | Proceed
    | Execute
    | ExecuteLastProposal
    | ExecuteRuling
    | PayPromised
    | PayAll
    | Close
    | Alert
)


@dataclass(frozen=True, slots=True)
class Guide:
    """Decision tree of mediation's that the claimant walks to the opening proposal (O2)."""

    tree: str
    term: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class NegotiationTerms:
    """Terms of negotiating that mediation is given. Mediation owns the clocks; silence here is foreseen, not timed."""

    first_to_answer: CaseRole
    term: Term
    on_silence: SilenceRule
    reject: RejectionRule
    max_rounds: int
    counter_term: Term
    counter_silence: SilenceRule
    amendable: bool
    guide: Guide | None = None
    remind: tuple[Term, ...] = ()
    offer_term: Term = Term(5, Unit.DAY)
    """How long an offer stands in the later phases (D14)."""


@dataclass(frozen=True, slots=True)
class ChecklistPoint:
    """Point that good evidence shows, or an operator looks at, by its code (K8, T6, T7)."""

    code: str
    text: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class GracePeriod:
    """Extra time for evidence: where nobody has given any by `at`, all are told and have `term` more, once (K10)."""

    at: Term
    term: Term
    since: GraceStart = GraceStart.CHECKPOINT


@dataclass(frozen=True, slots=True)
class EvidenceRequestTerms:
    """Evidence that a stage requests. The evidence service owns its clock."""

    party: CaseRole
    kinds: tuple[str, ...]
    level: EvidenceLevel
    term: Term
    sealed: bool = False
    max_resubmissions: int | None = None
    grace: GracePeriod | None = None
    checklist: tuple[ChecklistPoint, ...] = ()
    remind: tuple[Term, ...] = ()
    complete: bool = False
    """All required points of the checklist have to be shown, by the pieces together (T6, T7)."""
    since_asked: bool = False
    """What was given before does not answer it by itself (PRM-25)."""
    open_through: frozenset[str] = frozenset()
    """Stages through which evidence is taken beyond the cut-off, too; at the cut-off the case goes on (K3)."""


@dataclass(frozen=True, slots=True)
class StageDeadline:
    """Clock of this service. It runs from the moment the stage (for the hard cap: the case) begins, or from `since`.

    `remind`: how long before its end whoever owes the act is reminded.
    """

    kind: str
    term: Term
    owed_by: Role
    effect: Effect
    since: ClockStart = ClockStart.STAGE
    remind: tuple[Term, ...] = ()

    @property
    def moves_case(self) -> bool:
        return not isinstance(self.effect, Alert | Proceed)


@dataclass(frozen=True, slots=True)
class CaseClock:
    """Clock that runs on through several stages, like the time a case may take from its filing (K2)."""

    deadline: StageDeadline
    through: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    phase: Phase
    status: Status
    negotiates: bool = False
    evidence_requests: tuple[EvidenceRequestTerms, ...] = ()
    deadlines: tuple[StageDeadline, ...] = ()
    permissions: Mapping[CaseRole, frozenset[Permission]] = field(default_factory=dict)
    effects: Mapping[Trigger, Effect] = field(default_factory=dict)
    other_operator: bool = False
    """Whoever gave the last ruling decides nothing here (K19)."""

    @property
    def waits_for_evidence(self) -> bool:
        return any(ask.level is not EvidenceLevel.OPTIONAL for ask in self.evidence_requests)

    @property
    def carries_out(self) -> bool:
        """Tell whether what was agreed or ruled is carried out here, each step by a clock of its own (PRM-15)."""
        if any(isinstance(clock.effect, ExecuteRuling) for clock in self.deadlines):
            return True
        return self.phase is Phase.EXECUTION and any(clock.moves_case for clock in self.deadlines)

    @property
    def is_decided(self) -> bool:
        """Tell whether an operator rules in it."""
        return any(p.act is Act.DECIDE for p in self.permissions.get(CaseRole.OPERATOR, frozenset()))

    @property
    def is_operated(self) -> bool:
        """Tell whether an operator can end it."""
        return any(p.act in TRIGGERS_OF_ACT for p in self.permissions.get(CaseRole.OPERATOR, frozenset()))


@dataclass(frozen=True, slots=True)
class Reason:
    openers: frozenset[Role]
    escalates_to: str
    tree: str | None = None
    """Where this reason has a decision tree of its own."""
    rulings: tuple[RulingKind, ...] | None = None
    """What may be ruled where this is the reason (D7, D9); None: all that the edition allows."""
    option_kinds: tuple[OptionKind, ...] | None = None
    """What may be proposed where this is the reason; None: all kinds of the edition."""


@dataclass(frozen=True, slots=True)
class FilingWindow:
    """Window for opening a dispute; it runs from the latest of `since` that has happened."""

    since: tuple[FilingAnchor, ...]
    term: Term
    earliest: Term | None = None
    """A dispute opened before this is too early."""
    calendar: Calendar = Calendar()
    """The edition's own: the window comes with the deal, whatever calendar the platform has when a case is opened."""
    holds_money: bool = False
    """Escrow pays out nothing by itself before the window is over (K1)."""


@dataclass(frozen=True, slots=True)
class RulingTerms:
    allowed: tuple[RulingKind, ...]
    reason_codes: tuple[str, ...]
    execution: RulingExecution = RulingExecution.AT_ONCE
    conditions: Mapping[RulingKind, RulingCondition] = field(default_factory=dict)
    presumed_without_answer: RulingKind | None = None
    """What is presumed where the claimant gave evidence and the respondent none: shown to operators (K11)."""


@dataclass(frozen=True, slots=True)
class AppealTerms:
    """Stage in which a ruling can be contested; the window is that stage's own clock."""

    stage: str
    window: str
    explanation: int
    """How many characters a full explanation has at least (K18)."""


@dataclass(frozen=True, slots=True)
class CompletenessWeights:
    """Weights of the three parts of completeness (K17), in percent, and from when on the last two are full."""

    evidence: int
    explanation: int
    comments: int
    full_explanation: int
    full_comments: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Published edition. A dispute is judged to the end by the edition its escrow was created under."""

    name: str
    edition: str
    hash: str
    calendar: Calendar
    first_stage: str
    reasons: Mapping[str, Reason]
    option_kinds: tuple[OptionKind, ...]
    max_options: int
    stages: Mapping[str, Stage]
    rulings: RulingTerms
    opening_requirements: frozenset[OpeningRequirement] = frozenset({OpeningRequirement.OPTIONS})
    filing: FilingWindow | None = None
    negotiation: NegotiationTerms | None = None
    hard_cap: StageDeadline | None = None
    clocks: tuple[CaseClock, ...] = ()
    appeal: AppealTerms | None = None
    completeness: CompletenessWeights | None = None
    penalties: Ladder | None = None
    calendar_name: str | None = None
    """A calendar of the platform's that is meant; where it has none of this name, `calendar` holds."""
    represented_role: Role | None = None
    """For whom a third party may act, such as a studio for a seller (K7)."""
    checklists: Mapping[Act, tuple[ChecklistPoint, ...]] = field(default_factory=dict)
    """What an operator looks at, point by point, before an act (T2, T8, T9); recorded with it."""
    kinds_with_reduction: tuple[OptionKind, ...] = ()
    """Goods that a reduction of the price may come with: that part goes back to the buyer at once (O5)."""
    obligation_stages: Mapping[OptionKind, str] = field(default_factory=dict)
    """Options that are not paid at once but begin a stage of the execution phase."""

    def __post_init__(self) -> None:
        from .soundness import check_soundness

        check_soundness(self)

    @property
    def openers(self) -> frozenset[Role]:
        """Parties that may open a dispute for any reason at all."""
        return frozenset[Role]().union(*(reason.openers for reason in self.reasons.values()))

    @property
    def review_stage(self) -> str | None:
        """Find the stage in which operators first decide on an escalated case, where there is one."""
        return next((n for n, s in self.stages.items() if s.phase is Phase.ESCALATED and s.is_decided), None)

    def deadlines_by_kind(self) -> Mapping[str, StageDeadline]:
        deadlines = [d for stage in self.stages.values() for d in stage.deadlines]
        deadlines += [clock.deadline for clock in self.clocks] + ([self.hard_cap] if self.hard_cap else [])
        return {d.kind: d for d in deadlines}
