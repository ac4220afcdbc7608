from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Table,
    Uuid,
)

from common.persistence.database import tenant_column, timestamp_column
from evidence.schema import metadata

# What stays of a picture however it is saved. Taken later, by a worker; gone when it is erased.
fingerprints: Final = Table(
    "fingerprints",
    metadata,
    tenant_column(),
    Column("id", Uuid, ForeignKey("evidence.files.id"), primary_key=True),
    Column("dhash", BigInteger),
    timestamp_column("taken_at"),
    Index("ix_fingerprints_tenant_id", "tenant_id"),
)
