"""What a bundle tells of a negotiation: how the buyer came to the solutions, every proposal, every version of it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from common.internal.case_export import CaseRecord, export_rows

from .store import MediationTx
from .tables import mediations, options, proposals


async def record_of(tx: MediationTx, dispute: UUID) -> CaseRecord:
    """Nothing where the case knows no negotiation."""
    made = select(proposals).where(proposals.c.dispute == dispute).order_by(proposals.c.number)
    offered = (
        select(options)
        .join(proposals, proposals.c.id == options.c.proposal)
        .where(proposals.c.dispute == dispute)
        .order_by(proposals.c.number, options.c.version, options.c.rank)
    )
    return {
        "mediation": await export_rows(tx, select(mediations).where(mediations.c.dispute == dispute)),
        "proposals": await export_rows(tx, made),
        "options": await export_rows(tx, offered),
    }
