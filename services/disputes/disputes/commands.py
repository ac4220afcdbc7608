"""The use cases that change something. Each runs inside a transaction it did not open."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Protocol
from uuid import UUID

from common.kernel.errors import Forbidden, NotFound, require_version
from common.kernel.money import Money
from common.kernel.principal import Actor, Role
from common.kernel.timing import Timing

from . import outgoing, standing
from .domain import acts, clocks, flow, journal, legal
from .domain.dispute import OTHER, Change, Dispute, Fresh
from .domain.errors import AlreadyDisputed
from .domain.escrows import KnownEscrow
from .domain.options import Option, Wish
from .domain.policy import Policy
from .domain.records import Check, Item, Kind, Statement, Turn, Viewer
from .domain.vocabulary import Act, Trigger
from .ports import BuiltIn, Message, Policies, Transition, Tx


class Doing(Protocol):
    def __call__(self, dispute: Dispute, /, *, by: Role, policy: Policy, moment: Timing) -> Change: ...


async def open_dispute(
    tx: Tx, *, id: UUID, escrow: UUID, by: Viewer, on_behalf_of: Role | None, reason: str, amount: Money,
    wishes: Sequence[Wish], explanation: str, statement: Statement, policies: Policies,
) -> Dispute:  # fmt: skip
    """`on_behalf_of`: whose case an operator opens (T1), or a representative (K7)."""
    known = await tx.escrows.locked(escrow)
    if by.dispute is not None or by.escrow not in (None, escrow) or not by.sees(known.buyer, known.seller):
        raise NotFound("escrow")
    policy, moment = await policies.pinned(tx, known.edition), await tx.timing()
    if await tx.disputes.blocking(escrow):
        raise AlreadyDisputed
    known.require_disputable(amount, policy, moment)
    change = Dispute.open(
        policy=policy, opener=_opener(by, on_behalf_of, policy), reason=reason, wishes=wishes, amount=amount, id=id,
        tenant=tx.tenant, escrow=escrow, buyer=known.buyer, seller=known.seller, explanation=explanation,
        statement=statement, opened_at=moment.now, category=known.category, price=known.price,
        delivered_at=known.delivered_at, calendar=policy.calendar,
    )  # fmt: skip
    await tx.disputes.add(change.dispute, policy)
    await _log(tx, legal.NONE, change.dispute, by.role.value, moment)
    await _tell(tx, change, policy, by.role.value, moment)
    return change.dispute


def _opener(by: Viewer, on_behalf_of: Role | None, policy: Policy) -> Role:
    """Raises Forbidden: parties open for themselves, an operator for the party they name (T1)."""
    acting = policy.represented if by.role is Role.REPRESENTATIVE else by.role
    opener = on_behalf_of if by.role is Role.OPERATOR else acting
    if opener not in OTHER or (on_behalf_of is not None and opener is not on_behalf_of):
        raise Forbidden("Say on whose behalf you open the dispute; parties open their own.")
    return opener


async def act(
    tx: Tx, dispute: UUID, what: Act, *, by: Viewer, if_match: int | None, policies: Policies, fresh: Fresh
) -> Dispute:
    """Escalate, withdraw, accept the claim, request the videos."""
    found, policy, moment = await held(tx, dispute, by, if_match, policies)
    change = acts.act(found, what, by=by.role, policy=policy, moment=moment, fresh=fresh)
    return await keep(tx, found, change, policy, by.role.value, did=what)


async def do(tx: Tx, dispute: UUID, change: Doing, *, by: Viewer, if_match: int | None, policies: Policies) -> Dispute:
    """One act of a person, of those in `domain/acts.py` and `domain/clocks.py`."""
    found, policy, moment = await held(tx, dispute, by, if_match, policies)
    return await keep(tx, found, change(found, by=by.role, policy=policy, moment=moment), policy, by.role.value)


async def verify(
    tx: Tx, dispute: UUID, *, verified: bool, checks: tuple[Check, ...], reason: str | None, by: Viewer,
    if_match: int, policies: Policies, fresh: Fresh,
) -> Dispute:  # fmt: skip
    found, policy, moment = await held(tx, dispute, by, if_match, policies)
    change = acts.verify(
        found, verified=verified, checks=checks, reason=reason, by=by.id, lead=by.lead, policy=policy, moment=moment,
        fresh=fresh,
    )  # fmt: skip
    return await keep(tx, found, change, policy, by.role.value)


async def assign(
    tx: Tx, dispute: UUID, to: str | None, *, by: Viewer, if_match: int | None, policies: Policies
) -> Dispute:
    found, policy, moment = await held(tx, dispute, by, if_match, policies)
    change = found.assign(to, by=by.id, lead=by.lead, policy=policy, moment=moment)
    return await keep(tx, found, change, policy, by.role.value)


async def post_message(
    tx: Tx, dispute: UUID, *, id: UUID, text: str, kind: Kind, by: Viewer, if_match: int | None, policies: Policies
) -> Message:
    found, policy, moment = await held(tx, dispute, by, if_match, policies)
    change = found.post_message(id, text, by=by.role, policy=policy, moment=moment, kind=kind)
    message = Message(id=id, dispute=dispute, author=Actor(by.role, by.id), text=text, at=moment.now, kind=kind)
    await tx.disputes.post(message)
    await keep(tx, found, change, policy, by.role.value)
    return message


async def lapse(tx: Tx, dispute: UUID, *, kind: str, due_at: datetime, policies: Policies, fresh: Fresh) -> Dispute:
    """A clock of this service has run out. Of one no longer armed, nothing follows."""
    found = await tx.disputes.locked(dispute)
    policy, moment = await policies.of(tx, found), await tx.timing()
    if kind.startswith(clocks.REMINDER):
        change = clocks.remind(found, kind, due_at, policy=policy, now=moment.now)
    else:
        change = flow.lapse(found, kind, due_at, policy=policy, fresh=fresh)
    return await keep(tx, found, change, policy, f"timeout:{kind}")


async def remember_escrow(tx: Tx, escrow: KnownEscrow) -> None:
    await tx.escrows.remember(escrow)


async def note_frozen(
    tx: Tx, dispute: UUID, *, at: datetime, delivered_at: datetime | None, policies: Policies, fresh: Fresh
) -> None:
    def frozen(found: Dispute, policy: Policy) -> Change:
        return flow.frozen(found, policy=policy, at=at, fresh=fresh, delivered_at=delivered_at)

    await note(tx, dispute, "frozen", frozen, policies)


async def note_freeze_refused(tx: Tx, dispute: UUID, *, why: str, at: datetime, policies: Policies) -> None:
    await note(tx, dispute, "freeze_refused", lambda d, _: flow.freeze_refused(d, why, at=at), policies)


async def note_settled(
    tx: Tx, dispute: UUID, *, instruction: UUID, fee: Money, at: datetime, policies: Policies, fresh: Fresh
) -> None:
    def settled(found: Dispute, policy: Policy) -> Change:
        return flow.settled(found, instruction, fee, policy=policy, at=at, fresh=fresh)

    await note(tx, dispute, "settled", settled, policies)


async def note_moved_back(
    tx: Tx, dispute: UUID, *, instruction: UUID, fee: Money | None, at: datetime, policies: Policies
) -> None:
    await note(tx, dispute, "moved_back", lambda d, _: flow.moved_back(d, instruction, fee, at=at), policies)


async def note_escrow_ended(tx: Tx, escrow: UUID, *, at: datetime, policies: Policies) -> None:
    if (dispute := await tx.disputes.active(escrow)) is not None:
        await note(tx, dispute, "escrow_ended", lambda d, _: flow.escrow_ended(d, at=at), policies)


async def note_turn(tx: Tx, dispute: UUID, *, read: Callable[[Dispute], Turn], policies: Policies) -> None:
    await note(tx, dispute, "turn_changed", lambda d, p: flow.turn_changed(d, read(d), policy=p), policies)


async def note_agreed(
    tx: Tx, dispute: UUID, *, read: Callable[[Dispute], Option], by_silence: bool, at: datetime,
    policies: Policies, fresh: Fresh,
) -> None:  # fmt: skip
    def agreed(found: Dispute, policy: Policy) -> Change:
        return flow.agreed(found, read(found), by_silence=by_silence, policy=policy, at=at, fresh=fresh)

    await note(tx, dispute, "agreed", agreed, policies)


async def note_negotiation_failed(
    tx: Tx, dispute: UUID, *, how: Trigger, by_silence: bool, at: datetime, policies: Policies, fresh: Fresh
) -> None:
    """Silence takes effect when the time was up, however late it was told."""

    def failed(found: Dispute, policy: Policy) -> Change:
        due_at = found.turn.due_at if found.turn is not None and by_silence else None
        return flow.negotiation_failed(found, policy=policy, at=min(due_at or at, at), fresh=fresh, how=how)

    await note(tx, dispute, how.value, failed, policies)


async def note_request_moved(tx: Tx, dispute: UUID, request: UUID, *, due_at: datetime, policies: Policies) -> None:
    moved = partial(flow.request_moved, request=request, due_at=due_at)
    await note(tx, dispute, "evidence_time", lambda d, _: moved(d), policies)


async def note_item(tx: Tx, dispute: UUID, item: Item, policies: Policies) -> None:
    await note(tx, dispute, "evidence_received", lambda d, _: flow.item_received(d, item), policies)


async def note_item_invalid(tx: Tx, dispute: UUID, item: UUID, policies: Policies) -> None:
    await note(tx, dispute, "evidence_invalid", lambda d, _: flow.item_invalidated(d, item), policies)


async def note_request_satisfied(
    tx: Tx, dispute: UUID, request: UUID, *, at: datetime, policies: Policies, fresh: Fresh
) -> None:
    def satisfied(found: Dispute, policy: Policy) -> Change:
        return flow.request_satisfied(found, request, policy=policy, at=at, fresh=fresh)

    await note(tx, dispute, "evidence_satisfied", satisfied, policies)


async def note_request_reopened(
    tx: Tx, dispute: UUID, request: UUID, *, at: datetime, policies: Policies, fresh: Fresh
) -> None:
    def reopened(found: Dispute, policy: Policy) -> Change:
        return flow.request_reopened(found, request, policy=policy, at=at, fresh=fresh)

    await note(tx, dispute, "evidence_reopened", reopened, policies)


async def note_request_lapsed(
    tx: Tx, dispute: UUID, request: UUID, *, at: datetime, policies: Policies, fresh: Fresh
) -> None:
    """`at` is the cut-off itself."""

    def lapsed(found: Dispute, policy: Policy) -> Change:
        return flow.request_lapsed(found, request, policy=policy, at=at, fresh=fresh)

    await note(tx, dispute, "evidence_lapsed", lapsed, policies)


async def note(
    tx: Tx, dispute: UUID, cause: str, change: Callable[[Dispute, Policy], Change], policies: Policies
) -> Dispute:
    """Take in a fact. One that is out of date changes nothing."""
    found = await tx.disputes.locked(dispute)
    policy = await policies.of(tx, found)
    return await keep(tx, found, change(found, policy), policy, cause)


async def publish_editions(tx: Tx, policies: BuiltIn, sources: Mapping[str, str], current: frozenset[str]) -> None:
    """Once for each edition, ever: escrow pins them by name."""
    now = (await tx.timing()).now
    for edition, policy in policies.items():
        rules = sorted(legal.transitions(policy))
        if await tx.editions.publish(policy, sources[edition], rules):
            await tx.publish([outgoing.edition_published(policy, current=edition in current, now=now)])


async def held(
    tx: Tx, dispute: UUID, by: Viewer, if_match: int | None, policies: Policies
) -> tuple[Dispute, Policy, Timing]:
    found = await tx.disputes.locked(dispute)
    if not found.seen_by(by):
        raise NotFound("dispute")
    require_version(if_match, found.version)
    policy = await policies.of(tx, found)
    tx.holds(found, policy)
    return found, policy, await tx.timing()


async def keep(tx: Tx, before: Dispute, change: Change, policy: Policy, cause: str, did: Act | None = None) -> Dispute:
    """`did`: which act it was, where what is new in the case does not say."""
    after = change.dispute
    if after.version == before.version:
        return after
    moment = await tx.timing()
    heard = journal.entry(before, change, cause, did, role=tx.actor.role, moment=moment)
    await tx.journal.add(heard, dispute=after.id, seq=after.version, actor=tx.actor.id)
    change = await standing.follow(tx, before, change, policy)
    after = change.dispute
    await tx.disputes.save(after, policy)
    if after.place != before.place:
        await _log(tx, before.place, after, cause, moment)
    await _tell(tx, change, policy, cause, moment)
    return after


async def _log(tx: Tx, before: str, after: Dispute, cause: str, moment: Timing) -> None:
    await tx.disputes.log(
        Transition(
            dispute=after.id,
            seq=after.moves,
            from_state=before,
            to_state=after.place,
            cause=cause,
            actor=tx.actor,
            received_at=moment.received_at,
            at=moment.now,
            timer=tx.firing_deadline,
        )
    )


async def _tell(tx: Tx, change: Change, policy: Policy, cause: str, moment: Timing) -> None:
    told = outgoing.events(change.dispute, change.facts, policy, actor=tx.actor, cause=cause, now=moment.now)
    await tx.publish(list(told))
