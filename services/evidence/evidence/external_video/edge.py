"""Dependencies of the routes of conversations elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends

from common.web.api_call import ApiCall, api_call
from evidence.cases.model import Limits
from evidence.submissions.viewing import ViewingLog


@dataclass(frozen=True, kw_only=True)
class ExternalVideoDeps:
    limits: Limits
    viewings: ViewingLog


ExternalVideoCall = Annotated[ApiCall[ExternalVideoDeps], Depends(api_call)]
