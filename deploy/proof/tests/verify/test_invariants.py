"""Every query is shown what it must find, and must not find anything where all is well."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from deploy.proof.testing import template
from deploy.proof.testing.databases import Database, Databases
from deploy.verify.invariants import check_invariant, check_invariants, read_invariants
from deploy.verify.overviews import Context

INVARIANTS = {invariant.id: invariant for invariant in read_invariants()}
CONTEXT = Context({"mediation": ["t"]})
# A transaction with both sides, and an escrow with its hold: what most violations of the ledger start from.
LEDGER = """
insert into escrow.audit_escrows (id, status) values (1, 'funded');
insert into escrow.audit_accounts (id, escrow_id, kind, balance_minor) values
  (1, 1, 'hold', 100), (2, null, 'external', -100);
insert into escrow.audit_entries (seq, tx_id, account_id, amount_minor) values (1, 1, 1, 100), (2, 1, 2, -100);
insert into escrow.audit_movements (tx_id, kind, amount_minor) values (1, 'fund', 100);
"""
# A dispute over 100 that is frozen.
CASE = (
    LEDGER
    + "insert into disputes.audit_disputes (status, frozen_at) values ('negotiation', now() - interval '1 hour');"
)
STEP = "insert into disputes.audit_transitions (seq, from_state, to_state, cause) values "
LEGAL = "insert into disputes.legal_transitions (from_state, to_state, cause) values ('none', 'opening', 'buyer');"
SEEDS = {
    "INV-E1": "insert into escrow.audit_entries (tx_id, amount_minor) values (1, 5), (1, -4)",
    "INV-E2": "insert into escrow.audit_entries (tx_id, amount_minor) values (1, 5), (2, -4)",
    "INV-E3": LEDGER + "update escrow.audit_accounts set currency = 'USD' where id = 2",
    "INV-E4": LEDGER + "insert into escrow.audit_entries (seq, tx_id, account_id, amount_minor) values (3, 2, 1, -101)",
    "INV-E5": LEDGER + "insert into escrow.audit_movements (tx_id, kind, amount_minor) values (2, 'release', 1)",
    "INV-E6": LEDGER + "insert into escrow.audit_movements (tx_id, kind, amount_minor) values (2, 'refund', 101)",
    "INV-E7": LEDGER + "update escrow.audit_escrows set status = 'cancelled'",
    "INV-E8": """insert into escrow.audit_movements (decision_id, kind, party_id)
        values (7, 'refund', 'b'), (7, 'refund', 'b')""",
    "INV-E9": LEDGER + "update escrow.audit_accounts set balance_minor = 99 where id = 1",
    "INV-E11": CASE
    + """insert into escrow.audit_entries (seq, tx_id, account_id, amount_minor) values (3, 2, 1, -1);
        insert into escrow.audit_movements (tx_id, kind, amount_minor) values (2, 'release', 1)""",
    "INV-E12": """insert into disputes.audit_disputes (decision_id, buyer_minor, seller_minor, fee_minor)
        values (7, 60, 39, 0)""",
    "INV-E14": """insert into escrow.audit_idempotency (tenant_id, principal_id, route, key, expires_at)
        select 1, 'p', 'r', 'k', now() + interval '1 hour' from generate_series(1, 2)""",
    "INV-E15": "insert into escrow.audit_movements (tx_id, kind) values (9, 'fund')",
    "INV-E16": "insert into escrow.audit_movements (kind, provider_ref) values ('fund', 'x'), ('fund', 'x')",
    "INV-E17": LEDGER
    + "insert into escrow.audit_entries (tx_id, account_id, amount_minor, reverses_tx) values (2, 1, -101, 1)",
    "INV-E21": """insert into escrow.audit_movements (tx_id, kind, provider_ref)
        values (1, 'fund', 'x'), (2, 'park', 'x')""",
    "INV-E22": LEDGER
    + """insert into disputes.audit_disputes (status, outcome, opened_at, closed_at)
        values ('closed', 'void', now() - interval '1 hour', now() + interval '1 second');
        insert into escrow.audit_movements (tx_id, kind, amount_minor, cause, created_at)
        values (2, 'release', 100, 'timeout:auto_release', now())""",
    "INV-D1": "insert into disputes.audit_disputes (id, status) values (1, 'opening'), (2, 'negotiation')",
    "INV-D2": LEGAL + STEP + "(1, 'none', 'opening', 'seller')",
    "INV-D2b": "insert into disputes.audit_disputes (status) values ('closed');"
    + STEP
    + "(1, 'none', 'opening', 'buyer')",
    "INV-D3": STEP + "(1, 'a', 'settling', 'x'), (2, 'b', 'settling', 'x')",
    "INV-D4": """insert into evidence.audit_timers (state, due_at, fired_at)
        values ('fired', now(), now() - interval '1 second'); insert into evidence.deadlines default values""",
    "INV-D4b": """insert into disputes.audit_timers (state) values ('armed');
        insert into disputes.deadlines default values;
        insert into disputes.audit_disputes (status) values ('closed')""",
    "INV-D5": """insert into mediation.audit_timers (state, due_at) values ('armed', now() + interval '4 days');
        insert into mediation.deadlines default values; insert into mediation.clocks (shift) values ('5 days')""",
    "INV-D6": "insert into disputes.audit_timers (id, due_at) values (1, now() + interval '1 hour');"
    + STEP
    + "(1, 'a', 'b', 'timeout:x'), (2, 'b', 'c', 'buyer');"
    + "update disputes.audit_transitions set timer_id = 1 where seq = 1",
    "INV-D6b": "insert into disputes.audit_timers (id, due_at) values (1, now());"
    + STEP
    + "(1, 'a', 'b', 'buyer'); update disputes.audit_transitions set timer_id = 1",
    "INV-D7": """insert into disputes.audit_disputes (status, decision_id, buyer_minor, seller_minor, fee_minor)
        values ('closed', 7, 60, 40, 0); insert into escrow.audit_movements (decision_id, kind, amount_minor)
        values (7, 'refund', 60)""",
    "INV-D7b": """insert into disputes.audit_disputes (status, decision_id, buyer_minor, seller_minor, fee_minor)
        values ('closed', 7, 60, 40, 0); insert into escrow.audit_escrows (id, buyer_id) values (1, 'anna');
        insert into disputes.disputes
        values (1, '{"instruction": "8",
                     "option": {"split": {"to_buyer": {"minor": 0}, "to_seller": {"minor": 100}}}}');
        insert into escrow.audit_movements (decision_id, kind, party_id, amount_minor) values
          (7, 'refund', 'anna', 60), (7, 'release', 'sam', 40),
          (8, 'reversal', 'anna', 60), (8, 'release', 'sam', 59)""",
    "INV-D8": CASE + "update escrow.audit_accounts set balance_minor = 99 where id = 1",
    "INV-D9": "insert into disputes.audit_disputes (status, awaiting) values ('waiting_for_seller', 'seller')",
    "INV-D10": """insert into escrow.audit_timers (clock, due_at, policy_seconds)
        values ('natural', now() + interval '1 hour', 3599);
        insert into escrow.deadlines default values""",
    "INV-D11": "insert into disputes.audit_decisions (state, approved_by) values ('approved', 'olga')",
    "INV-V1": "insert into evidence.audit_objects (size_bytes) values (2)",
    "INV-V3": """insert into evidence.audit_objects default values;
        insert into evidence.audit_custody (seq, action) values (1, 'received'), (2, 'viewed')""",
    "INV-V4": "insert into evidence.audit_custody (seq, action, hash) values (1, 'received', sha256('y'))",
    "INV-V6": """insert into evidence.audit_objects default values;
        insert into evidence.audit_seals (sealed_at, items) values (now() + interval '1 second', '{}')""",
    "INV-V9": "insert into evidence.audit_objects (path) values ('../etc/passwd')",
    "INV-V10": "insert into evidence.audit_video_chunks (seq, prev_hash) values (0, null), (1, sha256('y'))",
    "INV-V11": "insert into evidence.audit_video_sessions (state, chunks) values ('recording', 1)",
    "INV-V12": """insert into evidence.audit_video_sessions (state, leased_until)
        values ('finished', now() - interval '11 minutes')""",
    "INV-V13": """insert into evidence.audit_video_sessions (object_id, head) values (1, sha256('x'));
        insert into evidence.audit_custody (seq, action, actor_id) values (3, 'viewed', 'sam'), (4, 'revealed', '')""",
    "INV-V14": """insert into evidence.seals (manifest)
        values ('{"items": [{"id": "1", "custody": {"seq": 2, "hash": "00"}}]}')""",
    "INV-V15": """insert into evidence.log_entries
        values ('{"action":"custody.viewed","hash":"00","seq":3,"subject":"1"}')""",
    "INV-V16": """insert into evidence.custody (actor_id) values ('mallory')""",
    "INV-V17": "insert into evidence.items default values",
    "INV-V19": """insert into evidence.known_cases default values;
        insert into evidence.items default values; insert into evidence.custody (tenant_id) values (2)""",
    "INV-V21": """insert into disputes.audit_disputes default values;
        insert into evidence.known_cases (buyer, seller) values ('anna', 'mallory');
        insert into escrow.audit_escrows (id, buyer_id, seller_id, status) values (1, 'anna', 'sam', 'funded')""",
    "INV-V18": """insert into evidence.seals (manifest) values ('{"items": []}')""",
    "INV-M1": "insert into mediation.audit_offers (id, state) values (1, 'accepted'), (2, 'executed_on_silence')",
    "INV-M2": """insert into mediation.audit_offers (id, state, created_at, expires_at, accepted_at)
        values (1, 'accepted', now() - interval '1 day', now() - interval '1 minute', now())""",
    "INV-M3": "insert into mediation.audit_offers (id, seller_minor) values (1, 41)",
    "INV-M4": """insert into mediation.audit_offers (id, round, created_at)
        values (1, 0, now()), (2, 2, now() + interval '1 s')""",
    "INV-M5": """insert into mediation.audit_offers (id, state) values (1, 'accepted');
        insert into disputes.audit_disputes (status, outcome, buyer_minor, seller_minor, fee_minor)
        values ('closed', 'decision', 0, 95, 5)""",
    "INV-M6": """insert into mediation.audit_offers (id, state) values (1, 'overtaken');
        insert into disputes.audit_disputes (status, outcome) values ('closed', 'agreement')""",
    "INV-N1": """insert into notifications.audit_messages default values;
        insert into notifications.audit_messages default values""",
    "INV-N1b": """insert into escrow.audit_outbox (event_id, published_at) values (1, now() - interval '2 minutes');
        insert into escrow.outbox (id) values (1);
        insert into notifications.audit_subscriptions (event_type, active_from)
        values ('t', now() - interval '1 day')""",
    "INV-N2": """insert into notifications.audit_endpoints default values;
        insert into notifications.audit_messages (state, created_at)
        values ('pending', now() - interval '2 minutes')""",
    "INV-N3": "insert into notifications.audit_attempts (n, status_code) values (1, 204), (2, 500)",
    "INV-N4": "insert into notifications.audit_attempts (n, webhook_id) values (1, 'a'), (2, 'b')",
    "INV-N5": "insert into notifications.audit_attempts (n, webhook_timestamp) values (1, 7), (2, 7)",
    "INV-N6": "insert into notifications.audit_attempts (n, peer_ip) values (1, '127.0.0.1')",
    "INV-N7": "insert into notifications.audit_inapp values (1, 'u'), (1, 'u')",
    "INV-X1": """insert into escrow.audit_outbox (event_id, aggregate_seq) values (1, 2);
        insert into escrow.outbox (id) values (1)""",
    "INV-X2": """insert into evidence.audit_outbox (event_id, created_at) values (1, now() - interval '1 minute');
        insert into evidence.outbox (id) values (1)""",
    "INV-X3": """insert into escrow.audit_outbox (event_id, published_at) values (1, now() - interval '2 minutes');
        insert into escrow.outbox (id) values (1)""",
    "INV-X4": "insert into mediation.audit_inbox (consumer, state) values ('mediation', 'parked')",
    "INV-X8": "insert into notifications.audit_log (seq, hash) values (2, sha256('x'))",
}
# What PostgreSQL itself is asked about, on the schema as it is migrated.
CATALOGUE = {
    "INV-C1": "alter view escrow.audit_movements rename to audit_moved",
    "INV-E10": "grant update (amount_minor) on escrow.ledger_entries to svc_escrow",
    "INV-E13": "create table escrow.other (price numeric)",
    "INV-X5": "grant select on escrow.escrows to svc_disputes; grant usage on schema escrow to svc_disputes",
    "INV-X7": "alter table disputes.disputes no force row level security",
    "INV-X9": "alter role svc_mediation bypassrls",
}
OF_THE_SERVER = {"INV-X6", "INV-X10"}


@pytest.fixture(scope="module")
async def scratch(databases: Databases) -> AsyncIterator[Any]:
    """Tables under the names of the audit views."""
    async with databases.clone(template.BLANK) as blank:
        connection = await asyncpg.connect(blank.admin_url.replace("+asyncpg", ""))
        await connection.execute(Path(__file__).with_name("contract.sql").read_text())
        yield connection
        await connection.close()


def test_every_invariant_has_its_violation() -> None:
    assert set(INVARIANTS) == {*SEEDS, *CATALOGUE, *OF_THE_SERVER}


@pytest.mark.parametrize("id", SEEDS)
async def test_a_violation_is_found(id: str, scratch: Any) -> None:
    async with Undone(scratch):
        assert (await check_invariant(scratch, INVARIANTS[id], CONTEXT)).holds

        await scratch.execute(SEEDS[id])

        verdict = await check_invariant(scratch, INVARIANTS[id], CONTEXT)
        assert verdict.problem is None
        assert verdict.rows


@pytest.mark.parametrize("id", CATALOGUE)
async def test_a_wrong_schema_is_found(id: str, database: Database) -> None:
    connection = await asyncpg.connect(database.admin_url.replace("+asyncpg", ""))
    async with Undone(connection):
        assert (await check_invariant(connection, INVARIANTS[id], CONTEXT)).holds

        await connection.execute(CATALOGUE[id])

        assert (await check_invariant(connection, INVARIANTS[id], CONTEXT)).rows
    await connection.close()


async def test_a_missing_view_is_a_failure(scratch: Any) -> None:
    async with Undone(scratch):
        await scratch.execute("drop table mediation.audit_offers")

        verdict = await check_invariant(scratch, INVARIANTS["INV-M1"], CONTEXT)

        assert not verdict.holds
        assert verdict.problem is not None


async def test_the_auditor_finds_nothing_in_an_empty_suite(database: Database) -> None:
    dsn = database.auditor_url.replace("+asyncpg", "")

    verdicts = await check_invariants(dsn, CONTEXT, leave_out=OF_THE_SERVER)

    assert {v.invariant.id: v.problem or v.rows for v in verdicts if not v.holds} == {}


async def test_a_cluster_that_may_lose_commits_is_named(database: Database) -> None:
    verdicts = await check_invariants(database.auditor_url.replace("+asyncpg", ""), CONTEXT)

    [found] = [v for v in verdicts if v.invariant.id == "INV-X10"]
    assert {row["name"] for row in found.rows} == {"fsync", "full_page_writes", "synchronous_commit"}


async def test_webhooks_to_this_machine_are_fine_where_they_are_allowed(scratch: Any) -> None:
    async with Undone(scratch):
        await scratch.execute(SEEDS["INV-N6"])

        assert (await check_invariant(scratch, INVARIANTS["INV-N6"], Context({}, ["127.0.0.0/8"]))).holds


async def test_the_part_that_is_not_disputed_stays_releasable(scratch: Any) -> None:
    async with Undone(scratch):
        await scratch.execute(SEEDS["INV-E11"] + "; update disputes.audit_disputes set disputed_minor = 99")

        assert (await check_invariant(scratch, INVARIANTS["INV-E11"], CONTEXT)).holds


A_CASE = "insert into disputes.audit_disputes default values; insert into evidence.known_cases default values"
A_CASE_IS_OVER = "update evidence.known_cases set state = 'closed', closed_at = now()"
A_DEAL = """
    insert into escrow.escrows (funded_at, shipped_at, carrier, tracking_number)
      values (now() - interval '2 days', now() - interval '1 day', 'hermes', '1');
    insert into evidence.known_deals (funded_at, shipped_at, carrier, tracking_number, title)
      select funded_at, shipped_at, carrier, tracking_number, title from escrow.escrows"""

MORE = {
    "a receipt altered": ("INV-V10", "insert into evidence.audit_video_chunks (canonical) values ('y')"),
    "a receipt that is missing": ("INV-V10", "insert into evidence.audit_video_chunks (seq) values (1)"),
    "a receipt older than the one before": (
        "INV-V10",
        """insert into evidence.audit_video_chunks default values;
        insert into evidence.audit_video_chunks (seq, prev_hash, hash, received_at)
        values (1, sha256('x'), sha256(sha256('x') || 'x'), now() - interval '1 second')""",
    ),
    "a head that is not the last receipt": (
        "INV-V11",
        """insert into evidence.audit_video_chunks default values;
        insert into evidence.audit_video_sessions (state, chunks, total_bytes, head) values ('recording', 1, 1, 'y')""",
    ),
    "a file shorter than its pieces": (
        "INV-V11",
        """insert into evidence.audit_video_chunks (size) values (2);
        insert into evidence.audit_objects default values;
        insert into evidence.audit_video_sessions (chunks, total_bytes, head, object_id)
        values (1, 2, sha256('x'), 1)""",
    ),
    "a recording that nobody checks": (
        "INV-V12",
        """insert into evidence.audit_video_sessions (state) values ('finished');
        insert into evidence.audit_outbox (aggregate_id, type, created_at)
        values (1, 'evidence.video-finished.v1', now() - interval '11 minutes')""",
    ),
    "a case that disputes does not know": ("INV-V21", "insert into evidence.known_cases default values"),
    "a case of another platform": ("INV-V21", f"{A_CASE}; update evidence.known_cases set tenant_id = 2"),
    "a case about another deal": ("INV-V21", f"{A_CASE}; update evidence.known_cases set escrow = 2"),
    "a case that was called over": ("INV-V21", f"{A_CASE}; {A_CASE_IS_OVER}"),
    "a case that was called open": ("INV-V21", f"{A_CASE}; update disputes.audit_disputes set closed_at = now()"),
    "a case that was over before it was": (
        "INV-V21",
        f"""{A_CASE}; update disputes.audit_disputes set closed_at = now();
        update evidence.known_cases set state = 'closed', closed_at = now() - interval '1 day'""",
    ),
    "a deal that escrow does not know": ("INV-V21", "insert into evidence.known_deals default values"),
    "a deal of another platform": ("INV-V21", f"{A_DEAL}; update evidence.known_deals set tenant_id = 2"),
    "a deal of a version to come": ("INV-V21", f"{A_DEAL}; update evidence.known_deals set version = 2"),
    "a deal of another name": ("INV-V21", f"{A_DEAL}; update evidence.known_deals set title = 'A ring'"),
    "a parcel with another number": ("INV-V21", f"{A_DEAL}; update evidence.known_deals set tracking_number = '2'"),
    "a parcel of another carrier": ("INV-V21", f"{A_DEAL}; update evidence.known_deals set carrier = 'other'"),
    "a parcel that left earlier": (
        "INV-V21",
        f"{A_DEAL}; update evidence.known_deals set shipped_at = shipped_at - interval '1 day'",
    ),
    "a deal that was paid earlier": (
        "INV-V21",
        f"{A_DEAL}; update evidence.known_deals set version = 0, funded_at = funded_at - interval '1 day'",
    ),
    "two verdicts": (
        "INV-V12",
        """insert into evidence.audit_video_sessions default values; insert into evidence.audit_log (seq, canonical)
        select n, '{"action":"video.verified","subject":"1"}' from generate_series(1, 2) n""",
    ),
}


@pytest.mark.parametrize("what", MORE)
async def test_every_part_of_a_rule_is_looked_at(what: str, scratch: Any) -> None:
    id, seed = MORE[what]
    async with Undone(scratch):
        await scratch.execute(seed)

        verdict = await check_invariant(scratch, INVARIANTS[id], CONTEXT)
        assert verdict.problem is None
        assert verdict.rows


@pytest.mark.parametrize(
    "late",
    [
        f"{A_CASE}; {A_DEAL}",
        f"{A_DEAL}; update evidence.known_deals set title = null, tracking_number = '', carrier = null",
        f"{A_DEAL}; update escrow.escrows set version = 2, tracking_number = '2'",
        f"""{A_CASE}; update disputes.audit_disputes set closed_at = now();
        insert into disputes.audit_outbox (published_at) values (now() - interval '1 second')""",
    ],
    ids=["as told", "words that were erased", "a number that was corrected a moment ago", "over since a moment"],
)
async def test_inv_v21_what_was_erased_or_is_under_way_is_no_tampering(scratch: Any, late: str) -> None:
    async with Undone(scratch):
        await scratch.execute(late)

        assert (await check_invariant(scratch, INVARIANTS["INV-V21"], CONTEXT)).rows == ()


async def test_nothing_of_a_file_may_change_but_what_a_scanner_finds(database: Database) -> None:
    connection = await asyncpg.connect(database.admin_url.replace("+asyncpg", ""))
    async with Undone(connection):
        await connection.execute("grant update (scan_state, sha256) on evidence.files to svc_evidence")

        assert (await check_invariant(connection, INVARIANTS["INV-E10"], CONTEXT)).rows
    await connection.close()


class Undone:
    """A transaction that ends as if it had never been."""

    def __init__(self, connection: Any) -> None:
        self._transaction = connection.transaction()

    async def __aenter__(self) -> None:
        await self._transaction.start()

    async def __aexit__(self, *failure: object) -> None:
        await self._transaction.rollback()
