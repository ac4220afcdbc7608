"""What an auditor may see of live recordings."""

from __future__ import annotations

from alembic import op

revision = "2026_11_25_video_audit"
down_revision = "2026_11_25_object_keys"
branch_labels = None
depends_on = None

SCHEMA = "evidence"
# `canonical` is what every link of the chain of receipts vouches for, as the service writes it.
VIEWS = {
    "audit_video_sessions": """SELECT s.id, s.tenant_id, s.dispute AS dispute_id, s.state, s.chunks, s.total_bytes,
        s.head, s.item AS object_id, s.attempts, s.leased_until, coalesce(r.disclosure, 'open') AS disclosure,
        CASE s.side WHEN 'buyer' THEN k.seller ELSE k.buyer END AS other_id
        FROM evidence.video_sessions s JOIN evidence.known_cases k ON k.id = s.dispute
        LEFT JOIN evidence.requests r ON r.id = s.request""",
    "audit_video_chunks": """SELECT session AS session_id, seq::bigint AS seq, n, size, received_at, prev_hash, hash,
        convert_to('{"gap_ms":' || gap_ms || ',"n":' || n || ',"received_at":"'
            || to_char(received_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS')
            || CASE WHEN date_part('microseconds', received_at)::bigint % 1000000 = 0 THEN ''
                    ELSE to_char(received_at AT TIME ZONE 'UTC', '.US') END
            || '+00:00","segment":' || segment || ',"seq":' || seq || ',"session":"' || session
            || '","sha256":"' || encode(sha256, 'hex') || '","size":' || size || '}', 'UTF8') AS canonical
        FROM evidence.video_chunks""",
}


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for name, query in VIEWS.items():
        op.execute(f"CREATE VIEW {SCHEMA}.{name} WITH (security_invoker = true) AS {query}")
        op.execute(f"GRANT SELECT ON {SCHEMA}.{name} TO auditor")


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for name in VIEWS:
        op.execute(f"DROP VIEW {SCHEMA}.{name}")
