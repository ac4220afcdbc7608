"""How a case goes on by itself: what facts and silence do to it. People may be refused, facts only found stale."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from common.kernel.money import Money
from common.kernel.principal import Role
from common.kernel.terms import due_at_end_of

from . import facts as told
from .dispute import Change, Dispute, Fresh, State
from .effects import Doing, apply, close, enter
from .options import Option
from .policy import Alert, Enter, Policy, Proceed, Revisit
from .records import Asked, Item, Negotiating, Turn
from .vocabulary import AlertLevel, Execution, Level, Outcome, Trigger

# Facts from escrow


def frozen(
    dispute: Dispute, *, policy: Policy, at: datetime, fresh: Fresh, delivered_at: datetime | None = None
) -> Change:
    """The money is held still: the first stage begins, and its clocks. Escrow knows best whether the goods came."""
    if dispute.state is not State.OPENING:
        return Change(dispute)
    dispute = replace(dispute, delivered_at=dispute.delivered_at or delivered_at)
    turn = _first_turn(dispute, policy, at) if policy.stages[policy.first].negotiates else None
    doing = Doing(policy=policy, at=at, fresh=fresh, said=(told.Opened(policy.first, turn),))
    return enter(dispute, policy.first, doing, frozen_at=at, turn=turn)


def _first_turn(dispute: Dispute, policy: Policy, at: datetime) -> Turn:
    """What mediation will make of the opening, so that the case can foresee its end at once."""
    terms = policy.negotiation
    assert terms is not None, "an edition that negotiates has terms"
    if terms.guide is not None:
        until = due_at_end_of(at, terms.guide.term, policy.calendar)
        return Turn(state=Negotiating.GUIDING, number=0, awaiting=dispute.claimant, due_at=until)
    return Turn(
        by=dispute.claimant,
        options=dispute.options,
        awaiting=dispute.role_of(terms.first_to_answer),
        due_at=due_at_end_of(at, terms.term, policy.calendar),
        on_silence=terms.on_silence,
        last_of_buyer=dispute.options if dispute.claimant is Role.BUYER else (),
        last_of_seller=dispute.options if dispute.claimant is Role.SELLER else (),
    )


def freeze_refused(dispute: Dispute, why: str, *, at: datetime) -> Change:
    return close(dispute, Outcome.VOID, at, why=why) if dispute.state is State.OPENING else Change(dispute)


def escrow_ended(dispute: Dispute, *, at: datetime) -> Change:
    """The escrow ended by other means than our settlement."""
    if dispute.state is not State.ACTIVE or dispute.order is not None:
        return Change(dispute)
    return close(dispute, Outcome.ESCROW_ENDED, at)


def settled(dispute: Dispute, instruction: UUID, fee: Money, *, policy: Policy, at: datetime, fresh: Fresh) -> Change:
    """The money has moved. A ruling carried out at once can still be contested where the edition has appeals."""
    if dispute.state is not State.SETTLING or dispute.order is None or dispute.order.instruction != instruction:
        return Change(dispute)
    paid = replace(dispute, fee=fee)
    if policy.appeal is not None and contestable_until(dispute, policy) is not None:
        return enter(paid, policy.appeal.stage, Doing(policy=policy, at=at, fresh=fresh))
    assert dispute.outcome is not None
    return close(paid, dispute.outcome, at, why=dispute.why)


def contestable_until(dispute: Dispute, policy: Policy) -> datetime | None:
    """Until when the ruling that its order carries out can be contested, though the money moves at once."""
    ruled = dispute.outcome is Outcome.DECISION and dispute.appeal is None and dispute.ruling is not None
    if not ruled or policy.rulings.execute is not Execution.AT_ONCE:
        return None
    return dispute.ruling.contest_until if dispute.ruling is not None else None


def moved_back(dispute: Dispute, instruction: UUID, fee: Money | None, *, at: datetime) -> Change:
    """Escrow has booked the difference. `fee` is what it takes now; None: as before."""
    again = dispute.reversal
    if dispute.state is not State.REVERSING or again is None or again.instruction != instruction:
        return Change(dispute)
    assert dispute.outcome is not None
    return close(replace(dispute, reversal=replace(again, fee=fee)), dispute.outcome, at, why=dispute.why)


# Facts from mediation


def turn_changed(dispute: Dispute, turn: Turn, *, policy: Policy) -> Change:
    """Remember how the negotiation stands. An older telling changes nothing."""
    before = dispute.turn
    if dispute.state is not State.ACTIVE or (before is not None and turn.version < before.version):
        return Change(dispute)
    stage = dispute.standing(policy)
    now_owing = turn.awaiting is not None and (before is None or before.awaiting is not turn.awaiting)
    first_told = before is None or before.mediation is None
    if before is not None and not turn.last_of_seller:
        turn = replace(turn, last_of_seller=turn.options if turn.by is Role.SELLER else before.last_of_seller)
    if turn.awaiting is None or stage is None or not stage.negotiates or not (now_owing or first_told):
        return dispute.become(turn=turn)
    acts = turn.may.get(turn.awaiting, ())
    return dispute.become(told.ActNeeded(turn.awaiting, acts, turn.due_at), turn=turn)


def agreed(dispute: Dispute, option: Option, *, by_silence: bool, policy: Policy, at: datetime, fresh: Fresh) -> Change:
    """An agreement, or silence taken as one, ends the case in any phase until money is ordered (D14)."""
    basis = Outcome.TIMEOUT if by_silence else Outcome.AGREEMENT
    return trigger(dispute, Trigger.AGREED, Doing(policy=policy, at=at, fresh=fresh, basis=basis, option=option))


def negotiation_failed(
    dispute: Dispute, *, policy: Policy, at: datetime, fresh: Fresh, how: Trigger = Trigger.NEGOTIATION_FAILED
) -> Change:
    """`how` is `abandoned` where the claimant has not walked the tree to its end."""
    return trigger(dispute, how, Doing(policy=policy, at=at, fresh=fresh))


# Facts from evidence


def request_satisfied(dispute: Dispute, request: UUID, *, policy: Policy, at: datetime, fresh: Fresh) -> Change:
    return _request(dispute, request, Asked.SATISFIED, Doing(policy=policy, at=at, fresh=fresh))


def request_reopened(dispute: Dispute, request: UUID, *, policy: Policy, at: datetime, fresh: Fresh) -> Change:
    return _request(dispute, request, Asked.OPEN, Doing(policy=policy, at=at, fresh=fresh))


def request_lapsed(dispute: Dispute, request: UUID, *, policy: Policy, at: datetime, fresh: Fresh) -> Change:
    """`at` is the cut-off itself, however late the fact arrives."""
    return _request(dispute, request, Asked.LAPSED, Doing(policy=policy, at=at, fresh=fresh))


def request_moved(dispute: Dispute, request: UUID, due_at: datetime) -> Change:
    """Evidence, who owns the clock, has given more time."""
    meant = {r.id for r in dispute.requests if r.id == request and r.state is Asked.OPEN and r.due_at != due_at}
    if dispute.state is not State.ACTIVE or not meant:
        return Change(dispute)
    return dispute.become(
        requests=tuple(replace(r, due_at=due_at) if r.id in meant else r for r in dispute.requests)
    )  # fmt: skip


def item_received(dispute: Dispute, item: Item) -> Change:
    if dispute.state is State.CLOSED or any(known.id == item.id for known in dispute.items):
        return Change(dispute)
    return dispute.become(items=(*dispute.items, item))


def item_invalidated(dispute: Dispute, item: UUID) -> Change:
    if dispute.state is State.CLOSED or not any(known.id == item and known.valid for known in dispute.items):
        return Change(dispute)
    return dispute.become(
        items=tuple(replace(known, valid=False) if known.id == item else known for known in dispute.items)
    )  # fmt: skip


def _request(dispute: Dispute, id: UUID, state: Asked, doing: Doing) -> Change:
    found = next((r for r in dispute.requests if r.id == id), None)
    if dispute.state is not State.ACTIVE or found is None or found.state in (state, Asked.LAPSED):
        return Change(dispute)
    changed = replace(found, state=state)
    known = replace(dispute, requests=tuple(changed if r.id == id else r for r in dispute.requests))
    news = _evidence_trigger(known, found.stage, state) if changed.owed else None
    after = trigger(known, news, replace(doing, request=changed)) if news else Change(known)
    return after if after.dispute.version > dispute.version else known.become()


def _evidence_trigger(dispute: Dispute, stage: str, news: Asked) -> Trigger | None:
    """A request that is over may leave others open; then the stage goes on."""
    if news is Asked.OPEN:
        return Trigger.EVIDENCE_REOPENED
    owed = [r for r in dispute.requests if r.stage == stage and r.owed]
    either = [r for r in owed if r.level is Level.ONE_OF]
    given = any(r.state is Asked.SATISFIED for r in either)
    left = [r for r in owed if r.level is Level.REQUIRED or not given]
    if any(r.state is Asked.OPEN for r in left):
        return None
    if any(r.state is Asked.LAPSED for r in left):
        return Trigger.EVIDENCE_LAPSED
    return Trigger.EVIDENCE_SATISFIED


# Silence


def lapse(dispute: Dispute, kind: str, due_at: datetime, *, policy: Policy, fresh: Fresh) -> Change:
    """Apply what the edition says a clock of this service means. Of a clock no longer armed: nothing."""
    over = next((d for d in dispute.deadlines if (d.kind, d.due_at) == (kind, due_at)), None)
    if over is None or dispute.paused_at is not None:
        return Change(dispute)
    left = replace(dispute, deadlines=tuple(d for d in dispute.deadlines if d != over))
    then = policy.deadlines()[kind].then
    if isinstance(then, Alert):
        return _alerted(left, told.Breached(kind, then.level, due_at))
    if isinstance(then, Proceed):
        return _proceed(left, Doing(policy=policy, at=due_at, fresh=fresh))
    expired = told.Expired(kind, due_at)
    if isinstance(then, Enter) and then.stage == dispute.stage:
        return left.become(expired)
    return apply(left, then, Doing(policy=policy, at=due_at, fresh=fresh, said=(expired,)))


def _alerted(dispute: Dispute, breached: told.Breached) -> Change:
    """Past the limit the case goes back into the queue, for anybody to take (K2). No money moves."""
    if breached.level is not AlertLevel.LIMIT or dispute.assignee is None:
        return dispute.become(breached)
    return dispute.become(breached, told.Assigned(None, dispute.assignee), assignee=None)


def _proceed(dispute: Dispute, doing: Doing) -> Change:
    """What was held back until now happens; where evidence is still open, the stage just goes on (K3)."""
    assert dispute.stage is not None, "clocks run in stages"
    if _evidence_trigger(dispute, dispute.stage, Asked.SATISFIED) is Trigger.EVIDENCE_SATISFIED:
        return trigger(dispute, Trigger.EVIDENCE_SATISFIED, doing)
    return dispute.become()


# What the running stage says


def trigger(dispute: Dispute, what: Trigger, doing: Doing) -> Change:
    """A fact the running stage says nothing about changes nothing."""
    stage, policy = dispute.standing(doing.policy), doing.policy
    effect = stage.on.get(what) if stage else None
    if isinstance(effect, Revisit):
        assert doing.request is not None, "an edition revisits only what evidence is about"
        if what is Trigger.EVIDENCE_REOPENED:
            effect = Enter(doing.request.stage)
        else:
            effect = policy.stages[doing.request.stage].on[what]
    elif doing.request is not None and doing.request.stage != dispute.stage:
        return Change(dispute)  # a stage answers for what it asked itself
    elif what is Trigger.EVIDENCE_SATISFIED and _held_back(dispute, policy):
        return Change(dispute)
    return apply(dispute, effect, doing) if effect is not None else Change(dispute)


def _held_back(dispute: Dispute, policy: Policy) -> bool:
    known = policy.deadlines()
    return any(isinstance(known[d.kind].then, Proceed) for d in dispute.deadlines)
