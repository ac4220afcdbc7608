"""Integration events: maps the domain events of endpoints to the published ones in `common.contracts.notifications`."""

from __future__ import annotations

from typing import assert_never
from uuid import UUID

from common.contracts.envelope import ActorRef, Event, EventFields
from common.contracts.notifications import EndpointDisabled
from common.execution.commands import Context

from .domain.endpoint import Change, Disabled, Endpoint, EndpointEvent


def endpoint_events(tenant: UUID, change: Change, context: Context) -> list[Event]:
    """Map a change's events, numbered without a gap up to the number that the endpoint has had."""
    first = change.aggregate.event_count - len(change.events) + 1
    return [
        _endpoint_event(event, _event_fields(tenant, change.aggregate, sequence, context))
        for sequence, event in enumerate(change.events, first)
    ]


def _endpoint_event(event: EndpointEvent, fields: EventFields) -> Event:
    match event:
        case Disabled(reason):
            return EndpointDisabled(**fields, why=reason.value)
        case _:
            assert_never(event)


def _event_fields(tenant: UUID, endpoint: Endpoint, sequence: int, context: Context) -> EventFields:
    return EventFields(
        tenant=tenant,
        subject=endpoint.id,
        sequence=sequence,
        version=endpoint.version,
        occurred_at=context.timing.now,
        actor=ActorRef.from_actor(context.principal.actor),
        cause=context.cause,
    )
