"""A dispute: what may happen to it, and what follows. Pure; time, ids and the edition come in as arguments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, NamedTuple
from uuid import UUID

from common.kernel import DeadlinePassed, Moment, Money, Role, Split
from common.terms import Term, due

from . import facts as told
from .errors import (
    ActionNotAllowedInState,
    AssignedToAnother,
    CaseClosed,
    ReasonCodeUnknown,
    ReasonNotAllowed,
    RulingNotAllowed,
)
from .facts import Fact
from .options import Option, Wish, resolve
from .policy import Act, Outcome, Permission, Policy, Stage, Status, When, Who
from .records import Asked, Deadline, Order, Request, Responsible, Ruling, Turn, Viewer

Fresh = Callable[[], UUID]
OTHER: Final = {Role.BUYER: Role.SELLER, Role.SELLER: Role.BUYER}


class State(StrEnum):
    OPENING = "opening"
    ACTIVE = "active"
    SETTLING = "settling"
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
    state: State = State.OPENING
    stage: str | None = None
    entered_at: datetime | None = None
    frozen_at: datetime | None = None
    turn: Turn | None = None
    requests: tuple[Request, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    assignee: str | None = None
    agreed: Option | None = None
    ruling: Ruling | None = None
    order: Order | None = None
    fee: Money | None = None
    """What escrow took out of the seller's share."""
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
        assert (self.state is State.SETTLING) <= (self.order is not None)
        assert (self.state is State.CLOSED) == (self.closed_at is not None)
        assert self.order is None or self.outcome is not None
        assert self.state is State.ACTIVE or not self.deadlines

    @classmethod
    def open(
        cls, *, policy: Policy, opener: Role, reason: str, wishes: Sequence[Wish], amount: Money, **given: Any
    ) -> Change:
        """Ask escrow to hold the money still; the clocks start when it confirms."""
        known = policy.reasons.get(reason)
        if known is None or opener not in known.openers:
            allowed = (name for name, other in policy.reasons.items() if opener in other.openers)
            raise ReasonNotAllowed(reason, policy.edition, allowed)
        dispute = cls(
            reason=reason,
            claimant=opener,
            amount=amount,
            options=resolve(wishes, amount, policy),
            edition=policy.edition,
            hash=policy.hash,
            facts=1,
            **given,
        )
        return Change(dispute, (told.FreezeAsked(),))

    @property
    def place(self) -> str:
        """Where it stands: the stage while a stage runs, else the state."""
        return self.stage if self.state is State.ACTIVE and self.stage is not None else self.state.value

    @property
    def respondent(self) -> Role:
        return OTHER[self.claimant]

    def standing(self, policy: Policy) -> Stage | None:
        """The stage that runs, if one does."""
        return policy.stages[self.stage] if self.state is State.ACTIVE and self.stage is not None else None

    def status(self, policy: Policy) -> Status:
        stage = self.standing(policy)
        if stage is None:
            return Status(self.state.value)
        if stage.negotiates and self.turn is not None and self.turn.awaiting is not None:
            return Status(f"waiting_for_{self.turn.awaiting}")
        return stage.status

    def awaiting(self, policy: Policy) -> frozenset[Role]:
        """Who owes the next act. Nobody while escrow has to confirm."""
        stage = self.standing(policy)
        if stage is None:
            return frozenset()
        if stage.negotiates and self.turn is not None and self.turn.awaiting is not None:
            return frozenset({self.turn.awaiting})
        if asked := frozenset(r.party for r in self.asked()):
            return asked
        return frozenset({Role.OPERATOR})

    def asked(self) -> tuple[Request, ...]:
        """The requests of the running stage that are still open."""
        return tuple(r for r in self.requests if r.stage == self.stage and r.state is Asked.OPEN)

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
        if self.state is State.CLOSED:
            return frozenset()
        stage = self.standing(policy)
        granted = [p for who in self.plays(role) for p in stage.may.get(who, ())] if stage else []
        return frozenset({Act.MESSAGE, *(p.act for p in granted if self._now(p, role))})

    def _now(self, permission: Permission, role: Role) -> bool:
        return permission.when is When.ALWAYS or (self.turn is not None and self.turn.awaiting is role)

    def permit(self, act: Act, role: Role, policy: Policy, moment: Moment) -> None:
        """Raises CaseClosed, ActionNotAllowedInState or DeadlinePassed."""
        if self.state is State.CLOSED:
            raise CaseClosed(self.outcome or self.state)
        if act not in (allowed := self.allowed(role, policy)):
            raise ActionNotAllowedInState(act, self.place, allowed)
        due_at = self.until(act, role, policy)
        if due_at is not None and moment.received_at >= due_at:
            raise DeadlinePassed(due_at)

    def until(self, act: Act, role: Role, policy: Policy) -> datetime | None:
        """When an act that is allowed now stops being so, where its time is somebody's turn."""
        stage = self.standing(policy)
        granted = [p for who in self.plays(role) for p in stage.may.get(who, ())] if stage else []
        on_turn = any(p.act is act for p in granted) and all(p.when is When.TO_ANSWER for p in granted if p.act is act)
        return self.turn.due_at if on_turn and self.turn is not None else None

    def post_message(self, message: UUID, *, by: Role, policy: Policy, moment: Moment) -> Change:
        self.permit(Act.MESSAGE, by, policy, moment)
        return self.become(told.Posted(message))

    def assign(self, to: str | None, *, by: str, lead: bool, policy: Policy, moment: Moment) -> Change:
        self.permit(Act.ASSIGN, Role.OPERATOR, policy, moment)
        self._require_mine(by, lead=lead)
        return self.become(told.Assigned(to, self.assignee), assignee=to)

    def rule(
        self, wish: Wish, *, by: str, responsible: Responsible, reason_code: str, policy_reference: str,
        explanation: str, lead: bool, policy: Policy, moment: Moment,
    ) -> Ruling:  # fmt: skip
        """The ruling an operator may give now; `flow.decide` carries it out."""
        self.permit(Act.DECIDE, Role.OPERATOR, policy, moment)
        self._require_mine(by, lead=lead)
        if wish.kind not in policy.rulings.allowed:
            raise RulingNotAllowed(wish.kind, policy.rulings.allowed)
        if reason_code not in policy.rulings.reason_codes:
            raise ReasonCodeUnknown(policy.rulings.reason_codes)
        return Ruling(
            option=wish.resolve(self.amount),
            responsible=responsible,
            reason_code=reason_code,
            policy_reference=policy_reference,
            explanation=explanation,
            by=by,
            decided_at=moment.now,
        )

    def _require_mine(self, operator: str, *, lead: bool) -> None:
        if self.assignee not in (None, operator) and not lead:
            raise AssignedToAnother

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
        nothing = self.amount.nothing()
        return Split(self.amount, nothing) if party is Role.BUYER else Split(nothing, self.amount)

    def timed(self, kind: str, term: Term, owed_by: Role, policy: Policy, at: datetime) -> Deadline:
        return Deadline(kind, at, due(at, term, policy.calendar), term.clock.value, owed_by)

    def become(self, *facts: Fact, **changes: Any) -> Change:
        """The only way to a new version."""
        after = replace(self, version=self.version + 1, facts=self.facts + len(facts), **changes)
        if after.place != self.place:
            after = replace(after, moves=self.moves + 1)
        return Change(after, facts)
