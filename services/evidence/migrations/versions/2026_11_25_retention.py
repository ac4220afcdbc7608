"""How long evidence is kept after its case. Of cases that are over already the time begins now."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from common.persistence import migrations

revision = "2026_11_25_retention"
down_revision = "2026_11_25_video_audit"
branch_labels = None
depends_on = None

SCHEMA = "evidence"
INSTANT = sa.TIMESTAMP(timezone=True)
WORKER = "current_setting('app.worker', true) = 'on'"
WATCHED = ("known_cases", "legal_holds", "retentions")


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("known_cases", sa.Column("closed_at", INSTANT), schema=SCHEMA)
    op.add_column("known_cases", sa.Column("cleared_at", INSTANT), schema=SCHEMA)
    op.execute("ALTER TABLE evidence.known_cases NO FORCE ROW LEVEL SECURITY")
    op.execute("UPDATE evidence.known_cases SET closed_at = clock_timestamp() WHERE state = 'closed'")
    op.execute("ALTER TABLE evidence.known_cases FORCE ROW LEVEL SECURITY")
    closed = "closed_at IS NULL OR state = 'closed'"
    op.create_check_constraint(op.f("ck_known_cases_closed_at"), "known_cases", closed, schema=SCHEMA)
    uncleared = sa.text("cleared_at IS NULL")
    op.create_index("ix_known_cases_closed_at", "known_cases", ["closed_at"], schema=SCHEMA, postgresql_where=uncleared)
    op.create_table(
        "retentions",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("set_by", sa.Text(), nullable=False),
        sa.Column("set_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", name=op.f("pk_retentions")),
        sa.CheckConstraint("days BETWEEN 30 AND 3650", name=op.f("ck_retentions_days")),
        schema=SCHEMA,
    )
    migrations.isolate_tenants(op, SCHEMA, "retentions")
    migrations.grant_rights(op, SCHEMA, "retentions", "SELECT, INSERT, UPDATE")
    for table in WATCHED:  # which cases of which platform are due
        op.execute(f"CREATE POLICY worker ON evidence.{table} FOR SELECT USING ({WORKER})")


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table in WATCHED[:2]:
        op.execute(f"DROP POLICY worker ON evidence.{table}")
    op.drop_table("retentions", schema=SCHEMA)
    op.drop_index("ix_known_cases_closed_at", table_name="known_cases", schema=SCHEMA)
    op.drop_constraint(op.f("ck_known_cases_closed_at"), "known_cases", schema=SCHEMA)
    op.drop_column("known_cases", "cleared_at", schema=SCHEMA)
    op.drop_column("known_cases", "closed_at", schema=SCHEMA)
