"""Every transition an edition allows: (from, to, cause). The case log is audited against it."""

from __future__ import annotations

from collections.abc import Iterator

from common.kernel.principal import Role

from .dispute import State
from .policy import (
    Alert,
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
)
from .vocabulary import TRIGGERS, Execution, RulingKind, Trigger, Who

Transition = tuple[str, str, str]
NONE = "none"


def transitions(policy: Policy) -> frozenset[Transition]:
    openers = {opener for reason in policy.reasons.values() for opener in reason.openers}
    opening, settling, closed = State.OPENING.value, State.SETTLING.value, State.CLOSED.value
    openers |= {Role.OPERATOR} | ({Role.REPRESENTATIVE} if policy.represented in openers else set())
    found = {(NONE, opening, role.value) for role in openers}
    found |= {(opening, policy.first, "frozen"), (opening, closed, "freeze_refused"), (settling, closed, "settled")}
    if contested_after_payment(policy) and policy.appeal is not None:
        found |= {(settling, policy.appeal.stage, "settled"), (State.REVERSING.value, closed, "moved_back")}
    for name, stage in policy.stages.items():
        found.add((name, closed, "escrow_ended"))
        for cause, effect in _causes(policy, name, stage):
            found |= {(name, to, cause) for to in targets(policy, effect) if to != name}
    return frozenset(found)


def contested_after_payment(policy: Policy) -> bool:
    return policy.appeal is not None and policy.rulings.execute is Execution.AT_ONCE


def targets(policy: Policy, effect: Effect) -> frozenset[str]:
    """The places to which an effect can lead."""
    paid = {State.SETTLING.value}
    if contested_after_payment(policy):
        paid |= {State.REVERSING.value, State.CLOSED.value}
    match effect:
        case Enter(stage=stage):
            return frozenset({stage})
        case Escalate():
            return frozenset(reason.escalates_to for reason in policy.reasons.values())
        case Close():
            return frozenset({State.CLOSED.value})
        case Execute() | ExecuteRuling() | ExecuteStanding():
            inconclusive = {State.CLOSED.value} if RulingKind.INCONCLUSIVE in policy.rulings.allowed else set()
            contest = (
                {policy.appeal.stage} if policy.appeal and inconclusive and contested_after_payment(policy) else set()
            )
            return frozenset({*paid, *inconclusive, *contest, *policy.obligations.values()})
        case PayAll() | PayPromised():
            return frozenset(paid)
        case Alert() | Revisit() | Proceed():
            return frozenset()


def _causes(policy: Policy, name: str, stage: Stage) -> Iterator[tuple[str, Effect]]:
    """People's acts go by their role, facts by their name, clocks by theirs."""
    acted = {trigger: act for act, triggers in TRIGGERS.items() for trigger in triggers if trigger in stage.on}
    for trigger, effect in stage.on.items():
        if trigger not in acted:
            yield from ((trigger.value, found) for found in _revisited(policy, trigger, effect))
    for who, granted in stage.may.items():
        for permission in granted:
            for trigger in TRIGGERS.get(permission.act, ()):
                yield from ((role.value, stage.on[trigger]) for role in _roles(who, policy))
    for deadline in (*stage.deadlines, *([policy.hard_cap] if policy.hard_cap else [])):
        held_back = isinstance(deadline.then, Proceed)
        then = stage.on[Trigger.EVIDENCE_SATISFIED] if held_back else deadline.then
        yield f"timeout:{deadline.kind}", then
    for clock in policy.clocks:
        if name in clock.through:
            yield f"timeout:{clock.deadline.kind}", clock.deadline.then


def _roles(who: Who, policy: Policy) -> frozenset[Role]:
    parties = {Role.BUYER, Role.SELLER} if who in (Who.CLAIMANT, Who.RESPONDENT) else {Role(who.value)}
    return frozenset(parties | ({Role.REPRESENTATIVE} if policy.represented in parties else set()))


def _revisited(policy: Policy, trigger: Trigger, effect: Effect) -> Iterator[Effect]:
    if not isinstance(effect, Revisit):
        yield effect
        return
    for name, stage in policy.stages.items():
        if stage.waits_for_evidence:
            yield Enter(name) if trigger is Trigger.EVIDENCE_REOPENED else stage.on[trigger]
