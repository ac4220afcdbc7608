"""Live recordings: their sessions and the pieces received."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from common.persistence import migrations

revision = "2026_11_25_video_sessions"
down_revision = "2026_11_25_seals"
branch_labels = None
depends_on = None

SCHEMA = "evidence"
WORKER = "current_setting('app.worker', true) = 'on'"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _sessions()
    _chunks()
    for table, rights in {"video_sessions": "SELECT, INSERT, UPDATE", "video_chunks": "SELECT, INSERT"}.items():
        migrations.isolate_tenants(op, SCHEMA, table)
        migrations.grant_rights(op, SCHEMA, table, rights)
        # Workers look for recordings to check, and the collector for files that somebody knows.
        op.execute(f"CREATE POLICY worker ON evidence.{table} FOR SELECT USING ({WORKER})")


def _sessions() -> None:
    op.create_table(
        "video_sessions",
        _tenant(),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dispute", sa.Uuid(), nullable=False),
        sa.Column("request", sa.Uuid()),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("by_role", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("words", sa.ARRAY(sa.Integer()), nullable=False),
        _instant("opened_at", nullable=False),
        _instant("expires_at", nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text()),
        _instant("started_at"),
        sa.Column("segments", sa.Integer(), nullable=False),
        sa.Column("chunks", sa.Integer(), nullable=False),
        sa.Column("total_bytes", sa.BigInteger(), nullable=False),
        sa.Column("head", sa.LargeBinary()),
        _instant("last_chunk_at"),
        _instant("finished_at"),
        sa.Column("item", sa.Uuid()),
        sa.Column("verdict", postgresql.JSONB()),
        _instant("verified_at"),
        sa.Column("overruling", postgresql.JSONB()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Integer(), nullable=False),
        _instant("leased_until"),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_video_sessions")),
        sa.ForeignKeyConstraint(["dispute"], ["evidence.known_cases.id"], name=op.f("fk_video_sessions_dispute")),
        sa.ForeignKeyConstraint(["request"], ["evidence.requests.id"], name=op.f("fk_video_sessions_request")),
        sa.ForeignKeyConstraint(["item"], ["evidence.items.id"], name=op.f("fk_video_sessions_item")),
        sa.CheckConstraint("side IN ('buyer', 'seller')", name=op.f("ck_video_sessions_side")),
        sa.CheckConstraint(
            "state IN ('open', 'recording', 'finished', 'verified', 'abandoned')", name=op.f("ck_video_sessions_state")
        ),
        sa.CheckConstraint(
            "state NOT IN ('finished', 'verified') OR item IS NOT NULL", name=op.f("ck_video_sessions_item")
        ),
        sa.CheckConstraint("(state = 'verified') = (verdict IS NOT NULL)", name=op.f("ck_video_sessions_verdict")),
        schema=SCHEMA,
    )
    op.create_index(
        "ix_video_sessions_dispute_opened_at_id", "video_sessions", ["dispute", "opened_at", "id"], schema=SCHEMA
    )
    op.create_index(
        "ix_video_sessions_state", "video_sessions", ["state"], schema=SCHEMA,
        postgresql_where=sa.text("state IN ('recording', 'finished')"),
    )  # fmt: skip


def _chunks() -> None:
    op.create_table(
        "video_chunks",
        _tenant(),
        sa.Column("session", sa.Uuid(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("segment", sa.Integer(), nullable=False),
        sa.Column("gap_ms", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        _instant("received_at", nullable=False),
        sa.Column("prev_hash", sa.LargeBinary()),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("session", "n", name=op.f("pk_video_chunks")),
        sa.ForeignKeyConstraint(["session"], ["evidence.video_sessions.id"], name=op.f("fk_video_chunks_session")),
        sa.UniqueConstraint("session", "seq", name=op.f("uq_video_chunks_session_seq")),
        sa.UniqueConstraint("path", name=op.f("uq_video_chunks_path")),
        sa.CheckConstraint("n >= 0 AND n < 10000 AND size > 0 AND gap_ms >= 0", name=op.f("ck_video_chunks_bounds")),
        sa.CheckConstraint("(seq = 0) = (prev_hash IS NULL)", name=op.f("ck_video_chunks_first")),
        sa.CheckConstraint(
            "octet_length(sha256) = 32 AND octet_length(hash) = 32", name=op.f("ck_video_chunks_hashes")
        ),
        schema=SCHEMA,
    )


def _tenant() -> sa.Column[object]:
    return sa.Column("tenant_id", sa.Uuid(), nullable=False)


def _instant(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.TIMESTAMP(timezone=True), nullable=nullable)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table in ("video_chunks", "video_sessions"):
        op.drop_table(table, schema=SCHEMA)
