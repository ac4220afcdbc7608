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


# fmt: off
ListSealsCode: TypeAlias = Literal[
    "bad_request", "unauthenticated", "forbidden", "not_found", "not_acceptable", "evidence_sealed",
    "validation_failed", "rate_limited", "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `list_seals`; there may be more in time."""


# fmt: off
CreateBundleCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "unauthenticated", "forbidden", "platform_not_active",
    "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight", "evidence_sealed", "payload_too_large",
    "unsupported_media_type", "validation_failed", "amount_out_of_range", "card_number_not_allowed",
    "currency_unknown", "idempotency_mismatch", "rate_limited", "internal_error", "dependency_unavailable",
    "overloaded",
]
# fmt: on
"""Codes of the problems of `create_bundle`; there may be more in time."""


# fmt: off
GetBundleCode: TypeAlias = Literal[
    "bad_request", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `get_bundle`; there may be more in time."""


# fmt: off
DownloadBundleCode: TypeAlias = Literal[
    "bad_request", "unauthenticated", "forbidden", "link_refused", "not_found", "not_acceptable", "bundle_not_ready",
    "content_altered", "validation_failed", "rate_limited", "too_many_downloads", "internal_error",
    "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `download_bundle`; there may be more in time."""


# fmt: off
GetSealKeyCode: TypeAlias = Literal[
    "bad_request", "not_acceptable", "validation_failed", "rate_limited", "internal_error", "dependency_unavailable",
    "overloaded",
]
# fmt: on
"""Codes of the problems of `get_seal_key`; there may be more in time."""


# fmt: off
GetHeadsKeyCode: TypeAlias = Literal[
    "bad_request", "not_found", "not_acceptable", "validation_failed", "rate_limited", "internal_error",
    "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `get_heads_key`; there may be more in time."""


# fmt: off
GetVerificationProgramCode: TypeAlias = Literal[
    "bad_request", "not_found", "not_acceptable", "validation_failed", "rate_limited", "internal_error",
    "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `get_verification_program`; there may be more in time."""
