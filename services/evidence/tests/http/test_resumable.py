from __future__ import annotations

import asyncio
import base64
import errno
import hashlib
import os
import random
from datetime import datetime, timedelta

import pytest

from common.execution.executor import Executor
from common.jobs.deadlines import DeadlineSweeper
from common.kernel.ids import format_id, new_id
from common.persistence.database import Database
from evidence.commands import COMMAND_HANDLERS
from evidence.deadlines import deadline_command
from evidence.testing import INSTANT, NOON, an_image
from evidence.uploads.model import UPLOAD_LIFETIME
from evidence.uploads.partial_files import PartialFile
from evidence.uploads.worker import UploadResumer

HOME = "/v1/evidence/uploads/resumable"
PICTURE = an_image(size=(200, 150))
TUS = {"Tus-Resumable": "1.0.0"}


def metadata(**values: str) -> str:
    return ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in values.items())


class Client:
    """Speaks tus for one person."""

    def __init__(self, world, by: str = "buyer") -> None:
        self._world, self._by = world, by

    async def send(self, method: str, path: str, content=None, **headers: str):
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self._world.client.request(
            method, path, content=content, headers={**self._world.token(self._by), **TUS, **names}
        )

    async def create(self, length: int | str = len(PICTURE), about: dict[str, str] | None = None, **headers: str):
        given = metadata(**{"dispute": self._world.dsp, "kind": "photo", "filename": "x.png", **(about or {})})
        return await self.send("POST", HOME, Upload_Length=str(length), Upload_Metadata=given, **headers)

    async def begun(self, length: int = len(PICTURE), **about: str) -> str:
        response = await self.create(length, about)
        assert response.status_code == 201, response.text
        return response.headers["location"]

    async def patch(self, path: str, content, offset: int, **headers: str):
        part = {"Content-Type": "application/offset+octet-stream", "Upload_Offset": str(offset)}
        return await self.send("PATCH", path, content, **{**part, **headers})

    async def offset(self, path: str) -> int:
        response = await self.send("HEAD", path)
        assert (response.status_code, response.content) == (200, b"")
        assert response.headers["cache-control"] == "no-store"
        return int(response.headers["upload-offset"])


@pytest.fixture
def client(world) -> Client:
    return Client(world)


def partial_files(home) -> list[int]:
    return [file.stat().st_size for file in (home / "incoming").iterdir()]


async def test_a_file_in_parts_becomes_evidence(client, world, home) -> None:
    path = await client.begun(covers="")
    at = 0
    while at < len(PICTURE):
        part = PICTURE[at : at + 30_000]
        last = await client.patch(path, part, at)
        at += len(part)
        assert (last.status_code, last.headers["upload-offset"]) == (204, str(at)), last.text

    item = (await world.get(last.headers["location"].removeprefix("/v1/evidence"), "buyer")).json()
    assert item["file"]["sha256"] == hashlib.sha256(PICTURE).hexdigest()
    assert (item["file"]["filename"], item["kind"], item["party"]) == ("x.png", "photo", "buyer")
    assert await client.offset(path) == len(PICTURE)
    assert (await client.send("GET", path)).json()["item"] == item["id"]
    assert partial_files(home) == []


async def test_what_the_server_can_do_is_said(client) -> None:
    response = await client.send("OPTIONS", HOME)

    assert (response.status_code, response.headers["tus-version"]) == (204, "1.0.0")
    assert response.headers["tus-extension"] == "creation,expiration,checksum,termination"
    assert (response.headers["tus-max-size"], response.headers["tus-checksum-algorithm"]) == (
        str(1 << 30), "sha1,sha256",
    )  # fmt: skip


async def test_wal_a9_no_part_is_taken_in_a_coding(client, world) -> None:
    path = await client.begun()
    encoded = [
        await client.patch(path, PICTURE, 0, Content_Encoding=coding) for coding in ("gzip", "identity, gzip", "br", "")
    ]
    overridden = await client.send(
        "POST",
        path,
        PICTURE,
        Content_Type="application/offset+octet-stream",
        Upload_Offset="0",
        X_HTTP_Method_Override="PATCH",
        Content_Encoding="gzip",
    )

    assert {(answer.status_code, answer.json()["code"]) for answer in [*encoded, overridden]} == {
        (422, "content_rejected")
    }
    assert await client.offset(path) == 0
    assert (await client.patch(path, PICTURE, 0, Content_Encoding="Identity")).status_code == 204, "that is none"


async def test_dor_w7_no_part_is_taken_that_is_called_two_things(client, world) -> None:
    types = [("Content-Type", "application/offset+octet-stream"), ("Content-Type", "multipart/form-data; boundary=x")]
    for named in (types, types[::-1]):
        given = [*world.token("buyer").items(), *TUS.items(), ("Upload-Offset", "0"), *named]
        answer = await world.client.patch(await client.begun(), content=PICTURE, headers=given)
        assert answer.status_code == 415, answer.text


@pytest.mark.parametrize("value", ["\u00e9", "Bearer \u00e9\u00e9", "sha256 \u00e9", "\u00b2"])
async def test_wal_f9_headers_of_other_letters_are_refused(client, world, value: str) -> None:
    path, letters = await client.begun(), value.encode("latin-1")
    about = await client.send("POST", HOME, Upload_Length="5", Upload_Metadata=letters)
    part = await client.patch(path, PICTURE, 0, Upload_Checksum=letters)
    whole = [await world.upload(PICTURE, headers={name: letters}) for name in ("X-Checksum-SHA256", "Content-Digest")]

    assert [answer.status_code for answer in (about, part, *whole)] == [422, 400, 400, 400]


async def test_another_version_is_refused_with_ours(client) -> None:
    response = await client.create(Tus_Resumable="0.2.2")

    assert (response.status_code, response.headers["tus-version"]) == (412, "1.0.0")
    assert response.json()["code"] == "tus_version_unsupported"


@pytest.mark.parametrize(
    ("length", "status"),
    [
        ("0", 422), ("-1", 422), ("1e3", 422), ("", 422), ("1.0", 422), ("+5", 422), ("007", 422),
        (str((1 << 30) + 1), 413), (str(4 << 30), 413), ("9" * 20, 413), ("9" * 5_000, 413),
    ],
)  # fmt: skip
async def test_row_67_a_length_is_a_number_of_bytes_within_the_limit(client, home, length: str, status: int) -> None:
    response = await client.create(length)

    assert (response.status_code, response.json()["code"]) == (
        status, "file_too_large" if status == 413 else "upload_header_invalid",
    )  # fmt: skip
    assert partial_files(home) == []


async def test_row_67_of_an_empty_file_it_is_said_what_to_do(client) -> None:
    assert "empty. Choose it again" in (await client.create("0")).json()["detail"]


async def test_row_67_a_length_is_needed(client, world) -> None:
    response = await client.send("POST", HOME, Upload_Metadata=metadata(dispute=world.dsp, kind="photo"))

    assert (response.status_code, response.json()["code"]) == (422, "upload_header_invalid")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../x", "x.png"), ("x.png\r\nX: y", "x.png"), ("\u202egpj.exe", "gpj.png"), ("CON", "CON.png"),
        ("n" * 300, "n" * 120 + ".png"),
    ],
)  # fmt: skip
async def test_row_67_a_name_is_for_display_only(client, world, name: str, shown: str) -> None:
    path = await client.begun(filename=name)
    done = await client.patch(path, PICTURE, 0)

    item = (await world.get(done.headers["location"].removeprefix("/v1/evidence"), "buyer")).json()
    assert item["file"]["filename"] == shown


@pytest.mark.parametrize(
    "given",
    [
        "dispute", "dispute !!!", "filename YQBi", f"kind {base64.b64encode(b'photo').decode()}",
        metadata(dispute="dsp_x", kind="photo"), metadata(kind="photo") + "," + metadata(kind="photo"),
    ],
)  # fmt: skip
async def test_row_67_malformed_metadata_is_refused(client, home, given: str) -> None:
    response = await client.send("POST", HOME, Upload_Length="10", Upload_Metadata=given)

    assert response.status_code == 422, response.text
    assert partial_files(home) == []


async def test_metadata_of_existing_clients_is_ignored(client) -> None:
    assert (
        await client.create(about={"filetype": "image/png", "relativePath": "null", "type": "x"})
    ).status_code == 201


@pytest.mark.parametrize("offset", [1, len(PICTURE), len(PICTURE) + 1])
async def test_row_68_a_part_from_elsewhere_changes_nothing(client, home, offset: int) -> None:
    path = await client.begun()

    response = await client.patch(path, b"x" * 10, offset)

    assert (response.status_code, response.json()["code"]) == (409, "upload_offset_mismatch")
    assert response.json()["current_offset"] == 0
    assert (await client.offset(path), partial_files(home)) == (0, [0])


async def test_row_68_a_part_says_that_it_is_one(client) -> None:
    path = await client.begun()

    for kind in ("image/png", "application/octet-stream"):
        assert (await client.patch(path, PICTURE, 0, Content_Type=kind)).status_code == 415
    assert await client.offset(path) == 0


async def test_row_68_nobody_else_knows_of_an_upload(client, world) -> None:
    path = await client.begun()
    unknown = await client.patch(f"{HOME}/{format_id('evd', new_id())}", PICTURE, 0)

    for by in ("seller", "operator", "platform"):
        other = Client(world, by)
        for response in (await other.patch(path, PICTURE, 0), await other.send("HEAD", path),
                         await other.send("DELETE", path)):  # fmt: skip
            assert response.status_code == 404
        assert (await other.send("GET", path)).json()["detail"] == unknown.json()["detail"]
    assert await client.offset(path) == 0


async def test_row_68_a_finished_upload_takes_no_more(client) -> None:
    path = await client.begun()
    await client.patch(path, PICTURE, 0)

    again = await client.patch(path, b"", len(PICTURE))

    assert (again.status_code, again.json()["code"]) == (410, "upload_gone")
    assert (await client.send("DELETE", path)).status_code == 410


async def test_row_68_an_upload_expires_a_day_after_its_last_part(client, clock) -> None:
    path = await client.begun()
    clock.time += UPLOAD_LIFETIME - INSTANT
    assert (await client.patch(path, PICTURE[:10], 0)).status_code == 204

    clock.time += UPLOAD_LIFETIME - INSTANT
    assert await client.offset(path) == 10
    clock.time += INSTANT

    assert (await client.send("HEAD", path)).status_code == 410
    assert (await client.patch(path, PICTURE[10:], 10)).json()["code"] == "upload_gone"


async def test_a_cancelled_upload_is_gone(client, home) -> None:
    path = await client.begun()
    await client.patch(path, PICTURE[:10], 0)

    assert (await client.send("DELETE", path)).status_code == 204
    assert partial_files(home) == []
    assert (await client.send("HEAD", path)).status_code == 410
    assert (await client.patch(path, PICTURE[10:], 10)).status_code == 410


def checksum(content: bytes, name: str = "sha256") -> str:
    return f"{name} {base64.b64encode(hashlib.new(name, content).digest()).decode()}"


@pytest.mark.parametrize("name", ["sha256", "sha1"])
async def test_row_69_a_part_that_arrived_changed_is_not_kept(client, home, name: str) -> None:
    path = await client.begun()

    wrong = await client.patch(path, PICTURE[:100], 0, Upload_Checksum=checksum(b"other", name))
    assert (wrong.status_code, wrong.json()["code"]) == (460, "checksum_mismatch")
    assert (await client.offset(path), partial_files(home)) == (0, [0])

    right = await client.patch(path, PICTURE[:100], 0, Upload_Checksum=checksum(PICTURE[:100], name))
    assert (right.status_code, await client.offset(path)) == (204, 100)


@pytest.mark.parametrize("given", ["md5 1B2M2Y8AsgTpgAmY7PhCfg==", "sha256", "sha256 !", "sha256 YQ=="])
async def test_row_69_a_checksum_that_cannot_be_checked_is_refused(client, given: str) -> None:
    path = await client.begun()

    response = await client.patch(path, PICTURE, 0, Upload_Checksum=given)

    assert (response.status_code, response.json()["code"], await client.offset(path)) == (
        400, "checksum_unsupported", 0,
    )  # fmt: skip
    assert "Upload-Checksum: sha256" in response.json()["detail"], "not the header of other uploads"


async def test_row_69_where_checksums_are_required_none_is_an_error(serving, world) -> None:
    import httpx

    async with (
        serving(upload_checksums="required") as app,
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as careful,
    ):
        world.client = careful
        client = Client(world)
        path = await client.begun()

        assert (await client.patch(path, PICTURE, 0)).json()["code"] == "checksum_required"
        assert (await client.patch(path, PICTURE, 0, Upload_Checksum=checksum(PICTURE))).status_code == 204


async def test_row_70_more_than_was_announced_is_never_written(client, home) -> None:
    path = await client.begun(100)

    async def unannounced():
        yield PICTURE[:101]

    for content in (PICTURE[:101], unannounced()):
        response = await client.patch(path, content, 0)
        assert (response.status_code, response.json()["code"]) == (413, "file_too_large")
        assert "Upload-Length" in response.json()["detail"]
        assert response.headers["connection"] == "close"
    assert (await client.offset(path), partial_files(home)) == (0, [0])


async def test_a_post_can_stand_for_a_patch_or_a_delete(client) -> None:
    path = await client.begun()
    part = {"Content_Type": "application/offset+octet-stream", "Upload_Offset": "0"}

    sent = await client.send("POST", path, PICTURE[:5], X_HTTP_Method_Override="PATCH", **part)
    assert (sent.status_code, await client.offset(path)) == (204, 5)
    assert (await client.send("POST", path, X_HTTP_Method_Override="PURGE")).status_code == 405
    assert (await client.send("POST", path, X_HTTP_Method_Override="DELETE")).status_code == 204


async def test_dor_w22_fields_are_read_whatever_their_letters_and_parameters(client) -> None:
    path = await client.begun()
    part = {"Content_Type": "Application/Offset+Octet-Stream; charset=binary", "Upload_Offset": "0"}
    sent = await client.send("POST", path, PICTURE[:5], X_HTTP_Method_Override="patch", **part)
    assert (sent.status_code, sent.headers["upload-offset"]) == (204, "5")


async def test_what_a_file_turns_out_to_be_ends_its_upload(client, home, world, rows) -> None:
    page = b"<html><script>alert(1)</script></html>"
    path = await client.begun(len(page))

    response = await client.patch(path, page, 0)

    assert (response.status_code, response.json()["code"]) == (422, "content_rejected")
    assert (await client.send("HEAD", path)).status_code == 410
    assert [f for f in home.rglob("*") if f.is_file()] == []
    said = "convert_from(canonical, 'UTF8')"
    noted = f"SELECT {said}::jsonb ->> 'why' FROM evidence.log_entries WHERE {said} LIKE '%upload.rejected%'"
    assert await rows(noted) == [("unknown_type",)]


async def test_the_end_of_the_case_ends_its_uploads(client, world) -> None:
    path = await client.begun()
    await world.closed()

    assert (await client.patch(path, PICTURE, 0)).json()["code"] == "case_closed"
    assert (await client.create()).json()["code"] == "case_closed"


SOON = NOON + timedelta(hours=1)


@pytest.mark.parametrize(("at", "state"), [(SOON - INSTANT, "satisfied"), (SOON, "open")])
async def test_d12_a_file_is_received_with_its_last_byte(client, world, clock, at, state) -> None:
    request = await world.asked("buyer", ("photo",), due_at=SOON)
    path = await client.begun()
    await client.patch(path, PICTURE[:10], 0)
    clock.time = at

    last = await client.patch(path, PICTURE[10:], 10)

    assert last.status_code == (204 if state == "satisfied" else 409)
    assert await world.state(request) == state


async def test_what_is_announced_counts_against_the_limits(serving, world) -> None:
    import httpx

    async with (
        serving(max_case_bytes=1_000, max_platform_bytes=1_500) as app,
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as small,
    ):
        world.client = small
        path = await Client(world).begun(600)
        assert (await Client(world).create(401)).json()["code"] == "quota_exceeded"
        assert (await Client(world, "seller").create(901)).json()["code"] == "platform_full"
        await Client(world).send("DELETE", path)
        assert (await Client(world).create(1_000)).status_code == 201


async def test_flt_f2_of_two_parts_at_one_offset_one_wins(client, home) -> None:
    for _ in range(5):
        path = await client.begun()

        answers = await asyncio.gather(*(client.patch(path, PICTURE[:5_000], 0) for _ in range(4)))

        assert sorted(answer.status_code for answer in answers) == [204, 409, 409, 409]
        assert await client.offset(path) == 5_000


async def test_flt_f2_a_second_writer_is_told_while_the_first_one_writes(client) -> None:
    path = await client.begun()
    entered, go_on = asyncio.Event(), asyncio.Event()

    async def slow():
        yield PICTURE[:5]
        entered.set()
        await go_on.wait()

    first = asyncio.create_task(client.patch(path, slow(), 0))
    await entered.wait()
    second = await client.patch(path, PICTURE[:5], 0)
    cancelling = await client.send("DELETE", path)
    go_on.set()

    assert [second.status_code, cancelling.status_code, (await first).status_code] == [409, 409, 204]


async def cut_off(app, world, path: str, content: bytes, offset: int) -> None:
    """Sends a part whose connection breaks after `content`."""
    messages = [
        {"type": "http.request", "body": content, "more_body": True},
        {"type": "http.disconnect"},
    ]
    given = {**world.token("buyer"), **TUS, "Content-Type": "application/offset+octet-stream",
             "Upload-Offset": str(offset)}  # fmt: skip
    scope = {
        "type": "http", "method": "PATCH", "path": path, "raw_path": path.encode(), "query_string": b"",
        "headers": [(name.lower().encode(), value.encode()) for name, value in given.items()],
        "scheme": "http", "http_version": "1.1", "root_path": "", "server": ("test", 80), "client": ("test", 1),
    }  # fmt: skip

    async def receive():
        return messages.pop(0)

    async def send(_):
        pass

    await app(scope, receive, send)


async def test_flt_f1_an_upload_cut_anywhere_goes_on_where_it_stood(client, app, world, home) -> None:
    chance = random.Random(7)
    for _ in range(20):
        path, at = await client.begun(), 0
        while at < len(PICTURE) - 1 and chance.random() < 0.8:
            more = chance.randrange(1, len(PICTURE) - at)
            await cut_off(app, world, path, PICTURE[at : at + more], at)
            at = await client.offset(path)
            assert partial_files(home) == [at]

        last = await client.patch(path, PICTURE[at:], at)

        item = (await world.get(last.headers["location"].removeprefix("/v1/evidence"), "buyer")).json()
        assert item["file"]["sha256"] == hashlib.sha256(PICTURE).hexdigest()


async def test_flt_f4_a_full_disk_keeps_what_fits_and_the_upload_goes_on(client, home, monkeypatch) -> None:
    path = await client.begun()
    write = PartialFile.write

    def full(self, data: bytes) -> None:
        os.write(self._descriptor, data[:7])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(PartialFile, "write", full)
    refused = await client.patch(path, PICTURE, 0)
    monkeypatch.setattr(PartialFile, "write", write)

    assert (refused.status_code, refused.json()["code"]) == (507, "storage_full")
    assert (await client.offset(path), partial_files(home)) == (0, [0])
    assert (await client.patch(path, PICTURE, 0)).status_code == 204


@pytest.fixture
async def resumer(database, app):
    pool, deps = Database(database.url("evidence")), app.state.service.deps
    yield UploadResumer(pool, deps.begin, deps.partial_files, deps.resumable_uploads.finisher)
    await pool.close()


async def test_flt_f3_what_was_written_but_not_acknowledged_is_cut_off_after_a_crash(client, resumer, home) -> None:
    path = await client.begun()
    await client.patch(path, PICTURE[:100], 0)
    [file] = (home / "incoming").iterdir()
    file.write_bytes(file.read_bytes() + b"never acknowledged")

    assert await resumer.trim_partial_files() == 1

    assert partial_files(home) == [100]
    assert (await client.patch(path, PICTURE[100:], 100)).status_code == 204


@pytest.mark.parametrize("moved", [False, True])
async def test_flt_f3_a_crash_before_the_row_is_made_good_by_a_worker(
    client, resumer, app, world, monkeypatch, rows, moved, home
) -> None:
    path = await client.begun()
    finisher = app.state.service.deps.resumable_uploads.finisher

    async def crash(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(type(finisher), "_submit_evidence" if moved else "_make_evidence", crash)
    with pytest.raises(KeyboardInterrupt):
        await client.patch(path, PICTURE, 0)
    monkeypatch.undo()
    assert (await client.send("GET", path)).json()["state"] == "finishing"

    assert await resumer.resume_uploads() == 1
    assert await resumer.resume_uploads() == 0

    seen = (await client.send("GET", path)).json()
    assert (seen["state"], len(await rows("SELECT 1 FROM evidence.items"))) == ("done", 1)
    assert (await world.get(f"/items/{seen['item']}", "buyer")).json()["file"]["size"] == len(PICTURE)
    assert partial_files(home) == []


async def test_flt_f3_a_crash_after_the_row_leaves_nothing_in_the_clear(
    client, resumer, app, home, monkeypatch
) -> None:
    path = await client.begun()
    deps = app.state.service.deps
    remove = type(deps.partial_files).remove_file

    async def crash(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(type(deps.partial_files), "remove_file", crash)
    with pytest.raises(KeyboardInterrupt):
        await client.patch(path, PICTURE, 0)
    monkeypatch.setattr(type(deps.partial_files), "remove_file", remove)
    assert (partial_files(home), (await client.send("GET", path)).json()["state"]) == ([len(PICTURE)], "done")

    assert await resumer.trim_partial_files() == 0

    assert partial_files(home) == []
    assert await resumer.resume_uploads() == 0


async def test_a_deadline_waits_for_a_file_that_was_whole_in_time_and_nothing_follows_as_of_then(
    client, resumer, app, world, begin, clock, monkeypatch, rows
) -> None:
    request = await world.asked("buyer", ("photo",), due_at=SOON)
    path = await client.begun()
    clock.time = SOON - INSTANT

    async def crash(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(type(app.state.service.deps.resumable_uploads.finisher), "_make_evidence", crash)
    with pytest.raises(KeyboardInterrupt):
        await client.patch(path, PICTURE, 0)
    monkeypatch.undo()
    clock.time = SOON + UPLOAD_LIFETIME
    await DeadlineSweeper(Executor(begin, COMMAND_HANDLERS), deadline_command).fire_due()
    assert await world.state(request) == "open"

    await resumer.resume_uploads()

    assert await world.state(request) == "satisfied"
    told = "SELECT convert_from(body, 'UTF8')::jsonb FROM evidence.outbox WHERE topic = 'evidence.request-satisfied.v1'"
    [(satisfied,)] = await rows(told)
    assert datetime.fromisoformat(satisfied["occurred_at"]) == clock.time, "the case has waited, and goes on from now"
