"""Malware scanning through ClamAV, where one is configured."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import urlsplit
from uuid import UUID

import aioclamd
from sqlalchemy import select

from common.db import Database

from . import commands
from .domain.errors import ContentRejected
from .domain.item import ScanState, StoredFile
from .finishing import Begin
from .safe import Safe
from .tables import erasures, files, verdicts

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

    def __init__(self, database: Database, begin: Begin, safe: Safe, scanner: Scanner) -> None:
        self._database, self._begin, self._safe, self._scanner = database, begin, safe, scanner

    async def run(self) -> None:
        while True:
            await self.rescan()
            await asyncio.sleep(EVERY_SECONDS)

    async def rescan(self) -> int:
        if isinstance(self._scanner, NoScanner):
            return 0
        async with self._database.worker() as connection:
            told = select(verdicts.c.id).where(verdicts.c.id == files.c.id).exists()
            gone = select(erasures.c.id).where(erasures.c.id == files.c.id).exists()
            waiting = select(files.c.tenant_id, files.c.id).order_by(files.c.finished_at)
            waiting = waiting.where(files.c.scan_state == ScanState.QUARANTINED, ~told, ~gone)
            rows = (await connection.execute(waiting.limit(BATCH))).all()
        return sum([await self._one(row.tenant_id, row.id) for row in rows])

    async def _one(self, tenant: UUID, id: UUID) -> bool:
        async with self._begin(tenant) as tx:
            found = (await tx.items.get(id)).content
        if not isinstance(found, StoredFile):
            return False  # erased meanwhile
        async with self._safe.local(found) as file:
            state = await self._scanner.scan(file)
        if state is ScanState.QUARANTINED:
            return False
        async with self._begin(tenant) as tx:
            await commands.note_scanned(tx, id, state)
        return True
