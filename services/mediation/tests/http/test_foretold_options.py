"""What an option would pay is told before anybody offers it, to the unit, as the proposal tells it afterwards."""

from __future__ import annotations

import pytest

from common.kernel.deal_money import DealMoney
from common.kernel.fees import Fee, FundedPrice
from common.kernel.ids import format_id
from mediation.store import FrozenDeal
from mediation.testing import a_mediation


@pytest.fixture(params=[0, 13], ids=["fee-of-seller", "fee-of-buyer"])
async def offered(keep, begin, request):
    """A negotiation about 100, of which the platform takes a fixed 3 and a tenth."""
    mediation = await keep(a_mediation())
    funds = FundedPrice(100, 100, 0, 0, request.param)
    money = DealMoney(currency="EUR", fee=Fee(1_000, 3), funds=funds, frozen=100, next_step=None)
    async with begin(mediation.case.tenant) as tx:
        await tx.deals.save_if_newer(FrozenDeal(mediation.case.escrow, 2, money))
    return f"/v1/mediations/{format_id('med', mediation.id)}"


@pytest.mark.parametrize("to_buyer", [1, 40, 45, 99])
async def test_pag_37_what_an_option_would_pay_is_what_accepting_it_pays(seller, buyer, offered, to_buyer: int) -> None:
    foretold = await seller.get(f"{offered}/option", kind="refund_partial", amount=to_buyer)
    wanted = {"kind": "refund_partial", "amount": {"amount": to_buyer, "currency": "EUR"}}
    made = await seller.post(f"{offered}/proposals/1/counter", {"version": 1, "options": [wanted]})

    assert foretold.status_code == 200, foretold.text
    told = foretold.json()
    effect = told.pop("money_effect")
    assert made.json()["proposals"][-1]["options"] == [told]
    [accept] = [a for a in (await buyer.get(offered)).json()["allowed_actions"] if a["rel"] == "accept"]
    assert [choice["money_effect"] for choice in accept["choices"]] == [effect]
    assert effect["buyer"] + effect["seller"] + effect["fee"] in (100, 113)


async def test_pag_37_an_option_that_cannot_be_offered_is_refused_as_if_it_were(buyer, offered) -> None:
    for query, code in (
        ({"kind": "refund_partial"}, "option_invalid"),
        ({"kind": "refund_partial", "amount": 100}, "option_invalid"),
        ({"kind": "refund_full", "amount": 7}, "option_invalid"),
        ({"kind": "refund_partial", "amount": 0}, "validation_failed"),
        ({"kind": "refund_partial", "amount": "1e1"}, "validation_failed"),
        ({"kind": "refund_half"}, "validation_failed"),
        ({}, "validation_failed"),
    ):
        answer = await buyer.get(f"{offered}/option", **query)
        assert (answer.status_code // 100, answer.json()["code"]) == (4, code), (query, answer.text)


async def test_pag_37_another_deals_people_are_told_nothing(caller, offered) -> None:
    answer = await caller("buyer", "somebody").get(f"{offered}/option", kind="refund_full")

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
