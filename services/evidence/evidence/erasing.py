"""Erases what a person gave, as far as nothing forbids it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from common.kernel import Actor, NotFound

from . import entries
from .domain.case import ANYTHING, CaseState
from .domain.custody import Action
from .domain.erasure import Receipt
from .domain.errors import CaseOpen, LegalHold
from .domain.item import StoredFile
from .ports import Tx


class Gone(NamedTuple):
    receipt: Receipt
    paths: Sequence[str] = ()
    """Of objects, to be removed once this is committed. Without their keys they are noise."""
    items: Sequence[UUID] = ()
    uploads: Sequence[UUID] = ()
    """Whose files may still be arriving."""


async def erase(tx: Tx, person: Actor, *, by: Actor) -> Gone:
    """Asked again it is the same receipt. Raises NotFound for somebody unheard of, CaseOpen or LegalHold; then nothing
    is erased."""
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
    paths = [*await erase_items(tx, found, by=by, cause="request"), *await tx.erasures.pieces_of(person)]
    paths += await _erase_archives(tx, await tx.erasures.disputes_of(person))
    uploads = await tx.erasures.uploads_of(person)
    await tx.erasures.forget_answers(found, person)
    receipt = Receipt((await tx.moment()).now, len(found))
    await tx.keys.destroy_all(person, receipt)
    return Gone(receipt, paths, found, uploads)


async def erase_items(tx: Tx, ids: Sequence[UUID], *, by: Actor, cause: str) -> list[str]:
    """That they were there stays. Returns the paths of their files, whose keys are destroyed."""
    now, paths = (await tx.moment()).now, []
    for id in ids:
        item = await tx.items.get(id)
        await entries.record(tx, id, Action.ERASED, actor=by, cause=cause)
        await tx.erasures.mark(item, now)
        if isinstance(item.content, StoredFile):
            paths.append(item.content.path)
    await tx.keys.destroy(paths)
    return paths


async def _erase_archives(tx: Tx, disputes: Sequence[UUID]) -> Sequence[str]:
    """Whoever wants one asks again: the new one does without what was erased."""
    paths = await tx.erasures.archives_of(disputes)
    await tx.keys.destroy(paths)
    return paths
