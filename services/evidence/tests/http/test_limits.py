from __future__ import annotations

import httpx
import pytest
from pydantic import ValidationError

from common.turns.shares import Shares
from evidence.inspection.media_type import DECODER
from evidence.settings import DecoderPlaces
from evidence.testing import an_image


@pytest.fixture
async def small(serving, keys, world):
    """The same dispute, seen by a service with small limits."""
    async with (
        serving(max_case_items=2, max_case_bytes=1_000, max_file_bytes=2_000, upload_seconds=0.2) as app,
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client,
    ):
        world.client = client
        yield world


async def test_a_case_takes_so_many_pieces(small) -> None:
    for _ in range(2):
        assert (await small.submit()).status_code == 201

    response = await small.submit()

    assert (response.status_code, response.json()["code"]) == (409, "too_many_files")


async def test_a_case_takes_so_many_bytes(small) -> None:
    picture = an_image("PNG", (16, 16))
    assert 500 < len(picture) <= 1_000
    assert (await small.upload(picture)).status_code == 201

    response = await small.upload(picture)

    assert (response.status_code, response.json()["code"]) == (413, "quota_exceeded")


async def test_a_slow_upload_is_given_up(small, home) -> None:
    import asyncio

    async def slow():
        yield b"x"
        await asyncio.sleep(5)

    response = await small.upload(slow())

    assert (response.status_code, response.json()["code"]) == (408, "upload_too_slow")
    assert [f for f in home.rglob("*") if f.is_file()] == []


@pytest.mark.parametrize("given", [{"place": 5}, {"places": 0}, {"seconds": 0}])
def test_wal_a3_places_that_are_none_or_misspelt_are_refused(given) -> None:
    with pytest.raises(ValidationError):
        DecoderPlaces(**given)

    assert DecoderPlaces(places=4).waiting == DecoderPlaces().waiting


async def test_wal_a3_what_is_open_at_once_is_a_setting(serving) -> None:
    few, fewer = (Shares(of_caller=1, of_platform=2, of_process=number) for number in (3, 2))
    try:
        async with serving(uploads=few, downloads=fewer, decoder=DecoderPlaces(places=1, waiting=7)) as app:
            deps = app.state.service.deps
            assert (deps.open_uploads.limits, deps.open_downloads.limits) == (few, fewer)
            assert DECODER._queue._limits.waiting == 7
    finally:
        DECODER.limit_queue(DecoderPlaces().limits)
