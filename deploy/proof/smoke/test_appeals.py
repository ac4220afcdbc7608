"""Rulings that are contested: penalties and their reversal, and money that has moved already."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest

from deploy.proof.smoke.test_foretold import read_paid
from deploy.proof.testing.market import PRICE, Case, Deal, Market, Person, euro_amount, wait_until

HOUSE_RULES = Path(__file__).parent / "house_rules-2026-11.toml"
WHY = "I disagree: the whole conversation shows that we had agreed on another day and that I was there. " * 2
COVERED = ["conversation", "call_start_and_end", "contact_id"]
PAID_OUTSIDE = [{"party": "seller", "act": "external_payment"}]


async def shows(case: Case, by: Person, covers: Sequence[str] = COVERED) -> None:
    body = {"kind": "statement", "dispute": case.id, "covers": list(covers), "text": "Here is all of it."}
    await wait_until("the request", lambda: by.list_items(f"/v1/evidence/requests?dispute={case.id}"), bool)
    await by.perform_act("/v1/evidence/items", body)


async def heard(market: Market, **agreed: Any) -> tuple[Deal, Case]:
    """Both have shown what they have, the seller through a studio."""
    deal = await market.deliver_deal(policy="report_review", **agreed)
    case = await deal.open_dispute(reason="conduct")
    studio = await market.mint_person("representative", "studio", escrow=deal.id)
    await shows(case, market.buyer)
    await shows(case, studio)
    await market.settle_events()
    assert (await case.read_case())["stage"] == "report"
    await market.advance_clock(by="48 hours")
    await case.wait_for(stage="review")
    return deal, case


async def reported(market: Market) -> tuple[Deal, Case]:
    """An operator has found an external payment."""
    deal, case = await heard(market)
    await case.rule_case("refund_full", "conduct_proven", penalties=PAID_OUTSIDE)
    await case.wait_for(stage="contest", settlement=None)
    return deal, case


async def test_k3_to_k20_a_repeated_act_is_fined_contested_suspended_and_reversed(market: Market) -> None:
    _, first = await reported(market)
    await first.wait_out_silence()
    await first.wait_for(status="closed", outcome="decision")
    standing = "/v1/participants/sam/standing"
    assert (await market.seller.get(standing))["points"] == -50
    second_deal, second = await reported(market)

    await market.seller.perform_act(f"{second.path}/appeals", {"explanation": WHY})
    other = await market.mint_person("operator", "otto", "read", "decide")
    same = await market.operator.post(f"{second.path}/assign", {})
    assert (same.status_code, same.json()["code"]) == (409, "same_operator")
    await second.rule_case("refund_full", "conduct_proven", other, penalties=PAID_OUTSIDE)

    await second.wait_for(status="closed", outcome="decision")
    await market.settle_events()
    assert (await second_deal.read_escrow())["status"] == "refunded"
    assert (await market.seller.post(f"{second.path}/appeals", {"explanation": WHY})).json()["code"] == "case_closed"
    assert await owed(market, "sam") == PRICE // 10
    refused = await offered(market)
    assert (refused.status_code, refused.json()["code"]) == (403, "participant_suspended")

    lead = await market.mint_person("operator", "lea", "read", "decide", "lead")
    imposed = (await lead.get(standing))["penalties"]
    [fined] = [penalty for penalty in imposed if penalty["fine"]]
    await lead.perform_act(
        f"/v1/participants/sam/penalties/{fined['id']}/reverse", {"reason": "It was our own account."}
    )
    await market.settle_events()
    assert await owed(market, "sam") == 0
    assert (await offered(market)).status_code == 201
    assert ((await lead.get(standing))["points"], (await lead.get(standing))["status"]) == (-50, "active")


@pytest.mark.parametrize(("payer", "fine"), [("seller", None), ("buyer", 700)])
async def test_prm_41_k16_money_fine_and_standing_are_posted_as_the_preview_told_them(
    market: Market, payer: str, fine: int | None
) -> None:
    _, first = await reported(market)
    await first.wait_out_silence()
    deal, case = await heard(market, fee={"basis_points": 333, "fixed": euro_amount(17), "paid_by": payer})
    penalty = PAID_OUTSIDE[0] | ({} if fine is None else {"fine": euro_amount(fine)})
    ruling = {
        "outcome": "refund_partial", "amount": euro_amount(4_321), "reason_code": "conduct_proven",
        "responsible": "seller", "policy_reference": "Rule 1", "explanation": "It shows it.", "penalties": [penalty],
    }  # fmt: skip
    foretold = await case.judge_case("rulings/preview", ruling)
    [due] = foretold["penalties"]
    assert due["penalty"]["fine"] == euro_amount(PRICE // 10 if fine is None else fine)
    assert await owed(market, "sam") == 0, "a preview books nothing"

    decided = await case.judge_case("decision", ruling)
    await case.wait_out_silence()
    await market.settle_events()

    assert foretold["executed_at"] == foretold["penalties_from"] == foretold["ruling"]["contest_until"]
    assert (await deal.read_escrow())["closed_at"] == decided["ruling"]["contest_until"], "as a ruling of that moment"
    assert await read_paid(market, deal) == foretold["then"]["money_effect"]
    assert await owed(market, "sam") == due["penalty"]["fine"]["amount"]
    standing = await market.seller.get("/v1/participants/sam/standing")
    assert (standing["points"], standing["status"]) == (due["points_after"], due["status_after"])
    assert (due["points_before"], due["status_before"], due["status_after"]) == (-50, "active", "suspended")


async def offered(market: Market) -> httpx.Response:
    agreed = {"buyer": "anna", "seller": "sam", "amount": euro_amount(1), "agreement": {"title": "A shade"}}
    return await market.platform.post("/v1/escrows", agreed)


async def owed(market: Market, participant: str) -> int:
    accounts = (await market.platform.get(f"/v1/accounts/{participant}"))["data"]
    return sum(account["balance"]["amount"] for account in accounts)


@pytest.mark.parametrize(("second", "split", "fee", "debtor", "debt", "ends"), [
    ("release", (0, PRICE), 1_200, "anna", 5_000, "released"),
    ("refund_full", (PRICE, 0), 0, "sam", 6_300, "refunded"),  # 7 000 without the fee, which the platform gives back
])  # fmt: skip
async def test_k18_k19_an_own_edition_pays_at_once_and_an_appeal_moves_the_money_again(
    market: Market, second: str, split: tuple[int, int], fee: int, debtor: str, debt: int, ends: str
) -> None:
    await market.platform.perform_act("/v1/policies", {"toml": HOUSE_RULES.read_text()})
    await market.platform.perform_act("/v1/policies/house_rules-2026-11/make-current")
    chosen: dict[str, Any] = {"default_policy": "agreement_first", "by_category": {"lamps": "house_rules"}}

    async def choosing() -> httpx.Response:
        return await market.platform.put(f"/v1/platforms/{market.id}/policies", chosen)

    await wait_until("escrow knows the edition", choosing, lambda answer: answer.status_code == 200)
    deal = await market.deliver_deal(category="lamps", fee={"basis_points": 1_000})
    assert (await deal.read_escrow())["policy"] == "house_rules-2026-11"
    case = await deal.open_dispute()
    await case.rule_case("refund_partial", "seen", amount=euro_amount(5_000))
    await case.wait_for(stage="contest")
    assert (await deal.read_escrow())["status"] == "split_settled"

    bare = await market.seller.post(f"{case.path}/appeals", {"explanation": WHY})
    assert (bare.status_code, bare.json()["missing"]) == (422, ["conversation"])
    await shows(case, market.seller, ["conversation"])
    await market.settle_events()
    await market.seller.perform_act(f"{case.path}/appeals", {"explanation": WHY})
    other = await market.mint_person("operator", "otto", "read", "decide")
    await case.rule_case(second, "seen", other)

    await case.wait_for(status="closed", outcome="decision")
    assert await case.read_settlement_split() == (split[0], split[1] - fee), "net, and the fee beside it"
    assert (await case.read_case())["settlement"]["fee"]["amount"] == fee
    funds = await deal.read_funds()
    assert (funds["released"], funds["refunded"], funds["fee"], funds["held"]) == (split[1], split[0], fee, 0)
    assert ((await deal.read_escrow())["status"], await owed(market, debtor)) == (ends, debt)
