"""Generated from the editions: every stage, every act, every role."""

from __future__ import annotations

from itertools import product

import pytest

from common.kernel import Moment, Role
from disputes.domain import flow
from disputes.domain.dispute import Dispute
from disputes.domain.effects import Doing, enter
from disputes.domain.errors import ActionNotAllowedInState
from disputes.domain.legal import transitions
from disputes.domain.options import Wish
from disputes.domain.policy import Act, OptionKind, Policy, When
from disputes.domain.records import Responsible
from disputes.testing import NOON, OPERATOR, POLICIES, a_dispute, eur, fresh

ROLES = (Role.BUYER, Role.SELLER, Role.OPERATOR, Role.PLATFORM)
MOMENT = Moment(NOON, NOON)


def tried(case: Dispute, act: Act, role: Role, policy: Policy) -> Dispute:
    match act:
        case Act.MESSAGE:
            return case.post_message(fresh(), by=role, policy=policy, moment=MOMENT).dispute
        case Act.ASSIGN | Act.DECIDE if role is not Role.OPERATOR:
            case.permit(act, role, policy, MOMENT)
            raise AssertionError(f"{role} may {act}")
        case Act.ASSIGN:
            return case.assign(OPERATOR, by=OPERATOR, lead=False, policy=policy, moment=MOMENT).dispute
        case Act.DECIDE:
            ruling = case.rule(
                Wish(OptionKind.REFUND_FULL), by=OPERATOR, responsible=Responsible.NONE,
                reason_code=policy.rulings.reason_codes[0], policy_reference="1", explanation="x", lead=False,
                policy=policy, moment=MOMENT,
            )  # fmt: skip
            return flow.decide(case, ruling, policy=policy, moment=MOMENT, fresh=fresh).dispute
        case _:
            return flow.act(case, act, by=role, policy=policy, moment=MOMENT, fresh=fresh).dispute


def said(case: Dispute, act: Act, role: Role, policy: Policy) -> bool:
    """What the edition itself says, read without the engine's guard."""
    if act is Act.MESSAGE:
        return True
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
    case = a_dispute(policy=policy)
    if stage != policy.first:
        case = enter(case, stage, Doing(policy=policy, at=NOON, fresh=fresh)).dispute

    assert (act in case.allowed(role, policy)) == said(case, act, role, policy)
    if not said(case, act, role, policy):
        with pytest.raises(ActionNotAllowedInState):
            tried(case, act, role, policy)
        return
    after = tried(case, act, role, policy)
    assert after.version == case.version + 1
    cause = (case.place, after.place, role.value)
    assert after.place == case.place or cause in transitions(policy)


def test_the_disputed_amount_is_never_anything_but_divided() -> None:
    ruled = tried(
        enter(a_dispute(), "review", Doing(policy=POLICIES["agreement_first-2026-11"], at=NOON, fresh=fresh)).dispute,
        Act.DECIDE, Role.OPERATOR, POLICIES["agreement_first-2026-11"],
    )  # fmt: skip

    assert ruled.order.option.split.whole == eur(8000)
