from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from common.execution.catching_up import rest_on_if_young
from common.kernel.errors import NotFound, Predecessor
from common.persistence.direct_statements import DirectStatement
from common.persistence.row_locks import LockedRowQuery
from common.persistence.tenant_connection import TenantConnection
from common.persistence.transaction import PostgresTransaction
from evidence.cases.model import DISPUTE_OR_EVIDENCE, Case, CaseState
from evidence.cases.rows import case_from_row, case_to_row

from .tables import known_cases

LOCKED_CASE: Final = LockedRowQuery(known_cases)
SAVE_SILENT_END: Final = update(known_cases).where(
    known_cases.c.tenant_id == bindparam("of_tenant"),
    known_cases.c.id == bindparam("of_dispute"),
    known_cases.c.ends_heard < bindparam("sequence"),
)
OPEN_CASES: Final = DirectStatement(f"""
SELECT asked.number, c.id
FROM unnest(CAST(:tenants AS uuid[]), CAST(:escrows AS uuid[])) WITH ORDINALITY AS asked(tenant, escrow, number)
JOIN evidence.known_cases c ON c.tenant_id = asked.tenant AND c.escrow = asked.escrow AND c.state = '{CaseState.OPEN}'
ORDER BY asked.number, c.id
""")  # noqa: S608 (a word of ours)


class CaseStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    @cached_property
    def _own(self) -> ColumnElement[bool]:
        return known_cases.c.tenant_id == self._tx.tenant

    async def get_for_update(self, dispute: UUID) -> Case:
        row = await self._tx.lock_row(LOCKED_CASE, dispute)
        if row is None:
            raise _unknown_case(dispute)
        return case_from_row(row)

    async def get(self, dispute: UUID) -> Case:
        if (case := await self.find(dispute)) is None:
            raise _unknown_case(dispute)
        return case

    async def find(self, dispute: UUID) -> Case | None:
        row = (await self._tx.execute(select(known_cases).where(self._own, known_cases.c.id == dispute))).one_or_none()
        return None if row is None else case_from_row(row)

    async def of_escrow(self, escrow: UUID) -> Sequence[UUID]:
        listed: Sequence[UUID] = await self._tx.together(list_open_cases, escrow)
        return listed

    async def earlier_of_escrow(self, case: Case) -> Sequence[UUID]:
        others = (self._own, known_cases.c.escrow == case.escrow, known_cases.c.id != case.id)
        query = select(known_cases.c.id).where(*others).order_by(known_cases.c.id)
        return list((await self._tx.execute(query)).scalars())

    async def add_if_new(self, case: Case) -> Case:
        insertion = upsert(known_cases).values(tenant_id=self._tx.tenant, **case_to_row(case))
        await self._tx.execute(insertion.on_conflict_do_nothing(index_elements=[known_cases.c.id]))
        return await self.get_for_update(case.id)

    async def save(self, case: Case) -> None:
        await self._tx.execute(
            update(known_cases).where(self._own, known_cases.c.id == case.id).values(case_to_row(case))
        )

    async def save_silent_end(self, dispute: UUID, sequence: int, ends_at: datetime | None) -> None:
        known = {"of_tenant": self._tx.tenant, "of_dispute": dispute, "sequence": sequence}
        self._tx.defer_row(SAVE_SILENT_END, known | {"ends_at": ends_at, "ends_heard": sequence})


async def list_open_cases(
    lane: TenantConnection, requests: Sequence[tuple[PostgresTransaction, UUID]]
) -> Sequence[Sequence[UUID]]:
    """List the open cases of several escrows, each of its own platform."""
    await lane.name_at_least(tenant for tx, _ in requests for tenant in tx.tenants)
    asked = {"tenants": [tx.tenant for tx, _ in requests], "escrows": [escrow for _, escrow in requests]}
    cases: dict[int, list[UUID]] = defaultdict(list)
    for row in await lane.fetch(OPEN_CASES, asked):
        cases[row.number].append(row.id)
    return [cases[number] for number in range(1, len(requests) + 1)]


def _unknown_case(dispute: UUID) -> NotFound:
    """Refusal that rests on disputes, if the case was opened a moment ago."""
    return rest_on_if_young(NotFound(DISPUTE_OR_EVIDENCE), Predecessor("disputes", dispute))
