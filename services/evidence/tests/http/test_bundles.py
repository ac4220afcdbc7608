from __future__ import annotations

import io
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import httpx
import pytest

from common.persistence.database import Database
from common.turns.shares import Shares
from evidence.downloads.pace import OpenDownloads
from evidence.proof import verifying
from evidence.proof.bundle_model import DOWNLOADABLE_FOR, MAX_ATTEMPTS
from evidence.proof.bundler import Bundler
from evidence.proof.worker import BundleWorker
from evidence.testing import a_sound, an_image

PROGRAMS = Path(verifying.__file__).parent
FLIPS = 200


@pytest.fixture
async def bundler(database, app, home, clock):
    deps, pool = app.state.service.deps, Database(database.url("evidence"))

    def bundler(transport: httpx.AsyncBaseTransport) -> BundleWorker:
        peers = httpx.AsyncClient(transport=transport)
        addresses = app.state.service.settings.peers
        made_by = Bundler(deps.begin, deps.encrypted_blobs, home / "incoming", deps.seal_key, peers, addresses)
        return BundleWorker(pool, made_by)

    yield bundler
    await pool.close()


@pytest.fixture
def maker(bundler, records):
    return bundler(records)


async def asked_for(world, by: str = "buyer") -> dict:
    body = {"dispute": world.dsp}
    response = await world.client.post("/v1/evidence/bundles", json=body, headers=world.token(by))
    assert response.status_code == 202, response.text
    assert response.headers["location"] == f"/v1/evidence/bundles/{response.json()['id']}"
    return response.json()


async def made(world, maker, by: str = "buyer") -> bytes:
    bundle = await asked_for(world, by)
    assert (bundle["state"], bundle["download"]) == ("pending", None)
    assert await maker.make_pending() == 1
    ready = (await world.get(f"/bundles/{bundle['id']}", by)).json()
    assert ready["state"] == "ready"
    response = await world.client.get(ready["download"], headers=world.token(by))
    assert response.headers["content-disposition"].startswith("attachment")
    assert (response.status_code, len(response.content)) == (200, ready["size"])
    return response.content


@pytest.fixture
async def case(world):
    await world.upload(an_image("JPEG", (60, 40)))
    await world.upload(a_sound(), by="seller", kind="audio")
    await world.submit()
    await world.decided()
    return world


def check(program: str, bundle: Path, key: Path | None = None) -> tuple[int, str]:
    interpreter = ["sh"] if program.endswith(".sh") else [sys.executable, "-I"]
    arguments = [str(bundle)] + ([str(key)] if key else [])
    run = subprocess.run([*interpreter, PROGRAMS / program, *arguments], capture_output=True, text=True)
    return run.returncode, run.stdout + run.stderr


async def test_wal_a7_of_bundles_a_caller_has_so_many_open_and_no_more(case, maker) -> None:
    bundle = (await asked_for(case))["id"]
    await maker.make_pending()
    link = (await case.get(f"/bundles/{bundle}", "buyer")).json()["download"]
    no_room = OpenDownloads(Shares.model_construct(of_caller=0, of_platform=1, of_process=1))
    object.__setattr__(case.app.state.service.deps, "open_downloads", no_room)

    refused = await case.client.get(link, headers=case.token("buyer"))
    head = await case.client.head(link, headers=case.token("buyer"))

    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_downloads")
    assert head.status_code == 200


async def test_a_bundle_holds_everything_about_a_case(case, maker) -> None:
    with zipfile.ZipFile(io.BytesIO(await made(case, maker))) as archive:
        names = set(archive.namelist())
        originals = sorted(name.rpartition("/")[2] for name in names if "original" in name)

    assert originals == ["original.jpg", "original.mp3"]
    assert {"case.json", "timeline.json", "messages.json", "negotiation.json", "money.json", "seal-key.pem",
            "seals/1/manifest.json", "seals/1/manifest.sig", "SHA256SUMS", "SHA256SUMS.sig", "verify.sh",
            "verify.py", "README.txt"} <= names  # fmt: skip
    assert len([name for name in names if name.endswith("custody.jsonl")]) == 3


@pytest.mark.parametrize("program", verifying.PROGRAMS)
async def test_inv_v8_a_bundle_is_checked_offline_with_standard_tools(case, maker, tmp_path, program: str) -> None:
    bundle, key = tmp_path / "bundle.zip", tmp_path / "key.pem"
    bundle.write_bytes(await made(case, maker))
    key.write_bytes((await case.client.get("/v1/evidence/verification/key")).content)

    assert check(program, bundle, key) == (0, "All of it is as it was signed.\n")
    assert check(program, bundle)[0] == 0
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(tmp_path / "unpacked")
    if program == "verify.sh":
        assert check(program, tmp_path / "unpacked", key)[0] == 0


@pytest.mark.parametrize("program", verifying.PROGRAMS)
async def test_inv_v8_another_key_is_not_taken(case, maker, tmp_path, program: str) -> None:
    from evidence.proof.signing import open_key

    bundle, other = tmp_path / "bundle.zip", tmp_path / "other.pem"
    bundle.write_bytes(await made(case, maker))
    other.write_bytes(open_key(None, "other").public_pem)

    status, said = check(program, bundle, other)

    assert status == 1
    assert "SHA256SUMS" in said


@pytest.mark.slow
async def test_inv_v8_any_flipped_bit_is_found_and_named(case, maker, tmp_path) -> None:
    whole = await made(case, maker)
    bundle, chance = tmp_path / "bundle.zip", random.Random(8)
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        inside = sorted(
            (
                about.header_offset + 30 + len(about.filename) + len(about.extra or b"") + 20,
                about.file_size,
                about.filename,
            )
            for about in archive.infolist()
        )

    for number in range(FLIPS):
        place, bit = chance.randrange(len(whole)), 1 << chance.randrange(8)
        bundle.write_bytes(whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :])

        status, said = check("verify.py", bundle)

        assert (status, said.startswith("CHANGED: ")) == (1, True), (place, bit)
        if number < 25:
            assert check("verify.sh", bundle)[0] == 1, (place, bit)
        for start, size, name in inside:
            if start <= place < start + size - 20 and name not in ("SHA256SUMS", "SHA256SUMS.sig", "seal-key.pem"):
                assert name in said, (place, said)


async def test_inv_v8_a_changed_file_is_named_in_an_unpacked_bundle(case, maker, tmp_path) -> None:
    bundle, folder = tmp_path / "bundle.zip", tmp_path / "unpacked"
    bundle.write_bytes(await made(case, maker))
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(folder)
    [photo] = folder.rglob("original.jpg")
    content = photo.read_bytes()
    photo.write_bytes(content[:50] + bytes([content[50] ^ 1]) + content[51:])
    (folder / "extra.txt").write_text("planted")

    status, said = check("verify.sh", folder)

    assert status == 1
    assert f"CHANGED: {photo.relative_to(folder)}: FAILED" in said
    assert "CHANGED: extra.txt (added)" in said


@pytest.mark.parametrize("program", verifying.PROGRAMS)
async def test_the_programs_are_published_without_a_token(world, program: str) -> None:
    response = await world.client.get(f"/v1/evidence/verification/{program}")

    assert (response.status_code, response.content) == (200, (PROGRAMS / program).read_bytes())
    assert (await world.client.get("/v1/evidence/verification/passwd")).status_code == 404


async def test_only_who_asked_and_the_platform_know_of_a_bundle(world, maker) -> None:
    bundle = (await asked_for(world))["id"]

    found = [(await world.get(f"/bundles/{bundle}", by)).status_code for by in ("buyer", "seller", "operator")]

    assert found == [200, 404, 200]
    assert (await world.get(f"/bundles/{bundle}/content?token=x", "buyer")).json()["code"] == "link_refused"


async def test_t8_no_bundle_while_something_is_sealed(world) -> None:
    await world.asked("seller", ("photo",), sealed=True)

    for by, status in (("buyer", 409), ("seller", 202), ("operator", 202)):
        response = await world.client.post("/v1/evidence/bundles", json={"dispute": world.dsp}, headers=world.token(by))
        assert response.status_code == status


TRY_AGAIN = "UPDATE evidence.bundles SET try_at = clock_timestamp()"
HOLD_TIME = "INSERT INTO evidence.clocks (tenant_id, held_at, shift) VALUES (:tenant, :time, '0')"
IS_PLANNED_BY_MACHINE_TIME = """
SELECT try_at - interval '2 seconds' BETWEEN requested.time AND clock_timestamp() AS holds
FROM evidence.bundles, (SELECT CAST(:time AS timestamptz) AS time) AS requested
"""


async def test_prm_37_time_that_is_held_delays_no_attempt_at_a_bundle(world, bundler, records, clock, rows) -> None:
    await rows(HOLD_TIME, tenant=world.tenant, time=clock.time)
    await asked_for(world)
    [requested] = await rows("SELECT clock_timestamp() AS time")

    assert await bundler(httpx.MockTransport(lambda _: httpx.Response(503))).make_pending() == 0
    [planned] = await rows(IS_PLANNED_BY_MACHINE_TIME, time=requested.time)
    await rows(TRY_AGAIN)

    assert planned.holds
    assert await bundler(records).make_pending() == 1


async def test_a_bundle_is_tried_again_and_given_up_at_last(world, bundler, rows) -> None:
    down = bundler(httpx.MockTransport(lambda _: httpx.Response(503)))
    bundle = (await asked_for(world))["id"]

    for _ in range(MAX_ATTEMPTS):
        assert (await world.get(f"/bundles/{bundle}", "buyer")).json()["state"] == "pending"
        assert await down.make_pending() == 0
        await rows(TRY_AGAIN)

    assert (await world.get(f"/bundles/{bundle}", "buyer")).json()["state"] == "failed"


async def test_an_altered_original_is_never_bundled(case, maker, rows, home) -> None:
    [stored] = await rows("SELECT path FROM evidence.files WHERE media_type = 'image/jpeg'")
    file = home / "objects" / stored.path
    file.chmod(0o600)
    file.write_bytes(an_image("JPEG", (61, 40)))
    await asked_for(case)

    assert await maker.make_pending() == 0


async def test_a_bundle_is_kept_for_a_while(world, maker, home, clock) -> None:
    bundle = await asked_for(world)
    await maker.make_pending()
    assert len([f for f in (home / "objects").rglob("*") if f.is_file()]) == 1
    clock.time += DOWNLOADABLE_FOR

    assert await maker.expire_ready() == 1

    assert (await world.get(f"/bundles/{bundle['id']}", "buyer")).json()["state"] == "expired"
    assert [f for f in home.rglob("*") if f.is_file()] == []
