"""Answers of disputes. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from parley_client.generated.models.disputes.answers import DisputeSummary
from parley_client.generated.models.disputes.answers_2 import CaseMovementView, MessageView, StoryEntryView


class DisputeSummaryPage(TypedDict):
    data: list[DisputeSummary]
    """What was asked for, in the order that the operation describes."""
    has_more: bool
    """Whether there is another page."""
    next_cursor: NotRequired[str | None]
    """Send it as `cursor` to get the next page; null on the last one."""


class MessageViewPage(TypedDict):
    data: list[MessageView]
    """What was asked for, in the order that the operation describes."""
    has_more: bool
    """Whether there is another page."""
    next_cursor: NotRequired[str | None]
    """Send it as `cursor` to get the next page; null on the last one."""


class StoryEntryViewPage(TypedDict):
    data: list[StoryEntryView]
    """What was asked for, in the order that the operation describes."""
    has_more: bool
    """Whether there is another page."""
    next_cursor: NotRequired[str | None]
    """Send it as `cursor` to get the next page; null on the last one."""


class ReadMarkView(TypedDict):
    """How far you have read the case, if not further already."""

    dispute: str
    """Id of the dispute."""
    entry: str
    """Id of the last entry of the story that you have read."""
    at: str
    """When that happened (UTC)."""


class TimelineView(TypedDict):
    dispute: str
    """Id of the dispute."""
    data: list[CaseMovementView]
    """The steps, the first one first."""
