"""Tables of operators' notes, ready-made texts and a platform's settings."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from common.persistence.database import check_one_of, tenant_column, timestamp_column
from disputes.schema import metadata

from .model import Doing

notes: Final = Table(
    "notes",
    metadata,
    tenant_column(),
    Column("id", Uuid, primary_key=True),
    Column("dispute", Uuid, nullable=False),
    Column("author", Text, nullable=False),
    Column("text", Text, nullable=False),
    timestamp_column("at", nullable=False),
    ForeignKeyConstraint(["dispute"], ["disputes.disputes.id"]),
    Index("ix_notes_dispute_id", "dispute", "id"),
)

reason_texts: Final = Table(
    "reason_texts",
    metadata,
    tenant_column(),
    Column("id", Uuid, primary_key=True),
    Column("reason_code", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Index("uq_reason_texts_tenant_id_title", "tenant_id", "title", unique=True),
    Index("ix_reason_texts_tenant_id_id", "tenant_id", "id"),
)

# Who is before a case: rows of less than a minute.
presences: Final = Table(
    "presences",
    metadata,
    tenant_column(),
    Column("dispute", Uuid, primary_key=True),
    Column("operator", Text, primary_key=True),
    Column("doing", Text, nullable=False),
    timestamp_column("since", nullable=False),
    timestamp_column("seen_at", nullable=False),
    check_one_of("doing", Doing),
    Index("ix_presences_tenant_id_seen_at", "tenant_id", "seen_at"),
)

platform_settings: Final = Table(
    "platform_settings",
    metadata,
    Column("tenant_id", Uuid, primary_key=True),
    Column("stored_version", Integer, nullable=False),
    Column("said", JSONB(none_as_null=True), nullable=False),
    Column("version", Integer, nullable=False),
)
