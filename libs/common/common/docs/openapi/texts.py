"""Texts of the API descriptions that no route has (`site/api.toml`): introductions, and the order of the tags."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Final

Json = dict[str, Any]

SITE: Final = files("common.docs") / "site"
TEXTS: Final[Json] = tomllib.loads((SITE / "api.toml").read_text())
INTRODUCTION: Final[str] = TEXTS["introduction"].strip()
INFO: Final[Json] = {name: TEXTS[name] for name in ("summary", "contact")}
PROBLEMS: Final[Json] = {one["code"]: one for one in json.loads((SITE / "content.json").read_text())["problems"]}
WEBHOOKS_SERVICE: Final[str] = TEXTS["webhooks_of"]
TAG_NAMES: Final = [tag["name"] for tag in TEXTS["tags"]]


def introduce_service(service: str) -> str:
    """What this service is for, and then what holds for all of them."""
    own = TEXTS["services"].get(service)
    return f"{own}\n\n{INTRODUCTION}" if own else INTRODUCTION


def public_names(service: str) -> Mapping[str, str]:
    """Public names of those of its schemas that would be called like another service's."""
    names: Mapping[str, str] = TEXTS["names"].get(service, {})
    return names


def public_operation_id(service: str, id: str) -> str:
    """Public name of an operation: it says what is done to what, also where the service's own id is a bare verb."""
    return str(TEXTS["operations"].get(service, {}).get(id, id))


def problem_sentence(code: str) -> str:
    """Sentence that a problem says of itself, as far as it is the same for everybody."""
    sentences = [one for one in PROBLEMS.get(code, {}).get("says", ()) if "{" not in one and "…" not in one]
    return str(sentences[0]) if sentences else "What happened, in a sentence."


def order_by_tags(document: Json) -> Json:
    """Put tags and operations into the order of a case's life; within a tag they stay as their routers have them."""
    items = [*document["paths"].values(), *document.get("webhooks", {}).values()]
    used = {tag for item in items for operation in item.values() for tag in operation["tags"]}
    document["tags"] = [
        {"name": tag["name"], "description": tag["about"]} for tag in TEXTS["tags"] if tag["name"] in used
    ]
    document["paths"] = dict(sorted(document["paths"].items(), key=lambda entry: _rank_path(entry[1])))
    return document


def _rank_path(item: Json) -> int:
    return min(TAG_NAMES.index(operation["tags"][0]) for operation in item.values())
