"""A negotiation: what may happen to it, and what follows. Pure; time and identity come in as arguments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from common.kernel import Actor, DeadlinePassed, Moment, Money, NotFound, Participant, Role
from common.terms import Clock, due

from .errors import (
    CaseClosed,
    CounterOfferRequired,
    NoSuchOption,
    NotAmendable,
    NotYourTurn,
    OwnProposal,
    ProposalSuperseded,
    RoundsExhausted,
)
from .facts import (
    Accepted,
    Amended,
    Basis,
    Expired,
    Fact,
    Failed,
    Made,
    Reached,
    Rejected,
    TurnChanged,
    Why,
)
from .options import Option, Wish, resolve
from .proposal import TAKEN, Proposal, ProposalState
from .states import OVER, Act, State
from .terms import Rejecting, Side, Silence, Terms

MAX_PROPOSALS: Final = 100
"""Enough for any honest negotiation; a bound, because all of them are read for every act."""


class Change(NamedTuple):
    """The negotiation as it is afterwards, and the facts others may care about."""

    mediation: Mediation
    facts: tuple[Fact, ...] = ()


class Forecast(NamedTuple):
    """What happens, and when, if nobody does anything more: an option is carried out, or it fails."""

    at: datetime
    option: Option | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mediation:
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
    version: int = 1
    facts: int = 0

    def __post_init__(self) -> None:
        assert (self.due_at is None) == (self.due_since is None) == (self.state is not State.NEGOTIATING)
        assert self.state in OVER or self.agreed is None
        assert self.awaiting is None or self.standing is not None

    @classmethod
    def begin(
        cls,
        *,
        id: UUID,
        first: UUID,
        options: tuple[Option, ...],
        now: datetime,
        claimant: Side,
        terms: Terms,
        **case: Any,
    ) -> Change:
        """The claimant's opening proposal is on the table and the other side's clock runs."""
        opening = Proposal(
            id=first, number=1, by=claimant, round=0, options=options, created_at=now, expires_at=terms.respond_by
        )
        started = cls(
            id=id,
            claimant=claimant,
            terms=terms,
            state=State.NEGOTIATING,
            proposals=(opening,),
            awaiting=claimant.other,
            due_at=terms.respond_by,
            due_since=now,
            created_at=now,
            version=0,
            **case,
        )
        return started._become(Made(opening), TurnChanged())

    # --- what there is to know

    @property
    def standing(self) -> Proposal | None:
        """The proposal that can be answered. At most one, and always the newest."""
        last = self.proposals[-1]
        return last if last.state is ProposalState.STANDING else None

    @property
    def agreed(self) -> Proposal | None:
        last = self.proposals[-1]
        return last if last.state in TAKEN else None

    @property
    def round(self) -> int:
        return self.proposals[-1].round

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
        """The clock of the answer that is due. The first answer's instant comes from the case and is civil time."""
        return self.terms.counter_term.clock if self.round else Clock.NATURAL

    def side_of(self, actor: Actor) -> Side | None:
        parties = {Actor(Role.BUYER, self.buyer): Side.BUYER, Actor(Role.SELLER, self.seller): Side.SELLER}
        return parties.get(actor)

    def allowed(self, side: Side, at: datetime) -> frozenset[Act]:
        """The one answer to "may they?": the guards ask it, the API and the events show it."""
        if self.state in OVER or self._late(at):
            return frozenset()
        full = len(self.proposals) >= MAX_PROPOSALS
        standing, free = self.standing, self.state is State.OPEN
        acts = {Act.PROPOSE} if (free or standing is None) and not full else set()
        if standing is None:
            return frozenset(acts)
        if standing.by is side:
            return frozenset(acts | {Act.AMEND} if self.terms.amendable else acts)
        counter = {Act.COUNTER} if (free or self._rounds_left) and not full else set()
        reject = set() if self._must_counter(side) else {Act.REJECT}
        return frozenset(acts | {Act.ACCEPT} | counter | reject)

    def forecast(self) -> Forecast | None:
        """The very rules that will run, run ahead."""
        if self.due_at is None:
            return None
        agreed = self.lapse(self.due_at).mediation.agreed
        return Forecast(self.due_at, None if agreed is None else agreed.options[0])

    # --- what the parties do

    def accept(self, number: int, version: int, option: int, *, by: Side, at: Moment) -> Change:
        """Agree to one option of the proposal the caller has read (D2, D4)."""
        standing = self._answerable(Act.ACCEPT, number, version, by, at)
        if not 0 <= option < len(standing.options):
            raise NoSuchOption(len(standing.options))
        taken = replace(standing, state=ProposalState.ACCEPTED, chosen=option, accepted_at=at.now)
        reached = Reached(taken, taken.options[option], Basis.ACCEPTANCE)
        return self._end(State.AGREED, taken, Accepted(taken, option), reached)

    def reject(self, number: int, version: int | None, *, by: Side, at: Moment, reason: str | None = None) -> Change:
        """D3 refuses a bare rejection, D5 and O6 escalate on it; elsewhere it is recorded and the clock runs on."""
        standing = self._answerable(Act.REJECT, number, version, by, at)
        rejected = replace(standing, state=ProposalState.REJECTED, reason=reason)
        if self.state is State.OPEN:
            return self._with(rejected, Rejected(rejected), awaiting=None)
        if by is not self.claimant and self.terms.reject is Rejecting.ALLOWED:
            if self._rounds_left:
                return self._with(rejected, Rejected(rejected), awaiting=None)
            return self._fail(rejected, Rejected(rejected), why=Why.ROUNDS_EXHAUSTED)
        return self._fail(rejected, Rejected(rejected), why=Why.REJECTED)

    def counter(self, id: UUID, wishes: Sequence[Wish], number: int, version: int, *, by: Side, at: Moment) -> Change:
        """Refuse by saying what one would agree to (D3)."""
        self._answerable(Act.COUNTER, number, version, by, at)
        return self._put(id, wishes, by, at.now)

    def propose(self, id: UUID, wishes: Sequence[Wish], *, by: Side, at: Moment) -> Change:
        """A new proposal while nothing stands or the case is with an operator (D14); it replaces what stood."""
        self._permit(Act.PROPOSE, by, at)
        return self._put(id, wishes, by, at.now)

    def amend(self, wishes: Sequence[Wish], number: int, version: int, *, by: Side, at: Moment) -> Change:
        """The author words the standing proposal anew; its deadline stays."""
        standing = self._current(number, version, by, at)
        if standing.by is not by:
            raise NotYourTurn(self.state, self.allowed(by, at.received_at))
        self._permit(Act.AMEND, by, at)
        amended = replace(standing, version=version + 1, options=self._options(wishes))
        return self._with(amended, Amended(amended))

    # --- what happens without them

    def lapse(self, due_at: datetime) -> Change:
        """Silence until `due_at` (D1, D4, O4). A stale deadline, or one fired twice, changes nothing."""
        if self.state is not State.NEGOTIATING or due_at != self.due_at:
            return Change(self)
        standing = self.standing
        if standing is None:
            return self._fail(None, why=Why.SILENCE)
        if self.on_silence is Silence.ESCALATE:
            expired = replace(standing, state=ProposalState.EXPIRED)
            return self._fail(expired, Expired(expired), why=Why.SILENCE)
        taken = replace(standing, state=ProposalState.EXECUTED_ON_SILENCE, chosen=0)
        return self._end(State.AGREED, taken, Reached(taken, taken.options[0], Basis.SILENCE))

    def note_escalated(self) -> Change:
        """The case moved on without us: our clock stops, what stands can still be accepted (D14)."""
        if self.state is not State.NEGOTIATING:
            return Change(self)
        standing = self.standing
        free = None if standing is None else replace(standing, expires_at=None)
        return self._with(free, state=State.OPEN, due_at=None, due_since=None)

    def note_settling(self) -> Change:
        """Money is about to move as somebody else decided, or as was agreed here."""
        return Change(self) if self.state in OVER else self.note_closed()

    def note_closed(self) -> Change:
        """The case has ended elsewhere. Facts cannot be refused, only found to be out of date."""
        if self.state is State.CLOSED:
            return Change(self)
        standing = self.standing
        return self._end(State.CLOSED, None if standing is None else replace(standing, state=ProposalState.WITHDRAWN))

    # --- how

    @property
    def _rounds_left(self) -> bool:
        return self.round < self.terms.max_rounds

    def _late(self, at: datetime) -> bool:
        return self.due_at is not None and at >= self.due_at

    def _must_counter(self, side: Side) -> bool:
        """D3: the respondent cannot just say no while a counter-offer is possible. The claimant can (D5)."""
        return (
            self.state is State.NEGOTIATING
            and side is not self.claimant
            and self.terms.reject is Rejecting.COUNTER_REQUIRED
            and self._rounds_left
        )

    def _permit(self, act: Act, by: Side, at: Moment) -> None:
        if self.state in OVER:
            raise CaseClosed(self.state)
        if self.due_at is not None and self._late(at.received_at):
            raise DeadlinePassed(self.due_at)
        allowed = self.allowed(by, at.received_at)
        if act in allowed:
            return
        if act is Act.REJECT and self._must_counter(by):
            raise CounterOfferRequired(self.state, allowed)
        if act is Act.AMEND and not self.terms.amendable:
            raise NotAmendable(self.state, allowed)
        if act is Act.COUNTER or len(self.proposals) >= MAX_PROPOSALS:
            raise RoundsExhausted(self.state, allowed, self.terms.max_rounds)
        raise NotYourTurn(self.state, allowed)

    def _answerable(self, act: Act, number: int, version: int | None, by: Side, at: Moment) -> Proposal:
        standing = self._current(number, version, by, at)
        if standing.by is by:
            raise OwnProposal(self.state, self.allowed(by, at.received_at))
        self._permit(act, by, at)
        return standing

    def _current(self, number: int, version: int | None, by: Side, at: Moment) -> Proposal:
        """The proposal the caller means, if it is what stands, in the version they have read."""
        named = next((p for p in self.proposals if p.number == number), None)
        if named is None:
            raise NotFound("proposal")
        if self.state in OVER:
            raise CaseClosed(self.state)
        if self.due_at is not None and self._late(at.received_at):
            raise DeadlinePassed(self.due_at)
        if named.state is ProposalState.EXPIRED and named.expires_at is not None:
            raise DeadlinePassed(named.expires_at)
        if named != self.standing or version not in (None, named.version):
            shown = None if self.standing is None else (self.standing.number, self.standing.version)
            raise ProposalSuperseded(self.state, self.allowed(by, at.received_at), shown)
        return named

    def _options(self, wishes: Sequence[Wish]) -> tuple[Option, ...]:
        return resolve(wishes, whole=self.amount, kinds=self.terms.kinds)

    def _put(self, id: UUID, wishes: Sequence[Wish], by: Side, now: datetime) -> Change:
        last, runs = self.proposals[-1], self.state is State.NEGOTIATING
        due_at = due(now, self.terms.counter_term, self.terms.calendar) if runs else None
        made = Proposal(
            id=id,
            number=last.number + 1,
            by=by,
            # A rejected proposal is a round gone by, whoever proposes next.
            round=last.round + (1 if runs or by is not last.by else 0),
            options=self._options(wishes),
            created_at=now,
            expires_at=due_at,
        )
        if self.standing is not None:
            last = replace(last, state=ProposalState.SUPERSEDED)
        clock = {"due_at": due_at, "due_since": now} if runs else {}
        return self._become(
            Made(made), TurnChanged(), proposals=(*self.proposals[:-1], last, made), awaiting=by.other, **clock
        )

    def _fail(self, last: Proposal | None, *facts: Fact, why: Why) -> Change:
        return self._with(last, *facts, Failed(why), state=State.OPEN, awaiting=None, due_at=None, due_since=None)

    def _end(self, state: State, last: Proposal | None, *facts: Fact) -> Change:
        return self._with(last, *facts, state=state, awaiting=None, due_at=None, due_since=None)

    def _with(self, last: Proposal | None, *facts: Fact, **changes: Any) -> Change:
        """The newest proposal as it is now (None: as it was), and all else that changes with it."""
        proposals = self.proposals if last is None else (*self.proposals[:-1], last)
        return self._become(*facts, TurnChanged(), proposals=proposals, **changes)

    def _become(self, *facts: Fact, **changes: Any) -> Change:
        """The only place that changes anything: one version up, and as many facts as are told."""
        after = replace(self, version=self.version + 1, facts=self.facts + len(facts), **changes)
        return Change(after, facts)
