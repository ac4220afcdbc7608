"""Dependencies of the routes of seals and bundles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends

from common.web.api_call import ApiCall, api_call
from evidence.downloads.links import LinkSigner

from .delivery import BundleDelivery
from .signing import SealKey


@dataclass(frozen=True, kw_only=True)
class ProofDeps:
    bundle_delivery: BundleDelivery
    link_signer: LinkSigner
    seal_key: SealKey


ProofCall = Annotated[ApiCall[ProofDeps], Depends(api_call)]
