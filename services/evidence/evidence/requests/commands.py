"""Commands on the requests of a case: open, extend, pause, resume, decide grace, expire, reveal, close."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from common.execution.commands import Command, CommandHandler, CommandHandlers, Context
from common.kernel.case_ends import CaseEnd
from common.kernel.timing import Pause
from evidence.cases.model import Case, CaseState, ClockNews, OwedAnswer, Side

from . import loading
from .case_requests import CaseRequests, is_arriving
from .loading import CaseFile, CaseFileChange
from .model import Change, EvidenceRequest
from .parts import RequestState


class EvidenceStillArriving(Exception):
    """Not yet: the deadline fires again in a moment."""


@dataclass(frozen=True, slots=True)
class RememberDispute(Command[None]):
    case: Case
    """With both its parties."""


def remember_dispute(file: CaseFile, command: RememberDispute, context: Context) -> CaseFileChange:
    case = _with_parties(file.case, command.case)
    return CaseFileChange(None if case is file.case else case)


@dataclass(frozen=True, slots=True)
class OpenRequest(Command[None]):
    case: Case
    """With both its parties."""
    request: EvidenceRequest
    occurred_at: datetime


def open_request(file: CaseFile, command: OpenRequest, context: Context) -> CaseFileChange:
    """Asked again, or asked of a case that is closed, nothing is opened. Either way the case goes on."""
    case, now = _with_parties(file.case, command.case), context.timing.now
    requests = file.requests
    if case.state is CaseState.OPEN and command.request.id not in {request.id for request in requests.requests}:
        request = _end_openness(replace(command.request, opened_at=now), case).request
        request = replace(request, version=command.request.version, event_count=command.request.event_count)
        requests = requests.open_request(request, file.items, case.paused_since, now)
    case = case.mark_active(command.occurred_at)
    return CaseFileChange(None if case is file.case else case, requests.changes)


@dataclass(frozen=True, slots=True)
class EnterStage(Command[None]):
    dispute: UUID
    stage: str
    entered_at: datetime


def enter_stage(file: CaseFile, command: EnterStage, context: Context) -> CaseFileChange:
    """Remember where the case stands; what stayed open through other stages is over (K3)."""
    case = file.case.enter_stage(command.stage, command.entered_at)
    if case is file.case:
        return CaseFileChange(None)
    requests = file.requests.change_each(lambda request: _end_openness(request, case), context.timing.now)
    return CaseFileChange(case, requests.changes)


def _end_openness(request: EvidenceRequest, case: Case) -> Change:
    is_earlier = case.stage_since is not None and case.stage_since >= request.window.anchor_at
    return request.end_openness(case.stage) if case.stage is not None and is_earlier else Change(request)


@dataclass(frozen=True, slots=True)
class OweAnswer(Command[None]):
    dispute: UUID
    side: Side
    answer: OwedAnswer


def owe_answer(file: CaseFile, command: OweAnswer, context: Context) -> CaseFileChange:
    case = file.case.owe_answer(command.side, command.answer)
    return CaseFileChange(None if case is file.case else case)


@dataclass(frozen=True, slots=True)
class ProlongAnswers(Command[None]):
    dispute: UUID
    sides: frozenset[Side]
    due_at: datetime


def prolong_answers(file: CaseFile, command: ProlongAnswers, context: Context) -> CaseFileChange:
    """Let whoever got more time for what they owe the case prove their side as long (D13)."""
    case = file.case.prolong_answers(command.sides, command.due_at)
    return CaseFileChange(None if case is file.case else case)


@dataclass(frozen=True, slots=True)
class ExtendRequests(Command[None]):
    dispute: UUID
    request: UUID | None
    """None: every request of the case."""
    due_at: datetime
    received_at: datetime
    """When the operator asked for it."""
    sequence: int
    """Number of that event of the case: a pause that is heard of later may have come before it."""


def extend_requests(file: CaseFile, command: ExtendRequests, context: Context) -> CaseFileChange:
    """Give more time, also for what has lapsed meanwhile. In a case that is over nothing opens again, however late this
    is heard of."""
    heard = ClockNews(command.sequence, due_at=command.due_at, request=command.request)

    def extend_window(request: EvidenceRequest) -> Change:
        if command.request not in (None, request.id):
            return Change(request)
        due_at = file.case.delay_end(command.due_at, request.window.anchor_at, command.sequence)
        if request.state is RequestState.LAPSED:  # named, or given before the cut-off and heard of after it
            is_meant = command.request is not None or request.is_before_cut_off(command.received_at)
            if not is_meant:
                return Change(request)
            if file.case.state is CaseState.CLOSED:
                return request.extend_after_end(due_at)
            return request.reopen_window(due_at, file.case.paused_since)
        return request.extend_window(due_at, command.received_at)

    now = context.timing.now
    requests = _pause_with_case(file.requests.change_each(extend_window, now), file.case, now)
    return CaseFileChange(file.case.hear_clock(heard), requests.changes)


@dataclass(frozen=True, slots=True)
class PauseRequests(Command[None]):
    dispute: UUID
    paused_at: datetime


def pause_requests(file: CaseFile, command: PauseRequests, context: Context) -> CaseFileChange:
    case = file.case.mark_paused(command.paused_at)
    return CaseFileChange(case, _pause_with_case(file.requests, case, context.timing.now).changes)


@dataclass(frozen=True, slots=True)
class ResumeRequests(Command[None]):
    dispute: UUID
    paused_at: datetime
    resumed_at: datetime
    sequence: int


def resume_requests(file: CaseFile, command: ResumeRequests, context: Context) -> CaseFileChange:
    pause, now = Pause(command.paused_at, command.resumed_at), context.timing.now
    case = file.case.mark_resumed(*pause).hear_clock(ClockNews(command.sequence, pause))

    def resume_clock(request: EvidenceRequest) -> Change:
        given_until = file.case.find_given_time(request.id, request.window.anchor_at, command.sequence)
        return request.resume_clock(*pause, given_until=given_until)

    requests = _pause_with_case(file.requests.change_each(resume_clock, now), case, now)
    return CaseFileChange(case, requests.changes)


def _pause_with_case(requests: CaseRequests, case: Case, now: datetime) -> CaseRequests:
    """Stop what runs while the clocks of the case stand still: their pause may have been heard of before what came
    before it."""
    since = case.paused_since
    return requests if since is None else requests.change_each(lambda request: request.pause_clock(since), now)


@dataclass(frozen=True, slots=True)
class CloseDispute(Command[None]):
    case: Case
    """Perhaps without its parties: may overtake the event that names them."""
    ended_at: datetime | None
    """When it ended for good. None: its ruling can still be contested."""
    end: CaseEnd


def close_dispute(file: CaseFile, command: CloseDispute, context: Context) -> CaseFileChange:
    """Close the case to evidence, whatever became of its requests."""
    case = file.case.mark_closed().remember_end(command.end, is_last_word=command.ended_at is not None)
    if command.ended_at is not None:
        case = case.mark_ended(command.ended_at)
    ended_at = context.timing.effective_at
    requests = file.requests.change_each(lambda request: request.close_with_case(ended_at), context.timing.now)
    return CaseFileChange(case, requests.changes)


@dataclass(frozen=True, slots=True)
class ExpireRequest(Command[None]):
    request_id: UUID
    due_at: datetime


def expire_request(file: CaseFile, command: ExpireRequest, context: Context) -> CaseFileChange:
    """Expire the request at its cut-off; a checkpoint that came before it, or at it, is decided first.

    Raises EvidenceStillArriving.
    """
    now = context.timing.now
    requests = file.requests.settle_grace(command.request_id, file.items, command.due_at, now)
    request = requests.get(command.request_id)
    if is_arriving(request, file.arriving) or request.awaits_finding(file.items):
        raise EvidenceStillArriving
    counted = request.count_items(file.items)
    change = counted if counted.events else request.expire_window(command.due_at)
    return CaseFileChange(None, requests.apply_changes([change], now).changes)


@dataclass(frozen=True, slots=True)
class DecideGrace(Command[None]):
    request_id: UUID
    due_at: datetime


def decide_grace(file: CaseFile, command: DecideGrace, context: Context) -> CaseFileChange:
    now = context.timing.now
    return CaseFileChange(None, file.requests.settle_grace(command.request_id, file.items, command.due_at, now).changes)


@dataclass(frozen=True, slots=True)
class RevealAtEnd(Command[None]):
    request_id: UUID


def reveal_at_end(file: CaseFile, command: RevealAtEnd, context: Context) -> CaseFileChange:
    group = file.requests.get(command.request_id).group
    return CaseFileChange(None, file.requests.reveal_group(group, context.timing.now).changes)


def _with_parties(remembered: Case, reported: Case) -> Case:
    if remembered.buyer is not None or reported.buyer is None or reported.seller is None:
        return remembered
    return remembered.name_parties(reported.escrow, reported.buyer, reported.seller)


REQUEST_HANDLERS: Final[CommandHandlers] = {
    RememberDispute: CommandHandler(loading.load_or_add_case, remember_dispute, loading.save_case_file),
    OpenRequest: CommandHandler(loading.load_for_request, open_request, loading.save_case_file),
    EnterStage: CommandHandler(loading.load_case_file, enter_stage, loading.save_case_file),
    OweAnswer: CommandHandler(loading.load_case_file, owe_answer, loading.save_case_file),
    ProlongAnswers: CommandHandler(loading.load_case_file, prolong_answers, loading.save_case_file),
    ExtendRequests: CommandHandler(loading.load_case_file, extend_requests, loading.save_case_file),
    PauseRequests: CommandHandler(loading.load_case_file, pause_requests, loading.save_case_file),
    ResumeRequests: CommandHandler(loading.load_case_file, resume_requests, loading.save_case_file),
    CloseDispute: CommandHandler(loading.load_or_add_case, close_dispute, loading.save_case_file),
    ExpireRequest: CommandHandler(loading.load_at_cut_off, expire_request, loading.save_case_file),
    DecideGrace: CommandHandler(loading.load_at_checkpoint, decide_grace, loading.save_case_file),
    RevealAtEnd: CommandHandler(loading.load_request_file, reveal_at_end, loading.save_case_file),
}
