"""Fingerprints of pictures, to find the same one in other cases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from common.persistence import migrations

revision = "2026_11_25_fingerprints"
down_revision = "2026_11_25_erasures"
branch_labels = None
depends_on = None

SCHEMA = "evidence"
WORKER = "current_setting('app.worker', true) = 'on'"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_index("ix_files_sha256", "files", ["tenant_id", "sha256"], schema=SCHEMA)
    op.create_table(
        "fingerprints",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dhash", sa.BigInteger()),
        sa.Column("taken_at", sa.TIMESTAMP(timezone=True)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fingerprints")),
        sa.ForeignKeyConstraint(["id"], ["evidence.files.id"], name=op.f("fk_fingerprints_id")),
        schema=SCHEMA,
    )
    op.create_index("ix_fingerprints_tenant_id", "fingerprints", ["tenant_id"], schema=SCHEMA)
    migrations.isolate_tenants(op, SCHEMA, "fingerprints")
    migrations.grant_rights(op, SCHEMA, "fingerprints", "SELECT, INSERT")
    op.execute(f"CREATE POLICY worker ON evidence.fingerprints FOR SELECT USING ({WORKER})")


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("fingerprints", schema=SCHEMA)
    op.drop_index("ix_files_sha256", table_name="files", schema=SCHEMA)
