"""Secret vault: keeps webhook secrets unreadable in the database, and signs with them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from standardwebhooks.webhooks import Webhook

from common.kernel import seams

from .domain.endpoint import format_secret, parse_secret

NEW_SECRET_BYTES: Final = 32
MAX_OPEN: Final = 1000
"""Secrets that are kept open."""


class SecretVault:
    """Vault of webhook secrets. The first key seals; all open, so that keys can be replaced one after the other."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._newest, self.has_older_keys = Fernet(keys[0]), len(keys) > 1
        self._fernet = MultiFernet([Fernet(key) for key in keys])
        self._signers: dict[str, Webhook] = {}

    def generate_secret(self) -> str:
        """Make a secret, sealed as everything that leaves here but by `reveal_secret`."""
        return self._seal_key(seams.token_bytes(NEW_SECRET_BYTES))

    def seal_secret(self, secret: str) -> str:
        """Raises SecretInvalid."""
        return self._seal_key(parse_secret(secret))

    def reveal_secret(self, sealed: str) -> str:
        return format_secret(self._fernet.decrypt(sealed))

    def reseal_secret(self, sealed: str) -> str:
        """Seal it with the newest key, if it is not already."""
        try:
            self._newest.decrypt(sealed)
        except InvalidToken:
            return self._fernet.rotate(sealed).decode()
        return sealed

    def sign_webhook(self, sealed: Sequence[str], *, id: str, at: datetime, body: str) -> str:
        """Sign with each secret, as the header lists them. `at` is in UTC."""
        return " ".join(self._signer_of(s).sign(id, at, body) for s in sealed)

    def _signer_of(self, sealed: str) -> Webhook:
        """Open a secret once, not for every sending."""
        if (signer := self._signers.get(sealed)) is None:
            if len(self._signers) >= MAX_OPEN:
                self._signers.clear()
            signer = self._signers[sealed] = Webhook(self._fernet.decrypt(sealed))
        return signer

    def _seal_key(self, key: bytes) -> str:
        return self._fernet.encrypt(key).decode()
