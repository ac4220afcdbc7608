"""Every stored object is encrypted under a key of its own; what is there already stays as it is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from common.persistence import migrations

revision = "2026_11_25_object_keys"
down_revision = "2026_11_25_fingerprints"
branch_labels = None
depends_on = None

SCHEMA = "evidence"
INSTANT = sa.TIMESTAMP(timezone=True)
# What erasing takes away: column, and how it looks when it was put in place of something, not taken away.
TAKEN = {
    "items": ("content", "NEW.content IS NOT NULL"),
    "object_keys": ("key", "NEW.key IS NOT NULL"),
}
ONLY_ERASED = """
CREATE FUNCTION evidence.only_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE insufficient_privilege
    USING MESSAGE = format('permission denied: %s.%s is never rewritten', TG_TABLE_NAME, TG_ARGV[0]);
END $$
"""

# Nobody may change what is known of a file (INV-E10); forgetting its name is all that erasing needs.
FORGET_NAME = """
CREATE FUNCTION evidence.forget_name(file uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = evidence
AS $$ UPDATE evidence.files SET filename = '' WHERE id = file $$
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "object_keys",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("key", sa.LargeBinary()),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_object_keys")),
        sa.CheckConstraint("octet_length(sha256) = 32", name=op.f("ck_object_keys_sha256")),
        schema=SCHEMA,
    )
    op.create_index("ix_object_keys_tenant_id_subject", "object_keys", ["tenant_id", "subject"], schema=SCHEMA)
    migrations.isolate_tenants(op, SCHEMA, "object_keys")
    migrations.grant_rights(op, SCHEMA, "object_keys", "SELECT, INSERT")
    op.add_column("subject_keys", sa.Column("erased_at", INSTANT), schema=SCHEMA)
    op.add_column("subject_keys", sa.Column("erased_items", sa.Integer()), schema=SCHEMA)
    erased = "num_nulls(erased_at, erased_items) IN (0, 2)"
    op.create_check_constraint(op.f("ck_subject_keys_erased"), "subject_keys", erased, schema=SCHEMA)
    op.execute(ONLY_ERASED)
    for table, (column, rewritten) in TAKEN.items():
        op.execute(f"GRANT UPDATE ({column}) ON evidence.{table} TO svc_evidence")
        op.execute(
            f"CREATE TRIGGER {table}_only_erased BEFORE UPDATE OF {column} ON evidence.{table} FOR EACH ROW"
            f" WHEN ({rewritten}) EXECUTE FUNCTION evidence.only_erased('{column}')"
        )
    op.execute(FORGET_NAME)
    op.execute("REVOKE EXECUTE ON FUNCTION evidence.forget_name(uuid) FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION evidence.forget_name(uuid) TO svc_evidence")
    op.execute("GRANT UPDATE (dhash, taken_at) ON evidence.fingerprints TO svc_evidence")


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("REVOKE UPDATE (dhash, taken_at) ON evidence.fingerprints FROM svc_evidence")
    op.execute("DROP FUNCTION evidence.forget_name(uuid)")
    for table, (column, _) in reversed(TAKEN.items()):
        op.execute(f"DROP TRIGGER {table}_only_erased ON evidence.{table}")
        op.execute(f"REVOKE UPDATE ({column}) ON evidence.{table} FROM svc_evidence")
    op.execute("DROP FUNCTION evidence.only_erased()")
    op.drop_constraint(op.f("ck_subject_keys_erased"), "subject_keys", schema=SCHEMA)
    op.drop_column("subject_keys", "erased_items", schema=SCHEMA)
    op.drop_column("subject_keys", "erased_at", schema=SCHEMA)
    op.drop_table("object_keys", schema=SCHEMA)
