"""Live recordings: their sessions and the pieces received."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from common.persistence.database import check_one_of, tenant_column, timestamp_column
from evidence.cases.model import Side
from evidence.schema import metadata

from .domain.session import VideoState

# A live recording, from the link to what the checks found.
video_sessions: Final = Table(
    "video_sessions",
    metadata,
    tenant_column(),
    Column("id", Uuid, primary_key=True),
    Column("dispute", Uuid, ForeignKey("evidence.known_cases.id"), nullable=False),
    Column("request", Uuid, ForeignKey("evidence.requests.id")),
    Column("side", Text, nullable=False),
    Column("by_role", Text, nullable=False),
    Column("by_id", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("words", ARRAY(Integer), nullable=False),
    timestamp_column("opened_at", nullable=False),
    timestamp_column("expires_at", nullable=False),
    Column("state", Text, nullable=False),
    Column("media_type", Text),
    timestamp_column("started_at"),
    Column("segments", Integer, nullable=False),
    Column("chunks", Integer, nullable=False),
    Column("total_bytes", BigInteger, nullable=False),
    Column("head", LargeBinary),
    timestamp_column("last_chunk_at"),
    timestamp_column("finished_at"),
    Column("item", Uuid, ForeignKey("evidence.items.id")),
    Column("verdict", JSONB(none_as_null=True)),
    timestamp_column("verified_at"),
    Column("overruling", JSONB(none_as_null=True)),
    Column("version", Integer, nullable=False),
    Column("facts", Integer, nullable=False),
    timestamp_column("leased_until"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    check_one_of("side", Side),
    check_one_of("state", VideoState),
    CheckConstraint("state NOT IN ('finished', 'verified') OR item IS NOT NULL", name="item"),
    CheckConstraint("(state = 'verified') = (verdict IS NOT NULL)", name="verdict"),
    Index("ix_video_sessions_dispute_opened_at_id", "dispute", "opened_at", "id"),
    Index("ix_video_sessions_state", "state", postgresql_where=text("state IN ('recording', 'finished')")),
)

# The pieces of a recording as they were received, each vouching for all before it: written once.
video_chunks: Final = Table(
    "video_chunks",
    metadata,
    tenant_column(),
    Column("session", Uuid, ForeignKey("evidence.video_sessions.id"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("segment", Integer, nullable=False),
    Column("gap_ms", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", LargeBinary, nullable=False),
    Column("path", Text, nullable=False),
    timestamp_column("received_at", nullable=False),
    Column("prev_hash", LargeBinary),
    Column("hash", LargeBinary, nullable=False),
    UniqueConstraint("session", "seq"),
    UniqueConstraint("path"),
    CheckConstraint("n >= 0 AND n < 10000 AND size > 0 AND gap_ms >= 0", name="bounds"),
    CheckConstraint("(seq = 0) = (prev_hash IS NULL)", name="first"),
    CheckConstraint("octet_length(sha256) = 32 AND octet_length(hash) = 32", name="hashes"),
)
