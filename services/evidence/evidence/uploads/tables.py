"""Tables of uploads: resumable ones."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Table,
    Text,
    Uuid,
    text,
)

from common.persistence.database import check_one_of, tenant_column, timestamp_column
from evidence.cases.model import Side
from evidence.schema import metadata

from .model import UploadState

# Files that arrive in parts. Workers finish what a crash has left, for every tenant.
uploads: Final = Table(
    "uploads",
    metadata,
    tenant_column(),
    Column("id", Uuid, primary_key=True),
    Column("dispute", Uuid, ForeignKey("evidence.known_cases.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("side", Text),
    Column("by_role", Text, nullable=False),
    Column("by_id", Text, nullable=False),
    Column("filename", Text, nullable=False),
    Column("request", Uuid),
    Column("covers", ARRAY(Text), nullable=False),
    Column("length", BigInteger, nullable=False),
    Column("received", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    timestamp_column("expires_at", nullable=False),
    timestamp_column("ends_at", nullable=False),
    timestamp_column("finished_at"),
    Column("why", Text),
    check_one_of("side", Side),
    check_one_of("state", UploadState),
    CheckConstraint("received BETWEEN 0 AND length AND length > 0", name="received"),
    CheckConstraint(
        "(state IN ('finishing', 'done')) <= (received = length AND finished_at IS NOT NULL)", name="whole"
    ),
    Index("ix_uploads_dispute", "dispute"),
    Index("ix_uploads_expires_at", "tenant_id", "expires_at"),
    Index("ix_uploads_finishing", "finished_at", postgresql_where=text("state = 'finishing'")),
)
