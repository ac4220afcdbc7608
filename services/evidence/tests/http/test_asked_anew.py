"""What was given long before does not answer those who ask for more, unless its giver says that it does (PRM-25)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from common.kernel.ids import format_id, new_id
from evidence.testing import NOON, an_image

BEFORE = NOON - timedelta(days=20)


async def given(world: Any, clock: Any, at: Any = BEFORE, by: str = "buyer", **more: Any) -> str:
    clock.time = at
    answer = await world.upload(an_image(), by=by, **more)
    assert answer.status_code == 201, answer.text
    clock.time = NOON
    return str(answer.json()["id"])


async def seen(world: Any, request: Any, by: str = "operator") -> dict[str, Any]:
    return dict((await world.get(f"/requests/{format_id('req', request)}", by)).json())


async def attach(world: Any, request: Any, item: str, by: str = "buyer") -> Any:
    path = f"/v1/evidence/requests/{format_id('req', request)}/items"
    return await world.client.post(path, json={"item": item}, headers=world.token(by))


async def test_prm_25_another_photo_is_not_the_one_that_is_there(world, clock, topics) -> None:
    await given(world, clock)

    request = await world.asked("buyer", ("photo", "video"), since_asked=True)

    asked = await seen(world, request)
    assert (asked["state"], asked["satisfied_by"], asked["since_asked"]) == ("open", None, True)
    assert "evidence.request-satisfied.v1" not in await topics()
    another = await given(world, clock, at=NOON)
    assert (await seen(world, request))["satisfied_by"] == another


async def test_prm_25_what_was_given_at_the_instant_of_the_asking_answers_it(world, clock) -> None:
    photo = await given(world, clock, at=NOON)

    assert (await seen(world, await world.asked("buyer", ("photo",), since_asked=True)))["satisfied_by"] == photo


async def test_prm_25_the_photo_that_is_there_counts_once_its_giver_attaches_it(world, clock) -> None:
    photo = await given(world, clock)
    request = await world.asked("buyer", ("photo",), since_asked=True)

    attached = await attach(world, request, photo)

    assert attached.status_code == 200, attached.text
    assert (attached.json()["state"], attached.json()["satisfied_by"]) == ("satisfied", photo)


async def test_prm_25_the_other_partys_old_proof_is_not_attached(world, clock) -> None:
    photo = await given(world, clock, by="seller")
    request = await world.asked("buyer", ("photo",), since_asked=True)

    assert (await attach(world, request, photo)).status_code == 403
    assert (await seen(world, request))["state"] == "open"


async def test_prm_25_old_proof_does_not_take_the_place_of_what_was_found_invalid(world, clock) -> None:
    await given(world, clock)
    request = await world.asked("buyer", ("photo",), since_asked=True)
    another = await given(world, clock, at=NOON)
    assert (await seen(world, request))["satisfied_by"] == another

    await world.invalidate(another)

    assert (await seen(world, request))["state"] == "open"


async def test_t8_an_operators_request_joins_the_sealed_group_of_its_stage(world, clock, topics) -> None:
    group = new_id()
    for side in ("seller", "buyer"):
        await world.asked(side, ("video", "photo"), group=group, sealed=True)
    sellers = await given(world, clock, by="seller")

    more = await world.asked("seller", ("document", "photo"), group=group, sealed=True, since_asked=True)

    assert (await world.get(f"/requests/{format_id('req', more)}", "buyer")).status_code == 404
    assert (await seen(world, more, "seller"))["disclosure"] == "sealed"
    await world.upload(an_image(), by="buyer")
    assert (await world.get(f"/items/{sellers}", "buyer")).status_code == 404, "the seller has still to answer"
    await world.upload(an_image(), by="seller", request=format_id("req", more))
    assert (await world.get(f"/items/{sellers}", "buyer")).status_code == 200
    assert (await topics()).count("evidence.request-revealed.v1") == 3


async def test_t8_what_is_asked_after_the_reveal_is_sealed_no_more(world, topics) -> None:
    group = new_id()
    for side in ("seller", "buyer"):
        await world.asked(side, ("photo",), group=group, sealed=True)
        await world.upload(an_image(), by=side)

    more = await world.asked("seller", ("photo",), group=group, sealed=True, since_asked=True)

    assert (await seen(world, more, "buyer"))["disclosure"] == "revealed"
    assert (await topics()).count("evidence.request-revealed.v1") == 2
