"""O8: what analytics say is what the case log says, counted anew."""

from __future__ import annotations

import math
from collections import defaultdict
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from common.kernel.ids import parse_id
from common.persistence.database import Database
from disputes.testing import BUYER, OPERATOR, SELLER, agreed

PLATFORM = "platform-1"
PERIOD = "?from=2026-11-01T00:00:00Z&to=2027-11-01T00:00:00Z"

COPY_CASES = """
INSERT INTO disputes.disputes
SELECT copied.* FROM disputes.disputes d, generate_series(1, 9300) AS n, LATERAL jsonb_populate_record(
  d, jsonb_build_object('id', gen_random_uuid(), 'escrow', gen_random_uuid(), 'instruction', gen_random_uuid(),
    'disputed_minor', 1e15::bigint, 'buyer_minor', 1e15::bigint, 'seller_minor', 0 * n)) AS copied
WHERE d.state = 'closed'
"""
FORGET_COPIES = "DELETE FROM disputes.disputes WHERE disputed_minor = 1e15"


async def execute_as_owner(database, statement: str) -> None:
    """Without the triggers that look at each row."""
    superuser = Database(database.admin_url, pool_size=1)
    async with superuser.engine.begin() as connection:
        await connection.execute(text("SET LOCAL session_replication_role = replica"))
        await connection.execute(text(statement))
    await superuser.close()


@pytest.fixture
async def year(api, cases, clock):
    """Six closed cases of two programmes, and one that is still open."""
    for days, to_buyer in ((1, 8000), (2, 5000), (4, 2000)):
        escrow, path = await cases.opened()
        await api.post(SELLER, f"/{path}/messages", {"text": "Let us agree."})
        clock.time += timedelta(days=days)
        await api.tell(agreed(parse_id("dsp", path), to_buyer=to_buyer, occurred_at=clock.time))
        await cases.settle(escrow, path)
    escrow, path = await cases.reviewed()
    await api.post(OPERATOR, f"/{path}/assign", {})
    await api.post(OPERATOR, f"/{path}/messages", {"text": "I am looking at it."})
    clock.time += timedelta(days=16)
    await api.sweep()
    await cases.decide(path, outcome="release")
    await cases.settle(escrow, path)
    _, path = await cases.opened()
    await api.post(BUYER, f"/{path}/withdraw")
    escrow, path = await cases.reviewed("report_review-2026-11")
    await cases.decide(path, outcome="inconclusive")
    clock.time += timedelta(hours=73)
    await api.sweep()
    await cases.opened()


async def recounted(database) -> dict:
    """Not as the service does it: row by row, in Python, as the auditor sees them."""
    auditor = Database(database.admin_url, pool_size=1)
    async with auditor.engine.begin() as connection:
        cases = (await connection.execute(text("SELECT * FROM disputes.disputes WHERE state = 'closed'"))).all()
        log = (await connection.execute(text("SELECT * FROM disputes.journal ORDER BY dispute, seq"))).all()
    await auditor.close()
    heard = defaultdict(list)
    for entry in log:
        heard[entry.dispute].append(entry)
    people = {"buyer", "seller", "representative", "operator", "platform"}
    touches = {c.id: [e for e in heard[c.id] if e.role == "operator" and e.what != "assign"] for c in cases}
    acts = {c.id: [e for e in heard[c.id] if e.role in people and e.what != "satisfied"] for c in cases}
    took = sorted((c.closed_at - c.opened_at).total_seconds() for c in cases)
    breaches = [e.said["level"] for c in cases for e in heard[c.id] if e.what == "breach"]
    return {
        "cases": len(cases),
        "resolved_without_operator": sum(1 for c in cases if not touches[c.id]),
        "support_touches": sum(len(found) for found in touches.values()),
        "interactions": sum(len(found) + 1 for found in acts.values()),
        "median_seconds_to_resolution": int(took[math.ceil(len(took) * 0.5) - 1]),
        "p90_seconds_to_resolution": int(took[math.ceil(len(took) * 0.9) - 1]),
        "sla_targets_missed": breaches.count("target"),
        "sla_limits_breached": breaches.count("limit"),
        "to_buyer": sum((c.buyer_minor or 0) + c.reduced_minor for c in cases),
        "to_seller": sum((c.seller_minor or 0) - (c.fee_minor or 0) for c in cases),
    }


async def test_o8_the_numbers_are_those_of_the_case_log(api, year, database) -> None:
    found = (await api.get(PLATFORM, f"/disputes{PERIOD}", root="/v1/analytics")).json()

    expected = await recounted(database)
    shown = {name: found[name] for name in expected if name in found}
    shown["to_buyer"] = sum(part["to_buyer"]["amount"] for part in found["outcomes"])
    shown["to_seller"] = sum(part["to_seller"]["amount"] for part in found["outcomes"])
    assert shown == expected
    assert (found["cases"], found["resolved_without_operator"]) == (6, 4)
    assert found["resolved_without_operator_basis_points"] == 6667
    assert (found["sla_targets_missed"], found["sla_limits_breached"]) == (1, 1)
    assert sum(part["cases"] for part in found["outcomes"]) == 6


@pytest.mark.parametrize("interval", ["day", "week", "month"])
async def test_pag_11_stretches_and_durations_add_up_to_the_period(api, year, interval) -> None:
    period = "?from=2026-11-10T06:00:00Z&to=2027-02-03T00:00:00Z"
    found = (await api.get(PLATFORM, f"/disputes{period}&interval={interval}", root="/v1/analytics")).json()

    stretches = found["over_time"]
    assert sum(each["closed"] for each in stretches) == found["cases"] > 0
    assert sum(each["opened"] for each in stretches) == found["opened"] > 0
    assert sum(each["resolved_without_operator"] for each in stretches) == found["resolved_without_operator"]
    assert sum(each["cases"] for each in found["durations"]) == found["cases"]
    assert [each["since"] for each in stretches[1:]] == [each["until"] for each in stretches[:-1]]
    assert (stretches[0]["since"], stretches[-1]["until"]) == ("2026-11-10T06:00:00Z", "2027-02-03T00:00:00Z")
    assert (interval == "month") == (stretches[1]["since"] == "2026-12-01T00:00:00Z")
    assert {each["median_seconds_to_resolution"] is None for each in stretches if each["closed"]} <= {False}


async def test_pag_11_a_duration_lies_between_its_bounds(api, year, database) -> None:
    found = (await api.get(PLATFORM, f"/disputes{PERIOD}", root="/v1/analytics")).json()

    auditor = Database(database.admin_url, pool_size=1)
    async with auditor.engine.begin() as connection:
        cases = (await connection.execute(text("SELECT * FROM disputes.disputes WHERE state = 'closed'"))).all()
    await auditor.close()
    took = [(case.closed_at - case.opened_at).total_seconds() for case in cases]
    for each in found["durations"]:
        most = each["up_to_seconds"] or math.inf
        assert each["cases"] == sum(1 for seconds in took if each["from_seconds"] <= seconds < most), each


async def test_pag_11_one_policy_alone_can_be_measured(api, year) -> None:
    whole = (await api.get(PLATFORM, f"/disputes{PERIOD}", root="/v1/analytics")).json()
    for policy in ("agreement_first", "report_review", "report_review-2026-11", "nobodys"):
        found = (await api.get(PLATFORM, f"/disputes{PERIOD}&policy={policy}", root="/v1/analytics")).json()
        named = [part for part in whole["outcomes"] if policy.startswith(part["policy"])]
        assert found["cases"] == sum(part["cases"] for part in named), policy
        assert found["outcomes"] == named
        assert sum(each["opened"] for each in found["over_time"]) == found["opened"] >= found["cases"]


async def test_o8_touches_are_compared_with_the_baseline_the_platform_sets(api, year) -> None:
    await api.put(PLATFORM, "/dispute-settings", {"baseline_touches_per_100_cases": 500})

    found = (await api.get(PLATFORM, f"/disputes{PERIOD}", root="/v1/analytics")).json()

    assert found["support_touches"] == 3
    assert (found["support_touches_per_100_cases"], found["baseline_touches_per_100_cases"]) == (50, 500)
    assert found["fewer_touches_factor_percent"] == 1000


async def test_a_period_is_half_open_and_each_platform_sees_its_own(api, year) -> None:
    [*_, last] = sorted(
        row["id"] for row in (await api.get(PLATFORM, "?status=closed")).json()["data"]
    )  # fmt: skip
    closed_at = (await api.get(PLATFORM, f"/{last}")).json()["closed_at"]

    until = (
        await api.get(PLATFORM, f"/disputes?from=2026-11-01T00:00:00Z&to={closed_at}", root="/v1/analytics")
    ).json()
    since = (
        await api.get(PLATFORM, f"/disputes?from={closed_at}&to=2027-11-01T00:00:00Z", root="/v1/analytics")
    ).json()
    others = (await api.get(PLATFORM, f"/disputes{PERIOD}", root="/v1/analytics", tenant=uuid4())).json()

    assert until["cases"] + since["cases"] == 6
    assert since["cases"] >= 1
    assert (others["cases"], others["resolved_without_operator_basis_points"], others["outcomes"]) == (0, None, [])


@pytest.mark.parametrize(
    "query",
    ["", "?from=2026-11-01T00:00:00Z", "?from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z", f"{PERIOD}&colour=red",
     f"{PERIOD}&interval=hour", "?from=yesterday&to=today", "?from=2026-11-01T00:00:00&to=2026-12-01T00:00:00",
     "?from=0001-01-01T00:00:00Z&to=9999-01-01T00:00:00Z"],
)  # fmt: skip
async def test_periods_that_are_refused(api, query) -> None:
    assert (await api.get(PLATFORM, f"/disputes{query}", root="/v1/analytics")).status_code == 422


async def test_parties_see_no_analytics(api) -> None:
    assert (await api.get(BUYER, f"/disputes{PERIOD}", root="/v1/analytics")).status_code == 403


async def test_wal_f9_sums_are_exact_however_many_amounts_they_add_up(api, cases, clock, database) -> None:
    """Of 9,300 of the largest cases, whose sum no 64 bits hold."""
    escrow, path = await cases.opened()
    await api.tell(agreed(parse_id("dsp", path), to_buyer=8000, occurred_at=clock.time))
    await cases.settle(escrow, path)
    await execute_as_owner(database, COPY_CASES)

    answer = await api.get(PLATFORM, f"/disputes{PERIOD}", root="/v1/analytics")
    await execute_as_owner(
        database, "DELETE FROM disputes.disputes WHERE disputed_minor = 1e15"
    )  # none is played again

    assert answer.status_code == 200, answer.text
    [found] = answer.json()["outcomes"]
    assert found["disputed"]["amount"] == found["to_buyer"]["amount"] == 9_300 * 10**15 + 8_000
