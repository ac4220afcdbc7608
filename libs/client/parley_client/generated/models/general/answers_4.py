"""Answers of general. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import TypedDict


class StreamLink(TypedDict):
    """Address of a stream that stands alone until it expires: for the `EventSource` of a browser."""

    url: str
    """Of the stream, in your name. It begins where it was asked for, by `after`. What narrows the stream is added."""
    expires_at: str
    """When it opens no more, and streams opened by it end: together with the token that asked for it."""


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
