"""Goods and money together: what the buyer gets back at once, and what the case is about then (PRM-26, O5)."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from common.contracts.disputes import OptionRef
from common.contracts.evidence import RequestSatisfied
from disputes import testing as facts
from disputes.testing import BUYER, OPERATOR, SELLER, failed
from services.disputes.tests.http.test_offers import tell_turn

EDITION = "agreement_first-2026-12"
PARCEL = {"carrier": "DHL", "tracking_number": "JD0123456789"}
SNAD, INR = "significantly_not_as_described", "item_not_received"


def eur(amount: int) -> dict[str, object]:
    return {"amount": amount, "currency": "EUR"}


@pytest.fixture
async def case(start):
    return await start(EDITION, reason=SNAD)


@pytest.fixture
async def agreed(case):
    """They have agreed on another one and 30 of the 80 back."""
    await case.agree("replacement", reduction=3_000)
    return case


async def test_o5_prm_26_the_reduction_is_ordered_at_once_and_the_goods_are_about_the_rest(agreed) -> None:
    [ordered] = await agreed.told("disputes.reduction-ordered.v1")
    assert (ordered["amount"], ordered["left"]) == (eur(3_000), eur(5_000))

    seen = await agreed.see(BUYER)
    assert (seen["stage"], seen["settlement"]) == ("replacement", None)
    assert seen["funds"] == {"state": "frozen", "disputed": 8_000, "reduced": 3_000, "currency": "EUR"}
    assert (seen["obligation"]["reduction"], seen["obligation"]["to_buyer"]) == (eur(3_000), None)


async def test_prm_26_who_does_not_send_the_goods_pays_the_rest_too(agreed) -> None:
    foreseen = next(step for step in (await agreed.see())["forecast"] if step["leads_to"] == "settling")
    assert (foreseen["money_effect"]["buyer"], foreseen["money_effect"]["seller"]) == (5_000, 0)

    paid = await agreed.pass_time(days=7)

    assert (paid["settlement"]["to_buyer"], paid["settlement"]["to_seller"]) == (eur(5_000), eur(0))


async def test_prm_26_whose_goods_arrived_gets_the_rest(agreed) -> None:
    await agreed.do(SELLER, "obligation/fulfil", PARCEL)
    paid = await agreed.do(BUYER, "obligation/confirm", {"condition": "received"})

    assert (paid["settlement"]["to_buyer"], paid["settlement"]["to_seller"]) == (eur(0), eur(5_000))
    closed = await agreed.settled()
    assert (closed["status"], closed["outcome"]) == ("closed", "agreement")
    [told] = await agreed.told("disputes.closed.v1")
    assert (told["to_buyer"], told["to_seller"], told["reduced"]) == (eur(0), eur(5_000), eur(3_000))


async def test_prm_26_an_operator_divides_what_is_left(agreed, ruling) -> None:
    await agreed.do(SELLER, "obligation/fulfil", PARCEL)
    await agreed.do(BUYER, "obligation/confirm", {"condition": "damaged"})

    refused = await agreed.refused(OPERATOR, "decision", ruling(EDITION, "refund_partial", amount=eur(5_000)))
    paid = await agreed.do(OPERATOR, "decision", ruling(EDITION, "refund_partial", amount=eur(2_000)))

    assert refused["code"] == "amount_out_of_range"
    assert (paid["settlement"]["to_buyer"], paid["settlement"]["to_seller"]) == (eur(2_000), eur(3_000))


async def test_d14_prm_26_a_later_agreement_divides_what_is_left(agreed) -> None:
    await agreed.agree("refund_partial", 1_000, whole=5_000)

    seen = await agreed.see()
    assert (seen["settlement"]["to_buyer"], seen["settlement"]["to_seller"]) == (eur(1_000), eur(4_000))


async def test_prm_26_one_that_was_worded_about_the_whole_pays_nothing_twice(agreed) -> None:
    """An agreement from before the reduction that arrives late: the buyer has 30 of its 40 already."""
    await agreed.agree("refund_partial", 4_000)

    seen = await agreed.see()
    assert (seen["settlement"]["to_buyer"], seen["settlement"]["to_seller"]) == (eur(1_000), eur(4_000))


async def test_d6_prm_26_the_buyers_last_proposal_is_carried_out_once(start) -> None:
    """First-ranked goods and money, agreed once, then contested: silence pays the reduction no second time."""
    wish = {"kind": "replacement", "amount": eur(3_000)}
    case = await start(EDITION, reason=INR, options=[wish, {"kind": "refund_full"}])
    await case.api.tell(failed(case.id))
    await case.tell(RequestSatisfied, "seller")
    await case.agree("replacement", reduction=3_000)
    await case.agree("refund_full", 5_000, whole=5_000)

    assert len(await case.told("disputes.reduction-ordered.v1")) == 1
    assert (await case.see())["settlement"]["to_buyer"] == eur(5_000)


async def test_d1_prm_26_silence_on_the_first_ranked_carries_out_both(start) -> None:
    wish = {"kind": "replacement", "basis_points": 2_500}
    case = await start(EDITION, reason=SNAD, options=[wish, {"kind": "refund_full"}])

    first = (await case.see())["forecast"][0]
    assert (first["leads_to"], first["money_effect"]["buyer"], first["money_effect"]["seller"]) == (
        "replacement", 2_000, 0,
    )  # fmt: skip
    case.clock.time += timedelta(days=5)
    await case.agree("replacement", basis="silence", reduction=2_000)
    [ordered] = await case.told("disputes.reduction-ordered.v1")
    assert ordered["amount"] == eur(first["money_effect"]["buyer"])


async def test_prm_26_a_further_reduction_is_paid_as_it_was_agreed(agreed) -> None:
    await agreed.pass_time(hours=1)
    await agreed.agree("replacement", whole=5_000, reduction=1_000)

    ordered = await agreed.told("disputes.reduction-ordered.v1")
    assert [one["amount"] for one in ordered] == [eur(3_000), eur(1_000)]
    assert (await agreed.see())["funds"]["reduced"] == 4_000


async def test_prm_7_26_a_further_offer_foretells_what_it_then_pays(agreed) -> None:
    """It was worded about the rest: what went back before is not taken off once more."""
    await agreed.do(SELLER, "obligation/fulfil", PARCEL)
    await agreed.do(BUYER, "obligation/confirm", {"condition": "damaged"})
    further = OptionRef.from_split("replacement", None, fee=0, reduction=facts.eur(1_000))
    offered = {"id": uuid4(), "number": 3, "version": 1, "by": "seller", "round": 1, "options": [further]}
    await tell_turn(agreed, uuid4(), 9, standing=offered)

    [accept] = [action for action in (await agreed.see(BUYER))["allowed_actions"] if action["rel"] == "accept"]
    await agreed.agree("replacement", whole=5_000, reduction=1_000)

    assert [choice["money_effect"]["buyer"] for choice in accept["choices"]] == [1_000]
    assert (await agreed.told("disputes.reduction-ordered.v1"))[-1]["amount"] == eur(1_000)


@pytest.mark.parametrize(("reduction", "more"), [(2_000, []), (3_000, []), (4_000, [1_000]), (6_000, [3_000])])
async def test_prm_26_one_accepted_before_the_reduction_was_heard_of_pays_what_it_adds(agreed, reduction, more) -> None:
    """The offer crosses the order on its way: it was worded about the whole, of which the buyer has 30 already."""
    await agreed.pass_time(hours=1)
    await agreed.agree("replacement", reduction=reduction)

    ordered = await agreed.told("disputes.reduction-ordered.v1")
    assert [one["amount"] for one in ordered] == [eur(3_000), *map(eur, more)]


async def test_prm_26_the_shipped_edition_takes_no_reduction(start) -> None:
    with pytest.raises(AssertionError, match="amount_needed"):
        await start("agreement_first-2026-11", options=[{"kind": "replacement", "amount": eur(3_000)}])


async def test_prm_26_a_ruling_may_combine_them_where_the_edition_does(start, ruling) -> None:
    case = await start("guided_solutions-2026-12")
    await case.api.tell(failed(case.id))

    seen = await case.do(OPERATOR, "decision", ruling("guided_solutions-2026-12", "replacement", amount=eur(3_000)))

    assert (seen["stage"], seen["obligation"]["reduction"]) == ("replacement", eur(3_000))
    assert seen["funds"]["reduced"] == 3_000
