"""Known origins: from where each platform's people may call, as the last event about it said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol
from uuid import UUID

from sqlalchemy import text

from .database import Database
from .statements import build_statement

KEEP_ORIGINS: Final = """
INSERT INTO {schema}.web_origins AS o (tenant_id, origins, version)
VALUES (:tenant_id, CAST(:origins AS text[]), :version)
ON CONFLICT (tenant_id) DO UPDATE SET origins = excluded.origins, version = excluded.version
WHERE o.version < excluded.version
"""
LIST_ORIGINS: Final = "SELECT tenant_id, origins FROM {schema}.web_origins WHERE origins <> '{{}}'"


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
    rows = await database.look(build_statement(LIST_ORIGINS, schema))
    return {row.tenant_id: tuple(row.origins) for row in rows}
