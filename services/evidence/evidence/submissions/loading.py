"""Loaders and savers of what is handed in: the case is locked first, whatever else is touched comes after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, Protocol
from uuid import UUID

from common.execution.commands import Context
from common.kernel.errors import NotFound
from common.kernel.origin import Origin
from common.kernel.principal import SYSTEM, Principal
from evidence.cases.model import DISPUTE_OR_EVIDENCE, Case, Limits
from evidence.custody import log
from evidence.custody.model import Action
from evidence.events import EventContext
from evidence.inspection.model import ScanState
from evidence.items.integration_events import Visibility, item_events
from evidence.items.model import LIVE_VIDEO, SHIPMENT_RECORD, Item, StoredFile
from evidence.items.model import Change as ItemChange
from evidence.items.parts import Examination
from evidence.requests import groups
from evidence.requests.case_requests import CaseRequests
from evidence.requests.loading import save_decided_graces, save_request_changes
from evidence.requests.model import Change as RequestChange

from .custody import open_chain
from .model import Submission, SubmissionChange, SubmissionFile, TakenRoom, identify_giver
from .transaction import SubmissionsTransaction


class EvidenceInCase(NamedTuple):
    """Piece of evidence, and the case that decides who may see it and what may be done with it."""

    item: Item
    case: Case
    examination: Examination | None = None
    """Of a live recording, for whom it is to be shown."""


class JudgedItem(NamedTuple):
    """Piece of evidence whose case is locked, with all that follows from what is found out about it."""

    item: Item
    case: Case
    requests: CaseRequests
    others: Sequence[Item]
    """Of its side, itself included; nobody's where no party has given it."""


class JudgedItemChange(NamedTuple):
    item: ItemChange | None = None
    requests: Sequence[RequestChange] = ()
    scan_state: ScanState | None = None
    """What the scanner says of its file."""
    action: Action = Action.INVALIDATED
    """Entry in its chain of custody, with what was found."""
    finding: Mapping[str, str] = MappingProxyType({})


class WithSubmission(Protocol):
    @property
    def submission(self) -> Submission: ...


class OfItem(Protocol):
    @property
    def item_id(self) -> UUID: ...


async def load_submission(tx: SubmissionsTransaction, command: WithSubmission, origin: Origin) -> SubmissionFile:
    """Raises NotFound."""
    await tx.cases.get_for_update(command.submission.dispute)
    return await read_submission_file(tx, command.submission, origin.principal)


async def read_submission_file(
    tx: SubmissionsTransaction, submission: Submission, by: Principal, *, instead_of: UUID | None = None
) -> SubmissionFile:
    """`instead_of`: the upload or recording that becomes this piece of evidence takes up no room beside it.
    Raises NotFound."""
    case = await tx.cases.get(submission.dispute)
    side = identify_giver(case, by, submission.on_behalf_of).side
    requests = CaseRequests(tuple(await tx.requests.of_case(case.id)))
    asks_platform = instead_of is None and submission.size > 0
    used = await tx.quotas.sum_side_usage(case.id, side, but=instead_of)
    room = TakenRoom(used, await tx.quotas.sum_platform_bytes() if asks_platform else 0)
    items_decide = any(request.grace is not None or request.needs_all_points for request in requests.requests)
    items = await tx.items.of_case(case.id) if items_decide else ()
    deal = await tx.deals.find(case.escrow) if submission.kind == SHIPMENT_RECORD else None
    return SubmissionFile(case, requests, room, items, None if deal is None else deal.funded_at)


async def require_submittable(
    tx: SubmissionsTransaction, submission: Submission, *, viewer: Principal, limits: Limits
) -> None:
    """Say no before a byte of the file is read."""
    file = await read_submission_file(tx, submission, viewer)
    file.require_submittable(submission, viewer, limits, (await tx.timing()).received_at)


async def save_submission(
    tx: SubmissionsTransaction, file: SubmissionFile, change: SubmissionChange, context: Context
) -> EvidenceInCase:
    await save_decided_graces(tx, file.requests, change.decided_before, context)
    given = change.item.item
    # Of a file that took days to finish the giver's instant counts, and nothing follows as of then: nobody knew of it.
    received_at = max(given.received_at, context.timing.received_at)
    context = context._replace(timing=file.requests.date_act(given.side, context.timing, received_at))
    await tx.cases.save(change.case)
    stored = await tx.items.add(given)
    visibility = Visibility.SEALED if change.is_sealed else Visibility.OPEN
    await tx.publish(list(item_events(change.item, EventContext.of_context(context), visibility)))
    await open_chain(tx, stored, context)
    await save_request_changes(tx, change.requests, context)
    return EvidenceInCase(given, change.case)


async def load_judged_item(tx: SubmissionsTransaction, command: OfItem, origin: Origin) -> JudgedItem:
    """Lock its chain of custody too, before the time is read: link and row bear one instant. Raises NotFound."""
    case = await tx.cases.get_for_update((await tx.items.get(command.item_id)).dispute)
    await tx.custody.lock_head(command.item_id)
    item = await tx.items.get(command.item_id)
    requests = CaseRequests(tuple(await tx.requests.of_case(case.id)))
    others = () if item.side is None else await tx.items.of_side(case.id, item.side)
    return JudgedItem(item, case, requests, others)


async def save_judged_item(
    tx: SubmissionsTransaction, judged: JudgedItem, change: JudgedItemChange, context: Context
) -> EvidenceInCase:
    id, item, now = judged.item.id, judged.item, context.timing.now
    if change.scan_state is not None:
        await tx.items.record_scan(id, change.scan_state)
        await log.record_action(tx, id, Action.SCANNED, actor=SYSTEM, at=now, result=str(change.scan_state))
    if change.item is not None:
        item, by = change.item.item, context.principal.actor
        await tx.items.save(item)
        await tx.publish(list(item_events(change.item, EventContext.of_context(context))))
        await log.record_action(tx, id, change.action, actor=by, at=now, **change.finding)
    await save_request_changes(tx, change.requests, context)
    return EvidenceInCase(item, judged.case, await _find_examination(tx, item))


async def get_visible(tx: SubmissionsTransaction, id: UUID, *, viewer: Principal) -> Item:
    """Raises NotFound for whoever is not to know of it (yet)."""
    return (await load_visible(tx, id, viewer)).item


async def load_visible(tx: SubmissionsTransaction, id: UUID, viewer: Principal) -> EvidenceInCase:
    """Raises NotFound for whoever is not to know of it (yet)."""
    item = await tx.items.get(id)
    case = await tx.cases.get(item.dispute)
    side = case.side_of(viewer)
    if side not in (None, item.side) and groups.hides_item(await tx.requests.of_case(item.dispute), item, side):
        raise NotFound(DISPUTE_OR_EVIDENCE)
    is_theirs = side in (None, item.side)
    return EvidenceInCase(item, case, await _find_examination(tx, item) if is_theirs else None)


async def _find_examination(tx: SubmissionsTransaction, item: Item) -> Examination | None:
    return await tx.examinations.find(item.id) if item.kind == LIVE_VIDEO else None


async def is_new_to_viewer(tx: SubmissionsTransaction, id: UUID, *, viewer: Principal) -> bool:
    """Tell whether showing what it says is new to the viewer. Files say nothing until they are downloaded."""
    item = await get_visible(tx, id, viewer=viewer)
    if isinstance(item.content, StoredFile) or viewer.actor == item.by:
        return False
    return not await tx.custody.was_seen_by(id, viewer.actor)
