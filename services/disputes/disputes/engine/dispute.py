"""Dispute aggregate: where a case stands, who may do what in it, and its versions. Time and ids come in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, NamedTuple
from uuid import UUID

from common.kernel.deal_money import DealMoney
from common.kernel.errors import DeadlinePassed, InvariantViolated
from common.kernel.frozen_values import replace_members
from common.kernel.money import Money, Split
from common.kernel.principal import Role
from common.kernel.terms import Calendar
from disputes.policy.model import Permission, Policy, Stage
from disputes.policy.options import Option
from disputes.policy.vocabulary import TRIGGERS_OF_ACT, Act, CaseRole, Outcome, PermissionCondition, Status

from . import events
from .context import EngineContext
from .corrections import CORRECTIONS, list_corrections
from .errors import ActionNotAllowedInState, AssignedToAnother, CaseClosed, SameOperator
from .events import DomainEvent
from .evidence import HiddenVersions
from .four_eyes import PendingApproval
from .values import (
    Appeal,
    CaseOffice,
    Deadline,
    EvidenceItem,
    EvidenceRequest,
    MessageKind,
    MissedDeadline,
    NegotiationSnapshot,
    OpeningStatement,
    Operator,
    Promise,
    Reduction,
    Reopening,
    Ruling,
    SettlementOrder,
    StatementStats,
    Timeout,
    Verification,
)

WAITING_ACTS: Final = frozenset({Act.DECIDE, Act.VERIFY, Act.REFUSE_VERIFICATION})  # while a decision waits
OTHER_PARTY: Final = {Role.BUYER: Role.SELLER, Role.SELLER: Role.BUYER}


class State(StrEnum):
    OPENING = "opening"
    ACTIVE = "active"
    SETTLING = "settling"
    REVERSING = "reversing"
    CLOSED = "closed"


class Change(NamedTuple):
    """Dispute as it is afterwards, and the events others may care about."""

    dispute: Dispute
    events: tuple[DomainEvent, ...] = ()


@dataclass(frozen=True, kw_only=True)  # no slots: many versions are made of it (`replace_members`)
class Dispute:
    id: UUID
    tenant: UUID
    escrow: UUID
    buyer: str
    seller: str
    edition: str
    hash: str
    reason: str
    claimant: Role
    amount: Money
    options: tuple[Option, ...]
    explanation: str
    opened_at: datetime
    opened_by_operator: bool = False
    calendar: Calendar | None = None
    """Days and hours as they were known at the opening: stored instants never move. None: the edition's own."""
    statement: OpeningStatement = OpeningStatement()
    category: str | None = None
    price: int | None = None
    delivered_at: datetime | None = None
    """What the escrow was like when it was disputed; a decision tree may ask."""
    reopening: Reopening | None = None  # None: it reopens none
    money: DealMoney | None = None
    """Money of the deal as escrow last told it; kept apart, and no part of any version."""
    approval_limit: int | None = None
    """The platform's as it is now, above which a decision takes two operators; kept apart as well."""
    state: State = State.OPENING
    stage: str | None = None
    entered_at: datetime | None = None
    frozen_at: datetime | None = None
    paused_at: datetime | None = None
    negotiation: NegotiationSnapshot | None = None
    requests: tuple[EvidenceRequest, ...] = ()
    items: tuple[EvidenceItem, ...] = ()
    statement_stats: Mapping[Role, StatementStats] = field(default_factory=dict)
    deadlines: tuple[Deadline, ...] = ()
    missed_deadlines: tuple[MissedDeadline, ...] = ()
    """What the operators are late with, as long as the stage goes on in which it was due."""
    assignee: str | None = None
    office: CaseOffice | None = None
    verification: Verification | None = None
    promise: Promise | None = None
    reductions: tuple[Reduction, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    """The last one counts."""
    appeal: Appeal | None = None
    approval: PendingApproval | None = None
    order: SettlementOrder | None = None
    reversal: SettlementOrder | None = None
    """What was ordered after the order had been carried out: the money is divided anew."""
    fee: Money | None = None
    """What escrow took out of the seller's share when it first paid out."""
    fee_on_top: Money | None = None  # and of a fee that the buyer had paid on top
    outcome: Outcome | None = None  # known from the moment a settlement is ordered
    why: str | None = None
    entered_by: Timeout | None = None  # the silence, where it has led to the stage
    timeout: Timeout | None = None
    """Silence that has brought the outcome about, or what is promised."""
    closed_at: datetime | None = None
    seconds_left: Mapping[str, int] = field(default_factory=dict)
    """What was left of the clocks of a case that was withdrawn, each in its own time."""
    hidden_versions: Mapping[Role, HiddenVersions] = field(default_factory=dict)  # by who has given what is sealed
    version: int = 1
    event_count: int = 0
    transition_count: int = 1
    """Moves from one place to another, counting the creation."""

    def __post_init__(self) -> None:
        """Raises InvariantViolated."""
        for rule, is_kept in (
            ("an active case runs in a stage", self.state is not State.ACTIVE or self.stage is not None),
            ("money moves by an order", not self._moves_money or self.order is not None),
            ("money is reversed by an order", self.state is not State.REVERSING or self.reversal is not None),
            ("a case is closed when it has ended", (self.state is State.CLOSED) == (self.closed_at is not None)),
            ("an order has an outcome", self.order is None or self.outcome is not None),
            ("clocks run in stages", self.state is State.ACTIVE or not self.deadlines),
        ):
            if not is_kept:
                raise InvariantViolated(f"dispute {self.id}: {rule}")

    # Where it stands

    @property
    def place(self) -> str:
        """Name where it stands: the stage while a stage runs, else the state."""
        return self.stage if self.state is State.ACTIVE and self.stage is not None else self.state.value

    @property
    def _moves_money(self) -> bool:
        return self.state in (State.SETTLING, State.REVERSING)

    @property
    def respondent(self) -> Role:
        return OTHER_PARTY[self.claimant]

    @property
    def amount_reduced(self) -> Money:
        """What has gone back to the buyer beside goods."""
        return Money(sum(one.amount.minor for one in self.reductions), self.amount.currency)

    @property
    def amount_left(self) -> Money:
        """What is still to be divided."""
        return self.amount - self.amount_reduced

    @property
    def ruling(self) -> Ruling | None:
        return self.rulings[-1] if self.rulings else None

    @property
    def settlement(self) -> SettlementOrder | None:
        """Order by which the money is divided in the end, as far as there is one."""
        return self.reversal or self.order

    @property
    def fee_taken(self) -> Money | None:
        """Fee that escrow takes out of the seller's share, as far as it has said so."""
        again = self.reversal.fee if self.reversal is not None else None
        return self.fee if again is None else again

    def running_stage(self, policy: Policy) -> Stage | None:
        """Find the stage that runs, if one does."""
        return policy.stages[self.stage] if self.state is State.ACTIVE and self.stage is not None else None

    def status(self, policy: Policy) -> Status:
        stage = self.running_stage(policy)
        if stage is None:
            return Status(self.state.value)
        if self.approval is not None:
            return Status.AWAITING_APPROVAL
        if stage.negotiates and self.negotiation is not None and self.negotiation.awaiting is not None:
            return Status(f"waiting_for_{self.negotiation.awaiting}")
        return stage.status

    def awaited_roles(self, policy: Policy) -> frozenset[Role]:
        """Find who is to act next: who owes an act, and who has an offer to answer (D14). Nobody while escrow has to
        confirm, or only time has to pass."""
        stage = self.running_stage(policy)
        if stage is None:
            return frozenset()
        asked = frozenset(r.party for r in self.open_requests() if r.is_asked_by_operator)
        judging = frozenset({Role.OPERATOR} if self.approval is not None else ())
        return self._owing_roles(stage) | self.asked_roles | asked | judging

    @property
    def asked_roles(self) -> frozenset[Role]:
        """Parties with an offer of the later phases to answer."""
        turn = self.negotiation
        return turn.asked_roles if turn is not None and turn.is_offer else frozenset()

    def _owing_roles(self, stage: Stage) -> frozenset[Role]:
        if stage.negotiates and self.negotiation is not None and self.negotiation.awaiting is not None:
            return frozenset({self.negotiation.awaiting})
        if providers := frozenset(r.party for r in self.open_requests() if r.moves_case):
            return providers
        owing = frozenset(d.owed_by for d in stage.deadlines if d.moves_case and d.owed_by in OTHER_PARTY)
        return owing or frozenset({Role.OPERATOR} if stage.is_operated else ())

    def open_requests(self) -> tuple[EvidenceRequest, ...]:
        """List the open requests of the running stage, and those of operators, whose stage does not matter."""
        return tuple(request for request in self.requests if request.is_open_in(self.stage))

    # Who may do what

    def side_of(self, role: Role, policy: Policy) -> Role | None:
        """Find as whom somebody acts: a representative as the party the edition lets be represented (K7)."""
        return policy.represented_role if role is Role.REPRESENTATIVE else role

    def case_roles_of(self, role: Role) -> frozenset[CaseRole]:
        """List the words by which the edition may speak of a role in this case."""
        names = {Role.BUYER: CaseRole.BUYER, Role.SELLER: CaseRole.SELLER, Role.OPERATOR: CaseRole.OPERATOR}
        sides = {self.claimant: CaseRole.CLAIMANT, self.respondent: CaseRole.RESPONDENT}
        return frozenset(words[role] for words in (names, sides) if role in words)

    def role_of(self, who: CaseRole) -> Role:
        match who:
            case CaseRole.CLAIMANT:
                return self.claimant
            case CaseRole.RESPONDENT:
                return self.respondent
            case _:
                return Role(who.value)

    def allowed_acts(self, role: Role, policy: Policy) -> frozenset[Act]:
        """Answer "may they?" for every act: the guards ask here, and so does the API."""
        side = self.side_of(role, policy)
        if self.state is State.CLOSED or side is None:
            return frozenset()
        permissions = self._permissions_of(side, policy)
        asks = side is Role.OPERATOR and self.state is State.ACTIVE  # in every stage of every programme (PRM-25)
        always = {Act.MESSAGE, Act.ASK_FOR_EVIDENCE} if asks else {Act.MESSAGE}
        granted = frozenset({*always, *(p.act for p in permissions if self._is_granted_now(p, side))})
        granted |= list_corrections(self.promise, self.running_stage(policy), side)
        return granted - WAITING_ACTS if self.approval is not None else granted

    def _permissions_of(self, side: Role, policy: Policy) -> Iterator[Permission]:
        stage = self.running_stage(policy)
        if stage is not None:
            yield from (p for who in self.case_roles_of(side) for p in stage.permissions.get(who, ()))

    def _is_granted_now(self, permission: Permission, side: Role) -> bool:
        if permission.act in (Act.PAUSE, Act.RESUME):
            return (self.paused_at is None) == (permission.act is Act.PAUSE)
        return permission.condition is PermissionCondition.ALWAYS or (
            self.negotiation is not None and self.negotiation.awaiting is side
        )

    def require_allowed(self, act: Act, role: Role, context: EngineContext) -> None:
        """Refuse what the role may not do now. Raises CaseClosed, ActionNotAllowedInState or DeadlinePassed."""
        if self.state is State.CLOSED:
            raise CaseClosed(self.outcome or self.state)
        if act not in (allowed := self.allowed_acts(role, context.policy)):
            raise ActionNotAllowedInState(act, self.place, allowed)
        due_at = self.act_ends_at(act, role, context.policy)
        if due_at is not None and context.timing.received_at >= due_at:
            raise DeadlinePassed(due_at)

    def act_ends_at(self, act: Act, role: Role, policy: Policy) -> datetime | None:
        """Find when an act allowed now stops being so. A clock that moves the case ends what it finds undone."""
        if self.paused_at is not None or (side := self.side_of(role, policy)) is None:
            return None
        permissions = [p for p in self._permissions_of(side, policy) if p.act is act]
        to_answer = bool(permissions) and all(p.condition is PermissionCondition.TO_ANSWER for p in permissions)
        ends = [self.negotiation.due_at] if to_answer and self.negotiation and self.negotiation.due_at else []
        if act in TRIGGERS_OF_ACT or act in CORRECTIONS:
            terms = policy.deadlines_by_kind()
            ends += [clock.due_at for clock in self.deadlines if terms[clock.kind].moves_case]
        return min(ends, default=None)

    def post_message(self, message: UUID, text: str, kind: MessageKind, by: Role, context: EngineContext) -> Change:
        self.require_allowed(Act.MESSAGE, by, context)
        side = self.side_of(by, context.policy)
        if side not in OTHER_PARTY:
            return self.evolve(events.MessagePosted(message))
        before = self.statement_stats.get(side, StatementStats())
        after = before.with_explanation(text) if kind is MessageKind.EXPLANATION else before.with_comment()
        return self.evolve(events.MessagePosted(message), statement_stats={**self.statement_stats, side: after})

    def assign(self, to: str | None, operator: Operator, context: EngineContext) -> Change:
        self.require_allowed(Act.ASSIGN, Role.OPERATOR, context)
        self.require_assigned(operator)
        self.require_impartial(to, context.policy)
        return self.evolve(events.Assigned(to, self.assignee), assignee=to)

    def tell_assignment(self, to: str | None) -> tuple[DomainEvent, ...]:
        """Tell who has the case from now on, where an act or a stage changes that by the way."""
        return () if to == self.assignee else (events.Assigned(to, self.assignee),)

    def require_assigned(self, operator: Operator) -> None:
        """Raises AssignedToAnother: a lead may act in anybody's case."""
        if self.assignee not in (None, operator.id) and not operator.is_lead:
            raise AssignedToAnother

    def require_impartial(self, operator: str | None, policy: Policy) -> None:
        """Raises SameOperator: nobody decides on the appeal of a ruling that they gave, or approved (K19)."""
        stage = self.running_stage(policy)
        if stage is not None and stage.other_operator and self.ruling and operator in self.ruling.operators:
            raise SameOperator

    # What it remembers

    def split_all_to(self, party: Role) -> Split:
        left, nothing = self.amount_left, self.amount.zero()
        return Split(left, nothing) if party is Role.BUYER else Split(nothing, left)

    def add_events(self, events: Sequence[DomainEvent]) -> Change:
        """Add events to what the case tells others. None at all make no new version."""
        return self.evolve(*events) if events else Change(self)

    def evolve(self, *new_events: DomainEvent, **changes: Any) -> Change:
        """Make the next version of the case: the only way to one."""
        count = self.event_count + len(new_events)
        after = replace_members(self, version=self.version + 1, event_count=count, **changes)
        if after.place != self.place:
            count, approval = self.transition_count + 1, changes.get("approval")
            after = replace_members(after, transition_count=count, approval=approval)
        if after.state is not State.ACTIVE and (after.missed_deadlines or after.paused_at is not None):
            paused_at = None if after.state is State.CLOSED else after.paused_at  # what is over stands still no more
            after = replace_members(after, missed_deadlines=(), paused_at=paused_at)
        return Change(after, new_events)
