"""Deadlines: what is due, mapped to the command that it means."""

from __future__ import annotations

from typing import Any

from common.execution.commands import Command
from common.jobs.deadlines import DueDeadline

from .live_video.commands import AbandonRecording
from .live_video.store import EXPIRY_DEADLINE
from .requests.commands import DecideGrace, ExpireRequest, RevealAtEnd
from .requests.parts import GRACE_DEADLINE
from .requests.store import REVEAL_DEADLINE


def deadline_command(due: DueDeadline) -> Command[Any]:
    if due.kind == GRACE_DEADLINE:
        return DecideGrace(due.subject, due.due_at)
    if due.kind == REVEAL_DEADLINE:
        return RevealAtEnd(due.subject)
    if due.kind == EXPIRY_DEADLINE:
        return AbandonRecording(due.subject, due.due_at)
    return ExpireRequest(due.subject, due.due_at)
