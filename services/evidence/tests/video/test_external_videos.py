"""Conversations on other platforms (T5): told of, recorded, attested, and never taken for live."""

from __future__ import annotations

from datetime import timedelta

import pytest

from common.kernel.ids import format_id, new_id
from evidence.testing import NOON, an_image

HOME = "/v1/evidence/external-videos"


@pytest.fixture
async def tell(world, clock):
    await world.asked(kinds=("live_video", "external_video"), due_at=NOON + timedelta(hours=72))
    clock.time = NOON + timedelta(hours=1)

    async def tell(by: str = "seller", **differently):
        said = {
            "dispute": world.dsp, "link": "https://meet.example/abc-defg", "provider": "Example Meet",
            "started_at": "2026-03-02T12:10:00Z", "ended_at": "2026-03-02T12:10:30Z",
        }  # fmt: skip
        return await world.client.post(HOME, json={**said, **differently}, headers=world.token(by))

    return tell


async def test_t5_a_conversation_elsewhere_answers_the_request(world, tell) -> None:
    response = await tell()

    found = response.json()
    assert (response.status_code, found["live_verified"], found["findings"]) == (201, False, [])
    assert response.headers["location"] == f"{HOME}/{found['id']}"
    item = (await world.get(f"/items/{found['id']}")).json()
    assert (item["kind"], item["external_video"]["provider"]) == ("external_video", "Example Meet")
    [request] = (await world.get("/requests", params={"dispute": world.dsp})).json()["data"]
    assert request["satisfied_by"] == found["id"]


async def test_t5_its_recording_is_checked_by_itself(world, tell, studio) -> None:
    take = await studio.take(start=False)
    film = b"".join(piece.data for piece in studio.encode(await take.film(30)))
    upload = await world.upload(film, by="seller", kind="video")
    assert upload.status_code == 201, upload.text
    world_now = NOON + timedelta(hours=1)
    studio.clock.time = world_now
    told = (await tell(recording=upload.json()["id"])).json()

    await studio.external_worker.check_recordings()

    found = (await world.client.get(f"{HOME}/{told['id']}", headers=world.token("operator"))).json()
    outcomes = {finding["check"]: finding["outcome"] for finding in found["findings"]}
    assert outcomes == {"file_decodes": "pass", "duration_matches_stated": "pass", "sound": "unknown"}
    assert (found["live_verified"], found["checked_at"] is not None) == (False, True)


async def test_t5_an_operator_attests_once(world, tell) -> None:
    told = (await tell()).json()
    address, body = f"{HOME}/{told['id']}/attest", {"held": "as_stated", "statement": "I led the call."}

    party = await world.client.post(address, json=body, headers=world.token())
    reading = await world.client.post(address, json=body, headers=world.token("operator", scope="read"))
    stale = await world.client.post(address, json=body, headers={**world.token("operator"), "If-Match": '"7"'})
    done = await world.client.post(address, json=body, headers=world.token("operator"))
    again = await world.client.post(address, json=body, headers=world.token("operator"))

    assert (party.status_code, reading.status_code, stale.status_code) == (403, 403, 412)
    assert done.json()["attestation"]["by"] == {"role": "operator", "id": "operator-1"}
    assert (again.status_code, again.json()["code"]) == (409, "already_attested")


@pytest.mark.parametrize(
    ("differently", "code"),
    [
        ({"link": "http://meet.example/x"}, "validation_failed"),
        ({"link": "javascript:alert(1)"}, "validation_failed"),
        ({"link": "https://user:secret@meet.example/"}, "validation_failed"),
        ({"link": "https://meet.example/a b"}, "validation_failed"),
        ({"link": "https:///x"}, "validation_failed"),
        ({"link": "https://meet.example/" + "x" * 2_000}, "validation_failed"),
        ({"provider": ""}, "validation_failed"),
        ({"started_at": "2026-03-02T12:10:30Z"}, "validation_failed"),
        ({"started_at": "2026-02-02T12:10:30Z"}, "validation_failed"),
        ({"ended_at": "2026-03-02T14:10:30Z"}, "not_yet_held"),
        ({"recording": format_id("evd", new_id())}, "recording_unknown"),
        ({"live_verified": True}, "validation_failed"),
        ({"covers": ["nothing_asked"]}, "covers_unknown"),
    ],
)
async def test_what_cannot_be_is_refused_and_changes_nothing(world, tell, rows, differently, code) -> None:
    response = await tell(**differently)

    assert (response.status_code, response.json()["code"]) == (422, code)
    assert await rows("SELECT id FROM evidence.items") == []


async def test_a_picture_is_no_recording(world, tell) -> None:
    picture = (await world.upload(an_image(), by="seller")).json()["id"]

    assert (await tell(recording=picture)).json()["code"] == "recording_unknown"


async def test_strangers_and_the_other_side_while_sealed_find_nothing(world, clock, tell) -> None:
    group = new_id()
    for party in ("buyer", "seller"):
        request = await world.asked(
            party=party, kinds=("external_video",), due_at=NOON + timedelta(hours=72), group=group, sealed=True
        )
    told = (await tell(request=format_id("req", request))).json()

    other = await world.client.get(f"{HOME}/{told['id']}", headers=world.token("buyer"))
    stranger = await world.client.get(f"{HOME}/{told['id']}", headers=world.token("buyer", tenant=new_id()))
    mine = await world.client.get(f"{HOME}/{told['id']}", headers=world.token())

    assert (other.status_code, stranger.status_code, mine.status_code) == (404, 404, 200)
