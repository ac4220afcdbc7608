"""Tables of published editions, the transitions each allows, and platforms' calendars."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    Column,
    ForeignKeyConstraint,
    Integer,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from disputes.schema import metadata

editions: Final = Table(
    "editions",
    metadata,
    Column("tenant_id", Uuid, primary_key=True),
    Column("edition", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("body", Text, nullable=False),
)


edition_transitions: Final = Table(
    "edition_transitions",
    metadata,
    Column("tenant_id", Uuid, primary_key=True),
    Column("edition", Text, primary_key=True),
    Column("from_state", Text, primary_key=True),
    Column("to_state", Text, primary_key=True),
    Column("cause", Text, primary_key=True),
    ForeignKeyConstraint(["tenant_id", "edition"], ["disputes.editions.tenant_id", "disputes.editions.edition"]),
)


current_editions: Final = Table(
    "current_editions",
    metadata,
    Column("tenant_id", Uuid, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("edition", Text),  # none: Parley's newest
    Column("version", Integer, nullable=False),
)


calendars: Final = Table(
    "calendars",
    metadata,
    Column("tenant_id", Uuid, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("stored_version", Integer, nullable=False),
    Column("said", JSONB(none_as_null=True), nullable=False),
    Column("version", Integer, nullable=False),
)
