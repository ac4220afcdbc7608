"""What becomes of people's standing: penalties computed, imposed when a ruling is final, and undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from common.kernel.errors import NotFound, require_version
from common.kernel.principal import Role
from common.kernel.timing import Timing

from . import outgoing
from .domain import facts as told
from .domain.decisions import effective_at, in_effect
from .domain.dispute import Change, Dispute
from .domain.policy import Policy
from .domain.records import Penalty, Ruling, Viewer
from .domain.refusals import NotIndependent
from .domain.standing import Imposed, Named, Standing, next_penalty, penalty_of, require_known
from .ports import Policies, Tx


async def penalties_for(
    tx: Tx, dispute: Dispute, named: Iterable[Named], *, policy: Policy, final_at: datetime
) -> tuple[Penalty, ...]:
    """What the edition's ladder makes of them, as things stand. Changes nothing (K12).

    Whoever rules holds the standing, so that of two rulings about one person the second sees the first.
    """
    named = tuple(named)
    require_known(named, policy.penalties)
    if policy.penalties is None:
        return ()
    people = sorted({person(dispute, one.party) for one in named})
    held = {participant: await tx.standings.locked(participant) for participant in people}
    return tuple([await _penalty(tx, dispute, one, held, policy, final_at) for one in named])


async def _penalty(
    tx: Tx, dispute: Dispute, named: Named, held: Mapping[str, Standing], policy: Policy, final_at: datetime
) -> Penalty:
    """What this case has stated before, the next ruling in it states as it was, or not at all."""
    assert policy.penalties is not None, "the caller has looked"
    terms: dict[str, Any] = {
        "ladder": policy.penalties,
        "disputed": dispute.amount,
        "at": final_at,
        "calendar": policy.calendar,
    }
    participant = person(dispute, named.party)
    earlier = [one.penalty for one in held[participant].of_case(dispute.id)]
    if (kept := named.found_in(earlier)) is not None:
        return kept
    if dispute.ruling is not None and (before := named.found_in(dispute.ruling.penalties)) is not None:
        return penalty_of(named, before.warning, **terms)
    stated = await tx.standings.stated(held[participant], but=dispute.id)
    return next_penalty(held[participant], named, stated=stated, **terms)


async def follow(tx: Tx, before: Dispute, change: Change, policy: Policy) -> Change:
    """Penalties take effect with their ruling, and not before; those that a ruling on appeal drops are undone."""
    after, moment = change.dispute, await tx.timing()
    if before.approval is not None and after.approval is None:
        await tx.decisions.lapse(before.approval)
    if in_effect(after, policy, moment.now) <= in_effect(before, policy, moment.now):
        return change
    touched = {person(after, Role(p.party)) for ruling in after.rulings for p in ruling.penalties}
    for participant in sorted(touched):
        change = await _take_effect(tx, participant, change, policy, moment)
    return change


async def _take_effect(tx: Tx, participant: str, change: Change, policy: Policy, moment: Timing) -> Change:
    dispute, before = change.dispute, await tx.standings.locked(participant)
    ruling = dispute.ruling
    assert ruling is not None, "only rulings take effect"
    own = [p for p in ruling.penalties if person(dispute, Role(p.party)) == participant]
    kept = {one.id for one in before.of_case(dispute.id) if _named(one.penalty).found_in(own) is not None}
    dropped = [one for one in before.of_case(dispute.id) if one.id not in kept and dispute.appeal is not None]
    after, undone = before, []
    for one in dropped:
        reason = f"Decided anew on appeal: {ruling.reason_code}."
        after, gone = after.reverse(one.id, by=ruling.by, reason=reason, at=moment.now)
        await tx.standings.undo(gone)
        undone.append(gone)
    imposed = await _imposed(tx, dispute, ruling, own, after, policy, moment)
    if imposed:
        after = after.impose(imposed)
        await tx.standings.add(imposed)
    said: list[told.OfPeople] = [told.PenaltyUndone(dispute.id, one.penalty.act) for one in undone]
    said += [told.PenaltyImposed(dispute.id, one.penalty) for one in imposed]
    if said:
        await _tell(tx, before, after, said, moment)
    return _say_too(change, (*_fines_undone(undone), *_fines(participant, imposed)))


async def _imposed(
    tx: Tx, dispute: Dispute, ruling: Ruling, own: Sequence[Penalty], standing: Standing, policy: Policy,
    moment: Timing,
) -> list[Imposed]:  # fmt: skip
    """As it was stated; milder where a warning it counted on has been undone meanwhile, never harder."""
    assert policy.penalties is not None or not own, "an edition without a ladder states no penalties"
    earlier = [one.penalty for one in standing.of_case(dispute.id)]
    found: list[Imposed] = []
    for penalty in (p for p in own if _named(p).found_in(earlier) is None):
        assert policy.penalties is not None
        stated = await tx.standings.stated(standing, but=dispute.id)
        now = next_penalty(
            standing, _named(penalty), ladder=policy.penalties, disputed=dispute.amount,
            at=effective_at(ruling, policy), calendar=policy.calendar,
            stated=[other for other in stated if other.at < ruling.decided_at],
        )  # fmt: skip
        effective = now if now.warning < penalty.warning else penalty
        id = uuid5(dispute.id, f"penalty:{ruling.instance}:{ruling.penalties.index(penalty)}")
        found.append(
            Imposed(
                id=id,
                standing=standing.id,
                dispute=dispute.id,
                instance=ruling.instance,
                decided_by=ruling.by,
                penalty=effective,
                imposed_at=moment.now,
                fine=uuid5(id, "fine") if effective.fine is not None else None,
            )
        )
    return found


def _named(penalty: Penalty) -> Named:
    return Named(Role(penalty.party), penalty.act)


def _fines(participant: str, imposed: Iterable[Imposed]) -> tuple[told.Fact, ...]:
    return tuple(
        told.Fined(one.fine, participant, Role(one.penalty.party), one.penalty.act, one.penalty.fine)
        for one in imposed
        if one.fine is not None and one.penalty.fine is not None
    )


def _fines_undone(undone: Iterable[Imposed]) -> tuple[told.Fact, ...]:
    return tuple(told.FineUndone(uuid5(one.fine, "undone"), one.fine) for one in undone if one.fine is not None)


def _say_too(change: Change, facts: tuple[told.Fact, ...]) -> Change:
    if not facts:
        return change
    more = change.dispute.become(*facts)
    return Change(more.dispute, (*change.facts, *facts))


async def reverse(
    tx: Tx, participant: str, penalty: UUID, *, reason: str, by: Viewer, if_match: int | None, policies: Policies
) -> Standing:
    """Undo a penalty outside any case: by another operator than the one who imposed it."""
    at_fault = await tx.standings.get(participant)
    found = next((one for one in at_fault.imposed if one.id == penalty), None)
    if found is None:
        raise NotFound("penalty")
    dispute = await tx.disputes.locked(found.dispute)
    if by.id in (found.decided_by, dispute.buyer, dispute.seller):
        raise NotIndependent
    standing, moment = await tx.standings.locked(participant), await tx.timing()
    require_version(if_match, standing.version)
    after, undone = standing.reverse(penalty, by=by.id, reason=reason, at=moment.now)
    await tx.standings.undo(undone)
    if facts := _fines_undone([undone]):
        change = dispute.become(*facts)
        policy = await policies.of(tx, dispute)
        await tx.disputes.save(change.dispute, policy)
        events = outgoing.events(change.dispute, change.facts, policy, actor=tx.actor, cause="appeal", now=moment.now)
        await tx.publish(list(events))
    return await _tell(tx, standing, after, [told.PenaltyUndone(dispute.id, undone.penalty.act)], moment)


async def end_suspension(tx: Tx, standing: UUID, due_at: datetime) -> None:
    """A suspension ends by itself. One that was reversed or made longer meanwhile has ended, or goes on."""
    found = await tx.standings.locked_by(standing)
    moment = await tx.timing()
    now = Timing(moment.received_at, max(due_at, moment.now))
    if found is not None and found.suspended_until == due_at:
        await _tell(tx, replace(found), replace(found, version=found.version + 1), [], now, ended=True)


async def _tell(
    tx: Tx, before: Standing, after: Standing, said: Sequence[told.OfPeople], moment: Timing, *, ended: bool = False
) -> Standing:
    status = after.status(moment.now)
    until = after.suspended_until if status == "suspended" else None
    was = (before.status(moment.now), before.suspended_until, before.points)
    if ended or (status, after.suspended_until, after.points) != was:
        said = [*said, told.StandingChanged(status, until, after.points)]
    after = replace(after, facts=after.facts + len(said))
    await tx.standings.save(after)
    await tx.standings.wake(after.id, since=moment.now, at=until)
    await tx.publish(list(outgoing.of_people(after, said, actor=tx.actor, cause=tx.cause, now=moment.now)))
    return after


def person(dispute: Dispute, party: Role) -> str:
    return dispute.buyer if party is Role.BUYER else dispute.seller
