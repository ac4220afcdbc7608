"""first tables"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from common.persistence import migrations

revision = "2026_11_24_first_tables"
down_revision = None
branch_labels = None
depends_on = None

# What has been posted is never changed: not by a mistake in this service either.
RIGHTS = {
    "platforms": "SELECT, INSERT, UPDATE",
    "secrets": "SELECT, INSERT, UPDATE (expires_at, revoked_at)",
    "page_links": "SELECT, INSERT, UPDATE (revoked_at)",
    "branding": "SELECT, INSERT, UPDATE",
    "escrows": "SELECT, INSERT, UPDATE",
    "freezes": "SELECT, INSERT, UPDATE",
    "ledger_accounts": "SELECT, INSERT",
    "ledger_transactions": "SELECT, INSERT",
    "ledger_entries": "SELECT, INSERT",
    "movements": "SELECT, INSERT",
    "payments": "SELECT, INSERT",
    "standings": "SELECT, INSERT, UPDATE",
}
# Nothing moves that does not add up, nor that no movement explains. Looked at once for all that a statement has posted,
# at its end: a posting is written by one statement. One currency per transaction by foreign key.
BALANCED = """
CREATE FUNCTION escrow.{table}_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wrong record;
BEGIN
  -- LATERAL: the entries of each by its key, under every plan.
  SELECT t.id, e.* INTO wrong FROM (SELECT DISTINCT {transaction} AS id FROM posted) t CROSS JOIN LATERAL (
    SELECT count(*) AS parts, coalesce(sum(amount_minor), 0) AS total,
           EXISTS (SELECT 1 FROM escrow.movements m WHERE m.transaction_id = t.id) AS is_explained
    FROM escrow.ledger_entries l WHERE l.transaction_id = t.id
  ) e WHERE e.parts < 2 OR e.total <> 0 OR NOT e.is_explained LIMIT 1;
  IF wrong.id IS NULL THEN
    RETURN NULL;
  ELSIF wrong.parts < 2 OR wrong.total <> 0 THEN
    RAISE EXCEPTION 'ledger transaction % has % entries and a sum of %', wrong.id, wrong.parts, wrong.total
      USING ERRCODE = 'check_violation';
  END IF;
  RAISE EXCEPTION 'ledger transaction % has no movement', wrong.id USING ERRCODE = 'check_violation';
END $$
"""
TRIGGER = """
CREATE TRIGGER {table}_balanced_{when} AFTER {when} ON escrow.{table}
REFERENCING NEW TABLE AS posted FOR EACH STATEMENT EXECUTE FUNCTION escrow.{table}_balanced()
"""
POSTED = {"ledger_transactions": "id", "ledger_entries": "transaction_id"}
# The owner of the tables could do what the service may not: it needs to drop this first, which shows.
FROZEN = """
CREATE FUNCTION escrow.ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$
"""
GUARD = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON escrow.{table}
FOR EACH STATEMENT EXECUTE FUNCTION escrow.ledger_append_only()
"""
VIEWS = {
    # An entry reverses another where it undoes what that transaction did to the same account.
    "audit_entries": """
        SELECT e.seq, e.transaction_id AS tx_id, e.account_id, e.tenant_id, e.escrow_id, a.kind, e.currency,
               e.amount_minor,
               CASE WHEN EXISTS (
                 SELECT 1 FROM escrow.ledger_entries o
                 WHERE o.transaction_id = t.reverses AND o.account_id = e.account_id
                   AND sign(o.amount_minor) <> sign(e.amount_minor)
               ) THEN t.reverses END AS reverses_tx, e.created_at
        FROM escrow.ledger_entries e
        JOIN escrow.ledger_accounts a ON a.id = e.account_id
        JOIN escrow.ledger_transactions t ON t.id = e.transaction_id""",
    # What an escrow holds is stored and guarded; what a platform has in all is derived.
    "audit_accounts": """
        SELECT a.id, a.tenant_id, a.escrow_id, a.kind, a.currency,
               CASE a.kind WHEN 'hold' THEN e.held_minor WHEN 'fee_hold' THEN e.fee_held_minor ELSE (
                 SELECT coalesce(sum(amount_minor), 0)::bigint FROM escrow.ledger_entries l WHERE l.account_id = a.id
               ) END AS balance_minor
        FROM escrow.ledger_accounts a LEFT JOIN escrow.escrows e ON e.id = a.escrow_id""",
    "audit_escrows": """
        SELECT id, tenant_id, buyer AS buyer_id, seller AS seller_id, currency, price_minor AS amount_minor,
               state AS status, version::bigint AS version
        FROM escrow.escrows""",
    # A reference is the platform's own and unique for it only.
    "audit_movements": """
        SELECT m.id, m.transaction_id AS tx_id, m.escrow_id, m.instruction AS decision_id, m.kind,
               coalesce(m.participant,
                        CASE m.party WHEN 'buyer' THEN e.buyer WHEN 'seller' THEN e.seller ELSE m.tenant_id::text END)
                 AS party_id,
               m.currency, m.amount_minor, 'done' AS status,
               m.tenant_id || '/' || m.provider_reference AS provider_ref, m.cause, m.created_at
        FROM escrow.movements m LEFT JOIN escrow.escrows e ON e.id = m.escrow_id""",
    "audit_aggregate_versions": """
        SELECT 'escrow' AS aggregate_type, id AS aggregate_id, version::bigint AS version FROM escrow.escrows
        UNION ALL SELECT 'platform', id, version::bigint FROM escrow.platforms""",
}


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    migrations.create_infrastructure(op, "escrow")
    _create_platforms()
    _create_secrets()
    _create_page_links()
    _create_branding()
    _create_editions()
    _create_escrows()
    _create_freezes()
    _create_payments()
    _create_ledger_accounts()
    _create_ledger_transactions()
    _create_ledger_entries()
    _create_movements()
    _create_standings()
    for table, rights in RIGHTS.items():
        migrations.isolate_tenants(op, "escrow", table)
        migrations.grant_rights(op, "escrow", table, rights)
    # Whoever names the tenant of all, as administrators do, may look through the platforms, and change none of them.
    op.execute(
        f"CREATE POLICY administrator ON escrow.platforms FOR SELECT USING ({migrations.EVERY_TENANT_CONDITION})"
    )
    migrations.grant_rights(op, "escrow", "editions", "SELECT, INSERT, UPDATE")
    migrations.grant_rights(op, "escrow", "current_editions", "SELECT, INSERT, UPDATE")
    _guard_the_ledger()
    migrations.grant_rights(op, "escrow", "outbox", "UPDATE (body)")  # its events say what a deal is about
    migrations.create_audit_views(op, "escrow", deadline_subject="dispute_id")
    for name, query in VIEWS.items():
        op.execute(f"CREATE VIEW escrow.{name} WITH (security_invoker = true) AS {query}")


def _guard_the_ledger() -> None:
    op.execute(FROZEN)
    for table, transaction in POSTED.items():
        op.execute(BALANCED.format(table=table, transaction=transaction))
        for when in ("insert", "update"):
            op.execute(TRIGGER.format(table=table, when=when))
    for table in ("ledger_accounts", "ledger_transactions", "ledger_entries", "movements", "payments"):
        op.execute(GUARD.format(table=table))


def _create_platforms() -> None:
    op.create_table(
        "platforms",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("default_policy", sa.Text(), nullable=False),
        sa.Column("policies_by_category", postgresql.JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column("origins", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'::text[]"), nullable=False),
        sa.Column("suspended", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint("id = tenant_id", name=op.f("ck_platforms_own_tenant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_platforms")),
        schema="escrow",
    )


def _create_secrets() -> None:
    op.create_table(
        "secrets",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("expires_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("octet_length(sha256) = 32", name=op.f("ck_secrets_sha256")),
        sa.ForeignKeyConstraint(["tenant_id"], ["escrow.platforms.id"], name=op.f("fk_secrets_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_secrets")),
        schema="escrow",
    )
    op.create_index("ix_secrets_tenant_id", "secrets", ["tenant_id"], unique=False, schema="escrow")


def _create_branding() -> None:
    op.create_table(
        "branding",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("primary_colour", sa.Text(), nullable=True),
        sa.Column("accent_colour", sa.Text(), nullable=True),
        sa.Column("links", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("logo", sa.LargeBinary(), nullable=True),
        sa.Column("logo_type", sa.Text(), nullable=True),
        sa.CheckConstraint("(logo IS NULL) = (logo_type IS NULL)", name=op.f("ck_branding_logo")),
        sa.ForeignKeyConstraint(["tenant_id"], ["escrow.platforms.id"], name=op.f("fk_branding_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", name=op.f("pk_branding")),
        schema="escrow",
    )


def _create_page_links() -> None:
    op.create_table(
        "page_links",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("participant", sa.Text(), nullable=False),
        sa.Column("scopes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("escrow_id", sa.Uuid(), nullable=True),
        sa.Column("dispute_id", sa.Uuid(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("expires_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint(
            "role IN ('buyer', 'seller', 'representative', 'operator')", name=op.f("ck_page_links_role")
        ),
        sa.CheckConstraint("expires_at > created_at", name=op.f("ck_page_links_lasts")),
        sa.ForeignKeyConstraint(["tenant_id"], ["escrow.platforms.id"], name=op.f("fk_page_links_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page_links")),
        schema="escrow",
    )
    op.create_index("ix_page_links_tenant_id", "page_links", ["tenant_id"], unique=False, schema="escrow")


def _create_editions() -> None:
    op.create_table(
        "editions",
        sa.Column("owner", sa.Uuid(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("published_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("dispute_terms", postgresql.JSONB(), nullable=True),
        sa.PrimaryKeyConstraint("owner", "edition", name=op.f("pk_editions")),
        schema="escrow",
    )
    op.create_index("ix_editions_name", "editions", ["name", "owner"], unique=False, schema="escrow")
    op.create_table(
        "current_editions",
        sa.Column("owner", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("owner", "name", name=op.f("pk_current_editions")),
        schema="escrow",
    )


def _agreed() -> list[sa.Column[Any]]:
    return [
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("buyer", sa.Text(), nullable=False),
        sa.Column("seller", sa.Text(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("price_minor", sa.BigInteger(), nullable=False),
        sa.Column("fee_basis_points", sa.Integer(), nullable=False),
        sa.Column("fee_fixed_minor", sa.BigInteger(), nullable=False),
        sa.Column("fee_paid_by", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("photo_hashes", postgresql.JSONB(), nullable=False),
        sa.Column("funding_expiry", sa.Text(), nullable=False),
        sa.Column("ship_within", sa.Text(), nullable=False),
        sa.Column("inspection", sa.Text(), nullable=False),
        sa.Column("delivery", sa.Text(), nullable=False),
        sa.Column("undelivered", sa.Text(), nullable=False),
        sa.Column("policy", sa.Text(), nullable=False),
        sa.Column("policy_hash", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("dispute_terms", postgresql.JSONB(), nullable=True),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("partner_reference", sa.Text(), nullable=True),
        sa.Column("metadata", postgresql.JSONB(), nullable=False),
    ]


def _standing() -> list[sa.Column[Any]]:
    return [
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Integer(), nullable=False),
        sa.Column("held_minor", sa.BigInteger(), nullable=False),
        sa.Column("frozen_minor", sa.BigInteger(), nullable=False),
        sa.Column("released_minor", sa.BigInteger(), nullable=False),
        sa.Column("refunded_minor", sa.BigInteger(), nullable=False),
        sa.Column("fee_held_minor", sa.BigInteger(), nullable=False),
        sa.Column("fee_taken_minor", sa.BigInteger(), nullable=False),
        sa.Column("frozen_by", sa.Uuid(), nullable=True),
        sa.Column("barred_from_disputing", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("carrier", sa.Text(), nullable=True),
        sa.Column("tracking_number", sa.Text(), nullable=True),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("fund_by", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("funded_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("ship_by", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("shipped_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("deliver_by", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("delivered_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("delivery_presumed", sa.Boolean(), nullable=False),
        sa.Column("inspection_ends_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("unfrozen_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("closed_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Text(), nullable=True),
        sa.Column("erasure", sa.Text(), nullable=True),
    ]


def _create_escrows() -> None:
    op.create_table(
        "escrows",
        *_agreed(),
        *_standing(),
        sa.CheckConstraint(
            "(state IN ('cancelled', 'expired', 'refunded', 'released', 'split_settled')) = (closed_at IS NOT NULL)",
            name=op.f("ck_escrows_closed"),
        ),
        sa.CheckConstraint("ended_by IS NULL OR closed_at IS NOT NULL", name=op.f("ck_escrows_ended_by")),
        sa.CheckConstraint("fee_paid_by IN ('seller', 'buyer')", name=op.f("ck_escrows_fee_paid_by")),
        sa.CheckConstraint("undelivered IN ('inspect', 'refund')", name=op.f("ck_escrows_undelivered")),
        sa.CheckConstraint("erasure IN ('parcel', 'words')", name=op.f("ck_escrows_erasure")),
        sa.CheckConstraint(
            "state IN ('awaiting_funds', 'partially_funded', 'funded', 'shipped', 'delivered', 'released', "
            "'refunded', 'split_settled', 'cancelled', 'expired')",
            name=op.f("ck_escrows_state"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('cancelled', 'expired', 'refunded', 'released', 'split_settled') OR (held_minor "
            "= 0 AND fee_held_minor = 0)",
            name=op.f("ck_escrows_ended"),
        ),
        sa.CheckConstraint("(frozen_minor = 0) = (frozen_by IS NULL)", name=op.f("ck_escrows_frozen_by")),
        sa.CheckConstraint("buyer <> seller", name=op.f("ck_escrows_parties")),
        sa.CheckConstraint("fee_held_minor >= 0 AND fee_taken_minor >= 0", name=op.f("ck_escrows_fee")),
        sa.CheckConstraint("frozen_minor BETWEEN 0 AND held_minor", name=op.f("ck_escrows_frozen")),
        sa.CheckConstraint(
            "held_minor + released_minor + refunded_minor <= price_minor", name=op.f("ck_escrows_within_price")
        ),
        sa.CheckConstraint(
            "held_minor >= 0 AND released_minor >= 0 AND refunded_minor >= 0", name=op.f("ck_escrows_positive")
        ),
        sa.CheckConstraint("price_minor BETWEEN 1 AND 1000000000000000", name=op.f("ck_escrows_price")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escrows")),
        sa.UniqueConstraint("id", "tenant_id", "currency", name=op.f("uq_escrows_id_tenant_id_currency")),
        schema="escrow",
        postgresql_with={"fillfactor": 50},
    )
    op.create_index("ix_escrows_buyer", "escrows", ["tenant_id", "buyer"], unique=False, schema="escrow")
    op.create_index(
        "ix_escrows_partner_reference", "escrows", ["tenant_id", "partner_reference"], unique=False, schema="escrow"
    )
    op.create_index("ix_escrows_seller", "escrows", ["tenant_id", "seller"], unique=False, schema="escrow")
    op.create_index("ix_escrows_tenant_id", "escrows", ["tenant_id", "created_at", "id"], unique=False, schema="escrow")


def _create_freezes() -> None:
    op.create_table(
        "freezes",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("dispute_id", sa.Uuid(), nullable=False),
        sa.Column("escrow_id", sa.Uuid(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("instruction", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "state IN ('open', 'refused', 'lifted', 'settled', 'reversed')", name=op.f("ck_freezes_state")
        ),
        sa.ForeignKeyConstraint(["escrow_id"], ["escrow.escrows.id"], name=op.f("fk_freezes_escrow_id")),
        sa.PrimaryKeyConstraint("dispute_id", name=op.f("pk_freezes")),
        schema="escrow",
    )
    op.create_index("ix_freezes_escrow_id", "freezes", ["escrow_id"], schema="escrow")
    op.create_index(
        "uq_freezes_open",
        "freezes",
        ["escrow_id"],
        unique=True,
        schema="escrow",
        postgresql_where=sa.text("state = 'open'"),
    )


def _create_payments() -> None:
    op.create_table(
        "payments",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("provider_reference", sa.Text(), nullable=False),
        sa.Column("escrow_id", sa.Uuid(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("answer", postgresql.JSONB(), nullable=False),
        sa.Column("paid_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_payments_amount")),
        sa.ForeignKeyConstraint(
            ["escrow_id", "tenant_id", "currency"],
            ["escrow.escrows.id", "escrow.escrows.tenant_id", "escrow.escrows.currency"],
            name=op.f("fk_payments_escrow_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "provider_reference", name=op.f("pk_payments")),
        schema="escrow",
    )
    op.create_index("ix_payments_escrow_id", "payments", ["escrow_id"], unique=False, schema="escrow")


def _create_ledger_accounts() -> None:
    op.create_table(
        "ledger_accounts",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("escrow_id", sa.Uuid(), nullable=True),
        sa.Column("participant", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(kind IN ('fee_hold', 'hold')) = (escrow_id IS NOT NULL)", name=op.f("ck_ledger_accounts_of_escrow")
        ),
        sa.CheckConstraint(
            "kind IN ('hold', 'fee_hold', 'external', 'seller_payable', 'buyer_payable', 'platform_fee', 'suspense', "
            "'receivable', 'platform_fines')",
            name=op.f("ck_ledger_accounts_kind"),
        ),
        sa.CheckConstraint(
            "(kind = 'receivable') = (participant IS NOT NULL)", name=op.f("ck_ledger_accounts_of_participant")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_accounts")),
        sa.UniqueConstraint("id", "tenant_id", "currency", name=op.f("uq_ledger_accounts_id_tenant_id_currency")),
        sa.UniqueConstraint(
            "tenant_id",
            "kind",
            "currency",
            "escrow_id",
            "participant",
            name="uq_ledger_accounts_whose",
            postgresql_nulls_not_distinct=True,
        ),
        schema="escrow",
    )
    op.create_index("ix_ledger_accounts_escrow_id", "ledger_accounts", ["escrow_id"], unique=False, schema="escrow")
    op.create_index(
        "ix_ledger_accounts_participant", "ledger_accounts", ["tenant_id", "participant"], unique=False, schema="escrow"
    )


def _create_ledger_transactions() -> None:
    op.create_table(
        "ledger_transactions",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("escrow_id", sa.Uuid(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("instruction", sa.Uuid(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("dispute_id", sa.Uuid(), nullable=True),
        sa.Column("reverses", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["escrow_id", "tenant_id", "currency"],
            ["escrow.escrows.id", "escrow.escrows.tenant_id", "escrow.escrows.currency"],
            name=op.f("fk_ledger_transactions_escrow_id"),
        ),
        sa.ForeignKeyConstraint(
            ["reverses"], ["escrow.ledger_transactions.id"], name=op.f("fk_ledger_transactions_reverses")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_transactions")),
        sa.UniqueConstraint("id", "tenant_id", "currency", name=op.f("uq_ledger_transactions_id_tenant_id_currency")),
        sa.UniqueConstraint(
            "id",
            "tenant_id",
            "escrow_id",
            "currency",
            name=op.f("uq_ledger_transactions_id_tenant_id_escrow_id_currency"),
        ),
        schema="escrow",
    )
    op.create_index(
        "ix_ledger_transactions_escrow_id", "ledger_transactions", ["escrow_id"], unique=False, schema="escrow"
    )
    op.create_index(
        "uq_ledger_transactions_reverses", "ledger_transactions", ["reverses"], unique=True, schema="escrow"
    )


def _create_ledger_entries() -> None:
    op.create_table(
        "ledger_entries",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("transaction_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("escrow_id", sa.Uuid(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint("amount_minor <> 0", name=op.f("ck_ledger_entries_amount")),
        sa.ForeignKeyConstraint(
            ["account_id", "tenant_id", "currency"],
            ["escrow.ledger_accounts.id", "escrow.ledger_accounts.tenant_id", "escrow.ledger_accounts.currency"],
            name=op.f("fk_ledger_entries_account_id"),
        ),
        sa.ForeignKeyConstraint(
            ["transaction_id", "tenant_id", "escrow_id", "currency"],
            [
                "escrow.ledger_transactions.id",
                "escrow.ledger_transactions.tenant_id",
                "escrow.ledger_transactions.escrow_id",
                "escrow.ledger_transactions.currency",
            ],
            name=op.f("fk_ledger_entries_transaction_id"),
        ),
        # Also without an escrow it belongs to a transaction of the same tenant and currency.
        sa.ForeignKeyConstraint(
            ["transaction_id", "tenant_id", "currency"],
            [
                "escrow.ledger_transactions.id",
                "escrow.ledger_transactions.tenant_id",
                "escrow.ledger_transactions.currency",
            ],
            name="fk_ledger_entries_transaction",
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_ledger_entries")),
        sa.UniqueConstraint("transaction_id", "account_id", name=op.f("uq_ledger_entries_transaction_id_account_id")),
        schema="escrow",
    )
    op.create_index("ix_ledger_entries_account_id", "ledger_entries", ["account_id"], unique=False, schema="escrow")


def _create_movements() -> None:
    op.create_table(
        "movements",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("transaction_id", sa.Uuid(), nullable=False),
        sa.Column("escrow_id", sa.Uuid(), nullable=True),
        sa.Column("instruction", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("provider_reference", sa.Text(), nullable=True),
        sa.Column("participant", sa.Text(), nullable=True),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('fund', 'release', 'refund', 'fee', 'park', 'buyer_fee', 'buyer_fee_earned', "
            "'buyer_fee_returned', 'reversal', 'buyer_fee_reversal', 'fine', 'fine_reversal')",
            name=op.f("ck_movements_kind"),
        ),
        sa.CheckConstraint("escrow_id IS NOT NULL OR participant IS NOT NULL", name=op.f("ck_movements_concerns")),
        sa.CheckConstraint("party IN ('buyer', 'seller', 'platform')", name=op.f("ck_movements_party")),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_movements_amount")),
        sa.ForeignKeyConstraint(
            ["transaction_id", "tenant_id", "escrow_id", "currency"],
            [
                "escrow.ledger_transactions.id",
                "escrow.ledger_transactions.tenant_id",
                "escrow.ledger_transactions.escrow_id",
                "escrow.ledger_transactions.currency",
            ],
            name=op.f("fk_movements_transaction_id"),
        ),
        # Also without an escrow it belongs to a transaction of the same tenant and currency.
        sa.ForeignKeyConstraint(
            ["transaction_id", "tenant_id", "currency"],
            [
                "escrow.ledger_transactions.id",
                "escrow.ledger_transactions.tenant_id",
                "escrow.ledger_transactions.currency",
            ],
            name="fk_movements_transaction",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_movements")),
        schema="escrow",
    )
    op.create_index("ix_movements_transaction_id", "movements", ["transaction_id"], unique=False, schema="escrow")
    op.create_index(
        "uq_movements_instruction",
        "movements",
        ["escrow_id", "instruction", "kind", "party"],
        unique=True,
        schema="escrow",
    )
    op.create_index(
        "uq_movements_provider_reference",
        "movements",
        ["tenant_id", "provider_reference", "kind"],
        unique=True,
        schema="escrow",
        postgresql_where=sa.text("provider_reference IS NOT NULL"),
    )
    op.create_index(
        "uq_movements_fine",
        "movements",
        ["tenant_id", "instruction"],
        unique=True,
        schema="escrow",
        postgresql_where=sa.text("escrow_id IS NULL"),
    )
    op.create_index(
        "ix_movements_participant",
        "movements",
        ["tenant_id", "participant"],
        unique=False,
        schema="escrow",
        postgresql_where=sa.text("participant IS NOT NULL"),
    )


def _create_standings() -> None:
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
