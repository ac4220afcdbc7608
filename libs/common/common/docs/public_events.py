"""AsyncAPI 3.0 of the events that partners receive: what webhooks and the feed carry, type by type."""

from __future__ import annotations

from typing import Any, Final

from common import __version__
from common.contracts.envelope import Event
from common.contracts.public_form import public_schema, read_samples

from .openapi.webhooks import list_public_events, schema_name

CHANNEL: Final = "webhook"


def public_asyncapi_document() -> dict[str, Any]:
    events = list_public_events()
    parts: dict[str, Any] = {}
    schemas = {schema_name(event): public_schema(event, parts) for event in events}
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Parley · Public events",
            "version": __version__,
            "description": "What partners are told, by webhook (Standard Webhooks 1.0.0) and in `GET /v1/events`.",
        },
        "defaultContentType": "application/json",
        "channels": {
            CHANNEL: {
                "address": None,
                "description": "Your endpoint, as you have registered it with `POST /v1/webhook-endpoints`.",
                "messages": {
                    str(event.public): {"$ref": f"#/components/messages/{schema_name(event)}"} for event in events
                },
                "bindings": {"http": {}},
            }
        },
        "operations": {"deliver": {"action": "send", "channel": {"$ref": f"#/channels/{CHANNEL}"}}},
        "components": {
            "messages": {schema_name(event): _describe_message(event) for event in events},
            "schemas": {**parts, **schemas},
        },
    }


def _describe_message(event: type[Event]) -> dict[str, Any]:
    name = schema_name(event)
    return {
        "name": event.public,
        "title": name,
        "summary": " ".join((event.__doc__ or "").split()),
        "payload": {"$ref": f"#/components/schemas/{name}"},
        "examples": [{"name": "recorded", "payload": read_samples()[str(event.public)]}],
    }
