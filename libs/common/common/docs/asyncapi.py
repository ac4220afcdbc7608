"""AsyncAPI 3.0 of every event: a channel a topic, on the exchange of its publisher."""

from __future__ import annotations

from typing import Any, Final

from common import __version__
from common.contracts import catalogue
from common.contracts.envelope import Event

from .openapi import texts

ASYNCAPI: Final = "3.0.0"
SCHEMA_REFERENCE: Final = "#/components/schemas/{model}"
BROKER: Final[dict[str, Any]] = {
    "broker": {
        "host": "{broker}",
        "protocol": "amqp",
        "description": "RabbitMQ of the five services; no partner reaches it.",
        "variables": {"broker": {"description": "Its host and port.", "default": "rabbitmq:5672"}},
    }
}


def describe_info(title: str, description: str, tags: dict[str, str]) -> dict[str, Any]:
    """Describe a document; who stands behind it is as in the API's descriptions."""
    return {
        "title": f"Parley · {title}",
        "version": __version__,
        "description": description,
        "contact": texts.INFO["contact"],
        "license": {"name": "Proprietary"},
        "tags": [{"name": name, "description": about} for name, about in tags.items()],
    }


def asyncapi_document() -> dict[str, Any]:
    schemas: dict[str, Any] = {}
    for event in catalogue.EVENT_OF_TOPIC.values():
        schema = event.model_json_schema(mode="serialization", ref_template=SCHEMA_REFERENCE)
        schemas.update(schema.pop("$defs", {}))
        schemas[event.__name__] = schema
    return {
        "asyncapi": ASYNCAPI,
        "info": describe_info(
            "Events",
            "What the five services tell one another, and by which type partners see it.",
            {service: f"What {service} publishes." for service in sorted(set(catalogue.PUBLISHER_OF_TOPIC.values()))},
        ),
        "servers": BROKER,
        "defaultContentType": "application/json",
        "channels": {topic: _describe_channel(topic, event) for topic, event in catalogue.EVENT_OF_TOPIC.items()},
        "operations": {
            f"publish.{topic}": _describe_operation(topic, event) for topic, event in catalogue.EVENT_OF_TOPIC.items()
        },
        "components": {
            "schemas": schemas,
            "messages": {event.__name__: _describe_message(event) for event in catalogue.EVENT_OF_TOPIC.values()},
        },
    }


def description_of(event: type[Event]) -> str:
    """Its own words, if it has any of its own."""
    return " ".join((event.__doc__ or "").split()) if event.__doc__ != Event.__doc__ else ""


def _describe_channel(topic: str, event: type[Event]) -> dict[str, Any]:
    exchange = f"{catalogue.PUBLISHER_OF_TOPIC[topic]}.events"
    return {
        "address": topic,
        "messages": {event.__name__: {"$ref": f"#/components/messages/{event.__name__}"}},
        "bindings": {"amqp": {"is": "routingKey", "exchange": {"name": exchange, "type": "topic", "durable": True}}},
    }


def _describe_operation(topic: str, event: type[Event]) -> dict[str, Any]:
    channel = f"#/channels/{topic}"
    return {
        "action": "send",
        "description": f"Published by {catalogue.PUBLISHER_OF_TOPIC[topic]} when it has happened.",
        "channel": {"$ref": channel},
        "tags": [{"name": catalogue.PUBLISHER_OF_TOPIC[topic]}],
        "messages": [{"$ref": f"{channel}/messages/{event.__name__}"}],
    }


def _describe_message(event: type[Event]) -> dict[str, Any]:
    seen = f"Partners receive it as `{event.public}`." if event.public else "Internal: partners do not receive it."
    return {
        "name": event.topic,
        "title": event.__name__,
        "summary": seen,
        **({"description": description} if (description := description_of(event)) else {}),
        "payload": {"$ref": SCHEMA_REFERENCE.format(model=event.__name__)},
    }
