"""Malware scanning through ClamAV, where one is configured."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.parse import urlsplit
from uuid import UUID

import aioclamd
from sqlalchemy import select, tuple_

from common.persistence.database import Database

from . import commands
from .domain.errors import ContentAltered, ContentRejected
from .domain.item import ScanState, StoredFile
from .finishing import Begin
from .safe import Safe
from .tables import erasures, files, verdicts

log = logging.getLogger(__name__)

SECONDS: Final = 120.0
PORT: Final = 3310
EVERY_SECONDS: Final = 60.0
BATCH: Final = 20
# What `AlertExceedsMax yes` makes clamd say of a file it has not looked through: no malware, but not clean either.
UNSEEN: Final = "Heuristics.Limits.Exceeded"


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
        return _verdict(list((answer or {}).values()))


def _verdict(said: Sequence[tuple[str, str | None]]) -> ScanState:
    named = [name or "" for status, name in said if status == "FOUND"]
    if any(not name.startswith(UNSEEN) for name in named):
        return ScanState.INFECTED
    return ScanState.CLEAN if {status for status, _ in said} == {"OK"} else ScanState.QUARANTINED


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
        self._last: tuple[datetime, UUID] | None = None
        """Where to go on: what cannot be scanned must not keep the others waiting for ever."""

    async def run(self) -> None:
        while True:
            await self.rescan()
            await asyncio.sleep(EVERY_SECONDS)

    async def rescan(self) -> int:
        """How many of the next few have got their answer; after the last it begins again with the first."""
        if isinstance(self._scanner, NoScanner):
            return 0
        rows, done = await self._waiting(), 0
        for row in rows:
            self._last = row.finished_at, row.id
            done += await self._one(row)
        if len(rows) < BATCH:
            self._last = None
        return done

    async def _waiting(self) -> Sequence[Any]:
        told = select(verdicts.c.id).where(verdicts.c.id == files.c.id).exists()
        gone = select(erasures.c.id).where(erasures.c.id == files.c.id).exists()
        place = tuple_(files.c.finished_at, files.c.id)
        waiting = select(files.c.tenant_id, files.c.id, files.c.finished_at)
        waiting = waiting.where(files.c.scan_state == ScanState.QUARANTINED, ~told, ~gone)
        if self._last is not None:
            waiting = waiting.where(place > tuple_(*self._last))
        async with self._database.worker_transaction() as connection:
            return (await connection.execute(waiting.order_by(files.c.finished_at, files.c.id).limit(BATCH))).all()

    async def _one(self, row: Any) -> bool:
        async with self._begin(row.tenant_id) as tx:
            found = (await tx.items.get(row.id)).content
        if not isinstance(found, StoredFile):
            return False  # erased meanwhile
        try:
            async with self._safe.local(found) as file:
                state = await self._scanner.scan(file)
        except FileNotFoundError:
            log.critical("the file %s is missing", found.path)
            return False
        except ContentAltered:
            log.critical("the key of the file %s is gone", found.path)
            return False
        if state is ScanState.QUARANTINED:
            return False
        async with self._begin(row.tenant_id) as tx:
            await commands.note_scanned(tx, row.id, state)
        return True
