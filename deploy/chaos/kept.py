"""What became of the files: each that was acknowledged is there as it was given, nothing is half, nothing astray."""

from __future__ import annotations

import asyncio
import math
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import asyncpg

from common.kernel.ids import parse_id
from common.persistence.database import Database
from deploy.chaos.files import Kept
from deploy.verify import files
from evidence.retention.collector import Collector
from evidence.storage.blobs import open_blobs

_HALF: Final = "SELECT id, state FROM evidence.uploads WHERE state = 'finishing'"
_SUMS: Final = "SELECT id, sha256 FROM evidence.audit_objects WHERE id = any ($1)"


async def wrong(dsn: str, home: Path, kept: Kept) -> dict[str, Any]:
    """By name of the rule; nothing once all is well. Uploads that a crash has interrupted go on by themselves."""
    found = {v.invariant.id: v.rows[:3] for v in await files.check(dsn, home, None) if not v.holds}
    connection = await asyncpg.connect(dsn)
    try:
        half = await connection.fetch(_HALF)
        ids = {parse_id("evd", item): digest for item, digest in kept.items()}
        sums = {row["id"]: row["sha256"] for row in await connection.fetch(_SUMS, list(ids))}
    finally:
        await connection.close()
    lost = [id for id, digest in ids.items() if sums.get(id) != digest]
    return found | ({"half": [dict(row) for row in half]} if half else {}) | ({"lost": lost} if lost else {})


async def collect(database_url: str, home: Path) -> int:
    """As if a day had gone by: whatever has no row goes. How many that were."""
    blobs, incoming = open_blobs(home.as_uri(), None)
    database = Database(database_url, name="chaos")
    try:
        return await Collector(database, blobs, incoming).collect(kept_for=timedelta(0))
    finally:
        await database.close()


async def astray(dsn: str, home: Path) -> list[dict[str, Any]]:
    """Every file without a row, however young, and every row without its file."""
    known = await files.known_paths(dsn)
    return await asyncio.to_thread(lambda: list(files.astray(home / "objects", known, math.inf)))
