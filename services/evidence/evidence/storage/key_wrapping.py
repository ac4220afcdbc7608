"""Keeps what a person gave under a key of their own: without it, in every copy and backup, it is noise."""

from __future__ import annotations

import base64
import hmac
import json
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from common.kernel.seams import token_bytes
from common.kernel.secret_lists import list_secrets

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
_LABEL: Final = b"evidence subject keys"


class KeyWrapper:
    """Its own key wraps those of persons; it is never in the database. Of several secrets the first one wraps."""

    def __init__(self, secret: str) -> None:
        self._masters = [AESGCM(hmac.digest(one.encode(), _LABEL, "sha256")) for one in list_secrets(secret)]

    @property
    def has_older_secrets(self) -> bool:
        return len(self._masters) > 1

    def new_wrapped_key(self) -> bytes:
        """Make a new key, wrapped."""
        return self._wrap_owner_key(token_bytes(KEY_BYTES))

    def rewrap_owner_key(self, wrapped: bytes) -> bytes | None:
        """Wrap a person's key under the newest secret; None if it is. Raises InvalidTag where no secret opens it."""
        place, key = self._unwrap_owner_key(wrapped)
        return None if place == 0 else self._wrap_owner_key(key)

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
        return AESGCM(self._unwrap_owner_key(wrapped)[1])

    def _wrap_owner_key(self, key: bytes) -> bytes:
        nonce = token_bytes(NONCE_BYTES)
        return nonce + self._masters[0].encrypt(nonce, key, _LABEL)

    def _unwrap_owner_key(self, wrapped: bytes) -> tuple[int, bytes]:
        """Unwrap it, and tell under which secret it was. Raises InvalidTag where none opens it."""
        for place, master in enumerate(self._masters):
            try:
                return place, master.decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], _LABEL)
            except InvalidTag:
                if place == len(self._masters) - 1:
                    raise
        raise InvalidTag
