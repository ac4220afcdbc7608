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


class EvidenceStillArriving(Exception):
    """Not yet: the deadline fires again in a moment."""


async def remember_dispute(tx: RequestsTransaction, case: Case) -> Case:
    """A dispute was opened elsewhere, or named its parties."""
    assert case.buyer is not None, "the facts that come here name both parties"
    assert case.seller is not None, "the facts that come here name both parties"
    known_case = await tx.cases.add_if_new(case)
    if known_case.buyer is None:
        known_case = known_case.name_parties(case.escrow, case.buyer, case.seller)
        await tx.cases.save(known_case)
    return known_case


async def mark_dispute_active(tx: RequestsTransaction, dispute: UUID, at: datetime) -> None:
    case = await tx.cases.get_for_update(dispute)
    if (after := case.mark_active(at)) is not case:
        await tx.cases.save(after)


async def open_request(tx: RequestsTransaction, case: Case, request: EvidenceRequest) -> None:
    known_case = await remember_dispute(tx, case)
    if known_case.state is CaseState.CLOSED or await tx.requests.find(request.id) is not None:
        return
    now = (await tx.timing()).now
    change = request.open_with_items(await tx.items.of_side(case.id, request.side))
    await tx.requests.add(change.request)
    await _publish_events(tx, change, now)
    if known_case.paused_since is not None:
        await save_and_publish(tx, [change.request.pause_clock(known_case.paused_since)], now)
    await _reveal_group(tx, change.request, now)


async def close_dispute(tx: RequestsTransaction, case: Case, over_at: datetime | None) -> None:
    """The case takes no more, whatever became of its requests; if it is over for good, since when."""
    known_case = (await tx.cases.add_if_new(case)).mark_closed()
    await tx.cases.save(known_case if over_at is None else known_case.mark_ended(over_at))
    await _change_each(tx, case.id, lambda owed: owed.close_with_case())


async def extend_requests(
    tx: RequestsTransaction, dispute: UUID, *, request: UUID | None, due_at: datetime, at: datetime
) -> None:
    await tx.cases.get_for_update(dispute)
    await _change_each(
        tx, dispute, lambda owed: owed.extend_window(due_at, at) if request in (None, owed.id) else Change(owed)
    )


async def pause_requests(tx: RequestsTransaction, dispute: UUID, at: datetime) -> None:
    case = (await tx.cases.get_for_update(dispute)).mark_paused(at)
    await tx.cases.save(case)
    if (since := case.paused_since) is not None:
        await _change_each(tx, dispute, lambda owed: owed.pause_clock(since))


async def resume_requests(tx: RequestsTransaction, dispute: UUID, *, paused_at: datetime, resumed_at: datetime) -> None:
    case = (await tx.cases.get_for_update(dispute)).mark_resumed(resumed_at)
    await tx.cases.save(case)
    await _change_each(tx, dispute, lambda owed: owed.resume_clock(paused_at, resumed_at))
    if (since := case.paused_since) is not None:  # a later pause came first
        await _change_each(tx, dispute, lambda owed: owed.pause_clock(since))


async def expire_request(tx: RequestsTransaction, id: UUID, *, due_at: datetime) -> None:
    """The cut-off fires; a checkpoint that came before it, or at it, is decided first."""
    await tx.cases.get_for_update((await tx.requests.get(id)).dispute)
    await settle_grace(tx, await tx.requests.get(id), by=due_at)
    owed = await tx.requests.get(id)
    if await _evidence_is_arriving(tx, owed):
        raise EvidenceStillArriving
    await save_and_publish(tx, [owed.expire_window(due_at)], (await tx.timing()).now)


async def _evidence_is_arriving(tx: RequestsTransaction, owed: EvidenceRequest) -> bool:
    """The last byte of an upload for it was here in time, but whether it is evidence is still being found out."""
    return any(
        upload.side is owed.side and upload.kind in owed.kinds and owed.is_in_time(upload.finished_at)
        for upload in await tx.uploads.finishing(owed.dispute)
        if upload.finished_at is not None
    )


async def check_grace(tx: RequestsTransaction, id: UUID, *, due_at: datetime) -> None:
    await tx.cases.get_for_update((await tx.requests.get(id)).dispute)
    await settle_grace(tx, await tx.requests.get(id), by=due_at)


async def reveal_at_end(tx: RequestsTransaction, id: UUID) -> None:
    await tx.cases.get_for_update((await tx.requests.get(id)).dispute)
    await _reveal_group(tx, await tx.requests.get(id), (await tx.timing()).now)


async def settle_grace(tx: RequestsTransaction, owed: EvidenceRequest, *, by: datetime) -> None:
    """Decide about the grace of its group if the checkpoint has passed `by` then (K10)."""
    if owed.grace is None or owed.paused_at is not None or owed.grace.at > by:
        return
    requests = await tx.requests.of_case(owed.dispute)
    items = await tx.items.of_case(owed.dispute)
    await save_and_publish(tx, groups.decide_grace(requests, items, owed.group), (await tx.timing()).now)


async def save_and_publish(tx: RequestsTransaction, changes: Iterable[Change], now: datetime) -> None:
    """Save and tell them, and reveal what no longer waits for anybody."""
    saved = list(changes)
    for change in saved:
        await tx.requests.save(change.request)
        await _publish_events(tx, change, now)
    for request in {change.request.group: change.request for change in saved}.values():
        await _reveal_group(tx, request, now)


async def _reveal_group(tx: RequestsTransaction, of: EvidenceRequest, now: datetime) -> None:
    requests = await tx.requests.of_case(of.dispute)
    for change in groups.reveal_group(requests, of.group, now):
        await tx.requests.save(change.request)
        await _publish_events(tx, change, now)
        for item in await tx.items.of_request(of.dispute, change.request.id, change.request.satisfied_by):
            await log.record_action(tx, item.id, Action.REVEALED, actor=SYSTEM)


async def _change_each(tx: RequestsTransaction, dispute: UUID, change: Callable[[EvidenceRequest], Change]) -> None:
    await save_and_publish(tx, [change(owed) for owed in await tx.requests.of_case(dispute)], (await tx.timing()).now)


async def _publish_events(tx: RequestsTransaction, change: Change, now: datetime) -> None:
    await tx.publish(list(request_events(change, EventContext(tx.tenant, tx.actor, tx.cause, now))))
