from __future__ import annotations

from typing import Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    Table,
    Text,
    Uuid,
)

from common.persistence.database import check_one_of, tenant_column, timestamp_column
from evidence.custody.model import Action
from evidence.schema import metadata

# The chain of custody: it only grows.
custody: Final = Table(
    "custody",
    metadata,
    tenant_column(),
    Column("item", Uuid, ForeignKey("evidence.items.id"), primary_key=True),
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
