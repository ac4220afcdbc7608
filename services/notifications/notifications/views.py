"""Views of endpoints, deliveries and events, for the platform that owns them."""

from __future__ import annotations

import orjson

from common.execution.commands import Context
from common.kernel.ids import format_id

from .domain.delivery import Delivery
from .domain.endpoint import Endpoint
from .domain.replay import ReplayResult
from .schemas import AttemptView, DeliveryView, EndpointView, EndpointWithSecretView, EventView, ReplayView

ENDPOINTS_PATH = "/v1/webhook-endpoints"


def endpoint_view(endpoint: Endpoint) -> EndpointView:
    return EndpointView(
        id=endpoint.id,
        url=endpoint.url,
        event_types=list(endpoint.event_types),
        description=endpoint.description,
        state=endpoint.state,
        disabled_why=endpoint.disabled_why,
        failing_since=endpoint.failing_since,
        created_at=endpoint.created_at,
        version=endpoint.version,
    )


def changed_endpoint_view(endpoint: Endpoint, context: Context) -> EndpointView:
    return endpoint_view(endpoint)


def new_secret_view(endpoint: Endpoint, context: Context) -> EndpointWithSecretView:
    """View with the secret still sealed, so that the answer kept for repeats of the request is of no use to a thief."""
    return EndpointWithSecretView(**dict(endpoint_view(endpoint)), secret=endpoint.secrets[0].sealed)


def endpoint_location(view: EndpointWithSecretView) -> str:
    return f"{ENDPOINTS_PATH}/{format_id('whe', view.id)}"


def delivery_view(delivery: Delivery) -> DeliveryView:
    message = delivery.message
    return DeliveryView(
        id=message.id,
        webhook_id=message.id,
        endpoint=message.endpoint,
        event=message.event,
        event_type=delivery.event_type,
        state=message.state,
        created_at=message.created_at,
        next_attempt_at=message.due_at,
        attempts=[
            AttemptView(
                number=attempt.number,
                at=attempt.at,
                status_code=attempt.status_code,
                error=attempt.failure,
                duration_ms=attempt.duration_ms,
            )
            for attempt in delivery.attempts
        ],
    )


def started_delivery_view(delivery: Delivery, context: Context) -> DeliveryView:
    return delivery_view(delivery)


def replay_view(replay: ReplayResult, context: Context) -> ReplayView:
    return ReplayView(endpoint=replay.endpoint_id, events=replay.event_count)


def event_view(body: str) -> EventView:
    """View of a public event, word for word what webhooks carry."""
    return EventView.model_validate(orjson.loads(body))
