"""The auditor's questions of `deploy/verify/invariants.sql` about the ledger, after a lively day."""

from __future__ import annotations

import pytest

from common.kernel.ids import new_id

# INV-E16 is unique per (reference, kind): a provider may use one reference for a payment and its return.
INVARIANTS = {
    "INV-E1": "select tx_id, currency from audit_entries group by 1, 2 having sum(amount_minor) <> 0 or count(*) < 2",
    "INV-E2": "select currency from audit_entries group by 1 having sum(amount_minor) <> 0",
    "INV-E3": """select e.seq from audit_entries e join audit_accounts a on a.id = e.account_id
        left join audit_escrows d on d.id = e.escrow_id
        where e.currency <> a.currency or e.currency <> d.currency or e.tenant_id <> a.tenant_id
           or e.tenant_id <> d.tenant_id""",
    "INV-E4": """select * from (select e.escrow_id, e.seq,
          sum(e.amount_minor) over (partition by e.escrow_id order by e.seq) r,
          lead(e.tx_id) over (partition by e.escrow_id order by e.seq) nxt, e.tx_id
        from audit_entries e join audit_accounts a on a.id = e.account_id where a.kind = 'hold') x
        where r < 0 and nxt is distinct from tx_id""",
    "INV-E5": """select escrow_id from (select escrow_id, sum(amount_minor) filter (where kind = 'fund') f,
          coalesce(sum(amount_minor) filter (where kind in ('release', 'refund', 'fee')), 0)
            - coalesce(sum(amount_minor) filter (where kind = 'reversal'), 0) o
        from audit_movements where status <> 'failed' group by 1) m
        left join (select escrow_id, sum(balance_minor) h from audit_accounts where kind = 'hold' group by 1) a
        using (escrow_id) where coalesce(f, 0) <> coalesce(o, 0) + coalesce(h, 0)""",
    "INV-E7": """select d.id from audit_escrows d join audit_accounts a on a.escrow_id = d.id and a.kind = 'hold'
        where d.status in ('released', 'refunded', 'split_settled', 'cancelled', 'expired') and a.balance_minor <> 0""",
    "INV-E8": """select escrow_id, decision_id, kind, party_id from audit_movements
        where kind in ('release', 'refund', 'fee') and status <> 'failed' group by 1, 2, 3, 4 having count(*) > 1""",
    "INV-E9": """select a.id from audit_accounts a
        left join (select account_id, sum(amount_minor) s from audit_entries group by 1) e on e.account_id = a.id
        where a.balance_minor <> coalesce(e.s, 0)""",
    "INV-E10": """select grantee from information_schema.role_table_grants where table_schema = 'escrow'
        and table_name in ('ledger_entries', 'ledger_transactions', 'movements', 'log_entries')
        and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE') and grantee = 'svc_escrow'""",
    "INV-E13": """select column_name from information_schema.columns where table_schema = 'escrow'
        and column_name ~ '(_minor$|amount|balance|price)' and data_type <> 'bigint'""",
    "INV-E15": """select m.id from audit_movements m full join (select distinct tx_id from audit_entries) e
        using (tx_id) where m.tx_id is null or e.tx_id is null""",
    "INV-E16": """select provider_ref from audit_movements where provider_ref is not null
        group by provider_ref, kind having count(*) > 1""",
    "INV-E17": """select reverses_tx, account_id from audit_entries r where reverses_tx is not null
        group by reverses_tx, account_id having abs(sum(amount_minor)) > (
          select coalesce(abs(sum(o.amount_minor)), 0) from escrow.audit_entries o
          where o.tx_id = r.reverses_tx and o.account_id = r.account_id)""",
    "no account is overdrawn but what is owed and what came from outside": """select a.id from audit_accounts a
        where a.kind not in ('external', 'receivable') and a.balance_minor < 0""",
    "nobody is owed as a debtor": "select a.id from audit_accounts a where a.kind = 'receivable' and balance_minor > 0",
    "D4": """select id from audit_timers where (fired_at is not null and fired_at < due_at)
        or (state = 'fired') <> (fired_at is not null)""",
    "INV-X1": """select aggregate_id from audit_outbox group by 1 having count(*) <> max(aggregate_seq)
        or min(aggregate_seq) <> 1 or count(distinct aggregate_seq) <> count(*)""",
}


async def live(market) -> None:
    dispute = new_id()
    fees = {"basis_points": 333, "fixed": {"amount": 7, "currency": "EUR"}}
    for payer in ("buyer", "seller"):
        one = await market.funded(9_999, fee={**fees, "paid_by": payer})
        home = f"/v1/escrows/{one['id']}"
        for act, amount in (("release", 1_111), ("refund", 777)):
            body = {"amount": {"amount": amount, "currency": "EUR"}}
            assert (await market.platform.post(f"{home}/{act}", body)).status_code == 200
        await market.platform.post(f"{home}/deliver")
        await market.freeze(one, dispute := new_id(), 4_001)
        order = await market.settle(one, dispute, 1_000, 3_001)
        await market.reverse(one, dispute, order.instruction, *((4_001, 0) if payer == "buyer" else (0, 4_001)))
        fine = await market.fine(one, dispute, 2_500, "USD")
        if payer == "buyer":
            await market.lift(one, dispute, fine.instruction)
    await market.fund(await market.escrow(), 12_000)
    await market.fund(await market.escrow(), 12)
    market.clock.passes(days=30)
    for _ in range(2):
        await market.sweep()


async def test_the_auditors_questions_all_have_the_empty_answer(market, database, rows) -> None:
    await live(market)

    for name, query in INVARIANTS.items():
        prefixed = query.replace(" audit_", " escrow.audit_")
        assert await rows(prefixed) == [], name
    assert await rows("SELECT count(*) FROM escrow.audit_escrows WHERE status = 'split_settled'") == [(2,)]
    assert await rows("SELECT count(*) > 0 FROM escrow.audit_entries WHERE reverses_tx IS NOT NULL") == [(True,)]
    assert (await market.platform.get("/v1/ledger/integrity")).json()["ok"]


@pytest.mark.parametrize(
    "view",
    ["audit_entries", "audit_accounts", "audit_escrows", "audit_movements", "audit_aggregate_versions",
     "audit_outbox", "audit_inbox", "audit_log", "audit_timers", "audit_idempotency"],
)  # fmt: skip
async def test_the_auditors_views_do_not_go_round_row_security(rows, view: str) -> None:
    options = await rows(f"SELECT reloptions FROM pg_class WHERE oid = 'escrow.{view}'::regclass")

    assert options == [(["security_invoker=true"],)]
