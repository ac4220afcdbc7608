"""the journal: all that reached a case, enough to play it again"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from common.persistence import migrations

revision = "2026_11_25_journal"
down_revision = "2026_11_25_own_editions"
branch_labels = None
depends_on = None

WHAT = (
    "frozen freeze_refused settled moved_back escrow_ended turn agreed failed satisfied reopened lapsed moved item "
    "item_invalid act decide proposed rejected verify address ship acknowledge fulfil confirm appeal extend pause "
    "resume message assign breach silence"
)
ROLES = "buyer seller representative operator platform system admin"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "journal",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("dispute", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("received_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("waited", sa.Interval(), nullable=False),
        sa.Column("stored_version", sa.Integer(), nullable=False),
        sa.Column("said", JSONB(none_as_null=True), nullable=False),
        sa.CheckConstraint(_among("what", WHAT), name=op.f("ck_journal_what")),
        sa.CheckConstraint(_among("role", ROLES), name=op.f("ck_journal_role")),
        sa.ForeignKeyConstraint(["dispute"], ["disputes.disputes.id"], name=op.f("fk_journal_dispute")),
        sa.PrimaryKeyConstraint("dispute", "seq", name=op.f("pk_journal")),
        schema="disputes",
    )
    migrations.isolate_tenants(op, "disputes", "journal")
    migrations.grant_rights(op, "disputes", "journal", "SELECT, INSERT")
    op.create_index("ix_disputes_tenant_id_closed_at", "disputes", ["tenant_id", "closed_at"], schema="disputes")


def _among(column: str, words: str) -> str:
    listed = ", ".join(f"'{word}'" for word in words.split())
    return f"{column} IN ({listed})"
