"""Progress of a case elsewhere, as far as this service knows it; remembered before a negotiation begins, too. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from common.kernel.case_ends import CaseEnd, merge_ends
from common.kernel.timing import Pause, delay_end

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

    def apply(self, mediation: Mediation, heard: Sequence[ClockNews] = ()) -> Change:
        """Let it take its effect. `heard`: what was heard before it; what of that happened after it counts with it."""
        since = mediation.snapshot.due_since
        if self.escalated_at is not None:
            return reactions.on_case_escalated(mediation, self.escalated_at, self._pauses_since(heard))
        if self.paused_at is not None and self.resumed_at is not None:
            later = (news for news in heard if news.sequence > self.sequence)
            given_until = max((until for news in later if (until := news._give_time(since, heard))), default=None)
            return reactions.on_case_resumed(
                mediation, self.paused_at, self.resumed_at, self.sequence, given_until=given_until
            )
        if self.paused_at is not None:
            return reactions.on_case_paused(mediation, self.paused_at, self.sequence)
        until = self._give_time(since, heard)
        return Change(mediation) if until is None else reactions.on_deadline_extended(mediation, until)

    def _give_time(self, since: datetime | None, heard: Sequence[ClockNews]) -> datetime | None:
        """Find until when an extension has given time, with the pauses that came after it."""
        if self.due_at is None or since is None:
            return None
        return delay_end(self.due_at, since, self._pauses_since(heard))

    def _pauses_since(self, heard: Sequence[ClockNews]) -> Iterator[Pause]:
        for news in sorted(heard, key=lambda news: news.sequence):
            if news.sequence > self.sequence and news.paused_at is not None and news.resumed_at is not None:
                yield Pause(news.paused_at, news.resumed_at)


class CaseProgress(NamedTuple):
    """Stage of a case: escalated, or closed. Events about it may arrive in any order."""

    dispute: UUID
    escalated: bool = False
    closed: bool = False
    news: tuple[ClockNews, ...] = ()
    """What was heard of its clocks, in the order of hearing."""
    end: CaseEnd | None = None
    """How and when it ended, or its money was ordered."""

    def close(self, end: CaseEnd, *, is_last_word: bool) -> CaseProgress:
        return self._replace(closed=True, end=merge_ends(self.end, end, is_last_word=is_last_word))

    def record_news(self, news: ClockNews) -> CaseProgress:
        return self._replace(escalated=self.escalated or news.escalated_at is not None, news=(*self.news, news))


def catch_up(opening: Change, progress: CaseProgress) -> list[Change]:
    """Let what happened before a negotiation began take its effect as it happened, one change after the other."""
    changes = [opening]
    for news in sorted(progress.news, key=lambda news: news.sequence):
        changes.append(news.apply(changes[-1].mediation))
    if progress.closed:
        changes.append(reactions.on_case_closed(changes[-1].mediation))
    return changes
