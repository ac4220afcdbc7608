"""AsyncAPI 3.0 of every event: a channel a topic, on the exchange of its publisher."""

from __future__ import annotations

from typing import Any, Final

from common.contracts import catalogue
from common.contracts.envelope import Event

SCHEMAS: Final = "#/components/schemas/{model}"


def asyncapi_document() -> dict[str, Any]:
    schemas: dict[str, Any] = {}
    for event in catalogue.EVENTS.values():
        schema = event.model_json_schema(mode="serialization", ref_template=SCHEMAS)
        schemas.update(schema.pop("$defs", {}))
        schemas[event.__name__] = schema
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Parley · Events",
            "version": "1.0.0",
            "description": "What the five services tell one another, and by which type partners see it.",
        },
        "defaultContentType": "application/json",
        "channels": {topic: _channel(topic, event) for topic, event in catalogue.EVENTS.items()},
        "operations": {f"publish.{topic}": _operation(topic, event) for topic, event in catalogue.EVENTS.items()},
        "components": {
            "schemas": schemas,
            "messages": {event.__name__: _message(event) for event in catalogue.EVENTS.values()},
        },
    }


def told(event: type[Event]) -> str:
    """Its own words, if it has any of its own."""
    return " ".join((event.__doc__ or "").split()) if event.__doc__ != Event.__doc__ else ""


def _channel(topic: str, event: type[Event]) -> dict[str, Any]:
    exchange = f"{catalogue.PUBLISHER[topic]}.events"
    return {
        "address": topic,
        "messages": {event.__name__: {"$ref": f"#/components/messages/{event.__name__}"}},
        "bindings": {"amqp": {"is": "routingKey", "exchange": {"name": exchange, "type": "topic", "durable": True}}},
    }


def _operation(topic: str, event: type[Event]) -> dict[str, Any]:
    channel = f"#/channels/{topic}"
    return {
        "action": "send",
        "channel": {"$ref": channel},
        "messages": [{"$ref": f"{channel}/messages/{event.__name__}"}],
    }


def _message(event: type[Event]) -> dict[str, Any]:
    seen = f"Partners receive it as `{event.public}`." if event.public else "Internal: partners do not receive it."
    return {
        "name": event.topic,
        "title": event.__name__,
        "summary": seen,
        **({"description": said} if (said := told(event)) else {}),
        "payload": {"$ref": SCHEMAS.format(model=event.__name__)},
    }
