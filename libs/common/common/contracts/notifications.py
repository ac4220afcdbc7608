"""Events that notifications publishes."""

from __future__ import annotations

from typing import ClassVar

from .envelope import Event


class EndpointDisabled(Event):
    """Endpoint answered 410, or nothing but failures for 120 hours."""

    topic: ClassVar[str] = "notifications.endpoint-disabled.v1"
    public: ClassVar[str | None] = "webhook_endpoint.disabled"
    prefix: ClassVar[str] = "whe"

    why: str
