"""Against a real clamd: what the stand-in of `test_scanning.py` only plays (ROW-77, FLT-F6)."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from deploy.proof.testing import clamav
from deploy.proof.testing.clamav import EICAR, Clamd
from deploy.proof.testing.market import wait_until
from evidence.inspection.scanner import open_scanner
from evidence.submissions import rescanner
from evidence.submissions.rescanner import Rescanner
from evidence.testing import an_image

MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module")
def daemon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clamd]:
    program = clamav.find_available_program()
    if program is None:
        if os.environ.get("PARLEY_TESTS_NEED_SCANNER"):
            pytest.fail("no clamd on this machine and no packages of it")
        pytest.skip("no clamd on this machine and no packages of it")
    folder: Path = tmp_path_factory.mktemp("clamd")
    daemon = Clamd(program, folder, stream_bytes=2 * MEGABYTE, file_bytes=MEGABYTE)
    daemon.start()
    yield daemon
    daemon.stop()


@pytest.fixture
async def scanned(serving, world, daemon):
    if daemon.process.poll() is not None:
        daemon.start()
    async with (
        serving(clamav_url=daemon.url) as app,
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client,
    ):
        world.client, deps = client, app.state.service.deps
        service = app.state.service
        scanner = open_scanner(service.settings.clamav_url, service.settings.clamav_max_bytes)
        world.rescanner = Rescanner(service.executor, deps.encrypted_blobs, scanner)
        yield world


async def scan_state(world, item: str) -> str:
    return (await world.get(f"/items/{item}")).json()["file"]["scan_state"]


async def test_a_clean_file_passes(scanned) -> None:
    response = await scanned.upload(an_image())

    assert response.json()["file"]["scan_state"] == "clean"


async def test_row_77_malware_is_rejected(scanned, home, rows) -> None:
    response = await scanned.upload(EICAR, kind="document")

    assert (response.status_code, response.json()["code"], response.json()["why"]) == (
        422, "content_rejected", "malware",
    )  # fmt: skip
    assert [file for file in home.rglob("*") if file.is_file()] == []
    assert await rows("SELECT 1 FROM evidence.items") == []
    noted = "SELECT convert_from(canonical, 'UTF8')::jsonb ->> 'why' FROM evidence.log_entries WHERE"
    assert await rows(f"{noted} convert_from(canonical, 'UTF8') LIKE '%upload.rejected%'") == [("malware",)]


@pytest.mark.parametrize("size", [MEGABYTE + 1, 2 * MEGABYTE + 1], ids=["over MaxFileSize", "over StreamMaxLength"])
async def test_flt_f6_what_is_too_large_for_clamd_is_neither_clean_nor_malware(scanned, size: int) -> None:
    response = await scanned.upload(b"a plain text\n" * (size // 13 + 1), kind="document")

    assert (response.status_code, response.json()["file"]["scan_state"]) == (201, "quarantined")
    assert await scanned.rescanner.rescan() == 0


async def test_flt_f6_while_clamd_is_away_files_wait_and_are_scanned_once_it_is_back(
    scanned, daemon: Clamd, rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rescanner, "EVERY_SECONDS", 0.2)
    daemon.stop()
    fine = (await scanned.upload(an_image())).json()["id"]
    bad = (await scanned.upload(EICAR, kind="document")).json()["id"]
    refused = await scanned.client.post(f"/v1/evidence/items/{fine}/download", headers=scanned.token("seller"))
    assert (refused.status_code, refused.json()["code"]) == (409, "quarantined")
    assert [await scan_state(scanned, item) for item in (fine, bad)] == ["quarantined", "quarantined"]

    working = asyncio.create_task(scanned.rescanner.run())
    daemon.start()

    async def states() -> list[str]:
        return [await scan_state(scanned, item) for item in (fine, bad)]

    found = await wait_until("both are looked into", states, lambda found: "quarantined" not in found)
    working.cancel()

    assert found == ["clean", "infected"]
    refused = await scanned.client.post(f"/v1/evidence/items/{bad}/download", headers=scanned.token("operator"))
    assert (refused.status_code, refused.json()["code"]) == (409, "quarantined")
    actions = await rows("SELECT action FROM evidence.custody ORDER BY item, seq")
    assert [row.action for row in actions].count("scanned") == 2


async def test_flt_f6_what_cannot_be_scanned_does_not_keep_the_others_waiting(
    scanned, daemon: Clamd, monkeypatch
) -> None:
    """More of them than are looked at in one go, and all older."""
    monkeypatch.setattr(rescanner, "BATCH_SIZE", 2)
    for number in range(3):
        too_large = b"a plain text\n" * (MEGABYTE // 13 + 1) + bytes([48 + number])
        await scanned.upload(too_large, kind="document")
    daemon.stop()
    late = (await scanned.upload(an_image())).json()["id"]
    daemon.start()

    assert sum([await scanned.rescanner.rescan() for _ in range(3)]) == 1

    assert await scan_state(scanned, late) == "clean"
