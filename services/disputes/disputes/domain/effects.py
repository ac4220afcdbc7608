"""What an edition can have follow: another stage, a settlement, the end. Each makes one change of the case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, assert_never
from uuid import UUID

from common.kernel.principal import Role
from common.kernel.terms import due_at_end_of

from . import facts as told
from .dispute import OTHER, Change, Dispute, Fresh, State
from .facts import Fact
from .options import Option
from .policy import (
    Alert,
    Ask,
    Close,
    Effect,
    Enter,
    Escalate,
    Execute,
    ExecuteRuling,
    ExecuteStanding,
    PayAll,
    PayPromised,
    Policy,
    Proceed,
    Revisit,
    Stage,
    StageDeadline,
)
from .records import Asked, Deadline, Order, Promise, Request
from .vocabulary import TRIGGERS, Execution, OptionKind, Outcome, Phase, Since

GIVE_EVIDENCE = ("provide_evidence",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """What an effect is given: the edition, its effective time, and what is said along with it."""

    policy: Policy
    at: datetime
    fresh: Fresh
    basis: Outcome = Outcome.TIMEOUT
    option: Option | None = None
    request: Request | None = None
    why: str | None = None
    said: tuple[Fact, ...] = ()


def apply(dispute: Dispute, effect: Effect, doing: Doing) -> Change:
    match effect:
        case Enter(stage=stage):
            return enter(dispute, stage, doing)
        case Escalate():
            return enter(dispute, doing.policy.reasons[dispute.reason].escalates_to, doing)
        case Execute():
            return _carry_out(dispute, doing.option, doing)
        case ExecuteRuling():
            assert dispute.ruling is not None, "an edition executes only a ruling that was given"
            return _carry_out(dispute, dispute.ruling.option, replace(doing, basis=Outcome.DECISION))
        case ExecuteStanding(of=of):
            return _carry_out(dispute, dispute.last_of(dispute.role_of(of))[0], doing)
        case PayPromised():
            assert dispute.promise is not None, "an edition pays only what was promised"
            return _order(dispute, dispute.promise.option, replace(doing, basis=dispute.promise.basis))
        case PayAll(to=to):
            return _order(dispute, _all_to(dispute, dispute.role_of(to)), doing)
        case Close(outcome=outcome):
            return close(dispute, outcome, doing.at, why=doing.why, said=doing.said)
        case Alert() | Revisit() | Proceed():
            return dispute.become(*doing.said)
        case _:
            assert_never(effect)


def enter(dispute: Dispute, name: str, doing: Doing, **changes: Any) -> Change:
    """Begin a stage at its effective time. Requests it has asked before and that are still open go on."""
    policy, stage = doing.policy, doing.policy.stages[name]
    asked = () if _open(dispute, name) else _ask(dispute, name, stage, doing)
    entered = replace(dispute, stage=name, state=State.ACTIVE, requests=(*dispute.requests, *asked))
    owing = tuple(request for request in _open(entered, name) if request.owed)
    deadlines = _clocks(dispute, name, doing)
    due_at = min([request.due_at for request in owing] + [clock.due_at for clock in deadlines], default=None)
    says: list[Fact] = [*doing.said]
    if dispute.stage is None or dispute.stage != name:
        says.append(told.Entered(name, stage.phase, stage.status, due_at))
    if stage.phase is Phase.ESCALATED and _phase(dispute, policy) is Phase.AGREEMENT:
        says.append(told.Escalated(name))
    if (promise := changes.get("promise")) is not None:
        says += _promised(promise, stage, deadlines)
    says += [told.Asked(request) for request in asked]
    says += _needed(entered, stage, owing, deadlines, due_at)
    if not stage.negotiates and dispute.turn is not None:
        changes["turn"] = replace(dispute.turn, awaiting=None, due_at=None)
    if stage.other_operator:
        changes["assignee"] = None
    return dispute.become(
        *says, state=State.ACTIVE, stage=name, entered_at=doing.at, deadlines=deadlines,
        requests=entered.requests, **changes,
    )  # fmt: skip


def close(
    dispute: Dispute, outcome: Outcome, at: datetime, *, why: str | None = None, said: tuple[Fact, ...] = ()
) -> Change:
    """End it. Money that has moved stays where it is; what was only held is set free."""
    if dispute.order is not None and dispute.outcome is not None:
        outcome = dispute.outcome
    over = told.Closed(outcome, *_paid(dispute), why)
    return dispute.become(*said, over, state=State.CLOSED, outcome=outcome, why=why, closed_at=at, deadlines=())


def _paid(dispute: Dispute) -> tuple[UUID | None, Any]:
    paid = dispute.settlement
    return (paid.instruction, paid.option.split) if paid is not None else (None, None)


def _carry_out(dispute: Dispute, option: Option | None, doing: Doing) -> Change:
    """Pay at once, begin the stage in which what was promised is owed, or give up (an inconclusive ruling)."""
    if option is None and (stage := _contestable_in(dispute, doing)) is not None:
        return enter(dispute, stage, doing)
    if option is None:
        return close(dispute, Outcome.INCONCLUSIVE, doing.at, said=doing.said)
    if dispute.order is None and (stage := doing.policy.obligations.get(option.kind)) is not None:
        return enter(dispute, stage, doing, promise=Promise(option=option, basis=doing.basis))
    return _order(dispute, option, doing)


def _contestable_in(dispute: Dispute, doing: Doing) -> str | None:
    """Where a ruling that moves no money is contested: until nobody can any more, the hold stays frozen (K4)."""
    appeal = doing.policy.appeal
    if appeal is None or dispute.appeal is not None or dispute.stage == appeal.stage:
        return None
    return appeal.stage if doing.policy.rulings.execute is Execution.AT_ONCE else None


def _order(dispute: Dispute, option: Option, doing: Doing) -> Change:
    assert option.split is not None, "what moves no money begins an obligation"
    if dispute.order is not None:
        return _reorder(dispute, dispute.order, option, doing)
    order = Order(doing.fresh(), option, doing.at)
    ordered = told.Ordered(order.instruction, option.split, doing.basis)
    return dispute.become(
        *doing.said, ordered, state=State.SETTLING, order=order, outcome=doing.basis, deadlines=()
    )  # fmt: skip


def _reorder(dispute: Dispute, paid: Order, option: Option, doing: Doing) -> Change:
    """The money has moved: either it may stay so, or escrow books the difference."""
    assert option.split is not None, "only divisions of the money are ruled once it has moved"
    if option.split == paid.option.split:
        return close(dispute, doing.basis, doing.at, said=doing.said)
    order = Order(doing.fresh(), option, doing.at)
    reversed_ = told.Reversed(order.instruction, paid.instruction, option.split)
    return dispute.become(
        *doing.said, reversed_, state=State.REVERSING, reversal=order, outcome=doing.basis, deadlines=()
    )  # fmt: skip


def _all_to(dispute: Dispute, party: Role) -> Option:
    kind = OptionKind.REFUND_FULL if party is Role.BUYER else OptionKind.RELEASE
    return Option(kind, dispute.all_to(party))


def _open(dispute: Dispute, stage: str) -> tuple[Request, ...]:
    return tuple(r for r in dispute.requests if r.stage == stage and r.state is Asked.OPEN)


def _ask(dispute: Dispute, name: str, stage: Stage, doing: Doing) -> tuple[Request, ...]:
    group = doing.fresh() if stage.asks else None
    return tuple(_request(dispute, name, n, ask, group, doing) for n, ask in enumerate(stage.asks))


def _request(dispute: Dispute, stage: str, number: int, ask: Ask, group: UUID | None, doing: Doing) -> Request:
    return Request(
        id=doing.fresh(),
        stage=stage,
        party=dispute.role_of(ask.party),
        kinds=ask.kinds,
        level=ask.level,
        anchor_at=doing.at,
        due_at=due_at_end_of(doing.at, ask.term, doing.policy.calendar),
        clock=ask.term.clock.value,
        group=group,
        ask=number,
    )


def _clocks(dispute: Dispute, name: str, doing: Doing) -> tuple[Deadline, ...]:
    """The hard cap runs through the case, some clocks through several stages, the others belong to their own."""
    policy, cap = doing.policy, doing.policy.hard_cap
    kept = [d for d in dispute.deadlines if cap is not None and d.kind == cap.kind]
    if cap is not None and dispute.stage is None:
        kept = [_timed(dispute, cap, doing)]
    for clock in (c for c in policy.clocks if name in c.through):
        if dispute.stage not in clock.through:
            kept.append(_timed(dispute, clock.deadline, doing))
            continue
        kept += [d for d in dispute.deadlines if d.kind == clock.deadline.kind]  # one that has fired is over
    return (*kept, *(_timed(dispute, d, doing) for d in policy.stages[name].deadlines))


def _timed(dispute: Dispute, clock: StageDeadline, doing: Doing) -> Deadline:
    since = doing.at
    if clock.since is Since.FILING:
        since = dispute.opened_at
    elif clock.since is Since.RULING and dispute.ruling is not None:
        since = dispute.ruling.decided_at
    return dispute.timed(clock.kind, clock.term, clock.owed_by, doing.policy, since)


def _phase(dispute: Dispute, policy: Policy) -> Phase | None:
    return policy.stages[dispute.stage].phase if dispute.stage is not None else None


def _promised(promise: Promise, stage: Stage, deadlines: tuple[Deadline, ...]) -> Iterator[Fact]:
    own = {d.kind for d in stage.deadlines}
    owed = next((d for d in deadlines if d.kind in own and d.owed_by in OTHER), None)
    if owed is not None:
        yield told.Promised(promise.option.kind, owed.owed_by, owed.due_at)


def _needed(
    dispute: Dispute, stage: Stage, owing: tuple[Request, ...], deadlines: tuple[Deadline, ...], due_at: datetime | None
) -> Iterator[Fact]:
    """Who owes what now."""
    yield from (told.ActNeeded(request.party, GIVE_EVIDENCE, request.due_at) for request in owing)
    own = {d.kind for d in stage.deadlines if d.moves and d.owed_by in OTHER}
    for clock in (d for d in deadlines if d.kind in own):
        acts = {
            p.act.value for who in dispute.plays(clock.owed_by) for p in stage.may.get(who, ()) if p.act in TRIGGERS
        }
        yield told.ActNeeded(clock.owed_by, tuple(sorted(acts)), clock.due_at)
    if stage.operated and not owing and not own:
        acts = {p.act.value for who in dispute.plays(Role.OPERATOR) for p in stage.may.get(who, ())}
        yield told.ActNeeded(Role.OPERATOR, tuple(sorted(acts & {act.value for act in TRIGGERS})), due_at)
