"""Parties of deals: asks escrow, which alone knows those whose deals nobody ever disputed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import httpx

from common.kernel.principal import Actor
from evidence.storage.model import DependencyUnavailable

from .integration_events import PARTIES

ESCROW_AWAY: Final = "Escrow, which knows whose deals there are, does not answer. Nothing was changed; try again."


@dataclass(frozen=True)
class DealParties:
    client: httpx.AsyncClient
    addresses: Mapping[str, str]
    """Of the other services; none where they cannot be asked: then cases alone tell who is known."""

    async def include(self, tenant: UUID, person: Actor) -> bool:
        """Tell whether they are a buyer or seller of any deal. Raises DependencyUnavailable."""
        home = self.addresses.get("escrow")
        if home is None or person.role not in PARTIES:
            return False
        # Not in the path: clients and proxies take `..`, which an id may be, for the folder above.
        asked = {"tenant": str(tenant), "role": str(person.role), "participant": person.id}
        try:
            answer = (await self.client.get(f"{home}/internal/participants", params=asked)).raise_for_status()
        except httpx.HTTPError as error:
            raise DependencyUnavailable(ESCROW_AWAY) from error
        return bool(answer.json()["is_known"])
