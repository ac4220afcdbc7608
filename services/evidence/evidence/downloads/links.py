"""Links to files: signed for one object and a few minutes, in the name of whoever asks for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qs
from uuid import UUID

from common.execution.commands import Context
from common.kernel.ids import parse_id
from common.kernel.principal import Principal
from common.web.authentication import LinkIncomplete, LinkUnproven, Unauthenticated
from common.web.links.signed_links import SignedLink
from common.web.path_prefixes import PathPrefixes
from evidence.items.model import Item, StoredFile
from evidence.storage.model import LinkRefused
from evidence.storage.signed_links import LinkPurpose, SignedLinks, require_valid

from .schemas import DownloadLink, content_url, preview_url
from .viewable import is_pictured

LINK_PATHS: Final = (
    "/v1/evidence/items/*/content", "/v1/evidence/items/*/preview", "/v1/evidence/bundles/*/content",
)  # fmt: skip
LINKED_OBJECTS: Final = PathPrefixes(("/v1/evidence/items/*", "/v1/evidence/bundles/*"))
"""What is left of a link that was cut: mail programs break lines where they like, within an id too."""
LINK: Final = re.compile(r"/v1/evidence/(items|bundles)/([^/]+)/(content|preview)")
PREFIX_OF_COLLECTION: Final = {"items": "evd", "bundles": "bnd"}


class LinkToken(NamedTuple):
    token: str
    expires_at: datetime


@dataclass(frozen=True)
class LinkSigner:
    links: SignedLinks
    lifetime: timedelta

    def sign_for(
        self, principal: Principal, object_id: UUID, now: datetime, purpose: LinkPurpose = LinkPurpose.CONTENT
    ) -> LinkToken:
        expires_at = (now + self.lifetime).replace(microsecond=0)
        token = self.links.sign_link(principal, object_id, purpose, expires_at=expires_at)
        return LinkToken(token, expires_at)

    def require_valid_link(
        self,
        token: str,
        principal: Principal,
        object_id: UUID,
        now: datetime,
        purpose: LinkPurpose = LinkPurpose.CONTENT,
    ) -> None:
        """Raises LinkRefused, also where it was signed for somebody else."""
        link = self.links.open_link(token, object_id, purpose)
        if (link.principal.tenant, link.principal.actor) != (principal.tenant, principal.actor):
            raise LinkRefused
        require_valid(link, now)

    def link_view(self, item: Item, context: Context) -> DownloadLink:
        principal, now = context.principal, context.timing.now
        token, expires_at = self.sign_for(principal, item.id, now)
        picture = None
        if isinstance(item.content, StoredFile) and is_pictured(item.content):
            picture = preview_url(item.id, self.sign_for(principal, item.id, now, LinkPurpose.PREVIEW).token)
        return DownloadLink(url=content_url(item.id, token), preview_url=picture, expires_at=expires_at)

    def authenticate_link(self, scope: Any) -> Principal:
        """Find in whose name an address of `LINK_PATHS` was signed. Raises Unauthenticated, and of links LinkUnproven
        or LinkIncomplete."""
        if not LINKED_OBJECTS.cover(scope["path"]):
            raise Unauthenticated
        try:
            return self._open_address(scope["path"], scope["query_string"]).principal
        except LookupError as failure:
            raise LinkIncomplete from failure
        except (LinkRefused, ValueError) as failure:
            raise LinkUnproven from failure

    def _open_address(self, path: str, query: bytes) -> SignedLink:
        """Raises LinkRefused, ValueError, or LookupError where there is no token or the path is that of no link."""
        if (address := LINK.fullmatch(path)) is None:
            raise LookupError(path)
        collection, object_id, purpose = address.groups()
        [token] = parse_qs(query.decode(), max_num_fields=8)["token"]
        return self.links.open_link(token, parse_id(PREFIX_OF_COLLECTION[collection], object_id), LinkPurpose(purpose))
