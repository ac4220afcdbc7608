"""What the routes of requests are given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Protocol

from fastapi import Depends

from common.persistence.paging import Pager
from common.web.api_call import ApiCall, api_call
from evidence.cases.queries import QueryTransaction

from .transaction import RequestsTransaction


@dataclass(frozen=True, kw_only=True)
class RequestDeps:
    pager: Pager


class RequestReading(RequestsTransaction, QueryTransaction, Protocol):
    """A transaction in which requests are read."""


RequestCall = Annotated[ApiCall[Any, RequestDeps], Depends(api_call)]
