"""Download links: good for one object, one person and a few minutes; nothing is stored."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from common.kernel.principal import Actor

from .model import LinkRefused

_STAMP_BYTES: Final = 8
_TAG_BYTES: Final = 32


class SignedLinks:
    def __init__(self, secret: str) -> None:
        # A key of its own: a signed cursor can never pass for a link.
        self._key = hmac.new(secret.encode(), b"evidence download links", hashlib.sha256).digest()

    def sign_link(self, tenant: UUID, item: UUID, actor: Actor, *, expires_at: datetime) -> str:
        stamp = int(expires_at.timestamp()).to_bytes(_STAMP_BYTES, "big")
        return base64.urlsafe_b64encode(stamp + self._compute_tag(tenant, item, actor, stamp)).rstrip(b"=").decode()

    def require_valid_link(self, token: str, tenant: UUID, item: UUID, actor: Actor, *, now: datetime) -> None:
        """Raises LinkRefused."""
        try:
            raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        except ValueError:
            raise LinkRefused from None
        stamp, tag = raw[:_STAMP_BYTES], raw[_STAMP_BYTES:]
        canonical = base64.urlsafe_b64encode(raw).rstrip(b"=").decode() == token
        right = hmac.compare_digest(tag, self._compute_tag(tenant, item, actor, stamp))
        if not (canonical and right and len(raw) == _STAMP_BYTES + _TAG_BYTES):
            raise LinkRefused
        if now >= datetime.fromtimestamp(int.from_bytes(stamp, "big"), UTC):
            raise LinkRefused

    def _compute_tag(self, tenant: UUID, item: UUID, actor: Actor, stamp: bytes) -> bytes:
        message = b"\n".join(
            (
                tenant.bytes.hex().encode(),
                item.bytes.hex().encode(),
                str(actor.role).encode(),
                actor.id.encode(),
                stamp.hex().encode(),
            )
        )
        return hmac.new(self._key, message, hashlib.sha256).digest()
