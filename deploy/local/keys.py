"""Key pair that signs access tokens (Ed25519), its public half as a JWKS file."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from .place import write_private_file


@dataclass(frozen=True)
class KeyPair:
    signing_key_path: Path
    jwks_path: Path

    @property
    def key_id(self) -> str:
        [key] = json.loads(self.jwks_path.read_text())["keys"]
        return str(key["kid"])


def ensure_key_pair(folder: Path) -> KeyPair:
    """Reads the pair in this folder, made at the first call."""
    pair = KeyPair(folder / "signing-key.pem", folder / "jwks.json")
    if not pair.signing_key_path.exists():
        key = Ed25519PrivateKey.generate()
        write_private_file(pair.jwks_path, json.dumps({"keys": [public_jwk(key)]}, indent=2))
        write_private_file(pair.signing_key_path, _private_pem(key))
    return pair


def _private_pem(key: Ed25519PrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def ensure_heads_key(folder: Path) -> Path:
    """Find the key that signs the heads of chains, made at the first call: apart from every other, as they are."""
    file = folder / "heads-key.pem"
    if not file.exists():
        write_private_file(file, _private_pem(Ed25519PrivateKey.generate()))
    return file


def public_jwk(key: Ed25519PrivateKey) -> dict[str, str]:
    raw = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    needed = {"crv": "Ed25519", "kty": "OKP", "x": _encode_base64url(raw)}
    return {**needed, "kid": compute_key_thumbprint(needed), "alg": "EdDSA", "use": "sig"}


def compute_key_thumbprint(needed: dict[str, str]) -> str:
    """RFC 7638: the hash of the members that make the key, in order and without blanks."""
    return _encode_base64url(
        hashlib.sha256(json.dumps(needed, separators=(",", ":"), sort_keys=True).encode()).digest()
    )


def _encode_base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
