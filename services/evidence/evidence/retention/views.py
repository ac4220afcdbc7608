"""Erasures, legal holds and retention periods as platforms see them."""

from __future__ import annotations

from common.execution.commands import Context
from evidence.cases.retention import USUAL_DAYS

from .commands import HeldCase
from .model import Erasure
from .schemas import ErasureView, HoldView, RetentionView


class ErasureAnswer:
    """Answer to one request to erase; remembers what is to be removed once it is committed."""

    def __init__(self) -> None:
        self.erasures: list[Erasure] = []

    def erasure_view(self, erasure: Erasure, context: Context) -> ErasureView:
        self.erasures = [erasure]
        return ErasureView(erased_items=erasure.receipt.items, erased_at=erasure.receipt.at)


def placed_hold_view(case: HeldCase, context: Context) -> HoldView:
    return HoldView(dispute=case.dispute, state="held", at=case.at)


def released_hold_view(case: HeldCase, context: Context) -> HoldView:
    return HoldView(dispute=case.dispute, state="released", at=case.at)


def retention_view(days: int | None) -> RetentionView:
    """`days`: as the platform has said; None if it has said nothing."""
    return RetentionView(days=days or USUAL_DAYS, usual=days is None)


def changed_retention_view(days: int, context: Context) -> RetentionView:
    return retention_view(days)
