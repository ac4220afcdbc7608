"""Table of what has happened to cases, in the order in which this service heard of it."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, Identity, Index, Table, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB

from common.kernel.principal import Role
from common.persistence.database import check_one_of, tenant_column, timestamp_column
from disputes.schema import metadata

from .model import Audience, SubjectKind

story: Final = Table(
    "story",
    metadata,
    tenant_column(),
    Column("id", Uuid, primary_key=True),
    Column("position", BigInteger, Identity(always=True), nullable=False),
    # Of whoever wrote it: positions are given before they are committed, and a stream must not pass one over.
    Column("transaction", BigInteger, nullable=False, server_default=text("pg_current_xact_id()::text::bigint")),
    Column("dispute", Uuid, nullable=False),
    timestamp_column("at", nullable=False),
    Column("kind", Text, nullable=False),
    Column("actor_role", Text, nullable=False),
    Column("actor_id", Text, nullable=False),
    Column("audience", Text, nullable=False),
    Column("params", JSONB(none_as_null=True), nullable=False),
    Column("about", Text),
    Column("subject", Uuid),
    Column("giver", Text),
    Column("request", Uuid),
    check_one_of("actor_role", Role),
    check_one_of("audience", Audience),
    check_one_of("about", SubjectKind),
    check_one_of("giver", Role),
    Index("ix_story_dispute_at_position", "dispute", "at", "position"),
    # Of streams: what a platform's cases have heard of since a place.
    Index("ix_story_tenant_id_transaction_position", "tenant_id", "transaction", "position"),
)

# How far each reader has read a case: one row, moved forward.
read_marks: Final = Table(
    "read_marks",
    metadata,
    tenant_column(),
    Column("dispute", Uuid, primary_key=True),
    Column("reader_role", Text, primary_key=True),
    Column("reader_id", Text, primary_key=True),
    Column("position", BigInteger, nullable=False),
    timestamp_column("at", nullable=False),
    check_one_of("reader_role", Role),
)
