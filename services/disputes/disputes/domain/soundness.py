"""Refuses an edition that leads nowhere, in circles, or to places it does not have. Names the place."""

from __future__ import annotations

from collections.abc import Iterator

from .policy import (
    TRIGGERS,
    Alert,
    Close,
    Effect,
    Enter,
    Escalate,
    Execute,
    ExecuteStanding,
    Execution,
    OptionKind,
    Outcome,
    Policy,
    Revisit,
    Silence,
    Stage,
    Trigger,
    Who,
)

WITHOUT_SPLIT = frozenset({Outcome.WITHDRAWN, Outcome.VOID, Outcome.NOT_VERIFIED, Outcome.INCONCLUSIVE})
NEEDS_STAGE = frozenset({OptionKind.REPLACEMENT, OptionKind.RETURN_AND_REFUND})


def check(policy: Policy) -> None:
    """Raises ValueError."""
    _check_names(policy)
    for name, stage in policy.stages.items():
        where = f"{policy.edition}: stage {name!r}"
        for what, effect in _effects(stage):
            _check_effect(policy, f"{where} {what}", effect)
        _check_stage(policy, where, stage)
    for reason in policy.reasons:
        for name in policy.stages:
            _require_end(policy, reason, name)


def _check_names(policy: Policy) -> None:
    targets = {"first": policy.first}
    targets |= {f"reason {name!r}": reason.escalates_to for name, reason in policy.reasons.items()}
    targets |= {f"obligation {kind}": stage for kind, stage in policy.obligations.items()}
    for where, target in targets.items():
        if target not in policy.stages:
            raise ValueError(f"{policy.edition}: {where} leads to unknown stage {target!r}")
    for kind in {*policy.kinds, *policy.rulings.allowed} & NEEDS_STAGE:
        if kind not in policy.obligations:
            raise ValueError(f"{policy.edition}: option {kind} begins an obligation; say which stage")
    if policy.hard_cap is not None:
        _check_effect(policy, f"{policy.edition}: hard cap", policy.hard_cap.then)
    if (policy.rulings.execute is Execution.AFTER_APPEAL_WINDOW) != (policy.appeal is not None):
        raise ValueError(f"{policy.edition}: a ruling waits for an appeal window exactly where there is one")
    kinds = [d.kind for s in policy.stages.values() for d in s.deadlines]
    kinds += [policy.hard_cap.kind] if policy.hard_cap else []
    if twice := sorted({kind for kind in kinds if kinds.count(kind) > 1}):
        raise ValueError(f"{policy.edition}: two deadlines are called {twice[0]!r}")


def _check_effect(policy: Policy, where: str, effect: Effect) -> None:
    match effect:
        case Enter(stage=target) if target not in policy.stages:
            raise ValueError(f"{where} leads to unknown stage {target!r}")
        case ExecuteStanding(of=of):
            proposers = {str(opener) for reason in policy.reasons.values() for opener in reason.openers}
            if of is not Who.CLAIMANT and proposers != {str(of)}:
                raise ValueError(f"{where} executes a proposal of the {of}, who need not have made one")
        case Close(outcome=outcome) if outcome not in WITHOUT_SPLIT:
            raise ValueError(f"{where} closes as {outcome} without saying who gets the money")
        case _:
            return


def _check_stage(policy: Policy, where: str, stage: Stage) -> None:
    if stage.negotiates and policy.negotiation is None:
        raise ValueError(f"{where} negotiates, but the edition has no negotiation terms")
    needed = [TRIGGERS[p.act] for allowed in stage.may.values() for p in allowed if p.act in TRIGGERS]
    needed += [Trigger.EVIDENCE_SATISFIED, Trigger.EVIDENCE_LAPSED] if stage.asks else []
    needed += [Trigger.AGREED, Trigger.NEGOTIATION_FAILED] if stage.negotiates else []
    for trigger in needed:
        if trigger not in stage.on:
            raise ValueError(f"{where} does not say what follows {trigger.value!r}")
    if not (stage.negotiates or stage.asks or stage.operated or any(_moves(d.then) for d in stage.deadlines)):
        raise ValueError(f"{where} is a dead end: nobody owes anything and nothing ends it")
    for what, effect in _effects(stage):
        if isinstance(effect, Execute) and what not in (Trigger.AGREED, Trigger.DECIDED):
            raise ValueError(f"{where} {what}: there is no option at hand to execute")
        if isinstance(effect, Revisit) and what not in (Trigger.EVIDENCE_REOPENED, Trigger.EVIDENCE_LAPSED):
            raise ValueError(f"{where} {what}: there is no request to revisit")


def _effects(stage: Stage) -> Iterator[tuple[str, Effect]]:
    yield from ((str(trigger), effect) for trigger, effect in stage.on.items())
    yield from ((deadline.kind, deadline.then) for deadline in stage.deadlines)


def _moves(effect: Effect) -> bool:
    return not isinstance(effect, Alert)


def _require_end(policy: Policy, reason: str, start: str) -> None:
    """Follows silence alone: it must end in money moved, the case closed, or an operator's desk."""
    ahead: list[tuple[str, tuple[str, ...]]] = [(start, (start,))]
    seen = {start}
    while ahead:
        stage, path = ahead.pop()
        for effect in _silences(policy, policy.stages[stage]):
            target = _target(policy, reason, effect)
            if target in path:
                raise ValueError(f"{policy.edition}: silence goes round in circles at {target!r}")
            if target is not None and target not in seen:
                seen.add(target)
                ahead.append((target, (*path, target)))


def _silences(policy: Policy, stage: Stage) -> Iterator[Effect]:
    if stage.negotiates and (terms := policy.negotiation) is not None:
        if Silence.ESCALATE in (terms.on_silence, terms.counter_silence):
            yield stage.on[Trigger.NEGOTIATION_FAILED]
        if Silence.EXECUTE in (terms.on_silence, terms.counter_silence):
            yield stage.on[Trigger.AGREED]
    if stage.asks:
        yield stage.on[Trigger.EVIDENCE_LAPSED]
    yield from (deadline.then for deadline in stage.deadlines)


def _target(policy: Policy, reason: str, effect: Effect) -> str | None:
    match effect:
        case Enter(stage=stage):
            return stage
        case Escalate():
            return policy.reasons[reason].escalates_to
        case _:
            return None
