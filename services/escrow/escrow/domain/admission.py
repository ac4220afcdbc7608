"""Admission of a new deal: the policy edition it pins, and participants who may not start one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from .agreement import Agreement
from .disputing import DisputeTerms
from .errors import PolicyUnknown
from .standing import ParticipantStanding


class PolicyEdition(NamedTuple):
    """Published policy as far as escrow needs it. `owner` is the nil id for those that come with Parley."""

    owner: UUID
    name: str
    edition: str
    hash: str
    current: bool
    published_at: datetime
    dispute_terms: DisputeTerms | None = None


class AdmissionQuery(NamedTuple):
    policy: str | None
    """As the deal names it: a name or an edition. Before what its category, and the platform at large, would get."""
    category: str | None
    participants: tuple[str, ...]


class Admission(NamedTuple):
    """Everything that decides about a new escrow, read in one go."""

    tenant: UUID
    edition: str | None
    hash: str
    restricted: tuple[ParticipantStanding, ...]
    dispute_terms: DisputeTerms | None = None

    def pin_policy(self, agreement: Agreement, at: datetime) -> Agreement:
        """Pin the edition. Raises PolicyUnknown, ParticipantSuspended or ParticipantClosed."""
        if self.edition is None:
            raise PolicyUnknown
        for standing in self.restricted:
            standing.require_allowed("buyer" if standing.participant == agreement.buyer else "seller", at)
        return replace(agreement, policy=self.edition, policy_hash=self.hash, dispute_terms=self.dispute_terms)


class PolicyRepository(Protocol):
    async def check_admission(self, platform: UUID, query: AdmissionQuery) -> Admission:
        """Raises PlatformNotActive."""

    async def find_unknown(self, platform: UUID, policies: Collection[str]) -> set[str]:
        """Return those of these names that are neither a current policy nor an edition."""

    async def save_if_newer(self, edition: PolicyEdition) -> None:
        """Keep the newest word on an edition, in whatever order they arrive."""
