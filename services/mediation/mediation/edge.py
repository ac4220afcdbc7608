from __future__ import annotations

from dataclasses import dataclass

from common.persistence.paging import Pager

from .trees import TreeCatalogue


@dataclass(frozen=True)
class Deps:
    """What the edges of this service are given. Built once, in `app.py`."""

    pager: Pager
    trees: TreeCatalogue
