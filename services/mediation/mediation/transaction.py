"""Transaction of this service: the shared one, with the service's stores."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from common.persistence.transaction import PostgresTransaction

from . import tables
from .store import CaseStore, DealStore, MediationStore, TreeStore


class MediationTransaction(PostgresTransaction):
    infrastructure = tables.infrastructure

    def __init__(self, connection: AsyncConnection, tenant: UUID) -> None:
        super().__init__(connection, tenant)
        self.mediations = MediationStore(self)
        self.cases = CaseStore(self)
        self.deals = DealStore(self)
        self.trees = TreeStore(self)
