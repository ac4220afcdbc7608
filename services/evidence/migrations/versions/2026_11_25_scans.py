"""What the scanner says of a file can come later."""

from __future__ import annotations

from alembic import op

revision = "2026_11_25_scans"
down_revision = "2026_11_25_uploads"
branch_labels = None
depends_on = None

SCHEMA = "evidence"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _allow(("not_scanned", "clean", "quarantined", "infected"))
    op.execute("GRANT UPDATE (scan_state) ON evidence.files TO svc_evidence")


def _allow(states: tuple[str, ...]) -> None:
    op.drop_constraint(op.f("ck_files_scan_state"), "files", schema=SCHEMA)
    listed = ", ".join(f"'{state}'" for state in states)
    op.create_check_constraint(op.f("ck_files_scan_state"), "files", f"scan_state IN ({listed})", schema=SCHEMA)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("REVOKE UPDATE (scan_state) ON evidence.files FROM svc_evidence")
    _allow(("not_scanned", "clean", "quarantined"))
