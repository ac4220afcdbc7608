"""Uploads that come drop by drop, and uploads without end (WAL-A7, DOR-W22)."""

from __future__ import annotations

import asyncio
import base64
from datetime import timedelta

import pytest

from common.kernel import seams
from common.turns.shares import Shares
from evidence.testing import BUYER, NOON, SELLER, a_principal, an_image
from evidence.transfers import pace
from evidence.uploads import whole_files
from evidence.uploads.errors import TooManyUploads
from evidence.uploads.pace import OpenUploads, keep_pace


async def take(stream, seconds: float = 60.0) -> int:
    return sum([len(chunk) async for chunk in keep_pace(stream, seconds=seconds)])


async def dripping(pieces: int, size: int, every: float):
    for _ in range(pieces):
        await asyncio.sleep(every)
        yield b"x" * size


@pytest.fixture
def hurried(monkeypatch) -> None:
    """Seconds of the limits are tenths of one."""
    monkeypatch.setattr(pace, "GRACE_SECONDS", 0.3)
    monkeypatch.setattr(pace, "SILENCE_SECONDS", 0.2)
    monkeypatch.setattr(pace, "LEAST_BYTES_PER_SECOND", 1_000)


async def test_wal_a7_a_byte_now_and_then_ends_the_upload(hurried) -> None:
    began = seams.monotonic()

    with pytest.raises(TimeoutError):
        await take(dripping(1_000, 1, 0.05))

    assert seams.monotonic() - began < 1


async def test_wal_a7_silence_and_length_end_it_too(hurried) -> None:
    with pytest.raises(TimeoutError):
        await take(dripping(2, 100_000, 0.4))
    with pytest.raises(TimeoutError):
        await take(dripping(100, 10_000, 0.05), seconds=0.4)


def test_wal_a7_silence_of_half_a_minute_is_no_end() -> None:
    assert min(pace.SILENCE_SECONDS, pace.GRACE_SECONDS) >= 30


async def test_wal_a7_a_poor_line_is_no_reason(hurried) -> None:
    assert await take(dripping(20, 100, 0.05)) == 2_000


def test_wal_a7_a_caller_and_a_platform_have_so_many_open_and_no_more() -> None:
    uploads = OpenUploads(Shares(of_caller=1, of_platform=2, of_process=3))
    buyer, seller = a_principal(BUYER), a_principal(SELLER)

    with uploads.hold_place(buyer):
        with pytest.raises(TooManyUploads), uploads.hold_place(buyer):
            pass
        third = a_principal(BUYER._replace(id="buyer-2"))
        with uploads.hold_place(seller), pytest.raises(TooManyUploads) as refused, uploads.hold_place(third):
            pass
        assert refused.value.limit == 2, "the one that was reached"
    with uploads.hold_place(buyer):
        pass


async def test_wal_a7_more_uploads_than_one_may_have_open_are_refused_unread(world) -> None:
    began = asyncio.Semaphore(0)

    async def slow():
        began.release()
        yield an_image()[:10]
        await asyncio.Event().wait()

    running = [asyncio.create_task(world.upload(slow())) for _ in range(10)]
    for _ in running:
        await began.acquire()
    refused = await world.upload(an_image())
    other = await world.upload(an_image(), by="seller")
    for upload in running:
        upload.cancel()
    await asyncio.gather(*running, return_exceptions=True)

    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_uploads")
    assert "retry-after" in refused.headers
    assert other.status_code == 201
    assert (await world.upload(an_image())).status_code == 201


def metadata(**values: str) -> str:
    return ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in values.items())


@pytest.mark.parametrize(
    "headers", [{"Upload-Concat": "partial"}, {"Upload-Concat": "final;/a /b"}, {"Upload-Defer-Length": "1"}]
)
async def test_dor_w22_what_is_not_announced_is_refused_before_anything_is_created(world, rows, home, headers) -> None:
    given = {"Tus-Resumable": "1.0.0", "Upload-Length": "100", **world.token("buyer"), **headers}
    about = {"Upload-Metadata": metadata(dispute=world.dsp, kind="photo")}

    response = await world.client.post("/v1/evidence/uploads/resumable", headers=given | about)

    assert (response.status_code, response.json()["code"]) == (422, "upload_header_invalid")
    assert response.json()["header"] in headers
    assert await rows("SELECT id FROM evidence.uploads") == []
    assert list((home / "incoming").iterdir()) == []


async def test_wal_a7_a_resumable_upload_ends_three_days_after_it_began(world, rows, clock) -> None:
    tus = {"Tus-Resumable": "1.0.0", **world.token("buyer")}
    created = await world.client.post(
        "/v1/evidence/uploads/resumable",
        headers=tus | {"Upload-Length": "100", "Upload-Metadata": metadata(dispute=world.dsp, kind="photo")},
    )
    part = {"Content-Type": "application/offset+octet-stream"}
    for day in range(3):
        clock.time = NOON + timedelta(hours=23 * (day + 1))
        answer = await world.client.patch(
            created.headers["location"], headers=tus | part | {"Upload-Offset": str(day)}, content=b"x"
        )
        assert answer.status_code == 204, answer.text
    [row] = await rows("SELECT expires_at, ends_at FROM evidence.uploads")

    assert row.expires_at == row.ends_at == NOON + timedelta(hours=72)


async def test_wal_a3_a_key_brings_no_strangers_file_to_the_decoder(world, monkeypatch) -> None:
    looked_into = []
    monkeypatch.setattr(whole_files, "detect_media_type", lambda *_: looked_into.append(1))
    stranger = world.token("buyer", sub="stranger")

    response = await world.client.post(
        "/v1/evidence/uploads",
        params={"dispute": world.dsp, "kind": "photo"},
        content=an_image(),
        headers=stranger | {"Idempotency-Key": "k-1"},
    )

    assert (response.status_code, looked_into) == (404, [])
