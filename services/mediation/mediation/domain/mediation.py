"""Mediation aggregate: every transition of a negotiation and its events. Pure; time and ids come in as arguments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from common.kernel.case_ends import CaseEnd
from common.kernel.deal_money import DealMoney
from common.kernel.errors import Forbidden, NotFound
from common.kernel.money import Money
from common.kernel.terms import due_at_end_of
from common.kernel.timing import Timing

from .case import NegotiatedCase, SilentEnd
from .errors import NoSuchOption, QuestionUnanswered, WalkOver
from .events import (
    AgreementSubmitted,
    ConsentGiven,
    FailureReason,
    MediationEvent,
    NegotiationFailed,
    ProposalAmended,
    ProposalExpired,
    ProposalMade,
    ProposalRejected,
    Silence,
    TurnChanged,
    tell_version,
)
from .guards import require_allowed, require_answerable, require_offer, require_own, require_suggested
from .options import Option, RequestedOption, require_same_currency, resolve_options
from .proposal import Proposal, ProposalState
from .snapshot import NOBODY_ASKED, NegotiationSnapshot
from .states import Action, State
from .submission import AgreementBasis, Submission
from .terms import Author, Mediator, RejectionRule, Side, SilenceRule
from .tree import AnswerValue, Suggestion, Tree
from .walk import Walk


class Change(NamedTuple):
    """Negotiation after a transition, and the events that others may care about."""

    mediation: Mediation
    events: tuple[MediationEvent, ...] = ()
    lapsed: Change | None = None
    """End of an offer whose time was over, recorded before: it has happened by itself, at its own instant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mediation:
    """Negotiation of one case. Every method that changes it returns it as it is afterwards."""

    id: UUID
    case: NegotiatedCase
    snapshot: NegotiationSnapshot
    created_at: datetime
    version: int = 1
    event_count: int = 0
    money: DealMoney | None = None
    """Money of the deal as escrow last told it while it was frozen; kept apart, and no part of any version."""
    case_end: CaseEnd | None = None  # how its case has ended, where disputes has said so; kept apart as well
    assignee: str | None = None  # kept apart as well: who has the case, as disputes last said
    silent_end: SilentEnd | None = None  # what ends the case first if nobody acts
    approval_limit: int | None = None  # and above which amount the platform wants two operators
    awaits_approval: bool = False  # a decision of the case waits for the second of them

    # --- the walk of a guided claimant

    def answer_question(
        self, tree: Tree | None, question: str, answer: AnswerValue | Money, *, by: Side, timing: Timing
    ) -> Change:
        """Answer the current question, or an earlier one anew, which drops all answers from there on."""
        if isinstance(answer, Money):
            require_same_currency(self.case.amount, answer)
            answer = answer.minor
        walk = self.snapshot.walk
        if walk is None or tree is None:
            raise WalkOver(self.snapshot.state, self.snapshot.allowed_actions(by, timing.received_at))
        require_allowed(self.snapshot, Action.ANSWER, by, timing)
        return self.evolve(
            TurnChanged(), walk=walk.record_answer(tree, question, answer, self.snapshot.date_act(timing).effective_at)
        )

    def suggest_solutions(self, tree: Tree | None, viewer: Side | None) -> tuple[Suggestion, ...]:
        """List what the answers lead to, ranked (O3). For the claimant, and for those who only look on.

        Raises Forbidden for the other party, NotFound where nobody is guided, QuestionUnanswered before the end.
        """
        if viewer is self.snapshot.claimant.other:
            raise Forbidden("The suggestions are the claimant's.")
        if self.snapshot.walk is None or tree is None:
            raise NotFound("walk")
        return self._suggest_options(self.snapshot.walk, tree)

    def _suggest_options(self, walk: Walk, tree: Tree) -> tuple[Suggestion, ...]:
        if walk.question is not None:
            raise QuestionUnanswered(self.snapshot.state, (), walk.question)
        return walk.suggest_options(tree, self.snapshot.terms)

    # --- acts of the parties

    def accept_proposal(self, number: int, version: int, option: int, *, by: Side, timing: Timing) -> Change:
        """Agree to one option of the proposal the caller has read (D2, D4), and submit that to disputes."""
        proposal = require_answerable(self.snapshot, Action.ACCEPT, number, version, by, timing)
        if not 0 <= option < len(proposal.options):
            raise NoSuchOption(len(proposal.options))
        if proposal.open_sides != {by}:
            return self._record_consent(proposal, by)
        return self._submit_agreement(proposal, Submission(option, AgreementBasis.ACCEPTANCE, timing.received_at))

    def _record_consent(self, proposal: Proposal, by: Side) -> Change:
        """Note that one side consents to a mediator's proposal. The other is still asked, until the same instant."""
        consented = replace(proposal, consents=proposal.consents | {by})
        return self.evolve_newest(consented, ConsentGiven(consented, by), awaiting=by.other)

    def reject_proposal(
        self, number: int, version: int | None, *, by: Side, timing: Timing, reason: str | None = None
    ) -> Change:
        """Reject without a counter-offer. D3 refuses that, D5 and O6 escalate on it; elsewhere the clock runs on."""
        proposal = require_answerable(self.snapshot, Action.REJECT, number, version, by, timing)
        rejected = replace(proposal, state=ProposalState.REJECTED, rejected_by=by, reason=reason)
        event = ProposalRejected(rejected)
        if self.snapshot.state is State.OPEN:
            return self.evolve_newest(rejected, event, **NOBODY_ASKED)
        if by is not self.snapshot.claimant and self.snapshot.terms.reject is RejectionRule.ALLOWED:
            if self.snapshot.has_rounds_left:
                return self.evolve_newest(rejected, event, awaiting=None)
            return self._fail(FailureReason.ROUNDS_EXHAUSTED, rejected, event)
        return self._fail(FailureReason.REJECTED, rejected, event)

    def counter_proposal(
        self,
        id: UUID,
        requested: Sequence[RequestedOption],
        number: int,
        version: int,
        *,
        by: Side,
        timing: Timing,
        note: str | None = None,
    ) -> Change:
        """Refuse by saying what one would agree to (D3)."""
        require_answerable(self.snapshot, Action.COUNTER, number, version, by, timing)
        return self.put_proposal(id, requested, by, timing, note)

    def make_proposal(
        self,
        id: UUID,
        requested: Sequence[RequestedOption],
        *,
        by: Side,
        timing: Timing,
        tree: Tree | None = None,
        note: str | None = None,
    ) -> Change:
        """Propose while nothing stands or the case is with an operator (D14); it replaces what stood.

        A guided claimant ends the walk with it: every option is one of the suggestions of `tree`, the edition walked.
        """
        if self.snapshot.state is State.GUIDING:
            return self._propose_suggested(id, requested, tree, by, timing, note)
        require_allowed(self.snapshot, Action.PROPOSE, by, timing)
        return self.put_proposal(id, requested, by, timing, note)

    def amend_proposal(
        self,
        requested: Sequence[RequestedOption],
        number: int,
        version: int,
        *,
        by: Side,
        timing: Timing,
        tree: Tree | None = None,
        note: str | None = None,
    ) -> Change:
        """Word one's own standing proposal anew; its deadline stays. What a walk led to stays one of its suggestions.

        `tree`: the edition walked. `note`: None leaves what was written with it.
        """
        proposal = require_own(self.snapshot, Action.AMEND, number, version, by, timing)
        walk = self.snapshot.walk if proposal.number == 1 else None
        options = self._word_options(
            requested,
            by,
            answered=self.snapshot.answered_proposal(proposal),
            suggestions=None if walk is None or tree is None else self._suggest_options(walk, tree),
        )
        amended = replace(proposal, version=version + 1, options=options, note=note or proposal.note)
        return self.evolve_newest(amended, ProposalAmended(amended))

    def expire(self, due_at: datetime) -> Change:
        """Apply what silence until `due_at` means (D1, D4, O4). Of an offer in the later phases: that it is withdrawn.

        A stale deadline, or one fired twice, changes nothing.
        """
        if due_at != self.snapshot.due_at or self.snapshot.stands_still:
            return Change(self)
        silence = Silence(self.snapshot.awaiting, due_at) if self.snapshot.awaiting is not None else None
        if self.snapshot.state is State.GUIDING:
            return self._fail(FailureReason.ABANDONED, silence=silence)
        if (proposal := self.snapshot.current_proposal) is None:
            return self._fail(FailureReason.SILENCE, silence=silence)
        expired = replace(proposal, state=ProposalState.EXPIRED)
        if self.snapshot.state is State.OPEN:
            return self.evolve_newest(expired, ProposalExpired(expired, silence), **NOBODY_ASKED)
        if self.snapshot.on_silence is SilenceRule.ESCALATE:
            return self._fail(FailureReason.SILENCE, expired, ProposalExpired(expired, silence), silence=silence)
        return self._submit_agreement(proposal, Submission(0, AgreementBasis.SILENCE, due_at))

    def put_proposal(
        self, id: UUID, requested: Sequence[RequestedOption], by: Author, timing: Timing, note: str | None
    ) -> Change:
        """Put a proposal in the place of what stands; an offer whose time was over has ended before."""
        lapsed = self._withdraw_lapsed_offer(timing.received_at)
        put = lapsed.mediation._replace_standing(id, requested, by, self.snapshot.date_act(timing).effective_at, note)
        if lapsed.mediation is self:
            return put
        return Change(put.mediation, put.events, lapsed)  # a version each: disputes hears none twice

    def _withdraw_lapsed_offer(self, at: datetime) -> Change:
        """Record the end of an offer whose time was over, if one still stands."""
        due_at = self.snapshot.due_at
        return self.expire(due_at) if due_at is not None and self.snapshot.has_lapsed_offer(at) else Change(self)

    def _word_options(
        self,
        requested: Sequence[RequestedOption],
        by: Author,
        *,
        answered: Proposal | None = None,
        suggestions: tuple[Suggestion, ...] | None = None,
    ) -> tuple[Option, ...]:
        """Guard what is put on the table, whether made, countered or amended."""
        options = resolve_options(requested, disputed=self.case.amount, terms=self.snapshot.terms)
        require_suggested(options, suggestions)
        require_offer(options, by, answered, self.snapshot.claimant)
        return options

    def _propose_suggested(
        self,
        id: UUID,
        requested: Sequence[RequestedOption],
        tree: Tree | None,
        by: Side,
        timing: Timing,
        note: str | None,
    ) -> Change:
        """End the walk: the claimant ranks what was suggested, and the other side's time begins (O4)."""
        snapshot, walk = self.snapshot, self.snapshot.walk
        assert walk is not None, "somebody is being guided"
        assert tree is not None, "loaded with the walk"
        allowed = snapshot.allowed_actions(by, timing.received_at)
        if allowed and walk.question is not None:
            raise QuestionUnanswered(snapshot.state, allowed, walk.question)
        require_allowed(self.snapshot, Action.PROPOSE, by, timing)
        options = self._word_options(requested, by, suggestions=self._suggest_options(walk, tree))
        at = self.snapshot.date_act(timing).effective_at
        due_at = due_at_end_of(at, walk.respond_term, snapshot.terms.calendar)
        opening = Proposal(
            id=id,
            number=1,
            by=by,
            round=0,
            options=options,
            created_at=at,
            expires_at=None if snapshot.paused_at else due_at,
            note=note,
        )
        return self.evolve(
            ProposalMade(opening),
            TurnChanged(),
            state=State.NEGOTIATING,
            proposals=(opening,),
            awaiting=by.other,
            due_at=due_at,
            due_since=at,
        )

    def _replace_standing(
        self, id: UUID, requested: Sequence[RequestedOption], by: Author, at: datetime, note: str | None
    ) -> Change:
        snapshot = self.snapshot
        term = snapshot.terms.counter_term if snapshot.state is State.NEGOTIATING else snapshot.terms.offer_term
        due_at = due_at_end_of(at, term, snapshot.terms.calendar)
        answered = None if isinstance(by, Mediator) else snapshot.answered_proposal()
        proposal = Proposal(
            id=id,
            number=len(snapshot.proposals) + 1,
            by=by,
            round=snapshot.round if isinstance(by, Mediator) else snapshot.round_of_next(by),
            options=self._word_options(requested, by, answered=answered),
            created_at=at,
            expires_at=None if snapshot.paused_at else due_at,
            note=note,
        )
        earlier = snapshot.proposals
        if (superseded := snapshot.current_proposal) is not None:
            earlier = (*earlier[:-1], superseded.supersede())
        return self.evolve(
            ProposalMade(proposal),
            TurnChanged(),
            proposals=(*earlier, proposal),
            awaiting=None if isinstance(by, Mediator) else by.other,
            due_at=due_at,
            due_since=at,
        )

    def _submit_agreement(self, proposal: Proposal, submission: Submission) -> Change:
        """Stop the clock until disputes has decided: until then nobody was told that they agree."""
        return self.evolve_newest(
            None, AgreementSubmitted(proposal, submission), state=State.PENDING, submission=submission, **NOBODY_ASKED
        )

    def _fail(
        self,
        reason: FailureReason,
        newest: Proposal | None = None,
        *events: MediationEvent,
        silence: Silence | None = None,
    ) -> Change:
        return self.end_negotiation(State.OPEN, newest, *events, NegotiationFailed(reason, silence))

    def end_negotiation(self, state: State, newest: Proposal | None, *events: MediationEvent) -> Change:
        """Stop the clock: nobody owes an act any more."""
        return self.evolve_newest(newest, *events, state=state, **NOBODY_ASKED)

    def narrow_to(self, left: Money) -> Mediation:
        """Negotiate about less from now on: part of the money has gone back to the buyer."""
        return self if left == self.case.amount else replace(self, case=replace(self.case, amount=left))

    def evolve_newest(self, newest: Proposal | None, *events: MediationEvent, **changes: Any) -> Change:
        """Replace the newest proposal (None: it stays as it was), and all else that changes with it."""
        proposals = self.snapshot.proposals if newest is None else (*self.snapshot.proposals[:-1], newest)
        return self.evolve(*events, TurnChanged(), proposals=proposals, **changes)

    def evolve(self, *events: MediationEvent, **changes: Any) -> Change:
        """Change the snapshot. The only place that does: one version up, told by an event, and every event counted."""
        events = tell_version(events)
        after = replace(
            self,
            snapshot=replace(self.snapshot, **changes),
            version=self.version + 1,
            event_count=self.event_count + len(events),
        )
        return Change(after, events)
