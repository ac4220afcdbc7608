"""Progress of a case elsewhere, as far as this service knows it; remembered before a negotiation begins, too. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from common.kernel.case_ends import CaseEnd, merge_ends

from . import reactions
from .mediation import Change, Mediation


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockNews:
    """What has become of the clocks of a case: it moved on, paused, went on, or gave more time."""

    sequence: int
    """Number of the event among those of the case."""
    escalated_at: datetime | None = None
    paused_at: datetime | None = None
    resumed_at: datetime | None = None
    """When the pause that began at `paused_at` was over."""
    due_at: datetime | None = None
    """Until when an operator has given time."""

    def apply(self, mediation: Mediation) -> Change:
        if self.escalated_at is not None:
            return reactions.on_case_escalated(mediation, self.escalated_at)
        if self.paused_at is not None and self.resumed_at is not None:
            return reactions.on_case_resumed(mediation, self.paused_at, self.resumed_at, self.sequence)
        if self.paused_at is not None:
            return reactions.on_case_paused(mediation, self.paused_at, self.sequence)
        return Change(mediation) if self.due_at is None else reactions.on_deadline_extended(mediation, self.due_at)


class CaseProgress(NamedTuple):
    """Stage of a case: escalated, or closed. Events about it may arrive in any order."""

    dispute: UUID
    escalated: bool = False
    closed: bool = False
    early_news: tuple[ClockNews, ...] = ()
    """What was heard of its clocks before there was a negotiation."""
    end: CaseEnd | None = None
    """How and when it ended, or its money was ordered."""

    def close(self, end: CaseEnd, *, is_last_word: bool) -> CaseProgress:
        return self._replace(closed=True, end=merge_ends(self.end, end, is_last_word=is_last_word))

    def record_news(self, news: ClockNews, *, is_early: bool) -> CaseProgress:
        early = (*self.early_news, news) if is_early else self.early_news
        return self._replace(escalated=self.escalated or news.escalated_at is not None, early_news=early)


def catch_up(opening: Change, progress: CaseProgress) -> list[Change]:
    """Let what happened before a negotiation began take its effect as it happened, one change after the other."""
    changes = [opening]
    for news in sorted(progress.early_news, key=lambda news: news.sequence):
        changes.append(news.apply(changes[-1].mediation))
    if progress.closed:
        changes.append(reactions.on_case_closed(changes[-1].mediation))
    return changes
