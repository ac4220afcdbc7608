from __future__ import annotations

from typing import Final

from sqlalchemy import (
    ARRAY,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from common.persistence.database import check_one_of, tenant_column, timestamp_column
from evidence.cases.model import Side
from evidence.requests.parts import Disclosure, Level, RequestState
from evidence.schema import metadata

requests: Final = Table(
    "requests",
    metadata,
    tenant_column(),
    Column("id", Uuid, primary_key=True),
    Column("dispute", Uuid, ForeignKey("evidence.known_cases.id"), nullable=False),
    Column("side", Text, nullable=False),
    Column("kinds", ARRAY(Text), nullable=False),
    Column("level", Text, nullable=False),
    timestamp_column("anchor_at", nullable=False),
    timestamp_column("due_at", nullable=False),
    Column("clock", Text, nullable=False),
    timestamp_column("opened_at", nullable=False),
    Column("state", Text, nullable=False),
    Column("satisfied_by", Uuid),
    Column("version", Integer, nullable=False),
    Column("facts", Integer, nullable=False),
    Column("group_id", Uuid),
    Column("disclosure", Text, nullable=False),
    timestamp_column("grace_at"),
    timestamp_column("grace_until"),
    Column("max_resubmissions", Integer),
    Column("checklist", JSONB, nullable=False),
    Column("resubmissions", Integer, nullable=False),
    timestamp_column("paused_at"),
    Column("needs_all_points", Boolean, nullable=False),
    Column("since_asked", Boolean, nullable=False),
    Column("open_through", ARRAY(Text), nullable=False),
    check_one_of("side", Side),
    check_one_of("level", Level),
    check_one_of("state", RequestState),
    check_one_of("disclosure", Disclosure),
    CheckConstraint("num_nulls(grace_at, grace_until) IN (0, 2)", name="grace"),
    CheckConstraint("resubmissions >= 0 AND max_resubmissions >= 0", name="resubmissions"),
    CheckConstraint("state <> 'satisfied' OR satisfied_by IS NOT NULL", name="satisfied_by"),
    CheckConstraint("clock IN ('natural', 'business')", name="clock"),
    Index("ix_requests_dispute_opened_at_id", "dispute", "opened_at", "id"),
)
