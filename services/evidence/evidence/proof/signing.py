"""Signs manifests and bundles with Ed25519, so that anybody can check them with the public key and openssl."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from common.kernel.secret_lists import list_secrets

_KEY_LABEL: Final = b"evidence seals"
_BLOCK: Final = re.compile(rb"-----BEGIN ([A-Z ]+)-----.*?-----END \1-----", re.DOTALL)


class SealKey:
    """Key that signs, and those that have signed before it: what was sealed goes on to verify."""

    def __init__(self, key: Ed25519PrivateKey, earlier: Sequence[Ed25519PublicKey] = ()) -> None:
        self._key = key
        self._public_keys = {name_key(public): public for public in (key.public_key(), *earlier)}
        self.id = name_key(key.public_key())
        self.public_pem = b"".join(
            public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
            for public in self._public_keys.values()
        )

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)

    def find_signer(self, message: bytes, signature: bytes) -> str | None:
        """Find the id of the key that has signed it; None: none of these."""
        return next((id for id, key in self._public_keys.items() if _is_signed(key, message, signature)), None)


def name_key(key: Ed25519PublicKey) -> str:
    return hashlib.sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()[:16]


def open_key(file: Path | None, secret: str) -> SealKey:
    """Open the keys of the file, the first of which signs, or the one that follows from the service's oldest secret.

    That one is known as an earlier one beside a file, too. Raises ValueError for another kind.
    """
    derived = derive_key(list_secrets(secret)[-1])  # what was sealed must go on to verify while secrets are replaced
    if file is None:
        return SealKey(derived)
    key, *earlier = _read_keys(file.read_bytes())
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("EVIDENCE_SIGNING_KEY does not begin with an Ed25519 key that signs")
    return SealKey(key, [_public_half(one) for one in (*earlier, derived)])


def derive_key(secret: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(hmac.digest(secret.encode(), _KEY_LABEL, "sha256"))


def _read_keys(pem: bytes) -> Iterator[Ed25519PrivateKey | Ed25519PublicKey]:
    """Raises ValueError for a key of another kind, or none."""
    blocks = list(_BLOCK.finditer(pem))
    if not blocks:
        raise ValueError("EVIDENCE_SIGNING_KEY holds no key in PEM")
    for block in blocks:
        is_public = block.group(1) == b"PUBLIC KEY"
        key = load_pem_public_key(block.group()) if is_public else load_pem_private_key(block.group(), password=None)
        if not isinstance(key, Ed25519PrivateKey | Ed25519PublicKey):
            raise ValueError("EVIDENCE_SIGNING_KEY is not an Ed25519 key")
        yield key


def _public_half(key: Ed25519PrivateKey | Ed25519PublicKey) -> Ed25519PublicKey:
    return key.public_key() if isinstance(key, Ed25519PrivateKey) else key


def _is_signed(key: Ed25519PublicKey, message: bytes, signature: bytes) -> bool:
    try:
        key.verify(signature, message)
    except InvalidSignature:
        return False
    return True
