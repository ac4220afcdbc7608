"""Uploads that can be interrupted and go on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from common.persistence import migrations

revision = "2026_11_25_uploads"
down_revision = "2026_11_25_groups_and_grace"
branch_labels = None
depends_on = None

SCHEMA = "evidence"
INSTANT = sa.TIMESTAMP(timezone=True)
WORKER = "current_setting('app.worker', true) = 'on'"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "uploads",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dispute", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("side", sa.Text()),
        sa.Column("by_role", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Text(), nullable=False),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("request", sa.Uuid()),
        sa.Column("covers", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("length", sa.BigInteger(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("finished_at", INSTANT),
        sa.Column("why", sa.Text()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uploads")),
        sa.ForeignKeyConstraint(["dispute"], ["evidence.known_cases.id"], name=op.f("fk_uploads_dispute")),
        sa.CheckConstraint("side IN ('buyer', 'seller')", name=op.f("ck_uploads_side")),
        sa.CheckConstraint(
            "state IN ('receiving', 'finishing', 'done', 'rejected', 'cancelled')", name=op.f("ck_uploads_state")
        ),
        sa.CheckConstraint("received BETWEEN 0 AND length AND length > 0", name=op.f("ck_uploads_received")),
        sa.CheckConstraint(
            "(state IN ('finishing', 'done')) <= (received = length AND finished_at IS NOT NULL)",
            name=op.f("ck_uploads_whole"),
        ),
        schema=SCHEMA,
    )
    op.create_index("ix_uploads_dispute", "uploads", ["dispute"], schema=SCHEMA)
    op.create_index(
        "ix_uploads_finishing", "uploads", ["finished_at"], schema=SCHEMA,
        postgresql_where=sa.text("state = 'finishing'"),
    )  # fmt: skip
    migrations.isolate_tenants(op, SCHEMA, "uploads")
    migrations.grant_rights(op, SCHEMA, "uploads", "SELECT, INSERT, UPDATE")
    op.execute(f"CREATE POLICY worker ON evidence.uploads FOR SELECT USING ({WORKER})")


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("uploads", schema=SCHEMA)
