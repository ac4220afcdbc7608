"""Links to files: signed for one person, one object and a few minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from common.execution.commands import Context
from common.kernel.principal import Principal
from evidence.items.model import Item
from evidence.storage.signed_links import SignedLinks

from .schemas import DownloadLink, content_url


class LinkToken(NamedTuple):
    token: str
    expires_at: datetime


@dataclass(frozen=True)
class LinkSigner:
    links: SignedLinks
    lifetime: timedelta

    def sign_for(self, principal: Principal, object_id: UUID, now: datetime) -> LinkToken:
        expires_at = (now + self.lifetime).replace(microsecond=0)
        token = self.links.sign_link(principal.tenant, object_id, principal.actor, expires_at=expires_at)
        return LinkToken(token, expires_at)

    def require_valid_link(self, token: str, principal: Principal, object_id: UUID, now: datetime) -> None:
        """Raises LinkRefused."""
        self.links.require_valid_link(token, principal.tenant, object_id, principal.actor, now=now)

    def link_view(self, item: Item, context: Context) -> DownloadLink:
        token, expires_at = self.sign_for(context.principal, item.id, context.timing.now)
        return DownloadLink(url=content_url(item.id, token), expires_at=expires_at)
