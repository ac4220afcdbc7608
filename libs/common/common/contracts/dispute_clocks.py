"""Events about the clocks of a case: extended, stopped, near their end, over."""

from __future__ import annotations

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime

from .dispute_parts import DisputeEvent
from .envelope import Who


class DeadlineExtended(DisputeEvent):
    """More time, given by an operator. Whoever owns the clock obeys if it still runs, and tells the new instant."""

    topic: ClassVar[str] = "disputes.deadline-extended.v1"
    public: ClassVar[str | None] = "dispute.deadline_extended"

    deadline: str
    """`negotiation`, `evidence`, or the kind of one of the case's own clocks."""
    request: UUID | None = None
    """Which request for evidence; None: all that are open."""
    due_at: AwareDatetime
    reason_code: str
    received_at: AwareDatetime | None = None
    """When the operator's act was received, which judges it against the clock it extends; None: when it occurred."""


class DisputePaused(DisputeEvent):
    """Clocks of the case stand still, in every service."""

    topic: ClassVar[str] = "disputes.paused.v1"
    public: ClassVar[str | None] = "dispute.paused"


class DisputeResumed(DisputeEvent):
    """Clocks go on: what was due at `d` is now due at `d + (resumed_at - paused_at)`, in elapsed time."""

    topic: ClassVar[str] = "disputes.resumed.v1"
    public: ClassVar[str | None] = "dispute.resumed"

    paused_at: AwareDatetime
    resumed_at: AwareDatetime


class DeadlineApproaching(DisputeEvent):
    """Somebody's time is running out, as the policy wants them reminded."""

    topic: ClassVar[str] = "disputes.deadline-approaching.v1"
    public: ClassVar[str | None] = "dispute.deadline_approaching"

    of: Who
    deadline: str
    due_at: AwareDatetime


class DeadlineExpired(DisputeEvent):
    """Time is up; what follows is told by events of its own."""

    topic: ClassVar[str] = "disputes.deadline-expired.v1"
    public: ClassVar[str | None] = "dispute.deadline_expired"

    deadline: str
    owed_by: Who | None = None
    due_at: AwareDatetime


class SlaBreached(DisputeEvent):
    """Target or limit of an operator has passed. Alerts only; never moves money (K2)."""

    topic: ClassVar[str] = "disputes.sla-breached.v1"
    public: ClassVar[str | None] = "sla.breached"

    deadline: str
    level: Literal["target", "limit"]
    due_at: AwareDatetime
