"""Dependencies of the routes of seals and bundles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends

from common.web.api_call import ApiCall, api_call
from evidence.downloads.links import LinkSigner
from evidence.downloads.pace import OpenDownloads

from .custody_heads import CustodyHeads
from .delivery import BundleDelivery
from .signing import SealKey


@dataclass(frozen=True, kw_only=True)
class ProofDeps:
    bundle_delivery: BundleDelivery
    link_signer: LinkSigner
    open_downloads: OpenDownloads
    seal_key: SealKey
    custody_heads: CustodyHeads | None
    """None where no place for signed heads is named."""


ProofCall = Annotated[ApiCall[ProofDeps], Depends(api_call)]
