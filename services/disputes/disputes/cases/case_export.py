"""Export of a case for bundles: the case itself, everything that happened to it, and what the parties wrote."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from common.internal.case_export import CaseRecord, export_rows
from common.kernel.errors import NotFound
from common.kernel.principal import Role
from common.persistence.transaction import PostgresTransaction
from disputes.edge import PARTY_ROLES

from .tables import disputes, messages, transitions

EXPORT_HIDDEN_COLUMNS: Final = frozenset(
    {
        "tenant_id", "assignee", "approval", "sla", "missed_deadlines", "desk_due_at", "facts", "moves",
        "seconds_left", "stored_version", "hidden_versions", "buyer_concealed_until", "seller_concealed_until",
        "entered_by",
    }
)  # fmt: skip
"""What parties do not see of a case either when they read it."""


async def export_dispute(tx: PostgresTransaction, dispute: UUID) -> CaseRecord:
    """Operators' notes, and how their work is divided, are not the parties' and stay out. Raises NotFound."""
    case_rows = await export_rows(
        tx, select(disputes).where(disputes.c.tenant_id == tx.tenant, disputes.c.id == dispute)
    )
    if not case_rows:
        raise NotFound("dispute")
    of_case = (transitions.c.tenant_id == tx.tenant, transitions.c.dispute == dispute)
    timeline = select(transitions).where(*of_case).order_by(transitions.c.seq)
    of_messages = (messages.c.tenant_id == tx.tenant, messages.c.dispute == dispute)
    written = select(messages).where(*of_messages).order_by(messages.c.at, messages.c.id)
    case = {name: value for name, value in case_rows[0].items() if name not in EXPORT_HIDDEN_COLUMNS}
    case["awaiting"] = ",".join(case["awaiting"]) or None
    return {
        "case": case,
        "timeline": [_without_name(row, "actor") for row in await export_rows(tx, timeline)],
        "messages": [_without_name(row, "author") for row in await export_rows(tx, written)],
    }


def _without_name(row: dict[str, Any], who: str) -> dict[str, Any]:
    """Leave out who it was where it was an operator: parties are not told (PRM-40)."""
    is_named = row[f"{who}_role"] in (*PARTY_ROLES, Role.SYSTEM)
    return row if is_named else {**row, f"{who}_id": None}
