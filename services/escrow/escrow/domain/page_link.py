"""Page links: who may open Parley's pages through a link, for which case and until when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, NamedTuple, Protocol
from uuid import UUID

from common.kernel.errors import Forbidden
from common.kernel.languages import Language
from common.kernel.principal import Role

from .errors import PageLinkExpired, PageLinkRevoked


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """Link that opens the pages for one person. `escrow` and `dispute` limit it to one case. Its secret is kept
    nowhere: it is derived from the id."""

    id: UUID
    tenant: UUID
    role: Role
    participant: str
    scopes: tuple[str, ...]
    escrow: UUID | None
    dispute: UUID | None
    language: Language | None
    created_at: datetime
    expires_at: datetime
    """By the clock on the wall, as tokens are good for real minutes whatever a test clock says."""
    revoked_at: datetime | None = None

    def require_open(self, now: datetime) -> None:
        """Raises PageLinkRevoked or PageLinkExpired."""
        if self.revoked_at is not None:
            raise PageLinkRevoked
        if now >= self.expires_at:
            raise PageLinkExpired

    def revoke(self, now: datetime) -> PageLink:
        """Revoking twice is revoking once."""
        return self if self.revoked_at is not None else replace(self, revoked_at=now)


class PageLinkChange(NamedTuple):
    before: PageLink
    link: PageLink


class PageLinkRepository(Protocol):
    async def get_for_update(self, link: UUID) -> PageLink:
        """Raises NotFound."""

    async def add(self, link: PageLink) -> None: ...

    async def save_revocation(self, link: PageLink) -> None: ...


CLOCK_SCOPE: Final = "clock"
"""Lets anybody move the test clock of a sandbox, also with a token that is limited to one case."""


def require_role_scopes(role: Role, scopes: tuple[str, ...]) -> tuple[str, ...]:
    """Scopes of a token or link: those of the desk are for operators, who may read without any. Raises Forbidden."""
    desk = tuple(scope for scope in scopes if scope != CLOCK_SCOPE)
    if desk and role is not Role.OPERATOR:
        raise Forbidden(f"Only operators have other scopes than {CLOCK_SCOPE}.")
    return scopes if desk or role is not Role.OPERATOR else ("read", *scopes)
