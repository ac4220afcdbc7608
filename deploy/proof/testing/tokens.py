"""Access tokens for tests, signed by a key pair of their own."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import jwt

from deploy.local.keys import KeyPair


@dataclass(frozen=True)
class Keys:
    pair: KeyPair

    @property
    def jwks_path(self) -> Path:
        return self.pair.jwks_path

    @property
    def signing_key_path(self) -> Path:
        return self.pair.signing_key_path

    def token(self, *, ttl: int = 300, **claims: Any) -> str:
        """Signs a token as escrow would: platform `tenant`, `role`, `scope`, `sub` and whatever else is named."""
        now = int(time.time())
        base = {
            "iss": "parley", "aud": "parley", "sub": "tester", "tenant": str(uuid4()), "role": "platform", "scope": "",
            "iat": now, "exp": now + ttl,
        }  # fmt: skip
        overrides = {name: str(value) if name == "tenant" else value for name, value in claims.items()}
        header = {"kid": self.pair.key_id, "typ": "at+jwt"}
        return jwt.encode({**base, **overrides}, self.signing_key_path.read_bytes(), algorithm="EdDSA", headers=header)
