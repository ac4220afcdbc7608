"""Edge of editions: what the routes of this room are given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends

from common.web.api_call import ApiCall, api_call


@dataclass(frozen=True, kw_only=True)
class EditionDeps:
    current: frozenset[str]
    """Parley's edition of each policy that new escrows are given, unless their platform has made another current."""


EditionsCall = Annotated[ApiCall[EditionDeps], Depends(api_call)]
