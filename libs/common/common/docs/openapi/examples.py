"""Examples of requests and answers: those that were recorded (`site/examples.json`), else made of their parts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from .texts import SITE

Json = dict[str, Any]

RECORDED: Final[Mapping[str, Mapping[str, Json]]] = json.loads((SITE / "examples.json").read_text())
"""Requests by the public ids of operations, answers by the names of forms, those without one by their operations:
`python -m deploy.proof.examples`."""

EXAMPLES_BY_NAME: Final[Json] = {
    # texts
    "currency": "EUR", "url": "https://shop.example.com/webhooks/parley", "buyer": "anna", "seller": "sam",
    "edition": "agreement_first-2026-11", "policy": "agreement_first", "rel": "accept",
    "href": "/v1/disputes/dsp_01jcxqw000e008000000000001", "explanation": "It arrived broken.",
    "text": "It arrived broken.", "terms": "As in the photos.", "title": "A coffee mill", "filename": "parcel.jpg",
    "media_type": "image/jpeg", "access_token": "eyJhbGciOiJFZERTQSJ9…", "cause": "request", "carrier": "DHL",
    "tracking_number": "JD014600000RU", "funding_expiry": "7 days", "ship_within": "14 days", "inspection": "3 days",
    "category": "kitchen", "partner_reference": "order-10045", "action": "auto_release", "reason": "damaged",
    "hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "stage": "negotiation",
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "photo_hashes": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    # numbers
    "amount": 12500, "version": 3, "status_code": 204, "basis_points": 250, "size": 48213, "disputed": 8000,
    "expires_in": 300, "duration_ms": 42,
}  # fmt: skip
"""Examples of members that say nothing of themselves."""
MAX_EXAMPLE_DEPTH: Final = 12
EXAMPLE_PREFIX: Final = "#/components/examples/"


def add_examples(operation: Json, components: Json) -> None:
    """Show one of everything that is taken and given; a form that several operations answer with is shown once."""
    schemas = components["schemas"]
    _show_request(operation, schemas)
    for response in operation["responses"].values():
        if (content := _json_content(response)) is None:
            continue
        name = content["schema"].get("$ref", "").rpartition("/")[2]
        if name:
            answer = RECORDED["answers"].get(name)
            example = (
                build_example(content["schema"], schemas)
                if answer is None
                else complete_example(answer, content["schema"], schemas)
            )
            components["examples"][name] = {"value": example}
            content["examples"] = {name: {"$ref": f"{EXAMPLE_PREFIX}{name}"}}
        else:
            answer = RECORDED["answers"].get(operation["operationId"])
            content["example"] = build_example(content["schema"], schemas) if answer is None else answer


def complete_example(answer: Any, schema: Json, schemas: Json, depth: int = 0) -> Any:
    """Complete an answer that was recorded before its form gained the members that it lacks."""
    if "$ref" in schema:
        return complete_example(answer, schemas[schema["$ref"].rpartition("/")[2]], schemas, depth)
    for choice in schema.get("anyOf", ()):
        if ("$ref" in choice or "properties" in choice) and isinstance(answer, dict):
            return complete_example(answer, choice, schemas, depth)
    if isinstance(answer, list) and isinstance(schema.get("items"), dict):
        return [complete_example(one, schema["items"], schemas, depth + 1) for one in answer]
    if not isinstance(answer, dict) or "properties" not in schema:
        return answer
    members = {
        name: complete_example(value, schema["properties"].get(name, {}), schemas, depth + 1)
        for name, value in answer.items()
    }
    return _complete_example(members, schema, schemas, depth)


def _show_request(operation: Json, schemas: Json) -> None:
    recorded = RECORDED["requests"].get(operation["operationId"], {})
    values = recorded.get("values", {})
    parameters = operation.get("parameters", [])
    if parameters:  # shared ones stay as they are
        operation["parameters"] = [
            {**one, "example": values[one["name"]]} if one["name"] in values else one for one in parameters
        ]
    for content in operation.get("requestBody", {}).get("content", {}).values():
        if "body" in recorded:
            content["example"] = recorded["body"]
    if (content := _json_content(operation.get("requestBody", {}))) is not None:
        content["example"] = build_example(content["schema"], schemas)


def _json_content(body: Json) -> Json | None:
    """What it has as JSON, unless an example stands there already."""
    content: Json | None = body.get("content", {}).get("application/json")
    return None if content is None or {"example", "examples"} & content.keys() else content


def build_example(schema: Json, schemas: Json, name: str = "", depth: int = 0) -> Any:
    """Its own, if it has one; else made of its parts."""
    if "$ref" in schema:
        return build_example(schemas[schema["$ref"].rpartition("/")[2]], schemas, name, depth)
    for key in ("example", "const", "default"):
        if schema.get(key) is not None:
            return schema[key]
    if schema.get("examples"):
        return _complete_example(schema["examples"][0], schema, schemas, depth)
    if depth > MAX_EXAMPLE_DEPTH:
        return None
    for key in ("anyOf", "oneOf", "allOf"):
        if key in schema:
            if {"type": "null"} in schema[key] and _is_recursive(schema[key][0], schemas):
                return None
            return build_example(schema[key][0], schemas, name, depth + 1)
    return _compose_example(schema, schemas, name, depth)


def _is_recursive(schema: Json, schemas: Json) -> bool:
    """Tell whether a form may hold itself."""
    reference = schema.get("$ref")
    return reference is not None and reference in str(schemas[reference.rpartition("/")[2]])


def _complete_example(example: Any, schema: Json, schemas: Json, depth: int) -> Any:
    """Complete an example that a form inherits: it may lack what the form requires beyond it."""
    if not isinstance(example, dict):
        return example
    lacking = [name for name in schema.get("required", ()) if name not in example]
    return example | {name: build_example(schema["properties"][name], schemas, name, depth + 1) for name in lacking}


def _compose_example(schema: Json, schemas: Json, name: str, depth: int) -> Any:
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type", "string" if name else "object")
    match kind:
        case "object":
            return {
                member: build_example(about, schemas, member, depth + 1)
                for member, about in schema.get("properties", {}).items()
            }
        case "array":
            return [build_example(schema.get("items", {}), schemas, name, depth + 1)]
        case "boolean":
            return True
        case "integer" | "number":
            example = EXAMPLES_BY_NAME.get(name)
            return example if isinstance(example, int) else schema.get("minimum", 1)
        case "null":
            return None
        case _:
            return _compose_example_text(schema, name)


def _compose_example_text(schema: Json, name: str) -> str:
    if schema.get("format") == "date-time":
        return "2026-11-25T12:00:00Z"
    if schema.get("format") == "uuid":
        return "01933b7e-0000-7000-8000-000000000001"
    example = EXAMPLES_BY_NAME.get(name)
    return example if isinstance(example, str) else name.replace("_", " ") or "text"
