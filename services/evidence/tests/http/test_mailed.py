"""Support gives for a party what it has mailed, recorded as what it is (PRM-27)."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from common.kernel.ids import format_id, parse_id
from evidence.testing import DUE, an_image

BEHALF = {"on_behalf_of": "buyer"}


async def test_prm_27_support_answers_a_request_with_what_was_mailed(world, rows, topics) -> None:
    request = await world.asked("buyer", ("photo",))

    given = await world.upload(an_image(), "operator", request=format_id("req", request), **BEHALF)

    item = given.json()
    assert given.status_code == 201, given.text
    assert (item["party"], item["by"], item["provenance"]) == ("buyer", {"role": "buyer", "id": "buyer-1"}, "mailed")
    assert item["entered_by"] == {"role": "operator", "id": "operator-1"}
    assert await world.state(request) == "satisfied"
    first, *_ = await rows("SELECT action, actor_role, actor_id, canonical FROM evidence.custody ORDER BY seq")
    details = json.loads(bytes(first.canonical))["details"]
    assert (first.action, first.actor_role, first.actor_id) == ("received", "operator", "operator-1")
    assert (details["provenance"], details["on_behalf_of"]) == ("mailed", "buyer:buyer-1")
    [told] = await rows("SELECT body FROM evidence.outbox WHERE topic = 'evidence.item-received.v1'")
    event = json.loads(bytes(told.body))
    assert (event["provenance"], event["party"], event["actor"]["role"]) == ("mailed", "buyer", "operator")


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "statement", "text": "By letter: it never came."},
        {"kind": "shipment_record", "carrier": "UPS", "tracking_number": "1Z999AA10123456784"},
    ],
)
async def test_prm_27_support_enters_statements_and_records(world, body) -> None:
    given = await world.client.post(
        "/v1/evidence/items", json={"dispute": world.dsp, **body, **BEHALF}, headers=world.token("operator")
    )

    assert (given.status_code, given.json()["party"], given.json()["provenance"]) == (201, "buyer", "mailed"), (
        given.text
    )


async def test_prm_27_support_uploads_in_parts_what_was_mailed(world) -> None:
    names = {"dispute": world.dsp, "kind": "photo", "filename": "letter.png", "on_behalf_of": "buyer"}
    about = ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in names.items())
    data = an_image()
    tus = {**world.token("operator"), "Tus-Resumable": "1.0.0"}
    made = await world.client.post(
        "/v1/evidence/uploads/resumable", headers={**tus, "Upload-Length": str(len(data)), "Upload-Metadata": about}
    )
    part = {**tus, "Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"}

    last = await world.client.patch(made.headers["location"], content=data, headers=part)

    item = (await world.client.get(last.headers["location"], headers=world.token("operator"))).json()
    assert (item["party"], item["provenance"], item["entered_by"]["id"]) == ("buyer", "mailed", "operator-1")


async def test_prm_27_support_attaches_for_a_party(world) -> None:
    item = (await world.upload(an_image())).json()["id"]
    points = ({"code": "condition", "text": "The condition.", "required": True},)
    request = await world.asked("buyer", ("photo",), checklist=points, complete=True)
    path = f"/v1/evidence/requests/{format_id('req', request)}/items"
    body = {"item": item, "covers": ["condition"]}

    bare = await world.client.post(path, json=body, headers=world.token("operator"))
    behalf = await world.client.post(path, json={**body, **BEHALF}, headers=world.token("operator"))

    assert (bare.status_code, behalf.status_code, behalf.json()["state"]) == (403, 200, "satisfied")


@pytest.mark.parametrize("by", ["buyer", "seller", "platform"])
async def test_prm_27_nobody_else_gives_on_somebodys_behalf(world, by: str) -> None:
    given = await world.upload(an_image(), by, **BEHALF)

    assert (given.status_code, given.json()["code"]) == (403, "forbidden")


async def test_prm_27_what_was_mailed_is_late_like_anything_else(world, clock) -> None:
    await world.asked("buyer", ("photo",))
    clock.time = DUE

    mailed = await world.upload(an_image(), "operator", kind="other", **BEHALF)
    own = await world.upload(an_image(), "operator", kind="other")

    assert (mailed.status_code, mailed.json()["code"], own.status_code) == (409, "deadline_passed", 201)


async def test_prm_27_what_was_mailed_is_the_partys_and_erased_with_it(world, rows) -> None:
    item = (await world.upload(an_image(), "operator", **BEHALF)).json()["id"]
    await world.closed()
    about = {"participant": "buyer-1", "role": "buyer"}

    erased = await world.client.post(
        "/v1/evidence/erasures", json=about, headers=world.token("platform", scope="evidence")
    )

    assert erased.status_code == 200, erased.text
    seen: dict[str, Any] = (await world.get(f"/items/{item}", "operator")).json()
    assert (seen["erased"], seen["entered_by"]["id"]) == (True, "operator-1")
    assert parse_id("evd", item)


async def test_prm_40_parties_do_not_read_which_operator_it_was(world) -> None:
    item = (await world.upload(an_image(), "operator", **BEHALF)).json()["id"]
    await world.invalidate(item)

    mine, theirs, staff = [(await world.get(f"/items/{item}", by)).json() for by in ("buyer", "seller", "operator")]

    for seen in (mine, theirs):
        assert (seen["entered_by"], seen["invalidation"]["by"]) == ({"role": "operator", "id": None},) * 2
        assert seen["by"] == {"role": "buyer", "id": "buyer-1"}
    assert staff["entered_by"]["id"] == "operator-1"
