"""Erases what a person gave, or all of a case whose time is over, as far as nothing forbids it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from common.kernel.errors import NotFound
from common.kernel.principal import SYSTEM, Actor
from evidence.cases import retention
from evidence.cases.model import ANYTHING, CaseOpen, CaseState
from evidence.custody import log
from evidence.custody.model import Action
from evidence.events import EventContext
from evidence.items.integration_events import item_events
from evidence.items.model import Erased, ErasureCause, StoredFile
from evidence.storage.erasure_receipt import Receipt

from .model import LegalHold, StoredAnswer
from .transaction import RetentionTransaction


class Gone(NamedTuple):
    receipt: Receipt
    paths: Sequence[str] = ()
    """Of objects, to be removed once this is committed. Without their keys they are noise."""
    items: Sequence[UUID] = ()
    uploads: Sequence[UUID] = ()
    """Whose files may still be arriving."""


async def erase(tx: RetentionTransaction, person: Actor, *, by: Actor, instead: StoredAnswer) -> Gone:
    """`instead`: what stored answers that speak of it are replaced by. Asked again it is the same receipt. Raises
    NotFound for somebody unheard of, CaseOpen or LegalHold; then nothing is erased."""
    if not await tx.erasures.known(person):
        raise NotFound(ANYTHING)
    match await tx.erasures.hindered(person):
        case CaseState.OPEN:
            raise CaseOpen
        case CaseState.CLOSED:
            raise LegalHold
    if (before := await tx.keys.receipt(person)) is not None:
        return Gone(before)
    found = await tx.erasures.items_of(person)
    paths = [*await _erase_items(tx, found, by=by, cause=ErasureCause.REQUEST), *await tx.erasures.pieces(person)]
    paths += await _erase_archives(tx, await tx.erasures.disputes_of(person))
    uploads = await tx.erasures.end_uploads(person)
    await tx.erasures.forget_answers(found, person, instead)
    receipt = Receipt((await tx.timing()).now, len(found))
    await tx.keys.destroy_all(person, receipt)
    return Gone(receipt, paths, found, uploads)


async def erase_case(tx: RetentionTransaction, dispute: UUID, *, instead: StoredAnswer) -> Gone | None:
    """All evidence of a case whose time is over. None: it is not, or not any more; nothing is erased then."""
    case = await tx.cases.hold(dispute)
    now, held = (await tx.timing()).now, await tx.retention.held(dispute)
    due_at = retention.until(case, days=await tx.retention.days(), held=held)
    if case.cleared_at is not None or due_at is None or now < due_at:
        return None
    found = [item.id for item in await tx.items.of_case(dispute) if not isinstance(item.content, Erased)]
    paths, pieces = (
        await _erase_items(tx, found, by=SYSTEM, cause=ErasureCause.RETENTION),
        await tx.erasures.pieces(dispute),
    )
    await tx.keys.destroy(pieces)
    paths += [*pieces, *await _erase_archives(tx, [dispute])]
    uploads = await tx.erasures.end_uploads(dispute)
    await tx.erasures.forget_answers(found, None, instead)
    await tx.cases.save(case.note_cleared(now))
    await tx.append_audit_entry("evidence.retention_over", str(dispute), items=len(found), due_at=due_at.isoformat())
    return Gone(Receipt(now, len(found)), paths, found, uploads)


async def _erase_items(tx: RetentionTransaction, ids: Sequence[UUID], *, by: Actor, cause: ErasureCause) -> list[str]:
    """That they were there stays. Returns the paths of their files, whose keys are destroyed."""
    now, paths = (await tx.timing()).now, []
    for id in sorted(ids):
        item = await tx.items.get(id)
        change = item.erase(cause)
        await log.record(tx, id, Action.ERASED, actor=by, cause=cause)
        await tx.erasures.mark(item, now)
        await tx.items.save(change.item)
        await tx.publish(list(item_events(change, EventContext(tx.tenant, by, tx.cause, now))))
        if isinstance(item.content, StoredFile):
            paths.append(item.content.path)
    await tx.keys.destroy(paths)
    return paths


async def _erase_archives(tx: RetentionTransaction, disputes: Sequence[UUID]) -> Sequence[str]:
    """Whoever wants one asks again: the new one does without what was erased."""
    paths = await tx.erasures.archives_of(disputes)
    await tx.keys.destroy(paths)
    return paths
