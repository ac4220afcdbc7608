"""TODO."""

from __future__ import annotations

from common.web.authentication import Caller
from disputes.engine.values import Viewer


def viewer(caller: Caller) -> Viewer:
    return Viewer(caller.role, caller.id, caller.escrow, caller.dispute, scopes=caller.scopes)
