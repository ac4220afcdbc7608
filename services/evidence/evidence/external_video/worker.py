"""Checks the uploaded recordings of conversations that were held elsewhere."""

from __future__ import annotations

import asyncio
from typing import Final
from uuid import UUID

from sqlalchemy import text

from common.persistence.database import Database
from evidence.cases.transaction import TransactionFactory
from evidence.items.model import ExternalVideo, StoredFile
from evidence.live_video.confined_reading import read_marks, reading_from_answer
from evidence.storage.encrypted import EncryptedBlobStore

from .model import check_recording
from .transaction import ExternalVideoTransaction

IDLE_SECONDS: Final = 2.0

_UNCHECKED_RECORDINGS: Final = text("""
SELECT tenant_id, item AS id FROM evidence.external_videos
WHERE checked_at IS NULL AND recording IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM evidence.erasures e WHERE e.id IN (item, recording)) ORDER BY item LIMIT 10
""")


class ExternalVideoWorker:
    """Polls for recordings that nobody has looked into."""

    def __init__(
        self,
        database: Database,
        begin: TransactionFactory[ExternalVideoTransaction],
        encrypted_blobs: EncryptedBlobStore,
    ) -> None:
        self._database, self._begin, self._encrypted_blobs = database, begin, encrypted_blobs

    async def run(self) -> None:
        while True:
            await self.check_recordings()
            await asyncio.sleep(IDLE_SECONDS)

    async def check_recordings(self) -> int:
        """Everything that can be checked now."""
        async with self._database.worker_transaction() as connection:
            rows = (await connection.execute(_UNCHECKED_RECORDINGS)).all()
        for row in rows:
            await self.check_recording(row.tenant_id, row.id)
        return len(rows)

    async def check_recording(self, tenant: UUID, id: UUID) -> None:
        """What the uploaded recording of a conversation elsewhere shows by itself. Doing it twice ends the same."""
        async with self._begin.read(tenant) as tx:
            content, record = (await tx.items.get(id)).content, await tx.external_videos.get(id)
            assert record.recording is not None, "only recordings are checked"
            film = (await tx.items.get(record.recording)).content
        assert isinstance(content, ExternalVideo), "its item is what was said of it"
        assert isinstance(film, StoredFile), "a recording is a file"
        async with self._encrypted_blobs.open_decrypted(film) as file:
            answer = await read_marks(file, {"segments": [[0, film.size]], "chunks": [0]})
        async with self._begin(tenant) as acting:
            record, now = await acting.external_videos.get_for_update(id), (await acting.timing()).now
            if record.checked_at is None:
                acting.cause = "verification"
                await acting.external_videos.save(
                    record.record_findings(check_recording(content, reading_from_answer(answer)), now)
                )
                await acting.append_audit_entry("external_video.checked", str(id))
