"""Seals a case's evidence at each ruling."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol
from uuid import UUID

from common.kernel.principal import SYSTEM
from evidence.custody import log
from evidence.custody.model import Action

from .seal_model import Seal, build_manifest
from .transaction import ProofTransaction


class SigningKey(Protocol):
    id: str

    def sign(self, message: bytes) -> bytes: ...


async def seal_case(
    tx: ProofTransaction, dispute: UUID, *, instance: int, ruling: Mapping[str, Any], key: SigningKey
) -> Seal | None:
    """Once per instance. The manifest lists all that is there; each item's chain of custody then says that it is in."""
    await tx.cases.get_for_update(dispute)
    if await tx.seals.find(dispute, instance) is not None:
        return None
    now = (await tx.timing()).now
    items = [(item, await tx.custody.get_last_link(item.id)) for item in await tx.items.of_case(dispute)]
    items.sort(key=lambda found: found[0].id)
    manifest_bytes = build_manifest(dispute=dispute, instance=instance, sealed_at=now, ruling=ruling, items=items)
    made = Seal(
        dispute=dispute,
        instance=instance,
        sealed_at=now,
        items=tuple(item.id for item, _ in items),
        manifest=manifest_bytes,
        signature=key.sign(manifest_bytes),
        key_id=key.id,
    )
    await tx.seals.add(made)
    for item, _ in items:
        await log.record_action(
            tx, item.id, Action.SEALED, actor=SYSTEM, instance=str(instance), manifest=made.sha256.hex()
        )
    await tx.append_audit_entry("evidence.sealed", str(dispute), instance=instance, manifest=made.sha256.hex())
    return made
