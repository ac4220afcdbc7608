"""Queries of escrow: plain SQL, in the read-only transaction of the principal's platform."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, false, func, or_, select, text, true

from common.internal.case_export import CaseRecord, export_rows
from common.kernel.errors import NotFound
from common.kernel.principal import Principal, Role
from common.persistence.paging import PageFilters, Pager
from common.persistence.row_reads import RowRead
from common.persistence.transaction import PostgresTransaction
from common.web.schemas import Page

from .domain.access import can_see
from .domain.escrow import Escrow
from .domain.freezes import FreezeState
from .domain.platform import Platform
from .platform_views import (
    PlatformFilters,
    PlatformView,
    SecretView,
    account_view,
    debt_view,
    platform_view,
    secret_view,
)
from .rows import escrow_from_row, platform_from_row, secret_from_row
from .schemas import (
    AccountsView,
    DebtView,
    EscrowFilters,
    EscrowView,
    IntegrityView,
    StatementView,
)
from .store import secret_works
from .tables import (
    escrows,
    freezes,
    ledger_accounts,
    ledger_entries,
    ledger_transactions,
    movements,
    platforms,
    secrets,
)
from .views import escrow_view, statement_view

ESCROW_READ: Final = RowRead(select(escrows), escrows, escrow_from_row)
PLATFORM_ONLY_COLUMNS: Final = frozenset({"metadata", "partner_reference", "erasure"})
"""Columns that are not the parties' to read."""
ACCOUNT_BALANCES: Final = """
SELECT a.kind, a.currency, NULL AS participant, coalesce(sum(e.amount_minor), 0) AS minor
FROM escrow.ledger_accounts a LEFT JOIN escrow.ledger_entries e ON e.tenant_id = a.tenant_id AND e.account_id = a.id
WHERE a.tenant_id = :tenant GROUP BY a.kind, a.currency ORDER BY a.currency, a.kind
"""
PARTICIPANT_DEBTS: Final = """
SELECT a.kind, a.currency, a.participant, coalesce(sum(e.amount_minor), 0) AS minor
FROM escrow.ledger_accounts a LEFT JOIN escrow.ledger_entries e ON e.tenant_id = a.tenant_id AND e.account_id = a.id
WHERE a.tenant_id = :tenant AND a.participant = :participant
GROUP BY a.kind, a.currency, a.participant ORDER BY a.currency
"""
LEDGER_INTEGRITY: Final = """
-- The same sums that the constraints guard, taken anew from the entries: nothing stored is believed.
-- transactions: each with the number of its entries and their sum, which is nothing.
WITH transactions AS (
  SELECT t.id, count(e.seq) AS parts, coalesce(sum(e.amount_minor), 0) AS total
  FROM escrow.ledger_transactions t
  LEFT JOIN escrow.ledger_entries e ON e.tenant_id = t.tenant_id AND e.transaction_id = t.id
  WHERE t.tenant_id = :tenant GROUP BY t.id
),
-- holds: each escrow's stored sums beside those of its own two accounts.
holds AS (
  SELECT x.id, x.held_minor, x.fee_held_minor, coalesce(sum(e.amount_minor) FILTER (WHERE a.kind = 'hold'), 0) AS held,
         coalesce(sum(e.amount_minor) FILTER (WHERE a.kind = 'fee_hold'), 0) AS fee_held
  FROM escrow.escrows x
  LEFT JOIN escrow.ledger_accounts a ON a.tenant_id = x.tenant_id AND a.escrow_id = x.id
  LEFT JOIN escrow.ledger_entries e ON e.tenant_id = x.tenant_id AND e.account_id = a.id
  WHERE x.tenant_id = :tenant GROUP BY x.id
)
SELECT (SELECT count(*) FROM transactions) AS transactions,
       (SELECT count(*) FROM transactions WHERE parts < 2 OR total <> 0) AS unbalanced,
       (SELECT count(*) FROM holds) AS escrows,
       (SELECT count(*) FROM holds WHERE (held_minor, fee_held_minor) IS DISTINCT FROM (held, fee_held)) AS differing
"""


async def get_visible_escrow(tx: PostgresTransaction, principal: Principal, escrow_id: UUID) -> Escrow:
    """Raises NotFound."""
    escrow = await tx.get_value(ESCROW_READ, escrow_id)
    if escrow is None:
        raise NotFound("escrow")
    if not can_see(principal, escrow, await _find_ended_dispute(tx, principal, escrow)):
        raise NotFound("escrow")
    return escrow


async def _find_ended_dispute(tx: PostgresTransaction, principal: Principal, escrow: Escrow) -> UUID | None:
    """Find the case that a token is limited to, if it was about this escrow and has ended."""
    if principal.dispute in (None, escrow.frozen_by):
        return None
    query = select(freezes.c.dispute_id).where(_of_ended_dispute(principal), freezes.c.escrow_id == escrow.id)
    dispute: UUID | None = (await tx.execute(query)).scalar_one_or_none()
    return dispute


def _of_ended_dispute(principal: Principal) -> ColumnElement[bool]:
    return and_(
        freezes.c.tenant_id == principal.tenant,
        freezes.c.dispute_id == principal.dispute,
        freezes.c.state != FreezeState.REFUSED,
    )


def visible_escrows(principal: Principal) -> Select[Any]:
    """Select what `domain.access.can_see` would leave."""
    query = select(escrows).where(escrows.c.tenant_id == principal.tenant, _visible_to(principal))
    if principal.escrow is not None:
        query = query.where(escrows.c.id == principal.escrow)
    if principal.dispute is not None:
        ended = select(freezes.c.escrow_id).where(_of_ended_dispute(principal))
        query = query.where(or_(escrows.c.frozen_by == principal.dispute, escrows.c.id.in_(ended)))
    return query


def _visible_to(principal: Principal) -> ColumnElement[bool]:
    match principal.role:
        case Role.PLATFORM:
            return true()
        case Role.OPERATOR:
            return true() if principal.scopes else false()
        case Role.BUYER:
            return escrows.c.buyer == principal.id
        case Role.SELLER:
            return escrows.c.seller == principal.id
        case Role.REPRESENTATIVE:
            return false() if principal.escrow is None and principal.dispute is None else true()
        case _:
            return false()


def involves_participant(participant: str) -> ColumnElement[bool]:
    return or_(escrows.c.buyer == participant, escrows.c.seller == participant)


async def read_escrow(tx: PostgresTransaction, principal: Principal, escrow_id: UUID) -> EscrowView:
    """Raises NotFound."""
    escrow = await get_visible_escrow(tx, principal, escrow_id)
    return _view_for(principal, escrow, (await tx.timing()).now)


def _view_for(principal: Principal, escrow: Escrow, now: datetime) -> EscrowView:
    """View for whoever may read it: with nothing to do there for those whose case about it has ended."""
    view = escrow_view(escrow, principal, now)
    return view if can_see(principal, escrow) else view.model_copy(update={"allowed_actions": []})


async def list_escrows(
    tx: PostgresTransaction, principal: Principal, filters: EscrowFilters, pager: Pager
) -> Page[EscrowView]:
    query = visible_escrows(principal)
    if filters.status:
        query = query.where(escrows.c.state.in_(filters.status))
    if filters.partner_reference:
        query = query.where(escrows.c.partner_reference == filters.partner_reference)
    if filters.participant:
        query = query.where(involves_participant(filters.participant))
    listing = f"escrows:{principal.role}:{principal.id}"
    narrowed = pager.narrow_query(query, escrows.c.id, listing=listing, tenant=principal.tenant, filters=filters)
    rows = await tx.list_rows(narrowed)
    page, next_cursor = pager.split_page(rows, row_id, listing=listing, tenant=principal.tenant, filters=filters)
    views = [_view_for(principal, escrow_from_row(row), (await tx.timing()).now) for row in page]
    return Page[EscrowView](data=views, has_more=next_cursor is not None, next_cursor=next_cursor)


async def read_statement(tx: PostgresTransaction, principal: Principal, escrow_id: UUID) -> StatementView:
    """Read every movement, in the order of its ledger transaction. Raises NotFound."""
    await get_visible_escrow(tx, principal, escrow_id)
    query = (
        select(
            ledger_transactions.c.id.label("transaction"),
            ledger_transactions.c.instruction,
            ledger_transactions.c.cause,
            ledger_transactions.c.created_at,
            ledger_transactions.c.recorded_at,
            movements.c.id,
            movements.c.kind,
            movements.c.party,
            movements.c.amount_minor,
            movements.c.currency,
            movements.c.provider_reference,
        )
        .join(movements, movements.c.transaction_id == ledger_transactions.c.id)
        .where(ledger_transactions.c.tenant_id == tx.tenant, ledger_transactions.c.escrow_id == escrow_id)
        .order_by(ledger_transactions.c.id, movements.c.id)
    )
    return statement_view((await tx.execute(query)).all())


async def list_balances(tx: PostgresTransaction, principal: Principal) -> AccountsView:
    rows = (await tx.execute(text(ACCOUNT_BALANCES), {"tenant": tx.tenant})).all()
    return AccountsView(data=[account_view(row) for row in rows])


async def list_debts(tx: PostgresTransaction, principal: Principal, participant: str) -> AccountsView:
    parameters = {"tenant": tx.tenant, "participant": participant}
    rows = (await tx.execute(text(PARTICIPANT_DEBTS), parameters)).all()
    return AccountsView(data=[account_view(row) for row in rows])


async def list_debt_movements(
    tx: PostgresTransaction, principal: Principal, participant: str, filters: PageFilters, pager: Pager
) -> Page[DebtView]:
    query = (
        select(
            movements.c.id,
            movements.c.transaction_id,
            movements.c.instruction,
            movements.c.kind,
            movements.c.party,
            movements.c.amount_minor,
            movements.c.currency,
            movements.c.escrow_id,
            movements.c.created_at,
            ledger_transactions.c.dispute_id,
        )
        .join(ledger_transactions, ledger_transactions.c.id == movements.c.transaction_id)
        .where(movements.c.tenant_id == tx.tenant, movements.c.participant == participant)
    )
    listing, tenant = f"debts:{participant}", principal.tenant
    narrowed = pager.narrow_query(query, movements.c.id, listing=listing, tenant=tenant, filters=filters)
    rows: Sequence[Row[Any]] = (await tx.execute(narrowed)).all()
    page, next_cursor = pager.split_page(rows, row_id, listing=listing, tenant=tenant, filters=filters)
    views = [debt_view(row) for row in page]
    return Page[DebtView](data=views, has_more=next_cursor is not None, next_cursor=next_cursor)


async def check_ledger(tx: PostgresTransaction, principal: Principal) -> IntegrityView:
    row = (await tx.execute(text(LEDGER_INTEGRITY), {"tenant": tx.tenant})).one()
    return IntegrityView(
        ok=not row.unbalanced and not row.differing,
        transactions=row.transactions,
        unbalanced_transactions=row.unbalanced,
        escrows=row.escrows,
        differing_holds=row.differing,
    )


async def read_platform(tx: PostgresTransaction, principal: Principal, platform_id: UUID) -> PlatformView:
    """Read any platform for an administrator, for a platform itself. Raises NotFound."""
    if principal.role is Role.ADMIN:
        await tx.name_tenant(platform_id)
    return platform_view(await get_platform(tx, platform_id))


async def list_platforms(
    tx: PostgresTransaction, principal: Principal, filters: PlatformFilters, pager: Pager
) -> Page[PlatformView]:
    """List every platform for an administrator; a platform finds itself alone."""
    # Each is its own tenant. Row security shows all of them to whoever acts for every platform, and to nobody else.
    query = select(platforms).where(platforms.c.tenant_id == platforms.c.id)
    if filters.status is not None:
        query = query.where(platforms.c.suspended == (filters.status == "suspended"))
    listing, tenant = "platforms", principal.tenant
    narrowed = pager.narrow_query(query, platforms.c.id, listing=listing, tenant=tenant, filters=filters)
    rows = (await tx.execute(narrowed)).all()
    page, next_cursor = pager.split_page(rows, row_id, listing=listing, tenant=tenant, filters=filters)
    views = [platform_view(platform_from_row(row)) for row in page]
    return Page[PlatformView](data=views, has_more=next_cursor is not None, next_cursor=next_cursor)


async def list_secrets(
    tx: PostgresTransaction, principal: Principal, platform_id: UUID, filters: PageFilters, pager: Pager
) -> Page[SecretView]:
    """List what is known of a platform's secrets, for an administrator or itself. Raises NotFound."""
    if principal.role is Role.ADMIN:
        await tx.name_tenant(platform_id)
    await get_platform(tx, platform_id)
    query = select(secrets, func.clock_timestamp().label("read_at")).where(secrets.c.tenant_id == platform_id)
    listing, tenant = f"secrets of {platform_id}", principal.tenant
    narrowed = pager.narrow_query(query, secrets.c.id, listing=listing, tenant=tenant, filters=filters)
    rows = (await tx.execute(narrowed)).all()
    page, next_cursor = pager.split_page(rows, row_id, listing=listing, tenant=tenant, filters=filters)
    views = [secret_view(secret_from_row(row), row.read_at) for row in page]
    return Page[SecretView](data=views, has_more=next_cursor is not None, next_cursor=next_cursor)


async def export_escrow(tx: PostgresTransaction, escrow: UUID) -> CaseRecord:
    """Export the agreement and every posting, for the bundles that evidence makes. Raises NotFound."""
    visible = [column for column in escrows.c if column.name not in PLATFORM_ONLY_COLUMNS]
    exported = await export_rows(tx, select(*visible).where(escrows.c.tenant_id == tx.tenant, escrows.c.id == escrow))
    if not exported:
        raise NotFound("escrow")
    postings_query = (
        select(
            ledger_entries,
            ledger_accounts.c.kind.label("account"),
            ledger_transactions.c.instruction,
            ledger_transactions.c.cause,
        )
        .join(ledger_accounts, ledger_accounts.c.id == ledger_entries.c.account_id)
        .join(ledger_transactions, ledger_transactions.c.id == ledger_entries.c.transaction_id)
        .where(ledger_entries.c.tenant_id == tx.tenant, ledger_entries.c.escrow_id == escrow)
        .order_by(ledger_entries.c.seq)
    )
    movements_query = (
        select(movements)
        .where(movements.c.tenant_id == tx.tenant, movements.c.escrow_id == escrow)
        .order_by(movements.c.created_at, movements.c.id)
    )
    return {
        "escrow": exported[0],
        "postings": await export_rows(tx, postings_query),
        "movements": await export_rows(tx, movements_query),
    }


async def get_platform(tx: PostgresTransaction, platform_id: UUID) -> Platform:
    """Raises NotFound."""
    row: Row[Any] | None = (
        await tx.execute(select(platforms).where(platforms.c.tenant_id == platform_id, platforms.c.id == platform_id))
    ).one_or_none()
    if row is None:
        raise NotFound("platform")
    return platform_from_row(row)


async def list_secret_digests(tx: PostgresTransaction) -> list[bytes]:
    """List the valid ones of an active platform; a suspended or unknown one has none."""
    query = (
        select(secrets.c.sha256)
        .join(platforms, platforms.c.id == secrets.c.tenant_id)
        .where(secrets.c.tenant_id == tx.tenant, secret_works(func.clock_timestamp()), ~platforms.c.suspended)
    )
    return list((await tx.execute(query)).scalars())


def row_id(row: Row[Any]) -> UUID:
    key: UUID = row.id
    return key
