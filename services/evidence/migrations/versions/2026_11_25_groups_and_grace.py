"""Requests in groups, sealed and revealed; grace, pauses, checklists; more kinds of entries in chains of custody."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2026_11_25_groups_and_grace"
down_revision = "2026_11_24_first_tables"
branch_labels = None
depends_on = None

SCHEMA = "evidence"
INSTANT = sa.TIMESTAMP(timezone=True)
ACTIONS = (
    "received", "inspected", "scanned", "viewed", "downloaded", "denied", "revealed", "invalidated", "sealed", "erased",
)  # fmt: skip
ADDED: dict[str, list[sa.Column[object]]] = {
    "known_cases": [sa.Column("paused_at", INSTANT), sa.Column("resumed_at", INSTANT)],
    "requests": [
        sa.Column("group_id", sa.Uuid()),
        sa.Column("disclosure", sa.Text(), nullable=False, server_default="open"),
        sa.Column("grace_at", INSTANT),
        sa.Column("grace_until", INSTANT),
        sa.Column("max_resubmissions", sa.Integer()),
        sa.Column("checklist", postgresql.JSONB(), nullable=False, server_default="[]"),
        sa.Column("resubmissions", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("paused_at", INSTANT),
    ],
    "items": [sa.Column("covers", sa.ARRAY(sa.Text()), nullable=False, server_default="{}")],
}
CHECKS = {
    "disclosure": "disclosure IN ('open', 'sealed', 'revealed')",
    "grace": "num_nulls(grace_at, grace_until) IN (0, 2)",
    "resubmissions": "resubmissions >= 0 AND max_resubmissions >= 0",
}


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table, columns in ADDED.items():
        for column in columns:
            op.add_column(table, column, schema=SCHEMA)
            if column.server_default is not None:  # for the rows that exist; the service says it for new ones
                op.alter_column(table, column.name, server_default=None, schema=SCHEMA)
    for name, check in CHECKS.items():
        op.create_check_constraint(op.f(f"ck_requests_{name}"), "requests", check, schema=SCHEMA)
    _allow(ACTIONS)


def _allow(actions: tuple[str, ...]) -> None:
    op.drop_constraint(op.f("ck_custody_action"), "custody", schema=SCHEMA)
    listed = ", ".join(f"'{action}'" for action in actions)
    op.create_check_constraint(op.f("ck_custody_action"), "custody", f"action IN ({listed})", schema=SCHEMA)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _allow(("received", "inspected", "viewed", "downloaded", "invalidated", "denied"))
    for name in CHECKS:
        op.drop_constraint(op.f(f"ck_requests_{name}"), "requests", schema=SCHEMA)
    for table, columns in ADDED.items():
        for column in columns:
            op.drop_column(table, column.name, schema=SCHEMA)
