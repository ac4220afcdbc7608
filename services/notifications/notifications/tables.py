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
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, INET, JSONB

from common.persistence.database import (
    InfrastructureTables,
    check_one_of,
    schema_metadata,
    tenant_column,
    timestamp_column,
)

from .domain.delivery import MessageState as MessageState
from .domain.endpoint import DisabledReason
from .domain.endpoint import EndpointState as EndpointState
from .domain.event_readers import Audience as Audience

metadata: Final = schema_metadata("notifications")
infrastructure: Final = InfrastructureTables(metadata)

feeds: Final = Table(
    "feeds",
    metadata,
    Column("tenant_id", Uuid, primary_key=True),
    Column("position", BigInteger, nullable=False),
)

subject_lines: Final = Table(
    "subject_lines",
    metadata,
    Column("tenant_id", Uuid, primary_key=True),
    Column("publisher", Text, primary_key=True),
    Column("subject", Uuid, primary_key=True),
    Column("sequence", Integer, nullable=False),
    Column("number", Integer, nullable=False),
)

events: Final = Table(
    "events",
    metadata,
    Column("id", Uuid, primary_key=True),
    tenant_column(),
    Column("position", BigInteger),
    Column("type", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("number", Integer),
    timestamp_column("occurred_at", nullable=False),
    timestamp_column("stored_at", nullable=False),
    Column("body", Text, nullable=False),
    Column("traceparent", Text),
    Column("audience", Text, nullable=False),
    Column("case_id", Uuid),
    Column("giver", Text),
    Column("request", Text),
    Column("participant", Text),
    check_one_of("audience", Audience),
    CheckConstraint("octet_length(body) < 20000", name="body"),
    Index("uq_events_tenant_id_position", "tenant_id", "position", unique=True),
    Index("uq_events_tenant_id_subject_number", "tenant_id", "subject", "number", unique=True),
    Index("ix_events_tenant_id_subject_position", "tenant_id", "subject", "position"),
    Index("ix_events_tenant_id_occurred_at", "tenant_id", "occurred_at"),
    Index("ix_events_stored_at", "stored_at", postgresql_using="brin"),
)

# Who may read a case's events beside the platform, and what the other party must not see yet (T8).
case_parties: Final = Table(
    "case_parties",
    metadata,
    Column("tenant_id", Uuid, primary_key=True),
    Column("case_id", Uuid, primary_key=True),
    Column("buyer", Text, nullable=False),
    Column("seller", Text, nullable=False),
    Index("ix_case_parties_tenant_id_buyer", "tenant_id", "buyer"),
    Index("ix_case_parties_tenant_id_seller", "tenant_id", "seller"),
)

sealed_requests: Final = Table(
    "sealed_requests",
    metadata,
    Column("tenant_id", Uuid, primary_key=True),
    Column("request", Text, primary_key=True),
)

endpoints: Final = Table(
    "endpoints",
    metadata,
    Column("id", Uuid, primary_key=True),
    tenant_column(),
    Column("url", Text, nullable=False),
    Column("event_types", ARRAY(Text), nullable=False),
    Column("description", Text),
    Column("state", Text, nullable=False),
    Column("disabled_why", Text),
    Column("secrets", JSONB, nullable=False),
    timestamp_column("failing_since"),
    timestamp_column("created_at", nullable=False),
    Column("version", Integer, nullable=False),
    Column("facts", Integer, nullable=False),
    check_one_of("state", EndpointState),
    check_one_of("disabled_why", DisabledReason),
    CheckConstraint("(state = 'disabled') = (disabled_why IS NOT NULL)", name="disabled"),
    Index("ix_endpoints_tenant_id", "tenant_id", postgresql_where=text("state <> 'deleted'")),
)

subscriptions: Final = Table(
    "subscriptions",
    metadata,
    Column("endpoint_id", Uuid, ForeignKey(endpoints.c.id), primary_key=True),
    Column("topic", Text, primary_key=True),
    Column("active_from", timestamp_column("active_from").type, primary_key=True),
    tenant_column(),
    timestamp_column("active_to"),
)

messages: Final = Table(
    "messages",
    metadata,
    Column("id", Uuid, primary_key=True),
    tenant_column(),
    Column("endpoint_id", Uuid, ForeignKey(endpoints.c.id), nullable=False),
    Column("event_id", Uuid, ForeignKey(events.c.id), nullable=False),
    Column("state", Text, nullable=False),
    Column("round", Integer, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("stamp", BigInteger, nullable=False),
    timestamp_column("created_at", nullable=False),
    timestamp_column("due_at"),
    check_one_of("state", MessageState),
    CheckConstraint("(state = 'pending') = (due_at IS NOT NULL)", name="due"),
    Index("uq_messages_event_id_endpoint_id", "event_id", "endpoint_id", unique=True),
    Index("ix_messages_endpoint_id_id", "endpoint_id", "id"),
)

# What is still to be sent, apart from `messages` so that a worker can look over all platforms and see no content.
queue: Final = Table(
    "queue",
    metadata,
    Column("message_id", Uuid, primary_key=True),
    tenant_column(),
    Column("endpoint_id", Uuid, nullable=False),
    Column("round", Integer, nullable=False),
    timestamp_column("due_at", nullable=False),
    Column("subject", Text, nullable=False),
    Column("number", Integer),
    Column("is_tried", Boolean, nullable=False, server_default=text("false")),
    Index("ix_queue_endpoint_id_due_at", "endpoint_id", "due_at"),
    Index("ix_queue_untried", "endpoint_id", "subject", "number", postgresql_where=text("NOT is_tried")),
)

attempts: Final = Table(
    "attempts",
    metadata,
    Column("message_id", Uuid, primary_key=True),
    Column("n", Integer, primary_key=True),
    tenant_column(),
    Column("round", Integer, nullable=False),
    timestamp_column("at", nullable=False),
    Column("status_code", Integer),
    Column("failure", Text),
    Column("duration_ms", Integer, nullable=False),
    Column("webhook_id", Text, nullable=False),
    Column("webhook_timestamp", BigInteger, nullable=False),
    Column("peer_ip", INET),
)
