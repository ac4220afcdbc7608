"""Store of who the parties of cases are, and which requests for evidence are sealed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import text

from common.kernel.ids import format_id
from common.persistence.direct_statements import DirectStatement
from common.persistence.tenant_connection import TenantConnection
from common.persistence.transaction import PostgresTransaction
from notifications.domain.event_readers import CaseParties

ADD_PARTIES: Final = DirectStatement("""
INSERT INTO notifications.case_parties (tenant_id, case_id, buyer, seller)
SELECT * FROM unnest(CAST(:tenants AS uuid[]), CAST(:cases AS uuid[]), CAST(:buyers AS text[]),
                     CAST(:sellers AS text[]))
ON CONFLICT DO NOTHING
""")
ADD_CASE_OF_ESCROW: Final = text("""
INSERT INTO notifications.case_parties (tenant_id, case_id, buyer, seller)
SELECT tenant_id, :dispute, buyer, seller FROM notifications.case_parties
WHERE tenant_id = :tenant AND case_id = :escrow
ON CONFLICT DO NOTHING
""")
ADD_SEALED_REQUEST: Final = text("""
INSERT INTO notifications.sealed_requests (tenant_id, request) VALUES (:tenant, :request) ON CONFLICT DO NOTHING
""")


class PartyStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def add(self, parties: CaseParties) -> None:
        await self._tx.together(add_parties, parties)

    async def add_of_escrow(self, dispute: UUID, escrow: UUID) -> None:
        """Add those of a dispute that has only been asked for: they are those of its escrow."""
        parameters = {"tenant": self._tx.tenant, "dispute": dispute, "escrow": escrow}
        await self._tx.execute(ADD_CASE_OF_ESCROW, parameters)

    async def keep_sealed(self, request: UUID) -> None:
        """Keep that what answers a request is the other party's to see only once it is revealed."""
        parameters = {"tenant": self._tx.tenant, "request": format_id("req", request)}
        await self._tx.execute(ADD_SEALED_REQUEST, parameters)


async def add_parties(
    lane: TenantConnection, requests: Sequence[tuple[PostgresTransaction, CaseParties]]
) -> Sequence[None]:
    await lane.name_at_least(tx.tenant for tx, _ in requests)
    for tx, _ in requests:
        tx.has_written = True
    columns = {
        "tenants": [tx.tenant for tx, _ in requests],
        "cases": [parties.case for _, parties in requests],
        "buyers": [parties.buyer for _, parties in requests],
        "sellers": [parties.seller for _, parties in requests],
    }
    await lane.fetch(ADD_PARTIES, columns)
    return [None] * len(requests)
