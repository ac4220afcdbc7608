"""Signals for operators: the same picture in other cases, times that contradict one another. Never more than that."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, Protocol
from uuid import UUID

from sqlalchemy import BIGINT, and_, cast, exists, func, insert, or_, select, text
from sqlalchemy.dialects.postgresql import BIT

from common.confinement.fair_queue import OWN_WORK
from common.jobs.polling import PollingWorker
from common.persistence.database import Database
from evidence.cases.queries import QueryTransaction
from evidence.cases.transaction import TransactionFactory
from evidence.custody.transaction import CustodyTransaction
from evidence.inspection.media_type import compute_fingerprint
from evidence.inspection.model import InspectionBusy, ScanState
from evidence.items.model import Erased, StoredFile
from evidence.items.tables import erasures, files, items
from evidence.storage.encrypted import EncryptedBlobStore
from evidence.storage.model import ContentAltered

from .tables import fingerprints

log = logging.getLogger(__name__)

EVERY_SECONDS: Final = 5.0
BATCH_SIZE: Final = 10
MAX_DIFFERING_BITS: Final = 6
"""Of 64 bits, how many may differ between a picture and the same one saved anew."""
MAX_REUSES: Final = 20
_WITHOUT_FINGERPRINT: Final = text(f"""
SELECT f.tenant_id, f.id FROM evidence.files f
WHERE f.media_type LIKE 'image/%' AND f.scan_state IN ('{ScanState.CLEAN}', '{ScanState.NOT_SCANNED}')
  AND NOT EXISTS (SELECT 1 FROM evidence.fingerprints p WHERE p.id = f.id)
  AND NOT EXISTS (SELECT 1 FROM evidence.erasures e WHERE e.id = f.id)
ORDER BY f.id LIMIT {BATCH_SIZE}
""")  # noqa: S608 (words of ours)
_FINGERPRINTED_FILES: Final = items.join(
    files, and_(files.c.tenant_id == items.c.tenant_id, files.c.id == items.c.id)
).outerjoin(fingerprints, and_(fingerprints.c.tenant_id == items.c.tenant_id, fingerprints.c.id == items.c.id))


class SimilarityTransaction(CustodyTransaction, QueryTransaction, Protocol):
    """Transaction in which fingerprints are taken."""


class Fingerprinter:
    """Takes the fingerprints of pictures after they were received, so that nobody waits for it."""

    def __init__(
        self, database: Database, begin: TransactionFactory[SimilarityTransaction], encrypted_blobs: EncryptedBlobStore
    ) -> None:
        self._database, self._begin, self._encrypted_blobs = database, begin, encrypted_blobs

    async def run(self) -> None:
        await PollingWorker(self.take_fingerprints, idle_seconds=EVERY_SECONDS, batch_size=BATCH_SIZE).run()

    async def take_fingerprints(self) -> int:
        async with self._database.worker_transaction() as connection:  # longer than a look may take: others wait for it
            pictures = [(row.tenant_id, row.id) for row in (await connection.execute(_WITHOUT_FINGERPRINT)).all()]
        for tenant, id in pictures:
            await self._take_fingerprint(tenant, id)
        return len(pictures)

    async def _take_fingerprint(self, tenant: UUID, id: UUID) -> None:
        async with self._begin(tenant) as reading:
            picture = (await reading.items.get(id)).content
        if not isinstance(picture, StoredFile):
            return  # erased meanwhile
        try:
            async with self._encrypted_blobs.open_decrypted(picture) as file:
                seen = await compute_fingerprint(file, OWN_WORK)
        except InspectionBusy:
            return  # at its next turn
        except (FileNotFoundError, ContentAltered):
            seen = {}
        dhash = None if seen.get("dhash") is None else _as_signed(int(str(seen["dhash"]), 16))
        taken_at = None if seen.get("taken_at") is None else datetime.fromisoformat(str(seen["taken_at"]))
        async with self._begin(tenant) as tx:
            await tx.custody.lock_head(id)  # held: whoever erases waits, or has
            if isinstance((await tx.items.get(id)).content, Erased):
                return
            made = {"tenant_id": tenant, "id": id, "dhash": dhash, "taken_at": taken_at}
            await tx.execute(insert(fingerprints).values(made))


async def find_reuses(tx: QueryTransaction, item: UUID) -> Sequence[Any]:
    """Find where else on the platform the same file is, or a picture that looks the same: item, dispute, how."""
    erased = exists().where(erasures.c.id == items.c.id)
    mine = select(files.c.sha256, items.c.dispute, fingerprints.c.dhash).select_from(_FINGERPRINTED_FILES)
    original = (await tx.execute(mine.where(items.c.tenant_id == tx.tenant, items.c.id == item, ~erased))).one_or_none()
    if original is None:
        return []
    same = files.c.sha256 == original.sha256
    differing = func.bit_count(cast(fingerprints.c.dhash.op("#")(cast(original.dhash, BIGINT)), BIT(64)))
    alike = and_(fingerprints.c.dhash.is_not(None), differing <= MAX_DIFFERING_BITS)
    looks = same if original.dhash is None else or_(same, alike)
    query = (
        select(items.c.id, items.c.dispute, same.label("same"))
        .select_from(_FINGERPRINTED_FILES)
        .where(items.c.tenant_id == tx.tenant, items.c.dispute != original.dispute, ~erased, looks)
        .order_by(same.desc(), items.c.id.desc())
        .limit(MAX_REUSES)
    )
    return list((await tx.execute(query)).all())


async def find_taken_at(tx: QueryTransaction, item: UUID) -> datetime | None:
    query = select(fingerprints.c.taken_at).where(fingerprints.c.tenant_id == tx.tenant, fingerprints.c.id == item)
    value: datetime | None = (await tx.execute(query)).scalar_one_or_none()
    return value


def _as_signed(bits: int) -> int:
    """Spell 64 bits as the database keeps them."""
    return bits - (1 << 64) if bits >> 63 else bits
