"""The use cases that change something. Each runs inside a transaction it did not open."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from typing import Protocol
from uuid import UUID

from common.kernel.errors import DomainError, Forbidden, NotFound, require_version
from common.kernel.money import Money
from common.kernel.principal import Actor, Role
from common.kernel.timing import Timing
from disputes.editions.model import Policies
from disputes.engine import actions, clocks, reactions, transitions
from disputes.engine.dispute import OTHER, Change, Dispute, Fresh
from disputes.engine.errors import AlreadyDisputed
from disputes.engine.known_escrow import KnownEscrow
from disputes.engine.values import Check, Item, Kind, Statement, Turn, Viewer
from disputes.policy.model import Policy
from disputes.policy.options import Option, Wish
from disputes.policy.vocabulary import Act, Trigger

from . import integration_events, journal
from .allowed_actions import allowed_actions
from .model import ActRefused, CaseChanged, CasesTx, Message, Transition


class Doing(Protocol):
    def __call__(self, dispute: Dispute, /, *, by: Role, policy: Policy, moment: Timing) -> Change: ...


async def open_dispute(
    tx: CasesTx,
    *,
    id: UUID,
    escrow: UUID,
    by: Viewer,
    on_behalf_of: Role | None,
    reason: str,
    amount: Money,
    wishes: Sequence[Wish],
    explanation: str,
    statement: Statement,
    policies: Policies,
) -> Dispute:
    """`on_behalf_of`: whose case an operator opens (T1), or a representative (K7)."""
    known = await tx.escrows.get_for_update(escrow)
    if by.dispute is not None or by.escrow not in (None, escrow) or not by.sees(known.buyer, known.seller):
        raise NotFound("escrow")
    policy, moment = await policies.pinned(tx, known.edition), await tx.timing()
    if await tx.disputes.blocking(escrow):
        raise AlreadyDisputed
    known.require_disputable(amount, policy, moment)
    change = Dispute.open(
        policy=policy,
        opener=_opener(by, on_behalf_of, policy),
        reason=reason,
        wishes=wishes,
        amount=amount,
        id=id,
        tenant=tx.tenant,
        escrow=escrow,
        buyer=known.buyer,
        seller=known.seller,
        explanation=explanation,
        statement=statement,
        opened_at=moment.now,
        category=known.category,
        price=known.price,
        delivered_at=known.delivered_at,
        calendar=policy.calendar,
    )
    await tx.disputes.add(change.dispute, policy)
    await _log_transition(tx, transitions.NONE, change.dispute, by.role.value, moment)
    await _publish(tx, change, policy, by.role.value, moment)
    return change.dispute


def _opener(by: Viewer, on_behalf_of: Role | None, policy: Policy) -> Role:
    """Raises Forbidden: parties open for themselves, an operator for the party they name (T1)."""
    acting = policy.represented if by.role is Role.REPRESENTATIVE else by.role
    opener = on_behalf_of if by.role is Role.OPERATOR else acting
    if opener not in OTHER or (on_behalf_of is not None and opener is not on_behalf_of):
        raise Forbidden("Say on whose behalf you open the dispute; parties open their own.")
    return opener


async def act(
    tx: CasesTx, dispute: UUID, what: Act, *, by: Viewer, expected_version: int | None, policies: Policies, fresh: Fresh
) -> Dispute:
    """Escalate, withdraw, accept the claim, request the videos."""
    async with acting(tx, dispute, by, expected_version, policies) as (found, policy, moment):
        change = actions.act(found, what, by=by.role, policy=policy, moment=moment, fresh=fresh)
        return await save_and_publish(tx, found, change, policy, by.role.value, what)


async def do(
    tx: CasesTx, dispute: UUID, change: Doing, *, by: Viewer, expected_version: int | None, policies: Policies
) -> Dispute:
    """One act of a person, of those in `domain/acts.py` and `domain/clocks.py`."""
    async with acting(tx, dispute, by, expected_version, policies) as (found, policy, moment):
        return await save_and_publish(
            tx, found, change(found, by=by.role, policy=policy, moment=moment), policy, by.role.value
        )


async def verify(
    tx: CasesTx,
    dispute: UUID,
    *,
    verified: bool,
    checks: tuple[Check, ...],
    reason: str | None,
    by: Viewer,
    expected_version: int,
    policies: Policies,
    fresh: Fresh,
) -> Dispute:
    async with acting(tx, dispute, by, expected_version, policies) as (found, policy, moment):
        change = actions.verify(
            found,
            verified=verified,
            checks=checks,
            reason=reason,
            by=by.id,
            lead=by.lead,
            policy=policy,
            moment=moment,
            fresh=fresh,
        )
        return await save_and_publish(tx, found, change, policy, by.role.value)


async def assign(
    tx: CasesTx, dispute: UUID, to: str | None, *, by: Viewer, expected_version: int | None, policies: Policies
) -> Dispute:
    async with acting(tx, dispute, by, expected_version, policies) as (found, policy, moment):
        change = found.assign(to, by=by.id, lead=by.lead, policy=policy, moment=moment)
        return await save_and_publish(tx, found, change, policy, by.role.value)


async def post_message(
    tx: CasesTx,
    dispute: UUID,
    *,
    id: UUID,
    text: str,
    kind: Kind,
    by: Viewer,
    expected_version: int | None,
    policies: Policies,
) -> Message:
    async with acting(tx, dispute, by, expected_version, policies) as (found, policy, moment):
        change = found.post_message(id, text, by=by.role, policy=policy, moment=moment, kind=kind)
        message = Message(id=id, dispute=dispute, author=Actor(by.role, by.id), text=text, at=moment.now, kind=kind)
        await tx.disputes.post(message)
        await save_and_publish(tx, found, change, policy, by.role.value)
        return message


async def lapse_deadline(
    tx: CasesTx, dispute: UUID, *, kind: str, due_at: datetime, policies: Policies, fresh: Fresh
) -> Dispute:
    """A clock of this service has run out. Of one no longer armed, nothing follows."""
    found = await tx.disputes.get_for_update(dispute)
    policy, moment = await policies.of(tx, found), await tx.timing()
    if kind.startswith(clocks.REMINDER):
        change = clocks.remind(found, kind, due_at, policy=policy, now=moment.now)
    else:
        change = reactions.lapse(found, kind, due_at, policy=policy, fresh=fresh)
    return await save_and_publish(tx, found, change, policy, f"timeout:{kind}")


async def remember_escrow(tx: CasesTx, escrow: KnownEscrow) -> None:
    await tx.escrows.remember(escrow)


async def note_frozen(
    tx: CasesTx, dispute: UUID, *, at: datetime, delivered_at: datetime | None, policies: Policies, fresh: Fresh
) -> None:
    def frozen(found: Dispute, policy: Policy) -> Change:
        return reactions.frozen(found, policy=policy, at=at, fresh=fresh, delivered_at=delivered_at)

    await note(tx, dispute, "frozen", frozen, policies)


async def note_freeze_refused(tx: CasesTx, dispute: UUID, *, why: str, at: datetime, policies: Policies) -> None:
    await note(tx, dispute, "freeze_refused", lambda d, _: reactions.freeze_refused(d, why, at=at), policies)


async def note_settled(
    tx: CasesTx, dispute: UUID, *, instruction: UUID, fee: Money, at: datetime, policies: Policies, fresh: Fresh
) -> None:
    def settled(found: Dispute, policy: Policy) -> Change:
        return reactions.settled(found, instruction, fee, policy=policy, at=at, fresh=fresh)

    await note(tx, dispute, "settled", settled, policies)


async def note_moved_back(
    tx: CasesTx, dispute: UUID, *, instruction: UUID, fee: Money | None, at: datetime, policies: Policies
) -> None:
    await note(tx, dispute, "moved_back", lambda d, _: reactions.moved_back(d, instruction, fee, at=at), policies)


async def note_escrow_ended(tx: CasesTx, escrow: UUID, *, at: datetime, policies: Policies) -> None:
    if (dispute := await tx.disputes.active(escrow)) is not None:
        await note(tx, dispute, "escrow_ended", lambda d, _: reactions.escrow_ended(d, at=at), policies)


async def note_turn(tx: CasesTx, dispute: UUID, *, read: Callable[[Dispute], Turn], policies: Policies) -> None:
    await note(tx, dispute, "turn_changed", lambda d, p: reactions.turn_changed(d, read(d), policy=p), policies)


async def note_agreed(
    tx: CasesTx,
    dispute: UUID,
    *,
    read: Callable[[Dispute], Option],
    by_silence: bool,
    at: datetime,
    policies: Policies,
    fresh: Fresh,
) -> None:
    def agreed(found: Dispute, policy: Policy) -> Change:
        return reactions.agreed(found, read(found), by_silence=by_silence, policy=policy, at=at, fresh=fresh)

    await note(tx, dispute, "agreed", agreed, policies)


async def note_negotiation_failed(
    tx: CasesTx, dispute: UUID, *, how: Trigger, by_silence: bool, at: datetime, policies: Policies, fresh: Fresh
) -> None:
    """Silence takes effect when the time was up, however late it was told."""

    def failed(found: Dispute, policy: Policy) -> Change:
        due_at = found.turn.due_at if found.turn is not None and by_silence else None
        return reactions.negotiation_failed(found, policy=policy, at=min(due_at or at, at), fresh=fresh, how=how)

    await note(tx, dispute, how.value, failed, policies)


async def note_request_moved(
    tx: CasesTx, dispute: UUID, request: UUID, *, due_at: datetime, policies: Policies
) -> None:
    moved = partial(reactions.request_moved, request=request, due_at=due_at)
    await note(tx, dispute, "evidence_time", lambda d, _: moved(d), policies)


async def note_item(tx: CasesTx, dispute: UUID, item: Item, policies: Policies) -> None:
    await note(tx, dispute, "evidence_received", lambda d, _: reactions.item_received(d, item), policies)


async def note_item_invalid(tx: CasesTx, dispute: UUID, item: UUID, policies: Policies) -> None:
    await note(tx, dispute, "evidence_invalid", lambda d, _: reactions.item_invalidated(d, item), policies)


async def note_request_satisfied(
    tx: CasesTx, dispute: UUID, request: UUID, *, at: datetime, policies: Policies, fresh: Fresh
) -> None:
    def satisfied(found: Dispute, policy: Policy) -> Change:
        return reactions.request_satisfied(found, request, policy=policy, at=at, fresh=fresh)

    await note(tx, dispute, "evidence_satisfied", satisfied, policies)


async def note_request_reopened(
    tx: CasesTx, dispute: UUID, request: UUID, *, at: datetime, policies: Policies, fresh: Fresh
) -> None:
    def reopened(found: Dispute, policy: Policy) -> Change:
        return reactions.request_reopened(found, request, policy=policy, at=at, fresh=fresh)

    await note(tx, dispute, "evidence_reopened", reopened, policies)


async def note_request_lapsed(
    tx: CasesTx, dispute: UUID, request: UUID, *, at: datetime, policies: Policies, fresh: Fresh
) -> None:
    """`at` is the cut-off itself."""

    def lapsed(found: Dispute, policy: Policy) -> Change:
        return reactions.request_lapsed(found, request, policy=policy, at=at, fresh=fresh)

    await note(tx, dispute, "evidence_lapsed", lapsed, policies)


async def note(
    tx: CasesTx, dispute: UUID, cause: str, change: Callable[[Dispute, Policy], Change], policies: Policies
) -> Dispute:
    """Take in a fact. One that is out of date changes nothing."""
    found = await tx.disputes.get_for_update(dispute)
    policy = await policies.of(tx, found)
    return await save_and_publish(tx, found, change(found, policy), policy, cause)


@asynccontextmanager
async def acting(
    tx: CasesTx, dispute: UUID, by: Viewer, expected_version: int | None, policies: Policies
) -> AsyncIterator[tuple[Dispute, Policy, Timing]]:
    """Load a case for somebody's act. What is refused in the block is answered with how the case stands."""
    case = await tx.disputes.get_for_update(dispute)
    if not case.seen_by(by):
        raise NotFound("dispute")
    require_version(expected_version, case.version)
    policy = await policies.of(tx, case)
    try:
        yield case, policy, await tx.timing()
    except DomainError as refusal:
        offered = sorted({action.rel for action in allowed_actions(case, by, policy)})
        raise ActRefused(refusal, state=case.place, allowed_actions=offered) from refusal


async def save_and_publish(
    tx: CasesTx, before: Dispute, change: Change, policy: Policy, cause: str, act: Act | None = None
) -> Dispute:
    """Write the change, its journal entry and its events. One that changes nothing writes nothing.

    `act` names a plain act, where nothing else that is new in the case says what somebody did.
    """
    if change.dispute.version == before.version:
        return change.dispute
    timing = await tx.timing()
    entry = journal.entry(before, change, cause, act, role=tx.actor.role, moment=timing)
    await tx.journal.add(entry, dispute=before.id, seq=change.dispute.version, actor=tx.actor.id)
    change = await tx.announce(CaseChanged(before=before, change=change, policy=policy))
    await tx.disputes.save(change.dispute, policy)
    if change.dispute.place != before.place:
        await _log_transition(tx, before.place, change.dispute, cause, timing)
    await _publish(tx, change, policy, cause, timing)
    return change.dispute


async def _log_transition(tx: CasesTx, before: str, after: Dispute, cause: str, timing: Timing) -> None:
    await tx.disputes.log(
        Transition(
            dispute=after.id,
            seq=after.moves,
            from_state=before,
            to_state=after.place,
            cause=cause,
            actor=tx.actor,
            received_at=timing.received_at,
            at=timing.now,
            timer=tx.firing_deadline,
        )
    )


async def _publish(tx: CasesTx, change: Change, policy: Policy, cause: str, timing: Timing) -> None:
    events = integration_events.dispute_events(
        change.dispute, change.events, policy, actor=tx.actor, cause=cause, now=timing.now
    )
    await tx.publish(list(events))
