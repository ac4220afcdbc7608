"""Bodies of requests for proof and of the answers to them."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from common.kernel.ids import BundleId, DisputeId
from common.web.schemas import Body, UtcTime, View

from .bundle_model import BundleState


class DisputeQuery(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    dispute: DisputeId
    """Case whose seals are listed."""


class SealView(View):
    """Seal of what was there at a ruling. `manifest` is signed as it is, byte by byte."""

    instance: int
    sealed_at: UtcTime
    manifest: str
    sha256: str
    signature: str = Field(description="Ed25519, in Base64.")
    key_id: str
    timestamp: str | None = Field(description="A token of RFC 3161 over the manifest, in Base64.")


class SealsView(View):
    data: list[SealView]


class BundleRequest(Body):
    dispute: DisputeId


class BundleView(View):
    """Archive of everything about a case. `download` is there once it is ready, for ten minutes at a time."""

    id: BundleId
    dispute: DisputeId
    state: BundleState
    requested_at: UtcTime
    size: int | None
    sha256: str | None
    expires_at: UtcTime | None
    download: str | None
