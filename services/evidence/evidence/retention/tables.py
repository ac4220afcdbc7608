from __future__ import annotations

from typing import Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    Table,
    Text,
    Uuid,
)

from common.persistence.database import tenant_column, timestamp_column
from evidence.schema import metadata

# How long a platform wants evidence kept after its case. Without a row it is as long as usual.
retentions: Final = Table(
    "retentions",
    metadata,
    Column("tenant_id", Uuid, primary_key=True),
    Column("days", Integer, nullable=False),
    Column("set_by", Text, nullable=False),
    timestamp_column("set_at", nullable=False),
    CheckConstraint("days BETWEEN 30 AND 3650", name="days"),
)


legal_holds: Final = Table(
    "legal_holds",
    metadata,
    tenant_column(),
    Column("dispute", Uuid, ForeignKey("evidence.known_cases.id"), primary_key=True),
    Column("reason", Text, nullable=False),
    Column("placed_by", Text, nullable=False),
    timestamp_column("placed_at", nullable=False),
    timestamp_column("released_at"),
)
