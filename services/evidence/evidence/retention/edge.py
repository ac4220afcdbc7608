"""What the routes of erasure and retention are given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends

from common.web.http import ApiCall, api_call

from .model import StoredAnswer
from .remains import Remains


@dataclass(frozen=True, kw_only=True)
class RetentionDeps:
    remains: Remains
    erased_answer: StoredAnswer
    """What stored answers that speak of erased evidence are replaced by."""


RetentionCall = Annotated[ApiCall[Any, RetentionDeps], Depends(api_call)]
