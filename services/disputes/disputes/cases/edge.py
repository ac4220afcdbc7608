"""What the routes on cases are given, here and in the rooms above."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends

from common.persistence.paging import Pager
from common.web.authentication import Principal
from common.web.http import ApiCall, api_call
from disputes.editions.edge import EditionDeps
from disputes.engine.values import Viewer


@dataclass(frozen=True, kw_only=True)
class CaseDeps(EditionDeps):
    pager: Pager


CasesCall = Annotated[ApiCall[Any, CaseDeps], Depends(api_call)]


def viewer(caller: Principal) -> Viewer:
    return Viewer(caller.role, caller.id, caller.escrow, caller.dispute, scopes=caller.scopes)
