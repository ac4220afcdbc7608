from __future__ import annotations

from datetime import datetime

from evidence.custody.model import Action, link
from evidence.custody.transaction import CustodyTransaction
from evidence.items.model import Item, StoredFile


async def open_chain(tx: CustodyTransaction, found: Item, now: datetime) -> None:
    """The first links of a new item: received, and looked into if it is a file."""
    said: dict[str, str] = {"kind": found.kind}
    links = []
    if isinstance(file := found.content, StoredFile):
        said |= {"sha256": file.sha256.hex(), "size": str(file.size)}
        if file.lock is not None:
            said["stored_sha256"] = file.lock.sha256.hex()
    links.append(link(found.id, None, Action.RECEIVED, actor=found.by, at=found.received_at, details=said))
    if isinstance(file, StoredFile):
        seen = {"media_type": file.media_type, "scan": str(file.scan_state)}
        links.append(link(found.id, links[0], Action.INSPECTED, actor=tx.actor, at=now, details=seen))
    await tx.custody.append(found.id, links)
    await tx.append_audit_entry("custody.received", str(found.id), seq=links[-1].seq, hash=links[-1].hash.hex())
