"""Silence: what a deadline does, and that it was silence which has ended the deal. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from common.kernel.seams import IdFactory
from common.kernel.timing import Timing

from .escrow import Change, Escrow
from .events import Closed
from .transitions import DeadlineKind


def apply_deadline(
    escrow: Escrow, kind: DeadlineKind, due_at: datetime, *, timing: Timing, new_id: IdFactory
) -> Change:
    """Do what is due; an end that comes of it names the deadline. One that no longer runs changes nothing."""
    running = escrow.running_deadline
    change = escrow.on_deadline(kind, due_at, timing=timing, new_id=new_id)
    events = (replace(event, silence=running) if isinstance(event, Closed) else event for event in change.events)
    ended = change.aggregate
    if ended.closed_at is not None and change.events:
        ended = replace(ended, ended_by=kind)
    return change._replace(aggregate=ended, events=tuple(events))
