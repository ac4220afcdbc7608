"""Simulation: the edition in force reproduces history exactly; others say what would have been."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from common.contracts.escrow import EscrowSettled
from common.contracts.mediation import TurnChanged
from common.kernel.ids import new_id, parse_id
from disputes.testing import BUYER, NOON, OPERATOR, SELLER, agreed, envelope, escrow_told, failed, frozen, spell

PLATFORM = "platform-1"
AGREEMENT, REPORT = "agreement_first-2026-11", "report_review-2026-11"
CURRENT = "agreement_first-2026-12"
PERIOD = {"from": "2026-11-01T00:00:00Z", "to": "2027-11-01T00:00:00Z"}


@pytest.fixture
def simulate(api):
    async def run(edition: str, body: dict = PERIOD) -> dict:
        response = await api.post(PLATFORM, f"/{edition}/simulate", body, root="/v1/policies")
        assert response.status_code == 200, response.text
        return response.json()

    return run


@pytest.fixture
async def history(api, cases, clock):
    """Five cases: agreed, silent, ruled on, withdrawn, and refused with no proof given after."""
    escrow, path = await cases.opened()
    clock.time += timedelta(days=4)
    await api.tell(agreed(parse_id("dsp", path), to_buyer=5000, occurred_at=clock.time))
    await cases.settle(escrow, path)
    clock.time += timedelta(days=1)
    escrow, path = await cases.reviewed()
    clock.time += timedelta(days=2)
    answer = await cases.decide(path, outcome="refund_partial", amount={"amount": 3000, "currency": "EUR"})
    assert answer.json()["status"] == "settling", answer.text
    await cases.settle(escrow, path)
    _, path = await cases.opened()
    clock.time += timedelta(hours=5)
    assert (await api.post(BUYER, f"/{path}/withdraw")).status_code == 200
    escrow, path = await cases.opened()
    clock.time += timedelta(days=1)
    await api.tell(failed(parse_id("dsp", path), occurred_at=clock.time))
    clock.time += timedelta(days=1)
    assert (await api.post(SELLER, f"/{path}/accept-claim")).status_code == 200
    await cases.settle(escrow, path)


async def test_replaying_the_edition_in_force_reproduces_history(history, simulate) -> None:
    found = await simulate(AGREEMENT)

    assert (found["cases"], found["flips"], found["flipped"]) == (4, 0, [])
    assert found["before"] == found["after"]
    assert found["after"]["operator_touches"] == 1
    assert found["after"]["operator_minutes"] == 15
    assert found["after"]["resolved_without_operator"] == 3
    assert found["after"]["to_buyers"] == [{"amount": 5000 + 3000 + 8000, "currency": "EUR"}]


async def test_an_edition_with_less_time_flips_the_case_that_took_longer(api, history, simulate, policy_text) -> None:
    quick = policy_text.replace(CURRENT, "quick-2027-01").replace('name = "agreement_first"', 'name = "quick"')
    quick = quick.replace('term = "5 days"             # D1', 'term = "48 hours"')
    published = await api.post(PLATFORM, "", {"toml": quick}, root="/v1/policies")
    assert published.status_code == 201, published.text

    found = await simulate("quick-2027-01")

    [flip] = found["flipped"]
    assert (flip["before"]["outcome"], flip["before"]["to_buyer"]["amount"]) == ("agreement", 5000)
    assert (flip["after"]["outcome"], flip["after"]["to_buyer"]["amount"]) == ("timeout", 8000)
    assert flip["after"]["ended_at"] == "2026-11-26T12:00:00Z"
    moved = found["after"]["to_buyers"][0]["amount"] - found["before"]["to_buyers"][0]["amount"]
    assert moved == 3000
    assert found["after"]["to_sellers"][0]["amount"] + moved == found["before"]["to_sellers"][0]["amount"]


@pytest.mark.parametrize(("term", "ends"), [("5 days", "2026-12-02"), ("7 days", "2026-12-04")])
async def test_how_talks_ended_under_one_edition_ends_them_under_no_other(
    api, cases, clock, simulate, policy_text, term, ends
) -> None:
    """Mediation says that they are over a moment after the silence that ended them there, and before what follows."""
    escrow, path = await cases.opened()
    dispute = parse_id("dsp", path)
    telling = {"dispute": dispute, "state": "negotiating", "awaiting": "seller", "due_at": NOON + timedelta(days=5),
               "on_silence": "execute", "may": {"seller": ["accept"]}, "last_of_buyer": []}  # fmt: skip
    standing = {"id": new_id(), "round": 0, "number": 1, "version": 1, "by": "buyer",
                "options": [{"kind": "refund_full", "to_buyer": spell(8000), "to_seller": spell(0)}]}  # fmt: skip
    mediation = new_id()
    clock.time += timedelta(seconds=2)
    await api.tell(TurnChanged.model_validate(
        envelope(mediation, 1, occurred_at=clock.time) | telling | {"standing": standing}
    ))  # fmt: skip
    clock.time = NOON + timedelta(days=5)
    over = {"state": "agreed", "awaiting": None, "due_at": None, "on_silence": None, "may": {}, "standing": standing}
    clock.time += timedelta(seconds=1)
    await api.tell(TurnChanged.model_validate(
        envelope(mediation, 2, occurred_at=clock.time) | telling | over
    ))  # fmt: skip
    await api.tell(agreed(dispute, basis="silence", occurred_at=NOON + timedelta(days=5)))
    await cases.settle(escrow, path)
    other = policy_text.replace(CURRENT, "patient-2027-01").replace('name = "agreement_first"', 'name = "patient"')
    other = other.replace('on_silence = "execute"', 'on_silence = "escalate"')
    other = other.replace('term = "5 days"             # D1', f'term = "{term}"')
    other = other.replace('{ execute_standing = "buyer" }', '{ pay_all = "seller" }')
    assert (await api.post(PLATFORM, "", {"toml": other}, root="/v1/policies")).status_code == 201

    found = await simulate("patient-2027-01")

    [flip] = found["flipped"]
    assert (flip["after"]["outcome"], flip["after"]["to_seller"]["amount"]) == ("timeout", 8000)
    assert flip["after"]["ended_at"].startswith(ends)
    assert (await simulate(AGREEMENT))["flips"] == 0


async def test_an_edition_that_does_not_take_such_cases_says_so(history, simulate) -> None:
    found = await simulate(REPORT)

    assert (found["cases"], found["not_admitted"], found["flips"]) == (4, 4, 4)


async def test_a_report_is_reproduced_with_its_appeal_window(api, cases, clock, simulate) -> None:
    escrow, path = await cases.reviewed(REPORT)
    clock.time += timedelta(hours=30)
    await cases.decide(path)
    clock.time += timedelta(hours=72, seconds=13)
    await api.sweep()
    await cases.settle(escrow, path)

    found = await simulate(REPORT)

    assert (found["cases"], found["flips"]) == (1, 0)
    assert found["before"] == found["after"]


async def test_a_supplied_caseload_is_played_without_a_history(simulate) -> None:
    money = {"amount": 8000, "currency": "EUR"}
    case = {
        "reason": "item_not_received", "claimed": money, "options": [{"kind": "refund_full"}],
        "opened_at": "2026-03-02T12:00:00Z",
    }  # fmt: skip
    refused = {"at": "2026-03-03T12:00:00Z", "by": "seller", "did": "refuse"}
    proof = {"at": "2026-03-04T12:00:00Z", "by": "seller", "did": "give_evidence"}
    ruled = {"at": "2026-03-06T12:00:00Z", "by": "operator", "did": "rule", "outcome": "release"}
    half = {"kind": "refund_partial", "basis_points": 5000}
    caseload = [
        case | {"reference": "silent"},
        case | {"reference": "agreed", "acts": [
            {"at": "2026-03-04T12:00:00Z", "by": "seller", "did": "agree", "option": half}]},
        case | {"reference": "ruled", "acts": [refused, proof, ruled]},
        case | {"reference": "waiting", "acts": [refused, proof]},
    ]  # fmt: skip

    found = await simulate(AGREEMENT, {"cases": caseload})

    assert (found["before"], found["flips"], found["cases"]) == (None, 0, 4)
    after = found["after"]
    assert (after["undecided"], after["resolved_without_operator"], after["operator_touches"]) == (1, 2, 1)
    assert after["to_buyers"] == [{"amount": 12_000, "currency": "EUR"}]
    assert after["to_sellers"] == [{"amount": 12_000, "currency": "EUR"}]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"from": PERIOD["from"]},
        {"from": PERIOD["to"], "to": PERIOD["from"]},
        {**PERIOD, "cases": [{}]},
        {"cases": [{"reason": "x", "claimed": {"amount": 0, "currency": "EUR"}, "opened_at": NOON.isoformat()}]},
        {"cases": [], "surprise": 1},
    ],
)
async def test_simulations_that_are_refused(api, body) -> None:
    response = await api.post(PLATFORM, f"/{AGREEMENT}/simulate", body, root="/v1/policies")

    assert response.status_code == 422


async def test_pag_12_the_platform_and_its_leads_simulate_and_only_what_exists(api) -> None:
    led = await api.post(OPERATOR, f"/{AGREEMENT}/simulate", PERIOD, root="/v1/policies", scope="decide lead")
    assert led.status_code == 200
    for who in (BUYER, SELLER, OPERATOR):
        refused = await api.post(who, f"/{AGREEMENT}/simulate", PERIOD, root="/v1/policies")
        assert refused.status_code == 403
    assert (await api.post(PLATFORM, "/none-2026-01/simulate", PERIOD, root="/v1/policies")).status_code == 404


@pytest.mark.parametrize("reduction", [0, 1_000])
async def test_prm_7_a_simulation_and_the_figures_count_what_everybody_gets_net(
    api, start, simulate, reduction
) -> None:
    """Partly back, a fee of 5 % on the seller's share; and a part perhaps that went back beside goods before."""
    fee = {"fee_terms": {"basis_points": 500, "fixed": spell(0), "paid_by": "seller"}}
    case = await start(CURRENT, freeze=False, reason="significantly_not_as_described")
    await api.tell(frozen(case.id, case.escrow, policy=CURRENT, occurred_at=case.clock.time, **fee))
    if reduction:
        await case.agree("replacement", reduction=reduction)
        await case.do(SELLER, "obligation/fulfil", {"carrier": "DHL", "tracking_number": "JD0123456789"})
    await case.agree("refund_partial", 3_000, whole=8_000 - reduction)
    ordered = (await case.see())["settlement"]
    parts = {name: ordered[name] for name in ("to_buyer", "to_seller", "fee")}
    taken, net = parts["fee"]["amount"], parts["to_seller"]["amount"]
    assert (taken, net + taken) == ((5_000 - reduction) * 5 // 100, 5_000 - reduction)
    told = {"state": "split_settled", "held": 2_000, "released": net + taken, "refunded": 3_000 + reduction}
    order = parse_id("ins", ordered["instruction"])
    about = {"dispute": case.id, "instruction": order, **parts, **fee}
    await api.tell(escrow_told(EscrowSettled, case.escrow, version=5, **told, **about))

    found = await simulate(CURRENT)

    assert (found["before"], found["flips"]) == (found["after"], 0)
    whole = [found["before"][name][0]["amount"] for name in ("to_buyers", "to_sellers", "fees")]
    assert (whole, sum(whole)) == ([3_000 + reduction, net, taken], 8_000)
    period = "?from=2026-11-01T00:00:00Z&to=2027-02-03T00:00:00Z"
    [figures] = (await api.get(PLATFORM, f"/disputes{period}", root="/v1/analytics")).json()["outcomes"]
    assert [figures[name]["amount"] for name in ("to_buyer", "to_seller", "fees")] == whole


async def test_wal_f6_a_platform_has_one_simulation_under_way_and_leaves_room_for_others(api, history) -> None:
    async def simulate(**claims):
        return await api.post(PLATFORM, f"/{AGREEMENT}/simulate", PERIOD, root="/v1/policies", **claims)

    answers = await asyncio.gather(simulate(), simulate(), simulate(), simulate(tenant=str(new_id())))

    assert [answer.status_code for answer in answers] == [200, 503, 503, 200]
    assert (answers[1].json()["code"], answers[1].headers["retry-after"]) == ("simulation_busy", "1")
    assert (await simulate()).status_code == 200


async def test_wal_f6_simulations_of_all_platforms_have_so_many_places(api, app, history) -> None:
    simulations = app.state.service.deps.simulations
    with simulations.hold_place(new_id()), simulations.hold_place(new_id()):
        refused = await api.post(PLATFORM, f"/{AGREEMENT}/simulate", PERIOD, root="/v1/policies")
        health = (await api.http.get("/health/ready")).json()

    assert refused.status_code == 503
    assert "simulations" in health["exhausted"]
