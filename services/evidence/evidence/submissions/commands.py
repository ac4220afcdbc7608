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
from evidence.cases.model import ANYTHING, Case, CaseState, Limits, PlatformFull, Side, Viewer
from evidence.custody import log
from evidence.custody.model import Action
from evidence.events import EventContext
from evidence.inspection.model import ScanState
from evidence.items.integration_events import Visibility, item_events
from evidence.items.model import Content, Item, ItemState, StoredFile
from evidence.requests import groups, lifecycle
from evidence.requests.errors import CoversUnknown
from evidence.requests.model import EvidenceRequest, meant

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


async def may_submit(tx: SubmissionsTransaction, wanted: Submission, *, viewer: Viewer, limits: Limits) -> None:
    """Say no before a byte of the file is read. `submit` asks again when all of it is here."""
    case = await tx.cases.get(wanted.dispute)
    side = case.side_of(viewer)
    await _require_room(tx, case, side, wanted.size, limits)
    target = await _addressed(tx, wanted, side)
    if target is not None and target.grace is None:  # a grace still to be decided can make it good
        target.admit(side, wanted.kind, (await tx.timing()).received_at, wanted.covers)


async def submit(
    tx: SubmissionsTransaction,
    wanted: Submission,
    content: Content,
    *,
    id: UUID,
    viewer: Viewer,
    limits: Limits,
    received_at: datetime | None = None,
) -> Item:
    """`received_at`: when its last byte was here, if looking into it has taken time since."""
    case = await tx.cases.hold(wanted.dispute)
    timing = await tx.timing()
    received_at = received_at or timing.received_at
    side = case.side_of(viewer)
    await _require_room(tx, case, side, wanted.size, limits, but=id)
    target = await _admitted(tx, wanted, side, received_at)
    change = Item.receive(
        id=id,
        dispute=case.id,
        kind=wanted.kind,
        side=side,
        by=viewer.actor,
        content=content,
        at=received_at,
        request=None if target is None else target.id,
        covers=wanted.covers,
    )
    await tx.cases.save(case.hold(wanted.size))
    await tx.items.add(change.item)
    sealed = () if target is None else (target,)
    hidden = any(groups.hides(sealed, change.item, other) for other in Side)
    visibility = Visibility.SEALED if hidden else Visibility.OPEN
    await tx.publish(list(item_events(change, _event_context(tx, timing.now), visibility)))
    await open_chain(tx, change.item, timing.now)
    if target is not None:
        await lifecycle.keep(tx, [target.take(change.item)], timing.now)
    return change.item


async def invalidate(
    tx: SubmissionsTransaction, id: UUID, *, viewer: Viewer, reason_code: str, reason: str, expected: int | None
) -> Item:
    """An operator finds evidence invalid; the request it satisfied follows at once (D12)."""
    case = await tx.cases.hold((await tx.items.get(id)).dispute)
    case.side_of(viewer)
    found, timing = await tx.items.get(id), await tx.timing()
    require_version(expected, found.version)
    case.require_open()
    change = found.invalidate(by=viewer.actor, at=timing.now, reason_code=reason_code, reason=reason)
    await tx.items.save(change.item)
    await tx.publish(list(item_events(change, _event_context(tx, timing.now))))
    await log.record(tx, id, Action.INVALIDATED, actor=viewer.actor, reason_code=reason_code)
    if found.side is not None:
        others = await tx.items.of_side(case.id, found.side)
        requests = await tx.requests.of_case(case.id)
        changes = [owed.note_invalid(id, others, timing.received_at) for owed in requests]
        await lifecycle.keep(tx, changes, timing.now)
    return change.item


async def note_scanned(tx: SubmissionsTransaction, id: UUID, state: ScanState) -> None:
    """The scanner has answered at last. Malware counts as no evidence (D12) and stays where nobody sees it."""
    case = await tx.cases.hold((await tx.items.get(id)).dispute)
    found = await tx.items.get(id)
    await tx.items.mark(id, state)
    await log.record(tx, id, Action.SCANNED, actor=SYSTEM, result=str(state))
    if state is ScanState.INFECTED and found.state is ItemState.VALID and case.state is CaseState.OPEN:
        reason = "The scanner found malware in it."
        await invalidate(tx, id, viewer=Viewer(SYSTEM), reason_code="malware", reason=reason, expected=None)


async def visible(tx: SubmissionsTransaction, id: UUID, *, viewer: Viewer) -> Item:
    """Raises NotFound for whoever is not to know of it (yet)."""
    found = await tx.items.get(id)
    side = (await tx.cases.get(found.dispute)).side_of(viewer)
    if side not in (None, found.side) and groups.hides(await tx.requests.of_case(found.dispute), found, side):
        raise NotFound(ANYTHING)
    return found


async def unseen(tx: SubmissionsTransaction, id: UUID, *, viewer: Viewer) -> bool:
    """Whether showing what it says is new to the viewer. Files say nothing until they are downloaded."""
    found = await visible(tx, id, viewer=viewer)
    if isinstance(found.content, StoredFile) or viewer.actor == found.by:
        return False
    return not await tx.custody.seen_by(id, viewer.actor)


async def note_viewed(tx: SubmissionsTransaction, id: UUID, *, viewer: Viewer) -> None:
    """The contents are shown. Once per person is enough to know who has seen them."""
    if await unseen(tx, id, viewer=viewer):
        await log.record(tx, id, Action.VIEWED, actor=viewer.actor)


async def _require_room(
    tx: SubmissionsTransaction, case: Case, side: Side | None, size: int, limits: Limits, *, but: UUID | None = None
) -> None:
    """Raises CaseClosed, TooManyFiles, QuotaExceeded or PlatformFull. `but`: the upload that becomes this item."""
    used = await tx.items.usage(case.id, side)
    case.require_room(size, used.and_also(await tx.uploads.under_way(case.id, side, but=but)), limits)
    if but is None and size and await tx.uploads.platform_bytes() + size > limits.platform_bytes:
        raise PlatformFull


async def _admitted(
    tx: SubmissionsTransaction, wanted: Submission, side: Side | None, received_at: datetime
) -> EvidenceRequest | None:
    """The request this evidence is for, if any, and it is in time. A deadline is exact however late its worker: what
    comes after the cut-off but within a grace that nobody has decided about yet is in time."""
    target = await _addressed(tx, wanted, side)
    if target is None:
        return None
    if target.grace is not None and not target.in_time(received_at):
        await lifecycle.settle_grace(tx, target, by=received_at)
        target = await tx.requests.get(target.id)
    target.admit(side, wanted.kind, received_at, wanted.covers)
    return target


async def _addressed(tx: SubmissionsTransaction, wanted: Submission, side: Side | None) -> EvidenceRequest | None:
    """The request this evidence is for, if any: the named one, else the one that asked for its kind."""
    requests = await tx.requests.of_case(wanted.dispute)
    if wanted.request is None:
        target = meant(requests, side, wanted.kind)
        if target is None and wanted.covers:
            raise CoversUnknown(())
        return target
    target = next((found for found in requests if found.id == wanted.request), None)
    if target is None or groups.hidden(target, side):
        raise NotFound(ANYTHING)
    return target


def _event_context(tx: SubmissionsTransaction, now: datetime) -> EventContext:
    return EventContext(tx.tenant, tx.actor, tx.cause, now)
