"""Command of attaching: what a case has already is given for a request, or for more points of its checklist."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from common.execution.commands import Command, CommandHandler, CommandHandlers, Context
from common.kernel.errors import Forbidden, NotFound, require_version
from evidence.cases.model import DISPUTE_OR_EVIDENCE, Side
from evidence.items.errors import AlreadyInvalid, EvidenceErased
from evidence.items.model import Erased, Item, ItemState
from evidence.requests import groups
from evidence.requests.case_requests import CaseRequests
from evidence.submissions.model import identify_giver

from . import loading
from .loading import Attachment, AttachmentChange, AttachmentFile


@dataclass(frozen=True, slots=True)
class AttachEvidence(Command[Attachment]):
    request_id: UUID
    item_id: UUID
    covers: tuple[str, ...]
    on_behalf_of: Side | None


def attach_evidence(file: AttachmentFile, command: AttachEvidence, context: Context) -> AttachmentChange:
    """Raises NotFound, Forbidden, AlreadyInvalid, EvidenceErased, or what evidence for the request is refused for.

    The version that an If-Match names is the request's.
    """
    timing = context.timing
    side = identify_giver(file.case, context.principal, command.on_behalf_of).side
    _require_read_version(file, command.request_id, side, context.expected_version)
    file.case.require_open()
    item = _require_own_item(file, command.item_id, side)
    requests = file.requests.settle_graces(side, file.items, timing.received_at, timing.now)
    request = requests.get(command.request_id)
    request.require_admissible(side, item.kind, timing.received_at, command.covers)
    attached = item.attach(request.id, command.covers)
    items = [attached.item if other.id == item.id else other for other in file.items]
    satisfied = CaseRequests(requests.requests).apply_changes([request.count_items(items)], timing.now)
    is_sealed = any(groups.hides_item(satisfied.requests, attached.item, other) for other in Side)
    return AttachmentChange(requests.changes, attached, is_sealed, satisfied.changes, items, satisfied.requests)


def _require_read_version(
    file: AttachmentFile, request_id: UUID, side: Side | None, expected: frozenset[int] | None
) -> None:
    """Raises NotFound, before any version is compared: that alone would tell of a request that is hidden."""
    request = file.requests.get(request_id)
    if groups.hides_request(request, side):
        raise NotFound(DISPUTE_OR_EVIDENCE)
    require_version(expected, request.version)


def _require_own_item(file: AttachmentFile, item_id: UUID, side: Side | None) -> Item:
    """Find the item among those of its side: what others gave answers for nobody else."""
    item = next((item for item in file.items if item.id == item_id), None)
    if item is None or (item.side is not side and groups.hides_item(file.requests.requests, item, side)):
        raise NotFound(DISPUTE_OR_EVIDENCE)
    if item.side is not side:
        raise Forbidden("Somebody else has given this evidence. Attach what is from the party that was asked.")
    if item.state is ItemState.INVALID:
        raise AlreadyInvalid
    if isinstance(item.content, Erased):
        raise EvidenceErased
    return item


ATTACHMENT_HANDLERS: Final[CommandHandlers] = {
    AttachEvidence: CommandHandler(loading.load_to_attach, attach_evidence, loading.save_attachment),
}
