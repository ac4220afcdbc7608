"""Webhooks: verifies what Parley has sent, by the published library (Standard Webhooks 1.0.0)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from standardwebhooks import Webhook, WebhookVerificationError

__all__ = ["WebhookVerificationError", "verify_webhook"]


def verify_webhook(secret: str, body: bytes | str, headers: Mapping[str, str]) -> dict[str, Any]:
    """Return the event of a delivery whose raw body and headers are these. Raises WebhookVerificationError."""
    event: dict[str, Any] = Webhook(secret).verify(body, {name.lower(): value for name, value in headers.items()})
    return event
