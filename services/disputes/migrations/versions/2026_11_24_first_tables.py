"""Tables of disputes: cases with their log and journal, editions, standings, decisions, the operators' desk.

Edited in place until the first release; data of another layout is not migrated.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from common.persistence import migrations

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

EVERY_PLATFORM = "00000000-0000-0000-0000-000000000000"
# Of a penalty only its reversal is ever written, once. Editions and what is logged are never rewritten.
RIGHTS = {
    "disputes": "SELECT, INSERT, UPDATE",
    "transitions": "SELECT, INSERT",
    "messages": "SELECT, INSERT",
    "known_escrows": "SELECT, INSERT, UPDATE",
    "journal": "SELECT, INSERT",
    "editions": "SELECT, INSERT",
    "edition_transitions": "SELECT, INSERT",
    "current_editions": "SELECT, INSERT, UPDATE",
    "calendars": "SELECT, INSERT, UPDATE",
    "participants": "SELECT, INSERT, UPDATE",
    "penalties": "SELECT, INSERT, UPDATE (reversed_at, reversed_by, reversal_reason)",
    "decisions": "SELECT, INSERT, UPDATE",
    "notes": "SELECT, INSERT",
    "story": "SELECT, INSERT",
    "read_marks": "SELECT, INSERT, UPDATE",
    "presences": "SELECT, INSERT, UPDATE, DELETE",
    "reason_texts": "SELECT, INSERT, UPDATE, DELETE",
    "platform_settings": "SELECT, INSERT, UPDATE",
}
COUNTED_COLUMNS = [
    "policy_name", "status", "awaiting", "buyer_concealed_until", "seller_concealed_until", "assignee", "next_due_at",
    "desk_due_at", "sla", "offer_by", "contested", "paused_at", "office", "buyer", "seller", "escrow", "id",
]  # fmt: skip
"""Beside the stage: what open cases are counted by."""
SHARED_TABLES = ("editions", "edition_transitions")
"""Editions that come with Parley belong to nobody, and everybody reads them."""

# What an auditor reads. `seller_minor` is what the seller got, after the fee.
DISPUTES_VIEW = """
CREATE VIEW disputes.audit_disputes WITH (security_invoker = true) AS
SELECT id, tenant_id, escrow AS escrow_id, status, version::bigint,
       -- what went back to the buyer at once, beside goods, is no longer disputed
       disputed_minor - reduced_minor AS disputed_minor, currency, outcome,
       coalesce(outcome, status) AS cause, instruction AS decision_id, buyer_minor,
       seller_minor - coalesce(fee_minor, 0) AS seller_minor,
       CASE WHEN instruction IS NOT NULL THEN coalesce(fee_minor, 0) END AS fee_minor,
       opened_at, ordered_at AS decided_at, frozen_at, closed_at, edition,
       nullif(array_to_string(awaiting, ','), '') AS awaiting
FROM disputes.disputes
"""
# An auditor finds a platform's own editions under their names with the platform's id before it.
KEY = f"CASE WHEN e.tenant_id = '{EVERY_PLATFORM}' THEN e.edition ELSE e.tenant_id || '/' || e.edition END"
TRANSITIONS_VIEW = f"""
CREATE VIEW disputes.audit_transitions WITH (security_invoker = true) AS
SELECT t.dispute AS dispute_id, t.seq::bigint, t.from_state, t.to_state, t.cause, t.actor_id, t.received_at, t.at,
       t.timer AS timer_id, coalesce({KEY}, d.edition) AS edition
FROM disputes.transitions t JOIN disputes.disputes d ON d.id = t.dispute
LEFT JOIN disputes.editions e
  ON e.edition = d.edition AND e.hash = d.policy_hash AND e.tenant_id IN ('{EVERY_PLATFORM}', d.tenant_id)
"""
LEGAL_VIEW = f"""
CREATE VIEW disputes.legal_transitions WITH (security_invoker = true) AS
SELECT e.from_state, e.to_state, e.cause, {KEY} AS edition FROM disputes.edition_transitions e
"""
DECISIONS_VIEW = """
CREATE VIEW disputes.audit_decisions WITH (security_invoker = true) AS
SELECT c.id, c.tenant_id, c.dispute AS dispute_id, c.instance, c.amount_minor AS disputed_minor, c.currency,
       c.limit_minor, c.closures, c.state, c.decided_by, c.decided_at,
       CASE WHEN c.state = 'approved' THEN c.judged_by END AS approved_by, c.judged_at, d.buyer, d.seller,
       t.actor_id AS opener
FROM disputes.decisions c JOIN disputes.disputes d ON d.id = c.dispute
JOIN disputes.transitions t ON t.dispute = c.dispute AND t.seq = 1
"""

# Nobody may change what was written (INV-E10); of a case that is over, erasing takes the words away and nothing else.
# With a party's go those of the office. A representative's are that person's alone.
ERASE_WORDS = """
CREATE FUNCTION disputes.erase_words(tenant uuid, of_case uuid, roles text[], representative text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = disputes, pg_catalog, pg_temp AS $$
DECLARE
  -- A journal's `text` is what somebody wrote beside a condition (goods) or a party (a contest), else a code or an id.
  said_keys CONSTANT text[] := '{explanation,note,carrier,tracking_number,address,reason@verified,'
    'text@condition,text@party,policy_reference}';
BEGIN
  IF NOT EXISTS (SELECT 1 FROM disputes d WHERE d.tenant_id = tenant AND d.id = of_case AND d.state = 'closed') THEN
    RETURN;
  END IF;
  UPDATE messages m SET text = '' WHERE m.tenant_id = tenant AND m.dispute = of_case AND m.text <> ''
    AND coalesce(m.behalf ->> 'party', m.author_role) = ANY (roles)
    AND (m.author_role <> 'representative' OR representative IS NULL OR m.author_id = representative);
  UPDATE journal j SET said = without_words(j.said, said_keys)
    WHERE j.tenant_id = tenant AND j.dispute = of_case AND coalesce(j.behalf ->> 'party', j.role) = ANY (roles)
    AND (j.role <> 'representative' OR representative IS NULL OR j.actor = representative);
  IF 'operator' = ANY (roles) THEN
    UPDATE notes n SET text = '' WHERE n.tenant_id = tenant AND n.dispute = of_case;
    UPDATE penalties p SET reversal_reason = '' WHERE p.tenant_id = tenant AND p.dispute = of_case
      AND p.reversal_reason IS NOT NULL;
    UPDATE decisions c SET judgment = without_words(c.judgment, said_keys),
        requested_act = without_words(c.requested_act, said_keys), why = CASE WHEN c.why IS NOT NULL THEN '' END
      WHERE c.tenant_id = tenant AND c.dispute = of_case;
  END IF;
END $$
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    migrations.create_infrastructure(op, "disputes")
    _create_disputes()
    _create_transitions()
    _create_messages()
    _create_known_escrows()
    _create_journal()
    _create_editions()
    _create_edition_transitions()
    _create_current_editions()
    _create_calendars()
    _create_participants()
    _create_penalties()
    _create_decisions()
    _create_notes()
    _create_story()
    _create_read_marks()
    _create_presences()
    _create_reason_texts()
    _create_platform_settings()
    for table, rights in RIGHTS.items():
        migrations.isolate_tenants(op, "disputes", table)
        migrations.grant_rights(op, "disputes", table, rights)
    for table in SHARED_TABLES:
        op.execute(f"CREATE POLICY everybody ON disputes.{table} FOR SELECT USING (tenant_id = '{EVERY_PLATFORM}')")
    op.execute(ERASE_WORDS)
    op.execute("REVOKE EXECUTE ON FUNCTION disputes.erase_words(uuid, uuid, text[], text) FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION disputes.erase_words(uuid, uuid, text[], text) TO svc_disputes")
    migrations.create_audit_views(op, "disputes", deadline_subject="dispute_id")
    for view in (DISPUTES_VIEW, TRANSITIONS_VIEW, LEGAL_VIEW, DECISIONS_VIEW):
        op.execute(view)


def _one_of(table: str, column: str, words: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words.split())
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}"))


def _create_disputes() -> None:
    op.create_table(
        "disputes",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("escrow", sa.Uuid(), nullable=False),
        sa.Column("buyer", sa.Text(), nullable=False),
        sa.Column("seller", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("policy_hash", sa.Text(), nullable=False),
        sa.Column("policy_name", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("claimant", sa.Text(), nullable=False),
        sa.Column("opened_by_operator", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("disputed_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("stored_version", sa.Integer(), nullable=False),
        sa.Column("options", JSONB(none_as_null=True), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("statement", JSONB(none_as_null=True), nullable=False),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("price_minor", sa.BigInteger(), nullable=True),
        sa.Column("delivered_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("reopening", JSONB(none_as_null=True), nullable=True),
        sa.Column("opened_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("calendar", JSONB(none_as_null=True), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("entered_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("frozen_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("paused_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("turn", JSONB(none_as_null=True), nullable=True),
        sa.Column("requests", JSONB(none_as_null=True), nullable=False),
        sa.Column("items", JSONB(none_as_null=True), nullable=False),
        sa.Column("voices", JSONB(none_as_null=True), nullable=False),
        sa.Column("deadlines", JSONB(none_as_null=True), nullable=False),
        sa.Column("missed_deadlines", JSONB(none_as_null=True), nullable=False),
        sa.Column("assignee", sa.Text(), nullable=True),
        sa.Column("office", sa.Text(), nullable=True),
        sa.Column("office_name", sa.Text(), nullable=True),
        sa.Column("office_since", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("verification", JSONB(none_as_null=True), nullable=True),
        sa.Column("promise", JSONB(none_as_null=True), nullable=True),
        sa.Column("reductions", JSONB(none_as_null=True), nullable=False),
        sa.Column("reduced_minor", sa.BigInteger(), nullable=False),
        sa.Column("rulings", JSONB(none_as_null=True), nullable=False),
        sa.Column("appeal", JSONB(none_as_null=True), nullable=True),
        sa.Column("approval", JSONB(none_as_null=True), nullable=True),
        sa.Column("reversal", JSONB(none_as_null=True), nullable=True),
        sa.Column("instruction", sa.Uuid(), nullable=True),
        sa.Column("settled_by", sa.Text(), nullable=True),
        sa.Column("buyer_minor", sa.BigInteger(), nullable=True),
        sa.Column("seller_minor", sa.BigInteger(), nullable=True),
        sa.Column("fee_minor", sa.BigInteger(), nullable=True),
        sa.Column("fee_on_top_minor", sa.BigInteger(), nullable=True),
        sa.Column("ordered_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("entered_by", JSONB(none_as_null=True), nullable=True),
        sa.Column("timeout", JSONB(none_as_null=True), nullable=True),
        sa.Column("closed_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("seconds_left", JSONB(none_as_null=True), nullable=False),
        sa.Column("hidden_versions", JSONB(none_as_null=True), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("awaiting", ARRAY(sa.Text()), nullable=False),
        sa.Column("buyer_concealed_until", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("seller_concealed_until", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("next_due_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("desk_due_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("sla", sa.Text(), nullable=True),
        sa.Column("offer_by", sa.Text(), nullable=True),
        sa.Column("contested", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Integer(), nullable=False),
        sa.Column("moves", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_disputes_closed")),
        _one_of("disputes", "claimant", "buyer seller representative operator platform system admin"),
        _one_of(
            "disputes",
            "outcome",
            "agreement decision timeout claim_accepted withdrawn void not_verified inconclusive escrow_ended",
        ),
        _one_of("disputes", "settled_by", "refund_full refund_partial release replacement return_and_refund"),
        _one_of("disputes", "sla", "on_track target_missed breached"),
        _one_of("disputes", "offer_by", "buyer seller representative operator platform system admin"),
        sa.CheckConstraint("state <> 'active' OR stage IS NOT NULL", name=op.f("ck_disputes_active")),
        sa.CheckConstraint("state <> 'reversing' OR reversal IS NOT NULL", name=op.f("ck_disputes_reversing")),
        sa.CheckConstraint("state <> 'settling' OR instruction IS NOT NULL", name=op.f("ck_disputes_settling")),
        _one_of("disputes", "state", "opening active settling reversing closed"),
        _one_of(
            "disputes",
            "status",
            "opening waiting_for_buyer waiting_for_seller waiting_for_both under_review "
            "awaiting_approval decided settling reversing closed",
        ),
        sa.CheckConstraint("(instruction IS NULL) = (buyer_minor IS NULL)", name=op.f("ck_disputes_ordered")),
        sa.CheckConstraint(
            "buyer_minor + seller_minor + reduced_minor = disputed_minor AND least(buyer_minor, seller_minor) >= 0",
            name=op.f("ck_disputes_split"),
        ),
        sa.CheckConstraint("disputed_minor BETWEEN 1 AND 1000000000000000", name=op.f("ck_disputes_disputed")),
        sa.CheckConstraint("reduced_minor >= 0 AND reduced_minor < disputed_minor", name=op.f("ck_disputes_reduced")),
        sa.CheckConstraint("fee_minor >= 0", name=op.f("ck_disputes_fee")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disputes")),
        sa.UniqueConstraint("instruction", name=op.f("uq_disputes_instruction")),
        schema="disputes",
    )
    op.create_index(
        "ix_disputes_tenant_id_buyer_id", "disputes", ["tenant_id", "buyer", "id"], unique=False, schema="disputes"
    )
    op.create_index(
        "ix_disputes_tenant_id_closed_at", "disputes", ["tenant_id", "closed_at"], unique=False, schema="disputes"
    )
    op.create_index("ix_disputes_escrow_id", "disputes", ["escrow", "id"], unique=False, schema="disputes")
    op.create_index("ix_disputes_tenant_id_id", "disputes", ["tenant_id", "id"], unique=False, schema="disputes")
    op.create_index(
        "ix_disputes_tenant_id_next_due_at_id",
        "disputes",
        ["tenant_id", "next_due_at", "id"],
        unique=False,
        schema="disputes",
    )
    op.create_index(
        "ix_disputes_desk",
        "disputes",
        ["tenant_id", sa.text("coalesce(desk_due_at, 'infinity'::timestamptz)"), "id"],
        unique=False,
        schema="disputes",
    )
    op.create_index(
        "ix_disputes_open",
        "disputes",
        ["tenant_id", "stage"],
        unique=False,
        schema="disputes",
        postgresql_include=COUNTED_COLUMNS,
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_index(
        "ix_disputes_tenant_id_seller_id", "disputes", ["tenant_id", "seller", "id"], unique=False, schema="disputes"
    )
    op.create_index(
        "ix_disputes_tenant_id_status_id", "disputes", ["tenant_id", "status", "id"], unique=False, schema="disputes"
    )
    op.create_index(
        "uq_disputes_one_per_escrow",
        "disputes",
        ["escrow"],
        unique=True,
        schema="disputes",
        postgresql_where=sa.text("outcome IS NULL OR outcome NOT IN ('withdrawn', 'void')"),
    )


def _create_transitions() -> None:
    op.create_table(
        "transitions",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("dispute", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("from_state", sa.Text(), nullable=False),
        sa.Column("to_state", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("actor_role", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("received_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("timer", sa.Uuid(), nullable=True),
        sa.Column("behalf", JSONB(none_as_null=True), nullable=True),
        _one_of("transitions", "actor_role", "buyer seller representative operator platform system admin"),
        sa.ForeignKeyConstraint(["dispute"], ["disputes.disputes.id"], name=op.f("fk_transitions_dispute")),
        sa.PrimaryKeyConstraint("dispute", "seq", name=op.f("pk_transitions")),
        sa.UniqueConstraint("timer", name=op.f("uq_transitions_timer")),
        schema="disputes",
    )


def _create_messages() -> None:
    op.create_table(
        "messages",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dispute", sa.Uuid(), nullable=False),
        sa.Column("author_role", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("attachments", ARRAY(sa.Uuid()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("behalf", JSONB(none_as_null=True), nullable=True),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        _one_of("messages", "author_role", "buyer seller representative operator platform system admin"),
        _one_of("messages", "kind", "comment explanation"),
        sa.ForeignKeyConstraint(["dispute"], ["disputes.disputes.id"], name=op.f("fk_messages_dispute")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
        schema="disputes",
    )
    op.create_index("ix_messages_dispute_id", "messages", ["dispute", "id"], unique=False, schema="disputes")


def _create_known_escrows() -> None:
    op.create_table(
        "known_escrows",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("buyer", sa.Text(), nullable=False),
        sa.Column("seller", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("held_minor", sa.BigInteger(), nullable=False),
        sa.Column("frozen_minor", sa.BigInteger(), nullable=False),
        sa.Column("funded_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("delivered_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("price_minor", sa.BigInteger(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("ended_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Text(), nullable=True),
        sa.Column("money", JSONB(none_as_null=True), nullable=True),
        _one_of(
            "known_escrows",
            "state",
            "awaiting_funds partially_funded funded shipped delivered released refunded split_settled "
            "cancelled expired",
        ),
        sa.CheckConstraint("held_minor >= 0 AND frozen_minor >= 0", name=op.f("ck_known_escrows_held")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_escrows")),
        schema="disputes",
    )


def _create_journal() -> None:
    op.create_table(
        "journal",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("dispute", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("received_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("waited", sa.Interval(), nullable=False),
        sa.Column("stored_version", sa.Integer(), nullable=False),
        sa.Column("said", JSONB(none_as_null=True), nullable=False),
        sa.Column("behalf", JSONB(none_as_null=True), nullable=True),
        _one_of("journal", "role", "buyer seller representative operator platform system admin"),
        _one_of(
            "journal",
            "what",
            "frozen freeze_refused settled moved_back escrow_ended turn agreed overtaken failed satisfied reopened "
            "lapsed moved item item_invalid item_attached video act decide proposed rejected verify address "
            "correct_address ship correct_parcel acknowledge fulfil confirm appeal ask extend pause resume message "
            "assign breach silence",
        ),
        sa.ForeignKeyConstraint(["dispute"], ["disputes.disputes.id"], name=op.f("fk_journal_dispute")),
        sa.PrimaryKeyConstraint("dispute", "seq", name=op.f("pk_journal")),
        schema="disputes",
    )


def _create_editions() -> None:
    op.create_table(
        "editions",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "edition", name=op.f("pk_editions")),
        schema="disputes",
    )


def _create_edition_transitions() -> None:
    op.create_table(
        "edition_transitions",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("from_state", sa.Text(), nullable=False),
        sa.Column("to_state", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "edition"],
            ["disputes.editions.tenant_id", "disputes.editions.edition"],
            name=op.f("fk_edition_transitions_tenant_id"),
        ),
        sa.PrimaryKeyConstraint(
            "tenant_id", "edition", "from_state", "to_state", "cause", name=op.f("pk_edition_transitions")
        ),
        schema="disputes",
    )


def _create_current_editions() -> None:
    op.create_table(
        "current_editions",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "name", name=op.f("pk_current_editions")),
        schema="disputes",
    )


def _create_calendars() -> None:
    op.create_table(
        "calendars",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("stored_version", sa.Integer(), nullable=False),
        sa.Column("said", JSONB(none_as_null=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "name", name=op.f("pk_calendars")),
        schema="disputes",
    )


def _create_participants() -> None:
    op.create_table(
        "participants",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participants")),
        schema="disputes",
    )
    op.create_index(
        "uq_participants_tenant_id_participant",
        "participants",
        ["tenant_id", "participant"],
        unique=True,
        schema="disputes",
    )


def _create_penalties() -> None:
    op.create_table(
        "penalties",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("standing", sa.Uuid(), nullable=False),
        sa.Column("dispute", sa.Uuid(), nullable=False),
        sa.Column("instance", sa.Integer(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("stored_version", sa.Integer(), nullable=False),
        sa.Column("penalty", JSONB(none_as_null=True), nullable=False),
        sa.Column("fine", sa.Uuid(), nullable=True),
        sa.Column("imposed_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("reversed_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("reversed_by", sa.Text(), nullable=True),
        sa.Column("reversal_reason", sa.Text(), nullable=True),
        sa.CheckConstraint("(reversed_at IS NULL) = (reversed_by IS NULL)", name=op.f("ck_penalties_reversed")),
        sa.ForeignKeyConstraint(["dispute"], ["disputes.disputes.id"], name=op.f("fk_penalties_dispute")),
        sa.ForeignKeyConstraint(["standing"], ["disputes.participants.id"], name=op.f("fk_penalties_standing")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_penalties")),
        sa.UniqueConstraint("fine", name=op.f("uq_penalties_fine")),
        schema="disputes",
    )
    op.create_index("ix_penalties_standing_id", "penalties", ["standing", "id"], unique=False, schema="disputes")


def _create_decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dispute", sa.Uuid(), nullable=False),
        sa.Column("instance", sa.Integer(), nullable=False),
        sa.Column("stored_version", sa.Integer(), nullable=False),
        sa.Column("judgment", JSONB(none_as_null=True), nullable=True),
        sa.Column("requested_act", JSONB(none_as_null=True), nullable=True),
        sa.Column("penalties", JSONB(none_as_null=True), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("limit_minor", sa.BigInteger(), nullable=True),
        sa.Column("closures", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("judged_by", sa.Text(), nullable=True),
        sa.Column("judged_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.CheckConstraint("(judgment IS NULL) <> (requested_act IS NULL)", name=op.f("ck_decisions_subject")),
        sa.CheckConstraint(
            "(state IN ('approved', 'rejected')) = (judged_by IS NOT NULL)", name=op.f("ck_decisions_judged")
        ),
        _one_of("decisions", "state", "effective awaiting_approval approved rejected lapsed"),
        sa.ForeignKeyConstraint(["dispute"], ["disputes.disputes.id"], name=op.f("fk_decisions_dispute")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        schema="disputes",
    )
    op.create_index("ix_decisions_dispute_id", "decisions", ["dispute", "id"], unique=False, schema="disputes")
    op.create_index(
        "uq_decisions_waiting",
        "decisions",
        ["dispute"],
        unique=True,
        schema="disputes",
        postgresql_where=sa.text("state = 'awaiting_approval'"),
    )


def _create_notes() -> None:
    op.create_table(
        "notes",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dispute", sa.Uuid(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["dispute"], ["disputes.disputes.id"], name=op.f("fk_notes_dispute")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
        schema="disputes",
    )
    op.create_index("ix_notes_dispute_id", "notes", ["dispute", "id"], unique=False, schema="disputes")


def _create_read_marks() -> None:
    op.create_table(
        "read_marks",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("dispute", sa.Uuid(), nullable=False),
        sa.Column("reader_role", sa.Text(), nullable=False),
        sa.Column("reader_id", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        _one_of("read_marks", "reader_role", "buyer seller representative operator platform system admin"),
        sa.PrimaryKeyConstraint("dispute", "reader_role", "reader_id", name=op.f("pk_read_marks")),
        schema="disputes",
    )


def _create_presences() -> None:
    op.create_table(
        "presences",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("dispute", sa.Uuid(), nullable=False),
        sa.Column("operator", sa.Text(), nullable=False),
        sa.Column("doing", sa.Text(), nullable=False),
        sa.Column("since", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("seen_at", sa.TIMESTAMP(timezone=True), nullable=False),
        _one_of("presences", "doing", "reading deciding"),
        sa.PrimaryKeyConstraint("dispute", "operator", name=op.f("pk_presences")),
        schema="disputes",
    )
    columns = ["tenant_id", "seen_at"]
    op.create_index("ix_presences_tenant_id_seen_at", "presences", columns, unique=False, schema="disputes")


def _create_story() -> None:
    op.create_table(
        "story",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column(
            "transaction", sa.BigInteger(), server_default=sa.text("pg_current_xact_id()::text::bigint"), nullable=False
        ),
        sa.Column("dispute", sa.Uuid(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("actor_role", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("params", JSONB(none_as_null=True), nullable=False),
        sa.Column("about", sa.Text(), nullable=True),
        sa.Column("subject", sa.Uuid(), nullable=True),
        sa.Column("giver", sa.Text(), nullable=True),
        sa.Column("request", sa.Uuid(), nullable=True),
        _one_of("story", "actor_role", "buyer seller representative operator platform system admin"),
        _one_of("story", "audience", "everybody staff asked giver"),
        _one_of("story", "about", "message note request item mediation escrow decision"),
        _one_of("story", "giver", "buyer seller representative operator platform system admin"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story")),
        schema="disputes",
    )
    op.create_index(
        "ix_story_dispute_at_position", "story", ["dispute", "at", "position"], unique=False, schema="disputes"
    )
    op.create_index(
        "ix_story_tenant_id_transaction_position", "story", ["tenant_id", "transaction", "position"], unique=False,
        schema="disputes",
    )  # fmt: skip


def _create_reason_texts() -> None:
    op.create_table(
        "reason_texts",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reason_code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reason_texts")),
        schema="disputes",
    )
    op.create_index(
        "ix_reason_texts_tenant_id_id", "reason_texts", ["tenant_id", "id"], unique=False, schema="disputes"
    )
    op.create_index(
        "uq_reason_texts_tenant_id_title", "reason_texts", ["tenant_id", "title"], unique=True, schema="disputes"
    )


def _create_platform_settings() -> None:
    op.create_table(
        "platform_settings",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("stored_version", sa.Integer(), nullable=False),
        sa.Column("said", JSONB(none_as_null=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", name=op.f("pk_platform_settings")),
        schema="disputes",
    )
