from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    Interval,
    String,
    Table,
    Text,
    Uuid,
    literal_column,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from common.kernel.principal import Role
from common.persistence.database import check_one_of, tenant_column, timestamp_column
from disputes.engine.dispute import State
from disputes.engine.known_escrow import EscrowState
from disputes.engine.values import MessageKind
from disputes.journal.model import EntryKind
from disputes.policy.vocabulary import OptionKind, Outcome, Status
from disputes.schema import metadata

from .listing import SlaStatus


def _json_column(name: str, *, nullable: bool = True) -> Column[object]:
    return Column(name, JSONB(none_as_null=True), nullable=nullable)


COUNTED_COLUMNS: Final = [
    "policy_name", "status", "awaiting", "buyer_concealed_until", "seller_concealed_until", "assignee", "next_due_at",
    "desk_due_at", "sla", "offer_by", "contested", "paused_at", "office", "buyer", "seller", "escrow", "id",
]  # fmt: skip
"""Everything that open cases are counted by, so that an index alone answers."""

disputes: Final = Table(
    "disputes",
    metadata,
    tenant_column(),
    Column("id", Uuid, primary_key=True),
    Column("escrow", Uuid, nullable=False),
    Column("buyer", Text, nullable=False),
    Column("seller", Text, nullable=False),
    Column("edition", Text, nullable=False),
    Column("policy_hash", Text, nullable=False),
    Column("policy_name", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("claimant", Text, nullable=False),
    Column("opened_by_operator", Boolean, nullable=False, server_default=text("false")),
    Column("disputed_minor", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("stored_version", Integer, nullable=False),
    _json_column("options", nullable=False),
    Column("explanation", Text, nullable=False),
    _json_column("statement", nullable=False),
    Column("category", Text),
    Column("price_minor", BigInteger),
    timestamp_column("delivered_at"),
    _json_column("reopening"),
    timestamp_column("opened_at", nullable=False),
    _json_column("calendar"),
    Column("state", Text, nullable=False),
    Column("stage", Text),
    timestamp_column("entered_at"),
    timestamp_column("frozen_at"),
    timestamp_column("paused_at"),
    _json_column("turn"),
    _json_column("requests", nullable=False),
    _json_column("items", nullable=False),
    _json_column("voices", nullable=False),
    _json_column("deadlines", nullable=False),
    _json_column("missed_deadlines", nullable=False),
    Column("assignee", Text),
    Column("office", Text),
    Column("office_name", Text),
    timestamp_column("office_since"),
    _json_column("verification"),
    _json_column("promise"),
    _json_column("reductions", nullable=False),
    Column("reduced_minor", BigInteger, nullable=False),
    _json_column("rulings", nullable=False),
    _json_column("appeal"),
    _json_column("approval"),
    _json_column("reversal"),
    Column("instruction", Uuid, unique=True),
    Column("settled_by", Text),
    Column("buyer_minor", BigInteger),
    Column("seller_minor", BigInteger),
    Column("fee_minor", BigInteger),
    Column("fee_on_top_minor", BigInteger),
    timestamp_column("ordered_at"),
    Column("outcome", Text),
    Column("why", Text),
    _json_column("entered_by"),
    _json_column("timeout"),
    timestamp_column("closed_at"),
    _json_column("seconds_left", nullable=False),
    _json_column("hidden_versions", nullable=False),
    Column("status", Text, nullable=False),
    Column("awaiting", ARRAY(Text), nullable=False),
    timestamp_column("buyer_concealed_until"),
    timestamp_column("seller_concealed_until"),
    timestamp_column("next_due_at"),
    timestamp_column("desk_due_at"),
    Column("sla", Text),
    Column("offer_by", Text),
    Column("contested", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Column("facts", Integer, nullable=False),
    Column("moves", Integer, nullable=False),
    check_one_of("claimant", Role),
    check_one_of("state", State),
    check_one_of("outcome", Outcome),
    check_one_of("settled_by", OptionKind),
    check_one_of("status", Status),
    check_one_of("sla", SlaStatus),
    check_one_of("offer_by", Role),
    CheckConstraint("disputed_minor BETWEEN 1 AND 1000000000000000", name="disputed"),
    CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed"),
    CheckConstraint("state <> 'active' OR stage IS NOT NULL", name="active"),
    CheckConstraint("state <> 'settling' OR instruction IS NOT NULL", name="settling"),
    CheckConstraint("state <> 'reversing' OR reversal IS NOT NULL", name="reversing"),
    CheckConstraint("(instruction IS NULL) = (buyer_minor IS NULL)", name="ordered"),
    CheckConstraint(
        "buyer_minor + seller_minor + reduced_minor = disputed_minor AND least(buyer_minor, seller_minor) >= 0",
        name="split",
    ),
    CheckConstraint("reduced_minor >= 0 AND reduced_minor < disputed_minor", name="reduced"),
    CheckConstraint("fee_minor >= 0", name="fee"),
    Index(
        "uq_disputes_one_per_escrow",
        "escrow",
        unique=True,
        postgresql_where=text("outcome IS NULL OR outcome NOT IN ('withdrawn', 'void')"),
    ),
    Index("ix_disputes_escrow_id", "escrow", "id"),
    Index("ix_disputes_tenant_id_id", "tenant_id", "id"),
    Index("ix_disputes_tenant_id_status_id", "tenant_id", "status", "id"),
    Index("ix_disputes_tenant_id_closed_at", "tenant_id", "closed_at"),
    Index("ix_disputes_tenant_id_next_due_at_id", "tenant_id", "next_due_at", "id"),
    Index("ix_disputes_desk", "tenant_id", text("coalesce(desk_due_at, 'infinity'::timestamptz)"), "id"),
    Index(
        "ix_disputes_open",
        "tenant_id",
        "stage",
        postgresql_include=COUNTED_COLUMNS,
        postgresql_where=text("closed_at IS NULL"),
    ),
    Index("ix_disputes_tenant_id_buyer_id", "tenant_id", "buyer", "id"),
    Index("ix_disputes_tenant_id_seller_id", "tenant_id", "seller", "id"),
)

transitions: Final = Table(
    "transitions",
    metadata,
    tenant_column(),
    Column("dispute", Uuid, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("from_state", Text, nullable=False),
    Column("to_state", Text, nullable=False),
    Column("cause", Text, nullable=False),
    Column("actor_role", Text, nullable=False),
    Column("actor_id", Text, nullable=False),
    timestamp_column("received_at", nullable=False),
    timestamp_column("at", nullable=False),
    timestamp_column("recorded_at"),
    Column("timer", Uuid, unique=True),
    _json_column("behalf"),
    check_one_of("actor_role", Role),
    ForeignKeyConstraint(["dispute"], ["disputes.disputes.id"]),
)

messages: Final = Table(
    "messages",
    metadata,
    tenant_column(),
    Column("id", Uuid, primary_key=True),
    Column("dispute", Uuid, nullable=False),
    Column("author_role", Text, nullable=False),
    Column("author_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("attachments", ARRAY(Uuid), nullable=False, server_default=text("'{}'")),
    _json_column("behalf"),
    timestamp_column("at", nullable=False),
    check_one_of("author_role", Role),
    check_one_of("kind", MessageKind),
    ForeignKeyConstraint(["dispute"], ["disputes.disputes.id"]),
    Index("ix_messages_dispute_id", "dispute", "id"),
)

known_escrows: Final = Table(
    "known_escrows",
    metadata,
    tenant_column(),
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("buyer", Text, nullable=False),
    Column("seller", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("edition", Text, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("held_minor", BigInteger, nullable=False),
    Column("frozen_minor", BigInteger, nullable=False),
    timestamp_column("funded_at"),
    timestamp_column("delivered_at"),
    Column("category", Text),
    Column("price_minor", BigInteger),
    Column("title", Text),
    timestamp_column("ended_at"),
    Column("ended_by", Text),
    _json_column("money"),
    check_one_of("state", EscrowState),
    CheckConstraint("held_minor >= 0 AND frozen_minor >= 0", name="held"),
)

ESCROW_MONEY: Final = (
    select(known_escrows.c.money)
    .where(known_escrows.c.tenant_id == disputes.c.tenant_id, known_escrows.c.id == disputes.c.escrow)
    .scalar_subquery()
    .label("money")
)
"""Money of the deal of a case, beside the case's own columns."""
APPROVAL_LIMIT: Final = literal_column(
    "(SELECT (p.said -> 'approval_limits' ->> disputes.disputes.currency)::bigint"
    " FROM disputes.platform_settings p WHERE p.tenant_id = disputes.disputes.tenant_id)",
    BigInteger,
).label("approval_limit")
"""Amount above which its platform wants two operators, as of now."""
BESIDE_CASE: Final = (ESCROW_MONEY, APPROVAL_LIMIT)

journal: Final = Table(
    "journal",
    metadata,
    tenant_column(),
    Column("dispute", Uuid, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("what", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("actor", Text, nullable=False),
    timestamp_column("at", nullable=False),
    timestamp_column("received_at", nullable=False),
    Column("waited", Interval, nullable=False),
    Column("stored_version", Integer, nullable=False),
    Column("said", JSONB(none_as_null=True), nullable=False),
    _json_column("behalf"),
    check_one_of("what", EntryKind),
    check_one_of("role", Role),
    ForeignKeyConstraint(["dispute"], ["disputes.disputes.id"]),
)
