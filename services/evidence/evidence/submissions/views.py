"""Evidence as whoever has just acted on it sees it."""

from __future__ import annotations

from common.execution.commands import Context
from evidence.items.schemas import ItemView
from evidence.items.views import item_view

from .loading import EvidenceInCase


def changed_item_view(evidence: EvidenceInCase, context: Context) -> ItemView:
    return item_view(evidence.item, evidence.case, context.principal, examination=evidence.examination)
