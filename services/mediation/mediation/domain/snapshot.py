"""Snapshot of a negotiation: what is on the table, whose turn it is until when, and who may do what. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, NamedTuple

from common.kernel.errors import InvariantViolated
from common.kernel.terms import Clock
from common.kernel.timing import Timing

from .options import Option
from .proposal import CHOSEN_STATES, Proposal, ProposalState
from .states import ENDED_STATES, RUNNING_STATES, Action, State
from .submission import Submission
from .terms import Author, Mediator, RejectionRule, Side, SilenceRule, Terms
from .walk import MAX_TRACE, Walk

MAX_PROPOSALS: Final = 40
"""Of one author. Enough for any honest negotiation; a bound, because all of them are read for every act, and one of
each, so that nobody uses up what the other has still to say."""

NOBODY_ASKED: Final[Mapping[str, Any]] = {"awaiting": None, "due_at": None, "due_since": None}
"""What changes in a snapshot when nobody is asked for an act any more."""


class DeadlineKind(StrEnum):
    """Kind of the deadline that runs in a negotiation, by what is owed until then."""

    GUIDED_ANSWERS = "guided_answers"
    BUYER_RESPONSE = "buyer_response"
    SELLER_RESPONSE = "seller_response"
    OFFER_RESPONSE = "offer_response"
    """An offer stands in the later phases: silence withdraws it and moves nothing (D14)."""
    NEGOTIATION_CAP = "negotiation_cap"
    """Nothing stands after a recorded rejection: either side may still propose."""


class RunningDeadline(NamedTuple):
    """Deadline of whatever is owed now. A paused one never fires."""

    kind: DeadlineKind
    started_at: datetime
    due_at: datetime
    clock: Clock
    owed_by: Side | None
    paused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NegotiationSnapshot:
    """State of a negotiation at one version, and the rules that read it."""

    claimant: Side
    terms: Terms
    state: State
    proposals: tuple[Proposal, ...]
    awaiting: Side | None
    due_at: datetime | None
    due_since: datetime | None
    """When the clock that ends at `due_at` was started."""
    walk: Walk | None = None
    """Where the claimant was guided to the first proposal, and how."""
    paused_at: datetime | None = None
    """Since when the case stands still. Acts stay allowed."""
    pause_sequence: int = 0
    """Number of the newest event about pausing that arrived; an older one does not undo it."""
    submission: Submission | None = None
    """Agreement on the standing proposal that waits for disputes."""

    def __post_init__(self) -> None:
        if (broken := next(self._broken_invariants(), None)) is not None:
            raise InvariantViolated(broken)

    def _broken_invariants(self) -> Iterator[str]:
        is_timed = self.state in RUNNING_STATES or (self.state is State.OPEN and self.current_proposal is not None)
        if not (self.due_at is None) == (self.due_since is None) == (not is_timed):
            yield "a clock runs exactly while somebody owes an act, or an offer stands"
        if self.state is State.NEGOTIATING and self.agreed_proposal is not None:
            yield "nothing is agreed while they negotiate"
        if self.state is State.AGREED and self.agreed_proposal is None:
            yield "an agreement names a proposal"
        if self.awaiting is not None and self.current_proposal is None and self.state is not State.GUIDING:
            yield "somebody is awaited only where something stands"
        if (self.submission is not None) != (self.state is State.PENDING):
            yield "an agreement is submitted exactly while it is pending"
        if self.submission is not None and self.current_proposal is None:
            yield "an agreement is on what stands"
        if self.state is State.GUIDING and (self.walk is None or self.proposals):
            yield "a claimant is guided along a walk, before the first proposal"

    @property
    def newest_proposal(self) -> Proposal | None:
        return self.proposals[-1] if self.proposals else None

    @property
    def current_proposal(self) -> Proposal | None:
        """Proposal that can be answered. At most one, and always the newest."""
        newest = self.newest_proposal
        return newest if newest is not None and newest.state is ProposalState.STANDING else None

    @property
    def agreed_proposal(self) -> Proposal | None:
        """Proposal that was agreed upon. A later agreement may take its place until money moves (D14)."""
        return next((p for p in reversed(self.proposals) if p.state in CHOSEN_STATES), None)

    @property
    def submitted_option(self) -> Option | None:
        """Option of an agreement that waits for disputes."""
        if self.submission is None or self.current_proposal is None:
            return None
        return self.current_proposal.options[self.submission.option]

    @property
    def agreed_option(self) -> Option | None:
        agreed = self.agreed_proposal
        return None if agreed is None else agreed.chosen_option

    def last_proposal_of(self, side: Side) -> Proposal | None:
        """Find a side's latest proposal: the buyer's is what a later silence of the seller carries out (D6)."""
        return next((p for p in reversed(self.proposals) if p.by is side), None)

    def answered_proposal(self, amended: Proposal | None = None) -> Proposal | None:
        """Find what the next proposal answers: what stands or, while a clock runs, what was last rejected.

        `amended`: the proposal that is worded anew; it answers what came before it.
        """
        if amended is not None:
            before = self.find_proposal(amended.number - 1)
            return before if before is not None and before.state is ProposalState.SUPERSEDED else None
        return self.newest_proposal if self.state is State.NEGOTIATING else self.current_proposal

    @property
    def asked_sides(self) -> frozenset[Side]:
        """Sides that are to answer what stands: both, of a mediator's proposal; none while an agreement is pending."""
        if self.awaiting is not None:
            return frozenset({self.awaiting})
        if self.submission is not None:
            return frozenset()
        return frozenset() if self.current_proposal is None else self.current_proposal.open_sides

    @property
    def mediator_may_propose(self) -> bool:
        """Tell whether an operator may put a proposal to both: once they have not agreed by themselves (D5)."""
        return self.state is State.OPEN and not self.is_full_for(Mediator.OPERATOR)

    def find_proposal(self, number: int) -> Proposal | None:
        return next((p for p in self.proposals if p.number == number), None)

    @property
    def round(self) -> int:
        return self.newest_proposal.round if self.newest_proposal else 0

    def round_of_next(self, by: Side) -> int:
        """Count a round more where something answers what was said. A rejected proposal is a round gone by, whoever
        proposes next."""
        last = self.newest_proposal
        is_answer = last is not None and (self.state is State.NEGOTIATING or by is not last.by)
        return self.round + (1 if is_answer else 0)

    @property
    def on_silence(self) -> SilenceRule | None:
        """Consequence of silence now. Only a standing proposal can be carried out; without one, silence escalates."""
        if self.state is not State.NEGOTIATING:
            return None
        if (proposal := self.current_proposal) is None:
            return SilenceRule.ESCALATE
        return self.terms.on_silence if proposal.round == 0 else self.terms.counter_silence

    @property
    def clock(self) -> Clock:
        """Clock of the act that is due. An instant that comes from the case is civil time."""
        if self.state is State.OPEN:
            return self.terms.offer_term.clock
        if self.round:
            return self.terms.counter_term.clock
        if self.walk is None or self.state is State.GUIDING:
            return Clock.NATURAL
        return self.walk.respond_term.clock

    @property
    def running_deadline(self) -> RunningDeadline | None:
        """Deadline to schedule; None where nobody owes an act."""
        if self.due_at is None or self.due_since is None:
            return None
        return RunningDeadline(
            self._deadline_kind, self.due_since, self.due_at, self.clock, self.awaiting, self.stands_still
        )

    @property
    def _deadline_kind(self) -> DeadlineKind:
        if self.state is State.GUIDING:
            return DeadlineKind.GUIDED_ANSWERS
        if self.state is State.OPEN:
            return DeadlineKind.OFFER_RESPONSE
        if self.awaiting is None:
            return DeadlineKind.NEGOTIATION_CAP
        return DeadlineKind.BUYER_RESPONSE if self.awaiting is Side.BUYER else DeadlineKind.SELLER_RESPONSE

    @property
    def stands_still(self) -> bool:
        """Tell whether the case is paused and our clock with it: one that was over before stays so."""
        return self.paused_at is not None and (self.due_at is None or self.due_at > self.paused_at)

    def is_late(self, at: datetime) -> bool:
        return self.due_at is not None and not self.stands_still and at >= self.due_at

    def date_act(self, timing: Timing) -> Timing:
        """Date what is done in it: what came before the end of its clock is not dated behind that."""
        return timing if self.stands_still else timing.date_act(self.due_at)

    def has_lapsed_offer(self, at: datetime) -> bool:
        """Tell whether an offer of the later phases stands only because its end has not been recorded yet."""
        return self.state is State.OPEN and self.is_late(at)

    @property
    def has_rounds_left(self) -> bool:
        return self.round < self.terms.max_rounds

    def is_full_for(self, author: Author) -> bool:
        return sum(proposal.by is author for proposal in self.proposals) >= MAX_PROPOSALS

    def must_counter(self, side: Side) -> bool:
        """Tell whether a bare rejection is refused (D3): the respondent cannot just say no while a counter-offer is
        possible. The claimant can (D5).
        """
        return (
            self.state is State.NEGOTIATING
            and side is not self.claimant
            and self.terms.reject is RejectionRule.COUNTER_REQUIRED
            and self.has_rounds_left
        )

    def allowed_actions(self, side: Side, at: datetime) -> frozenset[Action]:
        """Actions that a side may take. The one answer to "may they?": the guards ask it, API and events show it."""
        lapsed = self.has_lapsed_offer(at)
        if self.state in ENDED_STATES or self.state is State.PENDING or (self.is_late(at) and not lapsed):
            return frozenset()
        if self.state is State.GUIDING:
            return self._guided_actions(side)
        unbound, proposal = self.state is State.OPEN, None if lapsed else self.current_proposal
        actions = {Action.PROPOSE} if (unbound or proposal is None) and not self.is_full_for(side) else set()
        if proposal is None:
            return frozenset(actions)
        if proposal.by is side:
            return frozenset(actions | {Action.AMEND} if self.terms.amendable else actions)
        if side in proposal.consents:
            return frozenset(actions | {Action.REJECT})
        counter = {Action.COUNTER} if (unbound or self.has_rounds_left) and not self.is_full_for(side) else set()
        reject = set() if self.must_counter(side) else {Action.REJECT}
        return frozenset(actions | {Action.ACCEPT} | counter | reject)

    def _guided_actions(self, side: Side) -> frozenset[Action]:
        if side is not self.claimant or self.walk is None:
            return frozenset()
        answer = {Action.ANSWER} if len(self.walk.trace) < MAX_TRACE else set()
        return frozenset(answer | ({Action.PROPOSE} if self.walk.question is None else set()))
