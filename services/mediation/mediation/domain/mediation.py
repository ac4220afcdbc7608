"""A negotiation: what may happen to it, and what follows. Pure; time and identity come in as arguments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from common.kernel.errors import DeadlinePassed, NotFound
from common.kernel.terms import due_at_end_of
from common.kernel.timing import Timing

from .errors import (
    CaseClosed,
    CounterOfferRequired,
    NoSuchOption,
    NotAmendable,
    NotYourTurn,
    OwnProposal,
    ProposalSuperseded,
    RoundsExhausted,
    TooManyAnswers,
    WalkOver,
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
from .options import OBLIGATIONS, Option, Wish, resolve
from .proposal import TAKEN, Proposal, ProposalState
from .situation import MAX_PROPOSALS, Situation
from .states import OVER, Act, State
from .terms import Rejecting, Side, Silence, Terms


class Change(NamedTuple):
    """The negotiation as it is afterwards, and the facts others may care about."""

    mediation: Mediation
    facts: tuple[Fact, ...] = ()


class Forecast(NamedTuple):
    """What happens, and when, if nobody does anything more: an option is carried out, or it fails."""

    at: datetime
    option: Option | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mediation(Situation):
    """What can be done in a negotiation. Every act gives it as it is afterwards."""

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
        return started.become(Made(opening), TurnChanged())

    def forecast(self) -> Forecast | None:
        """The very rules that will run, run ahead. Nothing happens by itself while the case is paused."""
        if self.due_at is None or self.paused_at is not None:
            return None
        agreed = self.lapse(self.due_at).mediation.agreed
        return Forecast(self.due_at, None if agreed is None else agreed.options[0])

    # --- what the parties do

    def accept(self, number: int, version: int, option: int, *, by: Side, at: Timing) -> Change:
        """Agree to one option of the proposal the caller has read (D2, D4)."""
        standing = self._answerable(Act.ACCEPT, number, version, by, at)
        if not 0 <= option < len(standing.options):
            raise NoSuchOption(len(standing.options))
        taken = replace(standing, state=ProposalState.ACCEPTED, chosen=option, accepted_at=at.now)
        reached = Reached(taken, taken.options[option], Basis.ACCEPTANCE)
        return self._agree(taken, Accepted(taken, option), reached)

    def reject(self, number: int, version: int | None, *, by: Side, at: Timing, reason: str | None = None) -> Change:
        """D3 refuses a bare rejection, D5 and O6 escalate on it; elsewhere it is recorded and the clock runs on."""
        standing = self._answerable(Act.REJECT, number, version, by, at)
        rejected = replace(standing, state=ProposalState.REJECTED, reason=reason)
        if self.state is State.OPEN:
            return self.with_newest(rejected, Rejected(rejected), awaiting=None)
        if by is not self.claimant and self.terms.reject is Rejecting.ALLOWED:
            if self.rounds_left:
                return self.with_newest(rejected, Rejected(rejected), awaiting=None)
            return self._fail(rejected, Rejected(rejected), why=Why.ROUNDS_EXHAUSTED)
        return self._fail(rejected, Rejected(rejected), why=Why.REJECTED)

    def counter(self, id: UUID, wishes: Sequence[Wish], number: int, version: int, *, by: Side, at: Timing) -> Change:
        """Refuse by saying what one would agree to (D3)."""
        self._answerable(Act.COUNTER, number, version, by, at)
        return self._put(id, wishes, by, at.now)

    def propose(self, id: UUID, wishes: Sequence[Wish], *, by: Side, at: Timing) -> Change:
        """A new proposal while nothing stands or the case is with an operator (D14); it replaces what stood."""
        self.permit(Act.PROPOSE, by, at)
        return self._put(id, wishes, by, at.now)

    def amend(self, wishes: Sequence[Wish], number: int, version: int, *, by: Side, at: Timing) -> Change:
        """The author words the standing proposal anew; its deadline stays."""
        standing = self._current(number, version, by, at)
        if standing.by is not by:
            raise NotYourTurn(self.state, self.allowed(by, at.received_at))
        self.permit(Act.AMEND, by, at)
        amended = replace(standing, version=version + 1, options=self._options(wishes))
        return self.with_newest(amended, Amended(amended))

    # --- what happens without them

    def lapse(self, due_at: datetime) -> Change:
        """Silence until `due_at` (D1, D4, O4). A stale deadline, or one fired twice, changes nothing."""
        if due_at != self.due_at or self.paused_at is not None:
            return Change(self)
        if self.state is State.GUIDING:
            return self._fail(None, why=Why.ABANDONED)
        standing = self.standing
        if standing is None:
            return self._fail(None, why=Why.SILENCE)
        if self.on_silence is Silence.ESCALATE:
            expired = replace(standing, state=ProposalState.EXPIRED)
            return self._fail(expired, Expired(expired), why=Why.SILENCE)
        taken = replace(standing, state=ProposalState.EXECUTED_ON_SILENCE, chosen=0)
        return self._agree(taken, Reached(taken, taken.options[0], Basis.SILENCE))

    # --- how

    def permit(self, act: Act, by: Side, at: Timing) -> None:
        """Raises why not. What passes here is exactly what `allowed` offers."""
        if self.state in OVER:
            raise CaseClosed(self.state)
        if self.due_at is not None and self.late(at.received_at):
            raise DeadlinePassed(self.due_at)
        allowed = self.allowed(by, at.received_at)
        if act in allowed:
            return
        if act is Act.REJECT and self.must_counter(by):
            raise CounterOfferRequired(self.state, allowed)
        if act is Act.AMEND and not self.terms.amendable:
            raise NotAmendable(self.state, allowed)
        if act is Act.ANSWER and self.state is not State.GUIDING:
            raise WalkOver(self.state, allowed)
        if act is Act.ANSWER and by is self.claimant:
            raise TooManyAnswers
        if act is Act.COUNTER or len(self.proposals) >= MAX_PROPOSALS:
            raise RoundsExhausted(self.state, allowed, self.terms.max_rounds)
        raise NotYourTurn(self.state, allowed)

    def _answerable(self, act: Act, number: int, version: int | None, by: Side, at: Timing) -> Proposal:
        standing = self._current(number, version, by, at)
        if standing.by is by:
            raise OwnProposal(self.state, self.allowed(by, at.received_at))
        self.permit(act, by, at)
        return standing

    def _current(self, number: int, version: int | None, by: Side, at: Timing) -> Proposal:
        """The proposal the caller means, if it is what stands, in the version they have read."""
        named = next((p for p in self.proposals if p.number == number), None)
        if named is None:
            raise NotFound("proposal")
        if self.state in OVER:
            raise CaseClosed(self.state)
        if self.due_at is not None and self.late(at.received_at):
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
        last, runs = self.newest, self.state is State.NEGOTIATING
        due_at = due_at_end_of(now, self.terms.counter_term, self.terms.calendar) if runs else None
        made = Proposal(
            id=id,
            number=len(self.proposals) + 1,
            by=by,
            # A rejected proposal is a round gone by, whoever proposes next.
            round=self.round + (1 if last and (runs or by is not last.by) else 0),
            options=self._options(wishes),
            created_at=now,
            expires_at=None if self.paused_at else due_at,
        )
        before = self.proposals
        if (standing := self.standing) is not None:
            before = (*before[:-1], replace(standing, state=ProposalState.SUPERSEDED))
        clock = {"due_at": due_at, "due_since": now} if runs else {}
        return self.become(Made(made), TurnChanged(), proposals=(*before, made), awaiting=by.other, **clock)

    def _agree(self, taken: Proposal, *facts: Fact) -> Change:
        """What is still to be done may yet be agreed upon differently (D14); money is ordered at once."""
        assert taken.chosen is not None
        to_do = taken.options[taken.chosen].kind in OBLIGATIONS
        earlier = tuple(p.untaken() if p.state in TAKEN else p for p in self.proposals[:-1])
        return self.become(
            *facts, TurnChanged(), state=State.OPEN if to_do else State.AGREED, proposals=(*earlier, taken),
            awaiting=None, due_at=None, due_since=None,
        )  # fmt: skip

    def _fail(self, last: Proposal | None, *facts: Fact, why: Why) -> Change:
        return self.end(State.OPEN, last, *facts, Failed(why))

    def end(self, state: State, last: Proposal | None, *facts: Fact) -> Change:
        """Nobody owes an act any more."""
        return self.with_newest(last, *facts, state=state, awaiting=None, due_at=None, due_since=None)

    def with_newest(self, last: Proposal | None, *facts: Fact, **changes: Any) -> Change:
        """The newest proposal as it is now (None: as it was), and all else that changes with it."""
        proposals = self.proposals if last is None else (*self.proposals[:-1], last)
        return self.become(*facts, TurnChanged(), proposals=proposals, **changes)

    def become(self, *facts: Fact, **changes: Any) -> Change:
        """The only place that changes anything: one version up, and as many facts as are told."""
        after = replace(self, version=self.version + 1, facts=self.facts + len(facts), **changes)
        return Change(after, facts)
