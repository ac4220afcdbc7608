"""decisions that two must see, and people's standing"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from common.persistence import migrations

revision = "2026_11_25_four_eyes"
down_revision = "2026_11_25_four_programmes"
branch_labels = None
depends_on = None

STATUSES = (
    "opening waiting_for_buyer waiting_for_seller waiting_for_both under_review awaiting_approval decided "
    "settling reversing closed"
)
STATES = "effective awaiting_approval approved rejected lapsed"
UNDONE = "reversed_at, reversed_by, reversal_reason"
RIGHTS = {
    "decisions": "SELECT, INSERT, UPDATE",
    "participants": "SELECT, INSERT, UPDATE",
    "penalties": f"SELECT, INSERT, UPDATE ({UNDONE})",
}
DECISIONS_VIEW = """
CREATE VIEW disputes.audit_decisions WITH (security_invoker = true) AS
SELECT c.id, c.tenant_id, c.dispute AS dispute_id, c.instance, c.amount_minor AS disputed_minor, c.currency,
       c.limit_minor, c.closures, c.state, c.decided_by, c.decided_at,
       CASE WHEN c.state = 'approved' THEN c.judged_by END AS approved_by, c.judged_at, d.buyer, d.seller,
       t.actor_id AS opener
FROM disputes.decisions c JOIN disputes.disputes d ON d.id = c.dispute
JOIN disputes.transitions t ON t.dispute = c.dispute AND t.seq = 1
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("disputes", sa.Column("approval", sa.Uuid(), nullable=True), schema="disputes")
    op.drop_constraint(op.f("ck_disputes_status"), "disputes", type_="check", schema="disputes")
    op.create_check_constraint(op.f("ck_disputes_status"), "disputes", _among("status", STATUSES), schema="disputes")
    for create in (_create_decisions, _create_participants, _create_penalties):
        create()
    for table, rights in RIGHTS.items():
        migrations.isolate_tenants(op, "disputes", table)
        migrations.grant_rights(op, "disputes", table, rights)
    op.execute(DECISIONS_VIEW)


def _among(column: str, words: str) -> str:
    listed = ", ".join(f"'{word}'" for word in words.split())
    return f"{column} IN ({listed})"


def _create_decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dispute", sa.Uuid(), nullable=False),
        sa.Column("instance", sa.Integer(), nullable=False),
        sa.Column("stored_version", sa.Integer(), nullable=False),
        sa.Column("judgment", JSONB(none_as_null=True), nullable=False),
        sa.Column("penalties", JSONB(none_as_null=True), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("limit_minor", sa.BigInteger(), nullable=True),
        sa.Column("closures", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("judged_by", sa.Text(), nullable=True),
        sa.Column("judged_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.CheckConstraint(_among("state", STATES), name=op.f("ck_decisions_state")),
        sa.CheckConstraint(
            "(state IN ('approved', 'rejected')) = (judged_by IS NOT NULL)", name=op.f("ck_decisions_judged")
        ),
        sa.ForeignKeyConstraint(["dispute"], ["disputes.disputes.id"], name=op.f("fk_decisions_dispute")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        schema="disputes",
    )
    op.create_index("ix_decisions_dispute_id", "decisions", ["dispute", "id"], schema="disputes")
    waiting = sa.text("state = 'awaiting_approval'")
    op.create_index(
        "uq_decisions_waiting", "decisions", ["dispute"], unique=True, schema="disputes", postgresql_where=waiting
    )


def _create_participants() -> None:
    op.create_table(
        "participants",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participants")),
        schema="disputes",
    )
    op.create_index(
        "uq_participants_tenant_id_participant",
        "participants",
        ["tenant_id", "participant"],
        unique=True,
        schema="disputes",
    )


def _create_penalties() -> None:
    op.create_table(
        "penalties",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("standing", sa.Uuid(), nullable=False),
        sa.Column("dispute", sa.Uuid(), nullable=False),
        sa.Column("instance", sa.Integer(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("stored_version", sa.Integer(), nullable=False),
        sa.Column("penalty", JSONB(none_as_null=True), nullable=False),
        sa.Column("fine", sa.Uuid(), nullable=True),
        sa.Column("imposed_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("reversed_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("reversed_by", sa.Text(), nullable=True),
        sa.Column("reversal_reason", sa.Text(), nullable=True),
        sa.CheckConstraint("(reversed_at IS NULL) = (reversed_by IS NULL)", name=op.f("ck_penalties_reversed")),
        sa.ForeignKeyConstraint(["dispute"], ["disputes.disputes.id"], name=op.f("fk_penalties_dispute")),
        sa.ForeignKeyConstraint(["standing"], ["disputes.participants.id"], name=op.f("fk_penalties_standing")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_penalties")),
        sa.UniqueConstraint("fine", name=op.f("uq_penalties_fine")),
        schema="disputes",
    )
    op.create_index("ix_penalties_standing_id", "penalties", ["standing", "id"], schema="disputes")
