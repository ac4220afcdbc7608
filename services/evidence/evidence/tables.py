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
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from common.persistence.database import (
    InfrastructureTables,
    check_one_of,
    schema_metadata,
    tenant_column,
    timestamp_column,
)

from .domain.asks import Disclosure, Level, RequestState
from .domain.bundle import BundleState
from .domain.case import CaseState, Side
from .domain.custody import Action
from .domain.item import ScanState
from .domain.upload import UploadState

metadata: Final = schema_metadata("evidence")
infrastructure: Final = InfrastructureTables(metadata)

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
    timestamp_column("resumed_at"),
    timestamp_column("closed_at"),
    timestamp_column("cleared_at"),
    check_one_of("state", CaseState),
    CheckConstraint("state = 'closed' OR (buyer IS NOT NULL AND seller IS NOT NULL)", name="parties"),
    CheckConstraint("items >= 0 AND total_bytes >= 0", name="size"),
    CheckConstraint("closed_at IS NULL OR state = 'closed'", name="closed_at"),
    Index("ix_known_cases_closed_at", "closed_at", postgresql_where=text("cleared_at IS NULL")),
)

requests: Final = Table(
    "requests",
    metadata,
    tenant_column(),
    Column("id", Uuid, primary_key=True),
    Column("dispute", Uuid, ForeignKey(known_cases.c.id), nullable=False),
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

# What a piece of evidence says; only its invalidation and its erasure come later.
items: Final = Table(
    "items",
    metadata,
    tenant_column(),
    Column("id", Uuid, primary_key=True),
    Column("dispute", Uuid, ForeignKey(known_cases.c.id), nullable=False),
    Column("kind", Text, nullable=False),
    Column("side", Text),
    Column("by_role", Text, nullable=False),
    Column("by_id", Text, nullable=False),
    Column("request", Uuid, ForeignKey(requests.c.id)),
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
    check_one_of("side", Side),
    CheckConstraint("num_nulls(invalidated_at, invalidated_by_role, invalidated_by_id, reason_code, reason) IN (0, 5)",
                    name="invalidation"),
    Index("ix_items_dispute_received_at_id", "dispute", "received_at", "id"),
)  # fmt: skip

# One row per file kept, with the id of its item: written once; erasing takes its name. Workers see every tenant's.
files: Final = Table(
    "files",
    metadata,
    tenant_column(),
    Column("id", Uuid, ForeignKey(items.c.id), primary_key=True),
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
    Column("id", Uuid, ForeignKey(files.c.id), primary_key=True),
    Column("scan_state", Text, nullable=False),
    timestamp_column("at", nullable=False),
    CheckConstraint("scan_state IN ('clean', 'infected')", name="scan_state"),
)

# The chain of custody: it only grows.
custody: Final = Table(
    "custody",
    metadata,
    tenant_column(),
    Column("item", Uuid, ForeignKey(items.c.id), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("action", Text, nullable=False),
    Column("actor_role", Text, nullable=False),
    Column("actor_id", Text, nullable=False),
    timestamp_column("at", nullable=False),
    Column("prev_hash", LargeBinary),
    Column("hash", LargeBinary, nullable=False),
    Column("canonical", LargeBinary, nullable=False),
    check_one_of("action", Action),
    CheckConstraint("(seq = 1) = (prev_hash IS NULL)", name="first"),
    CheckConstraint("seq > 0 AND octet_length(hash) = 32", name="link"),
)

# Files that arrive in parts. Workers finish what a crash has left, for every tenant.
uploads: Final = Table(
    "uploads",
    metadata,
    tenant_column(),
    Column("id", Uuid, primary_key=True),
    Column("dispute", Uuid, ForeignKey(known_cases.c.id), nullable=False),
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
    timestamp_column("finished_at"),
    Column("why", Text),
    check_one_of("side", Side),
    check_one_of("state", UploadState),
    CheckConstraint("received BETWEEN 0 AND length AND length > 0", name="received"),
    CheckConstraint(
        "(state IN ('finishing', 'done')) <= (received = length AND finished_at IS NOT NULL)", name="whole"
    ),
    Index("ix_uploads_dispute", "dispute"),
    Index("ix_uploads_finishing", "finished_at", postgresql_where=text("state = 'finishing'")),
)

# What was there at each ruling. Only a timestamp of an authority can come later.
seals: Final = Table(
    "seals",
    metadata,
    tenant_column(),
    Column("dispute", Uuid, ForeignKey(known_cases.c.id), primary_key=True),
    Column("instance", Integer, primary_key=True),
    timestamp_column("sealed_at", nullable=False),
    Column("items", ARRAY(Uuid), nullable=False),
    Column("manifest", LargeBinary, nullable=False),
    Column("manifest_sha256", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("key_id", Text, nullable=False),
    Column("timestamp", LargeBinary),
    CheckConstraint("manifest_sha256 = sha256(manifest) AND octet_length(signature) = 64", name="signed"),
)

bundles: Final = Table(
    "bundles",
    metadata,
    tenant_column(),
    Column("id", Uuid, primary_key=True),
    Column("dispute", Uuid, ForeignKey(known_cases.c.id), nullable=False),
    Column("by_role", Text, nullable=False),
    Column("by_id", Text, nullable=False),
    Column("state", Text, nullable=False),
    timestamp_column("requested_at", nullable=False),
    Column("attempts", Integer, nullable=False),
    timestamp_column("try_at", nullable=False),
    Column("path", Text, unique=True),
    Column("size", BigInteger),
    Column("sha256", LargeBinary),
    timestamp_column("expires_at"),
    check_one_of("state", BundleState),
    CheckConstraint("(state IN ('ready', 'expired')) = (num_nulls(path, size, sha256, expires_at) = 0)", name="made"),
    Index("ix_bundles_try_at", "try_at", postgresql_where=text("state = 'pending'")),
)

# The key to what a person gave: without it that is noise. Of the last time it was destroyed, the receipt.
subject_keys: Final = Table(
    "subject_keys",
    metadata,
    Column("tenant_id", Uuid, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("key", LargeBinary),
    timestamp_column("erased_at"),
    Column("erased_items", Integer),
    CheckConstraint("num_nulls(erased_at, erased_items) IN (0, 2)", name="erased"),
)

# The key of each stored object, wrapped in its owner's, and the sum of what is stored. An object without such a row
# is of the days before there were keys.
object_keys: Final = Table(
    "object_keys",
    metadata,
    tenant_column(),
    Column("path", Text, primary_key=True),
    Column("subject", Text, nullable=False),
    Column("key", LargeBinary),
    Column("sha256", LargeBinary, nullable=False),
    CheckConstraint("octet_length(sha256) = 32", name="sha256"),
    Index("ix_object_keys_tenant_id_subject", "tenant_id", "subject"),
)

# How long a platform wants evidence kept after its case. Without a row it is as long as usual.
retentions: Final = Table(
    "retentions",
    metadata,
    Column("tenant_id", Uuid, primary_key=True),
    Column("days", Integer, nullable=False),
    Column("set_by", Text, nullable=False),
    timestamp_column("set_at", nullable=False),
    CheckConstraint("days BETWEEN 30 AND 3650", name="days"),
)

erasures: Final = Table(
    "erasures",
    metadata,
    tenant_column(),
    Column("id", Uuid, ForeignKey(items.c.id), primary_key=True),
    timestamp_column("at", nullable=False),
    Column("path", Text),
)

legal_holds: Final = Table(
    "legal_holds",
    metadata,
    tenant_column(),
    Column("dispute", Uuid, ForeignKey(known_cases.c.id), primary_key=True),
    Column("reason", Text, nullable=False),
    Column("placed_by", Text, nullable=False),
    timestamp_column("placed_at", nullable=False),
    timestamp_column("released_at"),
)

# What stays of a picture however it is saved. Taken later, by a worker; gone when it is erased.
fingerprints: Final = Table(
    "fingerprints",
    metadata,
    tenant_column(),
    Column("id", Uuid, ForeignKey(files.c.id), primary_key=True),
    Column("dhash", BigInteger),
    timestamp_column("taken_at"),
    Index("ix_fingerprints_tenant_id", "tenant_id"),
)

FILE_COLUMNS: Final = (
    files.c.path, files.c.size, files.c.sha256, files.c.media_type, files.c.filename, files.c.finished_at,
    files.c.scan_state,
)  # fmt: skip
