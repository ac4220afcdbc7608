"""The use cases that change something. Each runs inside a transaction it did not open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from common.kernel.errors import NotFound, require_version
from common.kernel.money import Money
from common.kernel.principal import Actor
from common.kernel.terms import Term
from common.kernel.timing import Timing

from . import outgoing
from .domain import course, guiding
from .domain.errors import TreeUnfit, WalkOver
from .domain.mediation import Change, Mediation
from .domain.options import Option, Wish
from .domain.states import State
from .domain.terms import Side, Terms
from .domain.tree import Suggested, Value
from .domain.walk import CaseFacts, Walk
from .ports import Course, PublishedTree, Trees, Tx


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
    known = await tx.cases.remember(dispute)
    if await tx.mediations.of_dispute(dispute) is None:
        change = Mediation.begin(id=id, first=first, tenant=tx.tenant, dispute=dispute, options=options, **case)
        await _opened(tx, change, known)


async def begin_guided(
    tx: Tx, trees: Trees, tree: str, *, dispute: UUID, respond_term: Term, about: CaseFacts, terms: Terms, **case: Any
) -> None:
    """Open the session of a case whose claimant is guided to the first proposal (O2). Raises NotFound or TreeUnfit."""
    known = await tx.cases.remember(dispute)
    if await tx.mediations.of_dispute(dispute) is not None:
        return
    found = await trees.find(tx, tree)
    if not found.fits(terms.kinds):
        raise TreeUnfit(tree)
    walk = Walk.begin(found, respond_term=respond_term, case=about, whole=case["amount"])
    await _opened(tx, guiding.begin(tenant=tx.tenant, dispute=dispute, walk=walk, terms=terms, **case), known)


async def answer(tx: Tx, mediation: UUID, question: str, value: Value | Money, *, by: By, trees: Trees) -> Mediation:
    found, side, at = await _held(tx, mediation, by)
    if isinstance(value, Money):
        value = (found.amount.zero() + value).minor
    if found.walk is None:
        raise WalkOver(found.state, found.allowed(side, at.received_at))
    tree = await trees.find(tx, found.walk.tree)
    change = guiding.answer(found, tree, question, value, by=side, at=at)
    return (await _keep(tx, found, change, at.now)).mediation


async def suggestions(tx: Tx, found: Mediation, trees: Trees) -> tuple[Suggested, ...]:
    """Raises NotFound where nobody is guided, QuestionUnanswered before the end of the walk."""
    if found.walk is None:
        raise NotFound("walk")
    return guiding.suggestions(found, await trees.find(tx, found.walk.tree))


async def accept(tx: Tx, mediation: UUID, number: int, version: int, option: int, *, by: By) -> Mediation:
    return await _act(tx, mediation, by, lambda m, side, at: m.accept(number, version, option, by=side, at=at))


async def reject(tx: Tx, mediation: UUID, number: int, version: int | None, *, reason: str | None, by: By) -> Mediation:
    return await _act(tx, mediation, by, lambda m, side, at: m.reject(number, version, by=side, at=at, reason=reason))


async def counter(
    tx: Tx, mediation: UUID, number: int, version: int, *, id: UUID, options: Sequence[Wish], by: By
) -> Mediation:
    return await _act(tx, mediation, by, lambda m, side, at: m.counter(id, options, number, version, by=side, at=at))


async def propose(tx: Tx, mediation: UUID, *, id: UUID, options: Sequence[Wish], by: By, trees: Trees) -> Mediation:
    found, side, at = await _held(tx, mediation, by)
    if found.state is State.GUIDING and found.walk is not None:
        tree = await trees.find(tx, found.walk.tree)
        change = guiding.propose(found, tree, id, options, by=side, at=at)
    else:
        change = found.propose(id, options, by=side, at=at)
    return (await _keep(tx, found, change, at.now)).mediation


async def amend(tx: Tx, mediation: UUID, number: int, version: int, *, options: Sequence[Wish], by: By) -> Mediation:
    return await _act(tx, mediation, by, lambda m, side, at: m.amend(options, number, version, by=side, at=at))


async def lapse(tx: Tx, mediation: UUID, *, due_at: datetime) -> None:
    """Nobody answered in time. What follows counts as happening at `due_at`, however late the worker is."""
    found = await tx.mediations.locked(mediation)
    await _keep(tx, found, found.lapse(due_at), due_at)


async def publish_tree(tx: Tx, tree: PublishedTree, *, name: str) -> None:
    await tx.trees.add(tree, name=name)


async def note_escalated(tx: Tx, dispute: UUID) -> None:
    await tx.cases.remember(dispute, escalated=True)
    await _note(tx, dispute, course.escalated)


async def note_settling(tx: Tx, dispute: UUID) -> None:
    await tx.cases.remember(dispute, closed=True)
    await _note(tx, dispute, course.settling)


async def note_closed(tx: Tx, dispute: UUID) -> None:
    await tx.cases.remember(dispute, closed=True)
    await _note(tx, dispute, course.closed)


async def note_extended(tx: Tx, dispute: UUID, due_at: datetime) -> None:
    await _note(tx, dispute, lambda m: course.extended(m, due_at))


async def note_paused(tx: Tx, dispute: UUID, at: datetime, *, heard: int) -> None:
    await tx.cases.paused(dispute, at, heard=heard)
    await _note(tx, dispute, lambda m: course.paused(m, at, heard))


async def note_resumed(tx: Tx, dispute: UUID, since: datetime, at: datetime, *, heard: int) -> None:
    await tx.cases.paused(dispute, None, heard=heard)
    await _note(tx, dispute, lambda m: course.resumed(m, since, at, heard))


async def _opened(tx: Tx, change: Change, known: Course) -> None:
    """Begin it, and let what was heard before take its effect."""
    now = (await tx.timing()).now
    await tx.mediations.add(change.mediation)
    await _publish(tx, change, now)
    if known.escalated:
        change = await _keep(tx, change.mediation, course.escalated(change.mediation), now)
    if known.paused_at is not None:
        later = course.paused(change.mediation, known.paused_at, known.pause_heard)
        change = await _keep(tx, change.mediation, later, now)
    if known.closed:
        await _keep(tx, change.mediation, course.closed(change.mediation), now)


async def _act(tx: Tx, mediation: UUID, by: By, act: Callable[[Mediation, Side, Timing], Change]) -> Mediation:
    found, side, at = await _held(tx, mediation, by)
    return (await _keep(tx, found, act(found, side, at), at.now)).mediation


async def _held(tx: Tx, mediation: UUID, by: By) -> tuple[Mediation, Side, Timing]:
    found = await tx.mediations.locked(mediation)
    side = by.side_in(found)
    require_version(by.if_match, found.version)
    return found, side, await tx.timing()


async def _note(tx: Tx, dispute: UUID, note: Callable[[Mediation], Change]) -> None:
    if (found := await tx.mediations.of_dispute(dispute)) is not None:
        await _keep(tx, found, note(found), (await tx.timing()).now)


async def _keep(tx: Tx, was: Mediation, change: Change, at: datetime) -> Change:
    if change.mediation != was:
        await tx.mediations.save(change.mediation, was=was)
        await _publish(tx, change, at)
    return change


async def _publish(tx: Tx, change: Change, at: datetime) -> None:
    await tx.publish([*outgoing.events(change, actor=tx.actor, cause=tx.cause, at=at)])
