"""SEC-34: what was erased is nowhere any more, and everything else is as it was."""

from __future__ import annotations

import base64
import io
import json
import logging
import subprocess
import sys
import zipfile
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from common.persistence.database import Database
from deploy.verify import files
from evidence.live_video.domain.session import WINDOW_WITHOUT_REQUEST
from evidence.proof import verifying
from evidence.proof.bundler import Bundler
from evidence.proof.worker import BundleWorker
from evidence.testing import an_image

CANARY = "QuitePrivateCanary"
FILM = b"\x1a\x45\xdf\xa3" + CANARY.encode()
THEIRS = "The seller packed it well."
TUS = {"Tus-Resumable": "1.0.0", "Content-Type": "application/offset+octet-stream"}


def forms(canary: str) -> list[bytes]:
    """As it may be spelled in a dump: plain, in hexadecimal (bytea), in Base64 at any of three offsets."""
    spelled = [base64.b64encode(b"\0" * shift + canary.encode())[4:-4] for shift in range(3)]
    return [canary.encode(), canary.encode().hex().encode(), *spelled]


def found(content: bytes, canary: str = CANARY) -> int:
    return sum(content.count(form) for form in forms(canary))


def on_disk(home: Path, *parts: str) -> bytes:
    return b"".join(f.read_bytes() for part in parts for f in (home / part).rglob("*") if f.is_file())


async def everything(rows, *, but: str = "") -> bytes:
    """All rows of all tables of the service, as `COPY` would write them."""
    tables = await rows("SELECT relname FROM pg_class WHERE relnamespace = 'evidence'::regnamespace AND relkind = 'r'")
    said = [
        await rows(f'SELECT t::text AS row FROM evidence."{table.relname}" t')
        for table in tables
        if table.relname != but
    ]
    return "\n".join(row.row for table in said for row in table).encode()


@pytest.fixture
async def bundler(database, app, home, records):
    deps, pool = app.state.service.deps, Database(database.url("evidence"))
    peers, addresses = httpx.AsyncClient(transport=records), app.state.service.settings.peers
    made_by = Bundler(deps.begin, deps.encrypted_blobs, home / "incoming", deps.seal_key, peers, addresses)
    yield BundleWorker(pool, made_by)
    await pool.close()


async def begun_upload(world, content: bytes) -> None:
    about = {"dispute": world.dsp, "kind": "document", "filename": f"{CANARY}.txt"}
    said = ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in about.items())
    length = {"Upload-Length": str(len(content) + 9), "Upload-Metadata": said}
    headers = {**world.token("buyer"), **TUS}
    created = await world.client.post("/v1/evidence/uploads/resumable", headers={**headers, **length})
    part = {**headers, "Upload-Offset": "0"}
    assert (await world.client.patch(created.headers["location"], content=content, headers=part)).status_code == 204


async def begun_recording(world) -> None:
    token = world.token("buyer")
    opened = await world.client.post("/v1/evidence/video-sessions", json={"dispute": world.dsp}, headers=token)
    home, secret = f"/v1/evidence/video-sessions/{opened.json()['id']}/record", opened.json()["recorder_url"]
    headers = {"X-Session-Secret": secret.partition("#")[2]}
    body = {"code": opened.json()["challenge"]["code"], "media_type": "video/webm"}
    await world.client.post(f"{home}/segments", json=body, headers=headers)
    piece = {"n": "0", "segment": "0", "gap_ms": "0"}
    assert (await world.client.post(f"{home}/chunks", params=piece, content=FILM, headers=headers)).status_code == 200


async def made(world, bundler, by: str) -> bytes:
    asked = await world.client.post("/v1/evidence/bundles", json={"dispute": world.dsp}, headers=world.token(by))
    assert await bundler.make_pending() == 1
    ready = (await world.get(f"/bundles/{asked.json()['id']}", by)).json()
    return (await world.client.get(ready["download"], headers=world.token(by))).content


@pytest.fixture
async def case(world, bundler, clock, app):
    """Canaries wherever the buyer can leave one; the seller has given something, too; the case is over."""
    text = {"dispute": world.dsp, "kind": "statement", "text": CANARY}
    keyed = {**world.token("buyer"), "Idempotency-Key": "once"}
    said = await world.client.post("/v1/evidence/items", json=text, headers=keyed)
    named = {"kind": "document", "filename": f"{CANARY}.txt", "headers": {"Idempotency-Key": "twice"}}
    world.file = (await world.upload(f"Dear court, {CANARY}.".encode(), **named)).json()["id"]
    outside = {"dispute": world.dsp, "link": f"https://meet.example/{CANARY}", "provider": CANARY}
    times = {"started_at": "2026-03-01T12:00:00Z", "ended_at": "2026-03-01T12:20:00Z"}
    told = await world.client.post(
        "/v1/evidence/external-videos", json={**outside, **times}, headers=world.token("buyer")
    )
    found_wrong = {"reason_code": "not_relevant", "reason": "It shows nothing."}
    decider = {**world.token("operator"), "Idempotency-Key": "wrong"}
    path = f"/v1/evidence/items/{said.json()['id']}/invalidate"
    assert CANARY in (await world.client.post(path, json=found_wrong, headers=decider)).text
    assert [said.status_code, told.status_code] == [201, 201]
    theirs = {"dispute": world.dsp, "kind": "statement", "text": THEIRS}
    world.theirs = (await world.client.post("/v1/evidence/items", json=theirs, headers=world.token())).json()["id"]
    world.photo = (await world.upload(PHOTO, by="seller")).json()["id"]
    await begun_upload(world, f"Arriving, {CANARY}".encode())
    await begun_recording(world)
    await world.decided()
    world.bundle = await made(world, bundler, "seller")
    await world.closed()
    clock.time += WINDOW_WITHOUT_REQUEST
    await app.state.service.sweeper.fire_due(grace=timedelta())
    return world


PHOTO = an_image("JPEG", (60, 40))


async def erase(world):
    body = {"role": "buyer", "participant": "buyer-1"}
    return await world.client.post("/v1/evidence/erasures", json=body, headers=world.token("platform"))


async def test_sec_34_no_content_is_stored_in_the_clear(case, home, rows) -> None:
    [answers] = await rows("SELECT count(*) FROM evidence.idempotency WHERE body IS NOT NULL")

    assert found(on_disk(home, "objects")) == 0
    assert PHOTO[40:80] not in on_disk(home, "objects")
    assert answers.count == 3
    assert found(await everything(rows, but="idempotency")) == 0, "only stored answers say it, for a day"


async def test_sec_34_after_erasing_nothing_is_left_of_it_anywhere(case, home, rows, caplog) -> None:
    caplog.set_level(logging.DEBUG)

    response = await erase(case)

    assert (response.status_code, response.json()["erased_items"]) == (200, 3)
    assert found(await everything(rows)) == 0
    assert found(on_disk(home, "objects", "incoming")) == 0
    assert found(caplog.text.encode()) == 0
    left = await rows("SELECT subject, key FROM evidence.object_keys WHERE key IS NOT NULL")
    assert {row.subject for row in left} == {"seller:seller-1"}


async def test_sec_34_every_chain_and_seal_verifies_after_it(case, home, rows, database) -> None:
    await erase(case)

    key = (await case.client.get("/v1/evidence/verification/key")).content
    verdicts = await files.check_evidence_files(database.admin_url.replace("+asyncpg", ""), home, key)
    broken = """SELECT 1 FROM (SELECT *, lag(hash) OVER w AS last FROM evidence.custody
        WINDOW w AS (PARTITION BY item ORDER BY seq)) x
        WHERE hash <> sha256(coalesce(prev_hash, ''::bytea) || canonical) OR prev_hash IS DISTINCT FROM last"""

    assert [v.invariant.id for v in verdicts if not v.holds] == []
    assert await rows(broken) == []
    why = await rows("SELECT canonical FROM evidence.custody WHERE action = 'erased'")
    assert [json.loads(row.canonical)["details"]["cause"] for row in why] == ["request"] * 3


async def test_sec_34_the_other_partys_things_are_untouched(case) -> None:
    await erase(case)

    assert (await case.get(f"/items/{case.theirs}")).json()["text"] == THEIRS
    linked = await case.client.post(f"/v1/evidence/items/{case.photo}/download", headers=case.token())
    assert (await case.client.get(linked.json()["url"], headers=case.token())).content == PHOTO


async def test_sec_34_a_repeated_request_is_told_that_it_was_erased(case) -> None:
    await erase(case)

    text = {"dispute": case.dsp, "kind": "statement", "text": CANARY}
    keyed = {**case.token("buyer"), "Idempotency-Key": "once"}
    again = await case.client.post("/v1/evidence/items", json=text, headers=keyed)

    assert (again.status_code, again.json()["code"]) == (410, "evidence_erased")
    assert "Idempotent-Replayed" in again.headers


async def test_sec_34_an_archive_made_before_is_gone_and_a_new_one_does_without(case, bundler, home, tmp_path) -> None:
    assert found(b"".join(unpacked(case.bundle).values())) > 0
    await erase(case)

    new = await made(case, bundler, "seller")

    inside = unpacked(new)
    assert found(b"".join(inside.values())) == 0
    told = [json.loads(content)["content"] for name, content in inside.items() if name.endswith("item.json")]
    assert sorted(said.get("erased", False) for said in told) == [False, False, True, True, True]
    bundle = tmp_path / "bundle.zip"
    bundle.write_bytes(new)
    assert [checks(program, bundle) for program in verifying.PROGRAMS] == [True, True]


async def test_sec_34_an_archive_being_made_meanwhile_begins_anew(case, bundler, rows, monkeypatch) -> None:
    asked = await case.client.post("/v1/evidence/bundles", json={"dispute": case.dsp}, headers=case.token())
    fill = Bundler._fill_archive

    async def slowly(self, *about) -> None:
        await fill(self, *about)
        await erase(case)

    monkeypatch.setattr(Bundler, "_fill_archive", slowly)
    await bundler.make_pending()
    monkeypatch.undo()
    path = f"/bundles/{asked.json()['id']}"
    assert (await case.get(path)).json()["state"] == "pending"

    assert await bundler.make_pending() == 1

    ready = (await case.get(path)).json()
    content = (await case.client.get(ready["download"], headers=case.token())).content
    assert found(b"".join(unpacked(content).values())) == 0


async def test_sec_34_a_recording_or_an_upload_under_way_in_an_open_case_forbids_it(world) -> None:
    await begun_recording(world)
    assert (await erase(world)).json()["code"] == "case_open"


def checks(program: str, bundle: Path) -> bool:
    interpreter = ["sh"] if program.endswith(".sh") else [sys.executable, "-I"]
    command = [*interpreter, str(Path(verifying.__file__).parent / program), str(bundle)]
    return subprocess.run(command, capture_output=True).returncode == 0


def unpacked(bundle: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_search_finds_a_canary_in_any_form() -> None:
    for form in (CANARY.encode(), b"\\x" + FILM.hex().encode(), base64.b64encode(b"ab" + FILM)):
        assert found(form) == 1
