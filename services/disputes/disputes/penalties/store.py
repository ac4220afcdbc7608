"""PostgreSQL store of participants' standings and penalties."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, func, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from common.kernel.named_ids import standing_id
from common.persistence.row_locks import LockedRowQuery
from common.persistence.transaction import PostgresTransaction, ScheduledDeadline
from disputes.cases.codecs import PENALTY, RULINGS
from disputes.cases.tables import disputes
from disputes.engine.dispute import State
from disputes.stored_json import STORED_VERSION, require_known_version

from .model import (
    SUSPENSION_ENDS,
    ImposedPenalty,
    ParticipantStanding,
    PendingPenalty,
    StandingChange,
)
from .tables import participants, penalties

LOCKED_STANDING: Final = LockedRowQuery(participants)


class StandingStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def get(self, participant: str) -> ParticipantStanding:
        query = select(participants).where(
            participants.c.tenant_id == self._tx.tenant, participants.c.id == standing_id(self._tx.tenant, participant)
        )
        row = (await self._tx.execute(query)).one_or_none()
        return await self._load_penalties(row) if row is not None else self._clean_standing(participant)

    async def get_for_update(self, participant: str) -> ParticipantStanding:
        clean = self._clean_standing(participant)
        row = {"tenant_id": clean.tenant, "id": clean.id, "participant": participant, "version": 0, "facts": 0}
        await self._tx.execute(upsert(participants).values(row).on_conflict_do_nothing())
        standing = await self.find_for_update(clean.id)
        assert standing is not None, "it has just been made sure of"
        return standing

    async def find_for_update(self, standing_id: UUID) -> ParticipantStanding | None:
        row = await self._tx.lock_row(LOCKED_STANDING, standing_id)
        return await self._load_penalties(row) if row is not None else None

    async def find_pending(self, standing: ParticipantStanding, *, except_dispute: UUID) -> list[PendingPenalty]:
        participant = standing.participant
        theirs = or_(disputes.c.buyer == participant, disputes.c.seller == participant)
        running = (disputes.c.state != State.CLOSED.value, disputes.c.id != except_dispute)
        ruled = func.jsonb_array_length(disputes.c.rulings) > 0
        query = select(disputes.c.id, disputes.c.buyer, disputes.c.rulings).where(
            disputes.c.tenant_id == self._tx.tenant, theirs, *running, ruled
        )
        imposed = {(penalty.dispute, penalty.penalty.act) for penalty in standing.imposed}
        return [
            PendingPenalty(row.id, ruling.decided_at, penalty)
            for row in await self._tx.execute(query)
            for ruling in RULINGS.decode(row.rulings)[-1:]
            for penalty in ruling.penalties
            if (penalty.party == "buyer") == (row.buyer == participant)
            if (row.id, penalty.act) not in imposed
        ]

    async def save(self, change: StandingChange) -> None:
        standing = change.standing
        for penalty in change.reversed:
            await self._save_reversal(penalty)
        if change.imposed:
            await self._tx.execute(insert(penalties), [self._penalty_to_row(penalty) for penalty in change.imposed])
        version = {"version": standing.version, "facts": standing.event_count}
        own = (participants.c.tenant_id == self._tx.tenant, participants.c.id == standing.id)
        await self._tx.execute(update(participants).where(*own).values(version))

    async def schedule_suspension_end(self, standing_id: UUID, *, since: datetime, at: datetime | None) -> None:
        deadlines = [ScheduledDeadline(SUSPENSION_ENDS, since, at)] if at is not None else []
        await self._tx.schedule_deadlines(standing_id, deadlines)

    async def _save_reversal(self, penalty: ImposedPenalty) -> None:
        reversal = {
            "reversed_at": penalty.reversed_at,
            "reversed_by": penalty.reversed_by,
            "reversal_reason": penalty.reversal_reason,
        }
        own = (penalties.c.tenant_id == self._tx.tenant, penalties.c.id == penalty.id)
        await self._tx.execute(update(penalties).where(*own).values(reversal))

    def _clean_standing(self, participant: str) -> ParticipantStanding:
        tenant = self._tx.tenant
        return ParticipantStanding(id=standing_id(tenant, participant), tenant=tenant, participant=participant)

    async def _load_penalties(self, row: Row[Any]) -> ParticipantStanding:
        rows = await self._tx.execute(
            select(penalties)
            .where(penalties.c.tenant_id == self._tx.tenant, penalties.c.standing == row.id)
            .order_by(penalties.c.imposed_at, penalties.c.id)
        )
        return ParticipantStanding(
            id=row.id,
            tenant=row.tenant_id,
            participant=row.participant,
            imposed=tuple(penalty_from_row(penalty) for penalty in rows),
            version=row.version,
            event_count=row.facts,
        )

    def _penalty_to_row(self, penalty: ImposedPenalty) -> dict[str, Any]:
        return {
            "tenant_id": self._tx.tenant,
            "id": penalty.id,
            "standing": penalty.standing,
            "dispute": penalty.dispute,
            "instance": penalty.instance,
            "decided_by": penalty.decided_by,
            "stored_version": STORED_VERSION,
            "penalty": PENALTY.encode(penalty.penalty),
            "fine": penalty.fine,
            "imposed_at": penalty.imposed_at,
        }


def penalty_from_row(row: Row[Any]) -> ImposedPenalty:
    require_known_version(row.stored_version)
    return ImposedPenalty(
        id=row.id,
        standing=row.standing,
        dispute=row.dispute,
        instance=row.instance,
        decided_by=row.decided_by,
        penalty=PENALTY.decode(row.penalty),
        imposed_at=row.imposed_at,
        fine=row.fine,
        reversed_at=row.reversed_at,
        reversed_by=row.reversed_by,
        reversal_reason=row.reversal_reason,
    )
