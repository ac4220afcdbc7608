"""Tables of escrow. Those of the ledger only ever grow; what the code promises the constraints repeat."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from common.kernel.fees import FeePayer
from common.persistence.database import (
    InfrastructureTables,
    check_one_of,
    schema_metadata,
    tenant_column,
    timestamp_column,
)

from .domain.agreement import Undelivered
from .domain.erasing import Erasure
from .domain.ledger import ESCROW_ACCOUNTS, Account, MovementKind, Party
from .domain.standing import StandingStatus
from .domain.transitions import ENDED_STATES, EscrowState

metadata: Final = schema_metadata("escrow")
infrastructure: Final = InfrastructureTables(metadata)

_ENDED_STATES_SQL: Final = ", ".join(f"'{state}'" for state in sorted(ENDED_STATES))
_ESCROW_ACCOUNTS_SQL: Final = ", ".join(f"'{kind}'" for kind in sorted(ESCROW_ACCOUNTS))


def _minor_column(name: str) -> Column[int]:
    return Column(name, BigInteger, nullable=False)


def _text_column(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


platforms: Final = Table(
    "platforms",
    metadata,
    tenant_column(),
    Column("id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("default_policy", Text, nullable=False),
    Column("policies_by_category", JSONB, nullable=False, server_default=text("'{}'::jsonb")),
    Column("origins", ARRAY(Text), nullable=False, server_default=text("'{}'::text[]")),
    Column("suspended", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Column("facts", Integer, nullable=False),
    timestamp_column("created_at", nullable=False),
    CheckConstraint("id = tenant_id", name="own_tenant"),
)

secrets: Final = Table(
    "secrets",
    metadata,
    tenant_column(),
    Column("id", Uuid, primary_key=True),
    Column("sha256", LargeBinary, nullable=False),
    timestamp_column("created_at", nullable=False),
    timestamp_column("expires_at"),
    timestamp_column("revoked_at"),
    ForeignKeyConstraint(["tenant_id"], [platforms.c.id]),
    CheckConstraint("octet_length(sha256) = 32", name="sha256"),
    Index("ix_secrets_tenant_id", "tenant_id"),
)

page_links: Final = Table(
    "page_links",
    metadata,
    tenant_column(),
    Column("id", Uuid, primary_key=True),
    Column("role", Text, nullable=False),
    Column("participant", Text, nullable=False),
    Column("scopes", ARRAY(Text), nullable=False),
    Column("escrow_id", Uuid),
    Column("dispute_id", Uuid),
    Column("language", Text),
    timestamp_column("created_at", nullable=False),
    timestamp_column("expires_at", nullable=False),
    timestamp_column("revoked_at"),
    ForeignKeyConstraint(["tenant_id"], [platforms.c.id]),
    CheckConstraint("role IN ('buyer', 'seller', 'representative', 'operator')", name="role"),
    CheckConstraint("expires_at > created_at", name="lasts"),
    Index("ix_page_links_tenant_id", "tenant_id"),
)

# Published by disputes, for everybody or for one owner: reference data, so not isolated by tenant.
editions: Final = Table(
    "editions",
    metadata,
    Column("owner", Uuid, primary_key=True),
    Column("edition", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("current", Boolean, nullable=False),
    timestamp_column("published_at", nullable=False),
    Column("dispute_terms", JSONB(none_as_null=True)),
    Index("ix_editions_name", "name", "owner"),
)

current_editions: Final = Table(
    "current_editions",
    metadata,
    Column("owner", Uuid, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("edition", Text),  # none: Parley's newest
    Column("version", Integer, nullable=False),
)

escrows: Final = Table(
    "escrows",
    metadata,
    tenant_column(),
    Column("id", Uuid, primary_key=True),
    *map(_text_column, ("buyer", "seller")),
    Column("currency", String(3), nullable=False),
    _minor_column("price_minor"),
    Column("fee_basis_points", Integer, nullable=False),
    _minor_column("fee_fixed_minor"),
    Column("fee_paid_by", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("terms", Text, nullable=False),
    Column("photo_hashes", JSONB, nullable=False),
    *map(_text_column, ("funding_expiry", "ship_within", "inspection", "delivery", "undelivered", "policy")),
    Column("policy_hash", Text, nullable=False, server_default=text("''")),
    Column("dispute_terms", JSONB(none_as_null=True)),
    Column("category", Text),
    Column("partner_reference", Text),
    Column("metadata", JSONB, nullable=False),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("facts", Integer, nullable=False),
    *map(_minor_column, ("held_minor", "frozen_minor", "released_minor", "refunded_minor")),
    *map(_minor_column, ("fee_held_minor", "fee_taken_minor")),
    Column("frozen_by", Uuid),
    Column("barred_from_disputing", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    *(Column(name, Text) for name in ("carrier", "tracking_number")),
    timestamp_column("created_at", nullable=False),
    timestamp_column("fund_by", nullable=False),
    *map(timestamp_column, ("funded_at", "ship_by", "shipped_at", "deliver_by", "delivered_at")),
    Column("delivery_presumed", Boolean, nullable=False),
    *map(timestamp_column, ("inspection_ends_at", "unfrozen_at", "closed_at")),
    *(Column(name, Text) for name in ("ended_by", "erasure")),
    UniqueConstraint("id", "tenant_id", "currency"),
    check_one_of("state", EscrowState),
    check_one_of("fee_paid_by", FeePayer),
    check_one_of("undelivered", Undelivered),
    check_one_of("erasure", Erasure),
    CheckConstraint("price_minor BETWEEN 1 AND 1000000000000000", name="price"),
    CheckConstraint("buyer <> seller", name="parties"),
    CheckConstraint("held_minor >= 0 AND released_minor >= 0 AND refunded_minor >= 0", name="positive"),
    CheckConstraint("held_minor + released_minor + refunded_minor <= price_minor", name="within_price"),
    CheckConstraint("frozen_minor BETWEEN 0 AND held_minor", name="frozen"),
    CheckConstraint("(frozen_minor = 0) = (frozen_by IS NULL)", name="frozen_by"),
    CheckConstraint("fee_held_minor >= 0 AND fee_taken_minor >= 0", name="fee"),
    CheckConstraint(f"state NOT IN ({_ENDED_STATES_SQL}) OR (held_minor = 0 AND fee_held_minor = 0)", name="ended"),
    CheckConstraint(f"(state IN ({_ENDED_STATES_SQL})) = (closed_at IS NOT NULL)", name="closed"),
    CheckConstraint("ended_by IS NULL OR closed_at IS NOT NULL", name="ended_by"),
    Index("ix_escrows_tenant_id", "tenant_id", "created_at", "id"),
    Index("ix_escrows_partner_reference", "tenant_id", "partner_reference"),
    *(Index(f"ix_escrows_{side}", "tenant_id", side) for side in ("buyer", "seller")),
)

freezes: Final = Table(
    "freezes",
    metadata,
    tenant_column(),
    Column("dispute_id", Uuid, primary_key=True),
    Column("escrow_id", Uuid, nullable=False),
    _minor_column("amount_minor"),
    Column("state", Text, nullable=False),
    Column("instruction", Uuid),
    CheckConstraint("state IN ('open', 'refused', 'lifted', 'settled', 'reversed')", name="state"),
    ForeignKeyConstraint(["escrow_id"], [escrows.c.id]),
    Index("ix_freezes_escrow_id", "escrow_id"),
    Index("uq_freezes_open", "escrow_id", unique=True, postgresql_where=text("state = 'open'")),
)

ledger_accounts: Final = Table(
    "ledger_accounts",
    metadata,
    tenant_column(),
    Column("id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("escrow_id", Uuid),
    Column("participant", Text),
    UniqueConstraint("id", "tenant_id", "currency"),
    UniqueConstraint(
        "tenant_id",
        "kind",
        "currency",
        "escrow_id",
        "participant",
        name="uq_ledger_accounts_whose",
        postgresql_nulls_not_distinct=True,
    ),
    check_one_of("kind", Account),
    CheckConstraint(f"(kind IN ({_ESCROW_ACCOUNTS_SQL})) = (escrow_id IS NOT NULL)", name="of_escrow"),
    CheckConstraint("(kind = 'receivable') = (participant IS NOT NULL)", name="of_participant"),
    Index("ix_ledger_accounts_escrow_id", "escrow_id"),
    Index("ix_ledger_accounts_participant", "tenant_id", "participant"),
)

# What a provider's payment brought about, once for each reference; a repeat is answered from here. `answer` is the
# state of the escrow after it (`rows.payment_answer_to_json`).
payments: Final = Table(
    "payments",
    metadata,
    Column("tenant_id", Uuid, primary_key=True),
    Column("provider_reference", Text, primary_key=True),
    Column("escrow_id", Uuid, nullable=False),
    Column("currency", String(3), nullable=False),
    _minor_column("amount_minor"),
    Column("answer", JSONB, nullable=False),
    timestamp_column("paid_at", nullable=False),
    ForeignKeyConstraint(
        ["escrow_id", "tenant_id", "currency"], [escrows.c.id, escrows.c.tenant_id, escrows.c.currency]
    ),
    CheckConstraint("amount_minor > 0", name="amount"),
    Index("ix_payments_escrow_id", "escrow_id"),
)

# A fine concerns a participant: its transaction has no escrow. What reverses another does so once.
ledger_transactions: Final = Table(
    "ledger_transactions",
    metadata,
    tenant_column(),
    Column("id", Uuid, primary_key=True),
    Column("escrow_id", Uuid),
    Column("currency", String(3), nullable=False),
    Column("instruction", Uuid, nullable=False),
    Column("cause", Text, nullable=False),
    Column("dispute_id", Uuid),
    Column("reverses", Uuid),
    timestamp_column("created_at", nullable=False),
    timestamp_column("recorded_at", nullable=False),
    UniqueConstraint("id", "tenant_id", "currency"),
    UniqueConstraint("id", "tenant_id", "escrow_id", "currency"),
    ForeignKeyConstraint(["reverses"], ["escrow.ledger_transactions.id"]),
    Index("uq_ledger_transactions_reverses", "reverses", unique=True),
    ForeignKeyConstraint(
        ["escrow_id", "tenant_id", "currency"], [escrows.c.id, escrows.c.tenant_id, escrows.c.currency]
    ),
    Index("ix_ledger_transactions_escrow_id", "escrow_id"),
)

_TRANSACTION_COLUMNS: Final = ("transaction_id", "tenant_id", "escrow_id", "currency")
_TRANSACTION_KEY: Final = tuple(ledger_transactions.c[name] for name in ("id", "tenant_id", "escrow_id", "currency"))
_TRANSACTION_COLUMNS_WITHOUT_ESCROW: Final = ("transaction_id", "tenant_id", "currency")
_TRANSACTION_KEY_WITHOUT_ESCROW: Final = tuple(ledger_transactions.c[name] for name in ("id", "tenant_id", "currency"))

ledger_entries: Final = Table(
    "ledger_entries",
    metadata,
    tenant_column(),
    Column("seq", BigInteger, Identity(always=True), primary_key=True),
    Column("transaction_id", Uuid, nullable=False),
    Column("account_id", Uuid, nullable=False),
    Column("escrow_id", Uuid),
    Column("currency", String(3), nullable=False),
    _minor_column("amount_minor"),
    timestamp_column("created_at", nullable=False),
    UniqueConstraint("transaction_id", "account_id"),
    ForeignKeyConstraint(_TRANSACTION_COLUMNS, _TRANSACTION_KEY),
    ForeignKeyConstraint(
        _TRANSACTION_COLUMNS_WITHOUT_ESCROW, _TRANSACTION_KEY_WITHOUT_ESCROW, name="fk_ledger_entries_transaction"
    ),
    ForeignKeyConstraint(
        ["account_id", "tenant_id", "currency"],
        [ledger_accounts.c.id, ledger_accounts.c.tenant_id, ledger_accounts.c.currency],
    ),
    CheckConstraint("amount_minor <> 0", name="amount"),
    Index("ix_ledger_entries_account_id", "account_id"),
)

movements: Final = Table(
    "movements",
    metadata,
    tenant_column(),
    Column("id", Uuid, primary_key=True),
    Column("transaction_id", Uuid, nullable=False),
    Column("escrow_id", Uuid),
    Column("instruction", Uuid, nullable=False),
    Column("kind", Text, nullable=False),
    Column("party", Text, nullable=False),
    Column("currency", String(3), nullable=False),
    _minor_column("amount_minor"),
    Column("provider_reference", Text),
    Column("participant", Text),
    Column("cause", Text, nullable=False),
    timestamp_column("created_at", nullable=False),
    ForeignKeyConstraint(_TRANSACTION_COLUMNS, _TRANSACTION_KEY),
    ForeignKeyConstraint(
        _TRANSACTION_COLUMNS_WITHOUT_ESCROW, _TRANSACTION_KEY_WITHOUT_ESCROW, name="fk_movements_transaction"
    ),
    check_one_of("kind", MovementKind),
    check_one_of("party", Party),
    CheckConstraint("amount_minor > 0", name="amount"),
    CheckConstraint("escrow_id IS NOT NULL OR participant IS NOT NULL", name="concerns"),
    Index("uq_movements_instruction", "escrow_id", "instruction", "kind", "party", unique=True),
    Index(
        "uq_movements_fine",
        "tenant_id",
        "instruction",
        unique=True,
        postgresql_where=text("escrow_id IS NULL"),
    ),
    Index("ix_movements_participant", "tenant_id", "participant", postgresql_where=text("participant IS NOT NULL")),
    Index(
        "uq_movements_provider_reference",
        "tenant_id",
        "provider_reference",
        "kind",
        unique=True,
        postgresql_where=text("provider_reference IS NOT NULL"),
    ),
    Index("ix_movements_transaction_id", "transaction_id"),
)

# How participants stand, as disputes last told: nobody suspended or closed starts a new deal.
standings: Final = Table(
    "standings",
    metadata,
    Column("tenant_id", Uuid, primary_key=True),
    Column("participant", Text, primary_key=True),
    Column("status", Text, nullable=False),
    timestamp_column("until"),
    Column("version", Integer, nullable=False),
    check_one_of("status", StandingStatus),
)
