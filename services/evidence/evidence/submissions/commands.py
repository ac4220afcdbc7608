"""The use cases of those who give evidence, look at it, or judge it. Each runs inside a transaction it did not open.

All that changes the evidence of one dispute holds its case first; whatever else is touched comes after. What becomes
of requests is in `requests/lifecycle.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from common.kernel.errors import NotFound, require_version
from common.kernel.principal import SYSTEM
from evidence.cases.model import DISPUTE_OR_EVIDENCE, Case, CaseState, Limits, PlatformFull, Side, Viewer
from evidence.custody import log
from evidence.custody.model import Action
from evidence.events import EventContext
from evidence.inspection.model import ScanState
from evidence.items.integration_events import Visibility, item_events
from evidence.items.model import Content, Item, ItemState, StoredFile
from evidence.requests import groups, lifecycle
from evidence.requests.errors import CoversUnknown
from evidence.requests.model import EvidenceRequest, find_intended_request

from .custody import open_chain
from .transaction import SubmissionsTransaction


@dataclass(frozen=True, slots=True)
class Submission:
    """What somebody wants to put before the operator: `size` is of the file, 0 for anything else."""

    dispute: UUID
    kind: str
    request: UUID | None
    size: int = 0
    covers: tuple[str, ...] = ()


async def require_submittable(
    tx: SubmissionsTransaction, submission: Submission, *, viewer: Viewer, limits: Limits
) -> None:
    """Say no before a byte of the file is read. `submit` asks again when all of it is here."""
    case = await tx.cases.get(submission.dispute)
    side = case.side_of(viewer)
    await _require_room(tx, case, side, submission.size, limits)
    target = await _find_addressed_request(tx, submission, side)
    if target is not None and target.grace is None:  # a grace still to be decided can make it good
        target.require_admissible(side, submission.kind, (await tx.timing()).received_at, submission.covers)


async def submit_evidence(
    tx: SubmissionsTransaction,
    submission: Submission,
    content: Content,
    *,
    id: UUID,
    viewer: Viewer,
    limits: Limits,
    received_at: datetime | None = None,
) -> Item:
    """`received_at`: when its last byte was here, if looking into it has taken time since."""
    case = await tx.cases.get_for_update(submission.dispute)
    timing = await tx.timing()
    received_at = received_at or timing.received_at
    side = case.side_of(viewer)
    await _require_room(tx, case, side, submission.size, limits, but=id)
    target = await _find_admitting_request(tx, submission, side, received_at)
    change = Item.receive(
        id=id,
        dispute=case.id,
        kind=submission.kind,
        side=side,
        by=viewer.actor,
        content=content,
        at=received_at,
        request=None if target is None else target.id,
        covers=submission.covers,
    )
    await tx.cases.save(case.reserve_room(submission.size))
    await tx.items.add(change.item)
    sealed = () if target is None else (target,)
    hidden = any(groups.hides_item(sealed, change.item, other) for other in Side)
    visibility = Visibility.SEALED if hidden else Visibility.OPEN
    await tx.publish(list(item_events(change, _event_context(tx, timing.now), visibility)))
    await open_chain(tx, change.item, timing.now)
    if target is not None:
        await lifecycle.save_and_publish(tx, [target.take_item(change.item)], timing.now)
    return change.item


async def invalidate_evidence(
    tx: SubmissionsTransaction, id: UUID, *, viewer: Viewer, reason_code: str, reason: str, expected_version: int | None
) -> Item:
    """An operator finds evidence invalid; the request it satisfied follows at once (D12)."""
    case = await tx.cases.get_for_update((await tx.items.get(id)).dispute)
    case.side_of(viewer)
    item, timing = await tx.items.get(id), await tx.timing()
    require_version(expected_version, item.version)
    case.require_open()
    change = item.invalidate(by=viewer.actor, at=timing.now, reason_code=reason_code, reason=reason)
    await tx.items.save(change.item)
    await tx.publish(list(item_events(change, _event_context(tx, timing.now))))
    await log.record_action(tx, id, Action.INVALIDATED, actor=viewer.actor, reason_code=reason_code)
    if item.side is not None:
        others = await tx.items.of_side(case.id, item.side)
        requests = await tx.requests.of_case(case.id)
        changes = [owed.on_item_invalidated(id, others, timing.received_at) for owed in requests]
        await lifecycle.save_and_publish(tx, changes, timing.now)
    return change.item


async def record_scan_result(tx: SubmissionsTransaction, id: UUID, state: ScanState) -> None:
    """The scanner has answered at last. Malware counts as no evidence (D12) and stays where nobody sees it."""
    case = await tx.cases.get_for_update((await tx.items.get(id)).dispute)
    item = await tx.items.get(id)
    await tx.items.record_scan(id, state)
    await log.record_action(tx, id, Action.SCANNED, actor=SYSTEM, result=str(state))
    if state is ScanState.INFECTED and item.state is ItemState.VALID and case.state is CaseState.OPEN:
        reason = "The scanner found malware in it."
        await invalidate_evidence(
            tx, id, viewer=Viewer(SYSTEM), reason_code="malware", reason=reason, expected_version=None
        )


async def get_visible(tx: SubmissionsTransaction, id: UUID, *, viewer: Viewer) -> Item:
    """Raises NotFound for whoever is not to know of it (yet)."""
    item = await tx.items.get(id)
    side = (await tx.cases.get(item.dispute)).side_of(viewer)
    if side not in (None, item.side) and groups.hides_item(await tx.requests.of_case(item.dispute), item, side):
        raise NotFound(DISPUTE_OR_EVIDENCE)
    return item


async def is_new_to_viewer(tx: SubmissionsTransaction, id: UUID, *, viewer: Viewer) -> bool:
    """Whether showing what it says is new to the viewer. Files say nothing until they are downloaded."""
    item = await get_visible(tx, id, viewer=viewer)
    if isinstance(item.content, StoredFile) or viewer.actor == item.by:
        return False
    return not await tx.custody.was_seen_by(id, viewer.actor)


async def record_viewing(tx: SubmissionsTransaction, id: UUID, *, viewer: Viewer) -> None:
    """The contents are shown. Once per person is enough to know who has seen them."""
    if await is_new_to_viewer(tx, id, viewer=viewer):
        await log.record_action(tx, id, Action.VIEWED, actor=viewer.actor)


async def _require_room(
    tx: SubmissionsTransaction, case: Case, side: Side | None, size: int, limits: Limits, *, but: UUID | None = None
) -> None:
    """Raises CaseClosed, TooManyFiles, QuotaExceeded or PlatformFull. `but`: the upload that becomes this item."""
    usage = await tx.items.get_usage(case.id, side)
    case.require_room(size, usage.plus_usage(await tx.uploads.under_way(case.id, side, but=but)), limits)
    if but is None and size and await tx.uploads.platform_bytes() + size > limits.platform_bytes:
        raise PlatformFull


async def _find_admitting_request(
    tx: SubmissionsTransaction, submission: Submission, side: Side | None, received_at: datetime
) -> EvidenceRequest | None:
    """The request this evidence is for, if any, and it is in time. A deadline is exact however late its worker: what
    comes after the cut-off but within a grace that nobody has decided about yet is in time."""
    target = await _find_addressed_request(tx, submission, side)
    if target is None:
        return None
    if target.grace is not None and not target.is_in_time(received_at):
        await lifecycle.settle_grace(tx, target, by=received_at)
        target = await tx.requests.get(target.id)
    target.require_admissible(side, submission.kind, received_at, submission.covers)
    return target


async def _find_addressed_request(
    tx: SubmissionsTransaction, submission: Submission, side: Side | None
) -> EvidenceRequest | None:
    """The request this evidence is for, if any: the named one, else the one that asked for its kind."""
    requests = await tx.requests.of_case(submission.dispute)
    if submission.request is None:
        target = find_intended_request(requests, side, submission.kind)
        if target is None and submission.covers:
            raise CoversUnknown(())
        return target
    target = next((request for request in requests if request.id == submission.request), None)
    if target is None or groups.hides_request(target, side):
        raise NotFound(DISPUTE_OR_EVIDENCE)
    return target


def _event_context(tx: SubmissionsTransaction, now: datetime) -> EventContext:
    return EventContext(tx.tenant, tx.actor, tx.cause, now)
