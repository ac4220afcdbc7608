"""Commands of mediation: frozen values, each with its handler, a pure function of subject, command and context."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Final, Protocol, TypeVar
from uuid import UUID

from common.execution.commands import (
    Command,
    CommandHandler,
    CommandHandlers,
    Context,
    UnversionedCommand,
    load_nothing,
)
from common.execution.origins import ORIGIN_HANDLERS
from common.execution.suspensions import SUSPENSION_HANDLERS
from common.kernel.behalf import Behalf
from common.kernel.errors import DeadlinePassed, DomainError, Predecessor, RefusedInContext, require_version
from common.kernel.money import Money

from .domain import mediator
from .domain.assignment import require_assigned
from .domain.behalf import note_answer, note_wording, require_consent_of_its_own
from .domain.errors import (
    AgreementPending,
    AssignedToAnother,
    AwaitsApproval,
    CaseClosed,
    CounterOfferRequired,
    MediatorNotCalled,
    NotYourTurn,
    QuestionUnanswered,
    RoundsExhausted,
)
from .domain.mediation import Change, Mediation
from .domain.options import RequestedOption
from .domain.silent_ends import foresee_silent_end
from .domain.states import State
from .domain.terms import Side
from .domain.tree import AnswerValue
from .event_commands import EVENT_COMMAND_HANDLERS
from .loading import (
    AttributedChange,
    GuidedMediation,
    load_guided_mediation,
    save_act,
    save_and_publish,
    save_tree,
)
from .ports import PublishedTree

CommandT = TypeVar("CommandT")
Decide = Callable[[GuidedMediation, CommandT, Context], Change]
RESTING_ON_THE_CASE: Final = (
    AgreementPending,
    AssignedToAnother,
    AwaitsApproval,
    CounterOfferRequired,
    DeadlinePassed,
    MediatorNotCalled,
    NotYourTurn,
    QuestionUnanswered,
    RoundsExhausted,
)
"""Refusals of what more time, the next stage or a decision would allow: disputes may have told of it a moment ago."""


def rest_on_the_case(decide: Decide[CommandT]) -> Decide[CommandT]:
    """Let what a handler refuses, and how the case stands could allow, rest on disputes: it is asked before. Where the
    case is over, say how and when it has ended."""

    @wraps(decide)
    def decide_or_ask(subject: GuidedMediation, command: CommandT, context: Context) -> Change:
        mediation = subject.mediation
        try:
            return decide(subject, command, context)
        except CaseClosed as refusal:
            if mediation.case_end is not None:
                raise RefusedInContext(refusal, **mediation.case_end.members()) from None
            raise refusal.resting_on(Predecessor("disputes", mediation.case.dispute)) from None
        except RESTING_ON_THE_CASE as refusal:
            explained = _name_silent_end(refusal, mediation)
            raise explained.resting_on(Predecessor("disputes", mediation.case.dispute)) from None

    return decide_or_ask


def _name_silent_end(refusal: DomainError, mediation: Mediation) -> DomainError:
    """Let who is too late for the clock that runs learn how its end has ended the case, if it has."""
    if isinstance(refusal, DeadlinePassed) and refusal.due_at == mediation.snapshot.due_at:
        return DeadlinePassed(refusal.due_at, end=foresee_silent_end(mediation))
    return refusal


class OnBehalf(Protocol):
    """Act that an operator can do for a party."""

    @property
    def behalf(self) -> Behalf | None: ...


ActT = TypeVar("ActT", bound=OnBehalf)


def attribute_act(decide: Decide[ActT]) -> Callable[[GuidedMediation, ActT, Context], AttributedChange]:
    """Let what a handler decides be saved with the party for whom an operator acts."""

    @wraps(decide)
    def decide_and_attribute(subject: GuidedMediation, command: ActT, context: Context) -> AttributedChange:
        return AttributedChange(decide(subject, command, context), command.behalf)

    return decide_and_attribute


# Acts of the parties


@dataclass(frozen=True, slots=True)
class AnswerQuestion(Command[GuidedMediation]):
    mediation_id: UUID
    question: str
    answer: AnswerValue | Money
    behalf: Behalf | None = None


@attribute_act
@rest_on_the_case
def answer_question(subject: GuidedMediation, command: AnswerQuestion, context: Context) -> Change:
    mediation, tree = subject
    side = require_party(mediation, context, command.behalf)
    return mediation.answer_question(tree, command.question, command.answer, by=side, timing=context.timing)


@dataclass(frozen=True, slots=True)
class MakeProposal(Command[GuidedMediation]):
    mediation_id: UUID
    options: Sequence[RequestedOption]
    note: str | None = None
    behalf: Behalf | None = None


@attribute_act
@rest_on_the_case
def make_proposal(subject: GuidedMediation, command: MakeProposal, context: Context) -> Change:
    mediation, tree = subject
    side = require_party(mediation, context, command.behalf)
    made = mediation.make_proposal(
        context.new_id(), command.options, by=side, timing=context.timing, tree=tree, note=command.note
    )
    return note_wording(made, command.behalf)


@dataclass(frozen=True, slots=True)
class ProposeToBoth(Command[GuidedMediation]):
    """Put one solution to both sides, as a mediator."""

    mediation_id: UUID
    options: Sequence[RequestedOption]
    note: str | None = None


@rest_on_the_case
def propose_to_both(subject: GuidedMediation, command: ProposeToBoth, context: Context) -> Change:
    mediation = subject.mediation
    mediation.case.require_visible(context.principal)
    require_assigned(mediation, context.principal)
    _require_decided(mediation)
    require_version(context.expected_version, mediation.version)
    return mediator.propose_to_both(mediation, context.new_id(), command.options, command.note, context.timing)


@dataclass(frozen=True, slots=True)
class AcceptProposal(Command[GuidedMediation]):
    mediation_id: UUID
    number: int
    version: int
    option: int
    behalf: Behalf | None = None


@attribute_act
@rest_on_the_case
def accept_proposal(subject: GuidedMediation, command: AcceptProposal, context: Context) -> Change:
    side = require_party(subject.mediation, context, command.behalf)
    accepted = subject.mediation.accept_proposal(
        command.number, command.version, command.option, by=side, timing=context.timing
    )
    if command.behalf is not None:
        require_consent_of_its_own(subject.mediation, command.option, side, context.timing)
    return note_answer(subject.mediation, accepted, command.behalf)


@dataclass(frozen=True, slots=True)
class RejectProposal(Command[GuidedMediation]):
    mediation_id: UUID
    number: int
    version: int | None
    reason: str | None
    behalf: Behalf | None = None


@attribute_act
@rest_on_the_case
def reject_proposal(subject: GuidedMediation, command: RejectProposal, context: Context) -> Change:
    side = require_party(subject.mediation, context, command.behalf)
    rejected = subject.mediation.reject_proposal(
        command.number, command.version, by=side, timing=context.timing, reason=command.reason
    )
    return note_answer(subject.mediation, rejected, command.behalf)


@dataclass(frozen=True, slots=True)
class CounterProposal(Command[GuidedMediation]):
    mediation_id: UUID
    number: int
    version: int
    options: Sequence[RequestedOption]
    note: str | None = None
    behalf: Behalf | None = None


@attribute_act
@rest_on_the_case
def counter_proposal(subject: GuidedMediation, command: CounterProposal, context: Context) -> Change:
    side = require_party(subject.mediation, context, command.behalf)
    countered = subject.mediation.counter_proposal(
        context.new_id(),
        command.options,
        command.number,
        command.version,
        by=side,
        timing=context.timing,
        note=command.note,
    )
    return note_wording(countered, command.behalf)


@dataclass(frozen=True, slots=True)
class AmendProposal(Command[GuidedMediation]):
    mediation_id: UUID
    number: int
    version: int
    options: Sequence[RequestedOption]
    note: str | None = None
    behalf: Behalf | None = None


@attribute_act
@rest_on_the_case
def amend_proposal(subject: GuidedMediation, command: AmendProposal, context: Context) -> Change:
    side = require_party(subject.mediation, context, command.behalf)
    amended = subject.mediation.amend_proposal(
        command.options,
        command.number,
        command.version,
        by=side,
        timing=context.timing,
        tree=subject.tree,
        note=command.note,
    )
    return note_wording(amended, command.behalf)


def require_party(mediation: Mediation, context: Context, behalf: Behalf | None) -> Side:
    """Find the side that acts, on the version it has read.

    Raises NotFound, AssignedToAnother, AwaitsApproval, AgreementPending or VersionConflict.
    """
    side = mediation.case.require_side(context.principal, behalf)
    require_assigned(mediation, context.principal)
    if behalf is not None and mediation.awaits_approval:
        raise AwaitsApproval(mediation.snapshot.state)
    _require_decided(mediation)
    require_version(context.expected_version, mediation.version)
    return side


def _require_decided(mediation: Mediation) -> None:
    """Raises AgreementPending."""
    if mediation.snapshot.state is State.PENDING:
        raise AgreementPending(mediation.snapshot.state)


# Decision trees


@dataclass(frozen=True, slots=True)
class PublishTree(UnversionedCommand[PublishedTree]):
    name: str
    edition: str
    source: str
    """Canonical JSON: what the hash is of."""
    hash: str


def publish_tree(subject: None, command: PublishTree, context: Context) -> PublishedTree:
    return PublishedTree(command.name, command.edition, command.source, command.hash, context.timing.now)


COMMAND_HANDLERS: Final[CommandHandlers] = {
    AnswerQuestion: CommandHandler(load_guided_mediation, answer_question, save_act),
    MakeProposal: CommandHandler(load_guided_mediation, make_proposal, save_act),
    ProposeToBoth: CommandHandler(load_guided_mediation, propose_to_both, save_and_publish),
    AcceptProposal: CommandHandler(load_guided_mediation, accept_proposal, save_act),
    RejectProposal: CommandHandler(load_guided_mediation, reject_proposal, save_act),
    CounterProposal: CommandHandler(load_guided_mediation, counter_proposal, save_act),
    AmendProposal: CommandHandler(load_guided_mediation, amend_proposal, save_act),
    **EVENT_COMMAND_HANDLERS,
    **ORIGIN_HANDLERS,
    **SUSPENSION_HANDLERS,
    PublishTree: CommandHandler(load_nothing, publish_tree, save_tree),
}
