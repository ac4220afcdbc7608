"""Tables of keys: those of persons and cases, and those of stored objects."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    Uuid,
)

from common.persistence.database import tenant_column, timestamp_column
from evidence.schema import metadata

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
    Column("blocks", LargeBinary),
    CheckConstraint("octet_length(sha256) = 32", name="sha256"),
    CheckConstraint("octet_length(blocks) % 32 = 0", name="blocks"),
    Index("ix_object_keys_tenant_id_subject", "tenant_id", "subject"),
)
