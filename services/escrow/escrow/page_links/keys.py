"""Keys behind page links: the secret in a link's address, and the one of a session. Neither is stored anywhere."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import UTC, datetime
from typing import Final, NamedTuple
from uuid import UUID

from escrow.domain.errors import PageLinkRefused

_ID_BYTES: Final = 16
_TIME_BYTES: Final = 8
_TAG_BYTES: Final = 32


class LinkedPage(NamedTuple):
    """Link that a secret proves to have come from."""

    tenant: UUID
    link: UUID


class PageKeys:
    """Derives secrets from the service's own. They name their platform, so that a page needs no token."""

    def __init__(self, secret: str) -> None:
        self._links = hmac.new(secret.encode(), b"escrow page links", hashlib.sha256).digest()
        self._sessions = hmac.new(secret.encode(), b"escrow page sessions", hashlib.sha256).digest()

    def link_secret(self, tenant: UUID, link: UUID) -> str:
        return _seal(self._links, tenant.bytes + link.bytes)

    def session_secret(self, tenant: UUID, link: UUID, ends_at: datetime) -> str:
        """Good until `ends_at` if its link is; each renewal gives another one."""
        ends = int(ends_at.timestamp()).to_bytes(_TIME_BYTES)
        return _seal(self._sessions, tenant.bytes + link.bytes + ends)

    def read_link(self, secret: str) -> LinkedPage:
        """Raises PageLinkRefused."""
        return _linked_page(_open(self._links, secret, 2 * _ID_BYTES))

    def read_session(self, secret: str, now: datetime) -> LinkedPage:
        """Raises PageLinkRefused, also when the session has ended."""
        content = _open(self._sessions, secret, 2 * _ID_BYTES + _TIME_BYTES)
        if now >= datetime.fromtimestamp(int.from_bytes(content[2 * _ID_BYTES :]), UTC):
            raise PageLinkRefused
        return _linked_page(content)


def _linked_page(content: bytes) -> LinkedPage:
    return LinkedPage(UUID(bytes=content[:_ID_BYTES]), UUID(bytes=content[_ID_BYTES : 2 * _ID_BYTES]))


def _seal(key: bytes, content: bytes) -> str:
    tag = hmac.new(key, content, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(content + tag).rstrip(b"=").decode()


def _open(key: bytes, secret: str, length: int) -> bytes:
    """Read what was sealed: exactly as long, in its one spelling."""
    try:
        raw = base64.b64decode(secret + "=" * (-len(secret) % 4), altchars=b"-_", validate=True)
    except ValueError:
        raise PageLinkRefused from None
    content, tag = raw[:length], raw[length:]
    if len(tag) != _TAG_BYTES or _seal(key, content) != secret:
        raise PageLinkRefused
    if not hmac.compare_digest(tag, hmac.new(key, content, hashlib.sha256).digest()):
        raise PageLinkRefused
    return content
