"""Parties of deals: asks escrow, which alone knows those whose deals nobody ever disputed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote
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
        address = f"{home}/internal/participants/{person.role}/{quote(person.id, safe='')}"
        try:
            answer = (await self.client.get(address, params={"tenant": str(tenant)})).raise_for_status()
        except httpx.HTTPError as error:
            raise DependencyUnavailable(ESCROW_AWAY) from error
        return bool(answer.json()["is_known"])
