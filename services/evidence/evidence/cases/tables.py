from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from common.persistence.case_ends import case_end_columns
from common.persistence.database import check_one_of, tenant_column, timestamp_column
from evidence.cases.model import CaseState
from evidence.schema import metadata

known_cases: Final = Table(
    "known_cases",
    metadata,
    tenant_column(),
    Column("id", Uuid, primary_key=True),
    Column("escrow", Uuid, nullable=False),
    Column("buyer", Text),
    Column("seller", Text),
    Column("state", Text, nullable=False),
    Column("items", Integer, nullable=False),
    Column("total_bytes", BigInteger, nullable=False),
    timestamp_column("paused_at"),
    timestamp_column("resumed_pause_at"),
    Column("clock_news", JSONB, nullable=False, server_default=text("'[]'::jsonb")),
    timestamp_column("closed_at"),
    timestamp_column("cleared_at"),
    Column("stage", Text),
    timestamp_column("stage_since"),
    timestamp_column("buyer_owes_since"),
    timestamp_column("buyer_owes_until"),
    timestamp_column("seller_owes_since"),
    timestamp_column("seller_owes_until"),
    timestamp_column("ends_at"),
    Column("ends_heard", Integer, nullable=False, server_default=text("0")),
    *case_end_columns(),
    check_one_of("state", CaseState),
    CheckConstraint("state = 'closed' OR (buyer IS NOT NULL AND seller IS NOT NULL)", name="parties"),
    CheckConstraint("items >= 0 AND total_bytes >= 0", name="size"),
    CheckConstraint("closed_at IS NULL OR state = 'closed'", name="closed_at"),
    Index("ix_known_cases_escrow", "escrow"),
    Index("ix_known_cases_size", "tenant_id", "total_bytes"),
    Index("ix_known_cases_closed_at", "closed_at", postgresql_where=text("cleared_at IS NULL")),
    Index("ix_known_cases_closed_there", "tenant_id", "closed_at", postgresql_where=text("cleared_at IS NULL")),
)
