"""Writes what partners generate clients from: OpenAPI per service, AsyncAPI of all events. `make docs`."""

from __future__ import annotations

import json
import os
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from common.bus import InMemoryBus
from common.contracts import catalogue
from common.contracts.envelope import Event
from deploy.local import credentials, keys
from deploy.local.environment import Addresses, for_services
from deploy.local.place import REPO
from deploy.local.suite import SERVICES

FOLDER: Final = REPO / "docs" / "api"
SCHEMAS: Final = "#/components/schemas/{model}"
NOWHERE: Final = "postgresql+asyncpg://nobody@127.0.0.1/nowhere"


def openapi() -> dict[str, Any]:
    """The description of each service, as it would serve it. Nothing is connected to."""
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder)
        addresses = Addresses(
            "http://127.0.0.1:8000", {}, dict.fromkeys(SERVICES, NOWHERE), dict.fromkeys(SERVICES, "memory:")
        )
        os.environ.update(for_services(state, addresses, credentials.ensure(state), keys.ensure(state / "keys")))
        return {
            service: import_module(f"{service}.app").create_app(bus=InMemoryBus()).openapi() for service in SERVICES
        }


def asyncapi() -> dict[str, Any]:
    """AsyncAPI 3.0 of every event: a channel a topic, on the exchange of its publisher."""
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
    told = (event.__doc__ or "").strip() if event.__doc__ != Event.__doc__ else ""
    return {
        "name": event.topic,
        "title": event.__name__,
        "summary": seen,
        **({"description": told} if told else {}),
        "payload": {"$ref": SCHEMAS.format(model=event.__name__)},
    }


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    files = {f"{service}.openapi.json": description for service, description in openapi().items()}
    files["events.asyncapi.json"] = asyncapi()
    for name, content in files.items():
        (FOLDER / name).write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")
        print(f"Wrote docs/api/{name}")


if __name__ == "__main__":
    main()
