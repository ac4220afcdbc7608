"""Offers in the phases of dispute and execution, as the case shows them (PRM-20, D14)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from common.contracts.disputes import OptionRef
from common.contracts.evidence import RequestSatisfied
from common.contracts.mediation import TurnChanged
from common.kernel.money import Split
from disputes.testing import BUYER, OPERATOR, SELLER, envelope, eur, failed

EDITION = "agreement_first-2026-12"
SNAD = "significantly_not_as_described"
HALF = OptionRef.from_split("refund_partial", Split(eur(4000), eur(4000)), fee=0)
ANSWERS = ("accept", "counter", "propose", "reject")


@pytest.fixture
async def case(start):
    """A case in which an operator has to decide, and its negotiation."""
    case = await start(EDITION, reason=SNAD)
    await case.api.tell(failed(case.id))
    await case.tell(RequestSatisfied, "buyer")
    assert (await case.see())["stage"] == "review"
    return case


async def tell_turn(case, mediation: UUID, version: int, **differently: Any) -> None:
    """Mediation reports that the seller has offered half, for five days from now."""
    offered = {"id": uuid4(), "number": 3, "version": 1, "by": "seller", "round": 1, "options": [HALF]}
    turn = {
        "dispute": case.id,
        "state": "open",
        "standing": offered,
        "awaiting": "buyer",
        "due_at": case.clock.time + timedelta(days=5),
        "on_silence": None,
        "may": {"buyer": ANSWERS, "seller": ("propose",)},
        "last_of_buyer": (),
        "occurred_at": case.clock.time,
    }
    await case.api.tell(TurnChanged.model_validate(envelope(mediation, version) | turn | differently))


async def tell_withdrawn(case, mediation: UUID, version: int) -> None:
    nothing = {
        "standing": None,
        "awaiting": None,
        "due_at": None,
        "may": {"buyer": ("propose",), "seller": ("propose",)},
    }
    await tell_turn(case, mediation, version, **nothing)


async def listed(api, who: str, awaiting: str) -> list[dict[str, Any]]:
    return (await api.get(who, f"?awaiting={awaiting}")).json()["data"]


async def test_d14_prm_20_an_offer_is_shown_to_whom_it_is_for_in_the_case_the_list_and_the_queue(case, api) -> None:
    await tell_turn(case, uuid4(), 4)

    seen = await case.see(BUYER)
    assert (seen["awaiting"], seen["viewer_state"], seen["status"]) == (
        ["buyer", "operator"], "required_action", "under_review",
    )  # fmt: skip
    due = "2026-11-29T12:00:00Z"
    ends = {a["rel"]: a["available_until"] for a in seen["allowed_actions"] if a["rel"] in ANSWERS}
    assert ends["accept"] == due
    assert (seen["negotiation"]["due_at"], seen["negotiation"]["by"]) == (due, "seller")
    assert {"deadline": "negotiation", "owed_by": "buyer", "due_at": due, "request": None} in seen["deadlines"]
    for who, awaiting in ((BUYER, "buyer"), (OPERATOR, "buyer"), (OPERATOR, "operator")):
        [row] = await listed(api, who, awaiting)
        assert (row["awaiting"], row["next_due_at"]) == (["buyer", "operator"], due)
    [required] = [told for told in await case.told("disputes.action-required.v1") if told["of"] == "buyer"][-1:]
    assert (required["acts"], required["due_at"]) == (list(ANSWERS), due)


async def test_d14_prm_20_its_end_is_foretold_and_moves_no_money(case) -> None:
    await tell_turn(case, uuid4(), 4)

    step = next(step for step in (await case.see())["forecast"] if step["action"] == "withdraw_offer")
    assert (step["at"], step["money_effect"], step["leads_to"]) == ("2026-11-29T12:00:00Z", None, "review")
    assert step["prevented_by"] == list(ANSWERS)


async def test_prm_20_who_is_asked_is_reminded_and_nobody_once_it_is_withdrawn(case, api) -> None:
    mediation = uuid4()
    await tell_turn(case, mediation, 4)

    await case.pass_time(days=4)
    [near] = await case.told("disputes.deadline-approaching.v1")
    assert (near["of"], near["deadline"], near["due_at"]) == ("buyer", "negotiation", "2026-11-29T12:00:00Z")

    await case.pass_time(days=1)
    await tell_withdrawn(case, mediation, 5)
    seen = await case.see()
    assert (seen["awaiting"], seen["negotiation"]["due_at"], await listed(api, BUYER, "buyer")) == (
        ["operator"], None, [],
    )  # fmt: skip


async def test_prm_20_an_offer_outlives_the_stage_it_was_made_in(case, ruling) -> None:
    await tell_turn(case, uuid4(), 4)

    await case.do(OPERATOR, "decision", ruling(EDITION, "return_and_refund"))

    seen = await case.see()
    assert (seen["stage"], seen["negotiation"]["due_at"]) == ("return_address", "2026-11-29T12:00:00Z")
    assert seen["awaiting"] == ["buyer", "seller"]


async def test_prm_20_an_operator_can_give_more_time_and_stop_the_clock(case) -> None:
    mediation = uuid4()
    await tell_turn(case, mediation, 4)

    more = {"deadline": "negotiation", "due_at": "2026-12-01T12:00:00Z", "reason_code": "asked"}
    extended = await case.do(OPERATOR, "extend", more)
    assert extended["negotiation"]["due_at"] == "2026-12-01T12:00:00Z"
    await case.do(OPERATOR, "pause", {"reason_code": "asked"})
    await tell_turn(case, mediation, 5, due_at=None)
    assert not [step for step in (await case.see())["forecast"] if step["action"] == "withdraw_offer"]
    assert (await case.see(BUYER))["awaiting"] == ["buyer", "operator"]


async def test_prm_20_each_new_offer_asks_anew(case) -> None:
    mediation = uuid4()
    await tell_turn(case, mediation, 4)
    again = {"id": uuid4(), "number": 4, "version": 1, "by": "seller", "round": 1, "options": [HALF]}
    await tell_turn(case, mediation, 5, standing=again)
    await tell_turn(case, mediation, 6, standing=again | {"version": 2})

    asked = [told for told in await case.told("disputes.action-required.v1") if told["of"] == "buyer"]
    assert len([told for told in asked if told["acts"] == list(ANSWERS)]) == 2
    assert SELLER not in str(asked)


async def test_prm_2_an_offer_whose_clock_is_under_way_is_pending(case) -> None:
    """It was made in a pause of which mediation has not heard the end."""
    offer = uuid4()
    await tell_turn(case, offer, 5, paused_at=case.clock.time)
    before = await case.see()
    await tell_turn(case, offer, 6)
    after = await case.see()

    assert (before["negotiation"]["due_at"], before["pending"]) == (None, {"what": "negotiation", "of": "mediation"})
    assert (after["negotiation"]["due_at"] is not None, after["pending"]) == (True, None)


async def test_prm_2_a_negotiation_is_pending_until_mediation_has_told_where_it_is(start) -> None:
    case = await start(EDITION, reason=SNAD)
    before = await case.see()
    await tell_turn(case, uuid4(), 1, state="negotiating")
    after = await case.see()

    assert (before["negotiation"]["mediation"], before["pending"]["what"]) == (None, "negotiation")
    assert (after["negotiation"]["mediation"] is not None, after["pending"]) == (True, None)
