"""Bodies and answers of proof. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, TypeAlias, TypedDict

BundleState: TypeAlias = Literal["pending", "ready", "failed", "expired"]


class BundleRequest(TypedDict):
    dispute: str
    """Id of the dispute."""


class BundleView(TypedDict):
    """Archive of everything about a case. `download` is there once it is ready, for ten minutes at a time."""

    id: str
    """Its id, given by Parley; it never changes."""
    dispute: str
    """Id of the dispute."""
    state: BundleState
    """How far it is: `pending` until it is made."""
    requested_at: str
    """When it was asked for (UTC)."""
    size: int | None
    """Size in bytes; null until it is ready."""
    sha256: str | None
    """SHA-256 of the bytes, in hexadecimal."""
    expires_at: str | None
    """Until when it can be downloaded (UTC); null until it is ready."""
    download: str | None
    """Address of the archive, good for ten minutes; null until it is ready."""


class SealView(TypedDict):
    """Seal of what was there at a ruling. `manifest` is signed as it is, byte by byte."""

    instance: int
    """Which ruling it is about: 1 for the first."""
    sealed_at: str
    """When it was sealed (UTC)."""
    manifest: str
    """What was there, as JSON in a text: exactly these bytes are signed."""
    sha256: str
    """SHA-256 of the bytes, in hexadecimal."""
    signature: str
    """Ed25519, in Base64."""
    key_id: str
    """Id of the key that signed it."""
    timestamp: str | None
    """A token of RFC 3161 over the manifest, in Base64."""


class SealsView(TypedDict):
    data: list[SealView]
    """What was asked for, in the order that the operation describes."""
