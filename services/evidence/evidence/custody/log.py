"""Appends to chains of custody. The head of each also goes to the audit log, so that a cut tail shows."""

from __future__ import annotations

from uuid import UUID

from common.kernel.principal import Actor

from . import model
from .model import Action
from .transaction import CustodyTransaction


async def record(tx: CustodyTransaction, id: UUID, action: Action, *, actor: Actor, **details: str) -> None:
    head = await tx.custody.head(id)
    now = (await tx.timing()).now
    link = model.link(id, head, action, actor=actor, at=now, details=details)
    await tx.custody.append(id, [link])
    await tx.append_audit_entry(f"custody.{action}", str(id), seq=link.seq, hash=link.hash.hex())
