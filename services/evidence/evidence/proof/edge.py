"""What the routes of seals and bundles are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any

from fastapi import Depends

from common.web.api_call import ApiCall, api_call
from evidence.cases.transaction import TransactionFactory
from evidence.storage.encrypted import Safe
from evidence.storage.signed_links import Links

from .signing import SealKey
from .transaction import ProofTransaction


@dataclass(frozen=True, kw_only=True)
class ProofDeps:
    begin: TransactionFactory[ProofTransaction]
    safe: Safe
    links: Links
    link_lifetime: timedelta
    seal_key: SealKey


ProofCall = Annotated[ApiCall[Any, ProofDeps], Depends(api_call)]
