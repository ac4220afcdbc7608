"""Tables of mediation: negotiations, proposals, options, cases, the money of their deals, decision trees.

Edited in place until the first release; data of another layout is not migrated.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from common.persistence import migrations

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Options are never rewritten: an amended proposal gets new ones beside the old. Nor are published trees.
RIGHTS = {
    "mediations": "SELECT, INSERT, UPDATE",
    "proposals": "SELECT, INSERT, UPDATE",
    "options": "SELECT, INSERT",
    "cases": "SELECT, INSERT, UPDATE",
    "deals": "SELECT, INSERT, UPDATE",
    "approval_limits": "SELECT, INSERT, UPDATE",
    "trees": "SELECT, INSERT",
}
# One row per proposal: what was accepted, else what is preferred. A replacement has no split until it is done.
OFFERS = """
CREATE VIEW mediation.audit_offers WITH (security_invoker = true) AS
SELECT p.id, p.dispute AS dispute_id, p.round, p.version, p.by AS proposer,
       o.to_buyer_minor AS buyer_minor, o.to_seller_minor AS seller_minor, 0::bigint AS fee_minor, o.disputed_minor,
       o.kind, p.state, p.created_at, p.expires_at, p.accepted_at
FROM mediation.proposals p
JOIN mediation.options o ON o.proposal = p.id AND o.version = p.version AND o.rank = coalesce(p.chosen, 0)
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    migrations.create_infrastructure(op, "mediation")
    _create_mediations()
    _create_proposals()
    _create_options()
    _create_cases()
    _create_deals()
    _create_approval_limits()
    _create_trees()
    for table, rights in RIGHTS.items():
        migrations.isolate_tenants(op, "mediation", table)
        migrations.grant_rights(op, "mediation", table, rights)
    migrations.create_audit_views(op, "mediation", deadline_subject="dispute_id")
    op.execute(OFFERS)


def _create_mediations() -> None:
    op.create_table(
        "mediations",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dispute", sa.Uuid(), nullable=False),
        sa.Column("escrow", sa.Uuid(), nullable=False),
        sa.Column("buyer", sa.Text(), nullable=False),
        sa.Column("seller", sa.Text(), nullable=False),
        sa.Column("claimant", sa.Text(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("disputed_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("terms", postgresql.JSONB(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("awaiting", sa.Text(), nullable=True),
        sa.Column("due_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("due_since", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Integer(), nullable=False),
        sa.Column("walk", postgresql.JSONB(), nullable=True),
        sa.Column("paused_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("pause_heard", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("submitted_option", sa.Integer(), nullable=True),
        sa.Column("submitted_basis", sa.Text(), nullable=True),
        sa.Column("submitted_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("interrupted_turn", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("case_over", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.CheckConstraint("submitted_basis IN ('acceptance', 'silence')", name=op.f("ck_mediations_submitted_basis")),
        sa.CheckConstraint(
            "(state = 'pending') = (submitted_option IS NOT NULL)"
            " AND (submitted_option IS NULL) = (submitted_basis IS NULL)"
            " AND (submitted_option IS NULL) = (submitted_at IS NULL)",
            name=op.f("ck_mediations_submitted"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('guiding', 'negotiating') OR due_at IS NOT NULL", name=op.f("ck_mediations_due")
        ),
        sa.CheckConstraint(
            "due_at IS NULL OR state IN ('guiding', 'negotiating', 'open')", name=op.f("ck_mediations_ongoing")
        ),
        sa.CheckConstraint("state <> 'guiding' OR walk IS NOT NULL", name=op.f("ck_mediations_guided")),
        sa.CheckConstraint("awaiting IN ('buyer', 'seller')", name=op.f("ck_mediations_awaiting")),
        sa.CheckConstraint("claimant IN ('buyer', 'seller')", name=op.f("ck_mediations_claimant")),
        sa.CheckConstraint(
            "state IN ('guiding', 'negotiating', 'pending', 'open', 'agreed', 'closed')",
            name=op.f("ck_mediations_state"),
        ),
        sa.CheckConstraint("(due_at IS NULL) = (due_since IS NULL)", name=op.f("ck_mediations_clock")),
        sa.CheckConstraint("amount_minor BETWEEN 1 AND disputed_minor", name=op.f("ck_mediations_amount")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mediations")),
        sa.UniqueConstraint("dispute", name=op.f("uq_mediations_dispute")),
        schema="mediation",
    )
    op.create_index("ix_mediations_buyer", "mediations", ["tenant_id", "buyer", "id"], unique=False, schema="mediation")
    op.create_index(
        "ix_mediations_seller", "mediations", ["tenant_id", "seller", "id"], unique=False, schema="mediation"
    )
    op.create_index("ix_mediations_tenant", "mediations", ["tenant_id", "id"], unique=False, schema="mediation")


def _create_proposals() -> None:
    op.create_table(
        "proposals",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mediation", sa.Uuid(), nullable=False),
        sa.Column("dispute", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("expires_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("chosen", sa.Integer(), nullable=True),
        sa.Column("accepted_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("rejected_by", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("consents", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("worded_for", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("opened_by_operator", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("answered_for", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("overtaken_by", sa.Text(), nullable=True),
        sa.Column("case_state", sa.Text(), nullable=True),
        sa.Column("case_outcome", sa.Text(), nullable=True),
        sa.Column("case_due_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("(accepted_at IS NOT NULL) = (state = 'accepted')", name=op.f("ck_proposals_accepted")),
        sa.CheckConstraint(
            "(overtaken_by IS NOT NULL) = (state = 'overtaken') AND (overtaken_by IS NULL) = (case_state IS NULL)",
            name=op.f("ck_proposals_overtaken"),
        ),
        sa.CheckConstraint("reason IS NULL OR state = 'rejected'", name=op.f("ck_proposals_reason")),
        sa.CheckConstraint("(rejected_by IS NOT NULL) = (state = 'rejected')", name=op.f("ck_proposals_rejected")),
        sa.CheckConstraint(
            "rejected_by IN ('buyer', 'seller') AND rejected_by <> by", name=op.f("ck_proposals_rejected_by")
        ),
        sa.CheckConstraint(
            "(chosen IS NOT NULL) = (state IN ('accepted', 'executed_on_silence'))", name=op.f("ck_proposals_chosen")
        ),
        sa.CheckConstraint("by IN ('buyer', 'seller', 'operator')", name=op.f("ck_proposals_by")),
        sa.CheckConstraint(
            "consents <@ ARRAY['buyer', 'seller'] AND (by = 'operator' OR consents = '{}')",
            name=op.f("ck_proposals_consents"),
        ),
        sa.CheckConstraint(
            "state IN ('standing', 'superseded', 'accepted', 'rejected', 'expired',"
            " 'executed_on_silence', 'withdrawn', 'overtaken')",
            name=op.f("ck_proposals_state"),
        ),
        sa.CheckConstraint("number >= 1 AND version >= 1 AND round >= 0", name=op.f("ck_proposals_counts")),
        sa.ForeignKeyConstraint(["mediation"], ["mediation.mediations.id"], name=op.f("fk_proposals_mediation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
        sa.UniqueConstraint("mediation", "number", name=op.f("uq_proposals_mediation_number")),
        schema="mediation",
    )
    op.create_index(
        "uq_proposals_standing",
        "proposals",
        ["mediation"],
        unique=True,
        schema="mediation",
        postgresql_where=sa.text("state = 'standing'"),
    )
    op.create_index(
        "uq_proposals_taken",
        "proposals",
        ["dispute"],
        unique=True,
        schema="mediation",
        postgresql_where=sa.text("state IN ('accepted', 'executed_on_silence')"),
    )


def _create_options() -> None:
    op.create_table(
        "options",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("proposal", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("disputed_minor", sa.BigInteger(), nullable=False),
        sa.Column("to_buyer_minor", sa.BigInteger(), nullable=True),
        sa.Column("to_seller_minor", sa.BigInteger(), nullable=True),
        sa.Column("reduction_minor", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("(to_buyer_minor IS NULL) = (kind = 'replacement')", name=op.f("ck_options_buyer")),
        sa.CheckConstraint("(to_seller_minor IS NULL) = (kind = 'replacement')", name=op.f("ck_options_seller")),
        sa.CheckConstraint(
            "kind IN ('refund_full', 'refund_partial', 'release', 'replacement', 'return_and_refund')",
            name=op.f("ck_options_kind"),
        ),
        sa.CheckConstraint(
            "disputed_minor > 0 AND to_buyer_minor + to_seller_minor = disputed_minor", name=op.f("ck_options_whole")
        ),
        sa.CheckConstraint(
            "reduction_minor IS NULL OR (kind = 'replacement' AND reduction_minor BETWEEN 1 AND disputed_minor - 1)",
            name=op.f("ck_options_reduction"),
        ),
        sa.CheckConstraint("rank BETWEEN 0 AND 9", name=op.f("ck_options_rank")),
        sa.CheckConstraint("to_buyer_minor >= 0 AND to_seller_minor >= 0", name=op.f("ck_options_not_negative")),
        sa.ForeignKeyConstraint(["proposal"], ["mediation.proposals.id"], name=op.f("fk_options_proposal")),
        sa.PrimaryKeyConstraint("proposal", "version", "rank", name=op.f("pk_options")),
        schema="mediation",
    )


def _create_cases() -> None:
    op.create_table(
        "cases",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("dispute", sa.Uuid(), nullable=False),
        sa.Column("escalated", sa.Boolean(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("clock_news", postgresql.JSONB(), server_default=sa.text("'[]'::jsonb"), nullable=False),
        sa.Column("assignee", sa.Text(), nullable=True),
        sa.Column("assignee_heard", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("silent_end", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("awaits_approval", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("silent_end_heard", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("end_outcome", sa.Text(), nullable=True),
        sa.Column("end_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("end_deadline", sa.Text(), nullable=True),
        sa.Column("end_owed_by", sa.Text(), nullable=True),
        sa.Column("end_due_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("end_executed", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("dispute", name=op.f("pk_cases")),
        schema="mediation",
    )


def _create_deals() -> None:
    op.create_table(
        "deals",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("escrow", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("money", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("escrow", name=op.f("pk_deals")),
        schema="mediation",
    )


def _create_approval_limits() -> None:
    op.create_table(
        "approval_limits",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("limits", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", name=op.f("pk_approval_limits")),
        schema="mediation",
    )


def _create_trees() -> None:
    op.create_table(
        "trees",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("published_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "edition", name=op.f("pk_trees")),
        schema="mediation",
    )
