"""Failing answers: a request of one platform fails in the service itself; the connection goes on for everybody else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from common.kernel.ids import format_id, new_id, parse_id
from deploy.proof.testing.market import Market

from . import database
from .customers import open_patient_market
from .stage import Stage

FAILURES: Final = 5
ANSWER_SECONDS: Final = 20.0
FAILING: Final = "/v1/dispute-settings"
_WRITE_UNREADABLE: Final = """
INSERT INTO disputes.platform_settings (tenant_id, stored_version, said, version) VALUES ($1, 999, '{}', 1)
"""
"""As a release of the future would have stored it: this one does not know what it means."""
_FORGET: Final = "DELETE FROM disputes.platform_settings WHERE tenant_id = $1"


async def fail_answers(stage: Stage) -> None:
    """Ask, on one connection to the service, for what it cannot make out, and then for something else."""
    async with open_patient_market(stage) as market:
        address = urlsplit(stage.stack.services["disputes"])
        async with _unreadable_settings(stage, parse_id("plt", market.id)):
            try:
                statuses = await _ask_on_one_connection(address.hostname or "", address.port or 0, market)
            except (OSError, EOFError, TimeoutError) as error:
                return stage.thrown.note_finding("a connection outlives an answer that fails", repr(error))
    print(f"On one connection: {statuses}", flush=True)
    if statuses != [500, 404] * FAILURES:
        stage.thrown.note_finding("a connection outlives an answer that fails", statuses)


@asynccontextmanager
async def _unreadable_settings(stage: Stage, platform: UUID) -> AsyncIterator[None]:
    await database.execute(stage, _WRITE_UNREADABLE, platform)
    try:
        yield
    finally:
        await database.execute(stage, _FORGET, platform)


async def _ask_on_one_connection(host: str, port: int, market: Market) -> list[int]:
    reader, writer = await asyncio.open_connection(host, port)
    statuses = []
    try:
        for path in (FAILING, f"/v1/disputes/{format_id('dsp', new_id())}") * FAILURES:
            head = f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {market.platform.token}\r\n\r\n"
            writer.write(head.encode())
            async with asyncio.timeout(ANSWER_SECONDS):
                statuses.append(await _read_status(reader))
    finally:
        writer.close()
    return statuses


async def _read_status(reader: asyncio.StreamReader) -> int:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = next(line.partition(":")[2] for line in head.splitlines() if line.startswith("content-length:"))
    await reader.readexactly(int(length))
    return int(head.split()[1])
