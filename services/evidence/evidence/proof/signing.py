"""Signs manifests and bundles with Ed25519, so that anybody can check them with the public key and openssl."""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from common.kernel.secret_lists import list_secrets

_KEY_LABEL: Final = b"evidence seals"


class SealKey:
    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        public = key.public_key()
        self.public_pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        self.id = hashlib.sha256(public.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()[:16]

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)


def open_key(file: Path | None, secret: str) -> SealKey:
    """Open the key of the file, or the one that follows from the service's secret. Raises ValueError for another
    kind."""
    if file is None:
        oldest = list_secrets(secret)[-1]  # what was sealed must go on to verify while one secret replaces another
        return SealKey(Ed25519PrivateKey.from_private_bytes(hmac.digest(oldest.encode(), _KEY_LABEL, "sha256")))
    key = load_pem_private_key(file.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("EVIDENCE_SIGNING_KEY is not an Ed25519 key")
    return SealKey(key)
