"""Access of each platform: the origins of its pages and whether it is suspended, as the last events about it said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol
from uuid import UUID

from sqlalchemy import text

from .database import Database
from .direct_statements import build_direct

KEEP_ORIGINS: Final = """
INSERT INTO {schema}.platform_access AS a (tenant_id, origins, version)
VALUES (:tenant_id, CAST(:origins AS text[]), :version)
ON CONFLICT (tenant_id) DO UPDATE SET origins = excluded.origins, version = excluded.version
WHERE a.version < excluded.version
"""
KEEP_SUSPENSION: Final = """
INSERT INTO {schema}.platform_access AS a (tenant_id, origins, version, is_suspended, standing_version)
VALUES (:tenant_id, '{{}}', 0, :is_suspended, :version)
ON CONFLICT (tenant_id) DO UPDATE SET is_suspended = excluded.is_suspended, standing_version = excluded.standing_version
WHERE a.standing_version < excluded.standing_version
"""
LIST_SUSPENDED: Final = "SELECT tenant_id FROM {schema}.platform_access WHERE is_suspended"
LIST_ORIGINS: Final = "SELECT tenant_id, origins FROM {schema}.platform_access WHERE origins <> '{{}}'"


class WritingTransaction(Protocol):
    tenant: UUID

    async def execute(self, statement: Any, parameters: Any = None) -> Any: ...


async def keep_origins(
    tx: WritingTransaction, schema: str, platform: UUID, origins: Sequence[str], version: int
) -> None:
    """Keep them if they are newer than those that are kept."""
    row = {"tenant_id": platform, "origins": list(origins), "version": version}
    await tx.execute(text(KEEP_ORIGINS.format(schema=schema)), row)


async def list_origins(database: Database, schema: str) -> Mapping[UUID, Sequence[str]]:
    """List those of every platform that has any."""
    rows = await database.look(build_direct(LIST_ORIGINS, schema))
    return {row.tenant_id: tuple(row.origins) for row in rows}


async def keep_suspension(
    tx: WritingTransaction, schema: str, platform: UUID, version: int, *, is_suspended: bool
) -> None:
    """Keep whether it is suspended, if that is newer than what is kept."""
    row = {"tenant_id": platform, "is_suspended": is_suspended, "version": version}
    await tx.execute(text(KEEP_SUSPENSION.format(schema=schema)), row)


async def list_suspended(database: Database, schema: str) -> frozenset[UUID]:
    """List the platforms that are suspended."""
    return frozenset(row.tenant_id for row in await database.look(build_direct(LIST_SUSPENDED, schema)))
