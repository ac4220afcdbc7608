from __future__ import annotations

import io
import random
from datetime import timedelta

import pytest
from PIL import Image

from common.kernel.ids import format_id, new_id
from common.persistence.database import Database
from evidence.downloads.similarity import Fingerprinter
from evidence.testing import NOON, a_pdf


def a_photo(quality: int = 90, shade: int = 0, taken: str | None = None) -> bytes:
    spots = random.Random(shade).randbytes(9 * 8)
    image = Image.frombytes("L", (9, 8), spots).resize((320, 240), Image.Resampling.BICUBIC).convert("RGB")
    exif = Image.Exif()
    if taken is not None:
        exif.get_ifd(0x8769)[0x9003] = taken
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality, exif=exif)
    return buffer.getvalue()


@pytest.fixture
async def fingerprinter(database, app):
    deps, pool = app.state.service.deps, Database(database.url("evidence"))
    yield Fingerprinter(pool, deps.begin, deps.encrypted_blobs)
    await pool.close()


async def signals(world, item: str, by: str = "operator") -> dict:
    return (await world.get(f"/items/{item}/signals", by)).json()


async def test_the_same_picture_in_another_case_of_the_platform_is_a_signal(world, fingerprinter) -> None:
    old = (await world.upload(a_photo())).json()["id"]
    other = (await world.upload(a_photo(shade=90))).json()["id"]
    first_case, world.dispute, world.escrow = world.dsp, new_id(), new_id()
    await world.opened()
    copy = (await world.upload(a_photo())).json()["id"]
    saved_anew = (await world.upload(a_photo(quality=40))).json()["id"]
    assert await fingerprinter.take_fingerprints() == 4

    assert (await signals(world, copy))["reused"] == [{"item": old, "dispute": first_case, "how": "same_file"}]
    assert (await signals(world, saved_anew))["reused"] == [{"item": old, "dispute": first_case, "how": "looks_alike"}]
    assert (await signals(world, other))["reused"] == []


async def test_another_platforms_files_are_no_signal(world, fingerprinter) -> None:
    await world.upload(a_photo())
    world.tenant, world.dispute, world.escrow = new_id(), new_id(), new_id()
    await world.opened()
    item = (await world.upload(a_photo())).json()["id"]
    await fingerprinter.take_fingerprints()

    assert (await signals(world, item))["reused"] == []


@pytest.mark.parametrize(("later", "contradicts"), [(timedelta(days=2), True), (timedelta(hours=20), False)])
async def test_a_picture_taken_after_it_was_received_is_a_signal(world, fingerprinter, later, contradicts) -> None:
    taken = (NOON + later).strftime("%Y:%m:%d %H:%M:%S")
    item = (await world.upload(a_photo(taken=taken))).json()["id"]
    await fingerprinter.take_fingerprints()

    assert (await signals(world, item))["taken_after_receipt"] is contradicts


async def test_signals_are_for_operators(world, fingerprinter) -> None:
    item = (await world.upload(a_pdf(), kind="document")).json()["id"]
    assert await fingerprinter.take_fingerprints() == 0

    for by, status in (("buyer", 403), ("seller", 403), ("operator", 200)):
        assert (await world.get(f"/items/{item}/signals", by)).status_code == status
    assert (await world.get(f"/items/{format_id('evd', new_id())}/signals", "operator")).status_code == 404
