"""Commands on cases: frozen values, each with its handler, a pure function of subject, command and context.

These are the acts of people. What other services report and what time does is in `event_commands.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from common.execution.commands import Command, CommandHandler, CommandHandlers, Context, UnversionedCommand
from common.kernel.errors import Forbidden, Predecessor
from common.kernel.money import Money
from common.kernel.principal import Principal, Role
from disputes.engine import actions, clocks
from disputes.engine.context import EngineContext
from disputes.engine.dispute import OTHER_PARTY, Change
from disputes.engine.errors import AttachmentUnknown
from disputes.engine.opening import Opening, open_case
from disputes.engine.reopening import reopen_earlier
from disputes.engine.values import Behalf, Check, MessageKind, OpeningStatement, Parcel
from disputes.policy.model import Policy
from disputes.policy.options import RequestedOption
from disputes.policy.vocabulary import Act, Condition

from .access import acting_party, acting_role, operator_from_principal
from .loading import DisputedDeal, load_disputed_deal, load_visible_case, save_and_publish, save_message, save_opening
from .model import Case, CaseChange, Message
from .refusals import explain_refusals, judge_timely_act

PARTY_ACTS: Final = frozenset({Act.WITHDRAW, Act.ACCEPT_CLAIM})
"""Plain acts that an operator has only on somebody's behalf."""

# Opening


@dataclass(frozen=True, slots=True)
class OpenDispute(UnversionedCommand[Case]):
    escrow_id: UUID
    on_behalf_of: Role | None
    """Whose case an operator opens (T1), or a representative (K7)."""
    reason: str
    amount: Money
    wishes: Sequence[RequestedOption]
    explanation: str
    statement: OpeningStatement


def open_dispute(deal: DisputedDeal, command: OpenDispute, context: Context) -> Change:
    """Raises what the policy of the escrow refuses at an opening."""
    escrow, policy, timing = deal.escrow, deal.policy, context.timing
    claimant = _find_opener(context.principal, command.on_behalf_of, policy)
    reopening = reopen_earlier(deal.earlier, claimant)
    escrow.require_disputable(command.amount, policy, timing.received_at)
    opening = Opening(
        claimant=claimant,
        reason=command.reason,
        amount=command.amount,
        wishes=command.wishes,
        explanation=command.explanation,
        statement=command.statement,
        is_by_operator=context.principal.role is Role.OPERATOR,
    )
    return open_case(
        escrow, opening, EngineContext(policy, deal.date_opening(context).timing, context.new_id), reopening
    )


def _find_opener(principal: Principal, on_behalf_of: Role | None, policy: Policy) -> Role:
    """Raises Forbidden: parties open for themselves, an operator for the party they name (T1)."""
    side = policy.represented_role if principal.role is Role.REPRESENTATIVE else principal.role
    opener = on_behalf_of if principal.role is Role.OPERATOR else side
    if opener not in OTHER_PARTY or (on_behalf_of is not None and opener is not on_behalf_of):
        raise Forbidden("Say on whose behalf you open the dispute; parties open their own.")
    return opener


# Acts that need no more than being allowed


@dataclass(frozen=True, slots=True)
class PerformAct(Command[Case]):
    """Escalate, withdraw, accept the claim, or request the videos."""

    dispute_id: UUID
    act: Act
    behalf: Behalf | None = None


@judge_timely_act
def perform_act(case: Case, command: PerformAct, context: Context) -> CaseChange:
    find_role = acting_party if command.act in PARTY_ACTS else acting_role
    role, engine = find_role(case.dispute, context.principal, command.behalf), case.engine_context(context)
    change = actions.perform_act(case.dispute, command.act, role, engine)
    return _attribute_change(context, change, command.behalf)._replace(act=command.act)


@dataclass(frozen=True, slots=True)
class PostMessage(Command[Message]):
    dispute_id: UUID
    text: str
    kind: MessageKind
    attachments: tuple[UUID, ...] = ()
    behalf: Behalf | None = None


@explain_refusals
def post_message(case: Case, command: PostMessage, context: Context) -> CaseChange:
    """Raises AttachmentInvalid, or AttachmentUnknown, which rests on evidence given a moment ago."""
    role, engine = acting_role(case.dispute, context.principal, command.behalf), case.engine_context(context)
    try:
        actions.require_attachable(case.dispute, command.attachments, role, case.policy)
    except AttachmentUnknown as unknown:
        raise unknown.resting_on(Predecessor("evidence", case.dispute.id, is_of_asker=True)) from None
    message = Message(
        id=context.new_id(),
        dispute=command.dispute_id,
        author=context.principal.actor,
        text=command.text,
        at=engine.at,
        kind=command.kind,
        attachments=command.attachments,
        behalf=command.behalf,
    )
    change = case.dispute.post_message(message.id, message.text, message.kind, role, engine)
    return _attribute_change(context, change, command.behalf)._replace(message=message)


# What operators do


@dataclass(frozen=True, slots=True)
class AssignDispute(Command[Case]):
    dispute_id: UUID
    operator: str
    """Who gets the case."""


@explain_refusals
def assign_dispute(case: Case, command: AssignDispute, context: Context) -> CaseChange:
    principal, engine = context.principal, case.engine_context(context)
    change = case.dispute.assign(command.operator, operator_from_principal(principal), engine)
    return _attribute_change(context, change)


@dataclass(frozen=True, slots=True)
class VerifyTransaction(Command[Case]):
    dispute_id: UUID
    checks: tuple[Check, ...]


@judge_timely_act
def verify_transaction(case: Case, command: VerifyTransaction, context: Context) -> CaseChange:
    principal, engine = context.principal, case.engine_context(context)
    change = actions.verify_transaction(case.dispute, command.checks, operator_from_principal(principal), engine)
    return _attribute_change(context, change)


@dataclass(frozen=True, slots=True)
class RefuseVerification(Command[Case]):
    dispute_id: UUID
    checks: tuple[Check, ...]
    reason_code: str | None


@judge_timely_act
def refuse_verification(case: Case, command: RefuseVerification, context: Context) -> CaseChange:
    principal, engine = context.principal, case.engine_context(context)
    change = actions.refuse_verification(
        case.dispute, command.checks, command.reason_code, operator_from_principal(principal), engine
    )
    return _attribute_change(context, change)


@dataclass(frozen=True, slots=True)
class ExtendDeadline(Command[Case]):
    dispute_id: UUID
    deadline: str
    request_id: UUID | None
    due_at: datetime
    reason_code: str


@judge_timely_act
def extend_deadline(case: Case, command: ExtendDeadline, context: Context) -> CaseChange:
    change = clocks.extend_deadline(
        case.dispute,
        command.deadline,
        command.request_id,
        command.due_at,
        command.reason_code,
        context.principal.role,
        case.engine_context(context),
    )
    return _attribute_change(context, change)


@dataclass(frozen=True, slots=True)
class PauseClocks(Command[Case]):
    dispute_id: UUID
    reason_code: str


@judge_timely_act
def pause_clocks(case: Case, command: PauseClocks, context: Context) -> CaseChange:
    change = clocks.pause_clocks(case.dispute, context.principal.role, case.engine_context(context))
    return _attribute_change(context, change)._replace(pause_reason=command.reason_code)


@dataclass(frozen=True, slots=True)
class ResumeClocks(Command[Case]):
    dispute_id: UUID


@explain_refusals
def resume_clocks(case: Case, command: ResumeClocks, context: Context) -> CaseChange:
    return _attribute_change(
        context, clocks.resume_clocks(case.dispute, context.principal.role, case.engine_context(context))
    )


# What parties do after a solution or a ruling


@dataclass(frozen=True, slots=True)
class GiveReturnAddress(Command[Case]):
    dispute_id: UUID
    address: Mapping[str, str]
    behalf: Behalf | None = None


@judge_timely_act
def give_return_address(case: Case, command: GiveReturnAddress, context: Context) -> CaseChange:
    role, engine = acting_party(case.dispute, context.principal, command.behalf), case.engine_context(context)
    change = actions.give_return_address(case.dispute, command.address, role, engine)
    return _attribute_change(context, change, command.behalf)


@dataclass(frozen=True, slots=True)
class CorrectFulfilment(Command[Case]):
    """Put right what was said of goods: where they go back to, or the parcel they are in."""

    dispute_id: UUID
    correction: Mapping[str, str] | Parcel
    behalf: Behalf | None = None


@judge_timely_act
def correct_fulfilment(case: Case, command: CorrectFulfilment, context: Context) -> CaseChange:
    role, engine = acting_party(case.dispute, context.principal, command.behalf), case.engine_context(context)
    change = actions.correct_fulfilment(case.dispute, command.correction, role, engine)
    return _attribute_change(context, change, command.behalf)


@dataclass(frozen=True, slots=True)
class ShipReturn(Command[Case]):
    dispute_id: UUID
    parcel: Parcel
    behalf: Behalf | None = None


@judge_timely_act
def ship_return(case: Case, command: ShipReturn, context: Context) -> CaseChange:
    role, engine = acting_party(case.dispute, context.principal, command.behalf), case.engine_context(context)
    change = actions.ship_return(case.dispute, command.parcel, role, engine)
    return _attribute_change(context, change, command.behalf)


@dataclass(frozen=True, slots=True)
class AcknowledgeReturn(Command[Case]):
    dispute_id: UUID
    condition: Condition
    note: str | None
    behalf: Behalf | None = None


@judge_timely_act
def acknowledge_return(case: Case, command: AcknowledgeReturn, context: Context) -> CaseChange:
    role, engine = acting_party(case.dispute, context.principal, command.behalf), case.engine_context(context)
    change = actions.acknowledge_return(case.dispute, command.condition, command.note, role, engine)
    return _attribute_change(context, change, command.behalf)


@dataclass(frozen=True, slots=True)
class FulfilObligation(Command[Case]):
    dispute_id: UUID
    parcel: Parcel
    behalf: Behalf | None = None


@judge_timely_act
def fulfil_obligation(case: Case, command: FulfilObligation, context: Context) -> CaseChange:
    role, engine = acting_party(case.dispute, context.principal, command.behalf), case.engine_context(context)
    change = actions.fulfil_obligation(case.dispute, command.parcel, role, engine)
    return _attribute_change(context, change, command.behalf)


@dataclass(frozen=True, slots=True)
class ConfirmObligation(Command[Case]):
    dispute_id: UUID
    condition: Condition
    note: str | None
    behalf: Behalf | None = None


@judge_timely_act
def confirm_obligation(case: Case, command: ConfirmObligation, context: Context) -> CaseChange:
    role, engine = acting_party(case.dispute, context.principal, command.behalf), case.engine_context(context)
    change = actions.confirm_obligation(case.dispute, command.condition, command.note, role, engine)
    return _attribute_change(context, change, command.behalf)


@dataclass(frozen=True, slots=True)
class FileAppeal(Command[Case]):
    dispute_id: UUID
    explanation: str
    behalf: Behalf | None = None


@judge_timely_act
def file_appeal(case: Case, command: FileAppeal, context: Context) -> CaseChange:
    role, engine = acting_party(case.dispute, context.principal, command.behalf), case.engine_context(context)
    change = actions.file_appeal(case.dispute, command.explanation, role, engine)
    return _attribute_change(context, change, command.behalf)


def _attribute_change(context: Context, change: Change, behalf: Behalf | None = None) -> CaseChange:
    """Attribute a change to the person who has brought it about: the case log names their role as its cause."""
    return CaseChange(change, context.principal.role.value, behalf=behalf)


# The other acts above may need a second operator: their rows stand in `approvals/commands.py`, around these handlers.
COMMAND_HANDLERS: Final[CommandHandlers] = {
    OpenDispute: CommandHandler(load_disputed_deal, open_dispute, save_opening),
    PostMessage: CommandHandler(load_visible_case, post_message, save_message),
    AssignDispute: CommandHandler(load_visible_case, assign_dispute, save_and_publish),
    VerifyTransaction: CommandHandler(load_visible_case, verify_transaction, save_and_publish),
    ExtendDeadline: CommandHandler(load_visible_case, extend_deadline, save_and_publish),
    PauseClocks: CommandHandler(load_visible_case, pause_clocks, save_and_publish),
    ResumeClocks: CommandHandler(load_visible_case, resume_clocks, save_and_publish),
    CorrectFulfilment: CommandHandler(load_visible_case, correct_fulfilment, save_and_publish),
}
