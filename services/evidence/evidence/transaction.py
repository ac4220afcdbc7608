"""Transaction of this service, with every store: the one place that knows them all."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from common.persistence.database import Database, InfrastructureTables
from common.persistence.transaction import Clock, PostgresTransaction, Transactions

from .cases.store import CaseStore
from .custody.store import CustodyStore
from .deals.store import DealStore, PlatformStore
from .external_video.store import ExternalVideoStore
from .items.store import ItemStore
from .live_video.lease_store import EXTERNAL_VIDEOS, CheckLeaseStore
from .live_video.store import ExaminationStore, VideoStore
from .proof.bundle_store import BundleStore
from .proof.seal_store import SealStore
from .quotas.store import QuotaStore
from .requests.store import RequestStore
from .retention.erasure_store import ErasureStore
from .retention.retention_store import RetentionStore
from .schema import infrastructure, metadata
from .storage.key_store import KeyStore
from .storage.key_wrapping import KeyWrapper
from .uploads.store import UploadStore

__all__ = ["EvidenceTransaction", "begin_transactions", "metadata"]


class EvidenceTransaction(PostgresTransaction):
    infrastructure: ClassVar[InfrastructureTables] = infrastructure

    def __init__(self, connection: AsyncConnection, tenant: UUID, key_wrapper: KeyWrapper) -> None:
        super().__init__(connection, tenant)
        self.key_wrapper = key_wrapper
        self.keys = KeyStore(self, key_wrapper)
        self.cases = CaseStore(self)
        self.deals = DealStore(self)
        self.platforms = PlatformStore(self)
        self.requests = RequestStore(self)
        self.items = ItemStore(self, self.keys, key_wrapper)
        self.custody = CustodyStore(self)
        self.uploads = UploadStore(self, self.keys, key_wrapper)
        self.quotas = QuotaStore(self)
        self.seals = SealStore(self)
        self.bundles = BundleStore(self, key_wrapper)
        self.erasures = ErasureStore(self)
        self.retention = RetentionStore(self)
        self.examinations = ExaminationStore(self)
        self.videos = VideoStore(self, self.keys, key_wrapper)
        self.check_leases = CheckLeaseStore(self)
        self.external_videos = ExternalVideoStore(self)
        self.external_check_leases = CheckLeaseStore(self, EXTERNAL_VIDEOS)


def begin_transactions(
    database: Database, key_wrapper: KeyWrapper, clock: Clock | None = None
) -> Transactions[EvidenceTransaction]:
    """Transactions that can read what is kept under a person's key."""
    return Transactions(
        database, lambda connection, tenant: EvidenceTransaction(connection, tenant, key_wrapper), infrastructure, clock
    )
