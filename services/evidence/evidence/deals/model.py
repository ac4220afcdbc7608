"""Deal: what this service remembers of an escrow, since it may be evidence. When it was paid, how it was shipped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID


class ReportedShipment(NamedTuple):
    """Shipment as it was reported in the deal, by carrier and tracking number."""

    carrier: str
    tracking_number: str
    shipped_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """Escrow as of its `version`; of version 0 nothing has been heard yet."""

    id: UUID
    version: int = 0
    funded_at: datetime | None = None
    shipment: ReportedShipment | None = None


class Deals(Protocol):
    async def get_for_update(self, escrow: UUID) -> Deal:
        """Lock what is known of it, if only that there is one: before any of its cases is locked."""

    async def find(self, escrow: UUID) -> Deal | None: ...

    async def save(self, deal: Deal) -> None: ...
