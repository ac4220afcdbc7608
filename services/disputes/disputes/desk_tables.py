"""What surrounds the cases: notes, texts, a platform's settings, decisions and their approval, people's standing."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    Interval,
    String,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from common.kernel.principal import Role
from common.persistence.database import check_one_of, tenant_column, timestamp_column

from .domain.decisions import DecisionState
from .domain.journal import What
from .tables import metadata as metadata

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

platform_settings: Final = Table(
    "platform_settings",
    metadata,
    Column("tenant_id", Uuid, primary_key=True),
    Column("said", JSONB(none_as_null=True), nullable=False),
    Column("version", Integer, nullable=False),
)

calendars: Final = Table(
    "calendars",
    metadata,
    Column("tenant_id", Uuid, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("said", JSONB(none_as_null=True), nullable=False),
    Column("version", Integer, nullable=False),
)

decisions: Final = Table(
    "decisions",
    metadata,
    tenant_column(),
    Column("id", Uuid, primary_key=True),
    Column("dispute", Uuid, nullable=False),
    Column("instance", Integer, nullable=False),
    Column("judgment", JSONB(none_as_null=True), nullable=False),
    Column("penalties", JSONB(none_as_null=True), nullable=False),
    Column("amount_minor", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("limit_minor", BigInteger),
    Column("closures", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("decided_by", Text, nullable=False),
    timestamp_column("decided_at", nullable=False),
    Column("judged_by", Text),
    timestamp_column("judged_at"),
    Column("why", Text),
    check_one_of("state", DecisionState),
    CheckConstraint("(state IN ('approved', 'rejected')) = (judged_by IS NOT NULL)", name="judged"),
    ForeignKeyConstraint(["dispute"], ["disputes.disputes.id"]),
    Index("ix_decisions_dispute_id", "dispute", "id"),
    Index("uq_decisions_waiting", "dispute", unique=True, postgresql_where=text("state = 'awaiting_approval'")),
)

journal: Final = Table(
    "journal",
    metadata,
    tenant_column(),
    Column("dispute", Uuid, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("what", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("actor", Text, nullable=False),
    timestamp_column("at", nullable=False),
    timestamp_column("received_at", nullable=False),
    Column("waited", Interval, nullable=False),
    Column("said", JSONB(none_as_null=True), nullable=False),
    check_one_of("what", What),
    check_one_of("role", Role),
    ForeignKeyConstraint(["dispute"], ["disputes.disputes.id"]),
)

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
