"""Deadlines: what is due, as a command. The sweep narrows; the negotiation decides, again, under its lock."""

from __future__ import annotations

from common.jobs.deadlines import DueDeadline

from .event_commands import ExpireNegotiation


def deadline_command(due: DueDeadline) -> ExpireNegotiation:
    return ExpireNegotiation(due.subject, due.due_at)
