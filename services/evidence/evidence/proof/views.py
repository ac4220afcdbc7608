"""Seals and bundles as their readers see them."""

from __future__ import annotations

import base64

from common.execution.commands import Context
from common.kernel.ids import format_id

from .bundle_model import Bundle
from .schemas import BundleView, SealView
from .seal_model import Seal


def seal_view(seal: Seal) -> SealView:
    return SealView(
        instance=seal.instance,
        sealed_at=seal.sealed_at,
        manifest=seal.manifest.decode(),
        sha256=seal.sha256.hex(),
        signature=base64.b64encode(seal.signature).decode(),
        key_id=seal.key_id,
        timestamp=None if seal.timestamp is None else base64.b64encode(seal.timestamp).decode(),
    )


def bundle_view(bundle: Bundle, token: str | None) -> BundleView:
    """`token`: opens its download for ten minutes; None while there is nothing to download."""
    home = bundle_location(bundle)
    return BundleView(
        id=bundle.id,
        dispute=bundle.dispute,
        state=bundle.state,
        requested_at=bundle.requested_at,
        size=bundle.size,
        sha256=None if bundle.sha256 is None else bundle.sha256.hex(),
        expires_at=bundle.expires_at,
        download=None if token is None else f"{home}/content?token={token}",
    )


def requested_bundle_view(bundle: Bundle, context: Context) -> BundleView:
    return bundle_view(bundle, None)


def bundle_location(bundle: Bundle | BundleView) -> str:
    return f"/v1/evidence/bundles/{format_id('bnd', bundle.id)}"
