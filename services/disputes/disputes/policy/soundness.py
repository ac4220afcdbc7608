"""Checks that a policy is sound: refuses an edition that leads nowhere, in circles, or to places it does not have.

Each refusal names the place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum, auto

from common.kernel.terms import Clock

from .judges import find_judges, is_left_to_judges
from .model import (
    Close,
    Effect,
    Enter,
    Escalate,
    Execute,
    ExecuteLastProposal,
    ExecuteRuling,
    PayPromised,
    Policy,
    Proceed,
    Revisit,
    Stage,
)
from .vocabulary import (
    TRIGGERS_OF_ACT,
    Act,
    CaseRole,
    OpeningRequirement,
    OptionKind,
    Outcome,
    RulingExecution,
    SilenceRule,
    Trigger,
)

OUTCOMES_WITHOUT_SPLIT = frozenset({Outcome.WITHDRAWN, Outcome.VOID, Outcome.NOT_VERIFIED, Outcome.INCONCLUSIVE})
OPTIONS_NEEDING_STAGE = frozenset({OptionKind.REPLACEMENT, OptionKind.RETURN_AND_REFUND})
ACTS_ABOUT_GOODS = frozenset(
    {Act.GIVE_RETURN_ADDRESS, Act.SHIP_RETURN, Act.ACKNOWLEDGE_RETURN, Act.FULFIL, Act.CONFIRM}
)


class _Gate(Enum):
    """Event that a case need not have passed in every stage."""

    PROMISE = auto()
    RULING = auto()


def check_soundness(policy: Policy) -> None:
    """Run every check. Raises ValueError."""
    _check_stage_names(policy)
    _check_opening(policy)
    _check_clocks(policy)
    _check_appeal(policy)
    for name, stage in policy.stages.items():
        place = f"{policy.edition}: stage {name!r}"
        for cause, effect in _effects_of_stage(stage):
            _check_effect(policy, f"{place} {cause}", effect)
        _check_stage(policy, place, stage)
        _check_evidence_requests(policy, place, name)
        _check_preconditions(policy, place, name)
    for reason in policy.reasons:
        for name in policy.stages:
            _require_silence_ends(policy, reason, name)


def _check_stage_names(policy: Policy) -> None:
    targets = {"first": policy.first_stage}
    targets |= {f"reason {name!r}": reason.escalates_to for name, reason in policy.reasons.items()}
    targets |= {f"obligation {kind}": stage for kind, stage in policy.obligation_stages.items()}
    targets |= {"appeal": policy.appeal.stage} if policy.appeal else {}
    targets |= {f"clock {c.deadline.kind!r}": stage for c in policy.clocks for stage in c.through}
    for place, target in targets.items():
        if target not in policy.stages:
            raise ValueError(f"{policy.edition}: {place} leads to unknown stage {target!r}")
    promised = {*policy.option_kinds, *(k.option for k in policy.rulings.allowed if k.option)}
    for kind in promised & OPTIONS_NEEDING_STAGE:
        if kind not in policy.obligation_stages:
            raise ValueError(f"{policy.edition}: option {kind} begins an obligation; say which stage")
    if unfit := sorted(set(policy.kinds_with_reduction) - (promised & {OptionKind.REPLACEMENT})):
        raise ValueError(f"{policy.edition}: 'with_reduction' names {unfit[0]}, which divides the money itself")
    if policy.hard_cap is not None:
        _check_effect(policy, f"{policy.edition}: hard cap", policy.hard_cap.effect)


def _check_opening(policy: Policy) -> None:
    needs_options = OpeningRequirement.OPTIONS in policy.opening_requirements
    terms = policy.negotiation
    guided = terms is not None and terms.guide is not None
    if terms is not None and guided == needs_options:
        raise ValueError(f"{policy.edition}: a negotiation begins with options, or with a guide to them")
    if needs_options and not policy.option_kinds:
        raise ValueError(f"{policy.edition}: options are needed at the opening, but none is known")
    weights = policy.completeness
    if weights is not None and weights.evidence + weights.explanation + weights.comments != 100:
        raise ValueError(f"{policy.edition}: the weights of completeness are percents of one whole")


def _check_clocks(policy: Policy) -> None:
    clocks = [d for s in policy.stages.values() for d in s.deadlines] + [c.deadline for c in policy.clocks]
    clocks += [policy.hard_cap] if policy.hard_cap else []
    kinds = [d.kind for d in clocks]
    if duplicates := sorted({kind for kind in kinds if kinds.count(kind) > 1}):
        raise ValueError(f"{policy.edition}: two deadlines are called {duplicates[0]!r}")
    reminders = [t for d in clocks for t in d.remind]
    reminders += [t for s in policy.stages.values() for a in s.evidence_requests for t in a.remind]
    reminders += policy.negotiation.remind if policy.negotiation else ()
    if any(term.clock is Clock.BUSINESS for term in reminders):
        raise ValueError(f"{policy.edition}: reminders come a natural time before the end, not a business one")


def _check_appeal(policy: Policy) -> None:
    appeal = policy.appeal
    if appeal is None:
        if policy.rulings.execution is RulingExecution.AFTER_APPEAL_WINDOW:
            raise ValueError(f"{policy.edition}: a ruling waits for an appeal window, but there is none")
        return
    stage = policy.stages[appeal.stage]
    if appeal.window not in {d.kind for d in stage.deadlines if d.moves_case}:
        raise ValueError(f"{policy.edition}: the appeal window {appeal.window!r} is no clock of {appeal.stage!r}")
    if not any(p.act is Act.APPEAL for permissions in stage.permissions.values() for p in permissions):
        raise ValueError(f"{policy.edition}: nobody can appeal in stage {appeal.stage!r}")
    offered = {(r.party, p.code) for r in stage.evidence_requests for p in r.checklist}
    required = {
        (r.party, p.code)
        for s in policy.stages.values()
        for r in s.evidence_requests
        for p in r.checklist
        if p.required
    }
    if lacking := sorted(f"{party}: {code}" for party, code in required - offered):
        raise ValueError(f"{policy.edition}: an appeal must show {lacking}, but {appeal.stage!r} does not ask for it")


def _check_effect(policy: Policy, place: str, effect: Effect) -> None:
    match effect:
        case Enter(stage=target) if target not in policy.stages:
            raise ValueError(f"{place} leads to unknown stage {target!r}")
        case ExecuteLastProposal(proposer=proposer) if not _must_have_proposed(policy, proposer):
            raise ValueError(f"{place} executes a proposal of the {proposer}, who need not have made one")
        case Close(outcome=outcome) if outcome not in OUTCOMES_WITHOUT_SPLIT:
            raise ValueError(f"{place} closes as {outcome} without saying who gets the money")
        case _:
            return


def _must_have_proposed(policy: Policy, proposer: CaseRole) -> bool:
    openers = {str(opener) for reason in policy.reasons.values() for opener in reason.openers}
    opens = proposer is CaseRole.CLAIMANT or openers == {str(proposer)}
    return OpeningRequirement.OPTIONS in policy.opening_requirements and opens


def _check_stage(policy: Policy, place: str, stage: Stage) -> None:
    if stage.negotiates and policy.negotiation is None:
        raise ValueError(f"{place} negotiates, but the edition has no negotiation terms")
    for trigger in _triggers_of_stage(policy, stage):
        if trigger not in stage.effects:
            raise ValueError(f"{place} does not say what follows {trigger.value!r}")
    times_out = any(d.moves_case for d in stage.deadlines)
    if not (stage.negotiates or stage.waits_for_evidence or stage.is_operated or times_out):
        raise ValueError(f"{place} is a dead end: nobody owes anything and nothing ends it")


def _check_evidence_requests(policy: Policy, place: str, name: str) -> None:
    for terms in policy.stages[name].evidence_requests:
        if terms.complete and not any(point.required for point in terms.checklist):
            raise ValueError(f"{place} wants a complete checklist of the {terms.party}, but requires no point of one")
        if unknown := sorted(terms.open_through - set(policy.stages)):
            raise ValueError(f"{place} takes evidence through unknown stage {unknown[0]!r}")
        if terms.open_through and name not in terms.open_through:
            raise ValueError(f"{place} takes evidence beyond the cut-off through other stages, but not through itself")


def _triggers_of_stage(policy: Policy, stage: Stage) -> Iterator[Trigger]:
    """List what can happen in a stage: what people may do there, then evidence and negotiation."""
    for permissions in stage.permissions.values():
        for permission in permissions:
            yield from TRIGGERS_OF_ACT.get(permission.act, ())
    if stage.waits_for_evidence:
        yield from (Trigger.EVIDENCE_SATISFIED, Trigger.EVIDENCE_LAPSED)
    if stage.negotiates:
        yield from (Trigger.AGREED, Trigger.NEGOTIATION_FAILED)
    if stage.negotiates and policy.negotiation and policy.negotiation.guide:
        yield Trigger.ABANDONED


def _check_preconditions(policy: Policy, place: str, name: str) -> None:
    """Require that what an effect takes for granted is at hand where the effect stands."""
    stage = policy.stages[name]
    for cause, effect in _effects_of_stage(stage):
        if isinstance(effect, Execute) and cause not in (Trigger.AGREED, Trigger.DECIDED):
            raise ValueError(f"{place} {cause}: there is no option at hand to execute")
        if isinstance(effect, Revisit) and cause not in (Trigger.EVIDENCE_REOPENED, Trigger.EVIDENCE_LAPSED):
            raise ValueError(f"{place} {cause}: there is no request to revisit")
        if isinstance(effect, Proceed) and (isinstance(cause, Trigger) or not stage.waits_for_evidence):
            raise ValueError(f"{place} {cause}: there is no evidence that could be held back")
        if isinstance(effect, PayPromised) and name not in _stages_behind(policy, _Gate.PROMISE):
            raise ValueError(f"{place} {cause}: nobody need have promised anything")
        if isinstance(effect, ExecuteRuling) and name not in _stages_behind(policy, _Gate.RULING):
            raise ValueError(f"{place} {cause}: nobody need have ruled anything")
    about_goods = any(p.act in ACTS_ABOUT_GOODS for permissions in stage.permissions.values() for p in permissions)
    if about_goods and name not in _stages_behind(policy, _Gate.PROMISE):
        raise ValueError(f"{place} is about goods that nobody need have promised")


def _stages_behind(policy: Policy, gate: _Gate) -> frozenset[str]:
    """Walk from the start without passing the gate: what is not reached lies behind it."""
    ahead, reached = [policy.first_stage, *(r.escalates_to for r in policy.reasons.values())], set[str]()
    while ahead:
        if (name := ahead.pop()) in reached:
            continue
        reached.add(name)
        for cause, effect in _effects_of_stage(policy.stages[name]):
            ahead += _targets_before(gate, policy, cause, effect)
            ahead += _stages_of_judges(policy, name, cause, effect)
        if policy.hard_cap is not None and isinstance(policy.hard_cap.effect, Enter):
            ahead.append(policy.hard_cap.effect.stage)
    return frozenset(policy.stages) - reached


def _targets_before(gate: _Gate, policy: Policy, cause: str, effect: Effect) -> Iterable[str]:
    """List the stages to which an effect leads without passing the gate: options become promises, decisions rulings."""
    match effect:
        case Enter(stage=target) if gate is _Gate.PROMISE or cause is not Trigger.DECIDED:
            return (target,)
        case Execute() | ExecuteLastProposal() if gate is _Gate.RULING and cause is not Trigger.DECIDED:
            return policy.obligation_stages.values()
        case Execute() | ExecuteRuling() if gate is _Gate.PROMISE and cause is not Trigger.AGREED:
            return _stages_of_contest(policy)
        case _:
            return ()


def _stages_of_contest(policy: Policy) -> tuple[str, ...]:
    """List where a ruling is contested that was carried out at once: one that promises nothing is, too."""
    is_at_once = policy.rulings.execution is RulingExecution.AT_ONCE
    return (policy.appeal.stage,) if policy.appeal is not None and is_at_once else ()


def _stages_of_judges(policy: Policy, stage: str, cause: str, effect: Effect) -> tuple[str, ...]:
    """List where a case goes if silence may not carry out what an operator alone has brought about (D6, D12)."""
    judges = find_judges(policy, stage) if is_left_to_judges(cause, effect) else None
    return () if judges in (None, stage) else (judges,)  # there already, it stays


def _effects_of_stage(stage: Stage) -> Iterator[tuple[str, Effect]]:
    yield from stage.effects.items()
    yield from ((deadline.kind, deadline.effect) for deadline in stage.deadlines)


def _require_silence_ends(policy: Policy, reason: str, start: str) -> None:
    """Follow silence alone: it must end in money moved, the case closed, or an operator's desk."""
    ahead: list[tuple[str, tuple[str, ...]]] = [(start, (start,))]
    visited = {start}
    while ahead:
        stage, path = ahead.pop()
        for cause, effect in _effects_of_silence(policy, policy.stages[stage]):
            judges = _stages_of_judges(policy, stage, cause, effect)
            for target in (*_target_stages(policy, reason, effect), *judges):
                if target in path:
                    raise ValueError(f"{policy.edition}: silence goes round in circles at {target!r}")
                if target not in visited:
                    visited.add(target)
                    ahead.append((target, (*path, target)))


def _effects_of_silence(policy: Policy, stage: Stage) -> Iterator[tuple[str, Effect]]:
    if stage.negotiates and (terms := policy.negotiation) is not None:
        yield _effect_on(stage, Trigger.NEGOTIATION_FAILED)  # of what an operator alone has worded, always
        if SilenceRule.EXECUTE in (terms.on_silence, terms.counter_silence):
            yield _effect_on(stage, Trigger.AGREED)
        if terms.guide is not None:
            yield _effect_on(stage, Trigger.ABANDONED)
    if stage.waits_for_evidence:
        yield _effect_on(stage, Trigger.EVIDENCE_LAPSED)
    if any(isinstance(deadline.effect, Proceed) for deadline in stage.deadlines):
        yield _effect_on(stage, Trigger.EVIDENCE_SATISFIED)
    yield from ((deadline.kind, deadline.effect) for deadline in stage.deadlines)


def _effect_on(stage: Stage, trigger: Trigger) -> tuple[str, Effect]:
    return trigger, stage.effects[trigger]


def _target_stages(policy: Policy, reason: str, effect: Effect) -> tuple[str, ...]:
    match effect:
        case Enter(stage=target):
            return (target,)
        case Escalate():
            return (policy.reasons[reason].escalates_to,)
        case Execute() | ExecuteLastProposal():
            return tuple(policy.obligation_stages.values())
        case _:
            return ()
