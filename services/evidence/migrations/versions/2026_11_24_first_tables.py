"""The first tables of evidence."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from common.persistence import migrations

revision = "2026_11_24_first_tables"
down_revision = None
branch_labels = None
depends_on = None

SCHEMA = "evidence"
INSTANT = sa.TIMESTAMP(timezone=True)

# Files, verdicts, chains of custody and pieces of recordings are written once; of an item only its invalidation comes
# later, of a seal its timestamp.
RIGHTS = {
    "known_cases": "SELECT, INSERT, UPDATE",
    "known_deals": "SELECT, INSERT, UPDATE",
    "known_platforms": "SELECT, INSERT, UPDATE",
    "requests": "SELECT, INSERT, UPDATE",
    "items": """SELECT, INSERT, UPDATE (request, covers, sufficiency, invalidated_at, invalidated_by_role,
        invalidated_by_id, reason_code, reason, version, facts)""",
    "files": "SELECT, INSERT",
    "verdicts": "SELECT, INSERT",
    "erasures": "SELECT, INSERT",
    "subject_keys": "SELECT, INSERT, UPDATE",
    "object_keys": "SELECT, INSERT",
    "custody": "SELECT, INSERT",
    "uploads": "SELECT, INSERT, UPDATE",
    "seals": "SELECT, INSERT, UPDATE (timestamp)",
    "bundles": "SELECT, INSERT, UPDATE",
    "fingerprints": "SELECT, INSERT, UPDATE (dhash, taken_at)",
    "retentions": "SELECT, INSERT, UPDATE",
    "legal_holds": "SELECT, INSERT, UPDATE",
    "video_sessions": "SELECT, INSERT, UPDATE",
    "video_chunks": "SELECT, INSERT",
    "external_videos": "SELECT, INSERT, UPDATE",
}
# Workers look over all platforms: the collector asks of every file whether anybody knows it, others for what is due.
WORKERS_READ = (
    "known_cases", "files", "verdicts", "erasures", "uploads", "seals", "bundles", "fingerprints", "retentions",
    "legal_holds", "video_sessions", "video_chunks", "external_videos",
)  # fmt: skip
# What erasing takes away: column, and how it looks when it was put in place of something, not taken away.
ERASABLE = {
    "items": ("content", "NEW.content IS NOT NULL"),
    "object_keys": ("key", "NEW.key IS NOT NULL"),
}
ONLY_ERASED = """
CREATE FUNCTION evidence.only_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE insufficient_privilege
    USING MESSAGE = format('permission denied: %s.%s is never rewritten', TG_TABLE_NAME, TG_ARGV[0]);
END $$
"""
# Nobody may change what is known of a file (INV-E10); forgetting its name is all that erasing needs.
FORGET_NAME = """
CREATE FUNCTION evidence.forget_name(file uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = evidence
AS $$ UPDATE evidence.files SET filename = '' WHERE id = file $$
"""
VIEWS = {
    "audit_objects": """SELECT f.id, f.tenant_id, i.dispute AS dispute_id, i.by_id AS uploader_id,
        'stored'::text AS state, f.size AS declared_size, f.size AS size_bytes, f.sha256, f.path, i.received_at,
        f.finished_at, coalesce(v.scan_state, f.scan_state) AS scan_state,
        coalesce(i.added_at, i.received_at) AS added_at
        FROM evidence.files f JOIN evidence.items i ON i.id = f.id
        LEFT JOIN evidence.verdicts v ON v.id = f.id""",
    "audit_seals": """SELECT dispute AS dispute_id, sealed_at, manifest_sha256, instance, items FROM evidence.seals""",
    "audit_custody": """SELECT item AS object_id, seq::bigint AS seq, action, actor_id, at, prev_hash, hash, canonical
        FROM evidence.custody""",
    # `canonical` is what every link of the chain of receipts vouches for, as the service writes it.
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
    migrations.create_infrastructure(op, SCHEMA)
    for create_table in TABLES:
        create_table()
    for table, rights in RIGHTS.items():
        migrations.isolate_tenants(op, SCHEMA, table)
        migrations.grant_rights(op, SCHEMA, table, rights)
    for table in WORKERS_READ:
        op.execute(f"CREATE POLICY worker ON {SCHEMA}.{table} FOR SELECT USING ({migrations.WORKER_CONDITION})")
    _erasing()
    migrations.create_audit_views(op, SCHEMA, deadline_subject="dispute_id")
    for name, query in VIEWS.items():
        op.execute(f"CREATE VIEW {SCHEMA}.{name} WITH (security_invoker = true) AS {query}")
    for name in ("audit_video_sessions", "audit_video_chunks"):
        op.execute(f"GRANT SELECT ON {SCHEMA}.{name} TO auditor")


def _erasing() -> None:
    op.execute(ONLY_ERASED)
    for table, (column, rewritten) in ERASABLE.items():
        op.execute(f"GRANT UPDATE ({column}) ON {SCHEMA}.{table} TO svc_evidence")
        op.execute(
            f"CREATE TRIGGER {table}_only_erased BEFORE UPDATE OF {column} ON {SCHEMA}.{table} FOR EACH ROW"
            f" WHEN ({rewritten}) EXECUTE FUNCTION {SCHEMA}.only_erased('{column}')"
        )
    op.execute(FORGET_NAME)
    op.execute("REVOKE EXECUTE ON FUNCTION evidence.forget_name(uuid) FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION evidence.forget_name(uuid) TO svc_evidence")


def _known_cases() -> None:
    op.create_table(
        "known_cases",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("escrow", sa.Uuid(), nullable=False),
        sa.Column("buyer", sa.Text()),
        sa.Column("seller", sa.Text()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("total_bytes", sa.BigInteger(), nullable=False),
        sa.Column("paused_at", INSTANT),
        sa.Column("resumed_pause_at", INSTANT),
        sa.Column("clock_news", postgresql.JSONB(), server_default=sa.text("'[]'::jsonb"), nullable=False),
        sa.Column("closed_at", INSTANT),
        sa.Column("cleared_at", INSTANT),
        sa.Column("stage", sa.Text()),
        sa.Column("stage_since", INSTANT),
        sa.Column("ends_at", INSTANT),
        sa.Column("ends_heard", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("buyer_owes_since", INSTANT),
        sa.Column("buyer_owes_until", INSTANT),
        sa.Column("seller_owes_since", INSTANT),
        sa.Column("seller_owes_until", INSTANT),
        sa.Column("end_outcome", sa.Text()),
        sa.Column("end_at", INSTANT),
        sa.Column("end_deadline", sa.Text()),
        sa.Column("end_owed_by", sa.Text()),
        sa.Column("end_due_at", INSTANT),
        sa.Column("end_executed", sa.Text()),
        sa.CheckConstraint("closed_at IS NULL OR state = 'closed'", name=op.f("ck_known_cases_closed_at")),
        sa.CheckConstraint(
            "state = 'closed' OR (buyer IS NOT NULL AND seller IS NOT NULL)", name=op.f("ck_known_cases_parties")
        ),
        sa.CheckConstraint("state IN ('open', 'closed')", name=op.f("ck_known_cases_state")),
        sa.CheckConstraint("items >= 0 AND total_bytes >= 0", name=op.f("ck_known_cases_size")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_cases")),
        schema=SCHEMA,
    )
    op.create_index("ix_known_cases_size", "known_cases", ["tenant_id", "total_bytes"], schema=SCHEMA)
    op.create_index("ix_known_cases_escrow", "known_cases", ["escrow"], schema=SCHEMA)
    op.create_index(
        "ix_known_cases_closed_at",
        "known_cases",
        ["closed_at"],
        schema=SCHEMA,
        postgresql_where=sa.text("cleared_at IS NULL"),
    )
    op.create_index(
        "ix_known_cases_closed_there",
        "known_cases",
        ["tenant_id", "closed_at"],
        schema=SCHEMA,
        postgresql_where=sa.text("cleared_at IS NULL"),
    )


def _requests() -> None:
    op.create_table(
        "requests",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dispute", sa.Uuid(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("kinds", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("anchor_at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("clock", sa.Text(), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("satisfied_by", sa.Uuid()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Uuid()),
        sa.Column("disclosure", sa.Text(), nullable=False),
        sa.Column("grace_at", INSTANT),
        sa.Column("grace_until", INSTANT),
        sa.Column("max_resubmissions", sa.Integer()),
        sa.Column("checklist", postgresql.JSONB(), nullable=False),
        sa.Column("resubmissions", sa.Integer(), nullable=False),
        sa.Column("paused_at", INSTANT),
        sa.Column("needs_all_points", sa.Boolean(), nullable=False),
        sa.Column("since_asked", sa.Boolean(), nullable=False),
        sa.Column("open_through", sa.ARRAY(sa.Text()), nullable=False),
        sa.CheckConstraint("clock IN ('natural', 'business')", name=op.f("ck_requests_clock")),
        sa.CheckConstraint("disclosure IN ('open', 'sealed', 'revealed')", name=op.f("ck_requests_disclosure")),
        sa.CheckConstraint("level IN ('required', 'one_of', 'optional')", name=op.f("ck_requests_level")),
        sa.CheckConstraint("side IN ('buyer', 'seller')", name=op.f("ck_requests_side")),
        sa.CheckConstraint("state <> 'satisfied' OR satisfied_by IS NOT NULL", name=op.f("ck_requests_satisfied_by")),
        sa.CheckConstraint("state IN ('open', 'satisfied', 'lapsed', 'closed')", name=op.f("ck_requests_state")),
        sa.CheckConstraint("num_nulls(grace_at, grace_until) IN (0, 2)", name=op.f("ck_requests_grace")),
        sa.CheckConstraint("resubmissions >= 0 AND max_resubmissions >= 0", name=op.f("ck_requests_resubmissions")),
        sa.ForeignKeyConstraint(["dispute"], ["evidence.known_cases.id"], name=op.f("fk_requests_dispute")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requests")),
        schema=SCHEMA,
    )
    op.create_index("ix_requests_dispute_opened_at_id", "requests", ["dispute", "opened_at", "id"], schema=SCHEMA)


def _items() -> None:
    op.create_table(
        "items",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dispute", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("side", sa.Text()),
        sa.Column("by_role", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Text(), nullable=False),
        sa.Column("request", sa.Uuid()),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("content", postgresql.JSONB()),
        sa.Column("invalidated_at", INSTANT),
        sa.Column("invalidated_by_role", sa.Text()),
        sa.Column("invalidated_by_id", sa.Text()),
        sa.Column("reason_code", sa.Text()),
        sa.Column("reason", sa.Text()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Integer(), nullable=False),
        sa.Column("covers", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("added_at", INSTANT),
        sa.Column("provenance", sa.Text(), nullable=False),
        sa.Column("entered_by_role", sa.Text()),
        sa.Column("entered_by_id", sa.Text()),
        sa.Column("sufficiency", sa.Text(), nullable=False),
        sa.CheckConstraint("side IN ('buyer', 'seller')", name=op.f("ck_items_side")),
        sa.CheckConstraint("provenance IN ('given', 'deal', 'mailed')", name=op.f("ck_items_provenance")),
        sa.CheckConstraint(
            "sufficiency IN ('sufficient', 'being_checked', 'not_shown_live', 'not_attested', 'not_as_stated')",
            name=op.f("ck_items_sufficiency"),
        ),
        sa.CheckConstraint(
            "(provenance = 'mailed') = (entered_by_role IS NOT NULL) AND"
            " num_nulls(entered_by_role, entered_by_id) IN (0, 2)",
            name=op.f("ck_items_entered_by"),
        ),
        sa.CheckConstraint(
            "num_nulls(invalidated_at, invalidated_by_role, invalidated_by_id, reason_code, reason) IN (0, 5)",
            name=op.f("ck_items_invalidation"),
        ),
        sa.ForeignKeyConstraint(["dispute"], ["evidence.known_cases.id"], name=op.f("fk_items_dispute")),
        sa.ForeignKeyConstraint(["request"], ["evidence.requests.id"], name=op.f("fk_items_request")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_items")),
        schema=SCHEMA,
    )
    op.create_index("ix_items_dispute_received_at_id", "items", ["dispute", "received_at", "id"], schema=SCHEMA)


def _files() -> None:
    op.create_table(
        "files",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("finished_at", INSTANT, nullable=False),
        sa.Column("scan_state", sa.Text(), nullable=False),
        sa.CheckConstraint("path ~ '^[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f-]{36}$'", name=op.f("ck_files_path")),
        sa.CheckConstraint(
            "scan_state IN ('not_scanned', 'clean', 'quarantined', 'infected')", name=op.f("ck_files_scan_state")
        ),
        sa.CheckConstraint("octet_length(sha256) = 32", name=op.f("ck_files_sha256")),
        sa.CheckConstraint("size > 0", name=op.f("ck_files_size")),
        sa.ForeignKeyConstraint(["id"], ["evidence.items.id"], name=op.f("fk_files_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files")),
        sa.UniqueConstraint("path", name=op.f("uq_files_path")),
        schema=SCHEMA,
    )
    op.create_index("ix_files_sha256", "files", ["tenant_id", "sha256"], schema=SCHEMA)


def _verdicts() -> None:
    op.create_table(
        "verdicts",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scan_state", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.CheckConstraint("scan_state IN ('clean', 'infected')", name=op.f("ck_verdicts_scan_state")),
        sa.ForeignKeyConstraint(["id"], ["evidence.files.id"], name=op.f("fk_verdicts_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdicts")),
        schema=SCHEMA,
    )


def _erasures() -> None:
    op.create_table(
        "erasures",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("path", sa.Text()),
        sa.ForeignKeyConstraint(["id"], ["evidence.items.id"], name=op.f("fk_erasures_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasures")),
        schema=SCHEMA,
    )


def _subject_keys() -> None:
    op.create_table(
        "subject_keys",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("key", sa.LargeBinary()),
        sa.Column("erased_at", INSTANT),
        sa.Column("erased_items", sa.Integer()),
        sa.CheckConstraint("num_nulls(erased_at, erased_items) IN (0, 2)", name=op.f("ck_subject_keys_erased")),
        sa.PrimaryKeyConstraint("tenant_id", "subject", name=op.f("pk_subject_keys")),
        schema=SCHEMA,
    )


def _object_keys() -> None:
    op.create_table(
        "object_keys",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("key", sa.LargeBinary()),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("blocks", sa.LargeBinary()),
        sa.CheckConstraint("octet_length(sha256) = 32", name=op.f("ck_object_keys_sha256")),
        sa.CheckConstraint("octet_length(blocks) % 32 = 0", name=op.f("ck_object_keys_blocks")),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_object_keys")),
        schema=SCHEMA,
    )
    op.create_index("ix_object_keys_tenant_id_subject", "object_keys", ["tenant_id", "subject"], schema=SCHEMA)


def _custody() -> None:
    op.create_table(
        "custody",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("actor_role", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("prev_hash", sa.LargeBinary()),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("canonical", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(
            "action IN ('received', 'inspected', 'scanned', 'viewed', 'downloaded', 'denied', 'revealed',"
            " 'attached', 'examined', 'invalidated', 'sealed', 'erased')",
            name=op.f("ck_custody_action"),
        ),
        sa.CheckConstraint("(seq = 1) = (prev_hash IS NULL)", name=op.f("ck_custody_first")),
        sa.CheckConstraint("seq > 0 AND octet_length(hash) = 32", name=op.f("ck_custody_link")),
        sa.ForeignKeyConstraint(["item"], ["evidence.items.id"], name=op.f("fk_custody_item")),
        sa.PrimaryKeyConstraint("item", "seq", name=op.f("pk_custody")),
        schema=SCHEMA,
    )


def _uploads() -> None:
    op.create_table(
        "uploads",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dispute", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("side", sa.Text()),
        sa.Column("by_role", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Text(), nullable=False),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("request", sa.Uuid()),
        sa.Column("covers", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("length", sa.BigInteger(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("ends_at", INSTANT, nullable=False),
        sa.Column("finished_at", INSTANT),
        sa.Column("why", sa.Text()),
        sa.CheckConstraint(
            "(state IN ('finishing', 'done')) <= (received = length AND finished_at IS NOT NULL)",
            name=op.f("ck_uploads_whole"),
        ),
        sa.CheckConstraint("side IN ('buyer', 'seller')", name=op.f("ck_uploads_side")),
        sa.CheckConstraint(
            "state IN ('receiving', 'finishing', 'done', 'rejected', 'cancelled')", name=op.f("ck_uploads_state")
        ),
        sa.CheckConstraint("received BETWEEN 0 AND length AND length > 0", name=op.f("ck_uploads_received")),
        sa.ForeignKeyConstraint(["dispute"], ["evidence.known_cases.id"], name=op.f("fk_uploads_dispute")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uploads")),
        schema=SCHEMA,
    )
    op.create_index("ix_uploads_dispute", "uploads", ["dispute"], schema=SCHEMA)
    op.create_index("ix_uploads_expires_at", "uploads", ["tenant_id", "expires_at"], schema=SCHEMA)
    op.create_index(
        "ix_uploads_finishing",
        "uploads",
        ["finished_at"],
        schema=SCHEMA,
        postgresql_where=sa.text("state = 'finishing'"),
    )


def _seals() -> None:
    op.create_table(
        "seals",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("dispute", sa.Uuid(), nullable=False),
        sa.Column("instance", sa.Integer(), nullable=False),
        sa.Column("sealed_at", INSTANT, nullable=False),
        sa.Column("items", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("manifest", sa.LargeBinary(), nullable=False),
        sa.Column("manifest_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("timestamp", sa.LargeBinary()),
        sa.CheckConstraint(
            "manifest_sha256 = sha256(manifest) AND octet_length(signature) = 64", name=op.f("ck_seals_signed")
        ),
        sa.ForeignKeyConstraint(["dispute"], ["evidence.known_cases.id"], name=op.f("fk_seals_dispute")),
        sa.PrimaryKeyConstraint("dispute", "instance", name=op.f("pk_seals")),
        schema=SCHEMA,
    )


def _bundles() -> None:
    op.create_table(
        "bundles",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dispute", sa.Uuid(), nullable=False),
        sa.Column("by_role", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("requested_at", INSTANT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("try_at", INSTANT, nullable=False),
        sa.Column("path", sa.Text()),
        sa.Column("size", sa.BigInteger()),
        sa.Column("sha256", sa.LargeBinary()),
        sa.Column("expires_at", INSTANT),
        sa.CheckConstraint(
            "(state IN ('ready', 'expired')) = (num_nulls(path, size, sha256, expires_at) = 0)",
            name=op.f("ck_bundles_made"),
        ),
        sa.CheckConstraint("state IN ('pending', 'ready', 'failed', 'expired')", name=op.f("ck_bundles_state")),
        sa.ForeignKeyConstraint(["dispute"], ["evidence.known_cases.id"], name=op.f("fk_bundles_dispute")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bundles")),
        sa.UniqueConstraint("path", name=op.f("uq_bundles_path")),
        schema=SCHEMA,
    )
    op.create_index(
        "ix_bundles_try_at", "bundles", ["try_at"], schema=SCHEMA, postgresql_where=sa.text("state = 'pending'")
    )


def _fingerprints() -> None:
    op.create_table(
        "fingerprints",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dhash", sa.BigInteger()),
        sa.Column("taken_at", INSTANT),
        sa.ForeignKeyConstraint(["id"], ["evidence.files.id"], name=op.f("fk_fingerprints_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fingerprints")),
        schema=SCHEMA,
    )
    op.create_index("ix_fingerprints_tenant_id", "fingerprints", ["tenant_id"], schema=SCHEMA)


def _retentions() -> None:
    op.create_table(
        "retentions",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("set_by", sa.Text(), nullable=False),
        sa.Column("set_at", INSTANT, nullable=False),
        sa.CheckConstraint("days BETWEEN 30 AND 3650", name=op.f("ck_retentions_days")),
        sa.PrimaryKeyConstraint("tenant_id", name=op.f("pk_retentions")),
        schema=SCHEMA,
    )


def _legal_holds() -> None:
    op.create_table(
        "legal_holds",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("dispute", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("placed_by", sa.Text(), nullable=False),
        sa.Column("placed_at", INSTANT, nullable=False),
        sa.Column("released_at", INSTANT),
        sa.ForeignKeyConstraint(["dispute"], ["evidence.known_cases.id"], name=op.f("fk_legal_holds_dispute")),
        sa.PrimaryKeyConstraint("dispute", name=op.f("pk_legal_holds")),
        schema=SCHEMA,
    )


def _video_sessions() -> None:
    op.create_table(
        "video_sessions",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dispute", sa.Uuid(), nullable=False),
        sa.Column("request", sa.Uuid()),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("by_role", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("words", sa.ARRAY(sa.Integer()), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text()),
        sa.Column("started_at", INSTANT),
        sa.Column("segments", sa.Integer(), nullable=False),
        sa.Column("chunks", sa.Integer(), nullable=False),
        sa.Column("total_bytes", sa.BigInteger(), nullable=False),
        sa.Column("head", sa.LargeBinary()),
        sa.Column("last_chunk_at", INSTANT),
        sa.Column("finished_at", INSTANT),
        sa.Column("item", sa.Uuid()),
        sa.Column("verdict", postgresql.JSONB()),
        sa.Column("verified_at", INSTANT),
        sa.Column("overruling", postgresql.JSONB()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Integer(), nullable=False),
        sa.Column("leased_until", INSTANT),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("(state = 'verified') = (verdict IS NOT NULL)", name=op.f("ck_video_sessions_verdict")),
        sa.CheckConstraint("side IN ('buyer', 'seller')", name=op.f("ck_video_sessions_side")),
        sa.CheckConstraint(
            "state IN ('open', 'recording', 'finished', 'verified', 'abandoned')", name=op.f("ck_video_sessions_state")
        ),
        sa.CheckConstraint(
            "state NOT IN ('finished', 'verified') OR item IS NOT NULL", name=op.f("ck_video_sessions_item")
        ),
        sa.ForeignKeyConstraint(["dispute"], ["evidence.known_cases.id"], name=op.f("fk_video_sessions_dispute")),
        sa.ForeignKeyConstraint(["item"], ["evidence.items.id"], name=op.f("fk_video_sessions_item")),
        sa.ForeignKeyConstraint(["request"], ["evidence.requests.id"], name=op.f("fk_video_sessions_request")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_video_sessions")),
        schema=SCHEMA,
    )
    op.create_index(
        "ix_video_sessions_dispute_opened_at_id", "video_sessions", ["dispute", "opened_at", "id"], schema=SCHEMA
    )
    op.create_index(
        "ix_video_sessions_state",
        "video_sessions",
        ["state"],
        schema=SCHEMA,
        postgresql_where=sa.text("state IN ('recording', 'finished')"),
    )


def _video_chunks() -> None:
    op.create_table(
        "video_chunks",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("session", sa.Uuid(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("segment", sa.Integer(), nullable=False),
        sa.Column("gap_ms", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("prev_hash", sa.LargeBinary()),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("(seq = 0) = (prev_hash IS NULL)", name=op.f("ck_video_chunks_first")),
        sa.CheckConstraint("n >= 0 AND n < 10000 AND size > 0 AND gap_ms >= 0", name=op.f("ck_video_chunks_bounds")),
        sa.CheckConstraint(
            "octet_length(sha256) = 32 AND octet_length(hash) = 32", name=op.f("ck_video_chunks_hashes")
        ),
        sa.ForeignKeyConstraint(["session"], ["evidence.video_sessions.id"], name=op.f("fk_video_chunks_session")),
        sa.PrimaryKeyConstraint("session", "n", name=op.f("pk_video_chunks")),
        sa.UniqueConstraint("path", name=op.f("uq_video_chunks_path")),
        sa.UniqueConstraint("session", "seq", name=op.f("uq_video_chunks_session_seq")),
        schema=SCHEMA,
    )


def _external_videos() -> None:
    op.create_table(
        "external_videos",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.Uuid(), nullable=False),
        sa.Column("recording", sa.Uuid()),
        sa.Column("attestation", postgresql.JSONB()),
        sa.Column("findings", postgresql.JSONB(), nullable=False),
        sa.Column("checked_at", INSTANT),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("leased_until", INSTANT),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("checked_at IS NULL OR recording IS NOT NULL", name=op.f("ck_external_videos_checked")),
        sa.ForeignKeyConstraint(["item"], ["evidence.items.id"], name=op.f("fk_external_videos_item")),
        sa.ForeignKeyConstraint(["recording"], ["evidence.items.id"], name=op.f("fk_external_videos_recording")),
        sa.PrimaryKeyConstraint("item", name=op.f("pk_external_videos")),
        schema=SCHEMA,
    )
    op.create_index(
        "ix_external_videos_item",
        "external_videos",
        ["item"],
        schema=SCHEMA,
        postgresql_where=sa.text("checked_at IS NULL AND recording IS NOT NULL"),
    )


def _known_deals() -> None:
    op.create_table(
        "known_deals",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("funded_at", INSTANT),
        sa.Column("carrier", sa.Text()),
        sa.Column("tracking_number", sa.Text()),
        sa.Column("shipped_at", INSTANT),
        sa.Column("title", sa.Text()),
        sa.CheckConstraint(
            "num_nulls(carrier, tracking_number, shipped_at) IN (0, 3)", name=op.f("ck_known_deals_shipment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_deals")),
        schema=SCHEMA,
    )


def _known_platforms() -> None:
    op.create_table(
        "known_platforms",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", name=op.f("pk_known_platforms")),
        schema=SCHEMA,
    )


TABLES = (
    _known_cases,
    _known_deals,
    _known_platforms,
    _requests,
    _items,
    _files,
    _verdicts,
    _erasures,
    _subject_keys,
    _object_keys,
    _custody,
    _uploads,
    _seals,
    _bundles,
    _fingerprints,
    _retentions,
    _legal_holds,
    _video_sessions,
    _video_chunks,
    _external_videos,
)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for view in reversed(VIEWS):
        op.execute(f"DROP VIEW {SCHEMA}.{view}")
    for table in reversed(RIGHTS):
        op.drop_table(table, schema=SCHEMA)
    op.execute("DROP FUNCTION evidence.forget_name(uuid)")
    op.execute("DROP FUNCTION evidence.only_erased()")
