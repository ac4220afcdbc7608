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
from disputes.cases.integration_events import dispute_events
from disputes.editions.model import Policies
from disputes.engine import events as told
from disputes.engine.dispute import Dispute
from disputes.engine.errors import NotIndependent
from disputes.engine.values import Penalty, Viewer
from disputes.policy.model import Policy

from .integration_events import participant_events
from .model import Imposed, Named, PenaltiesTx, Standing, next_penalty, penalty_of, require_known


async def penalties_for(
    tx: PenaltiesTx, dispute: Dispute, named: Iterable[Named], *, policy: Policy, final_at: datetime
) -> tuple[Penalty, ...]:
    """What the edition's ladder makes of them, as things stand. Changes nothing (K12).

    Whoever rules holds the standing, so that of two rulings about one person the second sees the first.
    """
    named = tuple(named)
    require_known(named, policy.penalties)
    if policy.penalties is None:
        return ()
    people = sorted({person(dispute, one.party) for one in named})
    held = {participant: await tx.standings.get_for_update(participant) for participant in people}
    return tuple([await _penalty(tx, dispute, one, held, policy, final_at) for one in named])


async def _penalty(
    tx: PenaltiesTx, dispute: Dispute, named: Named, held: Mapping[str, Standing], policy: Policy, final_at: datetime
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


def fine_reversals(undone: Iterable[Imposed]) -> tuple[told.Fact, ...]:
    return tuple(told.FineUndone(uuid5(one.fine, "undone"), one.fine) for one in undone if one.fine is not None)


async def reverse(
    tx: PenaltiesTx,
    participant: str,
    penalty: UUID,
    *,
    reason: str,
    by: Viewer,
    expected_version: int | None,
    policies: Policies,
) -> Standing:
    """Undo a penalty outside any case: by another operator than the one who imposed it."""
    at_fault = await tx.standings.get(participant)
    found = next((one for one in at_fault.imposed if one.id == penalty), None)
    if found is None:
        raise NotFound("penalty")
    dispute = await tx.disputes.get_for_update(found.dispute)
    if by.id in (found.decided_by, dispute.buyer, dispute.seller):
        raise NotIndependent
    standing, moment = await tx.standings.get_for_update(participant), await tx.timing()
    require_version(expected_version, standing.version)
    after, undone = standing.reverse(penalty, by=by.id, reason=reason, at=moment.now)
    await tx.standings.undo(undone)
    if facts := fine_reversals([undone]):
        change = dispute.become(*facts)
        policy = await policies.of(tx, dispute)
        await tx.disputes.save(change.dispute, policy)
        events = dispute_events(change.dispute, change.events, policy, actor=tx.actor, cause="appeal", now=moment.now)
        await tx.publish(list(events))
    return await save_standing(tx, standing, after, [told.PenaltyUndone(dispute.id, undone.penalty.act)], moment)


async def end_suspension(tx: PenaltiesTx, standing: UUID, due_at: datetime) -> None:
    """A suspension ends by itself. One that was reversed or made longer meanwhile has ended, or goes on."""
    found = await tx.standings.get_by_id_for_update(standing)
    moment = await tx.timing()
    now = Timing(moment.received_at, max(due_at, moment.now))
    if found is not None and found.suspended_until == due_at:
        await save_standing(tx, replace(found), replace(found, version=found.version + 1), [], now, ended=True)


async def save_standing(
    tx: PenaltiesTx,
    before: Standing,
    after: Standing,
    said: Sequence[told.OfPeople],
    moment: Timing,
    *,
    ended: bool = False,
) -> Standing:
    status = after.status(moment.now)
    until = after.suspended_until if status == "suspended" else None
    was = (before.status(moment.now), before.suspended_until, before.points)
    if ended or (status, after.suspended_until, after.points) != was:
        said = [*said, told.StandingChanged(status, until, after.points)]
    after = replace(after, facts=after.facts + len(said))
    await tx.standings.save(after)
    await tx.standings.wake(after.id, since=moment.now, at=until)
    await tx.publish(list(participant_events(after, said, actor=tx.actor, cause=tx.cause, now=moment.now)))
    return after


def person(dispute: Dispute, party: Role) -> str:
    return dispute.buyer if party is Role.BUYER else dispute.seller
