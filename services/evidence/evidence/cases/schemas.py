from __future__ import annotations

from common.kernel.ids import DisputeId
from common.persistence.paging import PageFilters


class EvidenceFilters(PageFilters):
    dispute: DisputeId
    """Case whose evidence is listed."""
