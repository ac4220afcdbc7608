"""Stores of escrow: what is read, locked and written in Postgres."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import orjson
from sqlalchemy import ColumnElement, Row, func, insert, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import IntegrityError

from common.kernel.errors import NotFound, OvertakenByRival, PlatformNotActive
from common.kernel.ids import format_id
from common.kernel.timing import Timing
from common.persistence.direct_statements import DirectStatement
from common.persistence.erasing import forget_answers, forget_sent_events
from common.persistence.pending_writes import AggregateWrite
from common.persistence.row_locks import LockedRowQuery
from common.persistence.tenant_connection import TenantConnection
from common.persistence.transaction import EVERY_PLATFORM, PostgresTransaction

from .domain.admission import Admission, AdmissionQuery, CurrentEdition, PolicyEdition
from .domain.erasing import Erasure
from .domain.escrow import Change, Escrow
from .domain.fines import BookedFine
from .domain.freezes import FreezeRecord
from .domain.payments import PaidEscrow, Payment
from .domain.platform import ClientSecret, Platform, SecretRecord
from .domain.reversals import Settlement
from .domain.standing import ParticipantStanding
from .rows import (
    agreement_to_row,
    booked_fine_from_row,
    dispute_terms_from_json,
    edition_to_row,
    escrow_from_row,
    freeze_from_row,
    freeze_to_row,
    known_payment_from_row,
    payment_to_json,
    platform_from_row,
    platform_to_row,
    posting_to_row,
    secret_from_row,
    settlement_from_row,
    standing_from_json,
    standing_to_row,
    state_to_row,
)
from .statements import (
    ADD_ESCROWS,
    ADMISSION,
    FINE_MOVEMENT,
    KNOWN_POLICIES,
    PAYMENT_OF_REFERENCE,
    PROVIDER_REFERENCE_WALLS,
    SAVE_AND_POST,
    SETTLEMENT_MOVEMENTS,
)
from .tables import (
    current_editions,
    editions,
    escrows,
    freezes,
    ledger_transactions,
    movements,
    platforms,
    secrets,
    standings,
)

ADMISSIONS_STATEMENT: Final = DirectStatement(ADMISSION)
LOCKED_ESCROW: Final = LockedRowQuery(escrows)
LOCKED_PAID_ESCROW: Final = LockedRowQuery(escrows, {"payment": PAYMENT_OF_REFERENCE})
"""An escrow, and what is known of the payment whose reference is the note."""
PARCEL_WORDS: Final = ("tracking_number", "carrier")
DEAL_WORDS: Final = ("title", "terms", "metadata")
"""Keys under which answers and events say what the platform has written of a deal."""


class EscrowStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def get_for_update(self, escrow: UUID) -> Escrow:
        row = await self._tx.lock_row(LOCKED_ESCROW, escrow)
        if row is None:
            raise NotFound("escrow")
        return escrow_from_row(row)

    async def add(self, escrow: Escrow) -> None:
        row = {**agreement_to_row(escrow), **state_to_row(escrow)}
        await self._tx.defer_write(AggregateWrite(ADD_ESCROWS, row))

    async def get_with_payment(self, escrow: UUID, reference: str) -> PaidEscrow:
        row = await self._tx.lock_row(LOCKED_PAID_ESCROW, escrow, reference)
        if row is None:
            raise NotFound("escrow")
        paid = escrow_from_row(row)
        return PaidEscrow(paid, known_payment_from_row(row, paid))

    async def save(
        self, change: Change, *, before: int, timing: Timing, cause: str, payment: Payment | None = None
    ) -> None:
        row = {
            **state_to_row(change.aggregate),
            **posting_to_row(change.aggregate, change.posting),
            "payment": payment_to_json(payment),
            "before": before,
            "at": timing.effective_at,
            "recorded_at": timing.now,
            "cause": cause,
        }
        await self._tx.defer_write(AggregateWrite(SAVE_AND_POST, row, rival_payment))

        if change.aggregate.closed_at is not None and change.aggregate.erasure is not None:
            await self.erase(change.aggregate, change.aggregate.erasure)  # the write itself says nothing of it any more

    async def erase(self, escrow: Escrow, erasure: Erasure) -> None:
        """What is agreed says `title`, `terms` and `metadata`; an empty one was erased."""
        parcel = None if escrow.shipment is None else escrow.shipment.without_words()._asdict()
        erased = asdict(escrow.agreement.without_words()) if erasure is Erasure.WORDS else {}
        words = {name: erased[name] for name in DEAL_WORDS if name in erased}
        own = (escrows.c.tenant_id == self._tx.tenant, escrows.c.id == escrow.id)
        await self._tx.execute(update(escrows).where(*own).values({"erasure": None, **(parcel or {}), **words}))
        keys = (*PARCEL_WORDS, *(DEAL_WORDS if erasure is Erasure.WORDS else ()))
        await forget_answers(self._tx, [format_id("esc", escrow.id)], keys, escrow.id)
        await forget_sent_events(self._tx, escrow.id, keys)

    async def remember_erasure(self, escrow: Escrow, erasure: Erasure) -> None:
        own = (escrows.c.tenant_id == self._tx.tenant, escrows.c.id == escrow.id)
        await self._tx.execute(update(escrows).where(*own).values(erasure=erasure))


def rival_payment(error: IntegrityError) -> OvertakenByRival | None:
    """Translate a violated wall of provider references: the payment was counted since it was looked for."""
    return OvertakenByRival() if any(wall in str(error.orig) for wall in PROVIDER_REFERENCE_WALLS) else None


class FreezeStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def find(self, dispute: UUID) -> FreezeRecord | None:
        own = (freezes.c.tenant_id == self._tx.tenant, freezes.c.dispute_id == dispute)
        row = (await self._tx.execute(select(freezes).where(*own))).one_or_none()
        return None if row is None else freeze_from_row(row)

    async def get_settlement(self, escrow: UUID, instruction: UUID) -> Settlement:
        parameters = {"tenant": self._tx.tenant, "escrow": escrow, "instruction": instruction}
        row = (await self._tx.execute(text(SETTLEMENT_MOVEMENTS), parameters)).one()
        return settlement_from_row(row, instruction)

    async def is_posted(self, escrow: UUID, instruction: UUID) -> bool:
        ordered = select(movements.c.id).where(
            movements.c.tenant_id == self._tx.tenant,
            movements.c.escrow_id == escrow,
            movements.c.instruction == instruction,
        )
        return (await self._tx.execute(ordered.limit(1))).one_or_none() is not None

    async def save(self, escrow: UUID, record: FreezeRecord) -> None:
        row = upsert(freezes).values(freeze_to_row(self._tx.tenant, escrow, record))
        changed = {"state": row.excluded.state, "instruction": row.excluded.instruction}
        await self._tx.execute(row.on_conflict_do_update(index_elements=["dispute_id"], set_=changed))


class FineStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def find_booking(self, instruction: UUID) -> BookedFine | None:
        parameters = {"tenant": self._tx.tenant, "instruction": instruction}
        row = (await self._tx.execute(text(FINE_MOVEMENT), parameters)).one_or_none()
        return None if row is None else booked_fine_from_row(row, instruction)

    async def is_posted(self, instruction: UUID) -> bool:
        of_fine = (movements.c.instruction == instruction) & movements.c.escrow_id.is_(None)
        own = movements.c.tenant_id == self._tx.tenant
        return (await self._tx.execute(select(movements.c.id).where(own, of_fine))).one_or_none() is not None

    async def is_cancelled(self, transaction: UUID) -> bool:
        reversal = select(ledger_transactions.c.id).where(
            ledger_transactions.c.tenant_id == self._tx.tenant, ledger_transactions.c.reverses == transaction
        )
        return (await self._tx.execute(reversal)).one_or_none() is not None


class StandingStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def save_if_newer(self, standing: ParticipantStanding) -> None:
        row = upsert(standings).values(standing_to_row(self._tx.tenant, standing))
        changed = {name: row.excluded[name] for name in ("status", "until", "version")}
        newer = standings.c.version < row.excluded.version
        key = ["tenant_id", "participant"]
        await self._tx.execute(row.on_conflict_do_update(index_elements=key, set_=changed, where=newer))


class PlatformStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def widen_tenant(self, platform: UUID) -> None:
        await self._tx.name_tenant(platform)

    async def get_for_update(self, platform: UUID) -> Platform:
        row = await self._tx.get_for_update(
            select(platforms).where(platforms.c.tenant_id == platform, platforms.c.id == platform)
        )
        if row is None:
            raise NotFound("platform")
        return platform_from_row(row)

    async def add(self, platform: Platform, at: datetime) -> None:
        row = {"tenant_id": platform.id, "created_at": at, **platform_to_row(platform)}
        await self._tx.execute(insert(platforms), row)

    async def save(self, platform: Platform) -> None:
        own = (platforms.c.tenant_id == platform.id, platforms.c.id == platform.id)
        await self._tx.execute(update(platforms).where(*own).values(platform_to_row(platform)))
        await self._tx.keep_origins(platform.id, platform.origins, platform.version)
        await self._tx.keep_suspension(platform.id, platform.version, is_suspended=platform.suspended)

    async def add_secret(self, secret: ClientSecret) -> None:
        row = {"tenant_id": secret.platform, "id": secret.id, "sha256": secret.digest}
        await self._tx.execute(insert(secrets).values(**row, created_at=func.clock_timestamp()))

    async def list_valid_secrets(self, platform: UUID) -> tuple[Sequence[SecretRecord], datetime]:
        """By the database's clock: a platform's test clock moves its deals, not the life of its secrets."""
        read_at: datetime = (await self._tx.execute(select(func.clock_timestamp()))).scalar_one()
        query = select(secrets).where(secrets.c.tenant_id == platform, secret_works(read_at)).order_by(secrets.c.id)
        rows = (await self._tx.execute(query)).all()
        return [secret_from_row(row) for row in rows], read_at

    async def revoke_secret(self, platform: UUID, secret_id: UUID) -> None:
        """Revoke it; one that is revoked already stays so from when it was."""
        own = (secrets.c.id == secret_id) & (secrets.c.tenant_id == platform)
        since = func.coalesce(secrets.c.revoked_at, func.clock_timestamp())
        revoked = await self._tx.execute(update(secrets).where(own).values(revoked_at=since))
        if revoked.rowcount == 0:
            raise NotFound("secret")

    async def expire_secrets(self, platform: UUID, replaced: Sequence[SecretRecord]) -> None:
        for secret in replaced:
            own = (secrets.c.id == secret.id) & (secrets.c.tenant_id == platform)
            await self._tx.execute(update(secrets).where(own).values(expires_at=secret.expires_at))


def secret_works(at: datetime | ColumnElement[datetime]) -> ColumnElement[bool]:
    """Condition for secrets that get a token at an instant."""
    return secrets.c.revoked_at.is_(None) & or_(secrets.c.expires_at.is_(None), secrets.c.expires_at > at)


async def read_admissions(
    lane: TenantConnection, requests: Sequence[tuple[PostgresTransaction, AdmissionQuery]]
) -> Sequence[Row[Any] | None]:
    """Read what admits, or hinders, the new deals of several acts, each of its own platform; None if it is unknown."""
    await lane.name_at_least(tenant for tx, _ in requests for tenant in tx.tenants)
    parameters = {
        "platforms": [tx.tenant for tx, _ in requests],
        "policies": [query.policy for _, query in requests],
        "categories": [query.category for _, query in requests],
        "participants": [orjson.dumps(query.participants).decode() for _, query in requests],
        "built_in": EVERY_PLATFORM,
    }
    rows = {row.number: row for row in await lane.fetch(ADMISSIONS_STATEMENT, parameters)}
    return [rows.get(number) for number in range(1, len(requests) + 1)]


class PolicyStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def check_admission(self, platform: UUID, query: AdmissionQuery) -> Admission:
        row = await self._tx.together(read_admissions, query)
        if row is None or row.suspended:
            raise PlatformNotActive
        self._tx.read_clock(row)
        restricted = tuple(standing_from_json(stored) for stored in row.restricted or ())
        terms = dispute_terms_from_json(row.dispute_terms)
        return Admission(platform, row.edition, row.hash or "", restricted, terms, query.policy)

    async def find_unknown(self, platform: UUID, policies: Collection[str]) -> set[str]:
        parameters = {"platform": platform, "policies": list(policies), "built_in": EVERY_PLATFORM}
        return set(policies) - set((await self._tx.execute(text(KNOWN_POLICIES), parameters)).scalars())

    async def save_if_newer(self, edition: PolicyEdition) -> None:
        values = edition_to_row(edition)
        row = upsert(editions).values(values)
        newer = editions.c.published_at <= row.excluded.published_at
        changed = {name: row.excluded[name] for name in values if name not in ("owner", "edition")}
        key = ["owner", "edition"]
        await self._tx.execute(row.on_conflict_do_update(index_elements=key, set_=changed, where=newer))

    async def choose_if_newer(self, current: CurrentEdition) -> None:
        if current.edition.owner == current.platform:
            await self._keep_edition(current.edition)
        edition = None if current.follows_newest else current.edition.edition
        chosen = {"edition": edition, "version": current.version}
        row = upsert(current_editions).values(owner=current.platform, name=current.edition.name, **chosen)
        newer = current_editions.c.version < row.excluded.version
        key = ["owner", "name"]
        await self._tx.execute(row.on_conflict_do_update(index_elements=key, set_=chosen, where=newer))

    async def _keep_edition(self, edition: PolicyEdition) -> None:
        await self._tx.execute(upsert(editions).values(edition_to_row(edition)).on_conflict_do_nothing())
