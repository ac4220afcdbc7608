"""four programmes: what a case remembers of transactions, goods, appeals and pauses"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "2026_11_25_four_programmes"
down_revision = "2026_11_25_desk"
branch_labels = None
depends_on = None

STATES = "opening active settling reversing closed"
STATUSES = (
    "opening waiting_for_buyer waiting_for_seller waiting_for_both under_review decided settling reversing closed"
)
NULLABLE = ("verification", "appeal", "reversal")
FILLED = {"statement": "{}", "items": "[]", "voices": "{}"}
# Ruled so far were only options; a rewrite of the column reaches every row, whatever row security shows.
RULINGS = """
ALTER TABLE disputes.disputes ALTER COLUMN rulings TYPE jsonb USING CASE WHEN rulings IS NULL THEN '[]'::jsonb
ELSE jsonb_build_array(rulings || jsonb_build_object('kind', rulings #>> '{option,kind}')) END
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for name in NULLABLE:
        op.add_column("disputes", sa.Column(name, JSONB(none_as_null=True)), schema="disputes")
    for name, empty in FILLED.items():
        filled = sa.Column(name, JSONB(none_as_null=True), nullable=False, server_default=sa.text(f"'{empty}'::jsonb"))
        op.add_column("disputes", filled, schema="disputes")
        op.alter_column("disputes", name, server_default=None, schema="disputes")
    op.alter_column("disputes", "agreed", new_column_name="promise", schema="disputes")
    op.alter_column("disputes", "ruling", new_column_name="rulings", schema="disputes")
    op.execute(RULINGS)
    op.alter_column("disputes", "rulings", nullable=False, schema="disputes")
    for table in ("disputes", "known_escrows"):
        op.add_column(table, sa.Column("category", sa.Text()), schema="disputes")
        op.add_column(table, sa.Column("price_minor", sa.BigInteger()), schema="disputes")
    for name in ("delivered_at", "paused_at"):
        op.add_column("disputes", sa.Column(name, sa.TIMESTAMP(timezone=True)), schema="disputes")
    _words("state", STATES)
    _words("status", STATUSES)
    op.create_check_constraint(
        op.f("ck_disputes_reversing"), "disputes", "state <> 'reversing' OR reversal IS NOT NULL", schema="disputes"
    )


def _words(column: str, words: str) -> None:
    name = op.f(f"ck_disputes_{column}")
    listed = ", ".join(f"'{word}'" for word in words.split())
    op.drop_constraint(name, "disputes", type_="check", schema="disputes")
    op.create_check_constraint(name, "disputes", f"{column} IN ({listed})", schema="disputes")
