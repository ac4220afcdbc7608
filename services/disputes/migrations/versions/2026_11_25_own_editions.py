"""platforms' own editions and calendars"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from common.persistence import migrations

revision = "2026_11_25_own_editions"
down_revision = "2026_11_25_four_eyes"
branch_labels = None
depends_on = None

NIL = "00000000-0000-0000-0000-000000000000"
# An auditor finds a platform's own editions under their names with the platform's id before it.
KEY = "CASE WHEN e.tenant_id = '{nil}' THEN e.edition ELSE e.tenant_id || '/' || e.edition END"
TRANSITIONS_VIEW = f"""
CREATE OR REPLACE VIEW disputes.audit_transitions WITH (security_invoker = true) AS
SELECT t.dispute AS dispute_id, t.seq::bigint, t.from_state, t.to_state, t.cause, t.actor_id, t.received_at, t.at,
       t.timer AS timer_id, coalesce({KEY.format(nil=NIL)}, d.edition) AS edition
FROM disputes.transitions t JOIN disputes.disputes d ON d.id = t.dispute
LEFT JOIN disputes.editions e
  ON e.edition = d.edition AND e.hash = d.policy_hash AND e.tenant_id IN ('{NIL}', d.tenant_id)
"""
LEGAL_VIEW = f"""
CREATE OR REPLACE VIEW disputes.legal_transitions WITH (security_invoker = true) AS
SELECT e.from_state, e.to_state, e.cause, {KEY.format(nil=NIL)} AS edition FROM disputes.edition_transitions e
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("disputes", sa.Column("calendar", JSONB(none_as_null=True), nullable=True), schema="disputes")
    _give_editions_an_owner()
    op.create_table(
        "calendars",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("stored_version", sa.Integer(), nullable=False),
        sa.Column("said", JSONB(none_as_null=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "name", name=op.f("pk_calendars")),
        schema="disputes",
    )
    migrations.isolate_tenants(op, "disputes", "calendars")
    migrations.grant_rights(op, "disputes", "calendars", "SELECT, INSERT, UPDATE")
    op.execute(TRANSITIONS_VIEW)
    op.execute(LEGAL_VIEW)


def _give_editions_an_owner() -> None:
    """Those that come with Parley belong to nobody, and everybody reads them."""
    op.drop_constraint(
        op.f("fk_edition_transitions_edition"), "edition_transitions", type_="foreignkey", schema="disputes"
    )
    for table, key in (
        ("editions", ["tenant_id", "edition"]),
        ("edition_transitions", ["tenant_id", "edition", "from_state", "to_state", "cause"]),
    ):
        owner = sa.Column("tenant_id", sa.Uuid(), nullable=False, server_default=sa.text(f"'{NIL}'"))
        op.add_column(table, owner, schema="disputes")
        op.alter_column(table, "tenant_id", server_default=None, schema="disputes")
        op.drop_constraint(op.f(f"pk_{table}"), table, type_="primary", schema="disputes")
        op.create_primary_key(op.f(f"pk_{table}"), table, key, schema="disputes")
        migrations.isolate_tenants(op, "disputes", table)
        op.execute(f"CREATE POLICY everybody ON disputes.{table} FOR SELECT USING (tenant_id = '{NIL}')")
    op.create_foreign_key(
        op.f("fk_edition_transitions_tenant_id"),
        "edition_transitions",
        "editions",
        ["tenant_id", "edition"],
        ["tenant_id", "edition"],
        source_schema="disputes",
        referent_schema="disputes",
    )
