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

from common.persistence.database import check_one_of, tenant_column, timestamp_column
from evidence.proof.bundle_model import BundleState
from evidence.schema import metadata

# What was there at each ruling. Only a timestamp of an authority can come later.
seals: Final = Table(
    "seals",
    metadata,
    tenant_column(),
    Column("dispute", Uuid, ForeignKey("evidence.known_cases.id"), primary_key=True),
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
    Column("dispute", Uuid, ForeignKey("evidence.known_cases.id"), nullable=False),
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
