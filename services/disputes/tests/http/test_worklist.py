"""Lists of cases: what is overdue comes first, rows draw a list, and counts say how many there are of each sort."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from common.contracts.evidence import RequestSatisfied
from common.kernel.ids import format_id
from common.kernel.principal import Principal, Role
from disputes.testing import BUYER, NOON, OPERATOR, SELLER, TENANT, failed
from disputes.worklist.queries import select_counts

PLATFORM, OTHER, STUDIO = "platform-1", "operator-2", "representative-1"
EDITION, REPORTS = "agreement_first-2026-11", "report_review-2026-11"


async def rows(api, query: str = "", who: str = OPERATOR, **claims) -> list[dict]:
    response = await api.get(who, f"?{query}", **claims)
    assert response.status_code == 200, response.text
    return response.json()["data"]


async def ids(api, query: str = "", who: str = OPERATOR) -> list[str]:
    return [row["id"] for row in await rows(api, query, who)]


async def counts(api, who: str = OPERATOR) -> dict:
    response = await api.get(who, "/counts")
    assert response.status_code == 200, response.text
    return response.json()


@pytest.fixture
def reviewed(start):
    async def reviewed():
        case = await start(EDITION)
        await case.api.tell(failed(case.id, occurred_at=case.clock.time))
        await case.tell(RequestSatisfied, "seller")
        return case

    return reviewed


async def test_prm_33_a_breached_case_stays_first_with_the_instant_it_was_due_at(api, start, reviewed, clock) -> None:
    breached = await reviewed()
    for days, late in ((10, "target_missed"), (5, "breached")):
        await breached.pass_time(days=days)
        row = (await rows(api, "sort=due"))[0]
        assert (row["sla"], row["next_due_at"], row["overdue"]) == (late, "2026-12-04T12:00:00Z", True)
    soon = await start(EDITION)
    later = await reviewed()
    withdrawn = await start(EDITION)
    await withdrawn.do(BUYER, "withdraw")

    assert await ids(api, "sort=due") == [case.path[1:] for case in (breached, soon, later, withdrawn)]
    assert await ids(api, "sort=due&due_before=2026-12-15T12:00:00Z") == [breached.path[1:], soon.path[1:]]
    assert await ids(api, "overdue=true", PLATFORM) == [breached.path[1:]]
    assert set(await ids(api, "overdue=false&open=true")) == {soon.path[1:], later.path[1:]}


async def test_prm_33_a_case_is_overdue_until_what_was_owed_is_done(api, reviewed, ruling) -> None:
    case = await reviewed()
    await case.pass_time(days=10)
    await case.do(OPERATOR, "pause", {"reason_code": "carrier_asked"})
    paused = (await rows(api))[0]
    await case.do(OPERATOR, "resume")
    resumed = (await rows(api))[0]
    await case.do(OPERATOR, "decision", ruling(EDITION))
    decided = (await rows(api))[0]

    assert [(row["overdue"], row["next_due_at"]) for row in (paused, resumed, decided)] == [
        (False, "2027-01-03T12:00:00Z"), (True, "2026-12-04T12:00:00Z"), (False, None),
    ]  # fmt: skip
    assert paused["paused_at"] == "2026-12-04T12:00:00Z"


async def test_prm_33_what_is_late_under_a_clock_of_several_stages_stays_late_in_the_next(api, start) -> None:
    case = await start(REPORTS)
    await case.pass_time(days=2)
    assert (await case.see())["stage"] == "report"
    for party in ("buyer", "seller"):
        await case.tell(RequestSatisfied, party)
    row = (await rows(api))[0]

    assert (row["stage"], row["overdue"], row["next_due_at"]) == ("review", True, "2026-11-26T12:00:00Z")


async def test_prm_33_parties_see_what_is_due_and_not_how_late_operators_are(api, reviewed) -> None:
    case = await reviewed()
    await case.pass_time(days=15)

    for who in (BUYER, SELLER):
        row = (await rows(api, "sort=due", who))[0]
        assert (row["overdue"], row["sla"], row["assignee"]) == (False, None, None)
        assert row["next_due_at"] == "2027-01-23T12:00:00Z"
        assert await ids(api, "overdue=true", who) == []
        for query in ("mine=true", "assignment=assigned", "sla=breached", f"assignee={OPERATOR}"):
            assert (await api.get(who, f"?{query}")).status_code == 403, query
        assert (await counts(api, who))["desk"] is None
    assert (await api.get(PLATFORM, "?mine=true")).status_code == 403


async def test_prm_33_counts_are_those_of_the_lists_with_the_filters_of_their_names(api, start, reviewed) -> None:
    first, second = await reviewed(), await reviewed()
    await first.pass_time(days=15)
    await first.do(OPERATOR, "assign", {})
    await second.do(OTHER, "assign", {})
    for _ in range(2):
        await start(EDITION)
    await (await start(EDITION)).do(BUYER, "withdraw")
    paused = await start(REPORTS)
    await paused.do(OPERATOR, "pause", {"reason_code": "holidays"})
    counted = await counts(api)

    async def listed(query: str) -> int:
        return len(await ids(api, f"open=true&{query}"))

    assert counted["open"] == await listed("") == 5
    for one in counted["by_status"]:
        assert one["count"] == await listed(f"status={one['status']}"), one
    for one in counted["by_stage"]:
        assert one["count"] == await listed(f"policy={one['policy']}&stage={one['stage']}"), one
    for one in counted["by_awaiting"]:
        assert one["count"] == await listed(f"awaiting={one['awaiting']}"), one
    for flag in ("overdue", "offer", "contested", "paused"):
        assert counted["flags"][flag] == await listed(f"{flag}=true"), flag
    assert counted["flags"]["offer"] >= 2
    assert counted["flags"]["required_action"] == await listed("awaiting=operator")
    assert counted["desk"] == {
        "unassigned": await listed("assignment=unassigned"), "mine": await listed("mine=true"),
        "target_missed": await listed("sla=target_missed"), "breached": await listed("sla=breached"),
    }  # fmt: skip
    assert (counted["desk"]["breached"], counted["desk"]["mine"]) == (2, 1)
    assert await listed("mine=false") == 4
    sellers = (await counts(api, SELLER))["flags"]
    assert sellers["required_action"] == len(await ids(api, "open=true&awaiting=seller", SELLER)) == 3
    assert (await counts(api, "buyer-other"))["open"] == 0


async def test_prm_33_cases_are_found_by_stage_turn_offer_and_contest(api, start, ruling) -> None:
    offered, reported = await start(EDITION), await start(REPORTS)
    assert await ids(api, "awaiting=seller") == [reported.path[1:], offered.path[1:]]
    assert await ids(api, "awaiting=buyer,operator") == [reported.path[1:]]
    assert await ids(api, "stage=negotiation,review") == [offered.path[1:]]
    assert (await ids(api, "offer=true"), await ids(api, "offer_by=buyer")) == ([offered.path[1:]],) * 2
    assert await ids(api, "offer_by=seller") == []
    for party in ("buyer", "seller"):
        await reported.item(party, "conversation", "call_start_and_end", "contact_id")
        await reported.tell(RequestSatisfied, party)
    await reported.pass_time(days=2)
    await reported.do(OPERATOR, "decision", ruling(REPORTS))
    assert await ids(api, "contested=true") == []
    await reported.do(SELLER, "appeals", {"explanation": "I was there all the time. " * 10})

    assert await ids(api, "contested=true") == [reported.path[1:]]
    assert (await rows(api, "contested=true"))[0]["contested"] is True
    for wrong in ("stage=Review", "offer_by=anybody", "mine=maybe", "awaiting=nobody", "unread=true"):
        assert (await api.get(OPERATOR, f"?{wrong}")).status_code == 422, wrong


async def test_prm_33_pages_of_what_is_due_lose_and_repeat_nothing_while_cases_become_overdue(
    api, reviewed, clock
) -> None:
    made = []
    for hours in range(6):
        clock.time = NOON + timedelta(hours=hours)
        made.append((await reviewed()).path[1:])
    seen, cursor = [], ""
    while cursor is not None:
        page = (await api.get(OPERATOR, f"?sort=due&limit=2{cursor and '&cursor=' + cursor}")).json()
        seen += [row["id"] for row in page["data"]]
        cursor = page["next_cursor"]
        clock.time += timedelta(days=6)
        await api.sweep()

    assert seen == made


async def test_prm_39_a_row_draws_a_list(api, start) -> None:
    case = await start(EDITION)
    for who, other, turn in (
        (BUYER, SELLER, "waiting"),
        (SELLER, BUYER, "required_action"),
        (OPERATOR, None, "waiting"),
    ):
        row = (await rows(api, "", who))[0]
        assert (row["other_party"], row["viewer_state"], row["awaiting"]) == (other, turn, ["seller"])
        assert (row["buyer"], row["seller"], row["claimant"]) == (BUYER, SELLER, "buyer")
        assert (row["disputed"], row["title"]) == ({"amount": 8000, "currency": "EUR"}, "One bicycle")
    await case.do(BUYER, "withdraw")
    assert (await rows(api, "", SELLER))[0]["viewer_state"] == "closed"


async def test_prm_39_a_studio_sees_its_turn_as_that_of_whom_it_represents(api, start) -> None:
    case = await start(REPORTS)
    row = (await rows(api, "", STUDIO, dispute=format_id("dsp", case.id)))[0]

    assert (row["other_party"], row["viewer_state"]) == (BUYER, "required_action")
    counted = (await api.get(STUDIO, "/counts", dispute=format_id("dsp", case.id))).json()
    assert (counted["open"], counted["flags"]["required_action"]) == (1, 1), "and counts say the same (PRM-33)"


async def test_prm_33_counts_are_answered_by_an_index_alone(begin, start) -> None:
    for _ in range(3):
        await start(EDITION)
    query = select_counts(Principal(TENANT, Role.OPERATOR, OPERATOR), NOON)
    async with begin(TENANT) as tx:
        await tx.execute(text("SET LOCAL enable_seqscan = off"))
        await tx.execute(text("SET LOCAL enable_bitmapscan = off"))
        compiled = query.compile(tx.connection.sync_connection, compile_kwargs={"literal_binds": True})
        plan = "\n".join((await tx.execute(text(f"EXPLAIN {compiled}"))).scalars())

    assert "Index Only Scan using ix_disputes_open" in plan, plan
