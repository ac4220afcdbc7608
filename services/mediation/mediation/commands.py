"""Commands of mediation: frozen values, each with its handler, a pure function of subject, command and context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from common.execution.commands import (
    Command,
    CommandHandler,
    CommandHandlers,
    Context,
)
from common.kernel.deal_money import DealMoney
from common.kernel.errors import Predecessor, require_version
from common.kernel.money import Money
from common.kernel.terms import Term

from .agreement_commands import AGREEMENT_HANDLERS
from .deal_commands import DEAL_HANDLERS, with_money
from .domain import mediator, reactions
from .domain.case import NegotiatedCase
from .domain.errors import AgreementPending
from .domain.mediation import Change, Mediation
from .domain.opening import start_guided_negotiation, start_negotiation
from .domain.options import Option, RequestedOption
from .domain.progress import catch_up
from .domain.states import State
from .domain.terms import Side, Terms
from .domain.tree import AnswerValue
from .domain.walk import CaseDetails
from .loading import (
    CaseChange,
    CaseNegotiation,
    GuidedMediation,
    GuidedOpening,
    load_case_negotiation,
    load_guided_mediation,
    load_guided_opening,
    load_mediation,
    load_mediation_of_dispute,
    save_and_publish,
    save_case_change,
    save_expiry,
    save_extension,
    save_opening,
)
from .tree_commands import TREE_HANDLERS

# Acts of the parties


@dataclass(frozen=True, slots=True)
class AnswerQuestion(Command[GuidedMediation]):
    mediation_id: UUID
    question: str
    answer: AnswerValue | Money


def answer_question(subject: GuidedMediation, command: AnswerQuestion, context: Context) -> Change:
    mediation, tree = subject
    side = require_party(mediation, context)
    return mediation.answer_question(tree, command.question, command.answer, by=side, timing=context.timing)


@dataclass(frozen=True, slots=True)
class MakeProposal(Command[GuidedMediation]):
    mediation_id: UUID
    options: Sequence[RequestedOption]
    note: str | None = None


def make_proposal(subject: GuidedMediation, command: MakeProposal, context: Context) -> Change:
    mediation, tree = subject
    side = require_party(mediation, context)
    return mediation.make_proposal(
        context.new_id(), command.options, by=side, timing=context.timing, tree=tree, note=command.note
    )


@dataclass(frozen=True, slots=True)
class ProposeToBoth(Command[GuidedMediation]):
    """Put one solution to both sides, as a mediator."""

    mediation_id: UUID
    options: Sequence[RequestedOption]
    note: str | None = None


def propose_to_both(subject: GuidedMediation, command: ProposeToBoth, context: Context) -> Change:
    mediation = subject.mediation
    mediation.case.require_visible(context.principal)
    require_version(context.expected_version, mediation.version)
    return mediator.propose_to_both(mediation, context.new_id(), command.options, command.note, context.timing)


@dataclass(frozen=True, slots=True)
class AcceptProposal(Command[GuidedMediation]):
    mediation_id: UUID
    number: int
    version: int
    option: int


def accept_proposal(subject: GuidedMediation, command: AcceptProposal, context: Context) -> Change:
    side = require_party(subject.mediation, context)
    return subject.mediation.accept_proposal(
        command.number, command.version, command.option, by=side, timing=context.timing
    )


@dataclass(frozen=True, slots=True)
class RejectProposal(Command[GuidedMediation]):
    mediation_id: UUID
    number: int
    version: int | None
    reason: str | None


def reject_proposal(subject: GuidedMediation, command: RejectProposal, context: Context) -> Change:
    side = require_party(subject.mediation, context)
    return subject.mediation.reject_proposal(
        command.number, command.version, by=side, timing=context.timing, reason=command.reason
    )


@dataclass(frozen=True, slots=True)
class CounterProposal(Command[GuidedMediation]):
    mediation_id: UUID
    number: int
    version: int
    options: Sequence[RequestedOption]
    note: str | None = None


def counter_proposal(subject: GuidedMediation, command: CounterProposal, context: Context) -> Change:
    side = require_party(subject.mediation, context)
    return subject.mediation.counter_proposal(
        context.new_id(),
        command.options,
        command.number,
        command.version,
        by=side,
        timing=context.timing,
        note=command.note,
    )


@dataclass(frozen=True, slots=True)
class AmendProposal(Command[GuidedMediation]):
    mediation_id: UUID
    number: int
    version: int
    options: Sequence[RequestedOption]
    note: str | None = None


def amend_proposal(subject: GuidedMediation, command: AmendProposal, context: Context) -> Change:
    side = require_party(subject.mediation, context)
    return subject.mediation.amend_proposal(
        command.options,
        command.number,
        command.version,
        by=side,
        timing=context.timing,
        tree=subject.tree,
        note=command.note,
    )


def require_party(mediation: Mediation, context: Context) -> Side:
    """Find the side that acts, on the version it has read. Raises NotFound, AgreementPending or VersionConflict."""
    side = mediation.case.require_side(context.principal)
    if mediation.snapshot.state is State.PENDING:
        owner = Predecessor("disputes", mediation.case.dispute)
        raise AgreementPending(mediation.snapshot.state).resting_on(owner)
    require_version(context.expected_version, mediation.version)
    return side


# Silence


@dataclass(frozen=True, slots=True)
class ExpireNegotiation(Command[None]):
    mediation_id: UUID
    due_at: datetime


def expire_negotiation(mediation: Mediation, command: ExpireNegotiation, context: Context) -> Change:
    return mediation.expire(command.due_at)


# Events of the case


@dataclass(frozen=True, slots=True)
class OpenNegotiation(Command[None]):
    """Open the session of a case with the claimant's proposal."""

    case: NegotiatedCase
    claimant: Side
    terms: Terms
    options: tuple[Option, ...]
    opened_at: datetime
    money: DealMoney | None = None

    @property
    def dispute_id(self) -> UUID:
        return self.case.dispute


def open_negotiation(subject: CaseNegotiation, command: OpenNegotiation, context: Context) -> list[Change]:
    """Open it once. A case that has ended in the meantime gets a session that is closed."""
    if subject.mediation is not None:
        return []
    opening = start_negotiation(
        context.new_id(),
        command.case,
        command.claimant,
        command.terms,
        proposal_id=context.new_id(),
        options=command.options,
        now=command.opened_at,
    )
    return catch_up(with_money(opening, command.money), subject.progress)


@dataclass(frozen=True, slots=True)
class OpenGuidedNegotiation(Command[None]):
    """Open the session of a case whose claimant is guided to the first proposal (O2)."""

    case: NegotiatedCase
    claimant: Side
    terms: Terms
    tree_edition: str
    case_details: CaseDetails
    respond_term: Term
    answer_by: datetime
    opened_at: datetime
    money: DealMoney | None = None

    @property
    def dispute_id(self) -> UUID:
        return self.case.dispute


def open_guided_negotiation(subject: GuidedOpening, command: OpenGuidedNegotiation, context: Context) -> list[Change]:
    """Open it once. Raises TreeUnfit for a tree that the terms of the case do not fit."""
    if subject.tree is None:
        return []
    opening = start_guided_negotiation(
        context.new_id(),
        command.case,
        command.claimant,
        command.terms,
        tree=subject.tree,
        case_details=command.case_details,
        respond_term=command.respond_term,
        answer_by=command.answer_by,
        now=command.opened_at,
    )
    return catch_up(with_money(opening, command.money), subject.progress)


@dataclass(frozen=True, slots=True)
class EscalateNegotiation(Command[None]):
    dispute_id: UUID
    escalated_at: datetime


def escalate_negotiation(subject: CaseNegotiation, command: EscalateNegotiation, context: Context) -> CaseChange:
    progress = subject.progress._replace(escalated=True)
    if subject.mediation is None:
        return CaseChange(progress, None)
    return CaseChange(progress, reactions.on_case_escalated(subject.mediation, command.escalated_at))


@dataclass(frozen=True, slots=True)
class NarrowNegotiation(Command[None]):
    """Go on about less: part of the money goes back to the buyer at once."""

    dispute_id: UUID
    left: Money


def narrow_negotiation(mediation: Mediation | None, command: NarrowNegotiation, context: Context) -> Change | None:
    return None if mediation is None else reactions.on_reduction_ordered(mediation, command.left)


@dataclass(frozen=True, slots=True)
class SettleNegotiation(Command[None]):
    """End the negotiation because money is about to move."""

    dispute_id: UUID


def settle_negotiation(subject: CaseNegotiation, command: SettleNegotiation, context: Context) -> CaseChange:
    progress = subject.progress._replace(closed=True)
    if subject.mediation is None:
        return CaseChange(progress, None)
    return CaseChange(progress, reactions.on_settlement_ordered(subject.mediation))


@dataclass(frozen=True, slots=True)
class CloseNegotiation(Command[None]):
    dispute_id: UUID


def close_negotiation(subject: CaseNegotiation, command: CloseNegotiation, context: Context) -> CaseChange:
    progress = subject.progress._replace(closed=True)
    if subject.mediation is None:
        return CaseChange(progress, None)
    return CaseChange(progress, reactions.on_case_closed(subject.mediation))


@dataclass(frozen=True, slots=True)
class ExtendNegotiation(Command[None]):
    dispute_id: UUID
    due_at: datetime


def extend_negotiation(mediation: Mediation | None, command: ExtendNegotiation, context: Context) -> Change | None:
    return None if mediation is None else reactions.on_deadline_extended(mediation, command.due_at)


@dataclass(frozen=True, slots=True)
class PauseNegotiation(Command[None]):
    dispute_id: UUID
    paused_at: datetime
    sequence: int
    """Number of the event among those of the case."""


def pause_negotiation(subject: CaseNegotiation, command: PauseNegotiation, context: Context) -> CaseChange:
    progress = subject.progress.with_pause(command.paused_at, command.sequence)
    if subject.mediation is None:
        return CaseChange(progress, None)
    return CaseChange(progress, reactions.on_case_paused(subject.mediation, command.paused_at, command.sequence))


@dataclass(frozen=True, slots=True)
class ResumeNegotiation(Command[None]):
    dispute_id: UUID
    paused_at: datetime
    resumed_at: datetime
    sequence: int
    """Number of the event among those of the case."""


def resume_negotiation(subject: CaseNegotiation, command: ResumeNegotiation, context: Context) -> CaseChange:
    progress = subject.progress.with_pause(None, command.sequence)
    if subject.mediation is None:
        return CaseChange(progress, None)
    change = reactions.on_case_resumed(subject.mediation, command.paused_at, command.resumed_at, command.sequence)
    return CaseChange(progress, change)


COMMAND_HANDLERS: Final[CommandHandlers] = {
    AnswerQuestion: CommandHandler(load_guided_mediation, answer_question, save_and_publish),
    MakeProposal: CommandHandler(load_guided_mediation, make_proposal, save_and_publish),
    ProposeToBoth: CommandHandler(load_guided_mediation, propose_to_both, save_and_publish),
    AcceptProposal: CommandHandler(load_guided_mediation, accept_proposal, save_and_publish),
    RejectProposal: CommandHandler(load_guided_mediation, reject_proposal, save_and_publish),
    CounterProposal: CommandHandler(load_guided_mediation, counter_proposal, save_and_publish),
    AmendProposal: CommandHandler(load_guided_mediation, amend_proposal, save_and_publish),
    ExpireNegotiation: CommandHandler(load_mediation, expire_negotiation, save_expiry),
    OpenNegotiation: CommandHandler(load_case_negotiation, open_negotiation, save_opening),
    OpenGuidedNegotiation: CommandHandler(load_guided_opening, open_guided_negotiation, save_opening),
    EscalateNegotiation: CommandHandler(load_case_negotiation, escalate_negotiation, save_case_change),
    NarrowNegotiation: CommandHandler(load_mediation_of_dispute, narrow_negotiation, save_extension),
    **AGREEMENT_HANDLERS,
    SettleNegotiation: CommandHandler(load_case_negotiation, settle_negotiation, save_case_change),
    CloseNegotiation: CommandHandler(load_case_negotiation, close_negotiation, save_case_change),
    ExtendNegotiation: CommandHandler(load_mediation_of_dispute, extend_negotiation, save_extension),
    PauseNegotiation: CommandHandler(load_case_negotiation, pause_negotiation, save_case_change),
    ResumeNegotiation: CommandHandler(load_case_negotiation, resume_negotiation, save_case_change),
    **DEAL_HANDLERS,
    **TREE_HANDLERS,
}
