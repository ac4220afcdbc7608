"""debts: reversals, fines, standings; policies by category"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from common.persistence import migrations

revision = "2026_11_25_debts"
down_revision = "2026_11_24_first_tables"
branch_labels = None
depends_on = None

ACCOUNTS = (
    "'hold', 'fee_hold', 'external', 'seller_payable', 'buyer_payable', 'platform_fee', 'suspense', 'receivable', "
    "'platform_fines'"
)
KINDS = (
    "'fund', 'release', 'refund', 'fee', 'park', 'buyer_fee', 'buyer_fee_earned', 'buyer_fee_returned', 'reversal', "
    "'buyer_fee_reversal', 'fine', 'fine_reversal'"
)
# An entry reverses another where it undoes what that transaction did to the same account.
ENTRIES = """
CREATE OR REPLACE VIEW escrow.audit_entries WITH (security_invoker = true) AS
SELECT e.seq, e.transaction_id AS tx_id, e.account_id, e.tenant_id, e.escrow_id, a.kind, e.currency, e.amount_minor,
       CASE WHEN EXISTS (
         SELECT 1 FROM escrow.ledger_entries o
         WHERE o.transaction_id = t.reverses AND o.account_id = e.account_id
           AND sign(o.amount_minor) <> sign(e.amount_minor)
       ) THEN t.reverses END AS reverses_tx, e.created_at
FROM escrow.ledger_entries e
JOIN escrow.ledger_accounts a ON a.id = e.account_id
JOIN escrow.ledger_transactions t ON t.id = e.transaction_id
"""
MOVEMENTS = """
CREATE OR REPLACE VIEW escrow.audit_movements WITH (security_invoker = true) AS
SELECT m.id, m.transaction_id AS tx_id, m.escrow_id, m.instruction AS decision_id, m.kind,
       coalesce(m.participant,
                CASE m.party WHEN 'buyer' THEN e.buyer WHEN 'seller' THEN e.seller ELSE m.tenant_id::text END)
         AS party_id,
       m.currency, m.amount_minor, 'done' AS status,
       m.tenant_id || '/' || m.provider_reference AS provider_ref, m.cause, m.created_at
FROM escrow.movements m LEFT JOIN escrow.escrows e ON e.id = m.escrow_id
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _policies()
    _standings()
    _freezes()
    _accounts()
    _transactions()
    _entries()
    _movements()
    op.execute(ENTRIES)
    op.execute(MOVEMENTS)


def _policies() -> None:
    chosen = sa.Column(
        "policies_by_category", postgresql.JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False
    )
    op.add_column("platforms", chosen, schema="escrow")
    pinned = sa.Column("policy_hash", sa.Text(), server_default=sa.text("''"), nullable=False)
    op.add_column("escrows", pinned, schema="escrow")


def _standings() -> None:
    op.create_table(
        "standings",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("participant", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("until", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("status IN ('active', 'suspended', 'closed')", name=op.f("ck_standings_status")),
        sa.PrimaryKeyConstraint("tenant_id", "participant", name=op.f("pk_standings")),
        schema="escrow",
    )
    migrations.isolate_tenants(op, "escrow", "standings")
    migrations.grant_rights(op, "escrow", "standings", "SELECT, INSERT, UPDATE")


def _freezes() -> None:
    op.add_column("freezes", sa.Column("instruction", sa.Uuid(), nullable=True), schema="escrow")
    _check("freezes", "state", "state IN ('open', 'refused', 'lifted', 'settled', 'reversed')")


def _accounts() -> None:
    op.add_column("ledger_accounts", sa.Column("participant", sa.Text(), nullable=True), schema="escrow")
    once = op.f("uq_ledger_accounts_tenant_id_kind_currency_escrow_id")
    op.drop_constraint(once, "ledger_accounts", schema="escrow")
    op.execute(
        "ALTER TABLE escrow.ledger_accounts ADD CONSTRAINT uq_ledger_accounts_whose"
        " UNIQUE NULLS NOT DISTINCT (tenant_id, kind, currency, escrow_id, participant)"
    )
    _check("ledger_accounts", "kind", f"kind IN ({ACCOUNTS})")
    op.create_check_constraint(
        op.f("ck_ledger_accounts_of_participant"),
        "ledger_accounts",
        "(kind = 'receivable') = (participant IS NOT NULL)",
        schema="escrow",
    )
    op.create_index("ix_ledger_accounts_participant", "ledger_accounts", ["tenant_id", "participant"], schema="escrow")


def _transactions() -> None:
    op.alter_column("ledger_transactions", "escrow_id", nullable=True, schema="escrow")
    op.add_column("ledger_transactions", sa.Column("dispute_id", sa.Uuid(), nullable=True), schema="escrow")
    op.add_column("ledger_transactions", sa.Column("reverses", sa.Uuid(), nullable=True), schema="escrow")
    op.create_unique_constraint(
        op.f("uq_ledger_transactions_id_tenant_id_currency"),
        "ledger_transactions",
        ["id", "tenant_id", "currency"],
        schema="escrow",
    )
    op.create_foreign_key(
        op.f("fk_ledger_transactions_reverses"), "ledger_transactions", "ledger_transactions", ["reverses"], ["id"],
        source_schema="escrow", referent_schema="escrow",
    )  # fmt: skip
    op.create_index(
        "uq_ledger_transactions_reverses", "ledger_transactions", ["reverses"], unique=True, schema="escrow"
    )


def _entries() -> None:
    op.alter_column("ledger_entries", "escrow_id", nullable=True, schema="escrow")
    _belongs("ledger_entries")


def _movements() -> None:
    op.alter_column("movements", "escrow_id", nullable=True, schema="escrow")
    op.add_column("movements", sa.Column("participant", sa.Text(), nullable=True), schema="escrow")
    _belongs("movements")
    _check("movements", "kind", f"kind IN ({KINDS})")
    op.create_check_constraint(
        op.f("ck_movements_concerns"),
        "movements",
        "escrow_id IS NOT NULL OR participant IS NOT NULL",
        schema="escrow",
    )
    op.create_index(
        "uq_movements_fine", "movements", ["tenant_id", "instruction"], unique=True, schema="escrow",
        postgresql_where=sa.text("escrow_id IS NULL"),
    )  # fmt: skip
    op.create_index(
        "ix_movements_participant", "movements", ["tenant_id", "participant"], schema="escrow",
        postgresql_where=sa.text("participant IS NOT NULL"),
    )  # fmt: skip


def _belongs(table: str) -> None:
    """Also without an escrow: to a transaction of the same tenant and currency."""
    op.create_foreign_key(
        op.f(f"fk_{table}_transaction"), table, "ledger_transactions",
        ["transaction_id", "tenant_id", "currency"], ["id", "tenant_id", "currency"],
        source_schema="escrow", referent_schema="escrow",
    )  # fmt: skip


def _check(table: str, name: str, condition: str) -> None:
    constraint = op.f(f"ck_{table}_{name}")
    op.drop_constraint(constraint, table, schema="escrow")
    op.create_check_constraint(constraint, table, condition, schema="escrow")
