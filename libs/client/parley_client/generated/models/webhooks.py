"""Bodies and answers of webhooks. Written by `make clients`: do not edit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NotRequired, TypeAlias, TypedDict

DeliveryFailure: TypeAlias = Literal[
    "http_status", "redirect_refused", "unreachable", "tls_failed", "timeout", "protocol_error", "internal_error"
]
"""Reason why an attempt failed, as its owner may know it. Nothing here tells names or addresses apart."""


MessageState: TypeAlias = Literal["pending", "delivered", "failed", "stopped"]


DisabledReason: TypeAlias = Literal["owner", "gone", "failing"]
"""Reason why it is disabled: who or what did it."""


EndpointState: TypeAlias = Literal["enabled", "disabled", "deleted"]


class EndpointChangeBody(TypedDict):
    """Changes of an endpoint; what is left out stays as it is."""

    url: NotRequired[str | None]
    """Where to deliver: HTTPS, a public address."""
    event_types: NotRequired[list[str] | None]
    """Which events to deliver: names, families such as `dispute.*`, or `*`."""
    description: NotRequired[str | None]
    """Your own words about it; never interpreted."""
    enabled: NotRequired[bool | None]
    """`true` delivers again; `false` stops."""


class NewEndpointBody(TypedDict):
    """`event_types` are names of the catalogue, families like `dispute.*`, or `*` for all that exist or will."""

    url: str
    """Where to deliver: HTTPS, a public address (in a sandbox loopback, too)."""
    event_types: list[str]
    """Which events to deliver: names, families such as `dispute.*`, or `*`."""
    description: NotRequired[str | None]
    """Your own words about it; never interpreted."""
    secret: NotRequired[str | None]
    """Your own `whsec_…` of 24 to 64 bytes; left out, one is made."""


class ReplayBody(TypedDict):
    """Range of the events' own timestamps, half open."""

    since: str
    """From which timestamp on, included."""
    until: str
    """Until which timestamp, excluded."""


class SampleEventBody(TypedDict):
    event_type: NotRequired[str]
    """Public type whose recorded sample is sent; left out, `webhook_endpoint.test`, which is about nothing."""


class SecretBody(TypedDict):
    secret: NotRequired[str | None]
    """Your own; left out, one is made."""


class AttemptView(TypedDict):
    number: int
    """Number of the attempt, from 1."""
    at: str
    """When it was made (UTC)."""
    status_code: int | None
    """HTTP status of the answer; null if there was none."""
    error: DeliveryFailure | None
    """Why it failed; null if it did not."""
    duration_ms: int
    """How long it took, in milliseconds."""


class DeliveryView(TypedDict):
    id: str
    """Its id, given by Parley; it never changes."""
    webhook_id: str
    """The `webhook-id` header: the same for every attempt, also after a redelivery."""
    endpoint: str
    """Id of the webhook endpoint."""
    event: str
    """Id of the event; it is also the `webhook-id` that was sent."""
    event_type: str
    """Type of the event."""
    state: MessageState
    """State of the delivery."""
    created_at: str
    """When it was created (UTC)."""
    next_attempt_at: str | None
    """When it is tried next (UTC); null if it is not."""
    attempts: list[AttemptView]
    """Every attempt so far, the first one first."""


class EndpointView(TypedDict):
    id: str
    """Its id, given by Parley; it never changes."""
    url: str
    """Where events are delivered."""
    event_types: list[str]
    """Which events are delivered."""
    description: str | None
    """Your own words about it; never interpreted."""
    state: EndpointState
    """Whether events are delivered."""
    disabled_why: DisabledReason | None
    """Why not: by you, by a 410, or after 120 hours of nothing but failures; null while it is enabled."""
    failing_since: str | None
    """Since when every delivery has failed (UTC); null if the last one did not."""
    created_at: str
    """When it was created (UTC)."""
    version: int
    """Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it."""


class EndpointListView(TypedDict):
    data: list[EndpointView]
    """What was asked for, in the order that the operation describes."""


class EndpointWithSecretView(TypedDict):
    id: str
    """Its id, given by Parley; it never changes."""
    url: str
    """Where events are delivered."""
    event_types: list[str]
    """Which events are delivered."""
    description: str | None
    """Your own words about it; never interpreted."""
    state: EndpointState
    """Whether events are delivered."""
    disabled_why: DisabledReason | None
    """Why not: by you, by a 410, or after 120 hours of nothing but failures; null while it is enabled."""
    failing_since: str | None
    """Since when every delivery has failed (UTC); null if the last one did not."""
    created_at: str
    """When it was created (UTC)."""
    version: int
    """Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it."""
    secret: str
    """Shown this once. Verify signatures with it."""


class DeliveryViewPage(TypedDict):
    data: list[DeliveryView]
    """What was asked for, in the order that the operation describes."""
    has_more: bool
    """Whether there is another page."""
    next_cursor: NotRequired[str | None]
    """Send it as `cursor` to get the next page; null on the last one."""


class ReplayView(TypedDict):
    endpoint: str
    """Id of the webhook endpoint."""
    events: int
    """Number of events that will be sent."""


# fmt: off
ListWebhookEndpointsCode: TypeAlias = Literal[
    "bad_request", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `list_webhook_endpoints`; there may be more in time."""


# fmt: off
CreateWebhookEndpointCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "unauthenticated", "forbidden", "platform_not_active",
    "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight", "too_many_endpoints",
    "payload_too_large", "unsupported_media_type", "validation_failed", "amount_out_of_range",
    "card_number_not_allowed", "currency_unknown", "idempotency_mismatch", "event_type_unknown", "secret_invalid",
    "url_forbidden", "rate_limited", "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `create_webhook_endpoint`; there may be more in time."""


# fmt: off
GetWebhookEndpointCode: TypeAlias = Literal[
    "bad_request", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `get_webhook_endpoint`; there may be more in time."""


# fmt: off
ChangeWebhookEndpointCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "malformed_if_match", "unauthenticated", "forbidden",
    "platform_not_active", "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight",
    "version_conflict", "payload_too_large", "unsupported_media_type", "validation_failed", "amount_out_of_range",
    "card_number_not_allowed", "currency_unknown", "idempotency_mismatch", "event_type_unknown", "url_forbidden",
    "rate_limited", "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `change_webhook_endpoint`; there may be more in time."""


# fmt: off
DeleteWebhookEndpointCode: TypeAlias = Literal[
    "bad_request", "idempotency_key_invalid", "malformed_if_match", "unauthenticated", "forbidden",
    "platform_not_active", "not_found", "not_acceptable", "idempotency_in_flight", "version_conflict",
    "validation_failed", "idempotency_mismatch", "rate_limited", "internal_error", "dependency_unavailable",
    "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `delete_webhook_endpoint`; there may be more in time."""


# fmt: off
RotateWebhookSecretCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "malformed_if_match", "unauthenticated", "forbidden",
    "platform_not_active", "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight",
    "too_many_rotations", "version_conflict", "payload_too_large", "unsupported_media_type", "validation_failed",
    "amount_out_of_range", "card_number_not_allowed", "currency_unknown", "idempotency_mismatch", "secret_invalid",
    "rate_limited", "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `rotate_webhook_secret`; there may be more in time."""


# fmt: off
TestWebhookEndpointCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "malformed_if_match", "unauthenticated", "forbidden",
    "platform_not_active", "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight",
    "endpoint_is_disabled", "version_conflict", "payload_too_large", "unsupported_media_type", "validation_failed",
    "amount_out_of_range", "card_number_not_allowed", "currency_unknown", "idempotency_mismatch",
    "event_type_unknown", "rate_limited", "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `test_webhook_endpoint`; there may be more in time."""


# fmt: off
ListDeliveriesCode: TypeAlias = Literal[
    "bad_request", "bad_cursor", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed",
    "rate_limited", "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `list_deliveries`; there may be more in time."""


# fmt: off
GetDeliveryCode: TypeAlias = Literal[
    "bad_request", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `get_delivery`; there may be more in time."""


# fmt: off
RedeliverEventCode: TypeAlias = Literal[
    "bad_request", "idempotency_key_invalid", "unauthenticated", "forbidden", "platform_not_active", "not_found",
    "not_acceptable", "idempotency_in_flight", "endpoint_is_disabled", "validation_failed", "idempotency_mismatch",
    "rate_limited", "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `redeliver_event`; there may be more in time."""


# fmt: off
ReplayEventsCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "malformed_if_match", "unauthenticated", "forbidden",
    "platform_not_active", "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight",
    "endpoint_is_disabled", "retention_exceeded", "version_conflict", "payload_too_large", "unsupported_media_type",
    "validation_failed", "amount_out_of_range", "card_number_not_allowed", "currency_unknown", "idempotency_mismatch",
    "replay_backwards", "replay_too_large", "rate_limited", "internal_error", "dependency_unavailable", "overloaded",
    "request_outdated",
]
# fmt: on
"""Codes of the problems of `replay_events`; there may be more in time."""


class DeliveriesFilters(TypedDict):
    """Filters of `list_deliveries`."""

    state: NotRequired[Sequence[MessageState] | None]
    """States, separated by commas."""
