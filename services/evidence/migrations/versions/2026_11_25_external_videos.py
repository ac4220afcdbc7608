"""Conversations on other platforms."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from common.persistence import migrations

revision = "2026_11_25_external_videos"
down_revision = "2026_11_25_verdicts"
branch_labels = None
depends_on = None

SCHEMA = "evidence"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "external_videos",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.Uuid(), nullable=False),
        sa.Column("recording", sa.Uuid()),
        sa.Column("attestation", postgresql.JSONB()),
        sa.Column("findings", postgresql.JSONB(), nullable=False),
        sa.Column("checked_at", sa.TIMESTAMP(timezone=True)),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("item", name=op.f("pk_external_videos")),
        sa.ForeignKeyConstraint(["item"], ["evidence.items.id"], name=op.f("fk_external_videos_item")),
        sa.ForeignKeyConstraint(["recording"], ["evidence.items.id"], name=op.f("fk_external_videos_recording")),
        sa.CheckConstraint("checked_at IS NULL OR recording IS NOT NULL", name=op.f("ck_external_videos_checked")),
        schema=SCHEMA,
    )
    op.create_index(
        "ix_external_videos_item", "external_videos", ["item"], schema=SCHEMA,
        postgresql_where=sa.text("checked_at IS NULL AND recording IS NOT NULL"),
    )  # fmt: skip
    migrations.isolate_tenants(op, SCHEMA, "external_videos")
    migrations.grant_rights(op, SCHEMA, "external_videos", "SELECT, INSERT, UPDATE")
    op.execute(
        "CREATE POLICY worker ON evidence.external_videos FOR SELECT USING (current_setting('app.worker', true) = 'on')"
    )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("external_videos", schema=SCHEMA)
