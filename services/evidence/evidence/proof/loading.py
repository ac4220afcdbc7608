"""Loaders and savers of seals and bundles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from common.execution.commands import Context
from common.kernel.origin import Origin
from common.kernel.principal import SYSTEM
from evidence.cases.model import Case
from evidence.custody import log
from evidence.custody.model import Action, CustodyLink
from evidence.items.model import Item
from evidence.requests.model import EvidenceRequest

from .bundle_model import Bundle
from .seal_model import Seal
from .transaction import ProofTransaction


class CaseToSeal(NamedTuple):
    case: Case
    is_sealed: bool
    """For this instance, already."""
    items: Sequence[tuple[Item, CustodyLink]]
    """With the head of each chain of custody."""


class SealChange(NamedTuple):
    case: Case
    seal: Seal | None


class CaseToBundle(NamedTuple):
    case: Case
    requests: Sequence[EvidenceRequest]
    database_time: datetime


class OfInstance(Protocol):
    @property
    def dispute(self) -> UUID: ...

    @property
    def instance(self) -> int: ...


class OfDispute(Protocol):
    @property
    def dispute(self) -> UUID: ...


async def load_case_to_seal(tx: ProofTransaction, command: OfInstance, origin: Origin) -> CaseToSeal:
    """Raises NotFound."""
    case = await tx.cases.get_for_update(command.dispute)
    if await tx.seals.find(command.dispute, command.instance) is not None:
        return CaseToSeal(case, True, ())
    items = sorted(await tx.items.of_case(case.id), key=lambda item: item.id)
    return CaseToSeal(case, False, [(item, await tx.custody.get_last_link(item.id)) for item in items])


async def save_seal(tx: ProofTransaction, file: CaseToSeal, change: SealChange, context: Context) -> None:
    """Save the seal. Each item's chain of custody then says that it is in."""
    if (seal := change.seal) is not None:
        instance, manifest = seal.instance, seal.sha256.hex()
        await tx.seals.add(seal)
        for id in seal.items:
            await log.record_action(tx, id, Action.SEALED, actor=SYSTEM, instance=str(instance), manifest=manifest)
        await tx.append_audit_entry("evidence.sealed", str(seal.dispute), instance=instance, manifest=manifest)
    if change.case is not file.case:
        await tx.cases.save(change.case)


async def load_case_to_bundle(tx: ProofTransaction, command: OfDispute, origin: Origin) -> CaseToBundle:
    """Raises NotFound."""
    case, requests = await tx.cases.get(command.dispute), await tx.requests.of_case(command.dispute)
    return CaseToBundle(case, requests, await tx.bundles.read_database_time())


async def save_bundle(tx: ProofTransaction, file: CaseToBundle, bundle: Bundle, context: Context) -> Bundle:
    await tx.bundles.add(bundle)
    return bundle
