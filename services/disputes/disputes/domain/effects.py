"""What an edition can have follow: another stage, a settlement, the end. Each makes one change of the case."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, assert_never

from common.kernel import Role
from common.terms import due

from . import facts as told
from .dispute import Change, Dispute, Fresh, State
from .facts import Fact
from .options import Option
from .policy import (
    Act,
    Alert,
    Close,
    Effect,
    Enter,
    Escalate,
    Execute,
    ExecuteStanding,
    OptionKind,
    Outcome,
    PayAll,
    Phase,
    Policy,
    Revisit,
    Stage,
)
from .records import Asked, Deadline, Order, Request

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
    said: tuple[Fact, ...] = ()


def apply(dispute: Dispute, effect: Effect, doing: Doing) -> Change:
    match effect:
        case Enter(stage=stage):
            return enter(dispute, stage, doing)
        case Escalate():
            return enter(dispute, doing.policy.reasons[dispute.reason].escalates_to, doing)
        case Execute():
            assert doing.option is not None, "an edition executes only what is at hand"
            return _carry_out(dispute, doing.option, doing)
        case ExecuteStanding(of=of):
            return _carry_out(dispute, dispute.last_of(dispute.role_of(of))[0], doing)
        case PayAll(to=to):
            return _order(dispute, _all_to(dispute, dispute.role_of(to)), doing)
        case Close(outcome=outcome):
            return close(dispute, outcome, doing.at, said=doing.said)
        case Alert() | Revisit():
            return dispute.become(*doing.said)
        case _:
            assert_never(effect)


def enter(dispute: Dispute, name: str, doing: Doing, **changes: Any) -> Change:
    """Begin a stage at its effective time. Requests it has asked before and that are still open go on."""
    policy, stage = doing.policy, doing.policy.stages[name]
    asked = () if _open(dispute, name) else _ask(dispute, name, stage, doing)
    entered = replace(dispute, stage=name, state=State.ACTIVE, requests=(*dispute.requests, *asked))
    owing = _open(entered, name)
    deadlines = _clocks(dispute, stage, doing)
    due_at = min([request.due_at for request in owing] + [clock.due_at for clock in deadlines], default=None)
    says: list[Fact] = [*doing.said]
    if dispute.stage is None or dispute.stage != name:
        says.append(told.Entered(name, stage.phase, stage.status, due_at))
    if stage.phase is Phase.ESCALATED and _phase(dispute, policy) is Phase.AGREEMENT:
        says.append(told.Escalated(name))
    says += [told.Asked(request) for request in asked]
    says += [told.ActNeeded(request.party, GIVE_EVIDENCE, request.due_at) for request in owing]
    if stage.operated and not owing:
        says.append(told.ActNeeded(Role.OPERATOR, (Act.DECIDE.value,), due_at))
    if not stage.negotiates and dispute.turn is not None:
        changes["turn"] = replace(dispute.turn, awaiting=None, due_at=None)
    return dispute.become(
        *says, state=State.ACTIVE, stage=name, entered_at=doing.at, deadlines=deadlines,
        requests=entered.requests, **changes,
    )  # fmt: skip


def close(
    dispute: Dispute, outcome: Outcome, at: datetime, *, why: str | None = None, said: tuple[Fact, ...] = ()
) -> Change:
    """End without a settlement."""
    over = told.Closed(outcome, why=why)
    return dispute.become(*said, over, state=State.CLOSED, outcome=outcome, why=why, closed_at=at, deadlines=())


def _carry_out(dispute: Dispute, option: Option, doing: Doing) -> Change:
    """Pay at once, or begin the stage in which what was promised is owed."""
    if (stage := doing.policy.obligations.get(option.kind)) is not None:
        return enter(dispute, stage, doing, agreed=option)
    return _order(dispute, option, doing)


def _order(dispute: Dispute, option: Option, doing: Doing) -> Change:
    assert option.split is not None, "what moves no money begins an obligation"
    order = Order(doing.fresh(), option, doing.at)
    ordered = told.Ordered(order.instruction, option.split, doing.basis)
    return dispute.become(
        *doing.said, ordered, state=State.SETTLING, order=order, outcome=doing.basis, deadlines=()
    )  # fmt: skip


def _all_to(dispute: Dispute, party: Role) -> Option:
    kind = OptionKind.REFUND_FULL if party is Role.BUYER else OptionKind.RELEASE
    return Option(kind, dispute.all_to(party))


def _open(dispute: Dispute, stage: str) -> tuple[Request, ...]:
    return tuple(r for r in dispute.requests if r.stage == stage and r.state is Asked.OPEN)


def _ask(dispute: Dispute, name: str, stage: Stage, doing: Doing) -> tuple[Request, ...]:
    return tuple(
        Request(
            id=doing.fresh(),
            stage=name,
            party=dispute.role_of(ask.party),
            kinds=ask.kinds,
            level=ask.level,
            anchor_at=doing.at,
            due_at=due(doing.at, ask.term, doing.policy.calendar),
            clock=ask.term.clock.value,
        )
        for ask in stage.asks
    )


def _clocks(dispute: Dispute, stage: Stage, doing: Doing) -> tuple[Deadline, ...]:
    """The hard cap runs through the case; other clocks belong to the stage that began them."""
    policy, cap = doing.policy, doing.policy.hard_cap
    kept = [d for d in dispute.deadlines if cap is not None and d.kind == cap.kind]
    if cap is not None and dispute.stage is None:
        kept = [dispute.timed(cap.kind, cap.term, cap.owed_by, policy, doing.at)]
    began = [dispute.timed(d.kind, d.term, d.owed_by, policy, doing.at) for d in stage.deadlines]
    return (*kept, *began)


def _phase(dispute: Dispute, policy: Policy) -> Phase | None:
    return policy.stages[dispute.stage].phase if dispute.stage is not None else None
