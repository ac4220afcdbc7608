"""Guards of a party's act: each raises the refusal that says why not, and what the party may do instead. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from common.kernel.errors import DeadlinePassed, NotFound
from common.kernel.timing import Timing

from .errors import (
    AgreementPending,
    CaseClosed,
    CounterOfferRequired,
    MediatorNotCalled,
    NotAmendable,
    NotSuggested,
    NotYourTurn,
    OffersNothingNew,
    OwnProposal,
    ProposalSuperseded,
    RoundsExhausted,
    TooManyAnswers,
    WalkOver,
)
from .options import Option, OptionKind
from .proposal import Proposal, ProposalState
from .snapshot import NegotiationSnapshot
from .states import ENDED_STATES, RUNNING_STATES, Action, State
from .terms import Author, Side
from .tree import Suggestion


def require_allowed(snapshot: NegotiationSnapshot, action: Action, by: Side, timing: Timing) -> None:
    """Raise unless the action is allowed. What passes here is exactly what `allowed_actions` offers."""
    _require_ongoing(snapshot, timing)
    allowed = snapshot.allowed_actions(by, timing.received_at)
    if action in allowed:
        return
    if action is Action.REJECT and snapshot.must_counter(by):
        raise CounterOfferRequired(snapshot.state, allowed)
    if action is Action.AMEND and not snapshot.terms.amendable:
        raise NotAmendable(snapshot.state, allowed)
    if action is Action.ANSWER and snapshot.state is not State.GUIDING:
        raise WalkOver(snapshot.state, allowed)
    if action is Action.ANSWER and by is snapshot.claimant:
        raise TooManyAnswers
    if action is Action.COUNTER or snapshot.is_full_for(by):
        raise RoundsExhausted(snapshot.state, allowed, snapshot.terms.max_rounds)
    raise NotYourTurn(snapshot.state, allowed)


def require_answerable(
    snapshot: NegotiationSnapshot, action: Action, number: int, version: int | None, by: Side, timing: Timing
) -> Proposal:
    """Find the other party's standing proposal, which the action answers."""
    proposal = _require_current(snapshot, number, version, by, timing)
    if proposal.by is by:
        raise OwnProposal(snapshot.state, snapshot.allowed_actions(by, timing.received_at))
    require_allowed(snapshot, action, by, timing)
    return proposal


def require_own(
    snapshot: NegotiationSnapshot, action: Action, number: int, version: int | None, by: Side, timing: Timing
) -> Proposal:
    """Find the party's own standing proposal, which the action changes."""
    proposal = _require_current(snapshot, number, version, by, timing)
    if proposal.by is not by:
        raise NotYourTurn(snapshot.state, snapshot.allowed_actions(by, timing.received_at))
    require_allowed(snapshot, action, by, timing)
    return proposal


def require_mediator(snapshot: NegotiationSnapshot) -> None:
    """Raises CaseClosed, MediatorNotCalled or RoundsExhausted unless an operator may put a proposal to both."""
    if snapshot.state in ENDED_STATES:
        raise CaseClosed(snapshot.state)
    if snapshot.state in RUNNING_STATES:
        raise MediatorNotCalled(snapshot.state)
    if not snapshot.mediator_may_propose:
        raise RoundsExhausted(snapshot.state, (), snapshot.terms.max_rounds)


def require_suggested(options: Sequence[Option], suggestions: Sequence[Suggestion] | None) -> None:
    """Raises NotSuggested for what a walk has not led to. None: nobody was guided to this proposal."""
    for index, option in enumerate(options if suggestions is not None else ()):
        if not any(suggestion.covers(option) for suggestion in suggestions or ()):
            raise NotSuggested(index)


def require_offer(options: Sequence[Option], by: Author, answered: Proposal | None, claimant: Side) -> None:
    """Raises OffersNothingNew unless one option is new beside what is answered, and no refusal in other words (D3).

    A proposal of one's own only has to be different from the one that it replaces.
    """
    if answered is None:
        return
    if answered.by is by:
        offers_something = tuple(options) != answered.options
    else:
        offers_something = any(
            option not in answered.options and not _is_refusal(option, by, claimant) for option in options
        )
    if not offers_something:
        raise OffersNothingNew((answered.number, answered.version))


def _is_refusal(option: Option, by: Author, claimant: Side) -> bool:
    """A release gives the claimant nothing; nor does a full refund where the seller is the claimant."""
    keeps_all = by is Side.BUYER and by is not claimant and option.kind is OptionKind.REFUND_FULL
    return option.kind is OptionKind.RELEASE or keeps_all


def _require_ongoing(snapshot: NegotiationSnapshot, timing: Timing) -> None:
    if snapshot.state in ENDED_STATES:
        raise CaseClosed(snapshot.state)
    if snapshot.state is State.PENDING:
        raise AgreementPending(snapshot.state)
    if snapshot.state in RUNNING_STATES and snapshot.due_at is not None and snapshot.is_late(timing.received_at):
        raise DeadlinePassed(snapshot.due_at)


def _require_current(
    snapshot: NegotiationSnapshot, number: int, version: int | None, by: Side, timing: Timing
) -> Proposal:
    """Find the proposal the caller means, if it is the current one, in the version they have read."""
    proposal = snapshot.find_proposal(number)
    if proposal is None:
        raise NotFound("proposal")
    _require_ongoing(snapshot, timing)
    if proposal.state is ProposalState.EXPIRED and proposal.expires_at is not None:
        raise DeadlinePassed(proposal.expires_at)
    if proposal == snapshot.current_proposal and snapshot.due_at is not None and snapshot.is_late(timing.received_at):
        raise DeadlinePassed(snapshot.due_at)
    current = snapshot.current_proposal
    if proposal != current or version not in (None, proposal.version):
        allowed = snapshot.allowed_actions(by, timing.received_at)
        raise ProposalSuperseded(
            snapshot.state, allowed, None if current is None else (current.number, current.version)
        )
    return proposal
