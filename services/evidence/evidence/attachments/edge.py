"""Dependencies of the route of attaching."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends

from common.web.api_call import ApiCall, api_call


@dataclass(frozen=True, kw_only=True)
class AttachmentDeps:
    """Nothing beside what every route has."""


AttachmentCall = Annotated[ApiCall[AttachmentDeps], Depends(api_call)]
