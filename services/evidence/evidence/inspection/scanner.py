"""Malware scanning through ClamAV, where one is configured."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import urlsplit

import aioclamd

from .model import ContentRejected, ScanState

log = logging.getLogger(__name__)

SCAN_SECONDS: Final = 120.0
CLAMAV_PORT: Final = 3310
# What `AlertExceedsMax yes` makes clamd say of a file it has not looked through: no malware, but not clean either.
UNSCANNED_ALERT_PREFIX: Final = "Heuristics.Limits.Exceeded"


class Scanner(Protocol):
    async def scan_file(self, file: Path) -> ScanState: ...


class NoScanner:
    """None is configured: what comes is plainly `not_scanned`."""

    async def scan_file(self, file: Path) -> ScanState:
        return ScanState.NOT_SCANNED


class ClamAvScanner:
    """Silence, an error or a file larger than it looks into never count as clean."""

    def __init__(self, url: str, max_bytes: int) -> None:
        address = urlsplit(url)
        self._client = aioclamd.ClamdAsyncClient(
            address.hostname or "127.0.0.1", address.port or CLAMAV_PORT, SCAN_SECONDS
        )
        self._max_bytes = max_bytes

    async def scan_file(self, file: Path) -> ScanState:
        try:
            with await asyncio.to_thread(file.open, "rb") as opened:
                answer = await self._client.instream(opened, max_size=self._max_bytes)
        except (aioclamd.ClamdError, OSError, EOFError) as failure:
            log.error("the scanner does not answer (%s)", type(failure).__name__)
            return ScanState.QUARANTINED
        return _scan_state_from(list((answer or {}).values()))


def _scan_state_from(answers: Sequence[tuple[str, str | None]]) -> ScanState:
    alerts = [name or "" for status, name in answers if status == "FOUND"]
    if any(not name.startswith(UNSCANNED_ALERT_PREFIX) for name in alerts):
        return ScanState.INFECTED
    return ScanState.CLEAN if {status for status, _ in answers} == {"OK"} else ScanState.QUARANTINED


def open_scanner(url: str | None, max_bytes: int) -> Scanner:
    return NoScanner() if url is None else ClamAvScanner(url, max_bytes)


async def scan_or_refuse(scanner: Scanner, file: Path) -> ScanState:
    """Raises ContentRejected for malware: nothing of it is kept."""
    state = await scanner.scan_file(file)
    if state is ScanState.INFECTED:
        log.critical("malware was found in an upload; it was refused")
        raise ContentRejected("malware")
    return state
