"""Checks that an edition keeps what it promises: each button, offer, ruling and reminder of it comes to something.

Stricter than `soundness`, and asked of what is published anew; editions of running cases are only read. Each refusal
names the stage.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Final

from common.kernel.terms import Clock, Term

from .judges import is_left_to_judges
from .model import (
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
    RulingTerms,
    Stage,
    StageDeadline,
)
from .options import claimable_kinds_of, option_kinds_of
from .soundness import ACTS_ABOUT_GOODS
from .vocabulary import (
    REMINDED_ROLES,
    TRIGGERS_OF_ACT,
    Act,
    CaseRole,
    OpeningRequirement,
    OptionKind,
    Outcome,
    PermissionCondition,
    Phase,
    RejectionRule,
    RulingCondition,
    RulingKind,
    Trigger,
)

OPERATOR_ACTS: Final = frozenset(
    {
        Act.ASSIGN,
        Act.VERIFY,
        Act.REFUSE_VERIFICATION,
        Act.REQUEST_VIDEO,
        Act.DECIDE,
        Act.EXTEND,
        Act.PAUSE,
        Act.RESUME,
    }
)
_OF_GOODS: Final = frozenset({OptionKind.RETURN_AND_REFUND, OptionKind.REPLACEMENT})
SENSELESS_KINDS: Final[Mapping[str, frozenset[OptionKind]]] = {
    "item_not_received": frozenset({OptionKind.RETURN_AND_REFUND}),
    "service_not_provided": _OF_GOODS,
    "service_not_as_described": _OF_GOODS,
    "service_disappointing": _OF_GOODS,
    "conduct": _OF_GOODS,
}
"""Solutions that make no sense for a reason, by the names that the programmes have for reasons."""
_TRIGGERS_OF_STAGES: Final = frozenset(chain.from_iterable(TRIGGERS_OF_ACT.values())) - {
    Trigger.WITHDRAWN,
    Trigger.CLAIM_ACCEPTED,
}
"""What acts bring about, but for those that an edition speaks of once for all stages."""
ENDING_EFFECTS: Final = (PayAll, Close, ExecuteRuling, ExecuteLastProposal)


def check_promises(policy: Policy) -> None:
    """Run every check. Raises ValueError."""
    _check_hard_cap(policy)
    _check_rulings(policy)
    _check_filing(policy)
    _check_negotiation(policy)
    for name, stage in policy.stages.items():
        place = f"{policy.edition}: stage {name!r}"
        _check_end(policy, place, stage)
        _check_permissions(policy, place, name, stage)
        _check_possible(policy, place, name, stage)
        _check_what_follows(policy, place, name, stage)
        _check_requests(place, stage)
        for clock in stage.deadlines:
            _check_clock(place, clock)
    for case_clock in policy.clocks:
        _check_clock(f"{policy.edition}: 'clocks'", case_clock.deadline)


# Money is not held for ever (PRM-15)


def _check_hard_cap(policy: Policy) -> None:
    cap = policy.hard_cap
    if cap is None:
        return
    if not isinstance(cap.effect, ENDING_EFFECTS):
        raise ValueError(f"{policy.edition}: 'hard_cap' hands the case on; say how it ends")
    if isinstance(cap.effect, ExecuteRuling):
        raise ValueError(f"{policy.edition}: 'hard_cap' executes a ruling, but nobody need have ruled anything")
    if isinstance(cap.effect, ExecuteLastProposal) and any(stage.is_decided for stage in policy.stages.values()):
        raise ValueError(
            f"{policy.edition}: 'hard_cap' executes what an operator may have worded, which may end nothing"
        )
    _check_clock(f"{policy.edition}: 'hard_cap'", cap, "term")


def _check_end(policy: Policy, place: str, stage: Stage) -> None:
    """Require that silence alone leads out of the stage; that it goes round in no circles, `soundness` sees to."""
    if policy.hard_cap is not None and not stage.carries_out:
        return
    by_time = [(cause, effect) for cause, effect in _effects_of_time(stage) if not isinstance(effect, Alert)]
    if not by_time:
        raise ValueError(f"{place} may hold the money for ever: give it a deadline, or the edition a hard cap")
    if stage.is_decided and all(is_left_to_judges(cause, effect) for cause, effect in by_time):
        raise ValueError(
            f"{place} may hold the money for ever: {by_time[0][0]} ends nothing here of what an operator alone has "
            "worded, or found invalid"
        )


def _effects_of_time(stage: Stage) -> Iterator[tuple[str, Effect]]:
    """List what time alone brings about: the stage's own clocks, evidence that does not come, and an answer that does
    not, which may carry out nothing that an operator alone has worded."""
    yield from ((clock.kind, clock.effect) for clock in stage.deadlines if clock.moves_case)
    if stage.waits_for_evidence:
        yield Trigger.EVIDENCE_LAPSED, stage.effects[Trigger.EVIDENCE_LAPSED]
    if stage.negotiates:
        yield Trigger.NEGOTIATION_FAILED, stage.effects[Trigger.NEGOTIATION_FAILED]


# What a button leads to (PRM-16)


def _check_permissions(policy: Policy, place: str, name: str, stage: Stage) -> None:
    for role, permissions in stage.permissions.items():
        for act in sorted(permission.act for permission in permissions):
            if (act in OPERATOR_ACTS) != (role is CaseRole.OPERATOR):
                raise ValueError(f"{place} {act} is offered to the {role}, who is refused it")
            if act is Act.APPEAL and (policy.appeal is None or policy.appeal.stage != name):
                raise ValueError(f"{place} {act} is offered, but rulings are contested elsewhere or nowhere")
        if not stage.negotiates and any(p.condition is PermissionCondition.TO_ANSWER for p in permissions):
            raise ValueError(f"{place} offers something to who has to answer an offer, but nobody has to there")


def _check_possible(policy: Policy, place: str, name: str, stage: Stage) -> None:
    """Require that whatever is said to follow can happen: somebody may do it in the stage."""
    acts = {permission.act for permissions in stage.permissions.values() for permission in permissions}
    possible = {trigger for act in acts for trigger in TRIGGERS_OF_ACT.get(act, ())}
    for trigger in sorted(set(stage.effects) & _TRIGGERS_OF_STAGES - possible):
        raise ValueError(f"{place} says what follows {trigger.value!r}, but nobody may do that there")
    for kind, first in policy.obligation_stages.items():
        if first == name and not acts & ACTS_ABOUT_GOODS:
            raise ValueError(f"{place} begins a {kind}, but nobody may do anything for it there")


def _check_what_follows(policy: Policy, place: str, name: str, stage: Stage) -> None:
    if policy.negotiation is not None and Trigger.AGREED not in stage.effects:
        raise ValueError(f"{place} does not say what follows 'agreed', but offers are made and accepted there, too")
    for trigger, effect in stage.effects.items():
        if not _is_kept(policy, trigger, effect):
            raise ValueError(f"{place} {trigger} is not what follows: {_PROMISES[trigger]}")
    pays_promised = [cause for cause, effect in _timed_and_triggered(stage) if isinstance(effect, PayPromised)]
    if pays_promised and name in _stages_of_replacement(policy):
        raise ValueError(f"{place} {pays_promised[0]} pays what was promised, but a replacement moves no money")


_PROMISES: Final = {
    Trigger.AGREED: "who accepts an offer is told that it is carried out",
    Trigger.CLAIM_ACCEPTED: "who accepts the claim is told that the claimant gets what is claimed",
    Trigger.WITHDRAWN: "who withdraws is told that the case is closed as withdrawn",
    Trigger.DECIDED: "a ruling is carried out, at once or when it can no longer be contested",
    Trigger.APPEALED: "who contests a ruling is told that an operator decides again",
    Trigger.RETURN_RECEIVED: "who sends goods back is told that the money comes back",
    Trigger.ESCALATED: "who escalates is told that the case goes on to others",
}


def _is_kept(policy: Policy, trigger: Trigger, effect: Effect) -> bool:
    """Tell whether an effect does what whoever causes it is told."""
    match trigger, effect:
        case Trigger.DECIDED, Enter(stage=target):
            return any(isinstance(clock.effect, ExecuteRuling) for clock in policy.stages[target].deadlines)
        case Trigger.APPEALED, Enter(stage=target):
            permissions = policy.stages[target].permissions.get(CaseRole.OPERATOR, frozenset())
            return any(permission.act is Act.DECIDE for permission in permissions)
        case (Trigger.AGREED, Execute()) | (Trigger.DECIDED, Execute() | ExecuteRuling()):
            return True
        case Trigger.CLAIM_ACCEPTED, PayAll(recipient=who) | ExecuteLastProposal(proposer=who):
            return who is CaseRole.CLAIMANT
        case Trigger.WITHDRAWN, Close(outcome=outcome):
            return outcome is Outcome.WITHDRAWN
        case Trigger.RETURN_RECEIVED, PayAll(recipient=who):
            return who is CaseRole.BUYER
        case (Trigger.RETURN_RECEIVED, PayPromised()) | (Trigger.ESCALATED, Escalate() | Enter()):
            return True
        case _:
            return trigger not in _PROMISES


def _stages_of_replacement(policy: Policy) -> frozenset[str]:
    """List the stages of the execution phase that a promised replacement can lead to."""
    first = policy.obligation_stages.get(OptionKind.REPLACEMENT)
    ahead, reached = [first] if first is not None else [], set[str]()
    while ahead:
        name = ahead.pop()
        stage = policy.stages[name]
        if name in reached or stage.phase is not Phase.EXECUTION:
            continue
        reached.add(name)
        ahead += [effect.stage for _, effect in _timed_and_triggered(stage) if isinstance(effect, Enter)]
    return frozenset(reached)


def _timed_and_triggered(stage: Stage) -> Iterator[tuple[str, Effect]]:
    yield from stage.effects.items()
    yield from ((clock.kind, clock.effect) for clock in stage.deadlines)


# Rulings


def _check_rulings(policy: Policy) -> None:
    rulings, place = policy.rulings, f"{policy.edition}: 'rulings'"
    named = {*rulings.conditions, *([rulings.presumed_without_answer] if rulings.presumed_without_answer else [])}
    if unknown := sorted(named - set(rulings.allowed)):
        raise ValueError(f"{place} speaks of {unknown[0].value!r}, which nobody may rule")
    for name, reason in policy.reasons.items():
        reason_place = f"{policy.edition}: 'reasons.{name}'"
        _check_rulings_of_reason(rulings, reason_place, reason.rulings or rulings.allowed)
        if unasked := sorted(set(reason.option_kinds or ()) - set(policy.option_kinds)):
            raise ValueError(f"{reason_place} has {unasked[0].value!r}, which is none of the edition's 'options'")
        _check_goods_of_reason(policy, name)
        _check_wishes_of_reason(policy, name)
    asked = {request.party for stage in policy.stages.values() for request in stage.evidence_requests}
    if RulingCondition.NOBODY_HEARD in rulings.conditions.values() and len(asked) < 2:
        raise ValueError(f"{place} waits for both sides to be absent, but only one is ever asked")
    if policy.appeal is not None and not isinstance(_appeal_window(policy).effect, ExecuteRuling):
        raise ValueError(f"{policy.edition}: the 'appeal' window does not end with the ruling carried out")


def _check_wishes_of_reason(policy: Policy, reason: str) -> None:
    """Require that whoever may report has something to ask for, where the report asks for a solution."""
    if OpeningRequirement.OPTIONS not in policy.opening_requirements:
        return
    for opener in sorted(policy.reasons[reason].openers):
        if not claimable_kinds_of(policy, reason, (opener,)):
            raise ValueError(
                f"{policy.edition}: 'reasons.{reason}' may be reported by the {opener}, but its 'options' leave "
                "nothing to ask for but that the other side gets everything"
            )


def _check_goods_of_reason(policy: Policy, reason: str) -> None:
    """Require that nothing is to go back, or to be sent anew, where by the reason there is nothing to send (D7)."""
    rulings = policy.reasons[reason].rulings or policy.rulings.allowed
    senseless = SENSELESS_KINDS.get(reason, frozenset())
    for word, kinds in (
        ("options", set(option_kinds_of(policy, reason))),
        ("rulings", {ruling.option for ruling in rulings}),
    ):
        if impossible := sorted(kind for kind in kinds & senseless if kind is not None):
            raise ValueError(
                f"{policy.edition}: 'reasons.{reason}' allows {impossible[0].value!r} among its '{word}': "
                "what never came, or is no goods, can neither go back nor come anew"
            )


def _check_rulings_of_reason(rulings: RulingTerms, place: str, allowed: tuple[RulingKind, ...]) -> None:
    """Require that an operator can always rule something, and that what is presumed can be ruled as well (K11)."""
    if unknown := sorted(set(allowed) - set(rulings.allowed)):
        raise ValueError(f"{place} has {unknown[0].value!r}, which nobody may rule")
    if set(allowed) <= set(rulings.conditions):
        raise ValueError(f"{place} has only 'rulings' that are not always founded: operators could decide nothing")
    presumed = rulings.presumed_without_answer
    if presumed is not None and presumed not in allowed:
        raise ValueError(f"{place} 'presumed_without_answer' says {presumed.value!r}, which is not ruled for it")


def _appeal_window(policy: Policy) -> StageDeadline:
    assert policy.appeal is not None
    return policy.deadlines_by_kind()[policy.appeal.window]


# Offers


def _check_negotiation(policy: Policy) -> None:
    terms, place = policy.negotiation, f"{policy.edition}: 'negotiation'"
    if terms is None:
        return
    _check_reminders(place, "term", terms.term, terms.remind)
    if terms.reject is not RejectionRule.COUNTER_REQUIRED:
        return
    if terms.max_rounds == 0:
        raise ValueError(f"{place} 'reject' asks for a counter-offer, but 'max_rounds' leaves no round for one")
    naming_amounts = {OptionKind.REFUND_PARTIAL, *policy.kinds_with_reduction}
    if any(not naming_amounts & set(option_kinds_of(policy, reason)) for reason in policy.reasons):
        raise ValueError(
            f"{place} 'reject' asks for a counter-offer, but no kind of option names an amount: "
            "once all kinds are on the table, nothing new is left to offer"
        )


# Times that are told


def _check_filing(policy: Policy) -> None:
    filing = policy.filing
    if filing is not None and filing.earliest is not None and _is_shorter(filing.term, filing.earliest):
        raise ValueError(f"{policy.edition}: 'filing' ends before it begins")


def _check_requests(place: str, stage: Stage) -> None:
    for request in stage.evidence_requests:
        if request.grace is not None and not _is_shorter(request.grace.at, request.term):
            raise ValueError(f"{place} grants its grace when the time for evidence is over")
        if request.grace is not None and request.sealed:
            raise ValueError(f"{place} seals evidence, but its grace would tell that nobody has given any")
        _check_reminders(place, "asks", request.term, request.remind)


def _check_clock(place: str, clock: StageDeadline, word: str | None = None) -> None:
    """Require that somebody is reminded, in time, by each reminder of a clock."""
    if clock.remind and clock.owed_by not in REMINDED_ROLES:
        raise ValueError(f"{place} {word or clock.kind} reminds nobody: the {clock.owed_by} owes it")
    _check_reminders(place, word or clock.kind, clock.term, clock.remind)


def _check_reminders(place: str, word: str, term: Term, reminders: tuple[Term, ...]) -> None:
    if any(not _is_shorter(reminder, term) for reminder in reminders):
        raise ValueError(f"{place} {word} reminds before the time of {term} begins")


def _is_shorter(term: Term, other: Term) -> bool:
    """Compare natural terms. Business terms last longer than they say, how much depends on the day."""
    if Clock.BUSINESS in (term.clock, other.clock):
        return True
    return term.nominal_length < other.nominal_length
