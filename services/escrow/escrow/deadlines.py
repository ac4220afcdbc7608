"""Deadlines: what is due, mapped to the command that it means."""

from __future__ import annotations

from common.jobs.deadlines import DueDeadline

from .commands import ApplyDeadline
from .domain.transitions import DeadlineKind


def deadline_command(due: DueDeadline) -> ApplyDeadline:
    return ApplyDeadline(due.subject, DeadlineKind(due.kind), due.due_at)
