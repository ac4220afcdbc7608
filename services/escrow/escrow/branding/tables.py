"""Table of platforms' branding."""

from __future__ import annotations

from typing import Final

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, LargeBinary, PrimaryKeyConstraint, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

from common.persistence.database import tenant_column
from escrow.tables import metadata, platforms

branding: Final = Table(
    "branding",
    metadata,
    tenant_column(),
    Column("primary_colour", Text),
    Column("accent_colour", Text),
    Column("links", JSONB, nullable=False),
    Column("logo", LargeBinary),
    Column("logo_type", Text),
    PrimaryKeyConstraint("tenant_id"),
    ForeignKeyConstraint(["tenant_id"], [platforms.c.id]),
    CheckConstraint("(logo IS NULL) = (logo_type IS NULL)", name="logo"),
)
