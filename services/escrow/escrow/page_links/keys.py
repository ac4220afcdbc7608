"""Keys behind page links: the secret in a link's address, and the one of a session. Neither is stored anywhere."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final, NamedTuple
from uuid import UUID

from common.kernel.secret_lists import list_secrets
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
        secrets = [one.encode() for one in list_secrets(secret)]
        self._links = [hmac.new(one, b"escrow page links", hashlib.sha256).digest() for one in secrets]
        self._sessions = [hmac.new(one, b"escrow page sessions", hashlib.sha256).digest() for one in secrets]

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


def _seal(keys: Sequence[bytes], content: bytes) -> str:
    """Seal it with the newest key."""
    return _spell(content + _compute_tag(keys[0], content))


def _open(keys: Sequence[bytes], secret: str, length: int) -> bytes:
    """Read what was sealed with any of the keys: exactly as long, in its one spelling. Raises PageLinkRefused."""
    try:
        raw = base64.b64decode(secret + "=" * (-len(secret) % 4), altchars=b"-_", validate=True)
    except ValueError:
        raise PageLinkRefused from None
    content, tag = raw[:length], raw[length:]
    if len(tag) != _TAG_BYTES or _spell(raw) != secret:
        raise PageLinkRefused
    if sum(hmac.compare_digest(tag, _compute_tag(key, content)) for key in keys) == 0:
        raise PageLinkRefused
    return content


def _compute_tag(key: bytes, content: bytes) -> bytes:
    return hmac.new(key, content, hashlib.sha256).digest()


def _spell(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
