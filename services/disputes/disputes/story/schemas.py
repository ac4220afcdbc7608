"""Query and entries of the story of a case."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from pydantic import ConfigDict

from common.kernel.ids import IdType
from common.persistence.paging import PageFilters
from common.web.schemas import ActorView, UtcTime, View

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
