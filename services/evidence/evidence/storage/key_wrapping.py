"""Keeps what a person gave under a key of their own: without it, in every copy and backup, it is noise."""

from __future__ import annotations

import base64
import hmac
import json
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from common.kernel.seams import token_bytes

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
_LABEL: Final = b"evidence subject keys"


class KeyWrapper:
    """Its own key wraps those of persons; it is never in the database."""

    def __init__(self, secret: str) -> None:
        self._master = AESGCM(hmac.digest(secret.encode(), _LABEL, "sha256"))

    def new_wrapped_key(self) -> bytes:
        """Make a new key, wrapped."""
        nonce = token_bytes(NONCE_BYTES)
        return nonce + self._master.encrypt(nonce, token_bytes(KEY_BYTES), _LABEL)

    def encrypt_value(self, wrapped: bytes, value: Any) -> str:
        nonce = token_bytes(NONCE_BYTES)
        hidden = self._open_owner_key(wrapped).encrypt(nonce, json.dumps(value).encode(), None)
        return base64.b64encode(nonce + hidden).decode()

    def decrypt_value(self, wrapped: bytes, hidden: str) -> Any:
        raw = base64.b64decode(hidden)
        return json.loads(self._open_owner_key(wrapped).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], None))

    def wrap_object_key(self, wrapped: bytes, key: bytes, path: str) -> bytes:
        """Wrap the key of one object under that of its owner; good for that object alone."""
        nonce = token_bytes(NONCE_BYTES)
        return nonce + self._open_owner_key(wrapped).encrypt(nonce, key, path.encode())

    def unwrap_object_key(self, wrapped: bytes | None, hidden: bytes | None, path: str) -> bytes | None:
        """None if either key is gone, or does not fit."""
        if wrapped is None or hidden is None:
            return None
        try:
            return self._open_owner_key(wrapped).decrypt(hidden[:NONCE_BYTES], hidden[NONCE_BYTES:], path.encode())
        except InvalidTag:
            return None

    def _open_owner_key(self, wrapped: bytes) -> AESGCM:
        return AESGCM(self._master.decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], _LABEL))
