"""Event of a deal that is parked in a service's inbox, and says what the deal is about."""

from __future__ import annotations

import json
from typing import Any, Final
from uuid import UUID, uuid4

import asyncpg

from deploy.proof.testing.databases import Database

WORDS: Final = {"title": "The lamp of Mrs. Canary", "shipment": {"carrier": "My cousin", "tracking_number": "C4N4RY"}}
PARK: Final = """
INSERT INTO {schema}.inbox (consumer, event_id, tenant_id, topic, subject, sequence, state, attempts, body)
VALUES ('{schema}', $1, $2, 'escrow.shipped.v1', $3, 4, 'parked', 9, $4)
"""


async def park_deal(database: Database, schema: str, tenant: UUID, escrow: UUID) -> None:
    connection = await asyncpg.connect(database.admin_url.replace("+asyncpg", ""))
    body = json.dumps({"subject": str(escrow), "sequence": 4} | WORDS).encode()
    await connection.execute(PARK.format(schema=schema), uuid4(), tenant, escrow, body)
    await connection.close()


async def read_parked(database: Database, schema: str) -> list[dict[str, Any]]:
    connection = await asyncpg.connect(database.admin_url.replace("+asyncpg", ""))
    bodies = await connection.fetch(f"SELECT body FROM {schema}.inbox WHERE state = 'parked'")
    await connection.close()
    return [json.loads(row["body"]) for row in bodies]
