"""TODO."""

from __future__ import annotations

from common.web.authentication import Principal
from disputes.engine.values import Viewer


def viewer(caller: Principal) -> Viewer:
    return Viewer(caller.role, caller.id, caller.escrow, caller.dispute, scopes=caller.scopes)
