"""Every transition an edition allows: (from, to, cause). The case log is audited against it."""

from __future__ import annotations

from collections.abc import Iterator

from common.kernel import Role

from .dispute import State
from .policy import (
    TRIGGERS,
    Alert,
    Close,
    Effect,
    Enter,
    Escalate,
    Execute,
    ExecuteStanding,
    PayAll,
    Policy,
    Revisit,
    Stage,
    Trigger,
    Who,
)

Transition = tuple[str, str, str]
NONE = "none"


def transitions(policy: Policy) -> frozenset[Transition]:
    openers = {opener for reason in policy.reasons.values() for opener in reason.openers}
    opening, settling, closed = State.OPENING.value, State.SETTLING.value, State.CLOSED.value
    found = {(NONE, opening, opener.value) for opener in openers}
    found |= {(opening, policy.first, "frozen"), (opening, closed, "freeze_refused"), (settling, closed, "settled")}
    for name, stage in policy.stages.items():
        found.add((name, closed, "escrow_ended"))
        for cause, effect in _causes(policy, stage):
            found |= {(name, to, cause) for to in _targets(policy, effect) if to != name}
    return frozenset(found)


def _causes(policy: Policy, stage: Stage) -> Iterator[tuple[str, Effect]]:
    """People's acts go by their role, facts by their name, clocks by theirs."""
    acted = {trigger: act for act, trigger in TRIGGERS.items()}
    for trigger, effect in stage.on.items():
        if trigger not in acted:
            yield from ((trigger.value, found) for found in _revisited(policy, trigger, effect))
            continue
        for who, granted in stage.may.items():
            if any(p.act is acted[trigger] for p in granted):
                yield from ((str(role), effect) for role in _roles(who))
    for deadline in (*stage.deadlines, *([policy.hard_cap] if policy.hard_cap else [])):
        yield f"timeout:{deadline.kind}", deadline.then


def _roles(who: Who) -> tuple[Role, ...]:
    if who in (Who.CLAIMANT, Who.RESPONDENT):
        return (Role.BUYER, Role.SELLER)
    return (Role(who.value),)


def _revisited(policy: Policy, trigger: Trigger, effect: Effect) -> Iterator[Effect]:
    if not isinstance(effect, Revisit):
        yield effect
        return
    for name, stage in policy.stages.items():
        if stage.asks:
            yield Enter(name) if trigger is Trigger.EVIDENCE_REOPENED else stage.on[trigger]


def _targets(policy: Policy, effect: Effect) -> frozenset[str]:
    match effect:
        case Enter(stage=stage):
            return frozenset({stage})
        case Escalate():
            return frozenset(reason.escalates_to for reason in policy.reasons.values())
        case Close():
            return frozenset({State.CLOSED.value})
        case Execute() | ExecuteStanding() | PayAll():
            return frozenset({State.SETTLING.value, *policy.obligations.values()})
        case Alert() | Revisit():
            return frozenset()
