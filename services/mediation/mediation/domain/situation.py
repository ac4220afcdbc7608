"""Where a negotiation stands, and who may do what in it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from common.kernel.money import Money
from common.kernel.principal import Actor, Participant, Role
from common.kernel.terms import Clock

from .proposal import TAKEN, Proposal, ProposalState
from .states import OVER, RUNNING, Act, State
from .terms import Rejecting, Side, Silence, Terms
from .walk import MAX_TRACE, Walk

MAX_PROPOSALS: Final = 100
"""Enough for any honest negotiation; a bound, because all of them are read for every act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    id: UUID
    tenant: UUID
    dispute: UUID
    escrow: UUID
    buyer: Participant
    seller: Participant
    claimant: Side
    amount: Money
    terms: Terms
    state: State
    proposals: tuple[Proposal, ...]
    awaiting: Side | None
    due_at: datetime | None
    due_since: datetime | None
    """When the clock that ends at `due_at` was started."""
    created_at: datetime
    walk: Walk | None = None
    """Where the claimant was guided to the first proposal, and how."""
    paused_at: datetime | None = None
    """Since when the case, and with it our clock, stands still. Acts stay allowed."""
    pause_heard: int = 0
    """The newest fact about pausing that was heard; an older one does not undo it."""
    version: int = 1
    facts: int = 0

    def __post_init__(self) -> None:
        assert (self.due_at is None) == (self.due_since is None) == (self.state not in RUNNING)
        assert self.state is not State.NEGOTIATING or self.agreed is None
        assert self.state is not State.AGREED or self.agreed is not None
        assert self.awaiting is None or self.standing is not None or self.state is State.GUIDING
        assert (self.walk is not None and not self.proposals) or self.state is not State.GUIDING

    @property
    def standing(self) -> Proposal | None:
        """The proposal that can be answered. At most one, and always the newest."""
        newest = self.newest
        return newest if newest is not None and newest.state is ProposalState.STANDING else None

    @property
    def newest(self) -> Proposal | None:
        return self.proposals[-1] if self.proposals else None

    @property
    def agreed(self) -> Proposal | None:
        """The proposal that was taken. A later agreement may take its place until money moves (D14)."""
        return next((p for p in reversed(self.proposals) if p.state in TAKEN), None)

    @property
    def round(self) -> int:
        return self.newest.round if self.newest else 0

    @property
    def last_of_buyer(self) -> Proposal | None:
        """What a later silence of the seller carries out (D6)."""
        return next((p for p in reversed(self.proposals) if p.by is Side.BUYER), None)

    @property
    def on_silence(self) -> Silence | None:
        """Only a standing proposal can be carried out; without one, silence escalates."""
        if self.state is not State.NEGOTIATING:
            return None
        if (standing := self.standing) is None:
            return Silence.ESCALATE
        return self.terms.on_silence if standing.round == 0 else self.terms.counter_silence

    @property
    def clock(self) -> Clock:
        """The clock of the act that is due. An instant that comes from the case is civil time."""
        if self.round:
            return self.terms.counter_term.clock
        guided = self.walk is not None and self.state is not State.GUIDING
        return self.walk.respond_term.clock if guided and self.walk else Clock.NATURAL

    def side_of(self, actor: Actor) -> Side | None:
        parties = {Actor(Role.BUYER, self.buyer): Side.BUYER, Actor(Role.SELLER, self.seller): Side.SELLER}
        return parties.get(actor)

    def allowed(self, side: Side, at: datetime) -> frozenset[Act]:
        """The one answer to "may they?": the guards ask it, the API and the events show it."""
        if self.state in OVER or self.late(at):
            return frozenset()
        if self.state is State.GUIDING:
            return self._guided_acts if side is self.claimant else frozenset()
        full = len(self.proposals) >= MAX_PROPOSALS
        standing, free = self.standing, self.state is State.OPEN
        acts = {Act.PROPOSE} if (free or standing is None) and not full else set()
        if standing is None:
            return frozenset(acts)
        if standing.by is side:
            return frozenset(acts | {Act.AMEND} if self.terms.amendable else acts)
        counter = {Act.COUNTER} if (free or self.rounds_left) and not full else set()
        reject = set() if self.must_counter(side) else {Act.REJECT}
        return frozenset(acts | {Act.ACCEPT} | counter | reject)

    @property
    def rounds_left(self) -> bool:
        return self.round < self.terms.max_rounds

    @property
    def _guided_acts(self) -> frozenset[Act]:
        assert self.walk is not None, "somebody is being guided"
        answer = {Act.ANSWER} if len(self.walk.trace) < MAX_TRACE else set()
        return frozenset(answer | ({Act.PROPOSE} if self.walk.question is None else set()))

    def late(self, at: datetime) -> bool:
        return self.due_at is not None and self.paused_at is None and at >= self.due_at

    def must_counter(self, side: Side) -> bool:
        """D3: the respondent cannot just say no while a counter-offer is possible. The claimant can (D5)."""
        return (
            self.state is State.NEGOTIATING
            and side is not self.claimant
            and self.terms.reject is Rejecting.COUNTER_REQUIRED
            and self.rounds_left
        )
