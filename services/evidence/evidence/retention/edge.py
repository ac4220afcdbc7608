"""Dependencies of the routes of erasure and retention."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends

from common.web.api_call import ApiCall, api_call

from .deal_parties import DealParties
from .erased_files import ErasedFiles
from .model import StoredAnswer


@dataclass(frozen=True, kw_only=True)
class RetentionDeps:
    erased_files: ErasedFiles
    deal_parties: DealParties
    erased_answer: StoredAnswer
    """What stored answers that speak of erased evidence are replaced by."""


RetentionCall = Annotated[ApiCall[RetentionDeps], Depends(api_call)]
