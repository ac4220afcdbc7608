"""Transition table of the dispute state machine: every (from, to, cause) an edition allows.

The case log is audited against it.
"""

from __future__ import annotations

from collections.abc import Iterator

from common.kernel.principal import Role
from disputes.policy.judges import find_judges, is_left_to_judges
from disputes.policy.model import (
    Alert,
    Close,
    Effect,
    Enter,
    Escalate,
    Execute,
    ExecuteLastProposal,
    ExecuteRuling,
    PayAll,
    PayPromised,
    Policy,
    Proceed,
    Revisit,
    Stage,
)
from disputes.policy.vocabulary import TRIGGERS_OF_ACT, CaseRole, Outcome, RulingExecution, RulingKind, Trigger

from .dispute import State

Transition = tuple[str, str, str]
NO_PLACE = "none"


def allowed_transitions(policy: Policy) -> frozenset[Transition]:
    openers = {opener for reason in policy.reasons.values() for opener in reason.openers}
    opening, settling, closed = State.OPENING.value, State.SETTLING.value, State.CLOSED.value
    openers |= {Role.OPERATOR} | ({Role.REPRESENTATIVE} if policy.represented_role in openers else set())
    allowed = {(NO_PLACE, opening, role.value) for role in openers}
    allowed |= {
        (opening, policy.first_stage, "frozen"),
        (opening, closed, "freeze_refused"),
        (settling, closed, "settled"),
    }
    if is_contested_after_payment(policy) and policy.appeal is not None:
        allowed |= {(settling, policy.appeal.stage, "settled"), (State.REVERSING.value, closed, "moved_back")}
    for name, stage in policy.stages.items():
        allowed.add((name, closed, "escrow_ended"))
        for cause, effect in _causes_of_stage(policy, name, stage):
            judges = find_judges(policy, name) if is_left_to_judges(cause, effect) else None
            targets = target_places(policy, effect) | ({judges} if judges is not None else set())
            allowed |= {(name, to, cause) for to in targets if to != name}
    return frozenset(allowed)


def is_contested_after_payment(policy: Policy) -> bool:
    return policy.appeal is not None and policy.rulings.execution is RulingExecution.AT_ONCE


def target_places(policy: Policy, effect: Effect) -> frozenset[str]:
    """List the places to which an effect can lead."""
    paid = {State.SETTLING.value}
    if is_contested_after_payment(policy):
        paid |= {State.REVERSING.value, State.CLOSED.value}
    match effect:
        case Enter(stage=stage):
            return frozenset({stage})
        case Escalate():
            return frozenset(reason.escalates_to for reason in policy.reasons.values())
        case Close():
            return frozenset({State.CLOSED.value})
        case Execute() | ExecuteRuling() | ExecuteLastProposal():
            inconclusive = {State.CLOSED.value} if RulingKind.INCONCLUSIVE in policy.rulings.allowed else set()
            is_contestable = inconclusive and is_contested_after_payment(policy)
            contest = {policy.appeal.stage} if policy.appeal and is_contestable else set()
            return frozenset({*paid, *inconclusive, *contest, *policy.obligation_stages.values()})
        case PayAll() | PayPromised():
            return frozenset(paid)
        case Alert() | Revisit() | Proceed():
            return frozenset()


def _causes_of_stage(policy: Policy, name: str, stage: Stage) -> Iterator[tuple[str, Effect]]:
    """List what can move a stage. People's acts go by their role, events by their name, clocks by theirs."""
    by_people = {trigger for triggers in TRIGGERS_OF_ACT.values() for trigger in triggers}
    for trigger, effect in stage.effects.items():
        if trigger not in by_people:
            yield from ((trigger.value, possible) for possible in _revisited_effects(policy, trigger, effect))
    for who, permissions in stage.permissions.items():
        for permission in permissions:
            for trigger in TRIGGERS_OF_ACT.get(permission.act, ()):
                yield from ((role.value, stage.effects[trigger]) for role in _roles_of(who, policy))
    for deadline in stage.deadlines:
        is_held_back = isinstance(deadline.effect, Proceed)
        effect = stage.effects[Trigger.EVIDENCE_SATISFIED] if is_held_back else deadline.effect
        yield f"timeout:{deadline.kind}", effect
    for clock in policy.clocks:
        if name in clock.through:
            yield f"timeout:{clock.deadline.kind}", clock.deadline.effect
    if policy.hard_cap is not None:
        decided = () if isinstance(policy.hard_cap.effect, Enter) else (PayPromised(), Close(Outcome.INCONCLUSIVE))
        yield from ((f"timeout:{policy.hard_cap.kind}", effect) for effect in (policy.hard_cap.effect, *decided))


def _roles_of(who: CaseRole, policy: Policy) -> frozenset[Role]:
    """List who can act for whom the edition names: an operator for a party, too, as one that asked for it (PRM-27)."""
    parties = {Role.BUYER, Role.SELLER} if who in (CaseRole.CLAIMANT, CaseRole.RESPONDENT) else {Role(who.value)}
    represented = {Role.REPRESENTATIVE} if policy.represented_role in parties else set[Role]()
    return frozenset(parties | {Role.OPERATOR} | represented)


def _revisited_effects(policy: Policy, trigger: Trigger, effect: Effect) -> Iterator[Effect]:
    if not isinstance(effect, Revisit):
        yield effect
        return
    for name, stage in policy.stages.items():
        if stage.waits_for_evidence:
            yield Enter(name) if trigger is Trigger.EVIDENCE_REOPENED else stage.effects[trigger]
