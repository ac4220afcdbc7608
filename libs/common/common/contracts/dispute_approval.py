"""Events about decisions that need a second operator."""

from __future__ import annotations

from typing import ClassVar, Literal
from uuid import UUID

from .dispute_parts import DisputeEvent


class ApprovalRequested(DisputeEvent):
    """Decision of much weight: it waits for another operator with the scope `lead`. Nothing follows from it yet."""

    topic: ClassVar[str] = "disputes.approval-requested.v1"
    public: ClassVar[str | None] = "dispute.approval_requested"

    decision: UUID
    weighs: tuple[Literal["amount_above_limit", "permanent_closure"], ...]


class ApprovalRejected(DisputeEvent):
    """Second operator disagrees: the case is to be decided anew."""

    topic: ClassVar[str] = "disputes.approval-rejected.v1"
    public: ClassVar[str | None] = "dispute.approval_rejected"

    decision: UUID
