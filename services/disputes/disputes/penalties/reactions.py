"""Hears of changed cases: penalties take effect when their ruling does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import uuid5

from common.kernel.principal import Role
from common.kernel.timing import Timing
from disputes.cases.model import CaseChanged
from disputes.engine import events as told
from disputes.engine.dispute import Change, Dispute
from disputes.engine.values import Penalty, Ruling
from disputes.policy.model import Policy

from .commands import fine_reversals, person, save_standing
from .effect import effective_at, in_effect
from .model import Imposed, Named, PenaltiesTx, Standing, next_penalty


async def apply_penalties(tx: PenaltiesTx, changed: CaseChanged) -> Change:
    """Impose penalties when their ruling takes effect, and not before; undo those that a ruling on appeal drops."""
    before, change, policy = changed.before, changed.change, changed.policy
    after, moment = change.dispute, await tx.timing()
    if in_effect(after, policy, moment.now) <= in_effect(before, policy, moment.now):
        return change
    touched = {person(after, Role(p.party)) for ruling in after.rulings for p in ruling.penalties}
    for participant in sorted(touched):
        change = await _take_effect(tx, participant, change, policy, moment)
    return change


async def _take_effect(tx: PenaltiesTx, participant: str, change: Change, policy: Policy, moment: Timing) -> Change:
    dispute, before = change.dispute, await tx.standings.get_for_update(participant)
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
        await save_standing(tx, before, after, said, moment)
    return _say_too(change, (*fine_reversals(undone), *_fines(participant, imposed)))


async def _imposed(
    tx: PenaltiesTx,
    dispute: Dispute,
    ruling: Ruling,
    own: Sequence[Penalty],
    standing: Standing,
    policy: Policy,
    moment: Timing,
) -> list[Imposed]:
    """As it was stated; milder where a warning it counted on has been undone meanwhile, never harder."""
    assert policy.penalties is not None or not own, "an edition without a ladder states no penalties"
    earlier = [one.penalty for one in standing.of_case(dispute.id)]
    found: list[Imposed] = []
    for penalty in (p for p in own if _named(p).found_in(earlier) is None):
        assert policy.penalties is not None
        stated = await tx.standings.stated(standing, but=dispute.id)
        now = next_penalty(
            standing,
            _named(penalty),
            ladder=policy.penalties,
            disputed=dispute.amount,
            at=effective_at(ruling, policy),
            calendar=policy.calendar,
            stated=[other for other in stated if other.at < ruling.decided_at],
        )
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


def _say_too(change: Change, facts: tuple[told.Fact, ...]) -> Change:
    if not facts:
        return change
    more = change.dispute.become(*facts)
    return Change(more.dispute, (*change.events, *facts))
