"""Appends to chains of custody. The head of each also goes to the audit log, so that a cut tail shows."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from common.kernel.principal import Actor

from .domain import custody
from .domain.custody import Action
from .domain.item import Item, StoredFile
from .ports import Tx


async def record(tx: Tx, id: UUID, action: Action, *, actor: Actor, **details: str) -> None:
    head = await tx.custody.head(id)
    now = (await tx.timing()).now
    link = custody.link(id, head, action, actor=actor, at=now, details=details)
    await tx.custody.append(id, [link])
    await tx.append_audit_entry(f"custody.{action}", str(id), seq=link.seq, hash=link.hash.hex())


async def begin(tx: Tx, found: Item, now: datetime) -> None:
    """The first links of a new item: received, and looked into if it is a file."""
    said: dict[str, str] = {"kind": found.kind}
    links = []
    if isinstance(file := found.content, StoredFile):
        said |= {"sha256": file.sha256.hex(), "size": str(file.size)}
        if file.lock is not None:
            said["stored_sha256"] = file.lock.sha256.hex()
    links.append(custody.link(found.id, None, Action.RECEIVED, actor=found.by, at=found.received_at, details=said))
    if isinstance(file, StoredFile):
        seen = {"media_type": file.media_type, "scan": str(file.scan_state)}
        links.append(custody.link(found.id, links[0], Action.INSPECTED, actor=tx.actor, at=now, details=seen))
    await tx.custody.append(found.id, links)
    await tx.append_audit_entry("custody.received", str(found.id), seq=links[-1].seq, hash=links[-1].hash.hex())
