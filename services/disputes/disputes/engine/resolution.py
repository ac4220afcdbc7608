"""Resolution of a case: whether its end has settled anything (O8)."""

from __future__ import annotations

from typing import Final

from disputes.policy.vocabulary import RESOLVED_OUTCOMES

from .dispute import Dispute

ABANDONED: Final = "abandoned"
"""Why a case is closed whose claimant has not walked the tree to its end."""


def is_resolved(dispute: Dispute) -> bool:
    """Tell whether anything was settled: not where a walk was given up, or where nobody decided (PRM-22)."""
    return dispute.outcome in RESOLVED_OUTCOMES and dispute.why != ABANDONED
