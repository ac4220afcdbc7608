"""Penalties and people's standing (K12 to K16)."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from common.contracts.catalogue import events_of
from common.contracts.evidence import ItemReceived
from common.kernel.ids import parse_id
from disputes.testing import BUYER, OPERATOR, SELLER, envelope

LEAD, PLATFORM = "operator-lead", "platform-1"
REPORT = "report_review-2026-11"
PAYMENT = [{"party": "seller", "act": "external_payment"}]
WINDOW = timedelta(hours=72)


@pytest.fixture
def standing(api):
    async def read(who: str = PLATFORM, participant: str = SELLER, **claims) -> dict:
        response = await api.get(who, f"/{participant}/standing", root="/v1/participants", **claims)
        assert response.status_code == 200, response.text
        return response.json()

    return read


@pytest.fixture
def ruled(api, cases, clock):
    async def through(*penalties: dict, final: bool = True) -> str:
        """A report ruled on and, after the appeal window, final."""
        escrow, path = await cases.reviewed(REPORT)
        answer = await cases.decide(path, penalties=list(penalties))
        assert answer.status_code == 200, answer.text
        if final:
            clock.time += WINDOW + timedelta(seconds=13)
            await api.sweep()
            await cases.settle(escrow, path)
        return path

    return through


async def test_k12_an_open_report_changes_nothing_on_anybodys_standing(cases, standing, told) -> None:
    before = await standing()

    await cases.reviewed(REPORT)

    assert await standing() == before
    assert (before["status"], before["points"], before["penalties"], before["version"]) == ("active", 0, [], 0)
    assert await told("participants.standing-changed.v1") == []


async def test_k14_a_penalty_is_stated_in_the_ruling_and_both_see_it(api, ruled, told) -> None:
    path = await ruled(*PAYMENT, final=False)

    for who in (BUYER, SELLER, OPERATOR):
        [stated] = (await api.get(who, f"/{path}")).json()["ruling"]["penalties"]
        assert (stated["party"], stated["act"], stated["points"], stated["warning"]) == (
            "seller", "external_payment", -50, 1,
        )  # fmt: skip
    [decided] = await told("disputes.decided.v1")
    assert decided["penalties"][0]["points"] == -50


@pytest.mark.parametrize("moved_by", ["extend", "pause"])
async def test_k4_k16_prm_36_a_ruling_can_be_contested_as_long_as_its_clock_runs_and_suspends_from_then_on(
    api, cases, clock, ruled, standing, moved_by
) -> None:
    """Whoever moves the clock moves what the ruling says of it; a suspension is no shorter for that."""
    await ruled(*PAYMENT)
    escrow, path = await cases.reviewed(REPORT)
    stated = (await cases.decide(path, penalties=PAYMENT)).json()["ruling"]
    later = datetime.fromisoformat(stated["contest_until"]) + timedelta(days=20)
    if moved_by == "extend":
        body = {"deadline": "appeal_window", "due_at": later.isoformat(), "reason_code": "illness"}
        assert (await api.post(OPERATOR, f"/{path}/extend", body)).status_code == 200
    else:
        assert (await api.post(OPERATOR, f"/{path}/pause", {"reason_code": "illness"})).status_code == 200
        clock.time += timedelta(days=20)
        assert (await api.post(OPERATOR, f"/{path}/resume")).status_code == 200

    after = (await api.get(BUYER, f"/{path}")).json()
    clock.time = later + timedelta(seconds=13)
    await api.sweep()

    [window] = [one["due_at"] for one in after["deadlines"] if one["deadline"] == "appeal_window"]
    assert datetime.fromisoformat(after["ruling"]["contest_until"]) == later == datetime.fromisoformat(window)
    [penalty], seen = after["ruling"]["penalties"], await standing()
    assert datetime.fromisoformat(penalty["suspended_until"]) == later + timedelta(days=30)
    assert (seen["status"], seen["suspended_until"]) == ("suspended", penalty["suspended_until"])
    await cases.settle(escrow, path)


async def test_k15_points_go_only_when_the_ruling_is_final(api, cases, clock, standing, told) -> None:
    escrow, path = await cases.reviewed(REPORT)
    await cases.decide(path, penalties=PAYMENT)
    assert (await standing())["points"] == 0
    clock.time += WINDOW
    await api.sweep()
    assert (await standing())["points"] == 0

    clock.time += timedelta(seconds=13)
    await api.sweep()

    after = await standing()
    assert (after["points"], after["warnings"]) == (-50, [{"act": "external_payment", "count": 1}])
    [cause] = after["penalties"]
    assert (cause["dispute"], cause["instance"]) == (path, 1)
    [imposed] = await told("participants.penalty-imposed.v1")
    [changed] = await told("participants.standing-changed.v1")
    assert (imposed["sequence"], changed["sequence"], changed["points"]) == (1, 2, -50)
    assert await told("disputes.fine-ordered.v1") == []
    await cases.settle(escrow, path)
    assert len(await told("participants.penalty-imposed.v1")) == 1


async def test_k16_the_second_warning_suspends_and_fines_and_the_suspension_ends_by_itself(
    api, ruled, standing, told, clock
) -> None:
    await ruled(*PAYMENT)
    path = await ruled(*PAYMENT)

    after = await standing()
    assert (after["status"], after["points"], after["fines"]) == (
        "suspended", -100, [{"amount": 800, "currency": "EUR"}],
    )  # fmt: skip
    [fine] = await told("disputes.fine-ordered.v1")
    assert (fine["participant"], fine["role"], fine["amount"]["amount"]) == (SELLER, "seller", 800)
    assert fine["subject"] == str(parse_id("dsp", path))
    facts = [f for f in await all_facts(told) if f["subject"] == fine["subject"]]
    assert sorted(f["sequence"] for f in facts) == list(range(1, len(facts) + 1))

    clock.time += timedelta(days=31)
    await api.sweep()

    assert ((await standing())["status"], (await standing())["suspended_until"]) == ("active", None)
    last = (await told("participants.standing-changed.v1"))[-1]
    assert (last["status"], last["until"]) == ("active", None)
    assert await api.sweep() == 0


async def all_facts(told) -> list[dict]:
    return [fact for event in events_of("disputes") for fact in await told(event.topic)]


async def test_k16_a_repeat_after_the_second_warning_closes_for_good(api, ruled, cases, standing, clock) -> None:
    await ruled(*PAYMENT)
    await ruled(*PAYMENT)
    _, path = await cases.reviewed(REPORT)
    answer = await cases.decide(path, penalties=PAYMENT)
    assert answer.json()["status"] == "awaiting_approval"
    tag = {"If-Match": f'"{answer.json()["version"]}"'}
    assert (await api.post(LEAD, f"/{path}/approve", headers=tag, scope="lead")).status_code == 200

    clock.time += WINDOW + timedelta(seconds=13)
    await api.sweep()

    assert (await standing())["status"] == "closed"


async def test_an_approval_of_penalties_that_would_be_others_now_is_refused(api, ruled, cases) -> None:
    _, path = await cases.reviewed(REPORT)
    named = [*PAYMENT, {"party": "buyer", "act": "extreme_content"}]
    await cases.decide(path, penalties=named)
    await ruled(*PAYMENT)

    version = (await api.get(OPERATOR, f"/{path}")).json()["version"]
    tag = {"If-Match": f'"{version}"'}
    refused = await api.post(LEAD, f"/{path}/approve", headers=tag, scope="lead")

    assert (refused.status_code, refused.json()["code"]) == (409, "standing_has_changed")


async def test_k19_a_contested_penalty_is_the_second_rulings_to_give_or_to_drop(api, cases, clock, standing, told):
    _, path = await cases.reviewed(REPORT)
    await cases.decide(path, penalties=PAYMENT)
    for code in ("conversation", "call_start_and_end", "contact_id"):
        await give(api, path, code)
    text = "The payment was made inside the platform, as the attached conversation shows from start to end. " * 2
    filed = await api.post(SELLER, f"/{path}/appeals", {"explanation": text})
    assert filed.status_code in (200, 201), filed.text
    clock.time += WINDOW + timedelta(seconds=13)
    await api.sweep()
    assert (await standing())["points"] == 0

    second = await cases.decide(path, "operator-2", outcome="inconclusive")

    assert second.status_code == 200, second.text
    assert (await standing())["points"] == 0
    assert await told("participants.penalty-imposed.v1") == []


async def give(api, path: str, code: str) -> None:
    fields = ItemReceived.model_fields
    given = {
        "dispute": parse_id("dsp", path), "party": "seller", "by": "seller", "covers": (code,), "kind": "screenshot",
        "request": uuid4(), "sha256": "0" * 64, "size": 1, "media_type": "image/png",
    }  # fmt: skip
    known = {name: value for name, value in given.items() if name in fields}
    await api.tell(ItemReceived.model_validate(envelope(uuid4()) | known))


async def test_k16_a_penalty_is_reversed_on_appeal_with_all_that_came_of_it(api, ruled, standing, told) -> None:
    await ruled(*PAYMENT)
    path = await ruled(*PAYMENT)
    second = (await standing())["penalties"][1]
    url = f"/{SELLER}/penalties/{second['id']}/reverse"
    for who, scope, status in ((OPERATOR, "lead", 403), (LEAD, "decide", 403), (SELLER, "lead", 403)):
        refused = await api.post(who, url, {"reason": "x"}, root="/v1/participants", scope=scope)
        assert refused.status_code == status, who
    how = {"root": "/v1/participants", "scope": "lead", "headers": {"If-Match": '"1"'}}
    assert (await api.post(LEAD, url, {"reason": "Read too early."}, **how)).status_code == 412

    both = await asyncio.gather(
        *(api.post(LEAD, url, {"reason": "Paid inside."}, root="/v1/participants", scope="lead") for _ in range(2))
    )

    assert sorted(answer.status_code for answer in both) == [200, 409]
    after = await standing()
    assert (after["status"], after["points"], after["fines"]) == ("active", -50, [])
    assert (after["warnings"][0]["count"], after["penalties"][1]["reversal_reason"]) == (1, "Paid inside.")
    [undone] = await told("disputes.fine-reversed.v1")
    [fine] = await told("disputes.fine-ordered.v1")
    assert (undone["reverses"], undone["subject"]) == (fine["instruction"], str(parse_id("dsp", path)))
    assert len(await told("participants.penalty-reversed.v1")) == 1
    assert (await told("participants.standing-changed.v1"))[-1]["status"] == "active"


@pytest.mark.parametrize(
    ("penalties", "status", "code"),
    [
        ([{"party": "seller", "act": "jaywalking"}], 422, "penalty_unknown"),
        (PAYMENT * 2, 422, "penalty_named_twice"),
        ([{"party": "operator", "act": "blackmail"}], 422, "validation_failed"),
        ([{"party": "seller", "act": "blackmail", "points": 0}], 422, "validation_failed"),
        ([{"party": "seller"}], 422, "validation_failed"),
    ],
)
async def test_penalties_that_are_refused_leave_the_case_as_it_was(api, cases, penalties, status, code) -> None:
    _, path = await cases.reviewed(REPORT)

    refused = await cases.decide(path, penalties=penalties)

    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert (await api.get(OPERATOR, f"/{path}")).json()["status"] == "under_review"


async def test_an_edition_without_a_ladder_knows_no_penalties(api, cases) -> None:
    _, path = await cases.reviewed()

    assert (await cases.decide(path, penalties=PAYMENT)).json()["code"] == "penalty_unknown"


async def test_people_read_their_own_standing_and_nobody_elses(api, ruled, standing) -> None:
    await ruled(*PAYMENT)

    assert (await standing(SELLER))["points"] == -50
    other = await api.get(BUYER, f"/{SELLER}/standing", root="/v1/participants")
    assert (other.status_code, other.json()["code"]) == (403, "forbidden")
    assert (await standing(PLATFORM, tenant=uuid4()))["points"] == 0
    assert (await api.get(PLATFORM, "/a%20b/standing", root="/v1/participants")).status_code == 404
    unknown = await api.post(
        LEAD, f"/{SELLER}/penalties/pen_0000000000000000000000000a/reverse", {"reason": "x"},
        root="/v1/participants", scope="lead",
    )  # fmt: skip
    assert unknown.status_code == 404
