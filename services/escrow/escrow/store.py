"""Postgres: what is read, held and written."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from common.kernel.errors import NotFound
from common.kernel.money import Money
from common.persistence.transaction import EVERY_PLATFORM, AggregateWrite, PostgresTransaction, ScheduledDeadline

from . import tables
from .domain.errors import PlatformNotActive, ProviderReferenceUsed
from .domain.escrow import Change, Deadline, Escrow
from .domain.fines import Fine
from .domain.ledger import Party
from .domain.platform import Platform
from .domain.reversals import Settlement
from .domain.standing import Standing
from .ports import Admission, Edition, Frozen, Wanted
from .rows import agreed_row, escrow_of, platform_of, platform_row, posted, standing_of, standing_row
from .statements import ADMISSION, ADMIT, FINE, KEEP, KNOWN, REFERENCE_USED, SETTLEMENT
from .tables import editions, escrows, freezes, ledger_transactions, movements, platforms, secrets, standings


class EscrowStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def locked(self, escrow: UUID) -> Escrow:
        row = await self._tx.get_for_update(select(escrows).where(escrows.c.id == escrow))
        if row is None:
            raise NotFound("escrow")
        return escrow_of(row)

    async def add(self, escrow: Escrow) -> None:
        await self._tx.execute(insert(escrows), {**agreed_row(escrow), **standing_row(escrow)})

    async def keep(self, change: Change, *, before: int, at: datetime, cause: str) -> None:
        parameters = {
            **standing_row(change.escrow),
            **posted(change),
            "before": before,
            "at": at,
            "cause": cause,
        }
        await self._tx.defer_write(AggregateWrite(KEEP, parameters, _refusal))


def _refusal(error: IntegrityError) -> ProviderReferenceUsed | None:
    return ProviderReferenceUsed() if REFERENCE_USED in str(error.orig) else None


class FreezeStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def known(self, dispute: UUID) -> Frozen | None:
        query = select(freezes.c.state, freezes.c.instruction).where(freezes.c.dispute_id == dispute)
        row = (await self._tx.execute(query)).one_or_none()
        return None if row is None else Frozen(*row)

    async def settlement(self, escrow: UUID, instruction: UUID) -> Settlement:
        row = (await self._tx.execute(text(SETTLEMENT), {"escrow": escrow, "instruction": instruction})).one()
        return Settlement(row.transaction_id, instruction, row.to_buyer, row.to_seller, row.fee, row.earned)

    async def note(
        self, dispute: UUID, escrow: UUID, state: str, minor: int, *, instruction: UUID | None = None
    ) -> None:
        row = {
            "tenant_id": self._tx.tenant,
            "dispute_id": dispute,
            "escrow_id": escrow,
            "amount_minor": minor,
            "state": state,
            "instruction": instruction,
        }
        noted = upsert(freezes).values(row)
        last_word = {"state": noted.excluded.state, "instruction": noted.excluded.instruction}
        await self._tx.execute(noted.on_conflict_do_update(index_elements=["dispute_id"], set_=last_word))


class FineStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def found(self, instruction: UUID) -> tuple[Fine, UUID] | None:
        asked = {"tenant": self._tx.tenant, "instruction": instruction}
        row = (await self._tx.execute(text(FINE), asked)).one_or_none()
        if row is None:
            return None
        amount = Money(row.amount_minor, row.currency)
        return Fine(instruction, row.dispute_id, row.participant, Party(row.party), amount), row.transaction_id

    async def posted(self, instruction: UUID) -> bool:
        fined = (movements.c.instruction == instruction) & movements.c.escrow_id.is_(None)
        return (await self._tx.execute(select(movements.c.id).where(fined))).one_or_none() is not None

    async def cancelled(self, transaction: UUID) -> bool:
        undone = select(ledger_transactions.c.id).where(ledger_transactions.c.reverses == transaction)
        return (await self._tx.execute(undone)).one_or_none() is not None


class StandingStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def note(self, standing: Standing, *, version: int) -> None:
        noted = upsert(standings).values(tenant_id=self._tx.tenant, version=version, **standing._asdict())
        changed = {name: noted.excluded[name] for name in ("status", "until", "version")}
        newer = standings.c.version < noted.excluded.version
        await self._tx.execute(
            noted.on_conflict_do_update(index_elements=["tenant_id", "participant"], set_=changed, where=newer)
        )


class PlatformStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def admit(self, platform: UUID) -> None:
        await self._tx.execute(ADMIT, {"tenant": str(platform)})

    async def locked(self, platform: UUID) -> Platform:
        row = await self._tx.get_for_update(select(platforms).where(platforms.c.id == platform))
        if row is None:
            raise NotFound("platform")
        return platform_of(row)

    async def add(self, platform: Platform, at: datetime) -> None:
        row = {"tenant_id": platform.id, "created_at": at, **platform_row(platform)}
        await self._tx.execute(insert(platforms), row)

    async def save(self, platform: Platform) -> None:
        await self._tx.execute(update(platforms).where(platforms.c.id == platform.id).values(platform_row(platform)))

    async def add_secret(self, platform: UUID, id: UUID, digest: bytes, at: datetime) -> None:
        row = {"tenant_id": platform, "id": id, "sha256": digest, "created_at": at}
        await self._tx.execute(insert(secrets), row)

    async def revoke_secret(self, platform: UUID, id: UUID, at: datetime) -> None:
        mine = (secrets.c.id == id) & (secrets.c.tenant_id == platform)
        revoked = await self._tx.execute(update(secrets).where(mine).values(revoked_at=at))
        if revoked.rowcount == 0:
            raise NotFound("secret")


class PolicyStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def admission(self, platform: UUID, wanted: Wanted) -> Admission:
        asked = {
            "platform": platform,
            "wanted": wanted.policy,
            "category": wanted.category,
            "participants": list(wanted.participants),
            "nil": EVERY_PLATFORM,
        }
        row = (await self._tx.execute(text(ADMISSION), asked)).one_or_none()
        if row is None or row.suspended:
            raise PlatformNotActive
        barred = tuple(standing_of(*said) for said in row.barred or ())
        return Admission(row.edition, row.hash or "", barred)

    async def unknown(self, platform: UUID, policies: Collection[str]) -> set[str]:
        asked = {"platform": platform, "wanted": list(policies), "nil": EVERY_PLATFORM}
        return set(policies) - set((await self._tx.execute(text(KNOWN), asked)).scalars())

    async def note(self, edition: Edition) -> None:
        """The newest word on an edition counts, in whatever order they arrive."""
        noted = upsert(editions).values(edition._asdict())
        newer = editions.c.published_at <= noted.excluded.published_at
        changed = {name: noted.excluded[name] for name in edition._asdict() if name not in ("owner", "edition")}
        await self._tx.execute(
            noted.on_conflict_do_update(index_elements=["owner", "edition"], set_=changed, where=newer)
        )


class EscrowTx(PostgresTransaction):
    infrastructure = tables.infrastructure

    def __init__(self, connection: AsyncConnection, tenant: UUID) -> None:
        super().__init__(connection, tenant)
        self.escrows = EscrowStore(self)
        self.freezes = FreezeStore(self)
        self.platforms = PlatformStore(self)
        self.policies = PolicyStore(self)
        self.fines = FineStore(self)
        self.standings = StandingStore(self)

    async def clocks(self) -> tuple[datetime, timedelta]:
        """The database's time, and how far the platform's test clock is ahead of it."""
        row = (await self.execute(select(*self._clock_columns()))).one()
        return row.clock_now, row.clock_shift or timedelta()

    async def arm(self, escrow: UUID, deadline: Deadline | None) -> None:
        wanted = [ScheduledDeadline(*deadline)] if deadline else []
        await self.schedule_deadlines(escrow, wanted)
