"""Has seals timestamped by an authority (RFC 3161), if one is configured: that they were there, somebody else says."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from typing import Any, Final

import httpx
from rfc3161_client import HashAlgorithm, PKIStatus, TimestampRequestBuilder, decode_timestamp_response
from sqlalchemy import select

from common.db import Database

from .finishing import Begin
from .tables import seals

log = logging.getLogger(__name__)

EVERY_SECONDS: Final = 10.0
BATCH: Final = 10
HEADERS: Final = {"Content-Type": "application/timestamp-query"}


class Timestamper:
    def __init__(self, database: Database, begin: Begin, url: str | None, client: httpx.AsyncClient) -> None:
        self._database, self._begin, self._url, self._client = database, begin, url, client

    async def run(self) -> None:
        while True:
            await self.stamp()
            await asyncio.sleep(EVERY_SECONDS)

    async def stamp(self) -> int:
        """How many got their token; those the authority does not answer for are asked for again."""
        if self._url is None:
            return 0
        query = select(seals.c.tenant_id, seals.c.dispute, seals.c.instance, seals.c.manifest)
        query = query.where(seals.c.timestamp.is_(None)).order_by(seals.c.sealed_at).limit(BATCH)
        async with self._database.worker() as connection:
            rows = (await connection.execute(query)).all()
        return sum([await self._one(self._url, row) for row in rows])

    async def _one(self, url: str, row: Any) -> bool:
        asked = TimestampRequestBuilder().data(row.manifest).hash_algorithm(HashAlgorithm.SHA256).build()
        try:
            answer = await self._client.post(url, content=asked.as_bytes(), headers=HEADERS)
            answer.raise_for_status()
            told = decode_timestamp_response(answer.content)
        except (httpx.HTTPError, ValueError) as failure:
            log.warning("the timestamping authority does not answer (%s)", type(failure).__name__)
            return False
        if PKIStatus(told.status) is not PKIStatus.GRANTED or not _is_for(told, asked, row.manifest):
            log.error("the timestamping authority did not vouch for the seal of %s", row.dispute)
            return False
        async with self._begin(row.tenant_id) as tx:
            await tx.seals.stamp(row.dispute, row.instance, answer.content)
        return True


def _is_for(told: Any, asked: Any, manifest: bytes) -> bool:
    info = told.tst_info
    return bool(info.message_imprint.message == hashlib.sha256(manifest).digest() and info.nonce == asked.nonce)
