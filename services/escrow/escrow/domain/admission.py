"""Admission of a new deal: the policy edition it pins, and participants who may not start one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from common.kernel.errors import Predecessor
from common.kernel.named_ids import edition_id, standing_id

from .agreement import Agreement
from .disputing import DisputeTerms
from .errors import ParticipantClosed, ParticipantSuspended, PolicyUnknown
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


class CurrentEdition(NamedTuple):
    """Edition that a platform has chosen for what names only its policy. `owner`: whose edition it is."""

    platform: UUID
    edition: PolicyEdition
    version: int
    follows_newest: bool = False
    """It has chosen none any more: Parley's newest, whichever that is."""


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
    named_policy: str | None = None

    def pin_policy(self, agreement: Agreement, at: datetime) -> Agreement:
        """Pin the edition. Raises PolicyUnknown, ParticipantSuspended or ParticipantClosed, which rest on disputes."""
        if self.edition is None:
            raise PolicyUnknown().resting_on(*publishers_of(self.tenant, [self.named_policy]))
        for standing in self.restricted:
            self._require_good(standing, "buyer" if standing.participant == agreement.buyer else "seller", at)
        return replace(agreement, policy=self.edition, policy_hash=self.hash, dispute_terms=self.dispute_terms)

    def _require_good(self, standing: ParticipantStanding, party: str, at: datetime) -> None:
        try:
            standing.require_allowed(party, at)
        except (ParticipantClosed, ParticipantSuspended) as refusal:
            owner = Predecessor("disputes", standing_id(self.tenant, standing.participant))
            raise refusal.resting_on(owner) from None


def publishers_of(platform: UUID, policies: Iterable[str | None]) -> list[Predecessor]:
    """List whom to ask for the platform's own editions of these names, which may have been published a moment ago."""
    return [Predecessor("disputes", edition_id(platform, policy)) for policy in policies if policy is not None]


class PolicyRepository(Protocol):
    async def check_admission(self, platform: UUID, query: AdmissionQuery) -> Admission:
        """Raises PlatformNotActive."""

    async def find_unknown(self, platform: UUID, policies: Collection[str]) -> set[str]:
        """Return those of these names that are neither a current policy nor an edition."""

    async def save_if_newer(self, edition: PolicyEdition) -> None:
        """Keep the newest word on an edition, in whatever order they arrive."""

    async def choose_if_newer(self, current: CurrentEdition) -> None:
        """Keep a platform's newest choice, in whatever order they arrive, and the edition with it."""
