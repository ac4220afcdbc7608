"""Analytics and simulation: what the cases of a while cost, and what another edition would have made of them (O8)."""

from __future__ import annotations

from typing import Any, Final

from deploy.proof.demo.deals import Case, Deal, Outcome
from deploy.proof.demo.stage import Stage

TITLE = "Measured, and played again"
ABOUT = """Programme agreement_first. Of three cases one is agreed, one ends by silence and one is ruled. The analytics
count them. Played again through the edition in force they end as they did; through an edition in which silence
speaks for the seller, one of them ends otherwise: known before a single deal is made under it."""

STANDARD_EDITION: Final = "agreement_first-2026-12"
PATIENT_EDITION: Final = "patient-2026-11"
REASON: Final = "item_not_received"


def play_story(stage: Stage) -> None:
    play_agreed(stage)
    play_silent(stage)
    play_ruled(stage)
    period = {"from": "2020-01-01T00:00:00Z", "to": "2029-12-31T00:00:00Z"}
    check_analytics(stage, period)
    check_simulation(stage, period)


def play_agreed(stage: Stage) -> None:
    deal, case = open_case(stage, "A lamp", 3_000, [{"kind": "refund_partial", "basis_points": 5_000}])
    proposal = case.read_newest_proposal(stage.seller)
    stage.seller.perform_act(
        "takes half", f"{proposal['path']}/accept", {"version": proposal["version"], "option": 0}
    )  # fmt: skip
    case.check_closed("agreement")
    deal.check_ended("split_settled")
    deal.expect = Outcome(to_buyer=1_500, to_seller=1_462, fee=38)


def play_silent(stage: Stage) -> None:
    deal, case = open_case(stage, "A chair", 5_000, [{"kind": "refund_full"}])
    case.read_newest_proposal(stage.seller)
    stage.advance_clock("five days of silence (D1)", by="5 days")
    case.check_closed("timeout")
    deal.check_ended("refunded")
    deal.expect = Outcome(to_buyer=5_000, to_seller=0)


def play_ruled(stage: Stage) -> None:
    deal, case = open_case(stage, "A table", 9_000, [{"kind": "refund_full"}])
    proposal = case.read_newest_proposal(stage.seller)
    offer = {"version": proposal["version"], "options": [{"kind": "refund_partial", "basis_points": 1_000}]}
    stage.seller.perform_act("offers a tenth (D3)", f"{proposal['path']}/counter", offer)
    case.check_state(stage.buyer, status="waiting_for_buyer")
    stage.buyer.perform_act("wants a ruling (D5)", f"{case.path}/escalate")
    case.check_requests(stage.seller)
    record = {"carrier": "DHL", "tracking_number": "JD014600000RU"}
    case.give_evidence(stage.seller, "shipment_record", record)
    case.check_state(stage.operator, stage="review")
    stage.operator.perform_act("takes the case", f"{case.path}/assign", {})
    case.rule_as(
        stage.operator,
        "rules for the seller",
        outcome="release",
        responsible="none",
        reason_code="delivered",
        policy_reference="receipt 1",
        explanation="The carrier has handed it over.",
    )
    case.check_closed("decision")
    deal.check_ended("released")
    deal.expect = Outcome(to_buyer=0, to_seller=8_775, fee=225)


def open_case(stage: Stage, title: str, price: int, options: list[dict[str, Any]]) -> tuple[Deal, Case]:
    deal = Deal.create_paid(stage, title, price).ship()
    return deal, Case.open_dispute(deal, stage.buyer, reason=REASON, options=options, why="It has not come.")


def check_analytics(stage: Stage, period: dict[str, str]) -> None:
    seen = stage.platform.get(f"/v1/analytics/disputes?from={period['from']}&to={period['to']}")
    stage.check("cases closed, and without an operator (O8)", count_cases(seen), (3, 2, 6_667))
    stage.check("touches: the ruling alone", seen["support_touches"], 1)
    money = {part["outcome"]: (part["to_buyer"]["amount"], part["to_seller"]["amount"]) for part in seen["outcomes"]}
    expected = {"agreement": (1_500, 1_462), "timeout": (5_000, 0), "decision": (0, 8_775)}
    stage.check("money by outcome, net of fees", money, expected)
    stage.check("fees", sum(part["fees"]["amount"] for part in seen["outcomes"]), 38 + 225)


def count_cases(seen: dict[str, Any]) -> tuple[int, int, int]:
    shares = ("cases", "resolved_without_operator", "resolved_without_operator_basis_points")
    cases, without, share = (int(seen[name]) for name in shares)
    return cases, without, share


def check_simulation(stage: Stage, period: dict[str, str]) -> None:
    same = stage.platform.perform_act("plays them again", f"/v1/policies/{STANDARD_EDITION}/simulate", period)
    stage.check("the edition in force reproduces history", (same["cases"], same["flips"]), (3, 0))
    stage.check(
        "to the cent, net of fees",
        (sum_both_sides(same["before"]), sum_both_sides(same["after"])),
        ((6_500, 10_237), (6_500, 10_237)),
    )

    document = stage.platform.get(f"/v1/policies/{STANDARD_EDITION}")["body"]
    document = document.replace(STANDARD_EDITION, PATIENT_EDITION).replace(
        'name = "agreement_first"', 'name = "patient"'
    )
    document = document.replace('on_silence = "execute"', 'on_silence = "escalate"')
    document = document.replace(
        'evidence_lapsed = { execute_standing = "buyer" }', 'evidence_lapsed = { pay_all = "seller" }'
    )
    stage.platform.perform_act("tries an edition of its own", "/v1/policies", {"toml": document})
    other = stage.platform.perform_act("plays them through it", f"/v1/policies/{PATIENT_EDITION}/simulate", period)
    stage.check("one ends otherwise", (other["cases"], other["flips"]), (3, 1))
    [flip] = other["flipped"]
    paid = [flip[when]["to_buyer"]["amount"] for when in ("before", "after")]
    stage.check("the chair: it was paid to Anna, and would be to Sam", paid, [5_000, 0])
    stage.check("money to each side in all", sum_both_sides(other["after"]), (1_500, 15_112))
    without = [other[when]["resolved_without_operator"] for when in ("before", "after")]
    stage.check("no operator more or less", without, [2, 2])


def sum_both_sides(side: dict[str, Any]) -> tuple[int, int]:
    buyers, sellers = side["to_buyers"], side["to_sellers"]
    return sum(m["amount"] for m in buyers), sum(m["amount"] for m in sellers)
