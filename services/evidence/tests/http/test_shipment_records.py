"""A valid shipment record is one that can be true (PRM-18, D6): what is doubtful is marked, and operators see why."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from common.kernel.ids import format_id
from evidence.testing import NOON
from services.evidence.tests.http.test_given_before_asked import BEFORE, SHIPPED, escrow_told

UPS = {"carrier": "UPS", "tracking_number": "1Z999AA10123456784"}
FUNDED = BEFORE - timedelta(days=1)


def at(instant: Any) -> str:
    return instant.isoformat().replace("+00:00", "Z")


@pytest.mark.parametrize(
    ("differently", "code"),
    [
        ({"carrier": "nobody"}, "carrier_unknown"),
        ({"shipped_at": "2031-01-01T00:00:00Z"}, "shipped_in_future"),
        ({"shipped_at": at(NOON + timedelta(minutes=5, microseconds=1))}, "shipped_in_future"),
        ({"shipped_at": at(FUNDED - timedelta(minutes=5, microseconds=1))}, "shipped_before_sale"),
        ({"carrier": "other"}, "validation_failed"),
        ({"carrier_name": "Bike Couriers"}, "validation_failed"),
        ({"carrier": "other", "carrier_name": "4111 1111 1111 1111"}, "card_number_not_allowed"),
    ],
)
async def test_prm_18_what_cannot_be_is_refused_and_the_request_stays_open(world, differently, code) -> None:
    await escrow_told(world, shipment=None)
    request = await world.asked()

    answer = await world.submit(**{**UPS, **differently})

    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert await world.state(request) == "open"


@pytest.mark.parametrize(
    ("differently", "doubts"),
    [
        ({}, []),
        ({"shipped_at": at(NOON + timedelta(minutes=5))}, []),
        ({"shipped_at": at(FUNDED - timedelta(minutes=5))}, []),
        ({"tracking_number": "1Z999AA10123456785"}, ["check_digit_wrong"]),
        ({"tracking_number": "12345"}, ["number_not_of_carrier"]),
        ({"carrier": "other", "carrier_name": "Bike Couriers"}, ["carrier_unknown"]),
    ],
)
async def test_prm_18_what_is_doubtful_counts_and_operators_see_why(world, differently, doubts) -> None:
    await escrow_told(world, shipment=None)
    request = await world.asked()

    item = (await world.submit(**{**UPS, **differently})).json()

    seen = (await world.get(f"/requests/{format_id('req', request)}", "operator")).json()
    assert (seen["state"], seen["answers"][0]["doubts"]) == ("satisfied", doubts)
    read = (await world.get(f"/items/{item['id']}", "operator")).json()["shipment_record"]
    assert (read["doubts"], read["carrier_name"]) == (doubts, differently.get("carrier_name"))


async def test_prm_18_the_refusal_names_the_known_carriers(world) -> None:
    answer = await world.submit(carrier="nobody")

    assert {"DHL", "UPS", "La Poste"} <= set(answer.json()["known"])


async def test_prm_18_the_deals_own_record_is_marked_as_well(world) -> None:
    await escrow_told(world, shipment=SHIPPED.model_copy(update={"carrier": "UPS", "tracking_number": "12345"}))

    request = await world.asked()

    seen = (await world.get(f"/requests/{format_id('req', request)}", "operator")).json()
    assert (seen["state"], seen["answers"][0]["doubts"]) == ("satisfied", ["number_not_of_carrier"])
