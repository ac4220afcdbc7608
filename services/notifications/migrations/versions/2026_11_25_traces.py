"""traces: which act an event tells of, so that its deliveries can be followed back to it"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "2026_11_25_traces"
down_revision = "2026_11_24_first_tables"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("events", sa.Column("traceparent", sa.Text()), schema="notifications")
