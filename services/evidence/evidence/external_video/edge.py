"""What the routes of conversations elsewhere are given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends

from common.web.api_call import ApiCall, api_call
from evidence.cases.model import Limits
from evidence.cases.transaction import TransactionFactory

from .transaction import ExternalVideoTransaction


@dataclass(frozen=True, kw_only=True)
class ExternalVideoDeps:
    begin: TransactionFactory[ExternalVideoTransaction]
    limits: Limits


ExternalVideoCall = Annotated[ApiCall[Any, ExternalVideoDeps], Depends(api_call)]
