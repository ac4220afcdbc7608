"""The first tables of evidence."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from common.persistence import migrations

revision = "2026_11_24_first_tables"
down_revision = None
branch_labels = None
depends_on = None

SCHEMA = "evidence"

# Files and the chain of custody are written once; of an item only the finding that it is invalid comes later.
RIGHTS = {
    "known_cases": "SELECT, INSERT, UPDATE",
    "requests": "SELECT, INSERT, UPDATE",
    "items": """SELECT, INSERT, UPDATE (invalidated_at, invalidated_by_role, invalidated_by_id, reason_code, reason,
        version, facts)""",
    "files": "SELECT, INSERT",
    "custody": "SELECT, INSERT",
}
VIEWS = {
    "audit_objects": """SELECT f.id, f.tenant_id, i.dispute AS dispute_id, i.by_id AS uploader_id,
        'stored'::text AS state, f.size AS declared_size, f.size AS size_bytes, f.sha256, f.path, i.received_at,
        f.finished_at, f.scan_state
        FROM evidence.files f JOIN evidence.items i ON i.id = f.id""",
    "audit_seals": """SELECT NULL::uuid AS dispute_id, NULL::timestamptz AS sealed_at, NULL::bytea AS manifest_sha256
        WHERE false""",
    "audit_custody": """SELECT item AS object_id, seq::bigint AS seq, action, actor_id, at, prev_hash, hash, canonical
        FROM evidence.custody""",
}


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    migrations.create_infrastructure(op, SCHEMA)
    _known_cases()
    _requests()
    _items()
    _files()
    _custody()
    for table, rights in RIGHTS.items():
        migrations.isolate_tenants(op, SCHEMA, table)
        migrations.grant_rights(op, SCHEMA, table, rights)
    # The collector asks of every file on the disk whether anybody knows it.
    op.execute("CREATE POLICY worker ON evidence.files FOR SELECT USING (current_setting('app.worker', true) = 'on')")
    migrations.create_audit_views(op, SCHEMA, deadline_subject="dispute_id")
    for name, query in VIEWS.items():
        op.execute(f"CREATE VIEW evidence.{name} WITH (security_invoker = true) AS {query}")


def _known_cases() -> None:
    op.create_table(
        "known_cases",
        _tenant(),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("escrow", sa.Uuid(), nullable=False),
        sa.Column("buyer", sa.Text()),
        sa.Column("seller", sa.Text()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("total_bytes", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_cases")),
        sa.CheckConstraint("state IN ('open', 'closed')", name=op.f("ck_known_cases_state")),
        sa.CheckConstraint(
            "state = 'closed' OR (buyer IS NOT NULL AND seller IS NOT NULL)", name=op.f("ck_known_cases_parties")
        ),
        sa.CheckConstraint("items >= 0 AND total_bytes >= 0", name=op.f("ck_known_cases_size")),
        schema=SCHEMA,
    )


def _requests() -> None:
    op.create_table(
        "requests",
        _tenant(),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dispute", sa.Uuid(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("kinds", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("anchor_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("due_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("clock", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("satisfied_by", sa.Uuid()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requests")),
        sa.ForeignKeyConstraint(["dispute"], ["evidence.known_cases.id"], name=op.f("fk_requests_dispute")),
        sa.CheckConstraint("side IN ('buyer', 'seller')", name=op.f("ck_requests_side")),
        sa.CheckConstraint("level IN ('required', 'one_of', 'optional')", name=op.f("ck_requests_level")),
        sa.CheckConstraint("state IN ('open', 'satisfied', 'lapsed', 'closed')", name=op.f("ck_requests_state")),
        sa.CheckConstraint("state <> 'satisfied' OR satisfied_by IS NOT NULL", name=op.f("ck_requests_satisfied_by")),
        sa.CheckConstraint("clock IN ('natural', 'business')", name=op.f("ck_requests_clock")),
        schema=SCHEMA,
    )
    op.create_index("ix_requests_dispute_opened_at_id", "requests", ["dispute", "opened_at", "id"], schema=SCHEMA)


def _items() -> None:
    op.create_table(
        "items",
        _tenant(),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dispute", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("side", sa.Text()),
        sa.Column("by_role", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Text(), nullable=False),
        sa.Column("request", sa.Uuid()),
        sa.Column("received_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("content", postgresql.JSONB()),
        sa.Column("invalidated_at", sa.TIMESTAMP(timezone=True)),
        sa.Column("invalidated_by_role", sa.Text()),
        sa.Column("invalidated_by_id", sa.Text()),
        sa.Column("reason_code", sa.Text()),
        sa.Column("reason", sa.Text()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_items")),
        sa.ForeignKeyConstraint(["dispute"], ["evidence.known_cases.id"], name=op.f("fk_items_dispute")),
        sa.ForeignKeyConstraint(["request"], ["evidence.requests.id"], name=op.f("fk_items_request")),
        sa.CheckConstraint("side IN ('buyer', 'seller')", name=op.f("ck_items_side")),
        sa.CheckConstraint(
            "num_nulls(invalidated_at, invalidated_by_role, invalidated_by_id, reason_code, reason) IN (0, 5)",
            name=op.f("ck_items_invalidation"),
        ),
        schema=SCHEMA,
    )
    op.create_index("ix_items_dispute_received_at_id", "items", ["dispute", "received_at", "id"], schema=SCHEMA)


def _files() -> None:
    op.create_table(
        "files",
        _tenant(),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("finished_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("scan_state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files")),
        sa.ForeignKeyConstraint(["id"], ["evidence.items.id"], name=op.f("fk_files_id")),
        sa.UniqueConstraint("path", name=op.f("uq_files_path")),
        sa.CheckConstraint("scan_state IN ('not_scanned', 'clean', 'quarantined')", name=op.f("ck_files_scan_state")),
        sa.CheckConstraint("size > 0", name=op.f("ck_files_size")),
        sa.CheckConstraint("octet_length(sha256) = 32", name=op.f("ck_files_sha256")),
        sa.CheckConstraint("path ~ '^[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f-]{36}$'", name=op.f("ck_files_path")),
        schema=SCHEMA,
    )


def _custody() -> None:
    op.create_table(
        "custody",
        _tenant(),
        sa.Column("item", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("actor_role", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("prev_hash", sa.LargeBinary()),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("canonical", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("item", "seq", name=op.f("pk_custody")),
        sa.ForeignKeyConstraint(["item"], ["evidence.items.id"], name=op.f("fk_custody_item")),
        sa.CheckConstraint(
            "action IN ('received', 'inspected', 'viewed', 'downloaded', 'invalidated', 'denied')",
            name=op.f("ck_custody_action"),
        ),
        sa.CheckConstraint("(seq = 1) = (prev_hash IS NULL)", name=op.f("ck_custody_first")),
        sa.CheckConstraint("seq > 0 AND octet_length(hash) = 32", name=op.f("ck_custody_link")),
        schema=SCHEMA,
    )


def _tenant() -> sa.Column[object]:
    return sa.Column("tenant_id", sa.Uuid(), nullable=False)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for view in VIEWS:
        op.execute(f"DROP VIEW evidence.{view}")
    for table in ("custody", "files", "items", "requests", "known_cases"):
        op.drop_table(table, schema=SCHEMA)
