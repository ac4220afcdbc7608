"""Malware scanning through ClamAV, where one is configured."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import urlsplit

import aioclamd
from sqlalchemy import select

from common.db import Database

from . import commands
from .domain.errors import ContentRejected
from .domain.item import ScanState
from .finishing import Begin
from .ports import Blobs
from .tables import files, verdicts

log = logging.getLogger(__name__)

SECONDS: Final = 120.0
PORT: Final = 3310
EVERY_SECONDS: Final = 60.0
BATCH: Final = 20


class Scanner(Protocol):
    async def scan(self, file: Path) -> ScanState: ...


class NoScanner:
    """None is configured: what comes is plainly `not_scanned`."""

    async def scan(self, file: Path) -> ScanState:
        return ScanState.NOT_SCANNED


class ClamAv:
    """Silence, an error or a file larger than it looks into never count as clean."""

    def __init__(self, url: str, max_bytes: int) -> None:
        address = urlsplit(url)
        self._client = aioclamd.ClamdAsyncClient(address.hostname or "127.0.0.1", address.port or PORT, SECONDS)
        self._max_bytes = max_bytes

    async def scan(self, file: Path) -> ScanState:
        try:
            with await asyncio.to_thread(file.open, "rb") as opened:
                answer = await self._client.instream(opened, max_size=self._max_bytes)
        except (aioclamd.ClamdError, OSError, EOFError) as failure:
            log.error("the scanner does not answer (%s)", type(failure).__name__)
            return ScanState.QUARANTINED
        found = {status for status, _ in (answer or {}).values()}
        if "FOUND" in found:
            return ScanState.INFECTED
        return ScanState.CLEAN if found == {"OK"} else ScanState.QUARANTINED


def open_scanner(url: str | None, max_bytes: int) -> Scanner:
    return NoScanner() if url is None else ClamAv(url, max_bytes)


async def scan(scanner: Scanner, file: Path) -> ScanState:
    """Raises ContentRejected for malware: nothing of it is kept."""
    state = await scanner.scan(file)
    if state is ScanState.INFECTED:
        log.critical("malware was found in an upload; it was refused")
        raise ContentRejected("malware")
    return state


class Rescanner:
    """Looks again into what is in quarantine since the scanner did not answer."""

    def __init__(self, database: Database, begin: Begin, blobs: Blobs, scanner: Scanner) -> None:
        self._database, self._begin, self._blobs, self._scanner = database, begin, blobs, scanner

    async def run(self) -> None:
        while True:
            await self.rescan()
            await asyncio.sleep(EVERY_SECONDS)

    async def rescan(self) -> int:
        if isinstance(self._scanner, NoScanner):
            return 0
        async with self._database.worker() as connection:
            waiting = select(files.c.tenant_id, files.c.id, files.c.path, files.c.size)
            told = select(verdicts.c.id).where(verdicts.c.id == files.c.id).exists()
            waiting = waiting.where(files.c.scan_state == ScanState.QUARANTINED, ~told).order_by(files.c.finished_at)
            rows = (await connection.execute(waiting.limit(BATCH))).all()
        done = 0
        for row in rows:
            async with self._blobs.local(row.path, row.size) as file:
                state = await self._scanner.scan(file)
            if state is not ScanState.QUARANTINED:
                async with self._begin(row.tenant_id) as tx:
                    await commands.note_scanned(tx, row.id, state)
                done += 1
        return done
