"""Tables of participants and the penalties imposed on them."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from common.persistence.database import tenant_column, timestamp_column
from disputes.schema import metadata as metadata

participants: Final = Table(
    "participants",
    metadata,
    tenant_column(),
    Column("id", Uuid, primary_key=True),
    Column("participant", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("facts", Integer, nullable=False),
    Index("uq_participants_tenant_id_participant", "tenant_id", "participant", unique=True),
)


penalties: Final = Table(
    "penalties",
    metadata,
    tenant_column(),
    Column("id", Uuid, primary_key=True),
    Column("standing", Uuid, nullable=False),
    Column("dispute", Uuid, nullable=False),
    Column("instance", Integer, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("stored_version", Integer, nullable=False),
    Column("penalty", JSONB(none_as_null=True), nullable=False),
    Column("fine", Uuid, unique=True),
    timestamp_column("imposed_at", nullable=False),
    timestamp_column("reversed_at"),
    Column("reversed_by", Text),
    Column("reversal_reason", Text),
    CheckConstraint("(reversed_at IS NULL) = (reversed_by IS NULL)", name="reversed"),
    ForeignKeyConstraint(["dispute"], ["disputes.disputes.id"]),
    ForeignKeyConstraint(["standing"], ["disputes.participants.id"]),
    Index("ix_penalties_standing_id", "standing", "id"),
)
