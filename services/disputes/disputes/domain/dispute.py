"""A dispute: what may happen to it, and what follows. Pure; time, ids and the edition come in as arguments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, NamedTuple
from uuid import UUID

from common.kernel.errors import DeadlinePassed
from common.kernel.money import Money, Split
from common.kernel.principal import Role
from common.kernel.terms import Calendar, Term, due_at_end_of
from common.kernel.timing import Timing

from . import facts as told
from .errors import (
    ActionNotAllowedInState,
    AssignedToAnother,
    CaseClosed,
    OpeningIncomplete,
    ReasonNotAllowed,
    SameOperator,
)
from .facts import Fact
from .options import Option, Wish, resolve
from .policy import Permission, Policy, Stage
from .records import (
    Appeal,
    Asked,
    Deadline,
    Item,
    Kind,
    Order,
    Promise,
    Request,
    Ruling,
    Statement,
    Turn,
    Verification,
    Viewer,
    Voice,
)
from .vocabulary import TRIGGERS, Act, Needed, Outcome, Status, When, Who

Fresh = Callable[[], UUID]
OTHER: Final = {Role.BUYER: Role.SELLER, Role.SELLER: Role.BUYER}


class State(StrEnum):
    OPENING = "opening"
    ACTIVE = "active"
    SETTLING = "settling"
    REVERSING = "reversing"
    CLOSED = "closed"


class Change(NamedTuple):
    """The dispute as it is afterwards, and the facts others may care about."""

    dispute: Dispute
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
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
    calendar: Calendar | None = None
    """Its days and hours, as they were known at the opening: stored instants never move. None: the edition's own."""
    statement: Statement = Statement()
    category: str | None = None
    price: int | None = None
    delivered_at: datetime | None = None
    """What the escrow was like when it was disputed; a decision tree may ask."""
    state: State = State.OPENING
    stage: str | None = None
    entered_at: datetime | None = None
    frozen_at: datetime | None = None
    paused_at: datetime | None = None
    turn: Turn | None = None
    requests: tuple[Request, ...] = ()
    items: tuple[Item, ...] = ()
    voices: Mapping[Role, Voice] = field(default_factory=dict)
    deadlines: tuple[Deadline, ...] = ()
    assignee: str | None = None
    verification: Verification | None = None
    promise: Promise | None = None
    rulings: tuple[Ruling, ...] = ()
    """The last one counts."""
    appeal: Appeal | None = None
    approval: UUID | None = None
    """A decision that waits for a second operator."""
    order: Order | None = None
    reversal: Order | None = None
    """What was ordered after the order had been carried out: the money is divided anew."""
    fee: Money | None = None
    """What escrow took out of the seller's share when it first paid out."""
    outcome: Outcome | None = None
    """Known from the moment a settlement is ordered."""
    why: str | None = None
    closed_at: datetime | None = None
    version: int = 1
    facts: int = 0
    moves: int = 1
    """How often it has gone from one place to another, counting its creation."""

    def __post_init__(self) -> None:
        assert (self.state is State.ACTIVE) <= (self.stage is not None)
        assert (self.state in (State.SETTLING, State.REVERSING)) <= (self.order is not None)
        assert (self.state is State.REVERSING) <= (self.reversal is not None)
        assert (self.state is State.CLOSED) == (self.closed_at is not None)
        assert self.order is None or self.outcome is not None
        assert self.state is State.ACTIVE or not self.deadlines

    @classmethod
    def open(
        cls, *, policy: Policy, opener: Role, reason: str, wishes: Sequence[Wish], amount: Money,
        explanation: str, statement: Statement = Statement(), **given: Any,
    ) -> Change:  # fmt: skip
        """Ask escrow to hold the money still; the clocks start when it confirms."""
        known = policy.reasons.get(reason)
        if known is None or opener not in known.openers:
            allowed = (name for name, other in policy.reasons.items() if opener in other.openers)
            raise ReasonNotAllowed(reason, policy.edition, allowed)
        _require_said(policy, wishes, statement)
        dispute = cls(
            reason=reason,
            claimant=opener,
            amount=amount,
            options=resolve(wishes, amount, policy) if Needed.OPTIONS in policy.needed else (),
            explanation=explanation,
            statement=statement,
            voices={opener: Voice(len(explanation))},
            edition=policy.edition,
            hash=policy.hash,
            facts=1,
            **given,
        )
        return Change(dispute, (told.FreezeAsked(),))

    # --- where it stands

    @property
    def place(self) -> str:
        """Where it stands: the stage while a stage runs, else the state."""
        return self.stage if self.state is State.ACTIVE and self.stage is not None else self.state.value

    @property
    def respondent(self) -> Role:
        return OTHER[self.claimant]

    @property
    def ruling(self) -> Ruling | None:
        return self.rulings[-1] if self.rulings else None

    @property
    def settlement(self) -> Order | None:
        """How the money is divided in the end, as far as it is ordered."""
        return self.reversal or self.order

    @property
    def fee_taken(self) -> Money | None:
        """What escrow takes out of the seller's share, as far as it has said so."""
        again = self.reversal.fee if self.reversal is not None else None
        return self.fee if again is None else again

    def standing(self, policy: Policy) -> Stage | None:
        """The stage that runs, if one does."""
        return policy.stages[self.stage] if self.state is State.ACTIVE and self.stage is not None else None

    def status(self, policy: Policy) -> Status:
        stage = self.standing(policy)
        if stage is None:
            return Status(self.state.value)
        if self.approval is not None:
            return Status.AWAITING_APPROVAL
        if stage.negotiates and self.turn is not None and self.turn.awaiting is not None:
            return Status(f"waiting_for_{self.turn.awaiting}")
        return stage.status

    def awaiting(self, policy: Policy) -> frozenset[Role]:
        """Who owes the next act. Nobody while escrow has to confirm, or only time has to pass."""
        stage = self.standing(policy)
        if stage is None:
            return frozenset()
        if stage.negotiates and self.turn is not None and self.turn.awaiting is not None:
            return frozenset({self.turn.awaiting})
        if asked := frozenset(r.party for r in self.asked() if r.owed):
            return asked
        owing = frozenset(d.owed_by for d in stage.deadlines if d.moves and d.owed_by in OTHER)
        return owing or frozenset({Role.OPERATOR} if stage.operated else ())

    def asked(self) -> tuple[Request, ...]:
        """The requests of the running stage that are still open."""
        return tuple(r for r in self.requests if r.stage == self.stage and r.state is Asked.OPEN)

    # --- who may do what

    def side(self, role: Role, policy: Policy) -> Role | None:
        """As whom somebody acts: a representative as the party the edition lets be represented (K7)."""
        return policy.represented if role is Role.REPRESENTATIVE else role

    def plays(self, role: Role) -> frozenset[Who]:
        """As whom the edition may speak of a role in this case."""
        names = {Role.BUYER: Who.BUYER, Role.SELLER: Who.SELLER, Role.OPERATOR: Who.OPERATOR}
        sides = {self.claimant: Who.CLAIMANT, self.respondent: Who.RESPONDENT}
        return frozenset(found[role] for found in (names, sides) if role in found)

    def role_of(self, who: Who) -> Role:
        match who:
            case Who.CLAIMANT:
                return self.claimant
            case Who.RESPONDENT:
                return self.respondent
            case _:
                return Role(who.value)

    def allowed(self, role: Role, policy: Policy) -> frozenset[Act]:
        """The one answer to "may they?": the guards ask it, and so does the API."""
        side = self.side(role, policy)
        if self.state is State.CLOSED or side is None:
            return frozenset()
        granted = frozenset({Act.MESSAGE, *(p.act for p in self._granted(side, policy) if self._now(p, side))})
        return granted - {Act.DECIDE} if self.approval is not None else granted

    def _granted(self, side: Role, policy: Policy) -> Iterator[Permission]:
        stage = self.standing(policy)
        if stage is not None:
            yield from (p for who in self.plays(side) for p in stage.may.get(who, ()))

    def _now(self, permission: Permission, side: Role) -> bool:
        if permission.act in (Act.PAUSE, Act.RESUME):
            return (self.paused_at is None) == (permission.act is Act.PAUSE)
        return permission.when is When.ALWAYS or (self.turn is not None and self.turn.awaiting is side)

    def permit(self, act: Act, role: Role, policy: Policy, moment: Timing) -> None:
        """Raises CaseClosed, ActionNotAllowedInState or DeadlinePassed."""
        if self.state is State.CLOSED:
            raise CaseClosed(self.outcome or self.state)
        if act not in (allowed := self.allowed(role, policy)):
            raise ActionNotAllowedInState(act, self.place, allowed)
        due_at = self.until(act, role, policy)
        if due_at is not None and moment.received_at >= due_at:
            raise DeadlinePassed(due_at)

    def until(self, act: Act, role: Role, policy: Policy) -> datetime | None:
        """When an act that is allowed now stops being so. A clock that moves the case ends what it finds undone."""
        if self.paused_at is not None or (side := self.side(role, policy)) is None:
            return None
        granted = [p for p in self._granted(side, policy) if p.act is act]
        on_turn = bool(granted) and all(p.when is When.TO_ANSWER for p in granted)
        ends = [self.turn.due_at] if on_turn and self.turn is not None and self.turn.due_at else []
        if act in TRIGGERS:
            known = policy.deadlines()
            ends += [clock.due_at for clock in self.deadlines if known[clock.kind].moves]
        return min(ends, default=None)

    def post_message(
        self, message: UUID, text: str, *, by: Role, policy: Policy, moment: Timing, kind: Kind = Kind.COMMENT
    ) -> Change:
        self.permit(Act.MESSAGE, by, policy, moment)
        side = self.side(by, policy)
        if side not in OTHER:
            return self.become(told.Posted(message))
        voice = self.voices.get(side, Voice())
        heard = voice.explained(text) if kind is Kind.EXPLANATION else voice.commented()
        return self.become(told.Posted(message), voices={**self.voices, side: heard})

    def assign(self, to: str | None, *, by: str, lead: bool, policy: Policy, moment: Timing) -> Change:
        self.permit(Act.ASSIGN, Role.OPERATOR, policy, moment)
        self.require_mine(by, lead=lead)
        self.require_impartial(to, policy)
        return self.become(told.Assigned(to, self.assignee), assignee=to)

    def require_mine(self, operator: str, *, lead: bool) -> None:
        if self.assignee not in (None, operator) and not lead:
            raise AssignedToAnother

    def require_impartial(self, operator: str | None, policy: Policy) -> None:
        """Raises SameOperator: nobody decides on the appeal of their own ruling (K19)."""
        stage = self.standing(policy)
        if stage is not None and stage.other_operator and self.ruling is not None and self.ruling.by == operator:
            raise SameOperator

    # --- what it remembers

    def last_of(self, party: Role) -> tuple[Option, ...]:
        """The party's last proposal. The claimant's opening counts as one."""
        if self.turn is not None:
            said = self.turn.last_of_buyer if party is Role.BUYER else self.turn.last_of_seller
            if said:
                return said
        return self.options if party is self.claimant else ()

    def seen_by(self, viewer: Viewer) -> bool:
        """Parties see their own cases, a bound token the one it is bound to."""
        if viewer.dispute not in (None, self.id) or viewer.escrow not in (None, self.escrow):
            return False
        return viewer.sees(self.buyer, self.seller)

    def all_to(self, party: Role) -> Split:
        nothing = self.amount.zero()
        return Split(self.amount, nothing) if party is Role.BUYER else Split(nothing, self.amount)

    def timed(self, kind: str, term: Term, owed_by: Role, policy: Policy, since: datetime) -> Deadline:
        return Deadline(kind, since, due_at_end_of(since, term, policy.calendar), term.clock.value, owed_by)

    def become(self, *facts: Fact, **changes: Any) -> Change:
        """The only way to a new version."""
        after = replace(self, version=self.version + 1, facts=self.facts + len(facts), **changes)
        if after.place != self.place:
            after = replace(after, moves=self.moves + 1, approval=None)
        return Change(after, facts)


def _require_said(policy: Policy, wishes: Sequence[Wish], statement: Statement) -> None:
    """Raises OpeningIncomplete."""
    parts = {Needed.OPTIONS: wishes, Needed.TRANSACTION: statement.transaction, Needed.NEED: statement.need}
    said = {part for part, given in parts.items() if given}
    if said != policy.needed:
        raise OpeningIncomplete(policy.needed - said, said - policy.needed)
