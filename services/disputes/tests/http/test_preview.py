"""Preview of a ruling: money net of fees, penalties and their choice, who must approve; nothing follows from it."""

from __future__ import annotations

import pytest

from common.contracts.evidence import RequestSatisfied
from disputes import testing as facts
from disputes.testing import BUYER, OPERATOR, SELLER, failed

OTHER, LEAD, PLATFORM = "operator-2", "operator-lead", "platform-1"
DEAL, REPORTS = "agreement_first-2026-12", "report_review-2026-12"
FEE = {"basis_points": 500, "fixed": {"amount": 0, "currency": "EUR"}, "paid_by": "seller"}


def eur(minor: int) -> dict:
    return {"amount": minor, "currency": "EUR"}


@pytest.fixture
def reviewed(start):
    async def reviewed(edition: str = DEAL, who: str = BUYER, **differently):
        """A case where operators decide, of a deal with a fee of 5 % that the seller pays."""
        case = await start(edition, who, freeze=False, **differently)
        await case.api.tell(
            facts.frozen(case.id, case.escrow, policy=edition, fee_terms=FEE, occurred_at=case.clock.time)
        )
        if edition == DEAL:
            await case.api.tell(failed(case.id, occurred_at=case.clock.time))
            await case.tell(RequestSatisfied, "seller")
            return case
        await case.pass_time(hours=48)
        for party in ("buyer", "seller"):
            await case.tell(RequestSatisfied, party)
        return case

    return reviewed


async def preview(case, body, who: str = OPERATOR, **given):
    return await case.try_(who, "rulings/preview", body, **given)


async def test_prm_41_a_preview_tells_the_money_net_and_when_it_is_paid(reviewed, ruling) -> None:
    case = await reviewed()
    body = ruling(DEAL, "refund_partial", amount=eur(3000))
    before = await case.see()
    offered = next(action for action in before["allowed_actions"] if action["rel"] == "decide")
    assert offered["constraints"]["preview"] == f"/v1/disputes{case.path}/rulings/preview"
    seen = (await preview(case, body)).json()

    assert seen["money_effect"] == {"buyer": 3000, "seller": 4750, "fee": 250, "currency": "EUR"}
    assert (seen["executed_at"], seen["leads_to"]) == ("2026-11-24T12:00:00Z", "settling")
    assert seen["approval"] == {"needed": False, "weighs": [], "limit": None, "scope": None, "not_by": []}
    assert await case.see() == before
    decided = await case.do(OPERATOR, "decision", body)
    paid = decided["settlement"]
    assert (paid["to_buyer"], paid["to_seller"], paid["fee"]) == (eur(3000), eur(4750), eur(250))


async def test_prm_41_a_ruling_that_can_be_contested_is_paid_when_nobody_can_any_more(reviewed, ruling) -> None:
    case = await reviewed(REPORTS)
    seen = (await preview(case, ruling(REPORTS, "refund_full"))).json()

    assert (seen["leads_to"], seen["executed_at"]) == ("contest", "2026-11-29T12:00:00Z")
    whole = {"buyer": 8000, "seller": 0, "fee": 0, "currency": "EUR"}
    assert (seen["money_effect"], seen["then"]["money_effect"]) == (None, whole)
    assert seen["executed_at"] == seen["then"]["at"] == seen["ruling"]["contest_until"] == seen["penalties_from"]
    inconclusive = (await preview(case, ruling(REPORTS, "inconclusive"))).json()
    assert inconclusive["money_effect"] is None


@pytest.mark.parametrize("edition", [DEAL, REPORTS])
async def test_prm_9_41_a_preview_and_the_offered_decision_tell_the_money_in_one_shape(
    reviewed, ruling, edition
) -> None:
    case = await reviewed(edition)
    offered = next(action for action in (await case.see())["allowed_actions"] if action["rel"] == "decide")
    choices = {choice["given"]["outcome"]: choice for choice in offered["choices"]}

    for outcome in choices.keys() - {"refund_partial"}:
        seen = (await preview(case, ruling(edition, outcome))).json()
        members = ("leads_to", "money_effect", "then")
        assert [seen[name] for name in members] == [choices[outcome][name] for name in members], outcome


async def test_prm_41_goods_decide_first(start, reviewed, ruling) -> None:
    case = await start(DEAL, freeze=False, reason="significantly_not_as_described")
    await case.frozen()
    await case.api.tell(failed(case.id, occurred_at=case.clock.time))
    await case.tell(RequestSatisfied, "buyer")
    seen = (await preview(case, ruling(DEAL, "return_and_refund"))).json()

    assert (seen["money_effect"], seen["executed_at"]) == (None, None)
    assert seen["obligation"]["kind"] == "return_and_refund"
    assert seen["obligation"]["leads_to"] == seen["leads_to"] == "return_address"


async def test_prm_41_penalties_are_seen_before_they_are_given(reviewed, ruling) -> None:
    case = await reviewed(REPORTS)
    penalties = [{"party": "seller", "act": "extreme_content"}, {"party": "buyer", "act": "offensive_behaviour"}]
    seen = (await preview(case, ruling(REPORTS, "refund_full", penalties=penalties))).json()
    closed, warned = seen["penalties"]

    assert (closed["participant"], closed["penalty"]["closed"], closed["status_after"]) == (SELLER, True, "closed")
    assert (warned["penalty"]["warning"], warned["points_after"], warned["status_after"]) == (1, 0, "active")
    assert (seen["approval"]["weighs"], seen["approval"]["scope"]) == (["permanent_closure"], "lead")
    assert seen["approval"]["not_by"] == [BUYER, OPERATOR, SELLER]
    acts = {one["act"]: one for one in seen["penalty_terms"]["acts"]}
    offered = next(action for action in (await case.see())["allowed_actions"] if action["rel"] == "decide")
    assert offered["constraints"]["penalties"] == list(acts)
    assert acts["extreme_content"]["closed_at_warning"] == 1
    assert acts["external_payment"] == {
        "act": "external_payment", "points": -50, "closed_at_warning": 3,
        "fine": {"basis_points": 1000, "least_basis_points": 500, "most_basis_points": 2000, "from_warning": 2},
    }  # fmt: skip


@pytest.fixture
async def warned(reviewed, ruling, api):
    """The seller has had a first warning for payments outside; another case waits."""
    first = await reviewed(REPORTS)
    penalty = [{"party": "seller", "act": "external_payment"}]
    await first.do(OPERATOR, "decision", ruling(REPORTS, "refund_full", penalties=penalty))
    return await reviewed(REPORTS)


async def test_prm_41_a_fine_is_chosen_within_the_bounds_of_the_policy(warned, ruling) -> None:
    def body(fine: dict | None) -> dict:
        penalty = {"party": "seller", "act": "external_payment"} | ({"fine": fine} if fine else {})
        return ruling(REPORTS, "refund_full", penalties=[penalty])

    seen = (await preview(warned, body(None))).json()["penalties"][0]
    assert seen["fine_bounds"] == {"least": eur(400), "usual": eur(800), "most": eur(1600)}
    assert (seen["penalty"]["fine"], seen["points_after"]) == (eur(800), seen["points_before"] - 50)
    for wrong in (399, 1601):
        for act in ("rulings/preview", "decision"):
            refused = await warned.refused(OPERATOR, act, body(eur(wrong)))
            assert (refused["status"], refused["code"]) == (422, "fine_not_allowed")
            assert (refused["least"], refused["most"], refused["currency"]) == (400, 1600, "EUR")
    foreign = await preview(warned, body({"amount": 500, "currency": "USD"}))
    assert foreign.json()["code"] == "currency_mismatch"
    decided = await warned.do(OPERATOR, "decision", body(eur(1600)))
    assert decided["ruling"]["penalties"][0]["fine"] == eur(1600)


async def test_prm_41_no_fine_is_chosen_where_none_is_due(reviewed, ruling) -> None:
    case = await reviewed(REPORTS)
    penalty = {"party": "seller", "act": "external_payment", "fine": eur(800)}
    refused = await preview(case, ruling(REPORTS, "refund_full", penalties=[penalty]))

    assert (refused.json()["code"], refused.json()["least"]) == ("fine_not_allowed", None)
    assert "decide" in refused.json()["allowed_actions"]


async def test_prm_41_a_fine_that_was_chosen_is_what_is_approved_and_booked(warned, ruling, api) -> None:
    settings = {"approval_limits": {"EUR": 5000}}
    assert (await api.put(PLATFORM, "/dispute-settings", settings)).status_code == 200
    penalty = {"party": "seller", "act": "external_payment", "fine": eur(500)}
    body = ruling(REPORTS, "refund_full", penalties=[penalty])
    approval = (await preview(warned, body)).json()["approval"]
    assert (approval["weighs"], approval["limit"]) == (["amount_above_limit"], eur(5000))
    waiting = await warned.do(OPERATOR, "decision", body)
    match = {"If-Match": f'"{waiting["version"]}"'}
    approved = await warned.do(LEAD, "approve", None, headers=match, scope="lead")

    assert approved["ruling"]["penalties"][0]["fine"] == eur(500)
    await warned.pass_time(hours=73)
    assert [order["amount"] for order in await warned.told("disputes.fine-ordered.v1")] == [eur(500)]


async def test_prm_41_what_the_ruling_is_refused_with_the_preview_is_refused_with(reviewed, ruling, start) -> None:
    case = await reviewed()
    assert (await preview(case, ruling(DEAL), BUYER)).status_code == 403
    assert (await preview(case, ruling(DEAL), PLATFORM)).status_code == 403
    assert (await preview(case, ruling(DEAL), scope="read")).status_code == 403
    assert (await preview(case, ruling(DEAL, reason_code="unheard_of"))).json()["code"] == "reason_code_unknown"
    assert (await preview(case, ruling(DEAL), headers={"If-Match": '"1"'})).json()["code"] == "version_conflict"
    await case.do(OTHER, "assign", {})
    assert (await preview(case, ruling(DEAL))).json()["code"] == "assigned_to_another"
    early = await start(DEAL)
    assert (await preview(early, ruling(DEAL))).json()["code"] == "action_not_allowed_in_state"
    keyless = {"Idempotency-Key": ""}
    headers = {name: value for name, value in case.api.headers(OTHER, scope="decide").items() if name not in keyless}
    sent = await case.api.http.post(f"/v1/disputes{case.path}/rulings/preview", json=ruling(DEAL), headers=headers)
    assert sent.status_code == 200


async def test_prm_41_the_acts_that_can_be_penalised_stand_on_the_policy_as_json(api) -> None:
    own = (await api.get(OPERATOR, f"/{REPORTS}", root="/v1/policies")).json()["penalties"]
    none = (await api.get(OPERATOR, f"/{DEAL}", root="/v1/policies")).json()["penalties"]

    assert (own["points_for"], own["suspended_at_warning"], own["suspension"]) == (["seller"], 2, "30 days")
    assert {one["act"] for one in own["acts"]} >= {"blackmail", "external_payment", "extreme_content"}
    assert none is None
    older = (await api.get(OPERATOR, "/report_review-2026-11", root="/v1/policies")).json()["penalties"]
    fine = next(one["fine"] for one in older["acts"] if one["act"] == "external_payment")
    assert (fine["least_basis_points"], fine["most_basis_points"]) == (1000, 1000)
