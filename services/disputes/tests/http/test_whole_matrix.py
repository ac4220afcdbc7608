"""Every place of every edition, every act, role and turn, over HTTP: `make matrix`. Takes minutes; see test_matrix.

Beside the stages: what waits for escrow, what is closed, paused, or waits for a second operator, and whose turn it is.
"""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import product
from uuid import uuid4

import pytest

from common.kernel.ids import format_id
from common.kernel.principal import Role
from disputes.engine import clocks
from disputes.engine.dispute import Dispute, State
from disputes.engine.effects import EffectContext, apply_effect
from disputes.policy.model import Close, PayAll, Policy
from disputes.policy.vocabulary import Act, CaseRole, Outcome
from disputes.testing import POLICIES, a_dispute, engine_context
from services.disputes.tests.domain.test_matrix import at_stage, said
from services.disputes.tests.http.test_matrix import PEOPLE, kept, known_to_the_route, request

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.environ.get("MATRIX") != "whole", reason="make matrix"),
]
PAUSED, WAITING = "paused", "awaiting_approval"
OVER = ("opening", "settling", "closed")


def variants(policy: Policy, stage: str) -> dict[str, Dispute]:
    base = at_stage(policy, stage)
    found = {"": base}
    if base.negotiation is not None and base.negotiation.awaiting is not None:
        found |= {f"turn of {side}": replace(base, negotiation=replace(base.negotiation, awaiting=side)) for side in
                  (Role.BUYER, Role.SELLER)}  # fmt: skip
    if said(base, Act.PAUSE, Role.OPERATOR, policy):
        found[PAUSED] = clocks.pause_clocks(base, Role.OPERATOR, engine_context(policy)).dispute
    if said(base, Act.DECIDE, Role.OPERATOR, policy):
        found[WAITING] = replace(base, approval=uuid4())
    return found


def outside(policy: Policy, place: str) -> Dispute:
    """Where no stage runs."""
    case, context = a_dispute(policy=policy), EffectContext(engine_context(policy))
    match place:
        case "settling":
            return apply_effect(case, PayAll(CaseRole.CLAIMANT), context).dispute
        case "closed":
            return apply_effect(case, Close(Outcome.WITHDRAWN), context).dispute
        case _:
            return replace(case, state=State.OPENING, stage=None, negotiation=None, requests=(), deadlines=())


def granted(case: Dispute, how: str, act: Act, role: Role, policy: Policy) -> bool:
    """What the edition says, read without the engine's guard."""
    if case.state is State.CLOSED or (role is Role.REPRESENTATIVE and policy.represented_role is None):
        return False
    if act is Act.MESSAGE:
        return True
    if case.state is not State.ACTIVE:
        return False
    if how == PAUSED and act in (Act.PAUSE, Act.RESUME):
        return act is Act.RESUME and role is Role.OPERATOR
    return said(case, act, role, policy) and not (how == WAITING and act is Act.DECIDE)


CASES = [
    (policy.edition, stage, how) for policy in POLICIES.values() for stage in policy.stages
    for how in variants(policy, stage)
] + [(policy.edition, place, "") for policy in POLICIES.values() for place in OVER]  # fmt: skip


@pytest.mark.parametrize(("edition", "place", "how"), CASES)
async def test_in_every_place_every_act_of_every_role_is_done_or_refused_as_documented(
    api, begin, edition, place, how
) -> None:
    policy = POLICIES[edition]
    base = outside(policy, place) if place in OVER else variants(policy, place)[how]
    untouched = await kept(api, begin, base, policy)
    for act, (role, who) in product(Act, PEOPLE.items()):
        grants = granted(base, how, act, role, policy)
        case = await kept(api, begin, base, policy) if grants else untouched
        path, body = request(act, case, policy)
        bound = {"dispute": format_id("dsp", case.id)} if role is Role.REPRESENTATIVE else {}
        headers = {"If-Match": f'"{case.version}"'}

        response = await api.post(who, f"/{format_id('dsp', case.id)}/{path}", body, headers=headers, **bound)

        answer, where = response.json(), (act, role, response.text)
        if not known_to_the_route(act, role):
            assert (response.status_code, answer["code"]) == (403, "forbidden"), where
        elif grants:
            assert response.status_code in (200, 201), where
        else:
            code = "case_closed" if case.state is State.CLOSED else "action_not_allowed_in_state"
            assert (response.status_code, answer["code"], answer["state"]) == (409, code, base.place), where
            if code != "case_closed":
                assert (answer["action"], answer["allowed"]) == (act.value, sorted(base.allowed_acts(role, policy))), (
                    where
                )
