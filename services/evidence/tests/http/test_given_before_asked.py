"""Proof given before it was asked for counts (D6, D8), whoever gave it where: in the case, or in the deal itself."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from common.contracts.disputes import DisputeOpened
from common.contracts.envelope import ActorRef, MoneyRef
from common.contracts.escrow import EscrowFrozen, EscrowShipmentCorrected, EscrowShipped, FeeRef, ShipmentRef
from common.kernel.ids import format_id, new_id
from common.messaging.bus import Message
from evidence.testing import DUE, INSTANT, NOON, an_image
from services.evidence.tests.conftest import World

BEFORE = NOON - timedelta(days=3)
SHIPPED = ShipmentRef(carrier="DHL", tracking_number="JD014600003RU", shipped_at=BEFORE)


async def escrow_told(
    world: World, event: Any = EscrowShipped, *, version: int = 5, shipment: ShipmentRef | None = SHIPPED, **more: Any
) -> None:
    """A fact of escrow about the deal, as the bus brings it."""
    money, nothing = MoneyRef(amount=8000, currency="EUR"), MoneyRef(amount=0, currency="EUR")
    fact = event(
        tenant=world.tenant, subject=world.escrow, sequence=version, version=version, occurred_at=BEFORE, cause="test",
        actor=ActorRef(role="seller", id="seller-1"), buyer="buyer-1", seller="seller-1", currency="EUR",
        state="shipped", policy="agreement_first-2026-11", price=money, held=money, frozen=nothing, released=nothing,
        refunded=nothing, fee_terms=FeeRef(basis_points=0, fixed=nothing, paid_by="seller"), fee_held=nothing,
        funded_at=BEFORE - timedelta(days=1), shipment=shipment, **more,
    )  # fmt: skip
    await world.app.state.service.consumer.consume_message(
        Message(fact.id, fact.topic, fact.model_dump_json().encode())
    )


async def request_of(world: World, request: UUID, by: str = "operator") -> dict[str, Any]:
    return dict((await world.get(f"/requests/{format_id('req', request)}", by)).json())


async def givers(rows) -> list[tuple[str, str]]:
    """Who gave each piece, as the events about them say."""
    told = await rows("SELECT body FROM evidence.outbox WHERE topic = 'evidence.item-received.v1' ORDER BY id")
    actors = [json.loads(bytes(each.body))["actor"] for each in told]
    return [(actor["role"], actor["id"]) for actor in actors]


async def attach(world: World, request: UUID, item: str, by: str = "seller", **more: Any) -> Any:
    path = f"/v1/evidence/requests/{format_id('req', request)}/items"
    return await world.client.post(path, json={"item": item, **more}, headers=world.token(by))


async def test_prm_13_a_record_of_day_one_satisfies_the_request_of_day_three_at_once(world, clock, rows) -> None:
    clock.time = BEFORE
    item = (await world.submit()).json()["id"]
    clock.time = NOON

    request = await world.asked()

    seen = await request_of(world, request)
    assert (seen["state"], seen["satisfied"], seen["satisfied_by"]) == ("satisfied", True, item)
    assert [(answer["item"], answer["satisfies"]) for answer in seen["answers"]] == [(item, True)]
    [told] = await rows("SELECT body FROM evidence.outbox WHERE topic = 'evidence.request-opened.v1'")
    assert b'"satisfied_by":null' not in bytes(told.body)


async def test_prm_13_what_was_given_for_another_request_counts_as_well(world) -> None:
    first = await world.asked("buyer", ("photo",))
    item = (await world.upload(an_image(), request=format_id("req", first))).json()["id"]

    second = await world.asked("buyer", ("photo", "video"))

    assert (await request_of(world, second))["satisfied_by"] == item


async def test_prm_13_d8_a_photo_of_before_satisfies_the_buyers_request(world, clock) -> None:
    clock.time = BEFORE
    await world.upload(an_image())
    clock.time = NOON

    assert await world.state(await world.asked("buyer", ("photo", "document"))) == "satisfied"


async def test_prm_13_what_was_found_invalid_before_satisfies_nothing(world) -> None:
    await world.invalidate((await world.submit()).json()["id"])

    assert await world.state(await world.asked()) == "open"


@pytest.mark.parametrize("shipped_first", [True, False], ids=["shipped before the case", "shipped in the case"])
async def test_prm_13_the_shipment_reported_in_the_deal_satisfies_the_request(
    unknown, rows, shipped_first: bool
) -> None:
    world = unknown
    if shipped_first:
        await escrow_told(world)
    await world.opened()
    if not shipped_first:
        await escrow_told(world)

    request = await world.asked()

    seen = await request_of(world, request)
    [item] = (await world.get("", "seller", params={"dispute": world.dsp})).json()["data"]
    assert (seen["satisfied"], seen["satisfied_by"]) == (True, item["id"])
    assert (item["kind"], item["party"], item["provenance"]) == ("shipment_record", "seller", "deal")
    assert item["received_at"] == "2026-02-27T12:00:00Z"
    assert await givers(rows) == [("seller", "seller-1")]


async def test_prm_13_a_shipment_reported_after_the_request_satisfies_it(world, topics) -> None:
    request = await world.asked()

    await escrow_told(world, shipment=SHIPPED.model_copy(update={"shipped_at": DUE - INSTANT}))

    assert await world.state(request) == "satisfied"
    assert (await topics())[-2:] == ["evidence.item-received.v1", "evidence.request-satisfied.v1"]


async def test_prm_13_a_shipment_reported_at_the_cut_off_is_late(world) -> None:
    request = await world.asked()

    await escrow_told(world, shipment=SHIPPED.model_copy(update={"shipped_at": DUE}))

    assert await world.state(request) == "open"


async def test_prm_13_a_case_heard_of_late_knows_what_its_frozen_deal_said(unknown) -> None:
    """Events of different services come in any order: the request, the deal, and the case last."""
    world = unknown
    request = await world.asked()
    await escrow_told(world, EscrowFrozen, dispute=world.dispute, amount=MoneyRef(amount=8000, currency="EUR"))

    await world.opened()

    assert await world.state(request) == "satisfied"


async def test_prm_13_the_deals_shipment_is_taken_once_and_an_older_report_changes_nothing(world, rows) -> None:
    await escrow_told(world)
    await escrow_told(world)
    await escrow_told(world, version=4, shipment=SHIPPED.model_copy(update={"tracking_number": "OLD12345"}))
    await world.tell(
        DisputeOpened, buyer="buyer-1", seller="seller-1", claimant="buyer", reason="item_not_received",
        amount=MoneyRef(amount=8000, currency="EUR"), edition="agreement_first-2026-11", stage="agreement",
    )  # fmt: skip

    assert len(await rows("SELECT 1 FROM evidence.items")) == 1


async def test_prm_13_a_corrected_shipment_is_evidence_beside_the_first(world) -> None:
    await escrow_told(world)
    corrected = SHIPPED.model_copy(update={"tracking_number": "JD014600003RV"})
    await escrow_told(world, EscrowShipmentCorrected, version=6, shipment=corrected)

    items = (await world.get("", "seller", params={"dispute": world.dsp})).json()["data"]
    read = [(await world.get(f"/items/{item['id']}", "seller")).json()["shipment_record"] for item in items]

    assert {record["tracking_number"] for record in read} == {"JD014600003RU", "JD014600003RV"}
    assert {item["provenance"] for item in items} == {"deal"}


async def test_prm_13_a_closed_case_takes_nothing_from_its_deal(world, rows) -> None:
    await world.closed()

    await escrow_told(world)

    assert await rows("SELECT 1 FROM evidence.items") == []


async def reopen(world: World) -> None:
    """The case is withdrawn, and the same deal is disputed again (PRM-22)."""
    await world.closed()
    world.dispute = new_id()
    await world.opened()


async def test_prm_13_what_was_proved_in_the_case_that_is_reopened_is_proved(world, clock, rows) -> None:
    clock.time = BEFORE
    await world.submit(carrier="other", carrier_name="Bike Couriers", tracking_number="B-1001")
    doubtful = (await world.submit(tracking_number="JD014600003RU")).json()["id"]
    await world.invalidate(doubtful)
    clock.time = NOON

    await reopen(world)
    request = await world.asked()

    assert set(await givers(rows)) == {("seller", "seller-1")}, "whoever opens the case anew gave nothing"
    [item] = (await world.get("", "buyer", params={"dispute": world.dsp})).json()["data"]
    assert (await request_of(world, request))["satisfied_by"] == item["id"]
    assert (item["party"], item["by"]["id"], item["provenance"]) == ("seller", "seller-1", "given")
    assert item["received_at"] == BEFORE.isoformat().replace("+00:00", "Z"), "when it was given"
    read = (await world.get(f"/items/{item['id']}", "seller")).json()["shipment_record"]
    assert (read["carrier_name"], read["tracking_number"]) == ("Bike Couriers", "B-1001")
    assert len(await rows("SELECT 1 FROM evidence.custody WHERE action = 'received'")) == 3, "it has its own chain"


async def test_prm_13_what_the_deal_says_and_an_earlier_case_proved_is_one_shipment(world, rows) -> None:
    await escrow_told(world)
    await world.submit(carrier="UPS", tracking_number="1Z999AA10123456784")

    await reopen(world)
    await reopen(world)

    items = (await world.get("", "seller", params={"dispute": world.dsp})).json()["data"]
    assert sorted(item["provenance"] for item in items) == ["deal", "given"]


async def test_prm_13_another_deal_proves_nothing_in_this_one(world) -> None:
    await world.submit()
    await world.closed()
    world.dispute, world.escrow = new_id(), new_id()
    await world.opened()

    assert await world.state(await world.asked()) == "open"


async def test_prm_13_another_platforms_deal_is_not_this_ones(world, rows) -> None:
    other = World(world.app, world.client, world._keys)
    other.escrow = world.escrow

    await escrow_told(other)

    assert await rows("SELECT 1 FROM evidence.items") == []


POINTS = (
    {"code": "condition", "text": "The condition.", "required": True},
    {"code": "timestamp", "text": "The time.", "required": True},
    {"code": "further", "text": "More.", "required": False},
)


async def test_prm_13_an_item_is_attached_and_its_points_add_up(world, rows, topics) -> None:
    item = (await world.upload(an_image())).json()["id"]
    request = await world.asked("buyer", ("photo",), checklist=POINTS, complete=True)
    before = await world.state(request)

    partly = await attach(world, request, item, "buyer", covers=["condition"])
    whole = await attach(world, request, item, "buyer", covers=["timestamp"])
    again = await attach(world, request, item, "buyer", covers=["timestamp"])

    assert (before, partly.json()["state"], whole.json()["state"]) == ("open", "open", "satisfied"), partly.text
    assert (whole.json()["satisfied_by"], again.json()["version"]) == (item, whole.json()["version"])
    assert whole.json()["answers"][0]["covers"] == ["condition", "timestamp"]
    assert [row.action for row in await rows("SELECT action FROM evidence.custody ORDER BY seq")][2:] == [
        "attached"
    ] * 2
    assert (await topics())[-3:] == [
        "evidence.item-attached.v1", "evidence.item-attached.v1", "evidence.request-satisfied.v1",
    ]  # fmt: skip


async def test_prm_13_the_act_is_offered_as_it_works(world) -> None:
    item = (await world.upload(an_image())).json()["id"]
    request = await world.asked("buyer", ("photo",), checklist=POINTS, complete=True)

    [action] = [
        a for a in (await request_of(world, request, "buyer"))["allowed_actions"] if a["rel"] == "attach_evidence"
    ]
    answer = await world.client.post(
        action["href"], json={"item": item, "covers": ["condition"]}, headers=world.token("buyer")
    )

    assert (answer.status_code, action["actor"], action["constraints"]["kinds"]) == (200, "buyer", ["photo"])


@pytest.mark.parametrize(
    ("by", "at", "refusal"),
    [
        ("seller", NOON, (403, "forbidden")),
        ("buyer", DUE, (409, "deadline_passed")),
        ("buyer", DUE - INSTANT, (200, None)),
    ],
)
async def test_prm_13_attaching_is_for_the_party_in_time(world, clock, by: str, at: datetime, refusal: Any) -> None:
    item = (await world.upload(an_image())).json()["id"]
    request = await world.asked("buyer", ("photo",))
    clock.time = at

    answer = await attach(world, request, item, by)

    assert (answer.status_code, answer.json().get("code")) == refusal


async def test_prm_13_what_is_invalid_or_of_another_kind_or_unknown_is_not_attached(world) -> None:
    invalid, photo = [(await world.upload(an_image())).json()["id"] for _ in range(2)]
    await world.invalidate(invalid)
    request = await world.asked("buyer", ("photo",), checklist=POINTS)
    papers = await world.asked("buyer", ("document",))

    answers = [
        await attach(world, request, invalid, "buyer"),
        await attach(world, papers, photo, "buyer"),
        await attach(world, request, photo, "buyer", covers=["nothing"]),
        await attach(world, request, format_id("evd", UUID(int=7)), "buyer"),
    ]

    assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [
        (409, "already_invalid"), (422, "kind_not_asked"), (422, "covers_unknown"), (404, "not_found"),
    ]  # fmt: skip


async def test_prm_18_a_carrier_nobody_knows_proves_no_shipment_by_way_of_the_deal_either(world) -> None:
    nobody = ShipmentRef(carrier="nobody", tracking_number="x-1234", shipped_at=BEFORE)
    await escrow_told(world, shipment=nobody)

    request = await world.asked()

    assert (await request_of(world, request))["satisfied"] is False


async def test_prm_13_one_piece_answers_every_open_request_that_it_answers(world) -> None:
    """D8 is open, and an operator asks for another photo: the buyer who sends one has not missed the first."""
    first = await world.asked("buyer", ("photo", "video", "document"))
    second = await world.asked("buyer", ("photo",))

    item = (await world.upload(an_image())).json()["id"]

    for request in (first, second):
        assert (await request_of(world, request))["satisfied_by"] == item


async def test_d12_what_one_side_gave_in_vain_leaves_what_the_other_side_owed_satisfied(world) -> None:
    of_seller = await world.asked("seller", ("photo",), checklist=POINTS, complete=True)
    of_buyer = await world.asked("buyer", ("photo",), checklist=POINTS, complete=True)
    for side, request in (("seller", of_seller), ("buyer", of_buyer)):
        item = (await world.upload(an_image(), by=side)).json()["id"]
        await attach(world, request, item, side, covers=["condition", "timestamp"])
    before = (await world.state(of_seller), await world.state(of_buyer))

    await world.invalidate(item)

    assert before == ("satisfied", "satisfied")
    assert (await world.state(of_seller), await world.state(of_buyer)) == ("satisfied", "open")
