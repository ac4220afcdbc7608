"""Generated from the editions: every stage, every act, every role."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from common.kernel.errors import DeadlinePassed
from common.kernel.principal import Role
from disputes.engine.dispute import Dispute, State
from disputes.engine.errors import ActionNotAllowedInState
from disputes.engine.rulings import rule_on_dispute
from disputes.engine.stage_entry import enter_stage
from disputes.engine.transitions import allowed_transitions
from disputes.engine.values import EvidenceItem, Operator, Promise
from disputes.policy.model import Policy
from disputes.policy.options import RequestedOption
from disputes.policy.vocabulary import TRIGGERS_OF_ACT, Act, OptionKind, Outcome, PermissionCondition
from disputes.testing import POLICIES, a_dispute, a_judgment, engine_context, eur, new_id
from services.disputes.tests.domain.acting import tried

ROLES = (Role.BUYER, Role.SELLER, Role.REPRESENTATIVE, Role.OPERATOR, Role.PLATFORM)


def at_stage(policy: Policy, stage: str) -> Dispute:
    """A case that stands in a stage, with all the stage takes for granted."""
    case = a_dispute(policy=policy)
    wanted = OptionKind.RETURN_AND_REFUND if "return" in stage else OptionKind.REPLACEMENT
    if policy.stages[stage].phase == "execution":
        option = RequestedOption(wanted).resolve(eur(8000))
        case = replace(case, promise=Promise(option=option, basis=Outcome.AGREEMENT))
    if policy.appeal and stage in (policy.appeal.stage, "second_review"):
        case = enter_stage(case, "review", engine_context(policy)).dispute
        ruling = rule_on_dispute(case, a_judgment(policy), Operator("operator-0"), engine_context(policy))
        codes = tuple(p.code for s in policy.stages.values() for a in s.evidence_requests for p in a.checklist)
        items = tuple(EvidenceItem(new_id(), role, codes) for role in (Role.BUYER, Role.SELLER))
        case = replace(case, rulings=(ruling,), items=items)
    if stage != policy.first_stage:
        case = enter_stage(case, stage, engine_context(policy)).dispute
    return case


def said(case: Dispute, act: Act, role: Role, policy: Policy) -> bool:
    """What the edition itself says, read without the engine's guard."""
    if role is Role.REPRESENTATIVE:
        return policy.represented_role is not None and said(case, act, policy.represented_role, policy)
    if act is Act.MESSAGE:
        return True
    if act is Act.ASK_FOR_EVIDENCE:
        return role is Role.OPERATOR and case.state is State.ACTIVE  # in every stage of every programme (PRM-25)
    if act is Act.RESUME:
        return False
    names = {role.value, "claimant" if role is case.claimant else "respondent" if role is case.respondent else ""}
    granted = [
        p for who, ps in policy.stages[case.stage].permissions.items() if who.value in names for p in ps if p.act is act
    ]
    awaited = case.negotiation is not None and case.negotiation.awaiting is role
    return any(p.condition is PermissionCondition.ALWAYS or awaited for p in granted)


CASES = [(policy, stage, role) for policy in POLICIES.values() for stage, role in product(policy.stages, ROLES)]


@pytest.mark.parametrize(("policy", "stage", "role"), CASES, ids=lambda v: getattr(v, "edition", str(v)))
def test_everybody_can_do_exactly_what_the_edition_says(policy: Policy, stage: str, role: Role) -> None:
    for act in Act:
        case = at_stage(policy, stage)
        assert (act in case.allowed_acts(role, policy)) == said(case, act, role, policy), act
        if not said(case, act, role, policy):
            with pytest.raises(ActionNotAllowedInState):
                tried(case, act, role, policy)
            continue
        after = tried(case, act, role, policy).dispute
        assert after.version == case.version + 1, act
        cause = (case.place, after.place, role.value)
        assert after.place == case.place or cause in allowed_transitions(policy), act


def test_only_a_paused_case_is_resumed() -> None:
    for policy in POLICIES.values():
        case = a_dispute(policy=policy)
        paused = tried(case, Act.PAUSE, Role.OPERATOR, policy).dispute
        assert (Act.PAUSE in paused.allowed_acts(Role.OPERATOR, policy)) is False
        assert tried(paused, Act.RESUME, Role.OPERATOR, policy).dispute.paused_at is None


def test_the_disputed_amount_is_never_anything_but_divided() -> None:
    policy = POLICIES["agreement_first-2026-11"]

    ruled = tried(at_stage(policy, "review"), Act.DECIDE, Role.OPERATOR, policy).dispute

    assert ruled.order.option.split.total == eur(8000)


OWN = [
    (policy, stage, act, who)
    for policy in POLICIES.values()
    for stage, said_of in policy.stages.items()
    if any(clock.moves_case for clock in said_of.deadlines)
    for who, acts in sorted(said_of.permissions.items())
    for act in sorted(p.act for p in acts if p.act in TRIGGERS_OF_ACT)
]


@pytest.mark.parametrize(("policy", "stage", "act", "who"), OWN, ids=lambda v: getattr(v, "edition", str(v)))
def test_a_clock_that_moves_the_case_is_half_open_to_the_microsecond(policy: Policy, stage: str, act: Act, who) -> None:
    case = at_stage(policy, stage)
    moving = [d.due_at for d in case.deadlines if policy.deadlines_by_kind()[d.kind].moves_case]
    role, due_at, tick = case.role_of(who), min(moving), timedelta(microseconds=1)

    assert case.act_ends_at(act, role, policy) == due_at
    assert tried(case, act, role, policy, at=due_at - tick).dispute.version == case.version + 1
    for late in (due_at, due_at + tick):
        with pytest.raises(DeadlinePassed):
            tried(case, act, role, policy, at=late)
