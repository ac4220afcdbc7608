"""Live recordings over HTTP: who may open one, what the recorder may do, and how it ends (T4-T8, ROW-81, FLT-F7)."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from httpx import ASGITransport, AsyncClient, Response

from common.contracts.disputes import DeadlineExtended
from common.execution.executor import Executor
from common.jobs.deadlines import DueDeadline
from common.kernel.ids import format_id, new_id, parse_id
from common.persistence.database import Database
from evidence.commands import COMMAND_HANDLERS
from evidence.deadlines import deadline_command
from evidence.live_video.domain.chunks import MAX_CHUNKS
from evidence.live_video.recorder_api import ASSET_FOLDER
from evidence.retention.collector import FileCollector
from evidence.storage.blobs import open_blob_store
from evidence.testing import NOON

from .conftest import Studio

FILM = b"\x1a\x45\xdf\xa3" + b"film" * 300


def encode(value: str) -> str:
    return base64.b64encode(value.encode()).decode()


def refusal(response) -> tuple[int, str]:
    return response.status_code, response.json()["code"]


def expiry(take) -> DueDeadline:
    due = NOON + timedelta(hours=72)
    return DueDeadline(new_id(), take.studio.world.tenant, parse_id("vid", take.id), "video_expiry", due)


async def fire(begin, due: DueDeadline) -> None:
    executor = Executor(begin, COMMAND_HANDLERS)
    async with begin(due.tenant) as tx:
        await executor.execute(tx, deadline_command(due), effective_at=due.due_at)


async def test_t5_a_party_opens_a_recording_for_what_is_asked_of_it(studio, topics) -> None:
    take = await studio.take(start=False)

    opened = take.opened
    assert (opened["state"], opened["party"]) == ("open", "seller")
    assert opened["recorder_url"].startswith(f"/v1/evidence/video-sessions/{opened['id']}/record#")
    assert len(opened["challenge"]["code"]) == 4
    assert {len(words) for words in opened["challenge"]["words"].values()} == {3}
    assert opened["expires_at"] == "2026-03-05T12:00:00Z"
    assert (await topics())[-1] == "evidence.video-session-opened.v1"


async def test_wal_a9_the_recorders_link_gives_no_marks_once_the_case_is_closed(studio) -> None:
    take = await studio.take(start=False)
    assert (await take.token()).status_code == 200

    await studio.world.closed()

    assert refusal(await take.token()) == (409, "case_closed")
    assert refusal(await take.start()) == (409, "case_closed")


async def test_only_the_party_itself_is_given_the_link(studio) -> None:
    take = await studio.take()

    assert (await take.read("operator"))["recorder_url"] is None
    assert (await take.read())["recorder_url"] == take.opened["recorder_url"]
    hidden = await studio.world.get(f"/video-sessions/{take.id}", by="buyer")
    assert refusal(hidden) == (404, "not_found")


@pytest.mark.parametrize("claims", [{"tenant": new_id()}, {"sub": "other"}, {"dispute": format_id("dsp", new_id())}])
async def test_strangers_find_nothing(studio, claims) -> None:
    take = await studio.take()
    headers = studio.world.token("seller", **claims)

    found = await studio.client.get(f"/v1/evidence/video-sessions/{take.id}", headers=headers)
    opening = await studio.client.post(
        "/v1/evidence/video-sessions", json={"dispute": studio.world.dsp}, headers=headers
    )

    assert (found.status_code, opening.status_code) == (404, 404)


async def test_operators_do_not_record(studio) -> None:
    body, headers = {"dispute": studio.world.dsp}, studio.world.token("operator")

    assert refusal(await studio.client.post("/v1/evidence/video-sessions", json=body, headers=headers)) == (
        403,
        "forbidden",
    )


async def test_what_the_other_party_is_asked_for_cannot_be_recorded(studio) -> None:
    request = await studio.world.asked(party="buyer", kinds=("live_video",), due_at=NOON + timedelta(hours=72))
    body = {"dispute": studio.world.dsp, "request": format_id("req", request)}

    response = await studio.client.post("/v1/evidence/video-sessions", json=body, headers=studio.world.token())

    assert refusal(response) == (403, "forbidden")


async def test_a_session_too_many_is_refused(studio) -> None:
    for _ in range(20):
        await studio.take(start=False)

    response = await studio.client.post(
        "/v1/evidence/video-sessions", json={"dispute": studio.world.dsp}, headers=studio.world.token()
    )

    assert refusal(response) == (409, "too_many_sessions")


async def test_row_81_a_wrong_secret_opens_nothing(studio) -> None:
    take, other = await studio.take(), await studio.take()
    for secret in (None, "", "x", other.headers["X-Session-Secret"], take.headers["X-Session-Secret"][:-2] + "AA"):
        headers = {} if secret is None else {"X-Session-Secret": secret}
        for method, path in (("GET", "session"), ("GET", "token"), ("POST", "chunks?n=0&segment=0")):
            content = FILM if method == "POST" else None
            response = await studio.client.request(method, take.address(path), headers=headers, content=content)
            assert refusal(response) == (403, "secret_refused"), (secret, path)
        for path in ("segments", "finish"):
            body = {"code": "AAAA", "media_type": "video/webm"} if path == "segments" else {"chunks": 1}
            response = await studio.client.post(take.address(path), headers=headers, json=body)
            assert refusal(response) == (403, "secret_refused"), (secret, path)


@pytest.mark.usefixtures("no_lingering")
async def test_without_the_secret_no_byte_of_a_piece_is_read(studio) -> None:
    take, read = await studio.take(), []

    async def endless():
        for _ in range(1_000):
            read.append(1)
            yield b"x" * 65_536

    response = await studio.client.post(take.address("chunks?n=0&segment=0"), content=endless())

    assert (response.status_code, read, response.headers["connection"]) == (403, [], "close")


@pytest.mark.parametrize("n", [-1, 10_000, 2**31, 2**63, "x", ""])
async def test_row_81_a_number_no_piece_can_have_is_refused(studio, n) -> None:
    take = await studio.take()

    assert refusal(await take.send(FILM, n=n)) == (422, "validation_failed")


@pytest.mark.parametrize("query", [{"segment": 1}, {"segment": -1}, {"gap_ms": -1}, {"gap_ms": 86_400_001}, {"x": 1}])
async def test_a_malformed_piece_is_refused(studio, query) -> None:
    take = await studio.take()

    assert (await take.send(FILM, n=0, **query)).status_code in (409, 422)


async def test_row_81_the_ten_thousand_and_first_piece_is_refused(studio, rows) -> None:
    assert MAX_CHUNKS == 10_000
    take = await studio.take()
    assert (await take.send(FILM, n=9_999)).status_code == 200

    assert refusal(await take.send(FILM, n=10_000)) == (422, "validation_failed")


async def test_row_81_the_case_code_must_be_shown(studio) -> None:
    take = await studio.take(start=False)
    missing = await studio.client.post(
        take.address("segments"), json={"media_type": "video/webm"}, headers=take.headers
    )
    wrong = await take.start(code="0000" if take.opened["challenge"]["code"] != "0000" else "1111")

    assert refusal(missing) == (422, "validation_failed")
    assert refusal(wrong) == (422, "challenge_mismatch")
    assert (await take.read())["state"] == "open"


async def test_a_piece_before_the_recorder_was_started_is_refused(studio) -> None:
    take = await studio.take(start=False)

    assert refusal(await take.send(FILM, n=0, segment=0)) == (409, "segment_unknown")


async def test_flt_f7_the_same_piece_again_is_the_same_receipt_and_another_is_refused(studio, home) -> None:
    take = await studio.take()
    first = await take.send(FILM, n=0)
    stored = len([f for f in home.rglob("*") if f.is_file()])

    again = await take.send(FILM, n=0)
    other = await take.send(FILM + b"!", n=0)

    assert (again.status_code, again.json()) == (200, first.json())
    assert refusal(other) == (409, "chunk_conflict")
    assert len([f for f in home.rglob("*") if f.is_file()]) == stored


async def test_flt_f7_receipts_are_chained_in_the_order_they_came(studio, rows) -> None:
    take = await studio.take()
    for n in (2, 0, 1):
        assert (await take.send(FILM + bytes([n]), n=n)).status_code == 200

    found = await rows("SELECT * FROM evidence.video_chunks ORDER BY seq")

    assert [row.n for row in found] == [2, 0, 1]
    assert found[0].prev_hash is None
    assert [row.prev_hash for row in found[1:]] == [row.hash for row in found[:-1]]
    assert [row.sha256 for row in found] == [hashlib.sha256(FILM + bytes([n])).digest() for n in (2, 0, 1)]


async def test_what_is_no_film_is_not_kept(studio, home) -> None:
    take = await studio.take()

    assert refusal(await take.send(b"#EXTM3U\nhttp://127.0.0.1/", n=0)) == (422, "content_rejected")
    assert [f for f in home.rglob("*") if f.is_file()] == []


async def test_a_piece_that_does_not_arrive_unharmed_is_refused(studio) -> None:
    take = await studio.take()
    headers = {**take.headers, "X-Checksum-Sha256": hashlib.sha256(b"other").hexdigest()}

    response = await studio.client.post(take.address("chunks?n=0&segment=0"), content=FILM, headers=headers)

    assert refusal(response) == (460, "checksum_mismatch")


async def test_too_large_a_piece_is_refused(serving, keys, studio) -> None:
    take = await studio.take()

    response = await take.send(FILM + bytes(8_000_000), n=0)

    assert refusal(response) == (413, "file_too_large")
    assert "two pieces" in response.json()["detail"], "no word of resumable uploads, which a recording has none of"


async def test_wal_a7_recordings_under_way_share_the_room_of_their_side(serving, world, clock) -> None:
    room = int(2.5 * len(FILM))
    async with (
        serving(max_case_bytes=room) as app,
        AsyncClient(transport=ASGITransport(app), base_url="http://t") as http,
    ):
        world.client = http
        studio = Studio(app, world, clock)
        first, second = await studio.take(), await studio.take()
        for take in (first, second):
            assert (await take.send(FILM, n=0)).status_code == 200

        assert refusal(await second.send(FILM, n=1)) == (413, "quota_exceeded")
        assert (await first.send(FILM, n=0)).status_code == 200, "what is here already needs no room"


async def announce_file(http, world) -> Response:
    announced = {
        "Tus-Resumable": "1.0.0",
        "Upload-Length": str(len(FILM)),
        "Upload-Metadata": f"dispute {encode(world.dsp)},kind {encode('photo')}",
    }
    return await http.post("/v1/evidence/uploads/resumable", headers={**world.token("seller"), **announced})


async def test_wal_a7_an_upload_under_way_takes_room_from_a_recording_before_its_end(serving, world, clock) -> None:
    room = int(2.5 * len(FILM))
    async with (
        serving(max_case_bytes=room) as app,
        AsyncClient(transport=ASGITransport(app), base_url="http://t") as http,
    ):
        world.client = http
        take = await Studio(app, world, clock).take()
        assert (await take.send(FILM, n=0)).status_code == 200
        begun = await announce_file(http, world)
        assert begun.status_code == 201, begun.text

        assert refusal(await take.send(FILM, n=1)) == (413, "quota_exceeded")


@pytest.mark.parametrize(
    ("limits", "code"),
    [({"max_case_bytes": int(1.5 * len(FILM))}, "quota_exceeded"), ({"max_case_items": 1}, "too_many_files")],
)
async def test_wal_a7_what_is_recorded_has_its_room_whatever_is_announced_later(
    serving, world, clock, limits, code
) -> None:
    async with (
        serving(**limits) as app,
        AsyncClient(transport=ASGITransport(app), base_url="http://t") as http,
    ):
        world.client = http
        take = await Studio(app, world, clock).take()
        assert (await take.send(FILM)).status_code == 200

        assert refusal(await announce_file(http, world))[1] == code
        assert refusal(await world.upload(FILM, kind="other", by="seller"))[1] == code
        ended = await take.finish()
        assert ended.status_code == 200, ended.text


async def test_wal_a7_a_platform_counts_what_is_being_recorded(serving, world, clock) -> None:
    async with (
        serving(max_platform_bytes=int(1.5 * len(FILM))) as app,
        AsyncClient(transport=ASGITransport(app), base_url="http://t") as http,
    ):
        world.client = http
        take = await Studio(app, world, clock).take()
        assert (await take.send(FILM)).status_code == 200

        assert refusal(await announce_file(http, world))[1] == "platform_full"


async def test_wal_a7_no_recording_is_opened_where_the_platform_has_no_room(serving, world, clock) -> None:
    assert (await world.upload(b"A receipt.", kind="other")).status_code == 201
    async with (
        serving(max_platform_bytes=10) as app,
        AsyncClient(transport=ASGITransport(app), base_url="http://t") as http,
    ):
        world.client = http
        with pytest.raises(AssertionError, match="platform_full"):
            await Studio(app, world, clock).take()


async def test_a_recording_of_an_hour_is_long_enough(studio) -> None:
    take = await studio.take()
    studio.set(3_601)

    assert refusal(await take.send(FILM, n=0)) == (413, "video_too_long")


async def test_finishing_needs_every_piece(studio) -> None:
    take = await studio.take()
    nothing = await take.finish(chunks=1)
    await take.send(FILM, n=0)
    await take.send(FILM, n=2)
    missing = await take.finish(chunks=4)

    assert refusal(nothing) == (409, "nothing_recorded")
    assert refusal(missing) == (409, "chunks_missing")
    assert missing.json()["missing"] == [1, 3]


async def test_row_81_t7_a_finished_recording_is_evidence_and_takes_no_more(studio, rows, topics, home) -> None:
    point = {"code": "condition", "text": "The condition", "required": True}
    request = await studio.world.asked(kinds=("live_video",), due_at=NOON + timedelta(hours=70), checklist=(point,))
    take = await studio.take(request=format_id("req", request))
    pieces = [FILM, b"more", b"end"]
    for piece in pieces:
        await take.send(piece)

    finished = await take.finish(covers=["condition"])
    again = await take.finish()

    assert (finished.status_code, again.json()) == (200, finished.json())
    assert await studio.world.state(request) == "open"  # the checks have not been through it yet
    item = (await studio.world.get(f"/items/{finished.json()['item']}")).json()
    assert (item["kind"], item["covers"], item["by"]["id"]) == ("live_video", ["condition"], "seller-1")
    assert item["file"]["sha256"] == hashlib.sha256(b"".join(pieces)).hexdigest()
    [kept] = await rows("SELECT path FROM evidence.files WHERE id = :id", id=parse_id("evd", item["id"]))
    assert [f for f in (home / "objects").rglob("*") if f.is_file()] == [home / "objects" / kept.path]
    pieces_kept = await rows("SELECT key FROM evidence.object_keys WHERE path <> :path", path=kept.path)
    assert [piece.key for piece in pieces_kept] == [None] * 3
    first, *_ = await rows("SELECT action FROM evidence.custody ORDER BY seq")
    assert first.action == "received"
    assert "evidence.video-finished.v1" in await topics()
    for response in (await take.send(b"x"), await take.start(), await take.token()):
        assert refusal(response) == (409, "video_ended")


async def test_covers_nobody_asked_for_are_refused(studio) -> None:
    take = await studio.take()
    await take.send(FILM)

    assert refusal(await take.finish(covers=["condition"])) == (422, "covers_unknown")
    assert (await take.read())["state"] == "recording"


async def test_an_upload_can_never_be_a_live_video(studio) -> None:
    response = await studio.world.upload(FILM, by="seller", kind="live_video")

    assert refusal(response) == (422, "kind_not_allowed")


async def test_t4_prm_4_when_the_window_closes_the_recording_is_abandoned(studio, begin, topics) -> None:
    take = await studio.take()
    await take.send(FILM)
    studio.set(72 * 3600)

    refused = [await take.send(b"x"), await take.finish(chunks=1), await take.token()]
    await fire(begin, expiry(take))

    assert {refusal(response) for response in refused} == {(409, "video_ended")}
    assert (await take.read())["state"] == "abandoned"
    assert (await topics()).count("evidence.video-session-lapsed.v1") == 1


async def test_a_longer_window_is_a_longer_session(studio, begin, rows) -> None:
    take = await studio.take()
    later = NOON + timedelta(hours=96)
    await studio.world.tell(DeadlineExtended, deadline="evidence", due_at=later, reason_code="illness")
    studio.set(80 * 3600)
    await fire(begin, expiry(take))

    assert (await take.start()).status_code == 201
    [timer] = await rows("SELECT due_at FROM evidence.deadlines WHERE kind = 'video_expiry' AND state = 'armed'")
    assert timer.due_at == later


async def test_a_recorder_that_is_gone_for_long_is_finished_by_itself(studio, rows) -> None:
    take = await studio.take()
    await take.send_all(studio.encode(await take.film(12)))
    await rows("UPDATE evidence.video_sessions SET last_chunk_at = clock_timestamp() - interval '14 minutes'")
    await studio.worker.run_pass()
    assert (await take.read())["state"] == "recording"
    await rows("UPDATE evidence.video_sessions SET last_chunk_at = clock_timestamp() - interval '16 minutes'")

    await studio.worker.run_pass()

    found = await take.read()
    assert (found["state"], found["item"] is not None) == ("verified", True)


async def test_prm_37_a_recorder_that_falls_silent_is_a_step_of_the_clock_however_far_it_leaps(studio, rows) -> None:
    take = await studio.take()
    await take.send_all(studio.encode(await take.film(12)))
    await rows("UPDATE evidence.video_sessions SET last_chunk_at = clock_timestamp()")
    [session] = await rows("SELECT tenant_id, last_chunk_at FROM evidence.video_sessions")

    due_at = await studio.worker.find_due(session.tenant_id)
    finished = []
    for at in (due_at - timedelta(microseconds=1), due_at):
        await rows(
            f"""INSERT INTO evidence.clocks (tenant_id, shift, held_at)
            VALUES ('{session.tenant_id}', interval '0', '{at.isoformat()}')
            ON CONFLICT (tenant_id) DO UPDATE SET held_at = excluded.held_at"""
        )
        finished.append(await studio.worker.work_for(session.tenant_id))

    assert due_at == session.last_chunk_at + timedelta(minutes=15)
    assert finished == [0, 1]
    assert (await take.read())["state"] == "verified"
    assert await studio.worker.find_due(session.tenant_id) is None


async def test_an_operator_overrules_with_a_reason(studio, topics) -> None:
    take = await studio.take()
    body = {"result": "live", "reason": "The mark was blurred; I have seen the whole video."}
    address, world = f"/v1/evidence/video-sessions/{take.id}/overrule", studio.world
    early = await studio.client.post(address, json=body, headers=world.token("operator"))
    await take.send_all(studio.encode([replace(f, cells=None) for f in await take.film(12)]))
    before = await take.verdict()

    reading = await studio.client.post(address, json=body, headers=world.token("operator", scope="read"))
    party = await studio.client.post(address, json=body, headers=world.token())
    silent = await studio.client.post(address, json={"result": "live"}, headers=world.token("operator"))
    done = await studio.client.post(address, json=body, headers=world.token("operator"))

    assert refusal(early) == (409, "video_not_verified")
    assert (reading.status_code, party.status_code, silent.status_code) == (403, 403, 422)
    found = done.json()
    assert (before["result"], found["result"]) == ("not_shown_live", "live")
    assert found["verification"]["result"] == "not_shown_live"
    assert found["overruling"]["by"] == {"role": "operator", "id": "operator-1"}
    assert (await topics()).count("evidence.video-verified.v1") == 2


async def test_two_workers_check_one_recording_once(studio, topics) -> None:
    take = await studio.take()
    await take.send_all(studio.encode(await take.film(12)))
    await take.finish()
    ids = studio.world.tenant, parse_id("vid", take.id)

    assert await studio.worker.verify_recording(*ids) == 1
    assert await studio.worker.verify_recording(*ids) == 0
    assert (await topics()).count("evidence.video-verified.v1") == 1


async def test_the_collector_leaves_pieces_of_a_running_recording_alone(studio, database, home) -> None:
    take = await studio.take()
    await take.send(FILM)
    [piece] = [f for f in (home / "objects").rglob("*") if f.is_file()]
    os.utime(piece, (time.time() - 90_000,) * 2)
    pool = Database(database.url("evidence"))

    assert await FileCollector(pool, *open_blob_store(home.as_uri(), None)).collect_garbage() == 0
    await pool.close()
    assert piece.exists()


async def test_the_page_is_the_same_for_everybody_and_keeps_to_itself(studio) -> None:
    anywhere = f"/v1/evidence/video-sessions/{format_id('vid', new_id())}/record"
    page = await studio.client.get(anywhere, headers={"Accept-Language": "de, pt-BR;q=0.8, en;q=0.5"})

    assert page.status_code == 200
    assert '<html lang="pt">' in page.text
    assert page.headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
    assert "camera=(self)" in page.headers["permissions-policy"]
    script = await studio.client.get("/v1/evidence/recorder/recorder.js")
    same = await studio.client.get(
        "/v1/evidence/recorder/recorder.js", headers={"If-None-Match": script.headers["etag"]}
    )
    assert (script.status_code, same.status_code) == (200, 304)
    assert (await studio.client.get("/v1/evidence/recorder/page.html")).status_code == 404
    assert (await studio.client.get(f"{anywhere}/../../x")).status_code in (401, 404)


@pytest.mark.parametrize("cut", ["vid_01jcxq", "vid_", "dsp_01jcxqw000e008000000000001", "%20", "x" * 300])
async def test_prm_40_half_a_link_opens_a_page_for_people(studio, cut) -> None:
    page = await studio.client.get(f"/v1/evidence/video-sessions/{cut}/record", headers={"Accept-Language": "pt"})

    assert page.headers["content-type"].startswith("text/html"), page.text
    assert 'lang="pt"' in page.text
    asked = await studio.client.get(f"/v1/evidence/video-sessions/{cut}/record/session")
    assert asked.status_code in (403, 404), "which the page says in words"


async def test_prm_40_the_recorder_knows_whose_video_it_is_and_for_which_case(studio) -> None:
    take = await studio.take()

    shown = (await studio.client.get(take.address("session"), headers=take.headers)).json()

    assert (shown["dispute"], shown["party"]) == (take.opened["dispute"], take.opened["party"])


@pytest.mark.parametrize("language", ["fr", "pt", "zh"])
def test_prm_40_the_page_says_everything_in_four_languages(language) -> None:
    texts = (ASSET_FOLDER / "texts.js").read_text("utf-8")
    parts = dict(re.findall(r"^  (\w\w): {\n(.*?)^  },$", texts, re.DOTALL | re.MULTILINE))
    entry = re.compile(r'(?:^|[,{ ])(\w+): "((?:[^"\\]|\\.)*)"', re.MULTILINE)
    english, other = dict(entry.findall(parts["en"])), dict(entry.findall(parts[language]))

    assert set(english) == set(other)
    assert [key for key, text in english.items() if other[key] == text] == []
    assert all(
        sorted(re.findall(r"{\w+}", english[key])) == sorted(re.findall(r"{\w+}", other[key])) for key in english
    )


async def test_what_is_beside_the_recorder_still_needs_a_token(studio) -> None:
    take = await studio.take()

    assert (await studio.client.get(f"/v1/evidence/video-sessions/{take.id}")).status_code == 401
    assert (await studio.client.post(f"/v1/evidence/video-sessions/{take.id}/overrule", json={})).status_code == 401
