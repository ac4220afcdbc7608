"""first tables"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from common.persistence import migrations

revision = "2026_11_24"
down_revision = None
branch_labels = None
depends_on = None

RIGHTS = {
    "disputes": "SELECT, INSERT, UPDATE",
    "transitions": "SELECT, INSERT",
    "messages": "SELECT, INSERT",
    "known_escrows": "SELECT, INSERT, UPDATE",
}
SHARED = ("editions", "edition_transitions")

# What an auditor reads. `seller_minor` is what the seller got, after the fee.
DISPUTES_VIEW = """
CREATE VIEW disputes.audit_disputes WITH (security_invoker = true) AS
SELECT id, tenant_id, escrow AS escrow_id, status, version::bigint, disputed_minor, currency, outcome,
       coalesce(outcome, status) AS cause, instruction AS decision_id, buyer_minor,
       seller_minor - coalesce(fee_minor, 0) AS seller_minor,
       CASE WHEN instruction IS NOT NULL THEN coalesce(fee_minor, 0) END AS fee_minor,
       opened_at, ordered_at AS decided_at, frozen_at, closed_at, edition,
       nullif(array_to_string(awaiting, ','), '') AS awaiting
FROM disputes.disputes
"""
TRANSITIONS_VIEW = """
CREATE VIEW disputes.audit_transitions WITH (security_invoker = true) AS
SELECT t.dispute AS dispute_id, t.seq::bigint, t.from_state, t.to_state, t.cause, t.actor_id, t.received_at, t.at,
       t.timer AS timer_id, d.edition
FROM disputes.transitions t JOIN disputes.disputes d ON d.id = t.dispute
"""
LEGAL_VIEW = """
CREATE VIEW disputes.legal_transitions WITH (security_invoker = true) AS
SELECT from_state, to_state, cause, edition FROM disputes.edition_transitions
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    migrations.create_infrastructure(op, "disputes")
    for create in (_create_disputes, _create_transitions, _create_messages, _create_known_escrows):
        create()
    _create_editions()
    _create_edition_transitions()
    for table, rights in RIGHTS.items():
        migrations.isolate_tenants(op, "disputes", table)
        migrations.grant_rights(op, "disputes", table, rights)
    for table in SHARED:
        migrations.grant_rights(op, "disputes", table, "SELECT, INSERT")
    migrations.create_audit_views(op, "disputes", deadline_subject="dispute_id")
    for view in (DISPUTES_VIEW, TRANSITIONS_VIEW, LEGAL_VIEW):
        op.execute(view)


def _one_of(table: str, column: str, words: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words.split())
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}"))


def _columns() -> list[sa.Column[object]]:
    return [
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("escrow", sa.Uuid(), nullable=False),
        sa.Column("buyer", sa.Text(), nullable=False),
        sa.Column("seller", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("policy_hash", sa.Text(), nullable=False),
        sa.Column("policy_name", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("claimant", sa.Text(), nullable=False),
        sa.Column("disputed_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("stored_version", sa.Integer(), nullable=False),
        sa.Column("options", JSONB(none_as_null=True), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("entered_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("frozen_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("turn", JSONB(none_as_null=True), nullable=True),
        sa.Column("requests", JSONB(none_as_null=True), nullable=False),
        sa.Column("deadlines", JSONB(none_as_null=True), nullable=False),
        sa.Column("assignee", sa.Text(), nullable=True),
        sa.Column("agreed", JSONB(none_as_null=True), nullable=True),
        sa.Column("ruling", JSONB(none_as_null=True), nullable=True),
        sa.Column("instruction", sa.Uuid(), nullable=True),
        sa.Column("settled_by", sa.Text(), nullable=True),
        sa.Column("buyer_minor", sa.BigInteger(), nullable=True),
        sa.Column("seller_minor", sa.BigInteger(), nullable=True),
        sa.Column("fee_minor", sa.BigInteger(), nullable=True),
        sa.Column("ordered_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("closed_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("awaiting", ARRAY(sa.Text()), nullable=False),
        sa.Column("next_due_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Integer(), nullable=False),
        sa.Column("moves", sa.Integer(), nullable=False),
    ]


def _constraints() -> list[sa.Constraint]:
    return [
        sa.CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_disputes_closed")),
        _one_of("disputes", "claimant", "buyer seller representative operator platform system admin"),
        _one_of(
            "disputes",
            "outcome",
            "agreement decision timeout claim_accepted withdrawn void not_verified inconclusive escrow_ended",
        ),
        _one_of("disputes", "settled_by", "refund_full refund_partial release replacement return_and_refund"),
        sa.CheckConstraint("state <> 'active' OR stage IS NOT NULL", name=op.f("ck_disputes_active")),
        sa.CheckConstraint("state <> 'settling' OR instruction IS NOT NULL", name=op.f("ck_disputes_settling")),
        _one_of("disputes", "state", "opening active settling closed"),
        _one_of(
            "disputes",
            "status",
            "opening waiting_for_buyer waiting_for_seller waiting_for_both under_review settling closed",
        ),
        sa.CheckConstraint("(instruction IS NULL) = (buyer_minor IS NULL)", name=op.f("ck_disputes_ordered")),
        sa.CheckConstraint(
            "buyer_minor + seller_minor = disputed_minor AND least(buyer_minor, seller_minor) >= 0",
            name=op.f("ck_disputes_split"),
        ),
        sa.CheckConstraint("disputed_minor BETWEEN 1 AND 1000000000000000", name=op.f("ck_disputes_disputed")),
        sa.CheckConstraint("fee_minor >= 0", name=op.f("ck_disputes_fee")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disputes")),
        sa.UniqueConstraint("instruction", name=op.f("uq_disputes_instruction")),
    ]


def _create_disputes() -> None:
    op.create_table("disputes", *_columns(), *_constraints(), schema="disputes")
    op.create_index(
        "ix_disputes_tenant_id_buyer_id", "disputes", ["tenant_id", "buyer", "id"], unique=False, schema="disputes"
    )
    op.create_index("ix_disputes_tenant_id_id", "disputes", ["tenant_id", "id"], unique=False, schema="disputes")
    op.create_index(
        "ix_disputes_tenant_id_seller_id", "disputes", ["tenant_id", "seller", "id"], unique=False, schema="disputes"
    )
    op.create_index(
        "ix_disputes_tenant_id_status_id", "disputes", ["tenant_id", "status", "id"], unique=False, schema="disputes"
    )
    op.create_index(
        "uq_disputes_one_per_escrow",
        "disputes",
        ["escrow"],
        unique=True,
        schema="disputes",
        postgresql_where=sa.text("outcome IS NULL OR outcome NOT IN ('withdrawn', 'void')"),
    )


def _create_transitions() -> None:
    op.create_table(
        "transitions",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("dispute", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("from_state", sa.Text(), nullable=False),
        sa.Column("to_state", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("actor_role", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("received_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("timer", sa.Uuid(), nullable=True),
        _one_of("transitions", "actor_role", "buyer seller representative operator platform system admin"),
        sa.ForeignKeyConstraint(["dispute"], ["disputes.disputes.id"], name=op.f("fk_transitions_dispute")),
        sa.PrimaryKeyConstraint("dispute", "seq", name=op.f("pk_transitions")),
        sa.UniqueConstraint("timer", name=op.f("uq_transitions_timer")),
        schema="disputes",
    )


def _create_messages() -> None:
    op.create_table(
        "messages",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dispute", sa.Uuid(), nullable=False),
        sa.Column("author_role", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        _one_of("messages", "author_role", "buyer seller representative operator platform system admin"),
        sa.ForeignKeyConstraint(["dispute"], ["disputes.disputes.id"], name=op.f("fk_messages_dispute")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
        schema="disputes",
    )
    op.create_index("ix_messages_dispute_id", "messages", ["dispute", "id"], unique=False, schema="disputes")


def _create_known_escrows() -> None:
    op.create_table(
        "known_escrows",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("buyer", sa.Text(), nullable=False),
        sa.Column("seller", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("held_minor", sa.BigInteger(), nullable=False),
        sa.Column("frozen_minor", sa.BigInteger(), nullable=False),
        sa.Column("funded_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("delivered_at", sa.TIMESTAMP(timezone=True), nullable=True),
        _one_of(
            "known_escrows",
            "state",
            "awaiting_funds partially_funded funded shipped delivered "
            "released refunded split_settled cancelled expired",
        ),
        sa.CheckConstraint("held_minor >= 0 AND frozen_minor >= 0", name=op.f("ck_known_escrows_held")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_escrows")),
        schema="disputes",
    )


def _create_editions() -> None:
    op.create_table(
        "editions",
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("edition", name=op.f("pk_editions")),
        schema="disputes",
    )


def _create_edition_transitions() -> None:
    op.create_table(
        "edition_transitions",
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("from_state", sa.Text(), nullable=False),
        sa.Column("to_state", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition"], ["disputes.editions.edition"], name=op.f("fk_edition_transitions_edition")
        ),
        sa.PrimaryKeyConstraint("edition", "from_state", "to_state", "cause", name=op.f("pk_edition_transitions")),
        schema="disputes",
    )
