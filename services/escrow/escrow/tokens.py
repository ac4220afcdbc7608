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
from typing import Any
from uuid import UUID

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from common.kernel import seams
from common.kernel.ids import format_id, new_id
from common.kernel.principal import Role
from common.web.authentication import ALGORITHM, AUDIENCE, ISSUER, MAX_TOKEN_SECONDS, TOKEN_TYPE


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


@dataclass(frozen=True)
class TokenSigner:
    key: Ed25519PrivateKey
    kid: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kid", key_thumbprint(_public_key(self.key)))

    @classmethod
    def load_key(cls, path: Path) -> TokenSigner:
        key = load_pem_private_key(path.read_bytes(), password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise ValueError("ESCROW_SIGNING_KEY must be an Ed25519 key")
        return cls(key)

    def key_set(self) -> dict[str, Any]:
        return {"keys": [{**_public_key(self.key), "kid": self.kid, "alg": ALGORITHM, "use": "sig"}]}

    def sign_token(self, grant: TokenGrant, now: datetime) -> str:
        issued = int(now.timestamp())
        claims: dict[str, Any] = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": grant.sub,
            "tenant": str(grant.tenant),
            "role": grant.role.value,
            "scope": " ".join(grant.scopes),
            "iat": issued,
            "exp": issued + min(grant.seconds, MAX_TOKEN_SECONDS),
            "jti": str(new_id()),
        }
        if grant.escrow:
            claims["escrow"] = format_id("esc", grant.escrow)
        if grant.dispute:
            claims["dispute"] = format_id("dsp", grant.dispute)
        return jwt.encode(claims, self.key, algorithm=ALGORITHM, headers={"kid": self.kid, "typ": TOKEN_TYPE})


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
