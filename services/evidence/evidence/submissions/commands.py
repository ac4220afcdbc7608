"""Commands of those who give evidence or judge it: frozen values, each with a pure handler."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from common.execution.commands import Command, CommandHandler, CommandHandlers, Context, UnversionedCommand
from common.kernel.errors import require_version
from common.kernel.principal import Actor
from common.kernel.timing import Timing
from evidence.cases.model import CaseState, Limits
from evidence.inspection.model import ScanState
from evidence.items.model import Content, ItemState

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
    if judged.item.side is None:
        return JudgedItemChange(change, reason_code=reason_code)
    others = [change.item if other.id == change.item.id else other for other in judged.others]
    requests = judged.requests.change_each(
        lambda request: request.on_item_invalidated(change.item.id, others, timing.received_at), timing.now
    )
    return JudgedItemChange(change, requests.changes, reason_code=reason_code)


SUBMISSION_HANDLERS: Final[CommandHandlers] = {
    SubmitEvidence: CommandHandler(loading.load_submission, submit_evidence, loading.save_submission),
    InvalidateEvidence: CommandHandler(loading.load_judged_item, invalidate_evidence, loading.save_judged_item),
    RecordScanResult: CommandHandler(loading.load_judged_item, record_scan_result, loading.save_judged_item),
}
