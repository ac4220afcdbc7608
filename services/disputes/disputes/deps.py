from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends

from common.kernel.principal import Principal
from common.persistence.paging import Pager
from common.web.api_call import ApiCall, api_call

from .domain.records import Viewer
from .shelf import Shelf
from .store import DisputeTx


@dataclass(frozen=True)
class Deps:
    """What the edges of this service are given. Built once, in `app.py`."""

    policies: Shelf
    current: frozenset[str]
    """The edition of each policy that new escrows are given."""
    pager: Pager


Calling = Annotated[ApiCall[DisputeTx, Deps], Depends(api_call)]


def viewer(caller: Principal) -> Viewer:
    return Viewer(caller.role, caller.id, caller.escrow, caller.dispute, scopes=caller.scopes)
