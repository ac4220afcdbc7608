"""The use cases that change something. Each runs inside a transaction it did not open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from common.kernel import Actor, Moment, NotFound, require_version

from . import outgoing
from .domain.mediation import Change, Mediation
from .domain.options import Option, Wish
from .domain.terms import Side
from .ports import Tx


class By(NamedTuple):
    """Who acts, on which version they decided, and the one case their token is limited to. None: any."""

    actor: Actor
    if_match: int | None = None
    escrow: UUID | None = None
    dispute: UUID | None = None

    def side_in(self, mediation: Mediation) -> Side:
        """Raises NotFound for all who are no party to it: they need not know that it exists."""
        side = mediation.side_of(self.actor)
        limited = self.escrow not in (None, mediation.escrow) or self.dispute not in (None, mediation.dispute)
        if side is None or limited:
            raise NotFound("mediation")
        return side


async def begin(tx: Tx, *, id: UUID, first: UUID, dispute: UUID, options: tuple[Option, ...], **case: Any) -> None:
    """Open the session of a case, once. A case that has ended in the meantime gets one that is closed."""
    course = await tx.cases.remember(dispute)
    if await tx.mediations.of_dispute(dispute) is not None:
        return
    moment = await tx.moment()
    change = Mediation.begin(id=id, first=first, tenant=tx.tenant, dispute=dispute, options=options, **case)
    await tx.mediations.add(change.mediation)
    await _publish(tx, change, moment.now)
    if course.escalated:
        change = await _keep(tx, change.mediation, change.mediation.note_escalated(), moment.now)
    if course.closed:
        await _keep(tx, change.mediation, change.mediation.note_closed(), moment.now)


async def accept(tx: Tx, mediation: UUID, number: int, version: int, option: int, *, by: By) -> Mediation:
    return await _act(tx, mediation, by, lambda m, side, at: m.accept(number, version, option, by=side, at=at))


async def reject(tx: Tx, mediation: UUID, number: int, version: int | None, *, reason: str | None, by: By) -> Mediation:
    return await _act(tx, mediation, by, lambda m, side, at: m.reject(number, version, by=side, at=at, reason=reason))


async def counter(
    tx: Tx, mediation: UUID, number: int, version: int, *, id: UUID, options: Sequence[Wish], by: By
) -> Mediation:
    return await _act(tx, mediation, by, lambda m, side, at: m.counter(id, options, number, version, by=side, at=at))


async def propose(tx: Tx, mediation: UUID, *, id: UUID, options: Sequence[Wish], by: By) -> Mediation:
    return await _act(tx, mediation, by, lambda m, side, at: m.propose(id, options, by=side, at=at))


async def amend(tx: Tx, mediation: UUID, number: int, version: int, *, options: Sequence[Wish], by: By) -> Mediation:
    return await _act(tx, mediation, by, lambda m, side, at: m.amend(options, number, version, by=side, at=at))


async def lapse(tx: Tx, mediation: UUID, *, due_at: datetime) -> None:
    """Nobody answered in time. What follows counts as happening at `due_at`, however late the worker is."""
    found = await tx.mediations.locked(mediation)
    await _keep(tx, found, found.lapse(due_at), due_at)


async def note_escalated(tx: Tx, dispute: UUID) -> None:
    await tx.cases.remember(dispute, escalated=True)
    await _note(tx, dispute, Mediation.note_escalated)


async def note_settling(tx: Tx, dispute: UUID) -> None:
    await tx.cases.remember(dispute, closed=True)
    await _note(tx, dispute, Mediation.note_settling)


async def note_closed(tx: Tx, dispute: UUID) -> None:
    await tx.cases.remember(dispute, closed=True)
    await _note(tx, dispute, Mediation.note_closed)


async def _act(tx: Tx, mediation: UUID, by: By, act: Callable[[Mediation, Side, Moment], Change]) -> Mediation:
    found = await tx.mediations.locked(mediation)
    side = by.side_in(found)
    require_version(by.if_match, found.version)
    moment = await tx.moment()
    return (await _keep(tx, found, act(found, side, moment), moment.now)).mediation


async def _note(tx: Tx, dispute: UUID, note: Callable[[Mediation], Change]) -> None:
    if (found := await tx.mediations.of_dispute(dispute)) is not None:
        await _keep(tx, found, note(found), (await tx.moment()).now)


async def _keep(tx: Tx, was: Mediation, change: Change, at: datetime) -> Change:
    if change.mediation != was:
        await tx.mediations.save(change.mediation, was=was)
        await _publish(tx, change, at)
    return change


async def _publish(tx: Tx, change: Change, at: datetime) -> None:
    await tx.publish([*outgoing.events(change, actor=tx.actor, cause=tx.cause, at=at)])
