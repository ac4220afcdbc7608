"""Erases what a person gave, or all of a case whose time is over, as far as nothing forbids it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from common.kernel.errors import NotFound
from common.kernel.principal import SYSTEM, Actor
from evidence.cases import retention
from evidence.cases.model import DISPUTE_OR_EVIDENCE, CaseOpen, CaseState
from evidence.custody import log
from evidence.custody.model import Action
from evidence.events import EventContext
from evidence.items.integration_events import item_events
from evidence.items.model import Erased, ErasureCause, StoredFile
from evidence.storage.erasure_receipt import Receipt

from .model import LegalHold, StoredAnswer
from .transaction import RetentionTransaction


class Erasure(NamedTuple):
    receipt: Receipt
    paths: Sequence[str] = ()
    """Of objects, to be removed once this is committed. Without their keys they are noise."""
    items: Sequence[UUID] = ()
    uploads: Sequence[UUID] = ()
    """Whose files may still be arriving."""


async def erase_person(tx: RetentionTransaction, person: Actor, *, by: Actor, instead: StoredAnswer) -> Erasure:
    """`instead`: what stored answers that speak of it are replaced by. Asked again it is the same receipt. Raises
    NotFound for somebody unheard of, CaseOpen or LegalHold; then nothing is erased."""
    if not await tx.erasures.knows_person(person):
        raise NotFound(DISPUTE_OR_EVIDENCE)
    match await tx.erasures.find_hindrance(person):
        case CaseState.OPEN:
            raise CaseOpen
        case CaseState.CLOSED:
            raise LegalHold
    if (earlier_receipt := await tx.keys.receipt(person)) is not None:
        return Erasure(earlier_receipt)
    items = await tx.erasures.items_of(person)
    paths = [
        *await _erase_items(tx, items, by=by, cause=ErasureCause.REQUEST),
        *await tx.erasures.list_chunk_paths(person),
    ]
    paths += await _erase_archives(tx, await tx.erasures.disputes_of(person))
    uploads = await tx.erasures.end_uploads(person)
    await tx.erasures.forget_answers(items, person, instead)
    receipt = Receipt((await tx.timing()).now, len(items))
    await tx.keys.destroy_all(person, receipt)
    return Erasure(receipt, paths, items, uploads)


async def erase_case(tx: RetentionTransaction, dispute: UUID, *, instead: StoredAnswer) -> Erasure | None:
    """All evidence of a case whose time is over. None: it is not, or not any more; nothing is erased then."""
    case = await tx.cases.get_for_update(dispute)
    now, has_legal_hold = (await tx.timing()).now, await tx.retention.has_legal_hold(dispute)
    due_at = retention.retained_until(case, days=await tx.retention.retention_days(), has_legal_hold=has_legal_hold)
    if case.cleared_at is not None or due_at is None or now < due_at:
        return None
    items = [item.id for item in await tx.items.of_case(dispute) if not isinstance(item.content, Erased)]
    paths, pieces = (
        await _erase_items(tx, items, by=SYSTEM, cause=ErasureCause.RETENTION),
        await tx.erasures.list_chunk_paths(dispute),
    )
    await tx.keys.destroy(pieces)
    paths += [*pieces, *await _erase_archives(tx, [dispute])]
    uploads = await tx.erasures.end_uploads(dispute)
    await tx.erasures.forget_answers(items, None, instead)
    await tx.cases.save(case.mark_cleared(now))
    await tx.append_audit_entry("evidence.retention_over", str(dispute), items=len(items), due_at=due_at.isoformat())
    return Erasure(Receipt(now, len(items)), paths, items, uploads)


async def _erase_items(tx: RetentionTransaction, ids: Sequence[UUID], *, by: Actor, cause: ErasureCause) -> list[str]:
    """That they were there stays. Returns the paths of their files, whose keys are destroyed."""
    now, paths = (await tx.timing()).now, []
    for id in sorted(ids):
        item = await tx.items.get(id)
        change = item.erase(cause)
        await log.record_action(tx, id, Action.ERASED, actor=by, cause=cause)
        await tx.erasures.mark_erased(item, now)
        await tx.items.save(change.item)
        await tx.publish(list(item_events(change, EventContext(tx.tenant, by, tx.cause, now))))
        if isinstance(item.content, StoredFile):
            paths.append(item.content.path)
    await tx.keys.destroy(paths)
    return paths


async def _erase_archives(tx: RetentionTransaction, disputes: Sequence[UUID]) -> Sequence[str]:
    """Whoever wants one asks again: the new one does without what was erased."""
    paths = await tx.erasures.end_archives(disputes)
    await tx.keys.destroy(paths)
    return paths
