"""Dependencies of the routes of requests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends

from common.persistence.paging import Pager
from common.web.api_call import ApiCall, api_call


@dataclass(frozen=True, kw_only=True)
class RequestDeps:
    pager: Pager


RequestCall = Annotated[ApiCall[RequestDeps], Depends(api_call)]
