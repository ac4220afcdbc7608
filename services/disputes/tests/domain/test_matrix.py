"""Generated from the editions: every stage, every act, every role."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from common.kernel.errors import DeadlinePassed
from common.kernel.principal import Role
from common.kernel.timing import Timing
from disputes.domain.dispute import Dispute
from disputes.domain.effects import Doing, enter
from disputes.domain.errors import ActionNotAllowedInState
from disputes.domain.legal import transitions
from disputes.domain.options import Wish
from disputes.domain.policy import Policy
from disputes.domain.records import Item, Promise
from disputes.domain.rulings import rule
from disputes.domain.vocabulary import TRIGGERS, Act, OptionKind, Outcome, When
from disputes.testing import NOON, POLICIES, a_dispute, a_judgment, eur, fresh
from services.disputes.tests.domain.acting import tried

ROLES = (Role.BUYER, Role.SELLER, Role.REPRESENTATIVE, Role.OPERATOR, Role.PLATFORM)
MOMENT = Timing(NOON, NOON)


def at_stage(policy: Policy, stage: str) -> Dispute:
    """A case that stands in a stage, with all the stage takes for granted."""
    case = a_dispute(policy=policy)
    wanted = OptionKind.RETURN_AND_REFUND if "return" in stage else OptionKind.REPLACEMENT
    if policy.stages[stage].phase == "execution":
        option = Wish(wanted).resolve(eur(8000))
        case = replace(case, promise=Promise(option=option, basis=Outcome.AGREEMENT))
    if policy.appeal and stage in (policy.appeal.stage, "second_review"):
        case = enter(case, "review", _doing(policy)).dispute
        ruling = rule(case, a_judgment(policy), by="operator-0", lead=False, policy=policy, moment=MOMENT)
        codes = tuple(p.code for s in policy.stages.values() for a in s.asks for p in a.checklist)
        items = tuple(Item(fresh(), role, codes) for role in (Role.BUYER, Role.SELLER))
        case = replace(case, rulings=(ruling,), items=items)
    if stage != policy.first:
        case = enter(case, stage, _doing(policy)).dispute
    return case


def _doing(policy: Policy) -> Doing:
    return Doing(policy=policy, at=NOON, fresh=fresh)


def said(case: Dispute, act: Act, role: Role, policy: Policy) -> bool:
    """What the edition itself says, read without the engine's guard."""
    if role is Role.REPRESENTATIVE:
        return policy.represented is not None and said(case, act, policy.represented, policy)
    if act is Act.MESSAGE:
        return True
    if act is Act.RESUME:
        return False
    names = {role.value, "claimant" if role is case.claimant else "respondent" if role is case.respondent else ""}
    granted = [p for who, ps in policy.stages[case.stage].may.items() if who.value in names for p in ps if p.act is act]
    awaited = case.turn is not None and case.turn.awaiting is role
    return any(p.when is When.ALWAYS or awaited for p in granted)


CASES = [
    (policy, stage, act, role)
    for policy in POLICIES.values()
    for stage, act, role in product(policy.stages, Act, ROLES)
]


@pytest.mark.parametrize(("policy", "stage", "act", "role"), CASES, ids=lambda v: getattr(v, "edition", str(v)))
def test_everybody_can_do_exactly_what_the_edition_says(policy: Policy, stage: str, act: Act, role: Role) -> None:
    case = at_stage(policy, stage)

    assert (act in case.allowed(role, policy)) == said(case, act, role, policy)
    if not said(case, act, role, policy):
        with pytest.raises(ActionNotAllowedInState):
            tried(case, act, role, policy)
        return
    after = tried(case, act, role, policy).dispute
    assert after.version == case.version + 1
    cause = (case.place, after.place, role.value)
    assert after.place == case.place or cause in transitions(policy)


def test_only_a_paused_case_is_resumed() -> None:
    for policy in POLICIES.values():
        case = a_dispute(policy=policy)
        paused = tried(case, Act.PAUSE, Role.OPERATOR, policy).dispute
        assert (Act.PAUSE in paused.allowed(Role.OPERATOR, policy)) is False
        assert tried(paused, Act.RESUME, Role.OPERATOR, policy).dispute.paused_at is None


def test_the_disputed_amount_is_never_anything_but_divided() -> None:
    policy = POLICIES["agreement_first-2026-11"]

    ruled = tried(at_stage(policy, "review"), Act.DECIDE, Role.OPERATOR, policy).dispute

    assert ruled.order.option.split.total == eur(8000)


OWN = [
    (policy, stage, act, who)
    for policy in POLICIES.values()
    for stage, said_of in policy.stages.items()
    if any(clock.moves for clock in said_of.deadlines)
    for who, acts in sorted(said_of.may.items())
    for act in sorted(p.act for p in acts if p.act in TRIGGERS)
]


@pytest.mark.parametrize(("policy", "stage", "act", "who"), OWN, ids=lambda v: getattr(v, "edition", str(v)))
def test_a_clock_that_moves_the_case_is_half_open_to_the_microsecond(policy: Policy, stage: str, act: Act, who) -> None:
    case = at_stage(policy, stage)
    moving = [d.due_at for d in case.deadlines if policy.deadlines()[d.kind].moves]
    role, due_at, tick = case.role_of(who), min(moving), timedelta(microseconds=1)

    assert case.until(act, role, policy) == due_at
    assert tried(case, act, role, policy, at=due_at - tick).dispute.version == case.version + 1
    for late in (due_at, due_at + tick):
        with pytest.raises(DeadlinePassed):
            tried(case, act, role, policy, at=late)
