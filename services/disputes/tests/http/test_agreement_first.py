"""agreement_first, rule by rule, the case's side: what is agreed or ruled, and the way of goods (D10 to D14)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from common.contracts.evidence import RequestLapsed, RequestReopened, RequestSatisfied
from disputes.testing import BUYER, OPERATOR, SELLER, failed

EDITION = "agreement_first-2026-11"
SNAD = "significantly_not_as_described"
ADDRESS = {"recipient": "Ada Seller", "street": "Kai 1", "postal_code": "24103", "city": "Kiel", "country": "DE"}
PARCEL = {"carrier": "DHL", "tracking_number": "JD0123456789"}


@pytest.fixture
async def case(start):
    return await start(EDITION)


@pytest.fixture
async def reviewed(start):
    """A SNAD whose evidence was given in time."""
    case = await start(EDITION, reason=SNAD)
    await case.api.tell(failed(case.id))
    await case.tell(RequestSatisfied, "buyer")
    return case


@pytest.fixture
async def returning(reviewed, ruling):
    """An operator has ruled return and refund."""
    await reviewed.do(OPERATOR, "decision", ruling(EDITION, "return_and_refund"))
    return reviewed


@pytest.fixture
async def addressed(returning):
    await returning.do(SELLER, "return", {"address": ADDRESS})
    return returning


@pytest.fixture
async def shipped(addressed):
    await addressed.do(BUYER, "return", {"parcel": PARCEL})
    return addressed


async def test_d1_silence_on_a_replacement_starts_its_obligation(start) -> None:
    case = await start(EDITION, options=[{"kind": "replacement"}, {"kind": "refund_full"}])
    first, second = (await case.see())["forecast"][:2]
    assert (first["leads_to"], first["money_effect"]) == ("replacement", None)
    assert (second["at"], second["leads_to"], second["money_effect"]["buyer"]) == (
        "2026-12-06T12:00:00Z",
        "settling",
        8000,
    )

    case.clock.time += timedelta(days=5)
    await case.agree("replacement", basis="silence")

    assert (await case.see())["stage"] == "replacement"
    paid = await case.pass_time(days=7)
    assert (paid["status"], paid["settlement"]["to_buyer"]["amount"]) == ("settling", 8000)


async def test_d9_an_operator_names_who_is_responsible_and_may_rule_a_return(returning) -> None:
    seen = await returning.see(BUYER)

    assert (seen["ruling"]["outcome"], seen["ruling"]["responsible"]) == ("return_and_refund", "seller")
    assert (seen["stage"], seen["phase"], seen["obligation"]["kind"]) == (
        "return_address",
        "execution",
        "return_and_refund",
    )
    [decided] = await returning.told("disputes.decided.v1")
    assert (decided["ruling"], decided["instance"], decided["final"]) == ("return_and_refund", 1, True)


async def test_d10_the_seller_names_the_address_within_5_days(returning, may) -> None:
    seen = await returning.see(SELLER)
    assert (seen["viewer_state"], "give_return_address" in may(seen)) == ("required_action", True)
    assert next(a for a in seen["allowed_actions"] if a["rel"] == "give_return_address")["href"].endswith("/return")
    assert "give_return_address" not in may(await returning.see(BUYER))

    returning.clock.time += timedelta(days=5, microseconds=-1)
    seen = await returning.do(SELLER, "return", {"address": ADDRESS})

    assert (seen["stage"], seen["obligation"]["return_address"]) == ("return_shipment", ADDRESS)
    [told] = await returning.told("disputes.return-address-given.v1")
    assert told["ship_by"] == "2026-12-06T11:59:59.999999Z"
    assert "Kai" not in str(told)


async def test_d10_without_an_address_the_buyer_is_refunded_and_keeps_the_goods(returning) -> None:
    foreseen = (await returning.see())["forecast"][0]
    assert (foreseen["at"], foreseen["money_effect"]["buyer"]) == ("2026-11-29T12:00:00Z", 8000)
    assert foreseen["prevented_by"] == ["accept_claim", "give_return_address"]

    paid = await returning.pass_time(days=5)

    assert (paid["settlement"]["to_buyer"]["amount"], await returning.log()) == (8000, [
        ("opening", "buyer"), ("negotiation", "frozen"), ("defect_proof", "negotiation_failed"),
        ("review", "evidence_satisfied"), ("return_address", "operator"), ("settling", "timeout:return_address"),
    ])  # fmt: skip
    [expired] = await returning.told("disputes.deadline-expired.v1")
    assert (expired["deadline"], expired["due_at"]) == ("return_address", "2026-11-29T12:00:00Z")


@pytest.mark.parametrize(("late", "code"), [(-1, None), (0, "deadline_passed"), (1, "deadline_passed")])
async def test_d10_at_the_deadline_it_is_late_however_late_the_worker(returning, late, code) -> None:
    returning.clock.time += timedelta(days=5, microseconds=late)

    response = await returning.try_(SELLER, "return", {"address": ADDRESS})

    assert (response.status_code, response.json().get("code")) == ((200, None) if code is None else (409, code))
    after = await returning.pass_time(seconds=1)
    assert after["status"] == ("waiting_for_buyer" if code is None else "settling")


async def test_d11_the_buyer_ships_within_7_days(addressed) -> None:
    seen = await addressed.do(BUYER, "return", {"parcel": PARCEL})

    assert (seen["stage"], seen["obligation"]["parcel"]) == (
        "return_confirmation",
        {**PARCEL, "doubts": ["number_not_of_carrier"]},
    )
    [told] = await addressed.told("disputes.return-shipped.v1")
    assert told["acknowledge_by"] == "2026-12-24T12:00:00Z"
    assert PARCEL["tracking_number"] not in str(told)


async def test_d11_without_a_parcel_the_seller_is_paid(addressed) -> None:
    paid = await addressed.pass_time(days=7)

    assert (paid["status"], paid["settlement"]["to_seller"]["amount"]) == ("settling", 8000)


async def test_d11_each_gives_its_own_part(returning) -> None:
    assert (await returning.refused(BUYER, "return", {"address": ADDRESS}))["code"] == "action_not_allowed_in_state"
    assert (await returning.refused(BUYER, "return", {"parcel": PARCEL}))["code"] == "action_not_allowed_in_state"
    assert (await returning.refused(SELLER, "return", {}))["status"] == 422
    assert (await returning.refused(SELLER, "return", {"address": ADDRESS, "parcel": PARCEL}))["status"] == 422
    assert (await returning.refused(OPERATOR, "return", {"address": ADDRESS}))["code"] == "forbidden"


async def test_d12_invalid_evidence_in_review_reopens_the_proof_and_its_silence_decides(reviewed) -> None:
    await reviewed.tell(RequestReopened, "buyer")
    again = await reviewed.see()
    assert (again["stage"], again["awaiting"]) == ("defect_proof", ["buyer"])

    reviewed.clock.time += timedelta(days=3)
    await reviewed.tell(RequestLapsed, "buyer")

    assert (await reviewed.see())["settlement"]["to_seller"]["amount"] == 8000


async def test_d12_evidence_found_invalid_after_its_cut_off_counts_as_none(reviewed) -> None:
    reviewed.clock.time += timedelta(days=4)

    await reviewed.tell(RequestLapsed, "buyer")

    assert (await reviewed.see())["settlement"]["to_seller"]["amount"] == 8000


async def test_d13_received_pays_as_ruled(shipped) -> None:
    seen = await shipped.do(SELLER, "return/acknowledge", {"condition": "received"})

    assert seen["settlement"]["to_buyer"]["amount"] == 8000
    [order] = await shipped.told("disputes.settlement-ordered.v1")
    assert order["basis"] == "decision"
    assert (await shipped.settled())["outcome"] == "decision"


@pytest.mark.parametrize("condition", ["not_received", "damaged", "wrong_or_empty", "items_missing"])
async def test_d13_a_contested_return_goes_back_to_review(shipped, ruling, condition) -> None:
    seen = await shipped.do(SELLER, "return/acknowledge", {"condition": condition, "note": "Look at it."})

    assert (seen["stage"], seen["obligation"]["condition"], seen["settlement"]) == ("review", condition, None)
    [told] = await shipped.told("disputes.return-acknowledged.v1")
    assert (told["condition"], "Look" in str(told)) == (condition, False)
    again = await shipped.do(OPERATOR, "decision", ruling(EDITION, "release", reason_code="return_contested"))
    assert (again["ruling"]["instance"], len(again["earlier_rulings"])) == (2, 1)
    assert again["settlement"]["to_seller"]["amount"] == 8000


async def test_d13_silence_for_30_days_refunds_the_buyer(shipped) -> None:
    paid = await shipped.pass_time(days=30)

    assert paid["settlement"]["to_buyer"]["amount"] == 8000


async def test_d14_an_agreement_ends_it_in_execution_too(shipped) -> None:
    await shipped.agree("refund_partial", 5000)

    assert (await shipped.see())["settlement"]["to_seller"]["amount"] == 3000
    assert (await shipped.settled())["outcome"] == "agreement"
    await shipped.agree("refund_full", 8000)
    assert len(await shipped.told("disputes.settlement-ordered.v1")) == 1


async def test_d14_a_later_agreement_on_a_return_begins_anew(shipped) -> None:
    await shipped.agree("return_and_refund", 8000)

    seen = await shipped.see()
    assert (seen["stage"], seen["obligation"]["return_address"]) == ("return_address", None)


async def test_d14_parties_may_withdraw_or_pay_in_execution(addressed) -> None:
    seen = await addressed.do(SELLER, "accept-claim")

    assert (seen["settlement"]["to_buyer"]["amount"], seen["status"]) == (8000, "settling")
    assert (await addressed.refused(BUYER, "withdraw"))["code"] == "action_not_allowed_in_state"


async def test_d3_mediation_is_told_that_a_bare_rejection_is_refused_and_how_many_rounds_there_are(start) -> None:
    [opened] = await (await start(EDITION)).told("disputes.opened.v1")

    terms = opened["negotiation"]
    assert (terms["reject"], terms["max_rounds"], terms["counter_silence"]) == ("counter_required", 1, "escalate")


async def test_d8_without_evidence_of_the_buyer_the_seller_is_paid(start) -> None:
    case = await start(EDITION, reason="significantly_not_as_described")
    await case.api.tell(failed(case.id))
    assert list(await case.requests()) == ["buyer"]
    case.clock.time += timedelta(days=3)

    await case.tell(RequestLapsed, "buyer")

    paid = (await case.see())["settlement"]
    assert (paid["to_buyer"]["amount"], paid["to_seller"]["amount"]) == (0, 8000)
