from __future__ import annotations

from dataclasses import dataclass

from common.persistence.paging import Pager

from .ports import Gate
from .vault import Vault


@dataclass(frozen=True)
class Deps:
    """What the edges of this service are given. Built once, in `app.py`."""

    vault: Vault
    gate: Gate
    pager: Pager
