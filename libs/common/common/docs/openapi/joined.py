"""One OpenAPI of all services: what one address answers, for generators and for readers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from . import texts

Json = dict[str, Any]

COMPONENT_KINDS: Final = ("schemas", "headers", "examples", "securitySchemes")


class JoiningFailed(ValueError):
    """Two services call different things by one name, so that one document cannot have both."""


def join_descriptions(descriptions: Mapping[str, Json]) -> Json:
    """Join the descriptions of services by name. Raises JoiningFailed."""
    first = next(iter(descriptions.values()))
    document: Json = {
        "openapi": first["openapi"],
        "info": {**first["info"], "title": "Parley", "description": texts.INTRODUCTION},
        "servers": first["servers"],
        "security": first["security"],
        "paths": {},
        "components": {kind: {} for kind in COMPONENT_KINDS},
    }
    seen: dict[str, str] = {}
    for service, description in descriptions.items():
        for path, item in description["paths"].items():
            _add_path(document, path, item, seen)
        if "webhooks" in description:
            document["webhooks"] = description["webhooks"]
        for kind in COMPONENT_KINDS:
            for name, component in description["components"][kind].items():
                if document["components"][kind].setdefault(name, component) != component:
                    raise JoiningFailed(f"{service} has another {name} than a service before it")
    return texts.order_by_tags(document)


def _add_path(document: Json, path: str, item: Json, seen: dict[str, str]) -> None:
    if path in document["paths"]:
        raise JoiningFailed(f"{path} is answered by two services")
    document["paths"][path] = item
    for operation in item.values():
        id = operation["operationId"]
        if seen.setdefault(id, path) != path:
            raise JoiningFailed(f"{id} names two operations: {seen[id]} and {path}")
