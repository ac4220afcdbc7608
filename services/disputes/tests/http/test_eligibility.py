"""PRM-34: what a party must know before it reports a problem is what the opening then does."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from common.contracts.escrow import EscrowClosed, EscrowFunded
from common.kernel.ids import format_id, new_id
from disputes.testing import BUYER, OPERATOR, POLICIES, SELLER, escrow_told

PLATFORM = "platform-1"


@pytest.mark.parametrize("edition", sorted(POLICIES))
async def test_prm_34_escrow_is_told_of_each_edition_who_may_open_for_what_and_when(told, begin, edition) -> None:
    policy = POLICIES[edition]

    [fact] = [fact for fact in await told("policies.published.v1") if fact["edition"] == edition]

    terms = fact["disputes"]
    assert {r["code"]: set(r["openers"]) for r in terms["reasons"]} == {
        code: {role.value for role in reason.openers} for code, reason in policy.reasons.items()
    }
    assert [r["code"] for r in terms["reasons"]] == list(policy.reasons), "in the edition's own order"
    assert terms["since"] == [anchor.value for anchor in policy.filing.since]
    assert (terms["term"], terms["earliest"]) == (str(policy.filing.term), None)
    assert terms["represented"] == policy.represented_role
    assert terms["calendar"]["zone"] == policy.calendar.zone


@pytest.mark.parametrize("edition", sorted(POLICIES))
@pytest.mark.parametrize("who", [BUYER, SELLER])
async def test_prm_34_what_it_allows_is_what_the_opening_then_does(api, deal, edition, who) -> None:
    for reason in POLICIES[edition].reasons:
        escrow = await deal(edition)
        told = await ask(api, who, escrow)
        of_reason = next(each for each in told["reasons"] if each["code"] == reason)

        opened = await api.post(who, "", body_from(told, reason))

        if of_reason["allowed"]:
            assert opened.status_code == 201, opened.text
            again = await ask(api, who, escrow)
            assert (again["allowed"], again["why_not"]["code"]) == (False, "already_disputed")
            assert again["dispute"] == opened.json()["id"]
        else:
            assert opened.json()["code"] == of_reason["why_not"]["code"]


def body_from(told: dict, reason: str) -> dict:
    """Fill in exactly what the answer says must be said, from what it offers."""
    possible = next(each["options"] for each in told["reasons"] if each["code"] == reason)
    amount = {"amount": told["amount"]["max"], "currency": told["amount"]["currency"]}
    filled = {
        "claimed": amount,
        "explanation": "It is not as it should be.",
        "options": [
            {"kind": each["code"]} | ({"basis_points": 5000} if each["names_amount"] else {})
            for each in [option for option in told["options"] if option["code"] in possible][: told["max_options"]]
        ],
        "transaction": {"item": "One bicycle", "agreed_price": amount},
        "need": "It is said to be done.",
    }
    said = {field["code"]: filled[field["code"]] for field in told["must_say"]}
    return {"escrow": told["escrow"], "reason": reason, **said}


async def test_prm_34_nobody_is_offered_to_ask_that_the_other_side_gets_everything(api, deal) -> None:
    escrow = await deal("agreement_first-2026-12")
    reason = "significantly_not_as_described"
    to_buyer, to_platform = await ask(api, BUYER, escrow), await ask(api, PLATFORM, escrow)
    body = body_from(to_buyer, reason)

    refused = await api.post(BUYER, "", {**body, "options": [{"kind": "release"}]})

    assert options_of(to_buyer, reason) == {"refund_full", "refund_partial", "return_and_refund", "replacement"}
    assert options_of(to_platform, reason) == options_of(to_buyer, reason), "buyers alone report this"
    assert (refused.status_code, refused.json()["code"]) == (422, "option_not_allowed")
    assert set(refused.json()["allowed"]) == options_of(to_buyer, reason)
    assert (await api.post(BUYER, "", body)).status_code == 201


def options_of(told: dict, reason: str) -> set[str]:
    return set(next(each["options"] for each in told["reasons"] if each["code"] == reason))


@pytest.mark.parametrize("edition", sorted(POLICIES))
async def test_prm_34_the_window_is_told_as_it_is_kept_to_the_microsecond(api, deal, clock, edition) -> None:
    escrow, tick = await deal(edition), timedelta(microseconds=1)
    reason = next(iter(POLICIES[edition].reasons))
    told = await ask(api, BUYER, escrow)
    closes_at = datetime.fromisoformat(told["closes_at"])
    assert (told["allowed"], told["opens_at"], told["closed_at"]) == (True, told["opens_at"], None)

    clock.time = closes_at
    late = await ask(api, BUYER, escrow)
    refused = await api.post(BUYER, "", body_from(late, reason))
    clock.time = closes_at - tick
    in_time = await ask(api, BUYER, escrow)

    assert (late["allowed"], late["why_not"]["code"], late["closed_at"]) == (
        False, "filing_window_closed", told["closes_at"],
    )  # fmt: skip
    assert (refused.status_code, refused.json()["code"]) == (409, "filing_window_closed")
    assert in_time["allowed"]
    assert (await api.post(BUYER, "", body_from(in_time, reason))).status_code == 201


async def test_prm_36_a_problem_can_be_reported_until_escrow_pays_everything_out_by_itself(api, deal, clock) -> None:
    """As the escrow says of its own action, whose time is over then as well."""
    due_at = clock.time + timedelta(days=3)
    step = {"kind": "auto_release", "due_at": due_at}
    escrow = await deal("agreement_first-2026-12", state="delivered", delivered_at=clock.time, next_step=step)
    undelivered = {"kind": "presume_delivery", "due_at": due_at, "release_at": due_at + timedelta(days=3)}
    on_its_way = await deal("agreement_first-2026-12", state="shipped", next_step=undelivered)

    told, later = await ask(api, BUYER, escrow), await ask(api, BUYER, on_its_way)
    clock.time = due_at
    late = await ask(api, BUYER, escrow)

    assert datetime.fromisoformat(told["closes_at"]) == due_at
    assert datetime.fromisoformat(later["closes_at"]) > due_at + timedelta(days=100), "that is no end"
    assert (told["allowed"], late["allowed"], late["why_not"]["code"]) == (True, False, "escrow_not_funded")
    refused = (await api.post(BUYER, "", body_from(told, "significantly_not_as_described"))).json()
    assert (refused["code"], refused["ended_by"]) == ("escrow_not_funded", "auto_release"), (
        "PRM-35: as it is told later"
    )
    assert datetime.fromisoformat(refused["ended_at"]) == due_at
    assert refused["cause"] == {
        "deadline": "auto_release", "owed_by": "buyer", "due_at": refused["ended_at"], "executed": "released",
    }  # fmt: skip
    assert datetime.fromisoformat(late["closed_at"]) == due_at


async def test_prm_34_it_says_what_will_be_wanted_and_what_silence_brings(api, deal) -> None:
    damaged = await ask(api, BUYER, await deal("agreement_first-2026-12"), reason="significantly_not_as_described")
    [proof], [answer] = damaged["evidence"], damaged["on_silence"]
    assert ([kind["code"] for kind in proof["kinds"]], proof["party"], proof["term"]) == (
        ["photo", "video", "document"], "buyer", "3 days",
    )  # fmt: skip
    assert (proof["on_silence"]["effect"], proof["on_silence"]["moves_money"]) == ("pay_all_seller", True)
    assert (answer["code"], answer["owed_by"], answer["term"]) == ("negotiation", "seller", "5 days")
    assert (answer["on_silence"]["effect"], answer["on_silence"]["moves_money"]) == ("silence_execute", True)

    guided = await ask(api, BUYER, await deal("guided_solutions-2026-12"), reason="damaged_in_transport")
    assert guided["tree"].startswith("/v1/trees/guided_solutions-")
    assert guided["on_silence"][0]["on_silence"]["moves_money"] is False, "O4"

    report = await ask(api, BUYER, await deal("report_review-2026-12"), reason="conduct")
    points = ["conversation", "agreement", "call_start_and_end", "contact_id"]
    assert [(asked["party"], [point["code"] for point in asked["checklist"]]) for asked in report["evidence"]] == [
        ("buyer", points), ("seller", points),
    ]  # fmt: skip


async def test_prm_34_it_is_answered_in_the_language_that_is_asked_for(api, deal) -> None:
    escrow = await deal("agreement_first-2026-12")
    path = f"/eligibility?escrow={escrow}"

    for given, header, language, label in (
        ("", "pt-BR, en;q=0.5", "pt", "Não chegou"),
        ("&language=zh", "fr", "zh", "没有收到货"),
        ("", "fr", "fr", "Je n\u2019ai rien reçu"),
        ("", "de", "en", "It has not arrived"),
    ):
        headers = api.headers(BUYER) | {"Accept-Language": header}
        answer = await api.http.get(f"/v1/disputes{path}{given}", headers=headers)
        assert answer.json()["reasons"][0]["label"] == label
        assert answer.json()["language"] == answer.headers["content-language"] == language
        assert "Accept-Language" in answer.headers["vary"]
    unknown = await api.get(BUYER, f"{path}&language=de")
    assert (unknown.status_code, unknown.json()["errors"][0]["pointer"]) == (422, "/language")


async def test_prm_34_it_is_for_those_whom_the_deal_concerns(api, deal) -> None:
    live = await deal("live_video-2026-12")
    path = f"/eligibility?escrow={live}"

    stranger = await api.get("stranger-1", path)
    unknown = await api.get(BUYER, f"/eligibility?escrow={format_id('esc', UUID(int=5))}")
    for_other = await api.get(BUYER, f"{path}&on_behalf_of=seller")
    missing, misspelt = await api.get(BUYER, "/eligibility"), await api.get(BUYER, f"{path}&colour=red")
    assert (stranger.status_code, unknown.status_code, for_other.status_code) == (404, 404, 403)
    assert (missing.status_code, misspelt.status_code) == (422, 422)

    by_role = {}
    for who, more in ((OPERATOR, ""), (OPERATOR, "&on_behalf_of=seller"), (PLATFORM, ""), (SELLER, "")):
        by_role[who, more] = (await api.get(who, path + more)).json()
    assert [told["roles"] for told in by_role.values()] == [
        ["buyer", "seller"], ["seller"], ["buyer", "seller"], ["seller"],
    ]  # fmt: skip
    assert all(told["allowed"] for told in by_role.values()), "T1: either side opens"
    studio = await api.get("representative-1", path, escrow=live)
    assert (studio.status_code, studio.json()["roles"], studio.json()["allowed"]) == (200, [], False)


async def test_prm_34_before_the_payment_and_after_the_end_it_says_why_not(api, deal) -> None:
    for state, held, code in (
        ("awaiting_funds", 0, "escrow_not_funded"),
        ("released", 0, "escrow_not_funded"),
        ("funded", 0, "insufficient_hold"),
    ):
        told = await ask(api, BUYER, await deal("agreement_first-2026-12", state=state, held=held))
        assert (told["allowed"], told["why_not"]["code"], told["amount"]["max"]) == (False, code, held)
        assert all(reason["why_not"]["code"] == code for reason in told["reasons"])
        assert told["why_not"]["text"].endswith(".")


async def test_prm_35_whoever_comes_after_the_end_hears_when_it_was_and_which_clock_ended_it(api, clock) -> None:
    deal, ended_at = new_id(), clock.time + timedelta(days=3)
    over = {"policy": "agreement_first-2026-12", "state": "released", "held": 0}
    paid_out = escrow_told(EscrowClosed, deal, **over).model_copy(
        update={"occurred_at": ended_at, "cause": "timeout:auto_release"}
    )
    later = escrow_told(EscrowClosed, deal, version=2, **over).model_copy(
        update={"occurred_at": ended_at + timedelta(days=1)}
    )
    await api.tell(paid_out, later)
    escrow = format_id("esc", deal)

    told = await ask(api, BUYER, escrow)
    body = body_from(told | {"amount": {"max": 100, "currency": "EUR"}}, told["reasons"][0]["code"])
    refused = (await api.post(BUYER, "", body)).json()

    assert (refused["code"], refused["escrow_state"]) == ("escrow_not_funded", "released")
    assert datetime.fromisoformat(refused["ended_at"]) == ended_at == datetime.fromisoformat(told["closed_at"])
    assert refused["ended_by"] == "auto_release"
    assert refused["cause"] == {
        "deadline": "auto_release", "owed_by": "buyer", "due_at": refused["ended_at"], "executed": "released",
    }  # fmt: skip


@pytest.mark.parametrize("edition", sorted(POLICIES))
@pytest.mark.parametrize("language", ["en", "fr", "pt", "zh"])
async def test_prm_34_a_policy_is_json_in_words_for_people(api, edition, language) -> None:
    policy = POLICIES[edition]

    answer = await api.get(BUYER, f"/{policy.name}/{edition}?language={language}", root="/v1/policies")

    assert answer.status_code == 200, answer.text
    assert answer.headers["content-language"] == language
    told = answer.json()
    assert (told["edition"], told["hash"], told["origin"]) == (edition, policy.hash, "parley")
    assert [reason["code"] for reason in told["reasons"]] == list(policy.reasons)
    assert [stage["code"] for stage in told["stages"]] == list(policy.stages)
    assert [option["code"] for option in told["options"]] == [kind.value for kind in policy.option_kinds]
    assert [code["code"] for code in told["rulings"]["reason_codes"]] == list(policy.rulings.reason_codes)
    for stage in told["stages"]:
        written = policy.stages[stage["code"]]
        assert {(clock["code"], clock["term"], clock["owed_by"]) for clock in stage["clocks"]} == {
            (d.kind, str(d.term), d.owed_by.value) for d in written.deadlines
        }
        assert len(stage["evidence"]) == len(written.evidence_requests)
        assert len(stage["follow_ups"]) == len(written.effects)
    assert [act["code"] for act in (told["penalties"] or {"acts": []})["acts"]] == list(
        policy.penalties.acts if policy.penalties else []
    )
    shown = json.dumps(told, ensure_ascii=False)
    assert "{stage}" not in shown


async def test_prm_34_current_is_the_edition_that_new_escrows_get(api) -> None:
    current = (await api.get(PLATFORM, "/agreement_first/current", root="/v1/policies")).json()
    assert current["current"]
    assert current["edition"] == max(edition for edition in POLICIES if edition.startswith("agreement_first"))

    for path in ("/agreement_first/live_video-2026-12", "/nothing/current", "/agreement_first/agreement_first-1999-01"):
        missing = await api.get(PLATFORM, path, root="/v1/policies")
        assert (missing.status_code, missing.json()["code"]) == (404, "not_found"), path


async def test_prm_34_a_platforms_own_edition_is_explained_as_well(api, policy_text) -> None:
    own = re.sub('edition = ".*"', 'edition = "quick-2027-01"', policy_text, count=1)
    own = own.replace('name = "agreement_first"', 'name = "quick"').replace(
        "[reasons.item_not_received]", "[reasons.too_loud]"
    )
    assert (await api.post(PLATFORM, "", {"toml": own}, root="/v1/policies")).status_code == 201
    assert (await api.get(BUYER, "/quick/current", root="/v1/policies")).status_code == 404
    assert (await api.post(PLATFORM, "/quick-2027-01/make-current", root="/v1/policies")).status_code == 200

    told = (await api.get(BUYER, "/quick/current?language=fr", root="/v1/policies")).json()

    assert (told["origin"], told["edition"], told["title"]) == ("platform", "quick-2027-01", "Quick")
    assert told["reasons"][0]["label"] == "Too loud", "its own word, spelled out"
    assert told["options"][0]["label"] == "Remboursement intégral", "a word that all share"


async def ask(api, who: str, escrow: str, *, reason: str | None = None) -> dict:
    answer = await api.get(who, f"/eligibility?escrow={escrow}")
    assert answer.status_code == 200, answer.text
    told = answer.json()
    return told if reason is None else next(each for each in told["reasons"] if each["code"] == reason)


@pytest.fixture
def deal(api, clock):
    async def deal(edition: str, *, state: str = "funded", held: int = 10_000, **differently) -> str:
        escrow = new_id()
        known = {"policy": edition, "funded_at": clock.time, "state": state, "held": held, **differently}
        await api.tell(escrow_told(EscrowFunded, escrow, **known))
        return format_id("esc", escrow)

    return deal
