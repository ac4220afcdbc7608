"""What a scanner says later stands in a table of its own: what is known of a file only grows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from common.persistence import migrations

revision = "2026_11_25_verdicts"
down_revision = "2026_11_25_video_sessions"
branch_labels = None
depends_on = None

SCHEMA = "evidence"
WORKER = "current_setting('app.worker', true) = 'on'"
OBJECTS = """SELECT f.id, f.tenant_id, i.dispute AS dispute_id, i.by_id AS uploader_id,
    'stored'::text AS state, f.size AS declared_size, f.size AS size_bytes, f.sha256, f.path, i.received_at,
    f.finished_at, {scan_state} AS scan_state, coalesce(i.added_at, i.received_at) AS added_at
    FROM evidence.files f JOIN evidence.items i ON i.id = f.id{verdicts}"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("REVOKE UPDATE (scan_state) ON evidence.files FROM svc_evidence")
    op.create_table(
        "verdicts",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scan_state", sa.Text(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdicts")),
        sa.ForeignKeyConstraint(["id"], ["evidence.files.id"], name=op.f("fk_verdicts_id")),
        sa.CheckConstraint("scan_state IN ('clean', 'infected')", name=op.f("ck_verdicts_scan_state")),
        schema=SCHEMA,
    )
    migrations.isolate_tenants(op, SCHEMA, "verdicts")
    migrations.grant_rights(op, SCHEMA, "verdicts", "SELECT, INSERT")
    op.execute(f"CREATE POLICY worker ON evidence.verdicts FOR SELECT USING ({WORKER})")
    _view(scan_state="coalesce(v.scan_state, f.scan_state)", verdicts=" LEFT JOIN evidence.verdicts v ON v.id = f.id")


def _view(**parts: str) -> None:
    query = OBJECTS.format(**parts)
    op.execute(f"CREATE OR REPLACE VIEW evidence.audit_objects WITH (security_invoker = true) AS {query}")


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _view(scan_state="f.scan_state", verdicts="")
    op.drop_table("verdicts", schema=SCHEMA)
    op.execute("GRANT UPDATE (scan_state) ON evidence.files TO svc_evidence")
