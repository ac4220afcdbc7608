"""Deal: what this service remembers of an escrow, since it may be evidence, and what the pages of a marketplace that
people are sent to are to say: its name, and what the deal is about.
"""

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
    title: str | None = None
    """In the platform's words."""


class PlatformName(NamedTuple):
    """What a platform's people know it by, as of a version of the platform."""

    name: str
    version: int


class Platforms(Protocol):
    async def find_name(self) -> str | None:
        """Find what the platform's people know it by. None: it was not heard yet."""

    async def save_newer_name(self, name: PlatformName) -> None:
        """Keep the name, unless a newer one was heard before."""


class Deals(Protocol):
    async def get_for_update(self, escrow: UUID) -> Deal:
        """Lock what is known of it, if only that there is one: before any of its cases is locked."""

    async def find(self, escrow: UUID) -> Deal | None: ...

    async def save(self, deal: Deal) -> None: ...
