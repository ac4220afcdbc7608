"""Tables of this service."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from common.persistence.case_ends import case_end_columns
from common.persistence.database import (
    InfrastructureTables,
    check_one_of,
    schema_metadata,
    tenant_column,
    timestamp_column,
)

from .domain.options import OptionKind
from .domain.proposal import ProposalState
from .domain.states import State
from .domain.submission import AgreementBasis
from .domain.terms import Side

metadata: Final = schema_metadata("mediation")
infrastructure: Final = InfrastructureTables(metadata)

mediations: Final = Table(
    "mediations",
    metadata,
    tenant_column(),
    Column("id", Uuid, primary_key=True),
    Column("dispute", Uuid, nullable=False, unique=True),
    Column("escrow", Uuid, nullable=False),
    Column("buyer", Text, nullable=False),
    Column("seller", Text, nullable=False),
    Column("claimant", Text, nullable=False),
    Column("amount_minor", BigInteger, nullable=False),
    Column("disputed_minor", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("terms", JSONB, nullable=False),
    Column("state", Text, nullable=False),
    Column("awaiting", Text),
    timestamp_column("due_at"),
    timestamp_column("due_since"),
    timestamp_column("created_at", nullable=False),
    Column("version", Integer, nullable=False),
    Column("facts", Integer, nullable=False),
    Column("walk", JSONB(none_as_null=True)),
    timestamp_column("paused_at"),
    Column("pause_heard", Integer, nullable=False, server_default=text("0")),
    # The agreement that waits for disputes.
    Column("submitted_option", Integer),
    Column("submitted_basis", Text),
    timestamp_column("submitted_at"),
    Column("interrupted_turn", JSONB(none_as_null=True)),
    Column("case_over", Boolean, nullable=False, server_default=text("false")),
    check_one_of("claimant", Side),
    check_one_of("state", State),
    check_one_of("awaiting", Side),
    check_one_of("submitted_basis", AgreementBasis),
    CheckConstraint("amount_minor BETWEEN 1 AND disputed_minor", name="amount"),
    CheckConstraint(
        "(state = 'pending') = (submitted_option IS NOT NULL)"
        " AND (submitted_option IS NULL) = (submitted_basis IS NULL)"
        " AND (submitted_option IS NULL) = (submitted_at IS NULL)",
        name="submitted",
    ),
    CheckConstraint("state NOT IN ('guiding', 'negotiating') OR due_at IS NOT NULL", name="due"),
    CheckConstraint("due_at IS NULL OR state IN ('guiding', 'negotiating', 'open')", name="ongoing"),
    CheckConstraint("state <> 'guiding' OR walk IS NOT NULL", name="guided"),
    CheckConstraint("(due_at IS NULL) = (due_since IS NULL)", name="clock"),
    Index("ix_mediations_buyer", "tenant_id", "buyer", "id"),
    Index("ix_mediations_seller", "tenant_id", "seller", "id"),
    Index("ix_mediations_tenant", "tenant_id", "id"),
)

proposals: Final = Table(
    "proposals",
    metadata,
    tenant_column(),
    Column("id", Uuid, primary_key=True),
    Column("mediation", Uuid, ForeignKey(mediations.c.id), nullable=False),
    Column("dispute", Uuid, nullable=False),
    Column("number", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("by", Text, nullable=False),
    Column("round", Integer, nullable=False),
    Column("state", Text, nullable=False),
    timestamp_column("created_at", nullable=False),
    timestamp_column("expires_at"),
    Column("chosen", Integer),
    timestamp_column("accepted_at"),
    Column("rejected_by", Text),
    Column("reason", Text),
    Column("note", Text),
    Column("consents", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    # Parties for whom an operator has worded or answered it.
    Column("worded_for", JSONB(none_as_null=True)),
    Column("opened_by_operator", Boolean, nullable=False, server_default=text("false")),
    Column("answered_for", JSONB(none_as_null=True)),
    # What came before an agreement on it, and how the case stood then.
    Column("overtaken_by", Text),
    Column("case_state", Text),
    Column("case_outcome", Text),
    timestamp_column("case_due_at"),
    CheckConstraint("by IN ('buyer', 'seller', 'operator')", name="by"),
    CheckConstraint("consents <@ ARRAY['buyer', 'seller'] AND (by = 'operator' OR consents = '{}')", name="consents"),
    check_one_of("state", ProposalState),
    CheckConstraint("number >= 1 AND version >= 1 AND round >= 0", name="counts"),
    CheckConstraint("(chosen IS NOT NULL) = (state IN ('accepted', 'executed_on_silence'))", name="chosen"),
    CheckConstraint("(accepted_at IS NOT NULL) = (state = 'accepted')", name="accepted"),
    CheckConstraint("reason IS NULL OR state = 'rejected'", name="reason"),
    CheckConstraint("(rejected_by IS NOT NULL) = (state = 'rejected')", name="rejected"),
    CheckConstraint("rejected_by IN ('buyer', 'seller') AND rejected_by <> by", name="rejected_by"),
    CheckConstraint(
        "(overtaken_by IS NOT NULL) = (state = 'overtaken') AND (overtaken_by IS NULL) = (case_state IS NULL)",
        name="overtaken",
    ),
    UniqueConstraint("mediation", "number"),
    Index("uq_proposals_standing", "mediation", unique=True, postgresql_where=text("state = 'standing'")),
    Index(
        "uq_proposals_taken",
        "dispute",
        unique=True,
        postgresql_where=text("state IN ('accepted', 'executed_on_silence')"),
    ),
)

# One row per option of every version of a proposal: what was once on offer stays readable.
options: Final = Table(
    "options",
    metadata,
    tenant_column(),
    Column("proposal", Uuid, ForeignKey(proposals.c.id), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("rank", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("disputed_minor", BigInteger, nullable=False),
    Column("to_buyer_minor", BigInteger),
    Column("to_seller_minor", BigInteger),
    Column("reduction_minor", BigInteger),
    check_one_of("kind", OptionKind),
    CheckConstraint("rank BETWEEN 0 AND 9", name="rank"),
    CheckConstraint("(to_buyer_minor IS NULL) = (kind = 'replacement')", name="buyer"),
    CheckConstraint("(to_seller_minor IS NULL) = (kind = 'replacement')", name="seller"),
    CheckConstraint(
        "reduction_minor IS NULL OR (kind = 'replacement' AND reduction_minor BETWEEN 1 AND disputed_minor - 1)",
        name="reduction",
    ),
    CheckConstraint("to_buyer_minor >= 0 AND to_seller_minor >= 0", name="not_negative"),
    CheckConstraint("disputed_minor > 0 AND to_buyer_minor + to_seller_minor = disputed_minor", name="whole"),
)

# What was heard of a case, so that a fact that overtakes the opening is not lost.
cases: Final = Table(
    "cases",
    metadata,
    tenant_column(),
    Column("dispute", Uuid, primary_key=True),
    Column("escalated", Boolean, nullable=False),
    Column("closed", Boolean, nullable=False),
    # What became of its clocks: kept as it was heard, for it is followed again in its order.
    Column("clock_news", JSONB, nullable=False, server_default=text("'[]'::jsonb")),
    # Operator who has the case, as of an event of it.
    Column("assignee", Text),
    Column("assignee_heard", Integer, nullable=False, server_default=text("0")),
    # What ends it first if nobody acts, as of an event of it.
    Column("silent_end", JSONB(none_as_null=True)),
    # Whether a decision of it waits for a second operator.
    Column("awaits_approval", Boolean, nullable=False, server_default=text("false")),
    Column("silent_end_heard", Integer, nullable=False, server_default=text("0")),
    *case_end_columns(),
)

# Money of the deals that are negotiated about, as escrow told it while it was frozen.
deals: Final = Table(
    "deals",
    metadata,
    tenant_column(),
    Column("escrow", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("money", JSONB, nullable=False),
)

# Amounts above which a platform wants two operators, as of a version of its settings.
approval_limits: Final = Table(
    "approval_limits",
    metadata,
    Column("tenant_id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("limits", JSONB, nullable=False),
)

# A platform's own decision trees. Published once, never edited.
trees: Final = Table(
    "trees",
    metadata,
    Column("tenant_id", Uuid, primary_key=True),
    Column("edition", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("hash", String(64), nullable=False),
    timestamp_column("published_at", nullable=False),
)
