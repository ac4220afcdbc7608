"""guided_solutions, rule by rule: O1 to O7, the case's side. What is measured (O8) is the analytics' part."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from common.contracts.escrow import EscrowFunded
from common.contracts.mediation import TurnChanged
from common.kernel.ids import format_id
from disputes.testing import BUYER, OPERATOR, SELLER, envelope, escrow_told, failed, frozen, spell

EDITION = "guided_solutions-2026-11"


@pytest.fixture
async def case(start):
    return await start(EDITION)


@pytest.fixture
async def proposed(case):
    """The walk is over: the seller has all solutions and 5 days."""
    options = [
        {"kind": "refund_partial", "to_buyer": spell(3000), "to_seller": spell(5000)},
        {"kind": "refund_full", "to_buyer": spell(8000), "to_seller": spell(0)},
    ]
    standing = {"id": uuid4(), "number": 1, "version": 1, "by": "buyer", "round": 0, "options": options}
    turn = {
        "dispute": case.id, "state": "negotiating", "standing": standing, "awaiting": "seller",
        "on_silence": "escalate",
        "due_at": case.clock.time + timedelta(days=5), "last_of_buyer": options,
        "may": {"seller": ["accept", "reject"], "buyer": ["amend"]},
    }  # fmt: skip
    await case.api.tell(TurnChanged.model_validate(envelope(uuid4(), 3) | turn))
    return case


@pytest.mark.parametrize("reason", ["significantly_not_as_described", "damaged_in_transport", "service_disappointing"])
async def test_o1_goods_other_than_described_damaged_or_a_service_that_disappoints(start, reason) -> None:
    assert (await (await start(EDITION, reason=reason)).see())["reason"] == reason


async def test_prm_19_what_can_be_proposed_for_a_service_moves_no_goods(start, api) -> None:
    """Mediation is told what its edition knows for the reason, and so is whoever reports the problem."""
    current = "guided_solutions-2026-12"
    kinds = {}
    for reason in ("service_disappointing", "damaged_in_transport"):
        case = await start(current, reason=reason)
        [opened] = await case.told("disputes.opened.v1")
        kinds[reason] = opened["negotiation"]["kinds"]
    escrow = uuid4()
    await api.tell(escrow_told(EscrowFunded, escrow, policy=current))
    shown = (await api.get(BUYER, f"/eligibility?escrow={format_id('esc', escrow)}")).json()

    assert kinds["service_disappointing"] == ["refund_partial", "refund_full"]
    assert kinds["damaged_in_transport"] == ["refund_partial", "refund_full", "replacement", "return_and_refund"]
    assert {reason["code"]: reason["options"] for reason in shown["reasons"] if reason["code"] in kinds} == kinds


async def test_o2_a_delivery_that_was_not_heard_of_at_the_opening_counts_from_the_freeze(start) -> None:
    case = await start(EDITION, freeze=False)
    came = case.clock.time - timedelta(hours=1)

    await case.api.tell(frozen(case.id, case.escrow, occurred_at=case.clock.time, delivered_at=came))

    [opened] = await case.told("disputes.opened.v1")
    assert datetime.fromisoformat(opened["delivered_at"]) == came


async def test_o1_only_the_buyer_opens_and_only_for_these(api, body) -> None:
    escrow = uuid4()
    await api.tell(escrow_told(EscrowFunded, escrow, policy=EDITION))
    given = body(escrow) | {"options": [], "reason": "damaged_in_transport"}

    assert (await api.post(SELLER, "", given)).json()["code"] == "reason_not_allowed"
    assert (await api.post(BUYER, "", given | {"reason": "conduct"})).json()["code"] == "reason_not_allowed"


async def test_o2_the_buyer_is_led_to_solutions_by_a_tree(case) -> None:
    [opened] = await case.told("disputes.opened.v1")
    guide = opened["negotiation"]["guide"]

    walk = {"tree": EDITION, "answer_by": "2026-12-01T12:00:00Z", "respond_term": "5 days"}
    assert guide == walk | {
        "if_abandoned": {
            "closes_as": "withdrawn",
            "bars": [],
            "pays": None,
            "carries_out_last_of": None,
            "has_judges": True,
        }
    }
    assert (opened["options"], opened["price"]) == ([], {"amount": 10_000, "currency": "EUR"})
    seen = await case.see(BUYER)
    assert (seen["status"], seen["viewer_state"], seen["options"]) == ("waiting_for_buyer", "required_action", [])
    assert (await case.see(SELLER))["viewer_state"] == "waiting"


async def test_o2_options_are_not_brought_along(api, body) -> None:
    escrow = uuid4()
    await api.tell(escrow_told(EscrowFunded, escrow, policy=EDITION))

    response = await api.post(BUYER, "", body(escrow) | {"reason": "damaged_in_transport"})

    assert (response.status_code, response.json()["unexpected"]) == (422, ["options"])


async def test_o2_a_walk_that_is_not_finished_moves_no_money(case) -> None:
    [step] = (await case.see())["forecast"]
    assert (step["at"], step["leads_to"], step["outcome"], step["money_effect"]) == (
        "2026-12-01T12:00:00Z", "closed", "withdrawn", None,
    )  # fmt: skip

    await case.api.tell(failed(case.id, why="abandoned", occurred_at=case.clock.time + timedelta(days=7)))

    seen = await case.see()
    assert (seen["status"], seen["outcome"], seen["closed_at"]) == ("closed", "withdrawn", "2026-12-01T12:00:00Z")
    assert await case.told("disputes.settlement-ordered.v1") == []


async def test_o3_a_reduced_price_a_full_refund_a_replacement_or_a_return(case) -> None:
    [opened] = await case.told("disputes.opened.v1")

    assert opened["negotiation"]["kinds"] == ["refund_partial", "refund_full", "replacement", "return_and_refund"]


async def test_o4_the_seller_has_5_days_and_silence_escalates(proposed) -> None:
    [opened] = await proposed.told("disputes.opened.v1")
    terms = opened["negotiation"]
    assert (terms["on_silence"], terms["guide"]["respond_term"]) == ("escalate", "5 days")
    seen = await proposed.see(SELLER)
    assert (seen["status"], seen["viewer_state"]) == ("waiting_for_seller", "required_action")
    step = seen["forecast"][0]
    assert (step["at"], step["leads_to"], step["money_effect"]) == ("2026-11-29T12:00:00Z", "review", None)

    await proposed.api.tell(failed(proposed.id, why="silence", occurred_at=proposed.clock.time + timedelta(days=6)))

    after = await proposed.see()
    assert (after["stage"], after["settlement"]) == ("review", None)


async def test_o5_the_chosen_solution_is_carried_out_with_the_rest_to_the_seller(proposed) -> None:
    await proposed.agree("refund_partial", 3000)

    [order] = await proposed.told("disputes.settlement-ordered.v1")
    assert (order["to_buyer"]["amount"], order["to_seller"]["amount"], order["basis"]) == (3000, 5000, "agreement")
    assert (await proposed.settled())["outcome"] == "agreement"


async def test_o5_a_replacement_moves_no_money_and_has_its_own_deadline(proposed, may) -> None:
    await proposed.agree("replacement")

    seen = await proposed.see(SELLER)
    assert (seen["stage"], seen["phase"], seen["funds"]["state"]) == ("replacement", "execution", "frozen")
    assert "fulfil" in may(seen)
    [promised] = await proposed.told("disputes.obligation-started.v1")
    assert (promised["obligation"], promised["owed_by"], promised["due_at"]) == (
        "replacement",
        "seller",
        "2026-12-01T12:00:00Z",
    )
    assert await proposed.told("disputes.settlement-ordered.v1") == []

    parcel = {"carrier": "DHL", "tracking_number": "JD0123456789"}
    assert (await proposed.refused(BUYER, "obligation/fulfil", parcel))["code"] == "action_not_allowed_in_state"
    seen = await proposed.do(SELLER, "obligation/fulfil", parcel)
    assert (seen["stage"], seen["obligation"]["parcel"]) == (
        "replacement_confirmation",
        {**parcel, "doubts": ["number_not_of_carrier"]},
    )
    paid = await proposed.do(BUYER, "obligation/confirm", {"condition": "received"})
    assert paid["settlement"]["to_seller"]["amount"] == 8000
    [said] = await proposed.told("disputes.obligation-confirmed.v1")
    assert (said["obligation"], said["condition"]) == ("replacement", "received")
    await proposed.settled()
    assert (await proposed.see())["outcome"] == "agreement"


async def test_o5_a_replacement_that_is_not_sent_goes_to_an_operator_not_to_the_buyer(proposed) -> None:
    await proposed.agree("replacement")

    seen = await proposed.pass_time(days=7)

    assert (seen["stage"], seen["settlement"]) == ("review", None)


async def test_o5_a_replacement_that_arrives_damaged_goes_to_an_operator(proposed) -> None:
    await proposed.agree("replacement")
    await proposed.do(SELLER, "obligation/fulfil", {"carrier": "DHL", "tracking_number": "JD0123456789"})

    seen = await proposed.do(BUYER, "obligation/confirm", {"condition": "damaged", "note": "A broken frame."})

    assert (seen["stage"], seen["obligation"]["condition"]) == ("review", "damaged")
    [said] = await proposed.told("disputes.obligation-confirmed.v1")
    assert said["condition"] == "damaged"


async def test_o6_a_refusal_escalates_at_once_with_nothing_in_between(proposed, ruling) -> None:
    [opened] = await proposed.told("disputes.opened.v1")
    terms = opened["negotiation"]
    assert (terms["reject"], terms["max_rounds"], terms["amendable"]) == ("escalates", 0, True)

    await proposed.api.tell(failed(proposed.id, why="rejected"))

    seen = await proposed.see()
    assert (seen["stage"], seen["awaiting"], len(seen["negotiation"]["options"])) == ("review", ["operator"], 2)
    ruled = await proposed.do(OPERATOR, "decision", ruling(EDITION, "refund_full"))
    assert ruled["settlement"]["to_buyer"]["amount"] == 8000


async def test_o7_nobody_of_the_support_team_takes_part_in_the_happy_path(proposed) -> None:
    await proposed.agree("refund_full", 8000)
    await proposed.settled()

    moves = (await proposed.api.get(BUYER, f"{proposed.path}/timeline")).json()["data"]
    assert [move["to_state"] for move in moves] == ["opening", "solutions", "settling", "closed"]
    assert "operator" not in {move["actor"]["role"] for move in moves}
    assert (await proposed.see())["assignee"] is None
