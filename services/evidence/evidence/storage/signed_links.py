"""Links to files: they stand alone for a few minutes, for one object, in the name of whoever asked; none is stored."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final, NamedTuple
from uuid import UUID

import orjson

from common.kernel.principal import Principal, Role
from common.kernel.secret_lists import list_secrets

from .model import LinkRefused

READING_SCOPE: Final = "read"
_TAG_BYTES: Final = 32


class LinkPurpose(StrEnum):
    """What a link opens of an object: what was made of it for looking at does not open what was given."""

    CONTENT = "content"
    PREVIEW = "preview"


class SignedLink(NamedTuple):
    """Link that was signed here: in whose name, and until when."""

    principal: Principal
    expires_at: datetime

    def require_valid(self, now: datetime) -> None:
        """Raises LinkRefused."""
        if now >= self.expires_at:
            raise LinkRefused


class SignedLinks:
    def __init__(self, secret: str) -> None:
        # A key of its own: a signed cursor can never pass for a link.
        self._keys = [
            hmac.new(one.encode(), b"evidence download links", hashlib.sha256).digest() for one in list_secrets(secret)
        ]

    def sign_link(self, principal: Principal, object_id: UUID, purpose: LinkPurpose, *, expires_at: datetime) -> str:
        claims = orjson.dumps([*_spell_principal(principal), int(expires_at.timestamp())])
        signed = self._compute_tags(claims, object_id, purpose)[0] + claims
        return base64.urlsafe_b64encode(signed).rstrip(b"=").decode()

    def open_link(self, token: str, object_id: UUID, purpose: LinkPurpose) -> SignedLink:
        """Read a link that was signed for this object, be it over or not. Raises LinkRefused."""
        try:
            raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        except ValueError:
            raise LinkRefused from None
        tag, claims = raw[:_TAG_BYTES], raw[_TAG_BYTES:]
        canonical = base64.urlsafe_b64encode(raw).rstrip(b"=").decode() == token
        tags = self._compute_tags(claims, object_id, purpose)
        if not (any(hmac.compare_digest(tag, one) for one in tags) and canonical):
            raise LinkRefused
        *spelled, stamp = orjson.loads(claims)
        return SignedLink(_read_principal(spelled), datetime.fromtimestamp(stamp, UTC))

    def _compute_tags(self, claims: bytes, object_id: UUID, purpose: LinkPurpose) -> list[bytes]:
        """Compute the tag under each secret, the newest first."""
        message = b"\n".join((purpose.encode(), object_id.hex.encode(), claims))
        return [hmac.new(key, message, hashlib.sha256).digest() for key in self._keys]


def _spell_principal(principal: Principal) -> list[Any]:
    """Spell who asked, with the case that the token was limited to. Of its scopes reading alone goes with a link."""
    bounds = [None if bound is None else bound.hex for bound in (principal.escrow, principal.dispute)]
    return [principal.tenant.hex, str(principal.role), principal.id, *bounds]


def _read_principal(spelled: list[Any]) -> Principal:
    tenant, role, id, *bounds = spelled
    escrow, dispute = (None if bound is None else UUID(bound) for bound in bounds)
    return Principal(UUID(tenant), Role(role), id, frozenset({READING_SCOPE}), escrow, dispute)
