from __future__ import annotations

import pytest

from common.kernel.carriers import CarrierUnknown
from common.kernel.errors import DomainError
from common.runtime import SHARED_STATUSES
from evidence.statuses import REFUSAL_STATUSES


@pytest.mark.parametrize(
    "differently",
    [
        {"carrier": ""},
        {"tracking_number": "1"},
        {"tracking_number": "<script>"},
        {"carrier": None},
        {"status": "valid"},
        {"kind": "photo"},
        {"shipped_at": "yesterday"},
        {"dispute": "esc_x"},
        {"text": "not here"},
    ],
)
async def test_d6_a_shipment_record_needs_a_carrier_and_a_tracking_number(world, differently) -> None:
    response = await world.submit(**differently)

    assert (response.status_code, response.json()["code"]) == (422, "validation_failed"), response.text


async def test_a_statement_with_a_card_number_is_refused_and_not_repeated(world) -> None:
    body = {"dispute": world.dsp, "kind": "statement", "text": "paid with 4111 1111 1111 1111"}

    response = await world.client.post("/v1/evidence/items", json=body, headers=world.token())

    assert (response.status_code, response.json()["code"]) == (422, "card_number_not_allowed")
    assert "4111 1111" not in response.text


async def test_a_card_number_is_no_tracking_number(world) -> None:
    response = await world.submit(tracking_number="4111111111111111")

    assert (response.status_code, response.json()["code"]) == (422, "card_number_not_allowed")


async def test_a_record_says_when_it_was_sent(world) -> None:
    response = await world.submit(shipped_at="2026-03-01T09:30:00+01:00")

    assert response.json()["shipment_record"] == {
        "carrier": "DHL", "carrier_name": None, "tracking_number": "JD014600003RU",
        "shipped_at": "2026-03-01T08:30:00Z", "doubts": ["check_digit_wrong"],
    }  # fmt: skip


async def test_what_an_operator_may_do_is_offered(world) -> None:
    item = (await world.submit()).json()["id"]

    offered = {by: [a["rel"] for a in (await world.get(f"/items/{item}", by)).json()["allowed_actions"]]
               for by in ("seller", "operator")}  # fmt: skip

    assert offered == {"seller": [], "operator": ["invalidate"]}


def test_every_refusal_has_a_status() -> None:
    refusals = {e for e in DomainError.__subclasses__() if e.__module__.startswith("evidence.")}

    # An unknown carrier is refused by disputes as well: it is of common.
    assert refusals == set(REFUSAL_STATUSES) - {CarrierUnknown}
    assert not set(REFUSAL_STATUSES) & set(SHARED_STATUSES)


async def test_every_route_is_documented(app) -> None:
    routes = [route for path in app.openapi()["paths"].values() for route in path.values()]

    for route in (r for r in routes if "evidence" in r.get("tags", ())):
        assert route["summary"]
        assert route["description"]
        assert {"401", "404", "422"} <= set(route["responses"])
