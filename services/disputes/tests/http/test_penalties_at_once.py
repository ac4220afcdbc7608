"""Penalties of rulings that are carried out at once and can still be contested (K14 to K19), and of parallel ones."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text

from common.kernel.ids import parse_id
from disputes.policy.files import loader
from disputes.testing import OPERATOR, SELLER
from services.disputes.tests.http.test_standing import PAYMENT, PLATFORM, REPORT, WINDOW, give

CURRENT, SWIFT, SECOND = "report_review-2026-12", "swift-2027-01", "operator-2"
WHY = "The payment was made inside the platform, as the attached conversation shows from start to end. " * 2
CONTENT = [{"party": "seller", "act": "prohibited_content"}]


@pytest.fixture
async def at_once(api):
    """report_review as a platform might have it: rulings and their penalties count from the moment they are given."""
    said = loader.read_sources()[CURRENT].replace(f'edition = "{CURRENT}"', f'edition = "{SWIFT}"')
    said = said.replace('name = "report_review"', 'name = "swift"').replace('"after_appeal_window"', '"at_once"')
    said = said.replace('decided = { enter = "contest" }', 'decided = "execute"')
    made = await api.post(PLATFORM, "", {"toml": said}, root="/v1/policies")
    assert made.status_code == 201, made.text


@pytest.fixture
def standing(api):
    async def read(participant: str = SELLER) -> dict:
        return (await api.get(PLATFORM, f"/{participant}/standing", root="/v1/participants")).json()

    return read


@pytest.fixture
def rule(api):
    async def rule(path: str, *penalties: dict, who: str = OPERATOR, outcome: str = "refund_full"):
        version = (await api.get(OPERATOR, f"/{path}")).json()["version"]
        said = {
            "outcome": outcome, "responsible": "seller", "reason_code": "conduct_proven", "policy_reference": "4.2",
            "explanation": "So it is.", "penalties": list(penalties),
        }  # fmt: skip
        return await api.post(who, f"/{path}/decision", said, headers={"If-Match": f'"{version}"'})

    return rule


@pytest.fixture
def ruled(at_once, api, cases, rule):
    """Ruled and paid: it can be contested."""

    async def ruled(*penalties: dict) -> str:
        escrow, path = await cases.reviewed(REPORT, escrow={"policy": SWIFT})
        answer = await rule(path, *penalties)
        assert answer.status_code == 200, answer.text
        await cases.settle(escrow, path)
        assert (await api.get(OPERATOR, f"/{path}")).json()["stage"] == "contest"
        return path

    return ruled


@pytest.fixture
def contested(api, ruled):
    async def contested(*penalties: dict) -> str:
        path = await ruled(*penalties)
        await contest(api, path)
        return path

    return contested


async def test_k16_a_ruling_carried_out_at_once_punishes_at_once(ruled, standing) -> None:
    await ruled(*PAYMENT)

    after = await standing()

    assert (after["points"], after["warnings"]) == (-50, [{"act": "external_payment", "count": 1}])


async def test_k15_k16_k19_a_reversing_ruling_undoes_what_its_cause_had_brought(
    contested, ruled, standing, rule, told
) -> None:
    await ruled(*PAYMENT)
    path = await contested(*PAYMENT)
    before = await standing()
    assert (before["status"], before["points"], before["fines"]) == (
        "suspended", -100, [{"amount": 800, "currency": "EUR"}],
    )  # fmt: skip

    second = await rule(path, who=SECOND, outcome="refund_partial")
    assert second.status_code == 422, "an amount is missing: nothing has happened"
    assert (await standing())["version"] == before["version"]
    second = await rule(path, who=SECOND)
    assert second.status_code == 200, second.text

    after = await standing()
    assert (after["status"], after["points"], after["fines"]) == ("active", -50, [])
    [gone] = [one for one in after["penalties"] if one["reversed_at"]]
    assert (gone["dispute"], gone["reversal_reason"]) == (path, "Decided anew on appeal: conduct_proven.")
    [undone] = await told("disputes.fine-reversed.v1")
    [fine] = await told("disputes.fine-ordered.v1")
    assert (undone["reverses"], undone["subject"]) == (fine["instruction"], str(parse_id("dsp", path)))
    [reversed_] = await told("participants.penalty-reversed.v1")
    assert (reversed_["act"], reversed_["dispute"]) == ("external_payment", str(parse_id("dsp", path)))
    assert (await told("participants.standing-changed.v1"))[-1]["status"] == "active"


async def test_k16_a_closure_that_an_appeal_drops_is_lifted(ruled, cases, standing, rule, api) -> None:
    await ruled(*PAYMENT)
    await ruled(*PAYMENT)
    escrow, path = await cases.reviewed(REPORT, escrow={"policy": SWIFT})
    proposed = (await rule(path, *PAYMENT)).json()
    assert proposed["status"] == "awaiting_approval"
    assert (await standing())["status"] == "suspended", "what waits for a second operator has no effect"
    tag = {"If-Match": f'"{proposed["version"]}"'}
    assert (await api.post("operator-lead", f"/{path}/approve", headers=tag, scope="lead")).status_code == 200
    await cases.settle(escrow, path)
    assert (await standing())["status"] == "closed"
    await contest(api, path)

    assert (await rule(path, who=SECOND)).status_code == 200

    assert (await standing())["status"] == "suspended", "the second warning of another case stands"


async def contest(api, path: str) -> None:
    for code in ("conversation", "call_start_and_end", "contact_id"):
        await give(api, path, code)
    filed = await api.post(SELLER, f"/{path}/appeals", {"explanation": WHY})
    assert filed.status_code == 201, filed.text


async def test_k19_what_the_second_ruling_states_again_stands_as_it_was(contested, ruled, standing, rule, told) -> None:
    path = await contested(*PAYMENT)
    await ruled(*PAYMENT)

    second = await rule(path, *PAYMENT, *CONTENT, who=SECOND)

    assert second.status_code == 200, second.text
    assert [(p["act"], p["warning"]) for p in second.json()["ruling"]["penalties"]] == [
        ("external_payment", 1), ("prohibited_content", 1),
    ]  # fmt: skip
    after = await standing()
    assert {w["act"]: w["count"] for w in after["warnings"]} == {"external_payment": 2, "prohibited_content": 1}
    assert [one["reversed_at"] for one in after["penalties"]] == [None, None, None]
    assert await told("participants.penalty-reversed.v1") == []


async def test_k16_of_two_rulings_at_once_about_one_person_the_second_sees_the_first(at_once, cases, rule) -> None:
    paths = [(await cases.reviewed(REPORT, escrow={"policy": SWIFT}))[1] for _ in range(4)]

    answers = await asyncio.gather(*(rule(path, *PAYMENT) for path in paths))

    assert [answer.status_code for answer in answers] == [200] * 4, [answer.text for answer in answers]
    stated = [(a.json()["status"], *(p["warning"] for p in (a.json()["ruling"] or {"penalties": []})["penalties"]))
              for a in answers]  # fmt: skip
    assert sorted(stated)[-2:] == [("settling", 1), ("settling", 2)]
    assert [status for status, *_ in sorted(stated)[:2]] == ["awaiting_approval"] * 2, "the third closes for good"


@pytest.fixture
def postpone(app):
    """Have the deadlines of a case wait, as one does that has failed before, or not any more."""

    async def postpone(path: str, seconds: int) -> None:
        moved = "UPDATE disputes.deadlines SET retry_at = clock_timestamp() + :wait WHERE subject = :id"
        async with app.state.service.database.worker_transaction() as connection:
            await connection.execute(text(moved), {"id": parse_id("dsp", path), "wait": timedelta(seconds=seconds)})

    return postpone


@pytest.mark.parametrize("late", [1, 2])
async def test_k14_k16_a_ruling_sees_what_others_have_stated_that_can_still_be_contested(
    cases, clock, api, standing, postpone, late
) -> None:
    """Both rulings bear the same time, and whichever of them takes effect first, each counts as it was stated."""
    paths = [(await cases.reviewed(REPORT))[1] for _ in range(2)]
    answers = await asyncio.gather(*(cases.decide(path, penalties=PAYMENT) for path in paths))
    warnings = {path: a.json()["ruling"]["penalties"][0]["warning"] for path, a in zip(paths, answers, strict=True)}
    assert sorted(warnings.values()) == [1, 2]
    assert (await standing())["points"] == 0
    clock.time += WINDOW + timedelta(seconds=13)
    [waits] = [path for path, warning in warnings.items() if warning == late]
    await postpone(waits, 3600)
    await api.sweep()
    await postpone(waits, -1)
    await api.sweep()

    after = await standing()
    assert {one["dispute"]: one["warning"] for one in after["penalties"]} == warnings
    assert (after["status"], after["fines"]) == ("suspended", [{"amount": 800, "currency": "EUR"}])


async def test_k16_a_warning_that_an_appeal_drops_counts_for_nobody_who_had_seen_it(
    cases, clock, api, standing
) -> None:
    _, first = await cases.reviewed(REPORT)
    await cases.decide(first, penalties=PAYMENT)
    await contest(api, first)
    _, second = await cases.reviewed(REPORT)
    stated = (await cases.decide(second, penalties=PAYMENT)).json()["ruling"]["penalties"]
    assert (stated[0]["warning"], stated[0]["fine"]["amount"]) == (2, 800)
    assert (await cases.decide(first, SECOND, outcome="inconclusive")).status_code == 200

    clock.time += WINDOW + timedelta(seconds=13)
    await api.sweep()

    [only] = (await standing())["penalties"]
    assert (only["dispute"], only["warning"], only["fine"], only["suspended_until"]) == (second, 1, None, None)


async def test_k4_an_inconclusive_ruling_can_be_contested_too_before_the_hold_is_free(
    at_once, cases, rule, api, clock
) -> None:
    _, path = await cases.reviewed(REPORT, escrow={"policy": SWIFT})

    seen = (await rule(path, outcome="inconclusive")).json()

    assert (seen["stage"], seen["funds"]["state"]) == ("contest", "frozen")
    clock.time += WINDOW + timedelta(seconds=13)
    await api.sweep()
    after = (await api.get(SELLER, f"/{path}")).json()
    assert (after["status"], after["outcome"], after["funds"]["state"]) == ("closed", "inconclusive", "unfrozen")
