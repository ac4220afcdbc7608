"""The use cases that change something. Each runs inside a transaction it did not open.

All that changes the evidence of one dispute holds its case first; whatever else is touched comes after.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from common.kernel import Actor, NotFound, require_version

from . import outgoing
from .domain import custody, request
from .domain.case import ANYTHING, Case, CaseState, Limits, Side, Viewer
from .domain.custody import Action
from .domain.item import Content, Item, StoredFile
from .domain.request import EvidenceRequest, Window, meant
from .outgoing import Telling
from .ports import Tx


@dataclass(frozen=True, slots=True)
class Submission:
    """What somebody wants to put before the operator: `size` is of the file, 0 for anything else."""

    dispute: UUID
    kind: str
    request: UUID | None
    size: int = 0


async def may_submit(tx: Tx, wanted: Submission, *, viewer: Viewer, limits: Limits) -> None:
    """Say no before a byte of the file is read. `submit` asks again when all of it is here."""
    case = await tx.cases.get(wanted.dispute)
    side = case.side_of(viewer)
    case.require_room(wanted.size, limits)
    await _addressed(tx, wanted, side, (await tx.moment()).received_at)


async def submit(tx: Tx, wanted: Submission, content: Content, *, id: UUID, viewer: Viewer, limits: Limits) -> Item:
    case = await tx.cases.hold(wanted.dispute)
    moment = await tx.moment()
    side = case.side_of(viewer)
    after = case.hold(wanted.size, limits)
    target = await _addressed(tx, wanted, side, moment.received_at)
    change = Item.receive(
        id=id,
        dispute=case.id,
        kind=wanted.kind,
        side=side,
        by=viewer.actor,
        content=content,
        at=moment.received_at,
        request=None if target is None else target.id,
    )
    await tx.cases.save(after)
    await tx.items.add(change.item)
    await tx.publish(list(outgoing.of_item(change, _telling(tx, moment.now))))
    await _first_links(tx, change.item, moment.now)
    if target is not None:
        await _keep(tx, target.take(change.item), moment.now)
    return change.item


async def invalidate(tx: Tx, id: UUID, *, viewer: Viewer, reason_code: str, reason: str, expected: int | None) -> Item:
    """An operator finds evidence invalid; the request it satisfied follows at once (D12)."""
    case = await tx.cases.hold((await tx.items.get(id)).dispute)
    case.side_of(viewer)
    found, moment = await tx.items.get(id), await tx.moment()
    require_version(expected, found.version)
    case.require_open()
    change = found.invalidate(by=viewer.actor, at=moment.now, reason_code=reason_code, reason=reason)
    await tx.items.save(change.item)
    await tx.publish(list(outgoing.of_item(change, _telling(tx, moment.now))))
    await record(tx, id, Action.INVALIDATED, actor=viewer.actor, reason_code=reason_code)
    if found.side is not None:
        others = await tx.items.of_side(case.id, found.side)
        for owed in await tx.requests.of_case(case.id):
            await _keep(tx, owed.note_invalid(id, others, moment.received_at), moment.now)
    return change.item


async def record(tx: Tx, id: UUID, action: Action, *, actor: Actor, **details: str) -> None:
    """Append to the item's chain of custody. Its head also goes to the audit log, so that a cut tail shows."""
    head = await tx.custody.head(id)
    now = (await tx.moment()).now
    link = custody.link(id, head, action, actor=actor, at=now, details=details)
    await tx.custody.append(id, [link])
    await tx.note(f"custody.{action}", str(id), seq=link.seq, hash=link.hash.hex())


async def visible(tx: Tx, id: UUID, *, viewer: Viewer) -> Item:
    """Raises NotFound for whoever is not to know of it."""
    found = await tx.items.get(id)
    (await tx.cases.get(found.dispute)).side_of(viewer)
    return found


async def unseen(tx: Tx, id: UUID, *, viewer: Viewer) -> bool:
    """Whether showing what it says is new to the viewer. Files say nothing until they are downloaded."""
    found = await visible(tx, id, viewer=viewer)
    if isinstance(found.content, StoredFile) or viewer.actor == found.by:
        return False
    return not await tx.custody.seen_by(id, viewer.actor)


async def note_viewed(tx: Tx, id: UUID, *, viewer: Viewer) -> None:
    """The contents are shown. Once per person is enough to know who has seen them."""
    if await unseen(tx, id, viewer=viewer):
        await record(tx, id, Action.VIEWED, actor=viewer.actor)


async def note_dispute(tx: Tx, case: Case) -> Case:
    """A dispute was opened elsewhere, or named its parties."""
    assert case.buyer is not None, "the facts that come here name both parties"
    assert case.seller is not None, "the facts that come here name both parties"
    kept = await tx.cases.remember(case)
    if kept.buyer is None:
        kept = kept.note_parties(case.escrow, case.buyer, case.seller)
        await tx.cases.save(kept)
    return kept


async def open_request(
    tx: Tx,
    case: Case,
    *,
    id: UUID,
    side: Side,
    kinds: tuple[str, ...],
    level: request.Level,
    window: Window,
) -> None:
    kept = await note_dispute(tx, case)
    if kept.state is CaseState.CLOSED or await tx.requests.find(id) is not None:
        return
    now = (await tx.moment()).now
    change = EvidenceRequest.open(
        id=id,
        dispute=case.id,
        side=side,
        kinds=kinds,
        level=level,
        window=window,
        at=now,
        given=await tx.items.of_side(case.id, side),
    )
    await tx.requests.add(change.request)
    await _tell(tx, change, now)


async def note_dispute_closed(tx: Tx, case: Case) -> None:
    """The case is over, whatever became of its requests."""
    kept = await tx.cases.remember(case)
    await tx.cases.save(kept.note_closed())
    now = (await tx.moment()).now
    for owed in await tx.requests.of_case(case.id):
        await _keep(tx, owed.note_case_closed(), now)


async def lapse(tx: Tx, id: UUID, *, due_at: datetime) -> None:
    await tx.cases.hold((await tx.requests.get(id)).dispute)
    owed = await tx.requests.get(id)
    await _keep(tx, owed.lapse(due_at), (await tx.moment()).now)


async def _addressed(tx: Tx, wanted: Submission, side: Side | None, received_at: datetime) -> EvidenceRequest | None:
    """The request this evidence is for, if any: the named one, else the one that asked for its kind."""
    requests = await tx.requests.of_case(wanted.dispute)
    if wanted.request is None:
        target = meant(requests, side, wanted.kind)
    else:
        target = next((found for found in requests if found.id == wanted.request), None)
        if target is None:
            raise NotFound(ANYTHING)
    if target is not None:
        target.admit(side, wanted.kind, received_at)
    return target


async def _first_links(tx: Tx, found: Item, now: datetime) -> None:
    said: dict[str, str] = {"kind": found.kind}
    links = []
    if isinstance(file := found.content, StoredFile):
        said |= {"sha256": file.sha256.hex(), "size": str(file.size)}
    links.append(custody.link(found.id, None, Action.RECEIVED, actor=found.by, at=found.received_at, details=said))
    if isinstance(file, StoredFile):
        seen = {"media_type": file.media_type, "scan": str(file.scan_state)}
        links.append(custody.link(found.id, links[0], Action.INSPECTED, actor=tx.actor, at=now, details=seen))
    await tx.custody.append(found.id, links)
    await tx.note("custody.received", str(found.id), seq=links[-1].seq, hash=links[-1].hash.hex())


async def _keep(tx: Tx, change: request.Change, now: datetime) -> None:
    await tx.requests.save(change.request)
    await _tell(tx, change, now)


async def _tell(tx: Tx, change: request.Change, now: datetime) -> None:
    await tx.publish(list(outgoing.of_request(change, _telling(tx, now))))


def _telling(tx: Tx, now: datetime) -> Telling:
    return Telling(tx.tenant, tx.actor, tx.cause, now)
