"""Postgres for people's standing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Row, func, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from common.persistence.transaction import PostgresTransaction, ScheduledDeadline

from .desk_tables import participants, penalties
from .domain.dispute import State
from .domain.records import Penalty
from .domain.standing import SUSPENSION_ENDS, Imposed, Standing, Stated, id_of
from .rows import RULINGS
from .tables import disputes

PENALTY = TypeAdapter(Penalty)


class StandingStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def get(self, participant: str) -> Standing:
        """Clean where nothing is known."""
        query = select(participants).where(participants.c.id == id_of(self._tx.tenant, participant))
        row = (await self._tx.execute(query)).one_or_none()
        return await self._whole(row) if row is not None else self._clean(participant)

    async def locked(self, participant: str) -> Standing:
        fresh = self._clean(participant)
        row = {"tenant_id": fresh.tenant, "id": fresh.id, "participant": participant, "version": 0, "facts": 0}
        await self._tx.execute(upsert(participants).values(row).on_conflict_do_nothing())
        found = await self.locked_by(fresh.id)
        assert found is not None, "it has just been made sure of"
        return found

    async def locked_by(self, id: UUID) -> Standing | None:
        row = await self._tx.get_for_update(select(participants).where(participants.c.id == id))
        return await self._whole(row) if row is not None else None

    async def stated(self, standing: Standing, *, but: UUID) -> list[Stated]:
        theirs = or_(disputes.c.buyer == standing.participant, disputes.c.seller == standing.participant)
        running = (disputes.c.state != State.CLOSED.value, disputes.c.id != but)
        ruled = func.jsonb_array_length(disputes.c.rulings) > 0
        query = select(disputes.c.id, disputes.c.buyer, disputes.c.rulings).where(theirs, *running, ruled)
        imposed = {(one.dispute, one.penalty.act) for one in standing.imposed}
        return [
            Stated(row.id, ruling.decided_at, penalty)
            for row in await self._tx.execute(query)
            for ruling in RULINGS.validate_python(row.rulings)[-1:]
            for penalty in ruling.penalties
            if (penalty.party == "buyer") == (row.buyer == standing.participant)
            if (row.id, penalty.act) not in imposed
        ]

    async def add(self, imposed: Sequence[Imposed]) -> None:
        await self._tx.execute(insert(penalties), [self._row(one) for one in imposed])

    async def undo(self, imposed: Imposed) -> None:
        undone = {
            "reversed_at": imposed.reversed_at,
            "reversed_by": imposed.reversed_by,
            "reversal_reason": imposed.reversal_reason,
        }
        await self._tx.execute(update(penalties).where(penalties.c.id == imposed.id).values(undone))

    async def save(self, standing: Standing) -> None:
        now = {"version": standing.version, "facts": standing.facts}
        await self._tx.execute(update(participants).where(participants.c.id == standing.id).values(now))

    async def wake(self, id: UUID, *, since: datetime, at: datetime | None) -> None:
        await self._tx.schedule_deadlines(id, [ScheduledDeadline(SUSPENSION_ENDS, since, at)] if at is not None else [])

    def _clean(self, participant: str) -> Standing:
        return Standing(id=id_of(self._tx.tenant, participant), tenant=self._tx.tenant, participant=participant)

    async def _whole(self, row: Row[Any]) -> Standing:
        found = await self._tx.execute(
            select(penalties).where(penalties.c.standing == row.id).order_by(penalties.c.imposed_at, penalties.c.id)
        )
        return Standing(
            id=row.id,
            tenant=row.tenant_id,
            participant=row.participant,
            imposed=tuple(_imposed(one) for one in found),
            version=row.version,
            facts=row.facts,
        )

    def _row(self, imposed: Imposed) -> dict[str, Any]:
        return {
            "tenant_id": self._tx.tenant,
            "id": imposed.id,
            "standing": imposed.standing,
            "dispute": imposed.dispute,
            "instance": imposed.instance,
            "decided_by": imposed.decided_by,
            "penalty": PENALTY.dump_python(imposed.penalty, mode="json"),
            "fine": imposed.fine,
            "imposed_at": imposed.imposed_at,
        }


def _imposed(row: Row[Any]) -> Imposed:
    return Imposed(
        id=row.id,
        standing=row.standing,
        dispute=row.dispute,
        instance=row.instance,
        decided_by=row.decided_by,
        penalty=PENALTY.validate_python(row.penalty),
        imposed_at=row.imposed_at,
        fine=row.fine,
        reversed_at=row.reversed_at,
        reversed_by=row.reversed_by,
        reversal_reason=row.reversal_reason,
    )
