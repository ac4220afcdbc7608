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
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from common.persistence.database import check_one_of, tenant_column, timestamp_column
from evidence.cases.model import Side
from evidence.inspection.model import ScanState
from evidence.schema import metadata

from .model import Provenance, Sufficiency

# What a piece of evidence says; what it is given for, and what is found out about it, comes later, as its erasure does.
items: Final = Table(
    "items",
    metadata,
    tenant_column(),
    Column("id", Uuid, primary_key=True),
    Column("dispute", Uuid, ForeignKey("evidence.known_cases.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("side", Text),
    Column("by_role", Text, nullable=False),
    Column("by_id", Text, nullable=False),
    Column("request", Uuid, ForeignKey("evidence.requests.id")),
    timestamp_column("received_at", nullable=False),
    Column("content", JSONB(none_as_null=True)),
    timestamp_column("invalidated_at"),
    Column("invalidated_by_role", Text),
    Column("invalidated_by_id", Text),
    Column("reason_code", Text),
    Column("reason", Text),
    Column("version", Integer, nullable=False),
    Column("facts", Integer, nullable=False),
    Column("covers", ARRAY(Text), nullable=False),
    timestamp_column("added_at"),
    Column("provenance", Text, nullable=False),
    Column("entered_by_role", Text),
    Column("entered_by_id", Text),
    Column("sufficiency", Text, nullable=False),
    check_one_of("side", Side),
    check_one_of("provenance", Provenance),
    check_one_of("sufficiency", Sufficiency),
    CheckConstraint("(provenance = 'mailed') = (entered_by_role IS NOT NULL) AND"
                    " num_nulls(entered_by_role, entered_by_id) IN (0, 2)", name="entered_by"),
    CheckConstraint("num_nulls(invalidated_at, invalidated_by_role, invalidated_by_id, reason_code, reason) IN (0, 5)",
                    name="invalidation"),
    Index("ix_items_dispute_received_at_id", "dispute", "received_at", "id"),
)  # fmt: skip


# One row per file kept, with the id of its item: written once; erasing takes its name. Workers see every tenant's.
files: Final = Table(
    "files",
    metadata,
    tenant_column(),
    Column("id", Uuid, ForeignKey("evidence.items.id"), primary_key=True),
    Column("path", Text, nullable=False, unique=True),
    Column("size", BigInteger, nullable=False),
    Column("sha256", LargeBinary, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("filename", Text, nullable=False),
    timestamp_column("finished_at", nullable=False),
    Column("scan_state", Text, nullable=False),
    check_one_of("scan_state", ScanState),
    CheckConstraint("size > 0", name="size"),
    CheckConstraint("octet_length(sha256) = 32", name="sha256"),
    Index("ix_files_sha256", "tenant_id", "sha256"),
    CheckConstraint("path ~ '^[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f-]{36}$'", name="path"),
)


# What the scanner said in the end of a file that was in quarantine: once.
verdicts: Final = Table(
    "verdicts",
    metadata,
    tenant_column(),
    Column("id", Uuid, ForeignKey("evidence.files.id"), primary_key=True),
    Column("scan_state", Text, nullable=False),
    timestamp_column("at", nullable=False),
    CheckConstraint("scan_state IN ('clean', 'infected')", name="scan_state"),
)


erasures: Final = Table(
    "erasures",
    metadata,
    tenant_column(),
    Column("id", Uuid, ForeignKey("evidence.items.id"), primary_key=True),
    timestamp_column("at", nullable=False),
    Column("path", Text),
)


FILE_COLUMNS: Final = (
    files.c.path, files.c.size, files.c.sha256, files.c.media_type, files.c.filename, files.c.finished_at,
    files.c.scan_state,
)  # fmt: skip
