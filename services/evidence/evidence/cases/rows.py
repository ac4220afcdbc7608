from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from common.kernel.principal import Participant
from evidence.cases.model import Case, CaseState


def case_to_row(case: Case) -> dict[str, Any]:
    return {
        "id": case.id,
        "escrow": case.escrow,
        "buyer": case.buyer,
        "seller": case.seller,
        "state": case.state,
        "items": case.items,
        "total_bytes": case.total_bytes,
        "paused_at": case.paused_at,
        "resumed_at": case.resumed_at,
        "closed_at": case.closed_at,
        "cleared_at": case.cleared_at,
    }


def case_from_row(row: Row[Any]) -> Case:
    return Case(
        id=row.id,
        escrow=row.escrow,
        buyer=None if row.buyer is None else Participant(row.buyer),
        seller=None if row.seller is None else Participant(row.seller),
        state=CaseState(row.state),
        items=row.items,
        total_bytes=row.total_bytes,
        paused_at=row.paused_at,
        resumed_at=row.resumed_at,
        closed_at=row.closed_at,
        cleared_at=row.cleared_at,
    )
