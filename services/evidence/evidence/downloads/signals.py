"""Signs for operators that evidence was used before, or that its times contradict one another. Never more than that."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from common.kernel.principal import Principal
from evidence.submissions.loading import get_visible
from evidence.submissions.queries import EvidenceReading

from .schemas import ReuseView, SignalsView
from .similarity import find_reuses, find_taken_at

CLOCKS_DIFFER: Final = timedelta(hours=26)
"""Cameras name no zone, and are set by hand."""


async def read_signals(tx: EvidenceReading, principal: Principal, item_id: UUID) -> SignalsView:
    """Raises NotFound."""
    item = await get_visible(tx, item_id, viewer=principal)
    taken_at = await find_taken_at(tx, item_id)
    return SignalsView(
        reused=[
            ReuseView(item=row.id, dispute=row.dispute, how="same_file" if row.same else "looks_alike")
            for row in await find_reuses(tx, item_id)
        ],
        taken_at=taken_at,
        taken_after_receipt=taken_at is not None and taken_at - item.received_at > CLOCKS_DIFFER,
    )
