from __future__ import annotations

import os
import time
from datetime import timedelta

import pytest

from common.kernel.ids import new_id
from common.persistence.database import Database
from evidence.retention.collector import FileCollector
from evidence.storage.blobs import make_blob_path, open_blob_store
from evidence.testing import an_image

DAY_AGO = 24 * 3600 + 60
HOUR_AGO = 3600 + 60


def aged(path, seconds: float):
    os.utime(path, (time.time() - seconds,) * 2)
    return path


@pytest.fixture
async def collector(database, home):
    pool = Database(database.url("evidence"))
    yield FileCollector(pool, *open_blob_store(home.as_uri(), None))
    await pool.close()


async def test_what_a_crash_left_behind_is_removed_after_a_day(world, collector, home) -> None:
    await world.upload(an_image())
    [known] = [f for f in (home / "objects").rglob("*") if f.is_file()]
    aged(known, DAY_AGO)
    half = aged_file(home / "incoming" / "upload-x", DAY_AGO)
    orphan = aged_file(home / "objects" / make_blob_path(new_id()), DAY_AGO)

    removed = await collector.collect_garbage()

    assert (removed, known.exists(), half.exists(), orphan.exists()) == (2, True, False, False)


async def test_what_may_still_be_under_way_is_left_alone(world, collector, home) -> None:
    half = aged_file(home / "incoming" / f"resumable-{new_id()}", DAY_AGO - 120)
    scratch = aged_file(home / "incoming" / "open-x", HOUR_AGO - 120)
    orphan = aged_file(home / "objects" / make_blob_path(new_id()), DAY_AGO - 120)

    removed = await collector.collect_garbage()

    assert (removed, half.exists(), scratch.exists(), orphan.exists()) == (0, True, True, True)


@pytest.mark.parametrize("name", ["upload-x", "sealed-x", "open-x", "video-x", "check-x", "bundle-x"])
async def test_what_a_crash_left_in_the_clear_is_gone_within_the_hour(world, collector, home, name: str) -> None:
    scratch = aged_file(home / "incoming" / name, HOUR_AGO)

    assert await collector.collect_garbage() == 1
    assert not scratch.exists()


async def test_no_row_means_no_file_however_fresh_if_so_wished(world, collector, home) -> None:
    orphan = aged_file(home / "objects" / make_blob_path(new_id()), 1)

    assert await collector.collect_garbage(untouched_for=timedelta()) == 1
    assert not orphan.exists()


def aged_file(path, seconds: float):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    return aged(path, seconds)
