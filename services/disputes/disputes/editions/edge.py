"""What the routes of this room are given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends

from common.web.http import ApiCall, api_call

from .catalogue import EditionCatalogue


@dataclass(frozen=True, kw_only=True)
class EditionDeps:
    policies: EditionCatalogue
    current: frozenset[str]
    """The edition of each policy that new escrows are given."""


EditionsCall = Annotated[ApiCall[Any, EditionDeps], Depends(api_call)]
