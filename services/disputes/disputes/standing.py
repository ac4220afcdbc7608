"""What becomes of people's standing: penalties computed, imposed when a ruling is final, and undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from uuid import UUID, uuid5

from common.kernel import Moment, NotFound, Role, require_version

from . import outgoing
from .domain import facts as told
from .domain.decisions import is_final
from .domain.dispute import Change, Dispute
from .domain.policy import Policy
from .domain.records import Penalty, Ruling, Viewer
from .domain.refusals import NotIndependent
from .domain.standing import Imposed, Named, Standing, id_of, next_penalty, require_known
from .ports import Policies, Tx


async def penalties_for(
    tx: Tx, dispute: Dispute, named: Iterable[Named], *, policy: Policy, final_at: datetime
) -> tuple[Penalty, ...]:
    """What the edition's ladder makes of them, as things stand. Changes nothing (K12)."""
    named = tuple(named)
    require_known(named, policy.penalties)
    if policy.penalties is None:
        return ()
    known = {one: await tx.standings.get(person(dispute, one.party)) for one in named}
    find = partial(
        next_penalty, ladder=policy.penalties, disputed=dispute.amount, at=final_at, calendar=policy.calendar
    )
    return tuple(find(known[one], one) for one in named)


async def follow(tx: Tx, before: Dispute, change: Change, policy: Policy) -> Change:
    """Penalties take effect when their ruling has become final, and not before."""
    after, moment = change.dispute, await tx.moment()
    if before.approval is not None and after.approval is None:
        await tx.decisions.lapse(before.approval)
    ruling = after.ruling
    if ruling is None or not ruling.penalties:
        return change
    if is_final(before, policy, moment.now) or not is_final(after, policy, moment.now):
        return change
    return await _impose(tx, change, ruling, moment)


async def _impose(tx: Tx, change: Change, ruling: Ruling, moment: Moment) -> Change:
    dispute = change.dispute
    by_person: dict[str, list[Imposed]] = defaultdict(list)
    for number, penalty in enumerate(ruling.penalties):
        id = uuid5(dispute.id, f"penalty:{ruling.instance}:{number}")
        by_person[person(dispute, Role(penalty.party))].append(
            Imposed(
                id=id,
                standing=id_of(dispute.tenant, person(dispute, Role(penalty.party))),
                dispute=dispute.id,
                instance=ruling.instance,
                decided_by=ruling.by,
                penalty=penalty,
                imposed_at=moment.now,
                fine=uuid5(id, "fine") if penalty.fine is not None else None,
            )
        )
    for participant in sorted(by_person):
        standing = await tx.standings.locked(participant)
        after = standing.impose(by_person[participant])
        await tx.standings.add(by_person[participant])
        said = [told.PenaltyImposed(dispute.id, one.penalty) for one in by_person[participant]]
        await _tell(tx, standing, after, said, moment)
    fines = tuple(
        told.Fined(one.fine, participant, Role(one.penalty.party), one.penalty.act, one.penalty.fine)
        for participant, imposed in by_person.items()
        for one in imposed
        if one.fine is not None and one.penalty.fine is not None
    )
    return _say_too(change, fines)


def _say_too(change: Change, facts: tuple[told.Fact, ...]) -> Change:
    if not facts:
        return change
    more = change.dispute.become(*facts)
    return Change(more.dispute, (*change.facts, *facts))


async def reverse(
    tx: Tx, participant: str, penalty: UUID, *, reason: str, by: Viewer, if_match: int | None, policies: Policies
) -> Standing:
    """Undo a penalty on appeal: by another operator than the one who imposed it."""
    at_fault = await tx.standings.get(participant)
    found = next((one for one in at_fault.imposed if one.id == penalty), None)
    if found is None:
        raise NotFound("penalty")
    dispute = await tx.disputes.locked(found.dispute)
    if by.id in (found.decided_by, dispute.buyer, dispute.seller):
        raise NotIndependent
    standing, moment = await tx.standings.locked(participant), await tx.moment()
    require_version(if_match, standing.version)
    after, undone = standing.reverse(penalty, by=by.id, reason=reason, at=moment.now)
    await tx.standings.undo(undone)
    if undone.fine is not None:
        change = dispute.become(told.FineUndone(uuid5(undone.fine, "undone"), undone.fine))
        policy = await policies.of(tx, dispute)
        await tx.disputes.save(change.dispute, policy)
        events = outgoing.events(change.dispute, change.facts, policy, actor=tx.actor, cause="appeal", now=moment.now)
        await tx.publish(list(events))
    return await _tell(tx, standing, after, [told.PenaltyUndone(dispute.id, undone.penalty.act)], moment)


async def end_suspension(tx: Tx, standing: UUID, due_at: datetime) -> None:
    """A suspension ends by itself. One that was reversed or made longer meanwhile has ended, or goes on."""
    found = await tx.standings.locked_by(standing)
    moment = await tx.moment()
    now = Moment(moment.received_at, max(due_at, moment.now))
    if found is not None and found.suspended_until == due_at:
        await _tell(tx, replace(found), replace(found, version=found.version + 1), [], now, ended=True)


async def _tell(
    tx: Tx, before: Standing, after: Standing, said: Sequence[told.OfPeople], moment: Moment, *, ended: bool = False
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
