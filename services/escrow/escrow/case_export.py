"""Case export: the agreement and every posting of the escrow's ledger, for the bundles that evidence makes."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from sqlalchemy import select

from common.internal.case_export import CaseRecord, export_rows
from common.kernel.errors import NotFound
from common.persistence.transaction import PostgresTransaction

from .tables import escrows, ledger_accounts, ledger_entries, ledger_transactions, movements

PLATFORM_ONLY_COLUMNS: Final = frozenset({"metadata", "partner_reference"})
"""Columns that are not the parties' to read."""


async def export_escrow(tx: PostgresTransaction, escrow: UUID) -> CaseRecord:
    """Raises NotFound."""
    visible = [column for column in escrows.c if column.name not in PLATFORM_ONLY_COLUMNS]
    exported = await export_rows(tx, select(*visible).where(escrows.c.id == escrow))
    if not exported:
        raise NotFound("escrow")
    postings_query = (
        select(ledger_entries, ledger_accounts.c.kind.label("account"), ledger_transactions.c.instruction,
               ledger_transactions.c.cause)
        .join(ledger_accounts, ledger_accounts.c.id == ledger_entries.c.account_id)
        .join(ledger_transactions, ledger_transactions.c.id == ledger_entries.c.transaction_id)
        .where(ledger_entries.c.escrow_id == escrow)
        .order_by(ledger_entries.c.seq)
    )  # fmt: skip
    movements_query = (
        select(movements).where(movements.c.escrow_id == escrow).order_by(movements.c.created_at, movements.c.id)
    )
    return {
        "escrow": exported[0],
        "postings": await export_rows(tx, postings_query),
        "movements": await export_rows(tx, movements_query),
    }
