"""first tables"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from common.persistence import migrations

revision = "2026_11_24_first_tables"
down_revision = None
branch_labels = None
depends_on = None

SERVICE = "notifications"
# What svc_notifications may do: events and attempts are never changed, and leave by CLEAN_FEED alone, in their time.
RIGHTS = {
    "feeds": "SELECT, INSERT, UPDATE",
    "subject_lines": "SELECT, INSERT, UPDATE",
    "events": "SELECT, INSERT",
    "case_parties": "SELECT, INSERT",
    "sealed_requests": "SELECT, INSERT",
    "endpoints": "SELECT, INSERT, UPDATE",
    "subscriptions": "SELECT, INSERT, UPDATE",
    "messages": "SELECT, INSERT, UPDATE",
    "queue": "SELECT, INSERT, UPDATE, DELETE",
    "attempts": "SELECT, INSERT",
}
# Events are shown for 30 days and kept for 31. What an endpoint still waits for stays, and what was sent or sent again
# within that time. `now()`, not the time of the clock: that one changes within a statement, so no index is read by it.
CLEAN_FEED = """
CREATE FUNCTION notifications.clean_feed(batch int) RETURNS int
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
WITH old AS (
  SELECT e.id FROM notifications.events e
  WHERE e.stored_at < now() - interval '31 days' AND NOT EXISTS (
    SELECT FROM notifications.messages m LEFT JOIN notifications.attempts a ON a.message_id = m.id
    WHERE m.event_id = e.id AND (m.state = 'pending' OR m.created_at > now() - interval '31 days'
                                 OR a.at > now() - interval '31 days'))
  LIMIT batch
),
gone_messages AS (
  DELETE FROM notifications.messages m USING old WHERE m.event_id = old.id RETURNING m.id
),
gone_attempts AS (
  DELETE FROM notifications.attempts a USING gone_messages g WHERE a.message_id = g.id
),
gone AS (
  DELETE FROM notifications.events e USING old WHERE e.id = old.id RETURNING 1
)
SELECT count(*)::int FROM gone
$$
"""
VIEWS = {
    "audit_endpoints": "SELECT id, tenant_id, url, state, created_at FROM {s}.endpoints",
    # A redelivery is no longer the first sending that `pending` speaks of.
    "audit_messages": """SELECT id, event_id, endpoint_id,
        CASE WHEN state = 'pending' AND round > 1 THEN 'redelivering' ELSE state END AS state, created_at
        FROM {s}.messages""",
    # Automatic attempts; those that people asked for are in audit_redeliveries.
    "audit_attempts": """SELECT message_id, n, at, status_code, webhook_id, webhook_timestamp, peer_ip
        FROM {s}.attempts WHERE round = 1""",
    "audit_redeliveries": """SELECT message_id, n, at, status_code, webhook_id, webhook_timestamp, peer_ip
        FROM {s}.attempts WHERE round > 1""",
    "audit_subscriptions": """SELECT endpoint_id, topic AS event_type, active_from, active_to, tenant_id
        FROM {s}.subscriptions""",
    "audit_inapp": "SELECT NULL::uuid AS event_id, NULL::uuid AS user_id WHERE false",
}


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    migrations.create_infrastructure(op, SERVICE)
    _feed()
    _parties()
    _endpoints()
    _deliveries()
    for table, rights in RIGHTS.items():
        migrations.isolate_tenants(op, SERVICE, table)
        migrations.grant_rights(op, SERVICE, table, rights)
    # The delivery worker looks for due messages over all platforms; the queue holds ids and times only.
    worker = migrations.WORKER_CONDITION
    op.execute(f"CREATE POLICY worker ON {SERVICE}.queue USING ({worker}) WITH CHECK ({worker})")
    # What nobody may read any more leaves by this function, which its owner may and the service may not change.
    op.execute(
        f"CREATE POLICY cleaner ON {SERVICE}.events USING ({worker} AND stored_at < now() - interval '30 days')"
        " WITH CHECK (false)"
    )
    for table in ("messages", "attempts"):
        op.execute(f"CREATE POLICY cleaner ON {SERVICE}.{table} USING ({worker}) WITH CHECK (false)")
    op.execute(CLEAN_FEED)
    op.execute(f"REVOKE ALL ON FUNCTION {SERVICE}.clean_feed FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION {SERVICE}.clean_feed TO svc_{SERVICE}")
    migrations.create_audit_views(op, SERVICE, deadline_subject="dispute_id")
    for name, query in VIEWS.items():
        op.execute(f"CREATE VIEW {SERVICE}.{name} WITH (security_invoker = true) AS {query.format(s=SERVICE)}")


def _feed() -> None:
    op.create_table(
        "feeds",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", name=op.f("pk_feeds")),
        schema=SERVICE,
    )
    op.create_table(
        "subject_lines",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("subject", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "publisher", "subject", name=op.f("pk_subject_lines")),
        schema=SERVICE,
    )
    op.create_table(
        "events",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger()),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer()),
        sa.Column("occurred_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("stored_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("traceparent", sa.Text()),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Uuid()),
        sa.Column("giver", sa.Text()),
        sa.Column("request", sa.Text()),
        sa.Column("participant", sa.Text()),
        sa.CheckConstraint(
            "audience IN ('everybody', 'staff', 'giver', 'asked', 'item', 'person')", name=op.f("ck_events_audience")
        ),
        sa.CheckConstraint("octet_length(body) < 20000", name=op.f("ck_events_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        schema=SERVICE,
    )
    op.create_index("uq_events_tenant_id_position", "events", ["tenant_id", "position"], unique=True, schema=SERVICE)
    op.create_index(
        "uq_events_tenant_id_subject_number", "events", ["tenant_id", "subject", "number"], unique=True, schema=SERVICE
    )
    op.create_index(
        "ix_events_tenant_id_subject_position", "events", ["tenant_id", "subject", "position"], schema=SERVICE
    )
    op.create_index("ix_events_tenant_id_occurred_at", "events", ["tenant_id", "occurred_at"], schema=SERVICE)
    op.create_index("ix_events_stored_at", "events", ["stored_at"], postgresql_using="brin", schema=SERVICE)


def _parties() -> None:
    op.create_table(
        "case_parties",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("buyer", sa.Text(), nullable=False),
        sa.Column("seller", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "case_id", name=op.f("pk_case_parties")),
        schema=SERVICE,
    )
    for side in ("buyer", "seller"):
        op.create_index(f"ix_case_parties_tenant_id_{side}", "case_parties", ["tenant_id", side], schema=SERVICE)
    op.create_table(
        "sealed_requests",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "request", name=op.f("pk_sealed_requests")),
        schema=SERVICE,
    )


def _endpoints() -> None:
    op.create_table(
        "endpoints",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("event_types", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("description", sa.Text()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("disabled_why", sa.Text()),
        sa.Column("secrets", postgresql.JSONB(), nullable=False),
        sa.Column("failing_since", sa.TIMESTAMP(timezone=True)),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('enabled', 'disabled', 'deleted')", name=op.f("ck_endpoints_state")),
        sa.CheckConstraint("disabled_why IN ('owner', 'gone', 'failing')", name=op.f("ck_endpoints_disabled_why")),
        sa.CheckConstraint("(state = 'disabled') = (disabled_why IS NOT NULL)", name=op.f("ck_endpoints_disabled")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_endpoints")),
        schema=SERVICE,
    )
    op.create_index(
        "ix_endpoints_tenant_id",
        "endpoints",
        ["tenant_id"],
        schema=SERVICE,
        postgresql_where=sa.text("state <> 'deleted'"),
    )
    op.create_table(
        "subscriptions",
        sa.Column("endpoint_id", sa.Uuid(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("active_from", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("active_to", sa.TIMESTAMP(timezone=True)),
        sa.PrimaryKeyConstraint("endpoint_id", "topic", "active_from", name=op.f("pk_subscriptions")),
        sa.ForeignKeyConstraint(
            ["endpoint_id"], [f"{SERVICE}.endpoints.id"], name=op.f("fk_subscriptions_endpoint_id")
        ),
        schema=SERVICE,
    )


def _deliveries() -> None:
    op.create_table(
        "messages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("endpoint_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("due_at", sa.TIMESTAMP(timezone=True)),
        sa.CheckConstraint("state IN ('pending', 'delivered', 'failed', 'stopped')", name=op.f("ck_messages_state")),
        sa.CheckConstraint("(state = 'pending') = (due_at IS NOT NULL)", name=op.f("ck_messages_due")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
        sa.ForeignKeyConstraint(["endpoint_id"], [f"{SERVICE}.endpoints.id"], name=op.f("fk_messages_endpoint_id")),
        sa.ForeignKeyConstraint(["event_id"], [f"{SERVICE}.events.id"], name=op.f("fk_messages_event_id")),
        schema=SERVICE,
    )
    op.create_index(
        "uq_messages_event_id_endpoint_id",
        "messages",
        ["event_id", "endpoint_id"],
        unique=True,
        schema=SERVICE,
    )
    op.create_index(
        "ix_messages_endpoint_id_id",
        "messages",
        ["endpoint_id", "id"],
        schema=SERVICE,
    )
    op.create_table(
        "queue",
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("endpoint_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer()),
        sa.Column("is_tried", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_queue")),
        schema=SERVICE,
    )
    op.create_index("ix_queue_endpoint_id_due_at", "queue", ["endpoint_id", "due_at"], schema=SERVICE)
    op.create_index(
        "ix_queue_untried",
        "queue",
        ["endpoint_id", "subject", "number"],
        schema=SERVICE,
        postgresql_where=sa.text("NOT is_tried"),
    )
    op.create_table(
        "attempts",
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("status_code", sa.Integer()),
        sa.Column("failure", sa.Text()),
        sa.Column("duration_ms", sa.Integer(), nullable=False),
        sa.Column("webhook_id", sa.Text(), nullable=False),
        sa.Column("webhook_timestamp", sa.BigInteger(), nullable=False),
        sa.Column("peer_ip", postgresql.INET()),
        sa.PrimaryKeyConstraint("message_id", "n", name=op.f("pk_attempts")),
        schema=SERVICE,
    )
