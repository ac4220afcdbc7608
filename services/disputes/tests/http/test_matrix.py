"""Every stage of every edition, every act, every role, over HTTP: done, or refused with exactly the problem."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from itertools import product
from uuid import uuid4

import pytest

from common.contracts.escrow import EscrowFunded
from common.kernel.ids import format_id
from common.kernel.principal import Role
from disputes.engine.dispute import Dispute, State
from disputes.policy.files import loader
from disputes.policy.model import Policy
from disputes.policy.vocabulary import Act
from disputes.testing import BUYER, NOON, OPERATOR, POLICIES, SELLER, TENANT, escrow_told
from services.disputes.tests.domain.test_matrix import at_stage, said

PARCEL = {"carrier": "DHL", "tracking_number": "JD0123456789"}
ADDRESS = {"recipient": "A", "street": "B", "postal_code": "1", "city": "C", "country": "DE"}
GIVEN = {"reason_code": "illness"}
ASKING = {"party": "buyer", "kinds": ["photo"], "until": (NOON + timedelta(days=2)).isoformat()}
PATHS = {
    Act.ESCALATE: ("escalate", None), Act.WITHDRAW: ("withdraw", None), Act.ACCEPT_CLAIM: ("accept-claim", None),
    Act.GIVE_RETURN_ADDRESS: ("return", {"address": ADDRESS}), Act.SHIP_RETURN: ("return", {"parcel": PARCEL}),
    Act.CORRECT_RETURN_ADDRESS: ("return/correct-address", {"address": ADDRESS}),
    Act.CORRECT_PARCEL: ("correct-parcel", PARCEL),
    Act.ACKNOWLEDGE_RETURN: ("return/acknowledge", {"condition": "received"}),
    Act.FULFIL: ("obligation/fulfil", PARCEL), Act.CONFIRM: ("obligation/confirm", {"condition": "damaged"}),
    Act.APPEAL: ("appeals", {"explanation": "This is why I disagree. " * 10}),
    Act.MESSAGE: ("messages", {"text": "Hi"}),
    Act.ASSIGN: ("assign", {}), Act.REQUEST_VIDEO: ("video-request", None), Act.PAUSE: ("pause", GIVEN),
    Act.RESUME: ("resume", None), Act.ASK_FOR_EVIDENCE: ("evidence-requests", ASKING),
}  # fmt: skip
PARTIES = {Act.ESCALATE, Act.WITHDRAW, Act.ACCEPT_CLAIM, Act.GIVE_RETURN_ADDRESS, Act.SHIP_RETURN,
           Act.CORRECT_RETURN_ADDRESS, Act.CORRECT_PARCEL, Act.ACKNOWLEDGE_RETURN, Act.FULFIL, Act.CONFIRM,
           Act.APPEAL}  # fmt: skip
PEOPLE = {Role.BUYER: BUYER, Role.SELLER: SELLER, Role.REPRESENTATIVE: "representative-1", Role.OPERATOR: OPERATOR,
          Role.PLATFORM: "platform-1"}  # fmt: skip


def request(act: Act, case: Dispute, policy: Policy) -> tuple[str, object]:
    checks = [{"code": point.code, "finding": "yes"} for point in policy.checklists.get(act, ())]
    match act:
        case Act.DECIDE:
            code = policy.rulings.reason_codes[0]
            ruling = {"outcome": policy.rulings.allowed[0], "responsible": "none", "policy_reference": "1"}
            return "decision", ruling | {"reason_code": code, "explanation": "x", "checks": checks}
        case Act.VERIFY:
            return "verification", {"result": "verified", "checks": checks}
        case Act.REFUSE_VERIFICATION:
            differing = [check | {"finding": "no", "note": "x"} for check in checks]
            return "verification", {"result": "not_verified", "checks": differing, "reason_code": "other_price"}
        case Act.EXTEND:
            running = [*case.deadlines] or [None]
            name = running[0].kind if running[0] else "negotiation" if case.negotiation else "evidence"
            return "extend", {"deadline": name, "due_at": (NOON + timedelta(days=61)).isoformat(), **GIVEN}
        case _:
            return PATHS[act]


def known_to_the_route(act: Act, role: Role) -> bool:
    """Who may ask at all; whether it is granted now, the edition says."""
    if act is Act.MESSAGE:
        return True
    if act in PARTIES:
        return role in (Role.BUYER, Role.SELLER, Role.REPRESENTATIVE) or (act is Act.ESCALATE and role is Role.OPERATOR)
    return role is Role.OPERATOR


def edition_stages() -> list[tuple[str, str]]:
    """Every stage of the newest editions; of those before them, which no longer change, with `make matrix`."""
    newest = loader.select_current_editions(POLICIES, "")
    whole = os.environ.get("MATRIX") == "whole"
    return [(one.edition, stage) for one in POLICIES.values() if whole or one.edition in newest for stage in one.stages]


@pytest.mark.parametrize(("edition", "stage"), edition_stages())
async def test_every_act_of_every_role_is_done_or_refused_as_documented(api, begin, edition, stage) -> None:
    policy = POLICIES[edition]
    base = at_stage(policy, stage)
    untouched = await kept(api, begin, base, policy)
    for act, (role, who) in product(Act, PEOPLE.items()):
        if not known_to_the_route(act, role):
            continue
        granted = said(base, act, role, policy)
        case = await kept(api, begin, base, policy) if granted else untouched
        path, body = request(act, case, policy)
        bound = {"dispute": format_id("dsp", case.id)} if role is Role.REPRESENTATIVE else {}
        headers = {"If-Match": f'"{case.version}"'}

        response = await api.post(who, f"/{format_id('dsp', case.id)}/{path}", body, headers=headers, **bound)

        answer, where = response.json(), (act, role, response.text)
        if granted:
            assert response.status_code in (200, 201), where
            continue
        assert (response.status_code, answer["code"]) == (409, "action_not_allowed_in_state"), where
        assert (answer["action"], answer["state"]) == (act.value, stage), where
        assert answer["allowed"] == sorted(base.allowed_acts(role, policy)), where
    async with begin(TENANT) as tx:
        assert await tx.disputes.get(untouched.id) == untouched, "a refusal changes nothing"


async def test_a_role_a_route_does_not_know_is_forbidden(api, begin) -> None:
    policy = POLICIES["agreement_first-2026-11"]
    case = await kept(api, begin, at_stage(policy, "review"), policy)
    for act, (role, who) in product(Act, PEOPLE.items()):
        if not known_to_the_route(act, role):
            path, body = request(act, case, policy)
            bound = {"dispute": format_id("dsp", case.id)} if role is Role.REPRESENTATIVE else {}
            response = await api.post(who, f"/{format_id('dsp', case.id)}/{path}", body, **bound)
            assert (response.status_code, response.json()["code"]) == (403, "forbidden"), (act, role)


async def kept(api, begin, base: Dispute, policy: Policy) -> Dispute:
    """The case once more, as a case of its own."""
    ordered = base.order and base.state in (State.SETTLING, State.REVERSING)
    order = replace(base.order, instruction=uuid4()) if ordered else None
    case = replace(base, id=uuid4(), escrow=uuid4(), order=order)
    await api.tell(escrow_told(EscrowFunded, case.escrow, policy=policy.edition))
    async with begin(TENANT) as tx:
        await tx.disputes.add(case, policy)
    async with begin(TENANT) as tx:
        return await tx.disputes.get(case.id)
