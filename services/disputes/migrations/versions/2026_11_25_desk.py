"""the operators' desk"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from common.persistence import migrations

revision = "2026_11_25_desk"
down_revision = "2026_11_24"
branch_labels = None
depends_on = None

RIGHTS = {
    "notes": "SELECT, INSERT",
    "reason_texts": "SELECT, INSERT, UPDATE, DELETE",
    "platform_settings": "SELECT, INSERT, UPDATE",
}


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("disputes", sa.Column("sla", sa.Text(), nullable=True), schema="disputes")
    op.create_check_constraint(
        op.f("ck_disputes_sla"), "disputes", "sla IN ('on_track', 'target_missed', 'breached')", schema="disputes"
    )
    op.create_index(
        "ix_disputes_tenant_id_next_due_at_id", "disputes", ["tenant_id", "next_due_at", "id"], schema="disputes"
    )
    for create in (_create_notes, _create_reason_texts, _create_platform_settings):
        create()
    for table, rights in RIGHTS.items():
        migrations.isolate_tenants(op, "disputes", table)
        migrations.grant_rights(op, "disputes", table, rights)


def _create_notes() -> None:
    op.create_table(
        "notes",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dispute", sa.Uuid(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["dispute"], ["disputes.disputes.id"], name=op.f("fk_notes_dispute")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
        schema="disputes",
    )
    op.create_index("ix_notes_dispute_id", "notes", ["dispute", "id"], schema="disputes")


def _create_reason_texts() -> None:
    op.create_table(
        "reason_texts",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reason_code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reason_texts")),
        schema="disputes",
    )
    op.create_index(
        "uq_reason_texts_tenant_id_title", "reason_texts", ["tenant_id", "title"], unique=True, schema="disputes"
    )
    op.create_index("ix_reason_texts_tenant_id_id", "reason_texts", ["tenant_id", "id"], schema="disputes")


def _create_platform_settings() -> None:
    op.create_table(
        "platform_settings",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("stored_version", sa.Integer(), nullable=False),
        sa.Column("said", JSONB(none_as_null=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", name=op.f("pk_platform_settings")),
        schema="disputes",
    )
