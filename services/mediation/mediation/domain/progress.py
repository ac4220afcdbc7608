"""Progress of a case elsewhere, as far as this service knows it; remembered before a negotiation begins, too. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from common.kernel.case_ends import CaseEnd, merge_ends

from . import reactions
from .mediation import Change


class CaseProgress(NamedTuple):
    """Stage of a case: escalated, closed, or standing still. Events about it may arrive in any order."""

    dispute: UUID
    escalated: bool = False
    closed: bool = False
    paused_at: datetime | None = None
    """Since when the case stands still."""
    pause_sequence: int = 0
    """Number of the newest event about pausing; an older one does not undo it."""
    end: CaseEnd | None = None
    """How and when it ended, or its money was ordered."""

    def close(self, end: CaseEnd, *, is_last_word: bool) -> CaseProgress:
        return self._replace(closed=True, end=merge_ends(self.end, end, is_last_word=is_last_word))

    def with_pause(self, paused_at: datetime | None, sequence: int) -> CaseProgress:
        """Remember whether the case stands still, if this is the newest event about it."""
        return self._replace(paused_at=paused_at, pause_sequence=sequence) if sequence > self.pause_sequence else self


def catch_up(opening: Change, progress: CaseProgress) -> list[Change]:
    """Let what happened before a negotiation began take its effect, one change after the other."""
    changes = [opening]
    if progress.escalated:
        changes.append(reactions.on_case_escalated(changes[-1].mediation, opening.mediation.created_at))
    if progress.paused_at is not None:
        changes.append(reactions.on_case_paused(changes[-1].mediation, progress.paused_at, progress.pause_sequence))
    if progress.closed:
        changes.append(reactions.on_case_closed(changes[-1].mediation))
    return changes
