"""Chain of custody: who had a piece of evidence in hands. Every link vouches for all before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Protocol
from uuid import UUID

from common.kernel.principal import Actor


class Action(StrEnum):
    RECEIVED = "received"
    INSPECTED = "inspected"
    SCANNED = "scanned"
    VIEWED = "viewed"
    DOWNLOADED = "downloaded"
    DENIED = "denied"
    """A download that was refused."""
    REVEALED = "revealed"
    ATTACHED = "attached"
    """Given for another request, or for more of its checklist."""
    EXAMINED = "examined"
    """Found to suffice, or not, by the checks of a recording or by an operator."""
    INVALIDATED = "invalidated"
    SEALED = "sealed"
    """It is in the signed manifest of a ruling."""
    ERASED = "erased"
    """Its contents are gone for good; that it was there is not."""


class CustodyLink(NamedTuple):
    seq: int
    action: Action
    actor: Actor
    at: datetime
    prev_hash: bytes | None
    hash: bytes
    canonical: bytes


class NamedLink(NamedTuple):
    """Link as others speak of it: of which case and item, the how manieth, and its hash."""

    dispute: UUID
    item: UUID
    seq: int
    hash: bytes


def find_broken_link(links: Sequence[CustodyLink]) -> int | None:
    """Find the first link that does not follow from those before it; None if all do."""
    last: bytes | None = None
    for number, link in enumerate(links, 1):
        expected = hashlib.sha256((last or b"") + link.canonical).digest()
        if link.seq != number or link.prev_hash != last or link.hash != expected or not _says_what_was_hashed(link):
            return number
        last = link.hash
    return None


def _says_what_was_hashed(link: CustodyLink) -> bool:
    """What people are shown is read from columns beside it, which whoever owns the database can write."""
    columns = (link.seq, link.action, [link.actor.role, link.actor.id], link.at)
    try:
        hashed = json.loads(link.canonical)
        return columns == (hashed["seq"], hashed["action"], hashed["actor"], datetime.fromisoformat(hashed["at"]))
    except (ValueError, KeyError, TypeError):
        return False  # no text of ours


def make_link(
    item: UUID, head: CustodyLink | None, action: Action, *, actor: Actor, at: datetime, details: dict[str, str]
) -> CustodyLink:
    seq = head.seq + 1 if head else 1
    prev_hash = head.hash if head else None
    payload = {
        "item": str(item), "seq": seq, "action": action, "actor": [actor.role, actor.id], "at": at.isoformat(),
        "details": details,
    }  # fmt: skip
    canonical = json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    return CustodyLink(
        seq, action, actor, at, prev_hash, hashlib.sha256((prev_hash or b"") + canonical).digest(), canonical
    )


class CustodyChains(Protocol):
    async def lock_head(self, item: UUID) -> CustodyLink | None:
        """Return the last link; nobody else appends until the transaction ends."""

    async def get_last_link(self, item: UUID) -> CustodyLink:
        """Return the last link without locking it."""

    async def list_links(self, item: UUID) -> Sequence[CustodyLink]: ...

    async def find_links(self, named: Collection[tuple[UUID, int]]) -> Sequence[NamedLink]:
        """Find links, each named by its item and number."""

    async def was_seen_by(self, item: UUID, actor: Actor) -> bool: ...

    async def append_links(self, item: UUID, links: Sequence[CustodyLink]) -> None: ...
