"""What becomes of requests for evidence: opened, extended, paused, given grace, lapsed, revealed.

Whoever calls holds the case, directly or because the function does it first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from common.kernel.principal import SYSTEM
from evidence.cases.model import Case, CaseState
from evidence.custody import log
from evidence.custody.model import Action
from evidence.events import EventContext

from . import groups
from .integration_events import request_events
from .model import Change, EvidenceRequest
from .transaction import RequestsTransaction


class StillLookingInto(Exception):
    """Not yet: the deadline fires again in a moment."""


async def note_dispute(tx: RequestsTransaction, case: Case) -> Case:
    """A dispute was opened elsewhere, or named its parties."""
    assert case.buyer is not None, "the facts that come here name both parties"
    assert case.seller is not None, "the facts that come here name both parties"
    kept = await tx.cases.remember(case)
    if kept.buyer is None:
        kept = kept.note_parties(case.escrow, case.buyer, case.seller)
        await tx.cases.save(kept)
    return kept


async def note_going_on(tx: RequestsTransaction, dispute: UUID, at: datetime) -> None:
    case = await tx.cases.hold(dispute)
    if (after := case.note_going_on(at)) is not case:
        await tx.cases.save(after)


async def open_request(tx: RequestsTransaction, case: Case, asked: EvidenceRequest) -> None:
    kept = await note_dispute(tx, case)
    if kept.state is CaseState.CLOSED or await tx.requests.find(asked.id) is not None:
        return
    now = (await tx.timing()).now
    change = asked.opened(await tx.items.of_side(case.id, asked.side))
    await tx.requests.add(change.request)
    await _tell(tx, change, now)
    if kept.paused_since is not None:
        await keep(tx, [change.request.pause(kept.paused_since)], now)
    await _reveal(tx, change.request, now)


async def note_dispute_closed(tx: RequestsTransaction, case: Case, over_at: datetime | None) -> None:
    """The case takes no more, whatever became of its requests; if it is over for good, since when."""
    kept = (await tx.cases.remember(case)).note_closed()
    await tx.cases.save(kept if over_at is None else kept.note_over(over_at))
    await _each(tx, case.id, lambda owed: owed.note_case_closed())


async def extend(
    tx: RequestsTransaction, dispute: UUID, *, request: UUID | None, due_at: datetime, at: datetime
) -> None:
    await tx.cases.hold(dispute)
    await _each(tx, dispute, lambda owed: owed.extend(due_at, at) if request in (None, owed.id) else Change(owed))


async def pause(tx: RequestsTransaction, dispute: UUID, at: datetime) -> None:
    case = (await tx.cases.hold(dispute)).note_paused(at)
    await tx.cases.save(case)
    if (since := case.paused_since) is not None:
        await _each(tx, dispute, lambda owed: owed.pause(since))


async def resume(tx: RequestsTransaction, dispute: UUID, *, paused_at: datetime, resumed_at: datetime) -> None:
    case = (await tx.cases.hold(dispute)).note_resumed(resumed_at)
    await tx.cases.save(case)
    await _each(tx, dispute, lambda owed: owed.resume(paused_at, resumed_at))
    if (since := case.paused_since) is not None:  # a later pause came first
        await _each(tx, dispute, lambda owed: owed.pause(since))


async def lapse(tx: RequestsTransaction, id: UUID, *, due_at: datetime) -> None:
    """The cut-off fires; a checkpoint that came before it, or at it, is decided first."""
    await tx.cases.hold((await tx.requests.get(id)).dispute)
    await settle_grace(tx, await tx.requests.get(id), by=due_at)
    owed = await tx.requests.get(id)
    if await _coming(tx, owed):
        raise StillLookingInto
    await keep(tx, [owed.lapse(due_at)], (await tx.timing()).now)


async def _coming(tx: RequestsTransaction, owed: EvidenceRequest) -> bool:
    """The last byte of an upload for it was here in time, but whether it is evidence is still being found out."""
    return any(
        upload.side is owed.side and upload.kind in owed.kinds and owed.in_time(upload.finished_at)
        for upload in await tx.uploads.finishing(owed.dispute)
        if upload.finished_at is not None
    )


async def checkpoint(tx: RequestsTransaction, id: UUID, *, due_at: datetime) -> None:
    await tx.cases.hold((await tx.requests.get(id)).dispute)
    await settle_grace(tx, await tx.requests.get(id), by=due_at)


async def reveal_at_end(tx: RequestsTransaction, id: UUID) -> None:
    await tx.cases.hold((await tx.requests.get(id)).dispute)
    await _reveal(tx, await tx.requests.get(id), (await tx.timing()).now)


async def settle_grace(tx: RequestsTransaction, owed: EvidenceRequest, *, by: datetime) -> None:
    """Decide about the grace of its group if the checkpoint has passed `by` then (K10)."""
    if owed.grace is None or owed.paused_at is not None or owed.grace.at > by:
        return
    requests = await tx.requests.of_case(owed.dispute)
    items = await tx.items.of_case(owed.dispute)
    await keep(tx, groups.checkpoint(requests, items, owed.group), (await tx.timing()).now)


async def keep(tx: RequestsTransaction, changes: Iterable[Change], now: datetime) -> None:
    """Save and tell them, and reveal what no longer waits for anybody."""
    kept = list(changes)
    for change in kept:
        await tx.requests.save(change.request)
        await _tell(tx, change, now)
    for request in {change.request.group: change.request for change in kept}.values():
        await _reveal(tx, request, now)


async def _reveal(tx: RequestsTransaction, of: EvidenceRequest, now: datetime) -> None:
    requests = await tx.requests.of_case(of.dispute)
    for change in groups.reveal(requests, of.group, now):
        await tx.requests.save(change.request)
        await _tell(tx, change, now)
        for item in await tx.items.of_request(of.dispute, change.request.id, change.request.satisfied_by):
            await log.record(tx, item.id, Action.REVEALED, actor=SYSTEM)


async def _each(tx: RequestsTransaction, dispute: UUID, become: Callable[[EvidenceRequest], Change]) -> None:
    await keep(tx, [become(owed) for owed in await tx.requests.of_case(dispute)], (await tx.timing()).now)


async def _tell(tx: RequestsTransaction, change: Change, now: datetime) -> None:
    await tx.publish(list(request_events(change, EventContext(tx.tenant, tx.actor, tx.cause, now))))
