"""Integration events: maps a platform's settings to `common.contracts.disputes.ApprovalLimitsChanged`."""

from __future__ import annotations

from common.contracts.disputes import ApprovalLimitsChanged
from common.contracts.envelope import ActorRef, Event
from common.execution.commands import Context

from .settings import PlatformSettings


def limits_changed(settings: PlatformSettings, context: Context) -> Event:
    """Tell of the limits with every version of the settings: its number is the event's."""
    return ApprovalLimitsChanged(
        tenant=context.principal.tenant,
        subject=context.principal.tenant,
        sequence=settings.version,
        version=settings.version,
        occurred_at=context.timing.now,
        actor=ActorRef.from_actor(context.principal.actor),
        cause=context.principal.role.value,
        limits=dict(settings.approval_limits),
    )
