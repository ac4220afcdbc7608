"""Reads: plain SQL, in the read-only transaction of the caller's platform."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, false, or_, select, text, true

from common.kernel.errors import NotFound
from common.kernel.principal import Principal, Role
from common.persistence.transaction import PostgresTransaction

from .domain.escrow import Escrow
from .rows import escrow_of
from .tables import escrows, ledger_transactions, movements, platforms, secrets

_ACCOUNTS: Final = """
SELECT a.kind, a.currency, NULL AS participant, coalesce(sum(e.amount_minor), 0)::bigint AS minor
FROM escrow.ledger_accounts a LEFT JOIN escrow.ledger_entries e ON e.account_id = a.id
WHERE a.tenant_id = :tenant GROUP BY a.kind, a.currency ORDER BY a.currency, a.kind
"""
_DEBTS: Final = """
SELECT a.kind, a.currency, a.participant, coalesce(sum(e.amount_minor), 0)::bigint AS minor
FROM escrow.ledger_accounts a LEFT JOIN escrow.ledger_entries e ON e.account_id = a.id
WHERE a.tenant_id = :tenant AND a.participant = :participant
GROUP BY a.kind, a.currency, a.participant ORDER BY a.currency
"""
# The same sums that the constraints guard, taken anew from the entries.
_INTEGRITY: Final = """
WITH transactions AS (
  SELECT t.id, count(e.seq) AS parts, coalesce(sum(e.amount_minor), 0) AS total
  FROM escrow.ledger_transactions t LEFT JOIN escrow.ledger_entries e ON e.transaction_id = t.id
  WHERE t.tenant_id = :tenant GROUP BY t.id
), holds AS (
  SELECT x.id, x.held_minor, x.fee_held_minor, coalesce(sum(e.amount_minor) FILTER (WHERE a.kind = 'hold'), 0) AS held,
         coalesce(sum(e.amount_minor) FILTER (WHERE a.kind = 'fee_hold'), 0) AS fee_held
  FROM escrow.escrows x LEFT JOIN escrow.ledger_accounts a ON a.escrow_id = x.id
  LEFT JOIN escrow.ledger_entries e ON e.account_id = a.id
  WHERE x.tenant_id = :tenant GROUP BY x.id
)
SELECT (SELECT count(*) FROM transactions) AS transactions,
       (SELECT count(*) FROM transactions WHERE parts < 2 OR total <> 0) AS unbalanced,
       (SELECT count(*) FROM holds) AS escrows,
       (SELECT count(*) FROM holds WHERE (held_minor, fee_held_minor) IS DISTINCT FROM (held, fee_held)) AS differing
"""


def may_see(caller: Principal, escrow: Escrow) -> bool:
    """Whether it exists for them. A token limited to one case opens that one only."""
    if caller.escrow not in (None, escrow.id) or caller.dispute not in (None, escrow.frozen_by):
        return False
    match caller.role:
        case Role.PLATFORM:
            return True
        case Role.OPERATOR:
            return bool(caller.scopes)
        case Role.BUYER:
            return caller.id == escrow.agreement.buyer
        case Role.SELLER:
            return caller.id == escrow.agreement.seller
        case Role.REPRESENTATIVE:
            return caller.escrow == escrow.id
        case _:
            return False


async def one(tx: PostgresTransaction, escrow: UUID, caller: Principal) -> Escrow:
    row = (await tx.execute(select(escrows).where(escrows.c.id == escrow))).one_or_none()
    if row is None or not may_see(caller, found := escrow_of(row)):
        raise NotFound("escrow")
    return found


def visible_to(caller: Principal) -> Select[Any]:
    """The list that `may_see` would leave."""
    query = select(escrows).where(_theirs(caller))
    if caller.escrow is not None:
        query = query.where(escrows.c.id == caller.escrow)
    if caller.dispute is not None:
        query = query.where(escrows.c.frozen_by == caller.dispute)
    return query


def _theirs(caller: Principal) -> ColumnElement[bool]:
    match caller.role:
        case Role.PLATFORM:
            return true()
        case Role.OPERATOR:
            return true() if caller.scopes else false()
        case Role.BUYER:
            return escrows.c.buyer == caller.id
        case Role.SELLER:
            return escrows.c.seller == caller.id
        case Role.REPRESENTATIVE:
            return true() if caller.escrow is not None else false()
        case _:
            return false()


def of_participant(participant: str) -> ColumnElement[bool]:
    return or_(escrows.c.buyer == participant, escrows.c.seller == participant)


async def postings(tx: PostgresTransaction, escrow: UUID) -> Sequence[Row[Any]]:
    """The statement: every movement, in the order of its ledger transaction."""
    query = (
        select(
            ledger_transactions.c.id.label("transaction"),
            ledger_transactions.c.instruction,
            ledger_transactions.c.cause,
            ledger_transactions.c.created_at,
            movements.c.id,
            movements.c.kind,
            movements.c.party,
            movements.c.amount_minor,
            movements.c.currency,
            movements.c.provider_reference,
        )
        .join(movements, movements.c.transaction_id == ledger_transactions.c.id)
        .where(ledger_transactions.c.escrow_id == escrow)
        .order_by(ledger_transactions.c.id, movements.c.id)
    )
    rows: Sequence[Row[Any]] = (await tx.execute(query)).all()
    return rows


async def accounts(tx: PostgresTransaction) -> Sequence[Row[Any]]:
    rows: Sequence[Row[Any]] = (await tx.execute(text(_ACCOUNTS), {"tenant": tx.tenant})).all()
    return rows


async def debts(tx: PostgresTransaction, participant: str) -> Sequence[Row[Any]]:
    asked = {"tenant": tx.tenant, "participant": participant}
    rows: Sequence[Row[Any]] = (await tx.execute(text(_DEBTS), asked)).all()
    return rows


def debt_postings(participant: str) -> Select[Any]:
    shown = (
        movements.c.id, movements.c.transaction_id, movements.c.instruction, movements.c.kind, movements.c.party,
        movements.c.amount_minor, movements.c.currency, movements.c.escrow_id, movements.c.created_at,
        ledger_transactions.c.dispute_id,
    )  # fmt: skip
    return (
        select(*shown)
        .join(ledger_transactions, ledger_transactions.c.id == movements.c.transaction_id)
        .where(movements.c.participant == participant)
    )


async def integrity(tx: PostgresTransaction) -> Row[Any]:
    row: Row[Any] = (await tx.execute(text(_INTEGRITY), {"tenant": tx.tenant})).one()
    return row


async def platform(tx: PostgresTransaction, id: UUID) -> Row[Any]:
    row: Row[Any] | None = (await tx.execute(select(platforms).where(platforms.c.id == id))).one_or_none()
    if row is None:
        raise NotFound("platform")
    return row


async def valid_secrets(tx: PostgresTransaction) -> list[bytes]:
    """Of an active platform; a suspended or unknown one has none."""
    query = (
        select(secrets.c.sha256)
        .join(platforms, platforms.c.id == secrets.c.tenant_id)
        .where(secrets.c.tenant_id == tx.tenant, secrets.c.revoked_at.is_(None), ~platforms.c.suspended)
    )
    return list((await tx.execute(query)).scalars())
