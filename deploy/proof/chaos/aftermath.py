"""Checks the files afterwards: each that was acknowledged is there as it was given, nothing is half, nothing astray."""

from __future__ import annotations

import asyncio
import math
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import asyncpg

from common.kernel.ids import parse_id
from common.persistence.database import Database
from deploy.verify import files
from evidence.retention.collector import FileCollector
from evidence.storage.blobs import open_blob_store

from .files import Acknowledged

_UNFINISHED_UPLOADS: Final = "SELECT id, state FROM evidence.uploads WHERE state = 'finishing'"
_STORED_SUMS: Final = "SELECT id, sha256 FROM evidence.audit_objects WHERE id = any ($1)"


async def find_wrong_files(dsn: str, home: Path, acknowledged: Acknowledged) -> dict[str, Any]:
    """By name of the rule; nothing once all is well. Uploads that a crash has interrupted go on by themselves."""
    violations = {v.invariant.id: v.rows[:3] for v in await files.check_evidence_files(dsn, home, None) if not v.holds}
    connection = await asyncpg.connect(dsn)
    try:
        half = await connection.fetch(_UNFINISHED_UPLOADS)
        ids = {parse_id("evd", item): digest for item, digest in acknowledged.items()}
        sums = {row["id"]: row["sha256"] for row in await connection.fetch(_STORED_SUMS, list(ids))}
    finally:
        await connection.close()
    lost = [id for id, digest in ids.items() if sums.get(id) != digest]
    return violations | ({"half": [dict(row) for row in half]} if half else {}) | ({"lost": lost} if lost else {})


async def collect_orphaned_files(database_url: str, home: Path) -> int:
    """Collects as if a day had gone by: whatever has no row goes. Answers how many that were."""
    blobs, incoming = open_blob_store(home.as_uri(), None)
    database = Database(database_url, name="chaos")
    try:
        return await FileCollector(database, blobs, incoming).collect_garbage(untouched_for=timedelta(0))
    finally:
        await database.close()


async def find_astray_files(dsn: str, home: Path) -> list[dict[str, Any]]:
    """Every file without a row, however young, and every row without its file."""
    paths = await files.list_known_paths(dsn)
    return await asyncio.to_thread(lambda: list(files.find_astray_files(home / "objects", paths, math.inf)))
