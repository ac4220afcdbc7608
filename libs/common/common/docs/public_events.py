"""AsyncAPI 3.0 of the events that partners receive: what webhooks and the feed carry, type by type."""

from __future__ import annotations

from typing import Any, Final

from common.contracts.envelope import Event
from common.contracts.public_form import public_schema, read_samples

from .asyncapi import ASYNCAPI, describe_info
from .openapi.webhooks import list_public_events, schema_name

CHANNEL: Final = "webhook"
ENDPOINT: Final[dict[str, Any]] = {
    "endpoint": {
        "host": "{endpoint}",
        "protocol": "https",
        "description": "Yours: Parley calls it.",
        "variables": {"endpoint": {"description": "Its host and port.", "default": "shop.example.com"}},
    }
}


def public_asyncapi_document() -> dict[str, Any]:
    events = list_public_events()
    parts: dict[str, Any] = {}
    schemas = {schema_name(event): public_schema(event, parts) for event in events}
    return {
        "asyncapi": ASYNCAPI,
        "info": describe_info(
            "Public events",
            "What partners are told, by webhook (Standard Webhooks 1.0.0) and in `GET /v1/events`.",
            {family: f"Events `{family}.*`." for family in sorted({_family_of(event) for event in events})},
        ),
        "servers": ENDPOINT,
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
        "operations": {
            "deliver": {
                "action": "send",
                "description": "Delivered until your endpoint answers with 2xx, for two days and more.",
                "channel": {"$ref": f"#/channels/{CHANNEL}"},
            }
        },
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
        "tags": [{"name": _family_of(event)}],
        "payload": {"$ref": f"#/components/schemas/{name}"},
        "examples": [{"name": "recorded", "payload": read_samples()[str(event.public)]}],
    }


def _family_of(event: type[Event]) -> str:
    return str(event.public).partition(".")[0]
