"""Use cases: load, ask the domain, keep. Ids that a use case needs are made at the edge and passed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from common.kernel.errors import NotFound, require_version
from common.kernel.money import Money, Split
from common.kernel.principal import Actor
from common.kernel.timing import Timing

from . import outgoing
from .domain import fines, freezes, reversals
from .domain.agreement import Agreement
from .domain.errors import NotPosted, PolicyUnknown
from .domain.escrow import Change, DeadlineKind, Escrow, Shipment, create
from .domain.fines import Fine
from .domain.platform import Platform, PlatformChange, PlatformFact
from .domain.standing import Standing
from .ports import Edition, Tx, Wanted


class Ask(NamedTuple):
    """Who acts on which escrow. `seen` is the version they decided on, `may_see` whether it exists for them."""

    escrow: UUID
    by: Actor
    seen: int | None = None
    may_see: Callable[[Escrow], bool] = lambda _: True


async def make(tx: Tx, agreed: Agreement, *, id: UUID, policy: str | None) -> Escrow:
    """Pins the edition: of `policy`, else of the deal's category, else of the platform's default."""
    wanted = Wanted(policy, agreed.category, (agreed.buyer, agreed.seller))
    admission = await tx.policies.admission(tx.tenant, wanted)
    if admission.edition is None:
        raise PolicyUnknown
    at = await tx.timing()
    for standing in admission.barred:
        standing.admit("buyer" if standing.participant == agreed.buyer else "seller", at.received_at)
    agreement = replace(agreed, policy=admission.edition, policy_hash=admission.hash)
    change = create(id=id, tenant=tx.tenant, agreement=agreement, at=at)
    await tx.escrows.add(change.escrow)
    return await _tell(tx, change, at.now)


async def fund(tx: Tx, ask: Ask, amount: Money, *, reference: str, instruction: UUID) -> Escrow:
    return await _act(
        tx, ask, lambda e, at: e.fund(amount, by=ask.by, instruction=instruction, reference=reference, at=at)
    )


async def ship(tx: Tx, ask: Ask, shipment: Shipment) -> Escrow:
    return await _act(tx, ask, lambda e, at: e.ship(shipment, by=ask.by, at=at))


async def deliver(tx: Tx, ask: Ask) -> Escrow:
    return await _act(tx, ask, lambda e, at: e.deliver(by=ask.by, at=at))


async def accept(tx: Tx, ask: Ask, *, instruction: UUID) -> Escrow:
    return await _act(tx, ask, lambda e, at: e.accept(by=ask.by, instruction=instruction, at=at))


async def release(tx: Tx, ask: Ask, amount: Money | None, *, instruction: UUID) -> Escrow:
    return await _act(tx, ask, lambda e, at: e.release(amount, by=ask.by, instruction=instruction, at=at))


async def refund(tx: Tx, ask: Ask, amount: Money | None, *, instruction: UUID) -> Escrow:
    return await _act(tx, ask, lambda e, at: e.refund(amount, by=ask.by, instruction=instruction, at=at))


async def cancel(tx: Tx, ask: Ask, *, instruction: UUID) -> Escrow:
    return await _act(tx, ask, lambda e, at: e.cancel(by=ask.by, instruction=instruction, at=at))


async def lapse(tx: Tx, escrow: UUID, *, kind: DeadlineKind, due_at: datetime, instruction: UUID) -> None:
    found = await tx.escrows.locked(escrow)
    now = (await tx.timing()).now
    change = found.lapse(kind, due_at, instruction=instruction, at=Timing(due_at, now))
    await _keep(tx, found, change, now)


async def note_freeze_requested(tx: Tx, escrow: UUID, *, dispute: UUID, amount: Money) -> None:
    """One answer per dispute: a repeat, or a request that its own end has overtaken, changes nothing."""
    found = await tx.escrows.locked(escrow)
    if await tx.freezes.known(dispute) is not None:
        return
    at = await tx.timing()
    change = freezes.freeze(found, dispute, amount)
    state = "open" if change.escrow.frozen_by == dispute else "refused"
    await tx.freezes.note(dispute, escrow, state, amount.minor)
    await _keep(tx, found, change, at.now)


async def note_settlement_ordered(tx: Tx, escrow: UUID, *, dispute: UUID, instruction: UUID, shares: Split) -> None:
    found = await tx.escrows.locked(escrow)
    at = await tx.timing()
    change = freezes.settle(found, dispute, shares, instruction=instruction, at=at)
    if change.facts:
        await tx.freezes.note(dispute, escrow, "settled", shares.total.minor, instruction=instruction)
    await _keep(tx, found, change, at.now)


async def note_reversal_ordered(
    tx: Tx, escrow: UUID, *, dispute: UUID, instruction: UUID, reverses: UUID, shares: Split
) -> None:
    """A settlement is reversed once; a reversal never. Raises NotPosted while the settlement itself is on its way."""
    found = await tx.escrows.locked(escrow)
    frozen = await tx.freezes.known(dispute)
    if frozen is None or frozen.state == "open":
        raise NotPosted
    if (frozen.state, frozen.instruction) != ("settled", reverses):
        return
    now = (await tx.timing()).now
    was = await tx.freezes.settlement(escrow, reverses)
    change = reversals.reverse(found, dispute, was, shares, instruction=instruction)
    await tx.freezes.note(dispute, escrow, "reversed", shares.total.minor, instruction=instruction)
    await _keep(tx, found, change, now)


async def note_fine_ordered(tx: Tx, escrow: UUID, fine: Fine) -> None:
    found = await tx.escrows.locked(escrow)
    if not await tx.fines.posted(fine.instruction):
        await _keep(tx, found, fines.book(found, fine), (await tx.timing()).now)


async def note_fine_reversed(tx: Tx, escrow: UUID, *, instruction: UUID, reverses: UUID) -> None:
    """Raises NotPosted while the fine itself is on its way."""
    found = await tx.escrows.locked(escrow)
    booked = await tx.fines.found(reverses)
    if booked is None:
        raise NotPosted
    fine, transaction = booked
    if not await tx.fines.posted(instruction) and not await tx.fines.cancelled(transaction):
        change = fines.cancel(found, fine, transaction, instruction=instruction)
        await _keep(tx, found, change, (await tx.timing()).now)


async def note_standing(tx: Tx, standing: Standing, *, version: int) -> None:
    await tx.standings.note(standing, version=version)


async def note_dispute_closed(tx: Tx, escrow: UUID, *, dispute: UUID) -> None:
    """Closed without moving money: the freeze is lifted, or will never begin if its request comes later."""
    found = await tx.escrows.locked(escrow)
    at = await tx.timing()
    change = freezes.unfreeze(found, dispute)
    if change.facts or await tx.freezes.known(dispute) is None:
        await tx.freezes.note(dispute, escrow, "lifted", found.purse.frozen if change.facts else 0)
    await _keep(tx, found, change, at.now)


async def note_policy_published(tx: Tx, edition: Edition) -> None:
    await tx.policies.note(edition)


async def open_platform(tx: Tx, platform: Platform, *, secret: UUID, digest: bytes) -> Platform:
    await tx.platforms.admit(platform.id)
    now = (await tx.timing()).now
    await tx.platforms.add(platform, now)
    await tx.platforms.add_secret(platform.id, secret, digest, now)
    return await _keep_platform(tx, PlatformChange(platform, PlatformFact.OPENED))


async def choose_policies(
    tx: Tx, platform: UUID, *, default: str, by_category: Mapping[str, str], seen: int | None
) -> Platform:
    """For new escrows. Raises PolicyUnknown for what is neither a policy nor an edition."""
    found = await tx.platforms.locked(platform)
    require_version(seen, found.version)
    if await tx.policies.unknown(platform, {default, *by_category.values()}):
        raise PolicyUnknown
    chosen = found.choose(default, by_category)
    if chosen is not found:
        await tx.platforms.save(chosen)
    return chosen


async def suspend_platform(tx: Tx, platform: UUID, *, seen: int | None) -> Platform:
    found = await _administered(tx, platform, seen)
    return await _keep_platform(tx, found.suspend())


async def reinstate_platform(tx: Tx, platform: UUID, *, seen: int | None) -> Platform:
    found = await _administered(tx, platform, seen)
    return await _keep_platform(tx, found.reinstate())


async def add_secret(tx: Tx, platform: UUID, *, id: UUID, digest: bytes, seen: int | None) -> Platform:
    found = await _administered(tx, platform, seen)
    await tx.platforms.add_secret(platform, id, digest, (await tx.timing()).now)
    return found


async def revoke_secret(tx: Tx, platform: UUID, *, id: UUID, seen: int | None) -> Platform:
    found = await _administered(tx, platform, seen)
    await tx.platforms.revoke_secret(platform, id, (await tx.timing()).now)
    return found


async def _administered(tx: Tx, platform: UUID, seen: int | None) -> Platform:
    await tx.platforms.admit(platform)
    found = await tx.platforms.locked(platform)
    require_version(seen, found.version)
    return found


async def _act(tx: Tx, ask: Ask, act: Callable[[Escrow, Timing], Change]) -> Escrow:
    found = await tx.escrows.locked(ask.escrow)
    if not ask.may_see(found):
        raise NotFound("escrow")
    require_version(ask.seen, found.version)
    at = await tx.timing()
    return await _keep(tx, found, act(found, at), at.now)


async def _keep(tx: Tx, found: Escrow, change: Change, now: datetime) -> Escrow:
    if change.escrow is found:
        return found
    await tx.escrows.keep(change, before=found.version, at=now, cause=tx.cause)
    return await _tell(tx, change, now)


async def _tell(tx: Tx, change: Change, now: datetime) -> Escrow:
    await tx.publish(outgoing.events(change, now, tx.actor, tx.cause))
    await tx.arm(change.escrow.id, change.escrow.deadline)
    return change.escrow


async def _keep_platform(tx: Tx, change: PlatformChange) -> Platform:
    if change.fact is not None:
        await tx.platforms.save(change.platform)
        now = (await tx.timing()).now
        await tx.publish([outgoing.platform_event(change.platform, change.fact, now, tx.actor, tx.cause)])
    return change.platform
