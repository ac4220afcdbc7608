from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from common.kernel.principal import Role
from common.persistence.database import Plumbing, instant, one_of, schema, tenant_id

from .domain.desk import Sla
from .domain.dispute import State
from .domain.escrows import EscrowState
from .domain.records import Kind
from .domain.vocabulary import OptionKind, Outcome, Status

metadata: Final = schema("disputes")
plumbing: Final = Plumbing(metadata)


def _json(name: str, *, nullable: bool = True) -> Column[object]:
    return Column(name, JSONB(none_as_null=True), nullable=nullable)


disputes: Final = Table(
    "disputes",
    metadata,
    tenant_id(),
    Column("id", Uuid, primary_key=True),
    Column("escrow", Uuid, nullable=False),
    Column("buyer", Text, nullable=False),
    Column("seller", Text, nullable=False),
    Column("edition", Text, nullable=False),
    Column("policy_hash", Text, nullable=False),
    Column("policy_name", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("claimant", Text, nullable=False),
    Column("disputed_minor", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    _json("options", nullable=False),
    Column("explanation", Text, nullable=False),
    _json("statement", nullable=False),
    Column("category", Text),
    Column("price_minor", BigInteger),
    instant("delivered_at"),
    instant("opened_at", nullable=False),
    _json("calendar"),
    Column("state", Text, nullable=False),
    Column("stage", Text),
    instant("entered_at"),
    instant("frozen_at"),
    instant("paused_at"),
    _json("turn"),
    _json("requests", nullable=False),
    _json("items", nullable=False),
    _json("voices", nullable=False),
    _json("deadlines", nullable=False),
    Column("assignee", Text),
    _json("verification"),
    _json("promise"),
    _json("rulings", nullable=False),
    _json("appeal"),
    Column("approval", Uuid),
    _json("reversal"),
    Column("instruction", Uuid, unique=True),
    Column("settled_by", Text),
    Column("buyer_minor", BigInteger),
    Column("seller_minor", BigInteger),
    Column("fee_minor", BigInteger),
    instant("ordered_at"),
    Column("outcome", Text),
    Column("why", Text),
    instant("closed_at"),
    Column("status", Text, nullable=False),
    Column("awaiting", Text),
    instant("next_due_at"),
    Column("sla", Text),
    Column("version", Integer, nullable=False),
    Column("facts", Integer, nullable=False),
    Column("moves", Integer, nullable=False),
    one_of("claimant", Role),
    one_of("state", State),
    one_of("outcome", Outcome),
    one_of("settled_by", OptionKind),
    one_of("status", Status),
    one_of("sla", Sla),
    CheckConstraint("disputed_minor BETWEEN 1 AND 1000000000000000", name="disputed"),
    CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed"),
    CheckConstraint("state <> 'active' OR stage IS NOT NULL", name="active"),
    CheckConstraint("state <> 'settling' OR instruction IS NOT NULL", name="settling"),
    CheckConstraint("state <> 'reversing' OR reversal IS NOT NULL", name="reversing"),
    CheckConstraint("(instruction IS NULL) = (buyer_minor IS NULL)", name="ordered"),
    CheckConstraint(
        "buyer_minor + seller_minor = disputed_minor AND least(buyer_minor, seller_minor) >= 0",
        name="split",
    ),
    CheckConstraint("fee_minor >= 0", name="fee"),
    Index(
        "uq_disputes_one_per_escrow",
        "escrow",
        unique=True,
        postgresql_where=text("outcome IS NULL OR outcome NOT IN ('withdrawn', 'void')"),
    ),
    Index("ix_disputes_tenant_id_id", "tenant_id", "id"),
    Index("ix_disputes_tenant_id_status_id", "tenant_id", "status", "id"),
    Index("ix_disputes_tenant_id_closed_at", "tenant_id", "closed_at"),
    Index("ix_disputes_tenant_id_next_due_at_id", "tenant_id", "next_due_at", "id"),
    Index("ix_disputes_tenant_id_buyer_id", "tenant_id", "buyer", "id"),
    Index("ix_disputes_tenant_id_seller_id", "tenant_id", "seller", "id"),
)

transitions: Final = Table(
    "transitions",
    metadata,
    tenant_id(),
    Column("dispute", Uuid, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("from_state", Text, nullable=False),
    Column("to_state", Text, nullable=False),
    Column("cause", Text, nullable=False),
    Column("actor_role", Text, nullable=False),
    Column("actor_id", Text, nullable=False),
    instant("received_at", nullable=False),
    instant("at", nullable=False),
    Column("timer", Uuid, unique=True),
    one_of("actor_role", Role),
    ForeignKeyConstraint(["dispute"], ["disputes.disputes.id"]),
)

messages: Final = Table(
    "messages",
    metadata,
    tenant_id(),
    Column("id", Uuid, primary_key=True),
    Column("dispute", Uuid, nullable=False),
    Column("author_role", Text, nullable=False),
    Column("author_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    instant("at", nullable=False),
    one_of("author_role", Role),
    one_of("kind", Kind),
    ForeignKeyConstraint(["dispute"], ["disputes.disputes.id"]),
    Index("ix_messages_dispute_id", "dispute", "id"),
)

known_escrows: Final = Table(
    "known_escrows",
    metadata,
    tenant_id(),
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("buyer", Text, nullable=False),
    Column("seller", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("edition", Text, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("held_minor", BigInteger, nullable=False),
    Column("frozen_minor", BigInteger, nullable=False),
    instant("funded_at"),
    instant("delivered_at"),
    Column("category", Text),
    Column("price_minor", BigInteger),
    one_of("state", EscrowState),
    CheckConstraint("held_minor >= 0 AND frozen_minor >= 0", name="held"),
)

editions: Final = Table(
    "editions",
    metadata,
    Column("tenant_id", Uuid, primary_key=True),
    Column("edition", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("body", Text, nullable=False),
)

edition_transitions: Final = Table(
    "edition_transitions",
    metadata,
    Column("tenant_id", Uuid, primary_key=True),
    Column("edition", Text, primary_key=True),
    Column("from_state", Text, primary_key=True),
    Column("to_state", Text, primary_key=True),
    Column("cause", Text, primary_key=True),
    ForeignKeyConstraint(["tenant_id", "edition"], ["disputes.editions.tenant_id", "disputes.editions.edition"]),
)
