"""Answers of general. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import TypedDict


class ExternalVideoContent(TypedDict):
    """Conversation on another platform: not verified to be live."""

    link: str
    """Address of the call or of its recording, elsewhere."""
    provider: str
    """Name of the platform on which it took place."""
    started_at: str
    """When it began (UTC), as it was told."""
    ended_at: str
    """When it ended (UTC), as it was told."""
    recording: str | None
    """Id of the evidence that has its recording; null if none was given."""
