"""Retention periods as platforms see them."""

from __future__ import annotations

from evidence.cases.retention import USUAL_DAYS

from .schemas import RetentionView


def retention_view(days: int | None) -> RetentionView:
    """`days`: as the platform has said; None if it has said nothing."""
    return RetentionView(days=days or USUAL_DAYS, usual=days is None)
