"""Query and entries of the story of a case."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from pydantic import ConfigDict

from common.kernel.ids import IdType
from common.kernel.principal import Role
from common.persistence.paging import PageFilters
from common.web.schemas import UtcTime, View

EventId = Annotated[UUID, *IdType("evt").parts]


class StoryFilters(PageFilters):
    pass


class AuthorView(View):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    role: Role
    """`system`: nobody, it happened by itself."""
    id: str | None
    """The platform's id of the person. Parties see each other's, and no operator's."""


class StoryEntryView(View):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    id: EventId
    at: UtcTime
    """When it took effect; of what happened by itself, the instant at which it was due."""
    kind: str
    """What has happened: `proposal_made`, `evidence_received`, `money_paid`, `deadline_passed` …"""
    who: AuthorView
    params: dict[str, Any]
    """What a sentence about it needs: codes, amounts with their currency, instants."""
    text: str | None
    """What somebody wrote, where the entry is a message, or for operators a note."""
    href: str | None
    """Where it can be looked at by itself, if you may."""
