"""Refuses an edition that leads nowhere, in circles, or to places it does not have. Names the place."""

from __future__ import annotations

from collections.abc import Iterator

from common.kernel.terms import Clock

from .policy import (
    Close,
    Effect,
    Enter,
    Escalate,
    Execute,
    ExecuteRuling,
    ExecuteStanding,
    PayPromised,
    Policy,
    Proceed,
    Revisit,
    Stage,
)
from .vocabulary import (
    TRIGGERS,
    Act,
    Execution,
    Needed,
    OptionKind,
    Outcome,
    Silence,
    Trigger,
    Who,
)

WITHOUT_SPLIT = frozenset({Outcome.WITHDRAWN, Outcome.VOID, Outcome.NOT_VERIFIED, Outcome.INCONCLUSIVE})
NEEDS_STAGE = frozenset({OptionKind.REPLACEMENT, OptionKind.RETURN_AND_REFUND})
ABOUT_GOODS = frozenset(
    {Act.GIVE_RETURN_ADDRESS, Act.SHIP_RETURN, Act.ACKNOWLEDGE_RETURN, Act.FULFIL, Act.CONFIRM}
)  # fmt: skip


def check(policy: Policy) -> None:
    """Raises ValueError."""
    _check_names(policy)
    _check_opening(policy)
    _check_clocks(policy)
    _check_appeal(policy)
    for name, stage in policy.stages.items():
        where = f"{policy.edition}: stage {name!r}"
        for what, effect in _effects(stage):
            _check_effect(policy, f"{where} {what}", effect)
        _check_stage(policy, where, stage)
        _check_fit(policy, where, name)
    for reason in policy.reasons:
        for name in policy.stages:
            _require_end(policy, reason, name)


def _check_names(policy: Policy) -> None:
    found = {"first": policy.first}
    found |= {f"reason {name!r}": reason.escalates_to for name, reason in policy.reasons.items()}
    found |= {f"obligation {kind}": stage for kind, stage in policy.obligations.items()}
    found |= {"appeal": policy.appeal.stage} if policy.appeal else {}
    found |= {f"clock {c.deadline.kind!r}": stage for c in policy.clocks for stage in c.through}
    for where, target in found.items():
        if target not in policy.stages:
            raise ValueError(f"{policy.edition}: {where} leads to unknown stage {target!r}")
    promised = {*policy.kinds, *(k.option for k in policy.rulings.allowed if k.option)}
    for kind in promised & NEEDS_STAGE:
        if kind not in policy.obligations:
            raise ValueError(f"{policy.edition}: option {kind} begins an obligation; say which stage")
    if policy.hard_cap is not None:
        _check_effect(policy, f"{policy.edition}: hard cap", policy.hard_cap.then)


def _check_opening(policy: Policy) -> None:
    terms = policy.negotiation
    guided = terms is not None and terms.guide is not None
    if terms is not None and guided == (Needed.OPTIONS in policy.needed):
        raise ValueError(f"{policy.edition}: a negotiation begins with options, or with a guide to them")
    if Needed.OPTIONS in policy.needed and not policy.kinds:
        raise ValueError(f"{policy.edition}: options are needed at the opening, but none is known")
    weights = policy.completeness
    if weights is not None and weights.evidence + weights.explanation + weights.comments != 100:
        raise ValueError(f"{policy.edition}: the weights of completeness are percents of one whole")


def _check_clocks(policy: Policy) -> None:
    clocks = [d for s in policy.stages.values() for d in s.deadlines] + [c.deadline for c in policy.clocks]
    clocks += [policy.hard_cap] if policy.hard_cap else []
    kinds = [d.kind for d in clocks]
    if twice := sorted({kind for kind in kinds if kinds.count(kind) > 1}):
        raise ValueError(f"{policy.edition}: two deadlines are called {twice[0]!r}")
    reminding = [t for d in clocks for t in d.remind]
    reminding += [t for s in policy.stages.values() for a in s.asks for t in a.remind]
    reminding += policy.negotiation.remind if policy.negotiation else ()
    if any(term.clock is Clock.BUSINESS for term in reminding):
        raise ValueError(f"{policy.edition}: reminders come a natural time before the end, not a business one")


def _check_appeal(policy: Policy) -> None:
    appeal = policy.appeal
    if appeal is None:
        if policy.rulings.execute is Execution.AFTER_APPEAL_WINDOW:
            raise ValueError(f"{policy.edition}: a ruling waits for an appeal window, but there is none")
        return
    stage = policy.stages[appeal.stage]
    if appeal.window not in {d.kind for d in stage.deadlines if d.moves}:
        raise ValueError(f"{policy.edition}: the appeal window {appeal.window!r} is no clock of {appeal.stage!r}")
    if not any(p.act is Act.APPEAL for granted in stage.may.values() for p in granted):
        raise ValueError(f"{policy.edition}: nobody can appeal in stage {appeal.stage!r}")
    offered = {(a.party, p.code) for a in stage.asks for p in a.checklist}
    needed = {(a.party, p.code) for s in policy.stages.values() for a in s.asks for p in a.checklist if p.required}
    if lacking := sorted(f"{party}: {code}" for party, code in needed - offered):
        raise ValueError(f"{policy.edition}: an appeal must show {lacking}, but {appeal.stage!r} does not ask for it")


def _check_effect(policy: Policy, where: str, effect: Effect) -> None:
    match effect:
        case Enter(stage=target) if target not in policy.stages:
            raise ValueError(f"{where} leads to unknown stage {target!r}")
        case ExecuteStanding(of=of):
            proposers = {str(opener) for reason in policy.reasons.values() for opener in reason.openers}
            if Needed.OPTIONS not in policy.needed or (of is not Who.CLAIMANT and proposers != {str(of)}):
                raise ValueError(f"{where} executes a proposal of the {of}, who need not have made one")
        case Close(outcome=outcome) if outcome not in WITHOUT_SPLIT:
            raise ValueError(f"{where} closes as {outcome} without saying who gets the money")
        case _:
            return


def _check_stage(policy: Policy, where: str, stage: Stage) -> None:
    if stage.negotiates and policy.negotiation is None:
        raise ValueError(f"{where} negotiates, but the edition has no negotiation terms")
    needed = [t for allowed in stage.may.values() for p in allowed for t in TRIGGERS.get(p.act, ())]
    needed += [Trigger.EVIDENCE_SATISFIED, Trigger.EVIDENCE_LAPSED] if stage.waits_for_evidence else []
    needed += [Trigger.AGREED, Trigger.NEGOTIATION_FAILED] if stage.negotiates else []
    needed += [Trigger.ABANDONED] if stage.negotiates and policy.negotiation and policy.negotiation.guide else []
    for trigger in needed:
        if trigger not in stage.on:
            raise ValueError(f"{where} does not say what follows {trigger.value!r}")
    if not (stage.negotiates or stage.waits_for_evidence or stage.operated or any(d.moves for d in stage.deadlines)):
        raise ValueError(f"{where} is a dead end: nobody owes anything and nothing ends it")


def _check_fit(policy: Policy, where: str, name: str) -> None:
    """What an effect takes for granted must be at hand where it stands."""
    stage = policy.stages[name]
    for what, effect in _effects(stage):
        if isinstance(effect, Execute) and what not in (Trigger.AGREED, Trigger.DECIDED):
            raise ValueError(f"{where} {what}: there is no option at hand to execute")
        if isinstance(effect, Revisit) and what not in (Trigger.EVIDENCE_REOPENED, Trigger.EVIDENCE_LAPSED):
            raise ValueError(f"{where} {what}: there is no request to revisit")
        if isinstance(effect, Proceed) and (isinstance(what, Trigger) or not stage.waits_for_evidence):
            raise ValueError(f"{where} {what}: there is no evidence that could be held back")
        if isinstance(effect, PayPromised) and name not in _only_after(policy, promised=True):
            raise ValueError(f"{where} {what}: nobody need have promised anything")
        if isinstance(effect, ExecuteRuling) and name not in _only_after(policy, promised=False):
            raise ValueError(f"{where} {what}: nobody need have ruled anything")
    about_goods = any(p.act in ABOUT_GOODS for granted in stage.may.values() for p in granted)
    if about_goods and name not in _only_after(policy, promised=True):
        raise ValueError(f"{where} is about goods that nobody need have promised")


def _only_after(policy: Policy, *, promised: bool) -> frozenset[str]:
    """Walks from the start without passing the gate: what it does not reach lies behind the gate."""
    ahead, reached = [policy.first, *(r.escalates_to for r in policy.reasons.values())], set[str]()
    while ahead:
        if (name := ahead.pop()) in reached:
            continue
        reached.add(name)
        for what, effect in _effects(policy.stages[name]):
            if isinstance(effect, Enter) and (promised or what is not Trigger.DECIDED):
                ahead.append(effect.stage)
            if isinstance(effect, Execute | ExecuteStanding) and not promised and what is not Trigger.DECIDED:
                ahead += policy.obligations.values()
        if policy.hard_cap is not None and isinstance(policy.hard_cap.then, Enter):
            ahead.append(policy.hard_cap.then.stage)
    return frozenset(policy.stages) - reached


def _effects(stage: Stage) -> Iterator[tuple[str, Effect]]:
    yield from stage.on.items()
    yield from ((deadline.kind, deadline.then) for deadline in stage.deadlines)


def _require_end(policy: Policy, reason: str, start: str) -> None:
    """Follows silence alone: it must end in money moved, the case closed, or an operator's desk."""
    ahead: list[tuple[str, tuple[str, ...]]] = [(start, (start,))]
    seen = {start}
    while ahead:
        stage, path = ahead.pop()
        for effect in _silences(policy, policy.stages[stage]):
            for target in _targets(policy, reason, effect):
                if target in path:
                    raise ValueError(f"{policy.edition}: silence goes round in circles at {target!r}")
                if target not in seen:
                    seen.add(target)
                    ahead.append((target, (*path, target)))


def _silences(policy: Policy, stage: Stage) -> Iterator[Effect]:
    if stage.negotiates and (terms := policy.negotiation) is not None:
        if Silence.ESCALATE in (terms.on_silence, terms.counter_silence):
            yield stage.on[Trigger.NEGOTIATION_FAILED]
        if Silence.EXECUTE in (terms.on_silence, terms.counter_silence):
            yield stage.on[Trigger.AGREED]
        if terms.guide is not None:
            yield stage.on[Trigger.ABANDONED]
    if stage.waits_for_evidence:
        yield stage.on[Trigger.EVIDENCE_LAPSED]
    if any(isinstance(deadline.then, Proceed) for deadline in stage.deadlines):
        yield stage.on[Trigger.EVIDENCE_SATISFIED]
    yield from (deadline.then for deadline in stage.deadlines)


def _targets(policy: Policy, reason: str, effect: Effect) -> tuple[str, ...]:
    match effect:
        case Enter(stage=stage):
            return (stage,)
        case Escalate():
            return (policy.reasons[reason].escalates_to,)
        case Execute() | ExecuteStanding():
            return tuple(policy.obligations.values())
        case _:
            return ()
