"""Conversations on other platforms (T5): told of, recorded, attested, and never taken for live."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from common.kernel.ids import format_id, new_id, parse_id
from evidence.live_video.domain.check_lease import LEASE, MAX_FAILURES
from evidence.testing import NOON, an_image
from services.evidence.tests.http.test_requests import sweep

HOME = "/v1/evidence/external-videos"
UPDATED = """
SELECT body ->> 'sufficiency' AS sufficiency, (body ->> 'version')::int AS version
FROM (SELECT convert_from(body, 'UTF8')::jsonb AS body FROM evidence.outbox WHERE topic = 'evidence.item-updated.v1')
"""


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
    assert item["sufficiency"] == "not_attested"


AS_STATED = {"held": "as_stated", "statement": "I led the call."}


async def attest(world, item: str, held: str = "as_stated"):
    body = {**AS_STATED, "held": held}
    return await world.client.post(f"{HOME}/{item}/attest", json=body, headers=world.token("operator"))


async def the_request(world) -> dict:
    [request] = (await world.get("/requests", params={"dispute": world.dsp})).json()["data"]
    return request


@pytest.mark.parametrize(
    ("held", "state", "sufficiency"),
    [
        ("as_stated", "satisfied", "sufficient"),
        ("otherwise", "open", "not_as_stated"),
        ("not_at_all", "open", "not_as_stated"),
    ],
)
async def test_prm_23_t5_only_what_an_operator_attests_as_stated_satisfies(
    world, tell, held, state, sufficiency
) -> None:
    told = (await tell()).json()
    before = await the_request(world)

    await attest(world, told["id"], held)

    after, item = await the_request(world), (await world.get(f"/items/{told['id']}")).json()
    assert (before["state"], before["answers"][0]["sufficiency"]) == ("open", "not_attested")
    assert (after["state"], item["sufficiency"]) == (state, sufficiency)


async def test_prm_23_t5_a_call_held_before_the_request_does_not_answer_it(world, tell) -> None:
    told = (await tell(started_at="2026-03-02T11:59:59Z")).json()

    await attest(world, told["id"])

    assert (await the_request(world))["state"] == "open"


async def test_prm_23_t5_what_was_told_in_time_counts_though_it_is_attested_late(
    world, clock, begin, tell, rows
) -> None:
    told = (await tell()).json()
    await sweep(world, begin, clock, NOON + timedelta(hours=72, seconds=12))
    lapsed = await the_request(world)

    await attest(world, told["id"])

    after = await the_request(world)
    assert (lapsed["state"], after["state"], after["satisfied_by"]) == ("lapsed", "satisfied", told["id"])
    actions = [row.action for row in await rows("SELECT action FROM evidence.custody ORDER BY seq")]
    assert actions == ["received", "examined"]


async def test_prm_32_an_operator_is_offered_to_attest_where_the_item_is(world, tell) -> None:
    told = (await tell()).json()

    item = (await world.get(f"/items/{told['id']}", "operator")).json()
    [action] = [action for action in item["allowed_actions"] if action["rel"] == "attest"]
    done = await world.client.post(action["href"], json=AS_STATED, headers=world.token("operator"))
    after = (await world.get(f"/items/{told['id']}", "operator")).json()

    assert done.status_code == 200
    assert "attest" not in {action["rel"] for action in after["allowed_actions"]}


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


async def test_t5_prm_4_an_operator_attests_once(world, tell, rows) -> None:
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
    [told_of] = await rows(UPDATED)
    seen = (await world.get(f"/items/{told['id']}", "operator")).json()
    assert (told_of.sufficiency, told_of.version) == (seen["sufficiency"], seen["version"])


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


async def test_d12_what_was_found_invalid_is_no_recording(world, tell, studio) -> None:
    take = await studio.take(start=False)
    film = b"".join(piece.data for piece in studio.encode(await take.film(3)))
    recording = (await world.upload(film, by="seller", kind="video")).json()["id"]
    why = {"reason_code": "blurred", "reason": "Nothing can be seen."}
    struck = await world.client.post(
        f"/v1/evidence/items/{recording}/invalidate", json=why, headers=world.token("operator")
    )
    assert struck.status_code == 200, struck.text

    refused = await tell(recording=recording)

    assert (refused.status_code, refused.json()["code"]) == (422, "recording_unknown")


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


async def test_wal_f4_a_recording_that_cannot_be_read_keeps_no_other_waiting(world, tell, studio, home, rows) -> None:
    take = await studio.take(start=False)
    studio.clock.time = NOON + timedelta(hours=1)
    told = []
    for seconds in (12, 13):
        film = b"".join(piece.data for piece in studio.encode(await take.film(seconds)))
        upload = await world.upload(film, by="seller", kind="video")
        told.append((await tell(recording=upload.json()["id"])).json())
        if seconds == 12:
            for file in (home / "objects").rglob("*"):
                if file.is_file():
                    file.unlink()
    worker = studio.external_worker

    assert await worker.check_recordings() == 1
    assert await worker.find_due(world.tenant) is None
    shown = [await world.client.get(f"{HOME}/{one['id']}", headers=world.token("operator")) for one in told]
    assert [one.json()["checked_at"] is not None for one in shown] == [False, True]


@pytest.fixture
async def told_with_film(world, tell, studio):
    take = await studio.take(start=False)
    film = b"".join(piece.data for piece in studio.encode(await take.film(30)))
    upload = await world.upload(film, by="seller", kind="video")
    studio.clock.time = NOON + timedelta(hours=1)
    return (await tell(recording=upload.json()["id"])).json()


async def end_checks_with_their_process(world, begin, rows, item: str, times: int) -> None:
    """What is left in the database where a process was killed: a lease that nobody renews."""
    for _ in range(times):
        async with begin(world.tenant) as tx:
            assert await tx.external_check_leases.take(parse_id("evd", item)) is not None
        await rows("UPDATE evidence.external_videos SET leased_until = leased_until - CAST(:by AS interval)", by=LEASE)


@pytest.mark.parametrize(
    ("deaths", "outcome"), [(MAX_FAILURES - 1, ("pass", "frames_read")), (MAX_FAILURES, ("unknown", "checks_not_run"))]
)
async def test_wal_f4_a_check_that_ends_with_its_process_is_not_begun_for_ever(
    world, told_with_film, studio, begin, rows, deaths, outcome
) -> None:
    await end_checks_with_their_process(world, begin, rows, told_with_film["id"], deaths)

    assert await studio.external_worker.check_recordings() == 1

    found = (await world.client.get(f"{HOME}/{told_with_film['id']}", headers=world.token("operator"))).json()
    [decoding] = [one for one in found["findings"] if one["check"] == "file_decodes"]
    assert (decoding["outcome"], decoding["reason_code"]) == outcome
    assert found["checked_at"] is not None
    assert await studio.external_worker.find_due(world.tenant) is None


async def test_wal_f4_what_somebody_is_at_nobody_else_begins_and_the_clock_waits_for_it(
    world, told_with_film, studio, begin
) -> None:
    async with begin(world.tenant) as tx:
        await tx.external_check_leases.take(parse_id("evd", told_with_film["id"]))

    assert await studio.external_worker.check_recordings() == 0
    assert await studio.external_worker.find_due(world.tenant) is not None


async def test_wal_f4_what_was_left_undecided_is_checked_again_when_an_operator_wants_it(
    world, told_with_film, studio, begin, rows
) -> None:
    address = f"{HOME}/{told_with_film['id']}/recheck"
    early = await world.client.post(address, headers=world.token("operator"))
    await end_checks_with_their_process(world, begin, rows, told_with_film["id"], MAX_FAILURES)
    assert await studio.external_worker.check_recordings() == 1
    readers = (world.token(), world.token("operator", scope="read"))

    hidden = [(await world.client.get(f"{HOME}/{told_with_film['id']}", headers=token)).json() for token in readers]
    [action] = await offered_rechecks(world, told_with_film["id"])
    refused = [await world.client.post(address, headers=token) for token in readers]
    again = await world.client.post(action["href"], headers=world.token("operator"))
    assert await studio.external_worker.check_recordings() == 1

    assert (early.status_code, early.json()["code"]) == (409, "nothing_to_repeat")
    assert action == {"rel": "recheck", "href": address, "actor": "operator"} | action
    assert [seen["allowed_actions"] for seen in hidden] == [[], []]
    assert [answer.status_code for answer in refused] == [403, 403]
    assert (again.status_code, again.json()["findings"], again.json()["checked_at"]) == (200, [], None)
    found = (await world.client.get(f"{HOME}/{told_with_film['id']}", headers=world.token("operator"))).json()
    assert {one["check"]: one["outcome"] for one in found["findings"]}["file_decodes"] == "pass"
    late = await world.client.post(address, headers=world.token("operator"))
    assert late.json()["code"] == "nothing_to_repeat"
    assert await offered_rechecks(world, told_with_film["id"]) == []


async def offered_rechecks(world, told: str) -> list[dict[str, Any]]:
    seen = (await world.client.get(f"{HOME}/{told}", headers=world.token("operator"))).json()
    return [action for action in seen["allowed_actions"] if action["rel"] == "recheck"]


async def test_wal_a6_checks_of_a_recording_that_was_erased_are_not_repeated(world, tell, studio, begin, rows) -> None:
    """A studio acting for the seller gave the film, and is erased; what the seller told of it is still there."""
    film = b"".join(piece.data for piece in studio.encode(await (await studio.take(start=False)).film(12)))
    upload = await world.upload(film, headers=world.token("representative", dispute=world.dsp), kind="video")
    studio.clock.time = NOON + timedelta(hours=1)
    told = (await tell(recording=upload.json()["id"])).json()
    await end_checks_with_their_process(world, begin, rows, told["id"], MAX_FAILURES)
    assert await studio.external_worker.check_recordings() == 1
    await world.closed()
    erased = {"role": "representative", "participant": "representative-1"}
    receipt = await world.client.post("/v1/evidence/erasures", json=erased, headers=world.token("platform"))

    answer = await world.client.post(f"{HOME}/{told['id']}/recheck", headers=world.token("operator"))

    assert receipt.json()["erased_items"] == 1, receipt.text
    assert (answer.status_code, answer.json().get("code")) == (409, "nothing_to_repeat")
    assert await offered_rechecks(world, told["id"]) == []
    seen = (await world.client.get(f"{HOME}/{told['id']}", headers=world.token("operator"))).json()
    assert ([one["check"] for one in seen["findings"]], seen["checked_at"] is not None) == (["file_decodes"], True)
