"""Tables of conversations elsewhere."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from common.persistence.database import tenant_column, timestamp_column
from evidence.schema import metadata

# What is known of a conversation on another platform beside what its giver said.
external_videos: Final = Table(
    "external_videos",
    metadata,
    tenant_column(),
    Column("item", Uuid, ForeignKey("evidence.items.id"), primary_key=True),
    Column("recording", Uuid, ForeignKey("evidence.items.id")),
    Column("attestation", JSONB(none_as_null=True)),
    Column("findings", JSONB, nullable=False),
    timestamp_column("checked_at"),
    Column("version", Integer, nullable=False),
    timestamp_column("leased_until"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    CheckConstraint("checked_at IS NULL OR recording IS NOT NULL", name="checked"),
    Index("ix_external_videos_item", "item", postgresql_where=text("checked_at IS NULL AND recording IS NOT NULL")),
)
