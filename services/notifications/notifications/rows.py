"""Row mapping: stored rows to domain values, and back. Stored JSON is read and written here only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row

from common.kernel.errors import InvariantViolated

from .domain.delivery import Attempt, Delivery, DeliveryFailure, Message, MessageState
from .domain.endpoint import DisabledReason, Endpoint, EndpointState, Secret
from .domain.public_event import PublicEvent

SECRETS_VERSION: Final = 1


def endpoint_from_row(row: Row[Any]) -> Endpoint:
    return Endpoint(
        id=row.id,
        url=row.url,
        event_types=tuple(row.event_types),
        description=row.description,
        secrets=secrets_from_json(row.secrets),
        created_at=row.created_at,
        state=EndpointState(row.state),
        disabled_why=None if row.disabled_why is None else DisabledReason(row.disabled_why),
        failing_since=row.failing_since,
        version=row.version,
        event_count=row.facts,
    )


def endpoint_to_row(endpoint: Endpoint) -> dict[str, Any]:
    return {
        "id": endpoint.id,
        "url": endpoint.url,
        "event_types": list(endpoint.event_types),
        "description": endpoint.description,
        "state": endpoint.state,
        "disabled_why": endpoint.disabled_why,
        "secrets": secrets_to_json(endpoint.secrets),
        "failing_since": endpoint.failing_since,
        "version": endpoint.version,
        "facts": endpoint.event_count,
    }


def secrets_to_json(secrets: Iterable[Secret]) -> dict[str, Any]:
    """Write the column `endpoints.secrets`. Another shape gets another version, and the old one is still read."""
    return {
        "version": SECRETS_VERSION,
        "secrets": [
            {"sealed": secret.sealed, "expires_at": secret.expires_at and secret.expires_at.isoformat()}
            for secret in secrets
        ],
    }


def secrets_from_json(stored: Mapping[str, Any]) -> tuple[Secret, ...]:
    if stored["version"] != SECRETS_VERSION:
        raise InvariantViolated(f"secrets of version {stored['version']} are not known here")
    return tuple(
        Secret(
            sealed=secret["sealed"],
            expires_at=None if secret["expires_at"] is None else datetime.fromisoformat(secret["expires_at"]),
        )
        for secret in stored["secrets"]
    )


def message_from_row(row: Row[Any]) -> Message:
    return Message(
        id=row.id,
        endpoint=row.endpoint_id,
        event=row.event_id,
        created_at=row.created_at,
        state=MessageState(row.state),
        round=row.round,
        tries=row.tries,
        due_at=row.due_at,
    )


def message_to_row(message: Message) -> dict[str, Any]:
    return {
        "id": message.id,
        "endpoint_id": message.endpoint,
        "event_id": message.event,
        "state": message.state,
        "round": message.round,
        "tries": message.tries,
        "created_at": message.created_at,
        "due_at": message.due_at,
    }


def delivery_from_row(row: Row[Any], attempt_rows: Iterable[Row[Any]]) -> Delivery:
    """Map a message's row, joined with its event's type, and the rows of its attempts."""
    return Delivery(message_from_row(row), row.type, tuple(attempt_from_row(attempt) for attempt in attempt_rows))


def attempt_from_row(row: Row[Any]) -> Attempt:
    return Attempt(
        number=row.n,
        at=row.at,
        status_code=row.status_code,
        failure=None if row.failure is None else DeliveryFailure(row.failure),
        duration_ms=row.duration_ms,
    )


def event_to_row(
    tenant: UUID, event: PublicEvent, position: int | None, now: datetime, traceparent: str | None
) -> dict[str, Any]:
    return {
        "id": event.id,
        "tenant_id": tenant,
        "position": position,
        "type": event.type,
        "subject": event.subject,
        "sequence": event.sequence,
        "number": event.number,
        "occurred_at": event.occurred_at,
        "stored_at": now,
        "body": event.body,
        "traceparent": traceparent,
        "audience": event.readers.audience,
        "case_id": event.readers.case,
        "giver": event.readers.giver,
        "request": event.readers.request,
        "participant": event.readers.participant,
    }
