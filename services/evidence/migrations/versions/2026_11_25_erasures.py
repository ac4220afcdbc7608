"""What persons wrote, under keys of their own; legal holds; what was erased."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from common.persistence import migrations

revision = "2026_11_25_erasures"
down_revision = "2026_11_25_external_videos"
branch_labels = None
depends_on = None

SCHEMA = "evidence"
INSTANT = sa.TIMESTAMP(timezone=True)
WORKER = "current_setting('app.worker', true) = 'on'"
RIGHTS = {
    "subject_keys": "SELECT, INSERT, UPDATE",
    "erasures": "SELECT, INSERT",
    "legal_holds": "SELECT, INSERT, UPDATE",
}


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "subject_keys",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("key", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("tenant_id", "subject", name=op.f("pk_subject_keys")),
        schema=SCHEMA,
    )
    op.create_table(
        "erasures",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("path", sa.Text()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasures")),
        sa.ForeignKeyConstraint(["id"], ["evidence.items.id"], name=op.f("fk_erasures_id")),
        schema=SCHEMA,
    )
    op.create_table(
        "legal_holds",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("dispute", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("placed_by", sa.Text(), nullable=False),
        sa.Column("placed_at", INSTANT, nullable=False),
        sa.Column("released_at", INSTANT),
        sa.PrimaryKeyConstraint("dispute", name=op.f("pk_legal_holds")),
        sa.ForeignKeyConstraint(["dispute"], ["evidence.known_cases.id"], name=op.f("fk_legal_holds_dispute")),
        schema=SCHEMA,
    )
    for table, rights in RIGHTS.items():
        migrations.isolate_tenants(op, SCHEMA, table)
        migrations.grant_rights(op, SCHEMA, table, rights)
    op.execute(f"CREATE POLICY worker ON evidence.erasures FOR SELECT USING ({WORKER})")


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table in reversed(RIGHTS):
        op.drop_table(table, schema=SCHEMA)
