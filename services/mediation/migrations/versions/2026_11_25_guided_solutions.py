"""guided solutions: walks, trees, pauses"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from common.persistence import migrations

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _let_negotiations_be_guided()
    _let_clocks_stand_still()
    op.create_table(
        "trees",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("published_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "edition", name=op.f("pk_trees")),
        schema="mediation",
    )
    migrations.isolate_tenants(op, "mediation", "trees")
    migrations.grant_rights(op, "mediation", "trees", "SELECT, INSERT")


def _let_negotiations_be_guided() -> None:
    op.add_column("mediations", sa.Column("walk", postgresql.JSONB(), nullable=True), schema="mediation")
    _check("state", "state IN ('guiding', 'negotiating', 'open', 'agreed', 'closed')", anew=True)
    _check("due", "(state IN ('guiding', 'negotiating')) = (due_at IS NOT NULL)", anew=True)
    _check("guided", "state <> 'guiding' OR walk IS NOT NULL")


def _let_clocks_stand_still() -> None:
    for table in ("mediations", "cases"):
        op.add_column(table, sa.Column("paused_at", sa.TIMESTAMP(timezone=True), nullable=True), schema="mediation")
        heard = sa.Column("pause_heard", sa.Integer(), server_default=sa.text("0"), nullable=False)
        op.add_column(table, heard, schema="mediation")


def _check(name: str, condition: str, *, anew: bool = False) -> None:
    constraint = op.f(f"ck_mediations_{name}")
    if anew:
        op.drop_constraint(constraint, "mediations", schema="mediation")
    op.create_check_constraint(constraint, "mediations", condition, schema="mediation")
