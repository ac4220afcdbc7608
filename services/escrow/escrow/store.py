"""Rows as domain values and back, and the one statement that moves money."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid5

from sqlalchemy import Row, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from common.ids import new_id
from common.kernel import Money, NotFound, Participant
from common.store import NIL, PostgresTx, Timer, Write
from common.terms import Term

from . import tables
from .domain.agreement import Agreement, Fee, Payer, Windows
from .domain.errors import PlatformNotActive, ProviderReferenceUsed
from .domain.escrow import Change, Deadline, Escrow, Purse, Shipment, State
from .domain.ledger import OF_ESCROW, Account, Posting
from .domain.platform import Platform
from .ports import Edition
from .tables import editions, escrows, freezes, platforms, secrets

# The guard on the version is the second wall behind the row lock: it must never be hit.
_KEEP: Final = """
input AS (
  SELECT CAST(:tenant AS uuid) AS tenant, CAST(:transaction AS uuid) AS transaction, CAST(:id AS uuid) AS escrow,
         CAST(:currency AS text) AS currency, CAST(:instruction AS uuid) AS instruction,
         CAST(:cause AS text) AS cause, CAST(:at AS timestamptz) AS at
), accounts AS (
  INSERT INTO escrow.ledger_accounts (id, tenant_id, kind, currency, escrow_id)
  SELECT e.account, i.tenant, e.kind, i.currency, e.escrow
  FROM input i, jsonb_to_recordset(CAST(:entries AS jsonb)) AS e(account uuid, kind text, escrow uuid, minor bigint)
  ON CONFLICT DO NOTHING
), transactions AS (
  INSERT INTO escrow.ledger_transactions (id, tenant_id, escrow_id, currency, instruction, cause, created_at)
  SELECT i.transaction, i.tenant, i.escrow, i.currency, i.instruction, i.cause, i.at
  FROM input i WHERE i.transaction IS NOT NULL
), entries AS (
  INSERT INTO escrow.ledger_entries
    (transaction_id, tenant_id, account_id, escrow_id, currency, amount_minor, created_at)
  SELECT i.transaction, i.tenant, e.account, i.escrow, i.currency, e.minor, i.at
  FROM input i, jsonb_to_recordset(CAST(:entries AS jsonb)) AS e(account uuid, kind text, escrow uuid, minor bigint)
), moved AS (
  INSERT INTO escrow.movements (id, transaction_id, tenant_id, escrow_id, instruction, kind, party, currency,
                                amount_minor, provider_reference, cause, created_at)
  SELECT m.id, i.transaction, i.tenant, i.escrow, i.instruction, m.kind, m.party, i.currency,
         m.minor, CAST(:reference AS text), i.cause, i.at
  FROM input i, jsonb_to_recordset(CAST(:movements AS jsonb)) AS m(id uuid, kind text, party text, minor bigint)
), kept AS (
  UPDATE escrow.escrows SET
    state = :state, version = :version, facts = :facts, held_minor = :held_minor, frozen_minor = :frozen_minor,
    released_minor = :released_minor, refunded_minor = :refunded_minor, fee_held_minor = :fee_held_minor,
    fee_taken_minor = :fee_taken_minor, frozen_by = :frozen_by, carrier = :carrier,
    tracking_number = :tracking_number, funded_at = :funded_at, ship_by = :ship_by, shipped_at = :shipped_at,
    delivered_at = :delivered_at, inspection_ends_at = :inspection_ends_at, closed_at = :closed_at
  FROM input WHERE escrows.id = input.escrow AND escrows.version = :before RETURNING true
)
"""
_REFERENCE_USED: Final = "uq_movements_provider_reference"
_ADMIT: Final = text("SELECT set_config('app.tenants', current_setting('app.tenants') || ',' || :tenant, true)")
_EDITION: Final = """
SELECT p.suspended, (
  SELECT e.edition FROM escrow.editions e
  WHERE e.owner IN (p.id, CAST(:nil AS uuid)) AND e.current
    AND coalesce(CAST(:wanted AS text), p.default_policy) IN (e.name, e.edition)
  ORDER BY e.owner <> p.id, e.published_at DESC LIMIT 1
) AS edition
FROM escrow.platforms p WHERE p.id = :platform
"""


class EscrowStore:
    def __init__(self, tx: PostgresTx) -> None:
        self._tx = tx

    async def locked(self, escrow: UUID) -> Escrow:
        row = await self._tx.locked(select(escrows).where(escrows.c.id == escrow))
        if row is None:
            raise NotFound("escrow")
        return escrow_of(row)

    async def add(self, escrow: Escrow) -> None:
        await self._tx.execute(insert(escrows), {**_agreed(escrow), **_standing(escrow)})

    async def keep(self, change: Change, *, before: int, at: datetime, cause: str) -> None:
        parameters = {
            **_standing(change.escrow),
            **_posted(change.escrow, change.posting),
            "before": before,
            "at": at,
            "cause": cause,
        }
        await self._tx.write_last(Write(_KEEP, parameters, _refusal))


def _refusal(error: IntegrityError) -> ProviderReferenceUsed | None:
    return ProviderReferenceUsed() if _REFERENCE_USED in str(error.orig) else None


class FreezeStore:
    def __init__(self, tx: PostgresTx) -> None:
        self._tx = tx

    async def known(self, dispute: UUID) -> bool:
        query = select(freezes.c.dispute_id).where(freezes.c.dispute_id == dispute)
        return (await self._tx.execute(query)).one_or_none() is not None

    async def note(self, dispute: UUID, escrow: UUID, state: str, minor: int) -> None:
        row = {
            "tenant_id": self._tx.tenant,
            "dispute_id": dispute,
            "escrow_id": escrow,
            "amount_minor": minor,
            "state": state,
        }
        noted = upsert(freezes).values(row)
        await self._tx.execute(
            noted.on_conflict_do_update(index_elements=["dispute_id"], set_={"state": noted.excluded.state})
        )


class PlatformStore:
    def __init__(self, tx: PostgresTx) -> None:
        self._tx = tx

    async def admit(self, platform: UUID) -> None:
        await self._tx.execute(_ADMIT, {"tenant": str(platform)})

    async def locked(self, platform: UUID) -> Platform:
        row = await self._tx.locked(select(platforms).where(platforms.c.id == platform))
        if row is None:
            raise NotFound("platform")
        return platform_of(row)

    async def add(self, platform: Platform, at: datetime) -> None:
        row = {"tenant_id": platform.id, "created_at": at, **_platform(platform)}
        await self._tx.execute(insert(platforms), row)

    async def save(self, platform: Platform) -> None:
        await self._tx.execute(update(platforms).where(platforms.c.id == platform.id).values(_platform(platform)))

    async def add_secret(self, platform: UUID, id: UUID, digest: bytes, at: datetime) -> None:
        row = {"tenant_id": platform, "id": id, "sha256": digest, "created_at": at}
        await self._tx.execute(insert(secrets), row)

    async def revoke_secret(self, platform: UUID, id: UUID, at: datetime) -> None:
        mine = (secrets.c.id == id) & (secrets.c.tenant_id == platform)
        revoked = await self._tx.execute(update(secrets).where(mine).values(revoked_at=at))
        if revoked.rowcount == 0:
            raise NotFound("secret")


class PolicyStore:
    def __init__(self, tx: PostgresTx) -> None:
        self._tx = tx

    async def edition(self, platform: UUID, wanted: str | None) -> str | None:
        query = text(_EDITION)
        row = (await self._tx.execute(query, {"platform": platform, "wanted": wanted, "nil": NIL})).one_or_none()
        if row is None or row.suspended:
            raise PlatformNotActive
        found: str | None = row.edition
        return found

    async def note(self, edition: Edition) -> None:
        """The newest word on an edition counts, in whatever order they arrive."""
        noted = upsert(editions).values(edition._asdict())
        newer = editions.c.published_at <= noted.excluded.published_at
        changed = {name: noted.excluded[name] for name in edition._asdict() if name not in ("owner", "edition")}
        await self._tx.execute(
            noted.on_conflict_do_update(index_elements=["owner", "edition"], set_=changed, where=newer)
        )


class EscrowTx(PostgresTx):
    plumbing = tables.plumbing

    def __init__(self, connection: AsyncConnection, tenant: UUID) -> None:
        super().__init__(connection, tenant)
        self.escrows = EscrowStore(self)
        self.freezes = FreezeStore(self)
        self.platforms = PlatformStore(self)
        self.policies = PolicyStore(self)

    async def clocks(self) -> tuple[datetime, timedelta]:
        """The database's time, and how far the platform's test clock is ahead of it."""
        row = (await self.execute(select(*self._clock_columns()))).one()
        return row.clock_now, row.clock_shift or timedelta()

    async def arm(self, escrow: UUID, deadline: Deadline | None) -> None:
        wanted = [Timer(*deadline)] if deadline else []
        await self.keep_timers(escrow, wanted)


def escrow_of(row: Row[Any]) -> Escrow:
    return Escrow(
        id=row.id,
        tenant=row.tenant_id,
        agreement=_agreement(row),
        state=State(row.state),
        version=row.version,
        facts=row.facts,
        purse=Purse(
            held=row.held_minor,
            frozen=row.frozen_minor,
            released=row.released_minor,
            refunded=row.refunded_minor,
            fee_held=row.fee_held_minor,
            fee_taken=row.fee_taken_minor,
        ),
        frozen_by=row.frozen_by,
        shipment=Shipment(row.carrier, row.tracking_number) if row.carrier is not None else None,
        created_at=row.created_at,
        fund_by=row.fund_by,
        funded_at=row.funded_at,
        ship_by=row.ship_by,
        shipped_at=row.shipped_at,
        delivered_at=row.delivered_at,
        inspection_ends_at=row.inspection_ends_at,
        closed_at=row.closed_at,
    )


def _agreement(row: Row[Any]) -> Agreement:
    return Agreement(
        buyer=Participant(row.buyer),
        seller=Participant(row.seller),
        price=Money(row.price_minor, row.currency),
        fee=Fee(row.fee_basis_points, row.fee_fixed_minor, Payer(row.fee_paid_by)),
        title=row.title,
        terms=row.terms,
        photo_hashes=tuple(row.photo_hashes),
        windows=Windows(Term.parse(row.funding_expiry), Term.parse(row.ship_within), Term.parse(row.inspection)),
        policy=row.policy,
        category=row.category,
        partner_reference=row.partner_reference,
        metadata=row.metadata,
    )


def _agreed(escrow: Escrow) -> dict[str, Any]:
    agreement = escrow.agreement
    return {
        "tenant_id": escrow.tenant,
        "buyer": agreement.buyer,
        "seller": agreement.seller,
        "currency": escrow.currency,
        "price_minor": escrow.price,
        "fee_basis_points": agreement.fee.basis_points,
        "fee_fixed_minor": agreement.fee.fixed,
        "fee_paid_by": agreement.fee.paid_by,
        "title": agreement.title,
        "terms": agreement.terms,
        "photo_hashes": list(agreement.photo_hashes),
        "funding_expiry": str(agreement.windows.funding_expiry),
        "ship_within": str(agreement.windows.ship_within),
        "inspection": str(agreement.windows.inspection),
        "policy": agreement.policy,
        "category": agreement.category,
        "partner_reference": agreement.partner_reference,
        "metadata": dict(agreement.metadata),
        "created_at": escrow.created_at,
        "fund_by": escrow.fund_by,
    }


def _standing(escrow: Escrow) -> dict[str, Any]:
    """The columns that change."""
    carrier, tracking_number = escrow.shipment or (None, None)
    return {
        "id": escrow.id,
        "state": escrow.state,
        "version": escrow.version,
        "facts": escrow.facts,
        **{f"{name}_minor": minor for name, minor in escrow.purse._asdict().items()},
        "frozen_by": escrow.frozen_by,
        "carrier": carrier,
        "tracking_number": tracking_number,
        "funded_at": escrow.funded_at,
        "ship_by": escrow.ship_by,
        "shipped_at": escrow.shipped_at,
        "delivered_at": escrow.delivered_at,
        "inspection_ends_at": escrow.inspection_ends_at,
        "closed_at": escrow.closed_at,
    }


def _posted(escrow: Escrow, posting: Posting | None) -> dict[str, Any]:
    entries, movements = [], []
    if posting is not None:
        entries = [_entry(escrow, account, minor) for account, minor in posting.entries().items()]
        movements = [
            {"id": str(new_id()), "kind": m.kind, "party": m.party, "minor": m.minor} for m in posting.movements
        ]
    return {
        "tenant": escrow.tenant,
        "transaction": new_id() if posting else None,
        "currency": escrow.currency,
        "instruction": posting and posting.instruction,
        "reference": posting and posting.provider_reference,
        "entries": json.dumps(entries),
        "movements": json.dumps(movements),
    }


def _entry(escrow: Escrow, account: Account, minor: int) -> dict[str, Any]:
    """An account's id follows from whose it is, so that nobody has to look it up."""
    owner = str(escrow.id) if account in OF_ESCROW else None
    id = uuid5(escrow.tenant, f"{account}:{escrow.currency}:{owner or ''}")
    return {"account": str(id), "kind": account, "escrow": owner, "minor": minor}


def platform_of(row: Row[Any]) -> Platform:
    return Platform(
        id=row.id,
        name=row.name,
        default_policy=row.default_policy,
        suspended=row.suspended,
        version=row.version,
        facts=row.facts,
    )


def _platform(platform: Platform) -> dict[str, Any]:
    return {
        "id": platform.id,
        "name": platform.name,
        "default_policy": platform.default_policy,
        "suspended": platform.suspended,
        "version": platform.version,
        "facts": platform.facts,
    }
