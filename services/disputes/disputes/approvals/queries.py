"""Reads of decisions, straight from the table to what operators see."""

from __future__ import annotations

from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import Select, select

from disputes.schema import SqlTransaction

from .model import ApprovalsTx
from .tables import decisions


class ApprovalsReadTx(ApprovalsTx, SqlTransaction, Protocol):
    """What reads of this room are given."""


def select_decisions(dispute: UUID) -> Select[Any]:
    return select(decisions).where(decisions.c.dispute == dispute).order_by(decisions.c.id)
