"""`python -m deploy.development.docs.samples`: record a sample of each public event from what a running suite has told.

Play something first (`make demo`): whatever stands in the feeds is there to choose from. What is rare is played here.
Of each type the fullest event is kept; one that nothing has told of now keeps the sample it has. No sample is made up.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any, Final

import asyncpg
import httpx

from common.contracts.public_form import public_schema
from common.docs.openapi.webhooks import list_public_events
from deploy.local.place import REPO
from deploy.proof.demo.receiver import find_contract_breach
from deploy.proof.demo.suite import use_running_suite
from deploy.proof.examples.__main__ import ANSWER_SECONDS
from deploy.proof.examples.rare_events import play_rare_events

from .__main__ import format_json

FILE: Final[Path] = REPO / "libs" / "common" / "common" / "contracts" / "event_samples.json"
SCHEMAS: Final = {str(event.public): public_schema(event) for event in list_public_events()}
NUMBERED_EVENTS: Final = "SELECT body FROM notifications.events WHERE number IS NOT NULL ORDER BY id"


def choose_samples(bodies: list[str], known: dict[str, Any]) -> dict[str, Any]:
    """Choose the event that says most, by type: of equals the one that is known, as long as it is as described."""
    chosen = {type: event for type, event in known.items() if _is_current(event)}
    for body in bodies:
        event = json.loads(body)
        if event["type"] not in chosen or _count_said(event) > _count_said(chosen[event["type"]]):
            chosen[event["type"]] = event
    types = [str(event.public) for event in list_public_events()]
    return {type: chosen[type] for type in types if type in chosen}


def _is_current(event: dict[str, Any]) -> bool:
    """Tell whether an event is as it would be sent now: as described, with every member that events have by now."""
    return find_contract_breach(event) is None and event.keys() >= SCHEMAS[event["type"]]["properties"].keys()


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


async def play_what_is_rare(address: str, admin_secret: str) -> None:
    async with httpx.AsyncClient(base_url=address, timeout=ANSWER_SECONDS, trust_env=False) as client:
        await play_rare_events(client, admin_secret)


def main() -> int:
    with use_running_suite() as suite:
        asyncio.run(play_what_is_rare(suite.url, suite.admin_secret))
        bodies = asyncio.run(read_bodies(suite.superuser_dsn))
    recorded = choose_samples(bodies, json.loads(FILE.read_text()))
    FILE.write_text(format_json(recorded))
    print(f"Wrote {FILE.relative_to(REPO)}: {len(recorded)} types recorded")
    lacking = [str(event.public) for event in list_public_events() if event.public not in recorded]
    print(f"Nothing has told of these: {', '.join(lacking)}" if lacking else "That is all of them.")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
