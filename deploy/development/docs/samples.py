"""`python -m deploy.development.docs.samples`: record a sample of each public event from what a running suite has told.

Play something first (`make demo`): whatever stands in the feeds is there to choose from. Of each type the fullest event
is kept; one that nothing has told of keeps the sample it has, or gets one that is made of its schema.
"""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import asyncpg

from common.contracts.public_form import public_schema
from common.docs.openapi.webhooks import list_public_events
from common.kernel.ids import format_id
from deploy.local.place import REPO
from deploy.proof.demo.suite import use_running_suite

from .__main__ import format_json

FILE: Final[Path] = REPO / "libs" / "common" / "common" / "contracts" / "event_samples.json"
SAMPLE_ID: Final = UUID("01933b7e-0000-7000-8000-000000000001")
ID_PATTERN: Final = re.compile(r"\^([a-z]{3})_\[")
NUMBERED_EVENTS: Final = "SELECT body FROM notifications.events WHERE number IS NOT NULL ORDER BY id"


def choose_samples(bodies: list[str], known: dict[str, Any]) -> dict[str, Any]:
    """Choose the event that says most, by type: of equals the earliest."""
    chosen: dict[str, Any] = {}
    for body in bodies:
        event = json.loads(body)
        if event["type"] not in chosen or _count_said(event) > _count_said(chosen[event["type"]]):
            chosen[event["type"]] = event
    types = [str(event.public) for event in list_public_events()]
    samples = known | chosen
    return {type: samples[type] for type in types if type in samples}


def _count_said(value: Any) -> int:
    """How many members are more than nothing."""
    if isinstance(value, dict):
        return sum(map(_count_said, value.values()))
    if isinstance(value, list):
        return sum(map(_count_said, value[:2]))
    return int(value is not None)


async def read_bodies(dsn: str) -> list[str]:
    connection = await asyncpg.connect(dsn)
    try:
        return [row["body"] for row in await connection.fetch(NUMBERED_EVENTS)]
    finally:
        await connection.close()


def make_sample(schema: dict[str, Any]) -> Any:
    """Make a value that a schema admits: the first of what can be chosen, and an id where one is wanted."""
    match schema:
        case {"const": value} | {"enum": [value, *_]}:
            return value
        case {"anyOf": [first, *_]} | {"oneOf": [first, *_]} | {"allOf": [first, *_]}:
            return make_sample(first)
        case {"properties": members}:
            return {name: make_sample(member) for name, member in members.items()}
        case {"type": "object", "additionalProperties": dict(value)}:
            return {"en": make_sample(value)}
        case {"type": "array"}:
            return [make_sample(schema["items"])] if "items" in schema else []
        case {"type": "string", "pattern": pattern} if (prefix := ID_PATTERN.match(pattern)) is not None:
            return format_id(prefix[1], SAMPLE_ID)
        case {"type": "string", "format": "date-time"}:
            return "2026-11-25T12:00:00Z"
        case {"type": "string", "format": "uuid"}:
            return str(SAMPLE_ID)
        case {"type": "integer" | "number"}:
            return schema.get("minimum", 1)
        case {"type": "boolean"}:
            return True
        case {"type": "object"}:
            return {}
        case _:
            return "text"


def main() -> None:
    with use_running_suite() as suite:
        bodies = asyncio.run(read_bodies(suite.superuser_dsn))
    recorded = choose_samples(bodies, json.loads(FILE.read_text()).get("recorded", {}))
    lacking = {str(event.public): event for event in list_public_events() if event.public not in recorded}
    made = {type: make_sample(public_schema(event)) for type, event in lacking.items()}
    FILE.write_text(format_json({"recorded": recorded, "made": made}))
    print(f"Wrote {FILE.relative_to(REPO)}: {len(recorded)} types recorded")
    print(f"Nothing has told of these, so they are made of their schemas: {', '.join(made)}")


if __name__ == "__main__":
    main()
