"""Signed links: in whose name an address opens, and until when. Sealed with a service's secret; none is stored."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

import orjson

from common.kernel.principal import Principal, Role
from common.kernel.secret_lists import list_secrets

READING_SCOPE: Final = "read"
_TAG_BYTES: Final = 32


class ForgedLink(Exception):
    """Link that was not signed here, or not for what it leads to."""


class SignedLink(NamedTuple):
    """Link that was signed here: in whose name, and until when."""

    principal: Principal
    expires_at: datetime


class LinkSeal:
    """Signs links and reads them again. `label` gives each kind of link a key of its own: a signed cursor can never
    pass for one."""

    def __init__(self, secret: str, label: bytes) -> None:
        self._keys = [hmac.new(one.encode(), label, hashlib.sha256).digest() for one in list_secrets(secret)]

    def sign(self, principal: Principal, about: bytes, *, expires_at: datetime) -> str:
        claims = orjson.dumps([*_spell_principal(principal), int(expires_at.timestamp())])
        signed = self._compute_tags(claims, about)[0] + claims
        return base64.urlsafe_b64encode(signed).rstrip(b"=").decode()

    def open(self, token: str, about: bytes) -> SignedLink:
        """Read a link that was signed for this, be it over or not. Raises ForgedLink."""
        try:
            raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        except ValueError:
            raise ForgedLink from None
        tag, claims = raw[:_TAG_BYTES], raw[_TAG_BYTES:]
        canonical = base64.urlsafe_b64encode(raw).rstrip(b"=").decode() == token
        if not (any(hmac.compare_digest(tag, one) for one in self._compute_tags(claims, about)) and canonical):
            raise ForgedLink
        *spelled, stamp = orjson.loads(claims)
        return SignedLink(_read_principal(spelled), datetime.fromtimestamp(stamp, UTC))

    def _compute_tags(self, claims: bytes, about: bytes) -> list[bytes]:
        """Compute the tag under each secret, the newest first."""
        return [hmac.new(key, about + b"\n" + claims, hashlib.sha256).digest() for key in self._keys]


def _spell_principal(principal: Principal) -> list[Any]:
    """Spell who asked, with the case that the token was limited to. Of its scopes reading alone goes with a link."""
    bounds = [None if bound is None else bound.hex for bound in (principal.escrow, principal.dispute)]
    return [principal.tenant.hex, str(principal.role), principal.id, *bounds]


def _read_principal(spelled: list[Any]) -> Principal:
    tenant, role, id, *bounds = spelled
    escrow, dispute = (None if bound is None else UUID(bound) for bound in bounds)
    return Principal(UUID(tenant), Role(role), id, frozenset({READING_SCOPE}), escrow, dispute)
