"""Public form of events: what partners are sent of an integration event, and the schema of exactly that.

What writes the payload and what describes it stand side by side, so that neither can say another thing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any, Final
from uuid import UUID

from common.kernel.id_spelling import ALPHABET, format_id

from .envelope import Event

Json = dict[str, Any]

ID_PREFIXES: Final[Mapping[str, str]] = {
    "escrow": "esc", "dispute": "dsp", "mediation": "med", "proposal": "prp", "request": "req", "item": "evd",
    "satisfied_by": "evd", "instruction": "ins", "reverses": "ins", "message": "msg", "endpoint": "whe",
    "platform": "plt", "transaction": "txn", "decision": "dec",
}  # fmt: skip
"""Prefix of an id by the name of the member that has it."""
ENVELOPE_MEMBERS: Final = frozenset(Event.model_fields)
REFERENCE_PREFIX: Final = "#/$defs/"
COMPONENT_PREFIX: Final = "#/components/schemas/"


def public_data(event: Event) -> Json:
    """What partners are sent of an event beside its envelope."""
    hidden = ENVELOPE_MEMBERS | event.internal_members
    return {name: _to_public(name, value) for name, value in event.model_dump().items() if name not in hidden}


def format_instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _to_public(name: str, value: Any) -> Any:
    match value:
        case UUID():
            return format_id(ID_PREFIXES[name], value) if name in ID_PREFIXES else str(value)
        case datetime():
            return format_instant(value)
        case dict():
            return {key: _to_public(name if key == "id" else str(key), inner) for key, inner in value.items()}
        case list() | tuple():
            return [_to_public(name, inner) for inner in value]
        case _:
            return value


def public_schema(event: type[Event], parts: Json | None = None) -> Json:
    """JSON Schema of an event as partners receive it, by webhook and in the feed.

    With `parts`, what several events are made of is put there by its name and referred to as a component.
    """
    assert event.public is not None, "only public events are sent"
    whole = event.model_json_schema(mode="serialization", ref_template=REFERENCE_PREFIX + "{model}")
    form = _PublicForm(whole.get("$defs", {}), parts)
    hidden = ENVELOPE_MEMBERS | event.internal_members
    members = {
        name: form.spell_member(name, schema) for name, schema in whole["properties"].items() if name not in hidden
    }
    actor = form.spell_member("actor", whole["properties"]["actor"])
    return {
        "type": "object",
        "description": whole.get("description", ""),
        "required": [*ENVELOPE_SCHEMAS, "type", "subject", "actor", "data"],
        "properties": {
            "type": {"const": event.public, "type": "string", "description": "What has happened."},
            **ENVELOPE_SCHEMAS,
            "recorded_at": RECORDED_AT_SCHEMA,
            "subject": {**_id_schema(event.prefix), "description": "Id of what it happened to."},
            "actor": {**actor, "description": "Who did it; `system` for what happened by itself."},
            "data": {
                "type": "object",
                "description": "What this type tells.",
                "required": list(members),
                "properties": members,
            },
        },
    }


@dataclass(frozen=True, slots=True)
class _PublicForm:
    """Spells members as they are outside: ids with their prefix, whole numbers sized."""

    definitions: Json
    parts: Json | None

    def spell_member(self, name: str, schema: Json) -> Json:
        if "$ref" in schema:
            described = {key: schema[key] for key in ("description",) if key in schema}
            return self._spell_part(name, schema["$ref"].removeprefix(REFERENCE_PREFIX)) | described
        public = {key: value for key, value in schema.items() if key not in ("title", "default", "$defs")}
        if public.get("format") == "uuid":
            described = {key: public[key] for key in ("description",) if key in public}
            return (_id_schema(ID_PREFIXES[name]) if name in ID_PREFIXES else public) | described
        if public.get("type") == "integer":
            public.setdefault("format", "int64")
        for key in ("anyOf", "oneOf", "allOf", "prefixItems"):
            if key in public:
                public[key] = [self.spell_member(name, inner) for inner in public[key]]
        for key in ("items", "additionalProperties"):
            if isinstance(public.get(key), dict):
                public[key] = self.spell_member(name, public[key])
        if "properties" in public:
            public["properties"] = {
                member: self.spell_member(name if member == "id" else member, inner)
                for member, inner in public["properties"].items()
            }
            public["required"] = list(public["properties"])
        return public

    def _spell_part(self, name: str, part: str) -> Json:
        if self.parts is None:
            return self.spell_member(name, self.definitions[part])
        if part not in self.parts:
            self.parts[part] = {}  # before it is spelled, should it be made of itself
            self.parts[part] = {**self.spell_member(name, self.definitions[part]), "title": part}
        return {"$ref": f"{COMPONENT_PREFIX}{part}"}


def _id_schema(prefix: str) -> Json:
    return {"type": "string", "pattern": f"^{prefix}_[0-7][{ALPHABET}]{{25}}$"}


ENVELOPE_SCHEMAS: Final[Json] = {
    "timestamp": {
        "type": "string",
        "format": "date-time",
        "description": "When it took effect (UTC, the platform's clock): when due or, decided late, when received.",
    },
    "id": {**_id_schema("evt"), "description": "Id of the event: the same in every delivery, and the `webhook-id`."},
    "sequence": {
        "type": "integer",
        "format": "int64",
        "minimum": 1,
        "description": "Number among all facts about its subject, internal ones included.",
    },
    "version": {
        "type": "integer",
        "format": "int64",
        "minimum": 1,
        "description": "Version of its subject after it: what is older than what you know changes nothing.",
    },
    "number": {
        "anyOf": [{"type": "integer", "format": "int64", "minimum": 1}, {"type": "null"}],
        "description": "Number among the events that you are sent about its subject, without a gap; null in a test.",
    },
    "cause": {"type": "string", "description": "What brought it about: an act, a deadline, another event."},
}
"""Members that all events share and that are the same of all of them."""
RECORDED_AT_SCHEMA: Final[Json] = {
    "anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}],
    "description": "When it was carried out, where it had taken effect before; else null.",
}
"""Not in what was sent before there was one."""


@cache
def read_samples() -> Mapping[str, Json]:
    """An event of each public type as partners were sent it in a run."""
    samples: Mapping[str, Json] = json.loads((files("common.contracts") / "event_samples.json").read_text())
    return samples
