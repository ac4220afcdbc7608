"""Export of a negotiation for a bundle: how the buyer came to the solutions, every proposal, every version of it."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Text, literal, select
from sqlalchemy.dialects.postgresql import JSONB

from common.internal.case_export import CaseRecord, export_rows
from common.persistence.transaction import PostgresTransaction

from .stored_json import VERSION_KEY
from .tables import mediations, options, proposals

VERSIONED_COLUMNS: Final = frozenset({"terms", "walk"})


def _without_version(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Leave the version of stored JSON out of it: that is ours alone."""
    return column.op("-", return_type=JSONB())(literal(VERSION_KEY, Text))


MEDIATION_COLUMNS: Final = tuple(
    _without_version(column).label(column.name) if column.name in VERSIONED_COLUMNS else column
    for column in mediations.c
)


async def export_negotiation(tx: PostgresTransaction, dispute: UUID) -> CaseRecord:
    """Collect all rows about a case's negotiation; none where it has no negotiation."""
    of_case = (proposals.c.tenant_id == tx.tenant) & (proposals.c.dispute == dispute)
    proposal_rows = select(proposals).where(of_case).order_by(proposals.c.number)
    option_rows = (
        select(options)
        .join(proposals, proposals.c.id == options.c.proposal)
        .where(of_case, options.c.tenant_id == tx.tenant)
        .order_by(proposals.c.number, options.c.version, options.c.rank)
    )
    own = select(*MEDIATION_COLUMNS).where(mediations.c.tenant_id == tx.tenant, mediations.c.dispute == dispute)
    return {
        "mediation": await export_rows(tx, own),
        "proposals": await export_rows(tx, proposal_rows),
        "options": await export_rows(tx, option_rows),
    }
