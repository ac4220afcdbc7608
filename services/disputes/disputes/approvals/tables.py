"""Table of decisions and what became of them."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from common.persistence.database import check_one_of, tenant_column, timestamp_column
from disputes.approvals.model import DecisionState
from disputes.schema import metadata as metadata

decisions: Final = Table(
    "decisions",
    metadata,
    tenant_column(),
    Column("id", Uuid, primary_key=True),
    Column("dispute", Uuid, nullable=False),
    Column("instance", Integer, nullable=False),
    Column("stored_version", Integer, nullable=False),
    Column("judgment", JSONB(none_as_null=True)),
    Column("requested_act", JSONB(none_as_null=True)),
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
    CheckConstraint("(judgment IS NULL) <> (requested_act IS NULL)", name="subject"),
    CheckConstraint("(state IN ('approved', 'rejected')) = (judged_by IS NOT NULL)", name="judged"),
    ForeignKeyConstraint(["dispute"], ["disputes.disputes.id"]),
    Index("ix_decisions_dispute_id", "dispute", "id"),
    Index("uq_decisions_waiting", "dispute", unique=True, postgresql_where=text("state = 'awaiting_approval'")),
)
