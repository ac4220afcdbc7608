"""Loaders and savers of attaching: the case is locked first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol
from uuid import UUID

from common.execution.commands import Context
from common.kernel.origin import Origin
from evidence.cases.model import Case
from evidence.custody import log
from evidence.custody.model import Action
from evidence.events import EventContext
from evidence.items.integration_events import Visibility, item_events
from evidence.items.model import Change as ItemChange
from evidence.items.model import Item, spell_covers
from evidence.items.parts import Examination
from evidence.requests.case_requests import CaseRequests
from evidence.requests.loading import save_decided_graces, save_request_changes
from evidence.requests.model import Change as RequestChange
from evidence.requests.model import EvidenceRequest
from evidence.submissions.transaction import SubmissionsTransaction


class AttachmentFile(NamedTuple):
    case: Case
    requests: CaseRequests
    items: Sequence[Item]
    """Of the whole case."""
    examinations: Mapping[UUID, Examination]


class AttachmentChange(NamedTuple):
    decided_before: Sequence[RequestChange]
    """A grace whose time had come, decided by what was there before."""
    item: ItemChange
    is_sealed: bool
    """The other side must not know of it yet."""
    requests: Sequence[RequestChange]
    items_after: Sequence[Item]
    requests_after: Sequence[EvidenceRequest]


class Attachment(NamedTuple):
    """Request as it is afterwards, with the case it is shown in."""

    request: EvidenceRequest
    case: Case
    items: Sequence[Item]
    requests: Sequence[EvidenceRequest]
    examinations: Mapping[UUID, Examination]


class OfRequest(Protocol):
    @property
    def request_id(self) -> UUID: ...


async def load_to_attach(tx: SubmissionsTransaction, command: OfRequest, origin: Origin) -> AttachmentFile:
    """Raises NotFound."""
    case = await tx.cases.get_for_update((await tx.requests.get(command.request_id)).dispute)
    requests = CaseRequests(tuple(await tx.requests.of_case(case.id)))
    return AttachmentFile(case, requests, await tx.items.of_case(case.id), await tx.examinations.of_case(case.id))


async def save_attachment(
    tx: SubmissionsTransaction, file: AttachmentFile, change: AttachmentChange, context: Context
) -> Attachment:
    item, request = change.item.item, _attached_request(change)
    await save_decided_graces(tx, file.requests, change.decided_before, context)
    context = context._replace(timing=file.requests.date_act(item.side, context.timing))
    if change.item.events:
        visibility = Visibility.SEALED if change.is_sealed else Visibility.OPEN
        await tx.items.save(item)
        await tx.publish(list(item_events(change.item, EventContext.of_context(context), visibility)))
        by, covers = context.principal.actor, spell_covers(item)
        await log.record_action(tx, item.id, Action.ATTACHED, actor=by, request=str(request.id), covers=covers)
    await save_request_changes(tx, change.requests, context)
    return Attachment(request, file.case, change.items_after, change.requests_after, file.examinations)


def _attached_request(change: AttachmentChange) -> EvidenceRequest:
    return next(request for request in change.requests_after if request.id == change.item.item.request)
