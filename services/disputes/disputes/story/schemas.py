"""Query and entries of the story of a case."""

from __future__ import annotations

from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import ConfigDict, model_validator
from pydantic_core import PydanticCustomError

from common.kernel.ids import DisputeId, IdType, MessageId
from common.persistence.paging import PageFilters
from common.web.schemas import ActorView, Body, UtcTime, View

EventId = Annotated[UUID, *IdType("evt").parts]


class StoryFilters(PageFilters):
    pass


class StoryEntryView(View):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    id: EventId
    at: UtcTime
    """When it took effect; of what happened by itself, the instant at which it was due."""
    kind: str
    """What has happened: `proposal_made`, `evidence_received`, `money_paid`, `deadline_passed` …"""
    who: ActorView
    params: dict[str, Any]
    """What a sentence about it needs: codes, amounts with their currency, instants. `on_behalf_of`: the party for whom
    an operator did it, and by which means it had asked for it."""
    text: str | None
    """What somebody wrote, where the entry is a message, or for operators a note."""
    href: str | None
    """Where it can be looked at by itself, if you may."""


class OwnStoryEntryView(StoryEntryView):
    """Entry among those of several cases."""

    dispute: DisputeId
    """Case that it has happened to."""


class ReadBody(Body):
    """Name the last message, or the last entry of the story, that was read; neither means all there is."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"message": "msg_01jcxqw000e008000000000001"}]})

    message: MessageId | None = None
    entry: EventId | None = None

    @model_validator(mode="after")
    def _require_one(self) -> Self:
        if self.message is not None and self.entry is not None:
            raise PydanticCustomError("one_of_two", "Name a message or an entry, not both.")
        return self


class ReadMarkView(View):
    """How far you have read the case, if not further already."""

    dispute: DisputeId
    entry: EventId
    at: UtcTime


class UnreadView(View):
    """What others have done since you last marked the case as read, of what you may see."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    messages: int
    entries: int
    """Entries of the story, messages among them."""
