"""Dependencies of the routes of submissions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends

from common.persistence.paging import Pager
from common.web.api_call import ApiCall, api_call
from evidence.cases.model import Limits

from .viewing import ViewingLog


@dataclass(frozen=True, kw_only=True)
class SubmissionDeps:
    limits: Limits
    pager: Pager
    viewings: ViewingLog


SubmissionCall = Annotated[ApiCall[SubmissionDeps], Depends(api_call)]
