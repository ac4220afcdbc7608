"""What a bundle tells of the money: the agreement, and every posting of the escrow's ledger."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from sqlalchemy import select

from common.internal.case_export import CaseRecord, export_rows
from common.kernel.errors import NotFound

from .store import EscrowTx
from .tables import escrows, ledger_accounts, ledger_entries, ledger_transactions, movements

PLATFORMS_OWN: Final = frozenset({"metadata", "partner_reference"})
"""Not the parties' to read."""


async def record_of(tx: EscrowTx, escrow: UUID) -> CaseRecord:
    """Raises NotFound."""
    told = [column for column in escrows.c if column.name not in PLATFORMS_OWN]
    found = await export_rows(tx, select(*told).where(escrows.c.id == escrow))
    if not found:
        raise NotFound("escrow")
    postings = (
        select(ledger_entries, ledger_accounts.c.kind.label("account"), ledger_transactions.c.instruction,
               ledger_transactions.c.cause)
        .join(ledger_accounts, ledger_accounts.c.id == ledger_entries.c.account_id)
        .join(ledger_transactions, ledger_transactions.c.id == ledger_entries.c.transaction_id)
        .where(ledger_entries.c.escrow_id == escrow)
        .order_by(ledger_entries.c.seq)
    )  # fmt: skip
    moved = select(movements).where(movements.c.escrow_id == escrow).order_by(movements.c.created_at, movements.c.id)
    return {"escrow": found[0], "postings": await export_rows(tx, postings), "movements": await export_rows(tx, moved)}
