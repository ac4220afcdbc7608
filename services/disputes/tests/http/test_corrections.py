"""PRM-38: a misspelt return address or tracking number is put right until the other side acts on it, not after."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from common.contracts.evidence import RequestSatisfied
from disputes.testing import BUYER, OPERATOR, SELLER, failed

EDITION = "agreement_first-2026-12"
SNAD = "significantly_not_as_described"
ADDRESS = {"recipient": "Ada Seller", "street": "Kai 1", "postal_code": "24103", "city": "Kiel", "country": "DE"}
RIGHT_ADDRESS = {**ADDRESS, "street": "Kai 11"}
PARCEL = {"carrier": "DHL", "tracking_number": "JD0123456789"}
RIGHT_PARCEL = {**PARCEL, "tracking_number": "JD0123456798"}


def rel(case: dict) -> set[tuple[str, str]]:
    return {(action["actor"], action["rel"]) for action in case["allowed_actions"]}


@pytest.fixture
async def addressed(start, ruling):
    case = await start(EDITION, reason=SNAD)
    await case.api.tell(failed(case.id))
    await case.tell(RequestSatisfied, "buyer")
    await case.do(OPERATOR, "decision", ruling(EDITION, "return_and_refund"))
    await case.do(SELLER, "return", {"address": ADDRESS})
    return case


async def test_prm_38_a_return_address_is_put_right_until_the_goods_are_on_their_way(addressed) -> None:
    before = await addressed.see()
    assert ("seller", "correct_return_address") in rel(before)
    [action] = [a for a in (await addressed.see(SELLER))["allowed_actions"] if a["rel"] == "correct_return_address"]
    assert action["available_until"] == before["next_automatic_action"]["at"], "then the buyer was silent"

    after = await addressed.do(SELLER, "return/correct-address", {"address": RIGHT_ADDRESS})

    assert after["obligation"]["return_address"] == RIGHT_ADDRESS
    assert (after["stage"], after["version"]) == (before["stage"], before["version"] + 1)
    assert after["next_automatic_action"]["at"] == before["next_automatic_action"]["at"], "no clock moves"
    assert len(await addressed.told("disputes.return-address-corrected.v1")) == 1
    refused = await addressed.refused(BUYER, "return/correct-address", {"address": ADDRESS})
    assert (refused["status"], refused["code"]) == (409, "action_not_allowed_in_state")

    await addressed.do(BUYER, "return", {"parcel": PARCEL})
    late = await addressed.refused(SELLER, "return/correct-address", {"address": ADDRESS})
    assert (late["status"], late["code"], late["state"]) == (409, "action_not_allowed_in_state", "return_confirmation")
    assert (await addressed.see())["obligation"]["return_address"] == RIGHT_ADDRESS


async def test_prm_38_a_returned_parcel_is_put_right_until_it_is_received(addressed) -> None:
    early = await addressed.refused(BUYER, "correct-parcel", PARCEL)
    assert early["code"] == "action_not_allowed_in_state", "nothing was said of it yet"
    shipped = await addressed.do(BUYER, "return", {"parcel": PARCEL})
    assert ("buyer", "correct_parcel") in rel(await addressed.see())

    corrected = await addressed.do(BUYER, "correct-parcel", RIGHT_PARCEL)

    assert RIGHT_PARCEL.items() <= corrected["obligation"]["parcel"].items()
    assert corrected["next_automatic_action"] == shipped["next_automatic_action"]
    [told] = await addressed.told("disputes.parcel-corrected.v1")
    assert (told["obligation"], told["actor"]["role"]) == ("return_and_refund", "buyer")
    again = await addressed.do(BUYER, "correct-parcel", RIGHT_PARCEL)
    assert again["version"] == corrected["version"], "the same again changes nothing"
    assert (await addressed.refused(SELLER, "correct-parcel", PARCEL))["code"] == "action_not_allowed_in_state"

    await addressed.do(SELLER, "return/acknowledge", {"condition": "wrong_or_empty"})
    contested = await addressed.refused(BUYER, "correct-parcel", PARCEL)
    assert (contested["status"], contested["code"]) == (409, "action_not_allowed_in_state")


async def test_prm_38_a_replacement_is_put_right_until_it_is_confirmed(start) -> None:
    case = await start(EDITION, options=[{"kind": "replacement"}])
    await case.agree("replacement")
    await case.do(SELLER, "obligation/fulfil", PARCEL)

    corrected = await case.do(SELLER, "correct-parcel", RIGHT_PARCEL)

    assert RIGHT_PARCEL.items() <= corrected["obligation"]["parcel"].items()
    assert (await case.refused(BUYER, "correct-parcel", PARCEL))["code"] == "action_not_allowed_in_state"
    await case.do(BUYER, "obligation/confirm", {"condition": "received"})
    late = await case.refused(SELLER, "correct-parcel", PARCEL)
    assert late["status"] == 409


async def test_prm_38_after_the_other_sides_time_nothing_is_put_right(addressed, clock) -> None:
    due_at = (await addressed.see())["next_automatic_action"]["at"]
    clock.time += timedelta(days=7)

    late = await addressed.refused(SELLER, "return/correct-address", {"address": RIGHT_ADDRESS})

    assert (late["status"], late["code"]) == (409, "deadline_passed")
    assert datetime.fromisoformat(late["due_at"]) == datetime.fromisoformat(due_at)


NOBODY = {"carrier": "nobody", "tracking_number": "0123456789"}


async def test_prm_18_what_goes_back_goes_by_a_carrier_that_is_known_or_named_as_another(addressed) -> None:
    """Silence pays for a return (D13): whom nobody can ask about it, everybody is at least told."""
    refused = await addressed.refused(BUYER, "return", {"parcel": NOBODY})
    unnamed = await addressed.refused(BUYER, "return", {"parcel": {**NOBODY, "carrier": "other"}})
    twice = await addressed.refused(BUYER, "return", {"parcel": {**PARCEL, "carrier_name": "DHL"}})

    another = {**NOBODY, "carrier": "other", "carrier_name": "Bike Couriers"}
    sent = await addressed.do(BUYER, "return", {"parcel": another})

    assert (refused["status"], refused["code"], "DHL" in refused["known"]) == (422, "carrier_unknown", True)
    assert (unnamed["status"], unnamed["code"], twice["code"]) == (422, "validation_failed", "validation_failed")
    assert sent["obligation"]["parcel"] == {
        "carrier": "Bike Couriers", "tracking_number": "0123456789", "doubts": ["carrier_unknown"],
    }  # fmt: skip
    assert (await addressed.refused(BUYER, "correct-parcel", NOBODY))["code"] == "carrier_unknown"


async def test_prm_18_a_replacement_is_sent_by_a_carrier_that_is_known_or_named_as_another(start) -> None:
    case = await start(EDITION, options=[{"kind": "replacement"}])
    await case.agree("replacement")

    assert (await case.refused(SELLER, "obligation/fulfil", NOBODY))["code"] == "carrier_unknown"
    named = {**NOBODY, "carrier": "other", "carrier_name": "Bike Couriers"}
    assert (await case.do(SELLER, "obligation/fulfil", named))["stage"] == "replacement_confirmation"
