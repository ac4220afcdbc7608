"""Evidence sealed at each ruling, and bundles of a case."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from common.persistence import migrations

revision = "2026_11_25_seals"
down_revision = "2026_11_25_scans"
branch_labels = None
depends_on = None

SCHEMA = "evidence"
INSTANT = sa.TIMESTAMP(timezone=True)
WORKER = "current_setting('app.worker', true) = 'on'"
OBJECTS = """SELECT f.id, f.tenant_id, i.dispute AS dispute_id, i.by_id AS uploader_id,
    'stored'::text AS state, f.size AS declared_size, f.size AS size_bytes, f.sha256, f.path, i.received_at,
    f.finished_at, f.scan_state, coalesce(i.added_at, i.received_at) AS added_at
    FROM evidence.files f JOIN evidence.items i ON i.id = f.id"""
SEALS = "SELECT dispute AS dispute_id, sealed_at, manifest_sha256, instance, items FROM evidence.seals"
NO_SEALS = "SELECT NULL::uuid AS dispute_id, NULL::timestamptz AS sealed_at, NULL::bytea AS manifest_sha256 WHERE false"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("items", sa.Column("added_at", INSTANT), schema=SCHEMA)
    _seals()
    _bundles()
    for table, rights in {
        "seals": "SELECT, INSERT, UPDATE (timestamp)",
        "bundles": "SELECT, INSERT, UPDATE",
    }.items():
        migrations.isolate_tenants(op, SCHEMA, table)
        migrations.grant_rights(op, SCHEMA, table, rights)
        op.execute(f"CREATE POLICY worker ON evidence.{table} FOR SELECT USING ({WORKER})")
    op.execute(f"CREATE OR REPLACE VIEW evidence.audit_objects WITH (security_invoker = true) AS {OBJECTS}")
    op.execute(f"CREATE OR REPLACE VIEW evidence.audit_seals WITH (security_invoker = true) AS {SEALS}")


def _seals() -> None:
    op.create_table(
        "seals",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("dispute", sa.Uuid(), nullable=False),
        sa.Column("instance", sa.Integer(), nullable=False),
        sa.Column("sealed_at", INSTANT, nullable=False),
        sa.Column("items", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("manifest", sa.LargeBinary(), nullable=False),
        sa.Column("manifest_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("timestamp", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("dispute", "instance", name=op.f("pk_seals")),
        sa.ForeignKeyConstraint(["dispute"], ["evidence.known_cases.id"], name=op.f("fk_seals_dispute")),
        sa.CheckConstraint(
            "manifest_sha256 = sha256(manifest) AND octet_length(signature) = 64", name=op.f("ck_seals_signed")
        ),
        schema=SCHEMA,
    )


def _bundles() -> None:
    op.create_table(
        "bundles",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dispute", sa.Uuid(), nullable=False),
        sa.Column("by_role", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("requested_at", INSTANT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("try_at", INSTANT, nullable=False),
        sa.Column("path", sa.Text()),
        sa.Column("size", sa.BigInteger()),
        sa.Column("sha256", sa.LargeBinary()),
        sa.Column("expires_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bundles")),
        sa.ForeignKeyConstraint(["dispute"], ["evidence.known_cases.id"], name=op.f("fk_bundles_dispute")),
        sa.UniqueConstraint("path", name=op.f("uq_bundles_path")),
        sa.CheckConstraint("state IN ('pending', 'ready', 'failed', 'expired')", name=op.f("ck_bundles_state")),
        sa.CheckConstraint(
            "(state IN ('ready', 'expired')) = (num_nulls(path, size, sha256, expires_at) = 0)",
            name=op.f("ck_bundles_made"),
        ),
        schema=SCHEMA,
    )
    op.create_index(
        "ix_bundles_try_at", "bundles", ["try_at"], schema=SCHEMA, postgresql_where=sa.text("state = 'pending'")
    )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("DROP VIEW evidence.audit_objects")
    op.execute("DROP VIEW evidence.audit_seals")
    objects = OBJECTS.replace(", coalesce(i.added_at, i.received_at) AS added_at", "")
    op.execute(f"CREATE VIEW evidence.audit_objects WITH (security_invoker = true) AS {objects}")
    op.execute(f"CREATE VIEW evidence.audit_seals WITH (security_invoker = true) AS {NO_SEALS}")
    for table in ("bundles", "seals"):
        op.drop_table(table, schema=SCHEMA)
    op.drop_column("items", "added_at", schema=SCHEMA)
