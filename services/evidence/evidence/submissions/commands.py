"""Commands of those who give evidence or judge it: frozen values, each with a pure handler."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from common.anchoring.logged_rows import sum_of
from common.execution.commands import Command, CommandHandler, CommandHandlers, Context, UnversionedCommand
from common.kernel.errors import require_version
from common.kernel.principal import Actor
from common.kernel.timing import Timing
from evidence.cases.model import CaseState, Limits
from evidence.custody.model import Action
from evidence.inspection.model import ScanState
from evidence.items.model import Content, Item, ItemState, Sufficiency
from evidence.requests.model import Change as RequestChange
from evidence.requests.model import EvidenceRequest

from . import loading
from .loading import EvidenceInCase, JudgedItem, JudgedItemChange
from .model import Submission, SubmissionChange, SubmissionFile, take_submission


@dataclass(frozen=True, slots=True)
class SubmitEvidence(UnversionedCommand[EvidenceInCase]):
    submission: Submission
    content: Content
    limits: Limits
    received_at: datetime | None = None
    """When its last byte was here, if looking into it has taken time since."""


def submit_evidence(file: SubmissionFile, command: SubmitEvidence, context: Context) -> SubmissionChange:
    return take_submission(
        file,
        command.submission,
        command.content,
        item_id=context.new_id(),
        by=context.principal,
        limits=command.limits,
        timing=context.timing,
        received_at=command.received_at,
    )


@dataclass(frozen=True, slots=True)
class InvalidateEvidence(Command[EvidenceInCase]):
    item_id: UUID
    reason_code: str
    reason: str


def invalidate_evidence(judged: JudgedItem, command: InvalidateEvidence, context: Context) -> JudgedItemChange:
    """Find evidence invalid, as an operator; the request it satisfied follows at once (D12)."""
    judged.case.side_of(context.principal)
    require_version(context.expected_version, judged.item.version)
    judged.case.require_open()
    return _invalidate(judged, context.principal.actor, context.timing, command.reason_code, command.reason)


@dataclass(frozen=True, slots=True)
class RecordScanResult(Command[EvidenceInCase]):
    item_id: UUID
    scan_state: Literal[ScanState.CLEAN, ScanState.INFECTED]


def record_scan_result(judged: JudgedItem, command: RecordScanResult, context: Context) -> JudgedItemChange:
    """Keep what the scanner has answered at last. Malware counts as no evidence (D12) and stays where nobody sees
    it."""
    state, is_open = command.scan_state, judged.case.state is CaseState.OPEN
    if state is not ScanState.INFECTED or judged.item.state is not ItemState.VALID or not is_open:
        return JudgedItemChange(scan_state=state)
    by, reason = context.principal.actor, "The scanner found malware in it."
    return _invalidate(judged, by, context.timing, "malware", reason)._replace(scan_state=state)


def _invalidate(judged: JudgedItem, by: Actor, timing: Timing, reason_code: str, reason: str) -> JudgedItemChange:
    change = judged.item.invalidate(by=by, at=timing.now, reason_code=reason_code, reason=reason)
    requests = _recount(judged, change.item, timing)
    finding = {"reason_code": reason_code, "invalidated_at": timing.now.isoformat(), "reason_sha256": sum_of(reason)}
    return JudgedItemChange(change, requests, finding=finding)


def judge_sufficiency(judged: JudgedItem, sufficiency: Sufficiency, timing: Timing) -> JudgedItemChange:
    """Record whether it suffices, as the checks or an operator have found; the requests that it answers follow."""
    change = judged.item.judge_sufficiency(sufficiency)
    if change.item is judged.item:
        return JudgedItemChange()
    requests = _recount(judged, change.item, timing)
    return JudgedItemChange(change, requests, action=Action.EXAMINED, finding={"sufficiency": sufficiency})


def _recount(judged: JudgedItem, item: Item, timing: Timing) -> Sequence[RequestChange]:
    """Let the requests of its side, of which something else is to be thought now, follow. Those of the other side rest
    on evidence that is not among `others`."""
    if item.side is None or judged.case.state is CaseState.CLOSED:
        return ()
    others = [item if other.id == item.id else other for other in judged.others]

    def count(request: EvidenceRequest) -> RequestChange:
        if request.side is not item.side:
            return RequestChange(request)
        if item.counts:
            return request.count_items(others)
        return request.on_item_invalidated(item.id, others, timing.received_at)

    return judged.requests.change_each(count, timing.now).changes


SUBMISSION_HANDLERS: Final[CommandHandlers] = {
    SubmitEvidence: CommandHandler(loading.load_submission, submit_evidence, loading.save_submission),
    InvalidateEvidence: CommandHandler(loading.load_judged_item, invalidate_evidence, loading.save_judged_item),
    RecordScanResult: CommandHandler(loading.load_judged_item, record_scan_result, loading.save_judged_item),
}
