"""Export of a negotiation for a bundle: how the buyer came to the solutions, every proposal, every version of it."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from sqlalchemy import select

from common.internal.case_export import CaseRecord, export_rows

from .rows import VERSION_KEY
from .tables import mediations, options, proposals
from .transaction import MediationTransaction

# The version of stored JSON is ours alone.
MEDIATION_COLUMNS: Final = tuple(
    (column - VERSION_KEY).label(column.name) if column.name in ("terms", "walk") else column for column in mediations.c
)


async def export_negotiation(tx: MediationTransaction, dispute: UUID) -> CaseRecord:
    """Collect all rows about a case's negotiation; none where it has no negotiation."""
    proposal_rows = select(proposals).where(proposals.c.dispute == dispute).order_by(proposals.c.number)
    option_rows = (
        select(options)
        .join(proposals, proposals.c.id == options.c.proposal)
        .where(proposals.c.dispute == dispute)
        .order_by(proposals.c.number, options.c.version, options.c.rank)
    )
    return {
        "mediation": await export_rows(tx, select(*MEDIATION_COLUMNS).where(mediations.c.dispute == dispute)),
        "proposals": await export_rows(tx, proposal_rows),
        "options": await export_rows(tx, option_rows),
    }
