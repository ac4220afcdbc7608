"""Access tokens and the secrets they are given for. Tokens are short-lived, secrets are kept as hashes only."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from common.kernel import seams
from common.kernel.ids import format_id, new_id, parse_id
from common.kernel.principal import Role
from common.web.authentication import ALGORITHM, AUDIENCE, MAX_TOKEN_SECONDS, PLAIN_ISSUER, TIMELESS, TOKEN_TYPE

ADMIN_CLIENT: Final = "admin"
LINK_TYPE: Final = "link+jwt"
LINK_AUDIENCE: Final = "parley-link"
MAX_LINK_SECONDS: Final = 90 * 86_400
"""A case with its contest and its return is over by then."""


@dataclass(frozen=True, slots=True)
class TokenGrant:
    """Claims of a token about its holder. `escrow` and `dispute` limit it to one case."""

    tenant: UUID
    role: Role
    sub: str
    scopes: tuple[str, ...] = ()
    escrow: UUID | None = None
    dispute: UUID | None = None
    seconds: int = MAX_TOKEN_SECONDS


class LinkRefused(Exception):
    """What was handed in is no link of ours, or one whose time is over."""


@dataclass(frozen=True)
class TokenSigner:
    key: Ed25519PrivateKey
    issuer: str = PLAIN_ISSUER
    kid: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kid", key_thumbprint(_public_key(self.key)))

    @classmethod
    def load_key(cls, path: Path, issuer: str) -> TokenSigner:
        key = load_pem_private_key(path.read_bytes(), password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise ValueError("ESCROW_SIGNING_KEY must be an Ed25519 key")
        return cls(key, issuer)

    def key_set(self) -> dict[str, Any]:
        return {"keys": [{**_public_key(self.key), "kid": self.kid, "alg": ALGORITHM, "use": "sig"}]}

    def sign_token(self, grant: TokenGrant, now: datetime) -> str:
        seconds = min(grant.seconds, MAX_TOKEN_SECONDS)
        return self._sign({**_claims_of(grant, now, seconds), "iss": self.issuer}, TOKEN_TYPE)

    def sign_link(self, grant: TokenGrant, now: datetime) -> str:
        """Sign what a link in an e-mail carries. No service takes it for a token: it only gets one, here.

        Its issuer is no address: it may last longer than ours does.
        """
        seconds = min(grant.seconds, MAX_LINK_SECONDS)
        of_link = {"iss": PLAIN_ISSUER, "aud": LINK_AUDIENCE}
        return self._sign({**_claims_of(grant, now, seconds), **of_link}, LINK_TYPE)

    def read_link(self, link: str, now: datetime) -> TokenGrant:
        """Read for whom a link gets a token, for no longer than the link lasts. Raises LinkRefused."""
        try:
            if jwt.get_unverified_header(link).get("typ") != LINK_TYPE:
                raise LinkRefused
            claims = jwt.decode(
                link,
                self.key.public_key(),
                algorithms=[ALGORITHM],
                issuer=PLAIN_ISSUER,
                audience=LINK_AUDIENCE,
                options={"require": ["exp", "iat"], **TIMELESS},
            )
        except jwt.PyJWTError as error:
            raise LinkRefused from error
        if (left := claims["exp"] - int(now.timestamp())) <= 0:
            raise LinkRefused
        return TokenGrant(
            UUID(claims["tenant"]),
            Role(claims["role"]),
            claims["sub"],
            escrow=parse_id("esc", claims["escrow"]) if "escrow" in claims else None,
            dispute=parse_id("dsp", claims["dispute"]) if "dispute" in claims else None,
            seconds=min(left, MAX_TOKEN_SECONDS),
        )

    def _sign(self, claims: dict[str, Any], type_of_token: str) -> str:
        return jwt.encode(claims, self.key, algorithm=ALGORITHM, headers={"kid": self.kid, "typ": type_of_token})


def _claims_of(grant: TokenGrant, now: datetime, seconds: int) -> dict[str, Any]:
    issued = int(now.timestamp())
    claims: dict[str, Any] = {
        "aud": AUDIENCE,
        "sub": grant.sub,
        "client_id": ADMIN_CLIENT if grant.role is Role.ADMIN else format_id("plt", grant.tenant),
        "tenant": str(grant.tenant),
        "role": grant.role.value,
        "scope": " ".join(grant.scopes),
        "iat": issued,
        "exp": issued + seconds,
        "jti": str(new_id()),
    }
    if grant.escrow:
        claims["escrow"] = format_id("esc", grant.escrow)
    if grant.dispute:
        claims["dispute"] = format_id("dsp", grant.dispute)
    return claims


def generate_secret() -> str:
    return _to_base64url(seams.token_bytes(32))


def secret_digest(secret: str) -> bytes:
    """Hash a secret of 256 random bits: there is nothing to guess that a slow hash would protect."""
    return hashlib.sha256(secret.encode()).digest()


def secret_matches(secret: str, digests: Iterable[bytes]) -> bool:
    """Compare with every digest, so that the time says nothing about which one it was."""
    own = secret_digest(secret)
    return sum(hmac.compare_digest(own, other) for other in digests) > 0


def key_thumbprint(key: dict[str, str]) -> str:
    """Compute the thumbprint of RFC 7638: the hash of the members that make the key, in order and without blanks."""
    return _to_base64url(hashlib.sha256(json.dumps(key, separators=(",", ":"), sort_keys=True).encode()).digest())


def _public_key(key: Ed25519PrivateKey) -> dict[str, str]:
    raw = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return {"crv": "Ed25519", "kty": "OKP", "x": _to_base64url(raw)}


def _to_base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
