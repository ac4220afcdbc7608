"""What the routes of submissions are given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Protocol

from fastapi import Depends

from common.persistence.paging import Pager
from common.web.api_call import ApiCall, api_call
from evidence.cases.model import Limits
from evidence.cases.transaction import TransactionFactory

from .queries import ItemQueryTransaction
from .transaction import SubmissionsTransaction


@dataclass(frozen=True, kw_only=True)
class SubmissionDeps:
    begin: TransactionFactory[SubmissionsTransaction]
    limits: Limits
    pager: Pager


class ItemReading(SubmissionsTransaction, ItemQueryTransaction, Protocol):
    """A transaction in which evidence is listed."""


SubmissionCall = Annotated[ApiCall[Any, SubmissionDeps], Depends(api_call)]
