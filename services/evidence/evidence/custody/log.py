"""Appends to chains of custody. The head of each also goes to the audit log, so that a cut tail shows."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from common.kernel.principal import Actor

from . import model
from .model import Action
from .transaction import CustodyTransaction


async def record_action(
    tx: CustodyTransaction, id: UUID, action: Action, *, actor: Actor, at: datetime | None = None, **details: str
) -> None:
    """`at`: the instant that the row of the item bears, too, whose chain was locked before it was read. None: now."""
    head = await tx.custody.lock_head(id)
    link = model.make_link(id, head, action, actor=actor, at=at or (await tx.timing()).now, details=details)
    await tx.custody.append_links(id, [link])
    await tx.append_audit_entry(f"custody.{action}", str(id), seq=link.seq, hash=link.hash.hex())
