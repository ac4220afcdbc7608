from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from evidence.inspection.scanner import open_scanner
from evidence.submissions.rescanner import Rescanner
from evidence.testing import an_image

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd:
    """Speaks the daemon's protocol: INSTREAM, sizes and chunks, one line."""

    def __init__(self) -> None:
        self.says: bytes | None = b"stream: OK\n"
        self.seen: list[bytes] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._answer(reader, writer)
        except asyncio.IncompleteReadError:
            pass  # the caller gave up in the middle
        finally:
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert await reader.readline() == b"nINSTREAM\n"
        content = b""
        while size := int.from_bytes(await reader.readexactly(4)):
            content += await reader.readexactly(size)
        self.seen.append(content)
        if self.says is not None:
            infected = b"EICAR" in content
            writer.write(b"stream: Eicar-Test-Signature FOUND\n" if infected else self.says)


@pytest.fixture
async def clamd():
    daemon = Clamd()
    server = await asyncio.start_server(daemon.serve, "127.0.0.1", 0)
    daemon.url = f"tcp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    yield daemon
    server.close()


@pytest.fixture
def scanned(serving, world):
    @asynccontextmanager
    async def scanned(url: str, **differently):
        async with (
            serving(clamav_url=url, **differently) as app,
            httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client,
        ):
            world.client, deps = client, app.state.service.deps
            scanner = open_scanner(url, app.state.service.settings.clamav_max_bytes)
            world.rescanner = Rescanner(app.state.service.executor, deps.encrypted_blobs, scanner)
            yield world

    return scanned


async def test_what_the_scanner_finds_clean_says_so(scanned, clamd) -> None:
    async with scanned(clamd.url) as world:
        response = await world.upload(an_image())

    assert response.json()["file"]["scan_state"] == "clean"
    assert len(clamd.seen) == 1


async def test_row_77_malware_is_rejected_and_nothing_of_it_kept(scanned, clamd, home, rows) -> None:
    async with scanned(clamd.url) as world:
        response = await world.upload(EICAR, kind="document")

    assert (response.status_code, response.json()["code"], response.json()["why"]) == (
        422, "content_rejected", "malware",
    )  # fmt: skip
    assert [f for f in home.rglob("*") if f.is_file()] == []
    assert await rows("SELECT 1 FROM evidence.items") == []


SILENT = ["down", "hangs up", "error", "nonsense", "too large"]


@pytest.mark.parametrize("how", SILENT)
async def test_flt_f6_without_a_clear_answer_a_file_stays_in_quarantine(scanned, clamd, rows, how: str) -> None:
    url = "tcp://127.0.0.1:1" if how == "down" else clamd.url
    clamd.says = {"hangs up": None, "error": b"stream: Heuristics ERROR\n", "nonsense": b"what?\n"}.get(how, clamd.says)
    async with scanned(url, **({"clamav_max_bytes": 10} if how == "too large" else {})) as world:
        item = (await world.upload(an_image())).json()

        assert item["file"]["scan_state"] == "quarantined"
        for method, path in [("GET", "/preview"), ("POST", "/download")]:
            for by in ("buyer", "seller", "operator"):
                refused = await world.client.request(
                    method, f"/v1/evidence/items/{item['id']}{path}", headers=world.token(by)
                )
                assert (refused.status_code, refused.json()["code"]) == (409, "quarantined")
        if how != "too large":
            assert await world.rescanner.rescan() == 0
    entries = await rows("SELECT action FROM evidence.custody ORDER BY seq")
    assert [entry.action for entry in entries] == ["received", "inspected"]


async def test_prm_31_a_file_is_offered_for_download_once_it_can_be_downloaded(scanned, clamd) -> None:
    async def offers_download(item: str) -> bool:
        return "download" in {action["rel"] for action in (await world.get(f"/items/{item}")).json()["allowed_actions"]}

    clamd.says = None
    async with scanned(clamd.url) as world:
        item = (await world.upload(an_image())).json()["id"]
        held_back = await offers_download(item)
        clamd.says = b"stream: OK\n"
        await world.rescanner.rescan()

        assert (held_back, await offers_download(item)) == (False, True)


async def test_what_was_in_quarantine_is_scanned_again_and_seen_once_clean(scanned, clamd, rows) -> None:
    clamd.says = None
    async with scanned(clamd.url) as world:
        item = (await world.upload(an_image())).json()["id"]
        clamd.says = b"stream: OK\n"

        assert (await world.rescanner.rescan(), await world.rescanner.rescan()) == (1, 0)

        assert (await world.get(f"/items/{item}/preview")).status_code == 200
    entries = await rows("SELECT action FROM evidence.custody ORDER BY seq")
    assert [entry.action for entry in entries] == ["received", "inspected", "scanned", "viewed"]


async def test_malware_found_later_counts_as_no_evidence(scanned, clamd, rows) -> None:
    async with scanned("tcp://127.0.0.1:1") as world:
        request = await world.asked("buyer", ("document",))
        item = (await world.upload(EICAR, kind="document")).json()["id"]
        assert await world.state(request) == "satisfied"
    async with scanned(clamd.url) as world:
        assert await world.rescanner.rescan() == 1

        seen = (await world.get(f"/items/{item}")).json()
        assert (seen["state"], seen["file"]["scan_state"]) == ("invalid", "infected")
        assert seen["invalidation"]["reason_code"] == "malware"
        assert await world.state(request) == "open"
        refused = await world.client.post(f"/v1/evidence/items/{item}/download", headers=world.token("operator"))
        assert refused.json()["code"] == "quarantined"


async def test_prm_37_a_scan_that_a_lock_has_broken_off_is_still_waited_for(scanned, clamd, database) -> None:
    clamd.says = None
    async with scanned(clamd.url) as world:
        await world.upload(an_image())
        clamd.says, holder = b"stream: OK\n", create_async_engine(database.admin_url)
        async with holder.begin() as connection:
            await connection.execute(text("SELECT FROM evidence.known_cases FOR UPDATE"))
            with pytest.raises(DBAPIError):
                await world.rescanner.work_for(world.tenant)
        is_waited_for = await world.rescanner.find_due(world.tenant) is not None
        await holder.dispose()

        assert is_waited_for
        assert await world.rescanner.work_for(world.tenant) == 1
        assert await world.rescanner.find_due(world.tenant) is None


async def test_wal_f4_a_file_whose_key_no_secret_opens_keeps_no_other_waiting(scanned, clamd, rows) -> None:
    clamd.says = None
    async with scanned(clamd.url) as world:
        await world.upload(an_image(), by="seller")
        await rows("UPDATE evidence.subject_keys SET key = decode(repeat('00', octet_length(key)), 'hex')")
        await world.upload(an_image("PNG"), by="buyer")
        clamd.says = b"stream: OK\n"

        assert await world.rescanner.work_for(world.tenant) == 1
        assert await world.rescanner.find_due(world.tenant) is None
