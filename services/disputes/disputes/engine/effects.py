"""What an edition can have follow: another stage, a settlement, the end. Each makes one change of the case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, assert_never
from uuid import UUID

from common.kernel.principal import Role
from common.kernel.terms import due_at_end_of
from disputes.policy.model import (
    Alert,
    Close,
    Effect,
    Enter,
    Escalate,
    EvidenceRequestTerms,
    Execute,
    ExecuteLastProposal,
    ExecuteRuling,
    PayAll,
    PayPromised,
    Policy,
    Proceed,
    Revisit,
    Stage,
    StageDeadline,
)
from disputes.policy.options import Option
from disputes.policy.vocabulary import TRIGGERS_OF_ACT, ClockStart, OptionKind, Outcome, Phase, RulingExecution

from . import events
from .context import EngineContext
from .dispute import OTHER, Change, Dispute, State
from .events import Fact
from .values import Asked, Deadline, Order, Promise, Request

GIVE_EVIDENCE = ("provide_evidence",)


@dataclass(frozen=True, slots=True)
class EffectContext:
    """What an effect is given beside the case: the engine's context, and what has brought the effect about."""

    engine: EngineContext
    basis: Outcome | None = None
    """What people have agreed or ruled, if they have: it names the outcome of a settlement."""
    option: Option | None = None
    request: Request | None = None
    why: str | None = None
    published: tuple[Fact, ...] = ()
    """Events that come before those of the effect."""

    @property
    def outcome(self) -> Outcome:
        """What a settlement ordered now counts as: where nobody has decided anything, time has."""
        return self.basis or Outcome.TIMEOUT


def apply_effect(dispute: Dispute, effect: Effect, context: EffectContext) -> Change:
    match effect:
        case Enter(stage=stage):
            return enter_stage(dispute, stage, context)
        case Escalate():
            return enter_stage(dispute, context.engine.policy.reasons[dispute.reason].escalates_to, context)
        case Execute():
            return _carry_out(dispute, context.option, context)
        case ExecuteRuling():
            assert dispute.ruling is not None, "an edition executes only a ruling that was given"
            return _carry_out(dispute, dispute.ruling.option, replace(context, basis=Outcome.DECISION))
        case ExecuteLastProposal(proposer=of):
            return _carry_out(dispute, dispute.last_of(dispute.role_of(of))[0], context)
        case PayPromised():
            assert dispute.promise is not None, "an edition pays only what was promised"
            return _order(dispute, dispute.promise.option, replace(context, basis=dispute.promise.basis))
        case PayAll(recipient=to):
            return _order(dispute, _all_to(dispute, dispute.role_of(to)), context)
        case Close(outcome=outcome):
            return close_case(dispute, outcome, context.engine.at, why=context.why, published=context.published)
        case Alert() | Revisit() | Proceed():
            return dispute.become(*context.published)
        case _:
            assert_never(effect)


def enter_stage(dispute: Dispute, name: str, context: EffectContext, **changes: Any) -> Change:
    """Begin a stage at its effective time. Requests it has asked before and that are still open go on."""
    policy, stage = context.engine.policy, context.engine.policy.stages[name]
    asked = () if _open(dispute, name) else _ask(dispute, name, stage, context)
    entered = replace(dispute, stage=name, state=State.ACTIVE, requests=(*dispute.requests, *asked))
    owing = tuple(request for request in _open(entered, name) if request.owed)
    deadlines = _clocks(dispute, name, context)
    due_at = min([request.due_at for request in owing] + [clock.due_at for clock in deadlines], default=None)
    says: list[Fact] = [*context.published]
    if dispute.stage is None or dispute.stage != name:
        says.append(events.Entered(name, stage.phase, stage.status, due_at))
    if stage.phase is Phase.ESCALATED and _phase(dispute, policy) is Phase.AGREEMENT:
        says.append(events.Escalated(name))
    if (promise := changes.get("promise")) is not None:
        says += _promised(promise, stage, deadlines)
    says += [events.Asked(request) for request in asked]
    says += _needed(entered, stage, owing, deadlines, due_at)
    if not stage.negotiates and dispute.turn is not None:
        changes["turn"] = replace(dispute.turn, awaiting=None, due_at=None)
    if stage.other_operator:
        changes["assignee"] = None
    return dispute.become(
        *says,
        state=State.ACTIVE,
        stage=name,
        entered_at=context.engine.at,
        deadlines=deadlines,
        requests=entered.requests,
        **changes,
    )


def close_case(
    dispute: Dispute, outcome: Outcome, at: datetime, *, why: str | None = None, published: tuple[Fact, ...] = ()
) -> Change:
    """End it. Money that has moved stays where it is; what was only held is set free."""
    if dispute.order is not None and dispute.outcome is not None:
        outcome = dispute.outcome
    over = events.Closed(outcome, *_paid(dispute), why)
    return dispute.become(*published, over, state=State.CLOSED, outcome=outcome, why=why, closed_at=at, deadlines=())


def _paid(dispute: Dispute) -> tuple[UUID | None, Any]:
    paid = dispute.settlement
    return (paid.instruction, paid.option.split) if paid is not None else (None, None)


def _carry_out(dispute: Dispute, option: Option | None, context: EffectContext) -> Change:
    """Pay at once, begin the stage in which what was promised is owed, or give up (an inconclusive ruling)."""
    if option is None and (stage := _contestable_in(dispute, context)) is not None:
        return enter_stage(dispute, stage, context)
    if option is None:
        return close_case(dispute, Outcome.INCONCLUSIVE, context.engine.at, published=context.published)
    if dispute.order is None and (stage := context.engine.policy.obligation_stages.get(option.kind)) is not None:
        return enter_stage(dispute, stage, context, promise=Promise(option=option, basis=context.outcome))
    return _order(dispute, option, context)


def _contestable_in(dispute: Dispute, context: EffectContext) -> str | None:
    """Where a ruling that moves no money is contested: until nobody can any more, the hold stays frozen (K4)."""
    appeal = context.engine.policy.appeal
    if appeal is None or dispute.appeal is not None or dispute.stage == appeal.stage:
        return None
    return appeal.stage if context.engine.policy.rulings.execution is RulingExecution.AT_ONCE else None


def _order(dispute: Dispute, option: Option, context: EffectContext) -> Change:
    assert option.split is not None, "what moves no money begins an obligation"
    if dispute.order is not None:
        return _reorder(dispute, dispute.order, option, context)
    order = Order(context.engine.new_id(), option, context.engine.at)
    ordered = events.Ordered(order.instruction, option.split, context.outcome)
    return dispute.become(
        *context.published, ordered, state=State.SETTLING, order=order, outcome=context.outcome, deadlines=()
    )


def _reorder(dispute: Dispute, paid: Order, option: Option, context: EffectContext) -> Change:
    """The money has moved: either it may stay so, or escrow books the difference."""
    assert option.split is not None, "only divisions of the money are ruled once it has moved"
    if option.split == paid.option.split:
        return close_case(dispute, context.outcome, context.engine.at, published=context.published)
    order = Order(context.engine.new_id(), option, context.engine.at)
    reversed_ = events.Reversed(order.instruction, paid.instruction, option.split)
    return dispute.become(
        *context.published, reversed_, state=State.REVERSING, reversal=order, outcome=context.outcome, deadlines=()
    )


def _all_to(dispute: Dispute, party: Role) -> Option:
    kind = OptionKind.REFUND_FULL if party is Role.BUYER else OptionKind.RELEASE
    return Option(kind, dispute.all_to(party))


def _open(dispute: Dispute, stage: str) -> tuple[Request, ...]:
    return tuple(r for r in dispute.requests if r.stage == stage and r.state is Asked.OPEN)


def _ask(dispute: Dispute, name: str, stage: Stage, context: EffectContext) -> tuple[Request, ...]:
    group = context.engine.new_id() if stage.evidence_requests else None
    return tuple(_request(dispute, name, n, ask, group, context) for n, ask in enumerate(stage.evidence_requests))


def _request(
    dispute: Dispute, stage: str, number: int, ask: EvidenceRequestTerms, group: UUID | None, context: EffectContext
) -> Request:
    return Request(
        id=context.engine.new_id(),
        stage=stage,
        party=dispute.role_of(ask.party),
        kinds=ask.kinds,
        level=ask.level,
        anchor_at=context.engine.at,
        due_at=due_at_end_of(context.engine.at, ask.term, context.engine.policy.calendar),
        clock=ask.term.clock.value,
        group=group,
        ask=number,
    )


def _clocks(dispute: Dispute, name: str, context: EffectContext) -> tuple[Deadline, ...]:
    """The hard cap runs through the case, some clocks through several stages, the others belong to their own."""
    policy, cap = context.engine.policy, context.engine.policy.hard_cap
    kept = [d for d in dispute.deadlines if cap is not None and d.kind == cap.kind]
    if cap is not None and dispute.stage is None:
        kept = [_timed(dispute, cap, context)]
    for clock in (c for c in policy.clocks if name in c.through):
        if dispute.stage not in clock.through:
            kept.append(_timed(dispute, clock.deadline, context))
            continue
        kept += [d for d in dispute.deadlines if d.kind == clock.deadline.kind]  # one that has fired is over
    return (*kept, *(_timed(dispute, d, context) for d in policy.stages[name].deadlines))


def _timed(dispute: Dispute, clock: StageDeadline, context: EffectContext) -> Deadline:
    since = context.engine.at
    if clock.since is ClockStart.FILING:
        since = dispute.opened_at
    elif clock.since is ClockStart.RULING and dispute.ruling is not None:
        since = dispute.ruling.decided_at
    return dispute.timed(clock.kind, clock.term, clock.owed_by, context.engine.policy, since)


def _phase(dispute: Dispute, policy: Policy) -> Phase | None:
    return policy.stages[dispute.stage].phase if dispute.stage is not None else None


def _promised(promise: Promise, stage: Stage, deadlines: tuple[Deadline, ...]) -> Iterator[Fact]:
    own = {d.kind for d in stage.deadlines}
    owed = next((d for d in deadlines if d.kind in own and d.owed_by in OTHER), None)
    if owed is not None:
        yield events.Promised(promise.option.kind, owed.owed_by, owed.due_at)


def _needed(
    dispute: Dispute, stage: Stage, owing: tuple[Request, ...], deadlines: tuple[Deadline, ...], due_at: datetime | None
) -> Iterator[Fact]:
    """Who owes what now."""
    yield from (events.ActNeeded(request.party, GIVE_EVIDENCE, request.due_at) for request in owing)
    own = {d.kind for d in stage.deadlines if d.moves_case and d.owed_by in OTHER}
    for clock in (d for d in deadlines if d.kind in own):
        acts = {
            p.act.value
            for who in dispute.plays(clock.owed_by)
            for p in stage.permissions.get(who, ())
            if p.act in TRIGGERS_OF_ACT
        }
        yield events.ActNeeded(clock.owed_by, tuple(sorted(acts)), clock.due_at)
    if stage.is_operated and not owing and not own:
        acts = {p.act.value for who in dispute.plays(Role.OPERATOR) for p in stage.permissions.get(who, ())}
        yield events.ActNeeded(Role.OPERATOR, tuple(sorted(acts & {act.value for act in TRIGGERS_OF_ACT})), due_at)
