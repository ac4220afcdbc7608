"""Keeps webhook secrets unreadable in the database, and signs with them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from cryptography.fernet import Fernet, MultiFernet
from standardwebhooks.webhooks import Webhook

from .domain.endpoint import read_secret, write_secret

NEW_BYTES: Final = 32


class Vault:
    """The first key seals; all of them open, so that keys can be replaced one after the other."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._fernet = MultiFernet([Fernet(key) for key in keys])

    def new_secret(self) -> str:
        """Sealed, as everything that leaves here but `reveal`."""
        return self._seal(secrets.token_bytes(NEW_BYTES))

    def keep(self, given: str) -> str:
        """Raises SecretInvalid."""
        return self._seal(read_secret(given))

    def reveal(self, sealed: str) -> str:
        return write_secret(self._fernet.decrypt(sealed))

    def sign(self, sealed: Sequence[str], *, id: str, at: datetime, body: str) -> str:
        """One signature per secret, as the header lists them. `at` is in UTC."""
        return " ".join(Webhook(self._fernet.decrypt(s)).sign(id, at, body) for s in sealed)

    def _seal(self, key: bytes) -> str:
        return self._fernet.encrypt(key).decode()
