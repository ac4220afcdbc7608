from __future__ import annotations

from typing import Final

from sqlalchemy import CheckConstraint, Column, Integer, Table, Text, Uuid

from common.persistence.database import tenant_column, timestamp_column
from evidence.schema import metadata

# What is known of an escrow, as its last event said.
known_deals: Final = Table(
    "known_deals",
    metadata,
    tenant_column(),
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    timestamp_column("funded_at"),
    Column("carrier", Text),
    Column("tracking_number", Text),
    timestamp_column("shipped_at"),
    Column("title", Text),
    CheckConstraint("num_nulls(carrier, tracking_number, shipped_at) IN (0, 3)", name="shipment"),
)

# What the people of a platform know it by.
known_platforms: Final = Table(
    "known_platforms",
    metadata,
    Column("tenant_id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("version", Integer, nullable=False),
)
