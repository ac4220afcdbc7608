"""Deadlines: what is due, mapped to the command that it means."""

from __future__ import annotations

from common.jobs.deadlines import DueDeadline
from disputes.cases.event_commands import ApplyDeadline
from disputes.penalties.commands import EndSuspension
from disputes.penalties.model import SUSPENSION_ENDS


def deadline_command(due: DueDeadline) -> ApplyDeadline | EndSuspension:
    if due.kind == SUSPENSION_ENDS:
        return EndSuspension(due.subject, due.due_at)
    return ApplyDeadline(due.subject, due.kind, due.due_at)
