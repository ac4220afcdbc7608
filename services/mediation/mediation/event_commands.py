"""Commands that nobody gives: silence, and events of cases and deals. They are never refused, only found stale."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from common.execution.commands import (
    Command,
    CommandHandler,
    CommandHandlers,
    Context,
    load_nothing,
)
from common.kernel.case_ends import CaseEnd
from common.kernel.deal_money import DealMoney
from common.kernel.money import Money
from common.kernel.terms import Term

from .domain import reactions
from .domain.agreements import take_decision
from .domain.case import NegotiatedCase
from .domain.mediation import Change, Mediation
from .domain.opening import start_guided_negotiation, start_negotiation, start_without_guide
from .domain.options import Option
from .domain.progress import ClockNews, catch_up
from .domain.submission import Decision
from .domain.terms import GOES_ON, FailureEnd, Side, Terms
from .domain.walk import CaseDetails
from .loading import (
    CaseChange,
    CaseNegotiation,
    GuidedOpening,
    load_case_negotiation,
    load_guided_opening,
    load_mediation,
    load_mediation_of_dispute,
    save_approval_limits,
    save_assignment,
    save_case_change,
    save_decision,
    save_erasure,
    save_expiry,
    save_extension,
    save_frozen_deal,
    save_opening,
)
from .ports import ApprovalLimits, Assignment, FrozenDeal

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
    by_operator: bool = False

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
        by_operator=command.by_operator,
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
    if_abandoned: FailureEnd = GOES_ON

    @property
    def dispute_id(self) -> UUID:
        return self.case.dispute


def open_guided_negotiation(subject: GuidedOpening, command: OpenGuidedNegotiation, context: Context) -> list[Change]:
    """Open it once. With a tree that is missing, or does not fit the terms of the case, it has failed already."""
    if subject.has_begun:
        return []
    if subject.tree is None or not subject.tree.always_suggests(command.terms.kinds):
        opening = start_without_guide(
            context.new_id(), command.case, command.claimant, command.terms, now=command.opened_at
        )
        return catch_up(with_money(opening, command.money), subject.progress)
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
        if_abandoned=command.if_abandoned,
    )
    return catch_up(with_money(opening, command.money), subject.progress)


@dataclass(frozen=True, slots=True)
class FollowClocks(Command[None]):
    """Follow what has become of the clocks of the case."""

    dispute_id: UUID
    news: ClockNews


def follow_clocks(subject: CaseNegotiation, command: FollowClocks, context: Context) -> CaseChange:
    before, mediation = subject.progress, subject.mediation
    change = None if mediation is None else command.news.apply(mediation, before.news)
    return CaseChange(before.record_news(command.news), change)


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
    end: CaseEnd


def settle_negotiation(subject: CaseNegotiation, command: SettleNegotiation, context: Context) -> CaseChange:
    progress = subject.progress.close(command.end, is_last_word=False)
    if subject.mediation is None:
        return CaseChange(progress, None)
    return CaseChange(progress, reactions.on_settlement_ordered(subject.mediation))


@dataclass(frozen=True, slots=True)
class CloseNegotiation(Command[None]):
    dispute_id: UUID
    end: CaseEnd


def close_negotiation(subject: CaseNegotiation, command: CloseNegotiation, context: Context) -> CaseChange:
    progress = subject.progress.close(command.end, is_last_word=True)
    if subject.mediation is None:
        return CaseChange(progress, None)
    return CaseChange(progress, reactions.on_case_closed(subject.mediation))


@dataclass(frozen=True, slots=True)
class RecordAssignment(Command[None]):
    assignment: Assignment


def record_assignment(subject: None, command: RecordAssignment, context: Context) -> Assignment:
    return command.assignment


@dataclass(frozen=True, slots=True)
class RecordApprovalLimits(Command[None]):
    limits: ApprovalLimits


def record_approval_limits(subject: None, command: RecordApprovalLimits, context: Context) -> ApprovalLimits:
    return command.limits


# Decision on an agreement


@dataclass(frozen=True, slots=True)
class DecideAgreement(Command[None]):
    """Agree as disputes has decided, or go on after what came first."""

    dispute_id: UUID
    decision: Decision


def decide_agreement(subject: CaseNegotiation, command: DecideAgreement, context: Context) -> Change | None:
    """Take in the decision. A negotiation that goes on follows the case, which may have moved on while it waited."""
    if subject.mediation is None:
        return None
    decided = take_decision(subject.mediation, command.decision)
    if not subject.progress.escalated:
        return decided
    escalated = reactions.on_case_escalated(decided.mediation, context.timing.effective_at)
    return Change(escalated.mediation, (*decided.events, *escalated.events))


# Money of the deal


def with_money(opening: Change, money: DealMoney | None) -> Change:
    """Let a negotiation know its deal's money from the beginning; escrow's own events keep it up to date."""
    return opening._replace(mediation=replace(opening.mediation, money=money))


@dataclass(frozen=True, slots=True)
class RecordFrozenDeal(Command[None]):
    deal: FrozenDeal


def record_frozen_deal(subject: None, command: RecordFrozenDeal, context: Context) -> FrozenDeal:
    return command.deal


@dataclass(frozen=True, slots=True)
class EraseWords(Command[None]):
    """Erase what was written in a negotiation. That its case is over for good evidence knows, which says so."""

    dispute_id: UUID
    authors: frozenset[str]
    """Sides whose words go; with a party's those of operators."""


def erase_words(subject: CaseNegotiation, command: EraseWords, context: Context) -> EraseWords:
    return command


EVENT_COMMAND_HANDLERS: Final[CommandHandlers] = {
    ExpireNegotiation: CommandHandler(load_mediation, expire_negotiation, save_expiry),
    OpenNegotiation: CommandHandler(load_case_negotiation, open_negotiation, save_opening),
    OpenGuidedNegotiation: CommandHandler(load_guided_opening, open_guided_negotiation, save_opening),
    FollowClocks: CommandHandler(load_case_negotiation, follow_clocks, save_case_change),
    NarrowNegotiation: CommandHandler(load_mediation_of_dispute, narrow_negotiation, save_extension),
    SettleNegotiation: CommandHandler(load_case_negotiation, settle_negotiation, save_case_change),
    CloseNegotiation: CommandHandler(load_case_negotiation, close_negotiation, save_case_change),
    RecordAssignment: CommandHandler(load_nothing, record_assignment, save_assignment),
    RecordApprovalLimits: CommandHandler(load_nothing, record_approval_limits, save_approval_limits),
    DecideAgreement: CommandHandler(load_case_negotiation, decide_agreement, save_decision),
    EraseWords: CommandHandler(load_case_negotiation, erase_words, save_erasure),
    RecordFrozenDeal: CommandHandler(load_nothing, record_frozen_deal, save_frozen_deal),
}
