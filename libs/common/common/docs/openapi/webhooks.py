"""Webhooks of the API: every public event as a request that partners receive, with its schema and a recorded sample."""

from __future__ import annotations

from typing import Any, Final

from common.contracts import catalogue
from common.contracts.envelope import Event
from common.contracts.public_form import public_schema, read_samples

Json = dict[str, Any]

TAG: Final = "webhook events"
"""Of their own: generators write a file a tag, and that of what is received would overwrite that of what is called."""
DELIVERY_FIELDS: Final[list[Json]] = [
    {
        "name": "webhook-id",
        "in": "header",
        "required": True,
        "description": "Id of the event: the same in every attempt, so that you process it once.",
        "schema": {"type": "string"},
    },
    {
        "name": "webhook-timestamp",
        "in": "header",
        "required": True,
        "description": "When this attempt was made, in seconds since 1970: refuse what is older than five minutes.",
        "schema": {"type": "string"},
    },
    {
        "name": "webhook-signature",
        "in": "header",
        "required": True,
        "description": "Signatures of Standard Webhooks, separated by spaces: one of them must be right.",
        "schema": {"type": "string"},
    },
]
DELIVERY_ANSWERS: Final[Json] = {
    "2XX": {"description": "Received. Anything else is tried again, for two days and more."},
    "410": {"description": "Nobody listens here any more: the endpoint is disabled."},
}


def list_public_events() -> list[type[Event]]:
    return [event for event in catalogue.EVENT_OF_TOPIC.values() if event.public is not None]


def schema_name(event: type[Event]) -> str:
    """`dispute.stage_entered` is `DisputeStageEnteredEvent`."""
    return "".join(word.title() for word in str(event.public).replace(".", "_").split("_")) + "Event"


def add_webhooks(document: Json) -> None:
    """Add a webhook for each public event, in place."""
    components = document["components"]
    for event in list_public_events():
        name = schema_name(event)
        components["schemas"][name] = {**public_schema(event, components["schemas"]), "title": name}
        components["examples"][name] = {"value": read_samples()[str(event.public)]}
    document["webhooks"] = {str(event.public): {"post": _describe_delivery(event)} for event in list_public_events()}


def _describe_delivery(event: type[Event]) -> Json:
    name = schema_name(event)
    schema, example = {"$ref": f"#/components/schemas/{name}"}, {"$ref": f"#/components/examples/{name}"}
    return {
        "operationId": f"receive_{str(event.public).replace('.', '_')}",
        "tags": [TAG],
        "summary": str(event.public),
        "description": " ".join((event.__doc__ or "").split()),
        "security": [],
        "x-internal": True,  # openapi-generator makes calls of them, in Python such as no interpreter reads
        "parameters": DELIVERY_FIELDS,
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": schema, "examples": {name: example}}},
        },
        "responses": DELIVERY_ANSWERS,
    }
