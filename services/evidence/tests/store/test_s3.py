"""Files in a bucket, over the real protocol: with its signatures, its errors, and a line to it that can be cut."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from obstore.store import from_url

from common.persistence.database import Database
from deploy.proof.testing import s3
from deploy.proof.testing.s3 import Line, Server
from evidence.retention.collector import FileCollector
from evidence.storage.blobs import open_blob_store
from evidence.testing import an_image
from evidence.uploads.worker import UploadResumer

BUCKET = "evidence"
STORAGE = f"s3://{BUCKET}/files"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    program = s3.find_program()
    if program is None:
        pytest.skip(f"no S3 server: {s3.PROGRAM} names none (services/evidence/README.md)")
    process, server = s3.start_server(program, tmp_path_factory.mktemp("s3"), BUCKET)
    yield server
    process.kill()
    process.wait()


@pytest.fixture
async def line(server: Server, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Line]:
    async with s3.open_line(server) as line:
        for name, value in server.environment(line.port).items():
            monkeypatch.setenv(name, value)
        yield line


@pytest.fixture
async def stored(serving: Any, world: Any, line: Line, tmp_path: Any) -> AsyncIterator[Any]:
    async with (
        serving(storage=STORAGE, incoming=tmp_path / "incoming") as app,
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client,
    ):
        world.client, world.service = client, app.state.service
        yield world
    for path in await kept():
        await from_url(STORAGE).delete_async(path)


async def kept() -> list[str]:
    return [meta["path"] async for page in from_url(STORAGE).list() for meta in page]


async def content_of(world: Any, item: str, **headers: str) -> httpx.Response:
    link = await world.client.post(f"/v1/evidence/items/{item}/download", headers=world.token("seller"))
    return await world.client.get(link.json()["url"], headers=world.token("seller") | headers)


def refused(response: httpx.Response) -> tuple[int, str, bool]:
    return response.status_code, response.json()["code"], "retry-after" in response.headers


UNAVAILABLE = (503, "dependency_unavailable", True)


async def test_a_file_goes_into_the_bucket_and_comes_back_whole_and_in_part(stored) -> None:
    photo = an_image()
    item = (await stored.upload(photo)).json()["id"]

    whole, part = await content_of(stored, item), await content_of(stored, item, Range="bytes=10-19")

    assert (whole.status_code, whole.content) == (200, photo)
    assert (part.status_code, part.content) == (206, photo[10:20])
    assert len(await kept()) == 1


async def test_the_collector_takes_what_has_no_row(stored, database, tmp_path) -> None:
    await stored.upload(an_image())
    known = await kept()
    await from_url(STORAGE).put_async("aa/bb/01a00000-0000-7000-8000-00000000bbaa", b"left by a crash")
    pool = Database(database.url("evidence"))
    blobs, incoming = open_blob_store(STORAGE, tmp_path / "incoming")

    assert await FileCollector(pool, blobs, incoming).collect_garbage() == 0, "it is young"
    assert await FileCollector(pool, blobs, incoming).collect_garbage(untouched_for=timedelta(seconds=-5)) == 1

    assert await kept() == known
    await pool.close()


async def test_while_the_bucket_cannot_be_reached_nothing_is_taken_and_later_it_goes_on(stored, line, rows) -> None:
    photo = an_image()
    item = (await stored.upload(photo)).json()["id"]
    await line.cut()

    assert refused(await stored.upload(an_image())) == UNAVAILABLE
    assert refused(await content_of(stored, item)) == UNAVAILABLE
    assert len(await rows("SELECT 1 FROM evidence.items")) == 1

    await line.mend()
    assert (await stored.upload(an_image())).status_code == 201
    assert (await content_of(stored, item)).content == photo


async def test_an_upload_whose_last_part_came_while_it_could_not_be_reached_is_finished_later(stored, line) -> None:
    photo = an_image()
    about = {"dispute": stored.dsp, "kind": "photo", "filename": "a.jpg"}
    metadata = ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in about.items())
    by = stored.token("seller") | {"Tus-Resumable": "1.0.0"}
    created = await stored.client.post(
        "/v1/evidence/uploads/resumable",
        headers=by | {"Upload-Length": str(len(photo)), "Upload-Metadata": metadata},
    )
    place = created.headers["location"]
    await line.cut()
    part = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"}

    assert refused(await stored.client.patch(place, content=photo, headers=by | part)) == UNAVAILABLE
    assert (await stored.client.get(place, headers=by)).json()["state"] == "finishing"

    await line.mend()
    deps = stored.service.deps
    resumer = UploadResumer(stored.service.database, deps.begin, deps.partial_files, deps.resumable_uploads.finisher)
    assert await resumer.resume_uploads() == 1
    item = (await stored.client.get(place, headers=by)).json()["item"]
    assert (await content_of(stored, item)).content == photo


async def test_wrong_credentials_and_a_missing_bucket_are_no_fault_of_who_uploads(
    serving, world, line, tmp_path, rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def tried(storage: str) -> tuple[int, str, bool]:
        async with (
            serving(storage=storage, incoming=tmp_path / "incoming") as app,
            httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client,
        ):
            world.client = client
            return refused(await world.upload(an_image()))

    assert await tried("s3://no-such-bucket/files") == UNAVAILABLE
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "w" * 40)
    assert await tried(STORAGE) == UNAVAILABLE
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAUNKNOWNUNKNOWN00")
    assert await tried(STORAGE) == UNAVAILABLE
    assert await rows("SELECT 1 FROM evidence.items") == []
