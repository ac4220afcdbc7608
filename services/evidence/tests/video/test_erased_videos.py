"""WAL-A6: what a recorder said of its film, and an operator of what was found in it, goes with a case's words."""

from __future__ import annotations

from common.kernel.ids import parse_id
from evidence.live_video.domain.check_lease import MAX_FAILURES
from services.evidence.tests.video.test_broken_off_checks import end_checks_with_their_process

FILM = "video/webm;codecs=vp8,opus;by=Canary"


async def test_wal_a6_of_a_films_media_type_nothing_is_kept_but_its_kind(studio, rows) -> None:
    take = await studio.take(start=False)

    assert (await take.start(media_type=FILM)).status_code == 201

    assert [row.media_type for row in await rows("SELECT media_type FROM evidence.video_sessions")] == ["video/webm"]
    for table in ("idempotency", "log_entries", "outbox"):
        assert not [
            row for row in await rows(f"SELECT t::text AS said FROM evidence.{table} t") if "Canary" in row.said
        ]


async def test_wal_a6_why_the_checks_were_overruled_is_erased(studio, rows) -> None:
    take = await studio.take()
    await take.send_all(studio.encode(await take.film(4)))
    await take.verdict()
    body = {"result": "not_shown_live", "reason": "Mrs. Canary films a screen."}
    overrule = f"/v1/evidence/video-sessions/{take.id}/overrule"
    answer = await studio.client.post(overrule, json=body, headers=studio.world.token("operator", scope="decide"))
    assert answer.status_code == 200, answer.text
    await studio.world.closed()

    erased = {"role": "seller", "participant": "seller-1"}
    receipt = await studio.client.post("/v1/evidence/erasures", json=erased, headers=studio.world.token("platform"))

    assert receipt.status_code == 200, receipt.text
    seen = await take.read("operator")
    assert (seen["overruling"]["result"], seen["overruling"]["reason"]) == (body["result"], "")
    for table in ("video_sessions", "idempotency", "items", "custody", "outbox"):
        found = await rows(f"SELECT t::text AS said FROM evidence.{table} t")
        assert not [row for row in found if "Canary" in row.said or b"Canary".hex() in row.said], table


async def test_wal_a6_checks_of_a_film_that_was_erased_are_not_repeated(studio, rows) -> None:
    take = await studio.take()
    await take.send_all(studio.encode(await take.film(4)))
    await take.finish()
    await end_checks_with_their_process(studio, rows, parse_id("vid", take.id), MAX_FAILURES)
    assert await studio.worker.run_pass() == 1
    await studio.world.closed()
    erased = {"role": "seller", "participant": "seller-1"}
    receipt = await studio.client.post("/v1/evidence/erasures", json=erased, headers=studio.world.token("platform"))

    recheck = f"/v1/evidence/video-sessions/{take.id}/recheck"
    answer = await studio.client.post(recheck, headers=studio.world.token("operator"))

    assert receipt.json()["erased_items"] == 1, receipt.text
    assert (answer.status_code, answer.json()["code"]) == (409, "nothing_to_repeat")
    seen = await take.read("operator")
    assert (seen["state"], seen["result"]) == ("verified", "not_shown_live")
    assert "recheck" not in {action["rel"] for action in seen["allowed_actions"]}
