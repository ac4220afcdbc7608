"""The operators' desk: the queue, who has which case, notes and texts."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from uuid import uuid4

import orjson
import pytest
from sqlalchemy import text

from common.contracts.escrow import EscrowFunded
from common.contracts.evidence import RequestSatisfied
from common.kernel.ids import format_id, parse_id
from disputes.cases.case_export import export_dispute
from disputes.testing import BUYER, NOON, OPERATOR, SELLER, TENANT, about_request, escrow_told, failed
from disputes.testing import frozen as frozen_fact

OTHER, LEAD, PLATFORM = "operator-2", "operator-lead", "platform-1"


@pytest.fixture
def case(api, body, clock):
    async def opened(**differently) -> str:
        """A case that waits for the seller's proof of shipment, where operators may take it."""
        escrow = uuid4()
        await api.tell(escrow_told(EscrowFunded, escrow))
        response = await api.post(BUYER, "", body(escrow, **differently))
        assert response.status_code == 201, response.text
        dispute = parse_id("dsp", response.json()["id"])
        await api.tell(frozen_fact(dispute, escrow, occurred_at=clock.time))
        await api.tell(failed(dispute, occurred_at=clock.time))
        return response.json()["id"]

    return opened


@pytest.fixture
def reviewed(api, case):
    async def brought() -> str:
        path = await case()
        request = (await api.get(SELLER, f"/{path}")).json()["evidence_requests"][0]["id"]
        await api.tell(about_request(RequestSatisfied, parse_id("req", request), parse_id("dsp", path)))
        return path

    return brought


async def bodies(begin, topic: str) -> list[dict]:
    async with begin.database.worker_transaction() as connection:
        query = text("SELECT body FROM disputes.outbox WHERE topic = :t ORDER BY position")
        rows = await connection.execute(query, {"t": topic})
        return [orjson.loads(bytes(row.body)) for row in rows]


async def ids(api, query: str, who: str = OPERATOR) -> list[str]:
    response = await api.get(who, f"?{query}")
    assert response.status_code == 200, response.text
    return [row["id"] for row in response.json()["data"]]


async def test_the_queue_is_filtered_by_amount_assignee_and_what_is_due(api, case) -> None:
    small = await case(claimed={"amount": 1000, "currency": "EUR"}, options=[{"kind": "refund_full"}])
    large = await case()
    assert (await api.post(OPERATOR, f"/{large}/assign", {})).status_code == 200

    assert await ids(api, "currency=EUR&amount_gte=1001") == [large]
    assert await ids(api, "currency=EUR&amount_lte=1000") == [small]
    assert await ids(api, "currency=USD&amount_gte=1") == []
    assert await ids(api, "assignment=unassigned") == [small]
    assert await ids(api, f"assignment=assigned&assignee={OPERATOR}") == [large]
    assert (await api.get(OPERATOR, "?amount_gte=5")).json()["errors"][0]["code"] == "currency_needed"
    assert (await api.get(OPERATOR, "?currency=EUR&amount_gte=0")).status_code == 422


async def test_a_desk_sees_what_is_due_first_page_by_page(api, case, clock) -> None:
    made = []
    for hours in (5, 1, 3):
        clock.time = NOON + timedelta(hours=hours)
        made.append(await case())
    by_due = [made[1], made[2], made[0]]
    withdrawn = await case()
    await api.post(BUYER, f"/{withdrawn}/withdraw")

    first = (await api.get(OPERATOR, "?sort=due&limit=2")).json()
    rest = (await api.get(OPERATOR, f"?sort=due&limit=2&cursor={first['next_cursor']}")).json()

    assert [row["id"] for row in first["data"]] == by_due[:2]
    assert [row["id"] for row in rest["data"]] == [by_due[2], withdrawn]
    assert rest["has_more"] is False


async def test_a_cursor_of_the_due_list_is_good_for_nothing_else(api, case) -> None:
    for _ in range(3):
        await case()
    cursor = (await api.get(OPERATOR, "?sort=due&limit=1")).json()["next_cursor"]
    rank, _, signed = cursor.partition(".")

    for other in (f"{int(rank) - 1}.{signed}", signed, f"x.{signed}", f"-.{signed}", f"{'9' * 40}.{signed}", "."):
        answer = await api.get(OPERATOR, f"?sort=due&limit=1&cursor={other}")
        assert (answer.status_code, answer.json()["code"]) == (400, "bad_cursor"), other
    assert (await api.get(OPERATOR, f"?limit=1&cursor={cursor}")).status_code == 400


async def test_k2_a_missed_target_and_a_breach_show_in_the_queue_and_move_nothing(api, reviewed, clock, begin) -> None:
    path = await reviewed()
    await api.post(OPERATOR, f"/{path}/assign", {})
    assert await ids(api, "sla=on_track") == [path]

    clock.time = NOON + timedelta(days=10, seconds=13)
    await api.sweep()
    assert (await ids(api, "sla=target_missed"), await ids(api, "sla=on_track")) == ([path], [])
    assert await ids(api, "assignment=assigned") == [path]
    clock.time = NOON + timedelta(days=15, seconds=13)
    await api.sweep()

    assert await ids(api, "sla=breached&assignment=unassigned") == [path]
    assert (await api.get(OPERATOR, f"/{path}")).json()["settlement"] is None
    last = (await bodies(begin, "disputes.assigned.v1"))[-1]
    assert (last["operator"], last["earlier"]) == (None, OPERATOR)


@pytest.mark.parametrize("query", ["assignment=unassigned", "sla=on_track", f"assignee={OPERATOR}"])
async def test_parties_cannot_ask_how_the_operators_stand(api, case, query) -> None:
    path = await case()
    await api.post(OPERATOR, f"/{path}/assign", {})

    assert (await api.get(BUYER, f"?{query}")).json()["code"] == "forbidden"
    [row] = (await api.get(BUYER)).json()["data"]
    assert (row["assignee"], row["sla"]) == (None, None)


async def test_a_case_is_taken_over_with_notice_to_whoever_had_it(api, case, begin) -> None:
    path = await case()
    assert (await api.post(OTHER, f"/{path}/take-over")).json()["code"] == "not_taken_by_another"
    await api.post(OPERATOR, f"/{path}/assign", {})
    assert (await api.post(OTHER, f"/{path}/assign", {})).json()["code"] == "assigned_to_another"

    taken = await api.post(OTHER, f"/{path}/take-over")

    assert taken.json()["assignee"] == OTHER
    told = await bodies(begin, "disputes.assigned.v1")
    assert [(fact["operator"], fact["earlier"]) for fact in told] == [(OPERATOR, None), (OTHER, OPERATOR)]
    assert (await api.post(OPERATOR, f"/{path}/take-over", scope="read")).status_code == 403
    assert (await api.post(BUYER, f"/{path}/take-over")).status_code == 403


async def test_of_two_who_take_over_at_once_with_what_they_read_one_wins(api, case) -> None:
    path = await case()
    version = (await api.post(OPERATOR, f"/{path}/assign", {})).json()["version"]

    tag = {"If-Match": f'"{version}"'}
    both = await asyncio.gather(*(api.post(who, f"/{path}/take-over", headers=tag) for who in (OTHER, LEAD)))

    assert sorted(answer.status_code for answer in both) == [200, 412]


async def test_many_cases_are_assigned_and_each_refusal_is_named(api, case, begin) -> None:
    free, mine, anothers, unknown = await case(), await case(), await case(), format_id("dsp", uuid4())
    await api.post(OPERATOR, f"/{mine}/assign", {})
    await api.post(OTHER, f"/{anothers}/assign", {})
    before = len(await bodies(begin, "disputes.assigned.v1"))

    asked = {"operator": "operator-3", "disputes": [unknown, anothers, mine, free]}
    answer = (await api.post(OPERATOR, "/assignments", asked)).json()

    results = [(row["dispute"], row["result"], (row["refusal"] or {}).get("code")) for row in answer["data"]]
    assert results == [
        (unknown, "refused", "not_found"),
        (anothers, "refused", "assigned_to_another"),
        (mine, "assigned", None),
        (free, "assigned", None),
    ]
    assert (answer["assigned"], answer["refused"]) == (2, 2)
    assert len(await bodies(begin, "disputes.assigned.v1")) == before + 2
    assert (await api.get(OPERATOR, f"/{anothers}")).json()["assignee"] == OTHER

    lead = await api.post(LEAD, "/assignments", {"operator": None, "disputes": [anothers]}, scope="decide lead")
    assert lead.json()["data"][0]["assignee"] is None
    assert await ids(api, "assignment=unassigned") == [anothers]


async def test_prm_35_of_many_cases_each_refusal_says_what_it_says_alone(api, case) -> None:
    over = await case()
    await api.post("buyer-1", f"/{over}/withdraw")
    alone = (await api.post(OPERATOR, f"/{over}/assign", {})).json()

    many = await api.post(OPERATOR, "/assignments", {"operator": OPERATOR, "disputes": [over]})

    refusal = many.json()["data"][0]["refusal"]
    assert (refusal["code"], refusal["detail"]) == (alone["code"], alone["detail"])
    assert refusal["members"]["outcome"] == "withdrawn"
    assert refusal["members"].items() <= alone.items()


@pytest.mark.parametrize(
    "asked",
    [
        {"operator": "a", "disputes": []},
        {"operator": "a", "disputes": ["dsp_x"]},
        {"disputes": [format_id("dsp", uuid4())]},
        {"operator": "a b", "disputes": [format_id("dsp", uuid4())]},
        {"operator": "a", "disputes": [format_id("dsp", uuid4())] * 2},
        {"operator": "a", "disputes": [format_id("dsp", uuid4()) for _ in range(101)]},
    ],
)
async def test_a_malformed_assignment_of_many_is_refused_as_a_whole(api, asked) -> None:
    assert (await api.post(OPERATOR, "/assignments", asked)).status_code == 422


async def test_a_bundle_does_not_say_how_operators_divide_their_work(api, case, begin) -> None:
    path = await case()
    await api.post(OPERATOR, f"/{path}/assign", {})

    async with begin.read(TENANT) as tx:
        told = (await export_dispute(tx, parse_id("dsp", path)))["case"]

    assert told["buyer"] == BUYER
    assert not {"assignee", "approval", "sla", "tenant_id"} & told.keys()


async def test_notes_are_for_operators_only_and_audited(api, case, begin) -> None:
    path = await case()
    written = await api.post(OPERATOR, f"/{path}/notes", {"text": "The carrier knows nothing."})
    assert written.status_code == 201

    assert [n["text"] for n in (await api.get(PLATFORM, f"/{path}/notes")).json()["data"]] == [
        "The carrier knows nothing."
    ]
    for party in (BUYER, SELLER):
        assert (await api.get(party, f"/{path}/notes")).status_code == 403
        assert (await api.post(party, f"/{path}/notes", {"text": "x"})).status_code == 403
        assert "carrier knows" not in (await api.get(party, f"/{path}")).text
        assert "carrier knows" not in (await api.get(party, f"/{path}/timeline")).text
    assert (await api.get(OPERATOR, f"/{path}/notes", tenant=uuid4())).status_code == 404
    assert (await api.post(OPERATOR, f"/{path}/notes", {"text": "x"}, scope="read")).status_code == 403
    async with begin.database.worker_transaction() as connection:
        log = await connection.execute(text("SELECT convert_from(canonical, 'UTF8') c FROM disputes.log_entries"))
        assert any('"write_note"' in row.c and OPERATOR in row.c for row in log)


async def test_ready_made_texts_are_kept_per_platform(api) -> None:
    body = {"reason_code": "damaged", "title": "Broken on arrival", "text": "The photos show it."}
    made = await api.post(LEAD, "/reason-texts", body, root="/v1", scope="lead")
    assert made.status_code == 201
    id = made.json()["id"]

    assert (await api.post(LEAD, "/reason-texts", body, root="/v1", scope="lead")).json()["code"] == "title_taken"
    assert (await api.post(OPERATOR, "/reason-texts", body, root="/v1", scope="decide")).status_code == 403
    assert (await api.get(BUYER, "/reason-texts", root="/v1")).status_code == 403
    assert [t["id"] for t in (await api.get(OPERATOR, "/reason-texts?reason_code=damaged", root="/v1")).json()["data"]]
    assert (await api.get(OPERATOR, "/reason-texts?reason_code=other", root="/v1")).json()["data"] == []
    assert (await api.get(OPERATOR, "/reason-texts", root="/v1", tenant=uuid4())).json()["data"] == []

    changed = await api.put(LEAD, f"/reason-texts/{id}", body | {"text": "Seen."}, headers={"If-Match": '"1"'})
    assert (changed.json()["text"], changed.json()["version"]) == ("Seen.", 2)
    late = await api.put(LEAD, f"/reason-texts/{id}", body, headers={"If-Match": '"1"'})
    assert late.status_code == 412
    assert (await api.delete(LEAD, f"/reason-texts/{id}", tenant=uuid4())).status_code == 404
    assert (await api.delete(LEAD, f"/reason-texts/{id}")).status_code == 200
    assert (await api.delete(LEAD, f"/reason-texts/{id}")).status_code == 404


async def test_settings_begin_with_what_holds_by_default(api) -> None:
    assert (await api.get(PLATFORM, "/dispute-settings", root="/v1")).json()["version"] == 0
    said = {"approval_limits": {"EUR": 50_000, "JPY": 9_000}, "baseline_touches_per_100_cases": 700}

    put = await api.put(PLATFORM, "/dispute-settings", said, headers={"If-Match": '"0"'})

    assert (put.json()["version"], put.json()["approval_limits"]["JPY"]) == (1, 9_000)
    assert (await api.put(PLATFORM, "/dispute-settings", said, headers={"If-Match": '"0"'})).status_code == 412
    assert (await api.put(OPERATOR, "/dispute-settings", said)).status_code == 403
    assert (await api.get(PLATFORM, "/dispute-settings", root="/v1", tenant=uuid4())).json()["version"] == 0


@pytest.mark.parametrize(
    "said",
    [
        {"approval_limits": {"EUR": 0}},
        {"approval_limits": {"EUR": 1.5}},
        {"approval_limits": {"XXX": 5}},
        {"approval_limits": {"EUR": "5"}},
        {"baseline_touches_per_100_cases": True},
        {"calendar": "No Such Name"},
        {"surprise": 1},
    ],
)
async def test_settings_that_are_refused(api, said) -> None:
    assert (await api.put(PLATFORM, "/dispute-settings", said)).status_code == 422
    assert (await api.get(PLATFORM, "/dispute-settings", root="/v1")).json()["version"] == 0


async def test_two_first_settings_at_once_leave_one(api) -> None:
    tag = {"If-Match": '"0"'}
    both = await asyncio.gather(*(api.put(PLATFORM, "/dispute-settings", {}, headers=tag) for _ in range(2)))

    assert sorted(answer.status_code for answer in both) == [200, 412]
