"""what a message is meant as"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "2026_11_25_explanations"
down_revision = "2026_11_25_journal"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("messages", sa.Column("kind", sa.Text(), nullable=False, server_default="comment"), schema="disputes")
    op.create_check_constraint(op.f("ck_messages_kind"), "messages", "kind IN ('comment', 'explanation')",
                               schema="disputes")  # fmt: skip
    op.alter_column("messages", "kind", server_default=None, schema="disputes")
