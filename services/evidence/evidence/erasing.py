"""Erases what a person gave, as far as nothing forbids it."""

from __future__ import annotations

from typing import NamedTuple

from common.kernel import Actor

from . import entries
from .domain.case import CaseState
from .domain.custody import Action
from .domain.errors import CaseOpen, LegalHold
from .domain.item import StoredFile
from .ports import Tx


class Gone(NamedTuple):
    items: int
    paths: list[str]
    """Of the files, to be removed once this is committed."""


async def erase(tx: Tx, person: Actor, *, by: Actor) -> Gone:
    """Raises CaseOpen or LegalHold; then nothing is erased."""
    match await tx.erasures.hindered(person):
        case CaseState.OPEN:
            raise CaseOpen
        case CaseState.CLOSED:
            raise LegalHold
    now, paths = (await tx.moment()).now, []
    found = await tx.erasures.items_of(person)
    for id in found:
        item = await tx.items.get(id)
        await entries.record(tx, id, Action.ERASED, actor=by)
        await tx.erasures.mark(item, now)
        if isinstance(item.content, StoredFile):
            paths.append(item.content.path)
    await tx.erasures.destroy_key(person)
    return Gone(len(found), paths)
