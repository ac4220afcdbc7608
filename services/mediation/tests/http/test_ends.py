"""PRM-35: who comes when a case is over learns how and when it ended, and by whose silence if by silence."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from common.contracts.disputes import ApprovalLimitsChanged, DisputeClosed, SettlementOrdered, TimeoutRef
from common.contracts.envelope import ActorRef, MoneyRef
from common.kernel.ids import format_id
from mediation.domain.options import Option, OptionKind
from mediation.domain.reactions import on_case_closed
from mediation.domain.terms import GOES_ON, FailureEnd, Side, SilenceRule
from mediation.testing import DAY, NOON, TENANT, WITHDRAWN, a_mediation, guided_mediation

OFFER = {"options": [{"kind": "refund_partial", "amount": {"amount": 40, "currency": "EUR"}}]}
SILENT = TimeoutRef(deadline="negotiation", owed_by="seller", due_at=NOON + DAY, executed="execute_buyer_solution")
LATER = NOON + 2 * DAY


def about(event, mediation, at, **given):
    envelope = {"tenant": TENANT, "subject": mediation.case.dispute, "sequence": 8, "version": 8, "occurred_at": at}
    return event(**envelope, actor=ActorRef(role="system", id="parley"), cause="test", escrow=UUID(int=5), **given)


def ordered(mediation, at=NOON + DAY, **given):
    money = {"to_buyer": MoneyRef(amount=70, currency="EUR"), "to_seller": MoneyRef(amount=30, currency="EUR")}
    return about(SettlementOrdered, mediation, at, instruction=uuid4(), **money, **{"basis": "decision", **given})


def closed(mediation, at=LATER, **given):
    return about(DisputeClosed, mediation, at, **{"outcome": "decision", **given})


@pytest.mark.parametrize("who", ["ordered first", "closed first"])
async def test_prm_35_a_case_that_is_over_says_how_and_since_when(keep, hear, buyer, who: str) -> None:
    found = await keep(a_mediation())
    told = [ordered(found), closed(found)]
    await hear(*(told if who == "ordered first" else reversed(told)))

    refused = (await buyer.act(found, "", OFFER)).json()

    assert (refused["code"], refused["outcome"]) == ("case_closed", "decision")
    assert refused["ended_at"].startswith((NOON + DAY).strftime("%Y-%m-%dT%H:%M"))
    assert "cause" not in refused
    assert "due_at" not in refused, "nobody was silent"


async def test_prm_35_an_end_by_silence_says_whose_it_was(keep, hear, buyer) -> None:
    found = await keep(a_mediation())
    await hear(closed(found, outcome="timeout", timeout=SILENT))

    refused = (await buyer.act(found, "", OFFER)).json()

    assert (refused["outcome"], refused["due_at"]) == ("timeout", refused["cause"]["due_at"])
    assert refused["cause"]["owed_by"] == "seller"
    assert (refused["cause"]["deadline"], refused["cause"]["executed"]) == ("negotiation", "execute_buyer_solution")


async def test_prm_35_an_end_that_is_still_to_be_told_is_asked_for(keep, disputes, buyer) -> None:
    found = await keep(on_case_closed(a_mediation()).mediation)
    disputes.told.append(closed(found, outcome="withdrawn"))

    refused = (await buyer.act(found, "", OFFER)).json()

    assert (refused["code"], refused["outcome"]) == ("case_closed", "withdrawn")


async def test_prm_35_late_by_a_minute_says_that_silence_was_the_end(keep, seller, clock) -> None:
    found = await keep(a_mediation())
    due_at = found.snapshot.due_at
    assert due_at is not None
    clock.time = due_at + timedelta(minutes=1)

    late = (await seller.act(found, "1/accept", {"version": 1, "option": 0})).json()

    assert (late["code"], late["outcome"]) == ("deadline_passed", "timeout")
    assert late["due_at"] == late["ended_at"] == late["cause"]["due_at"]
    assert (late["cause"]["owed_by"], late["cause"]["executed"]) == ("seller", "execute_buyer_solution")


@pytest.mark.parametrize(("if_abandoned", "outcome"), [(WITHDRAWN, "withdrawn"), (GOES_ON, None)])
async def test_prm_35_who_is_late_in_a_walk_learns_how_leaving_it_ends_the_case(
    keep, buyer, clock, if_abandoned, outcome
) -> None:
    found = await keep(guided_mediation(if_abandoned=if_abandoned))
    clock.time = NOON + 3 * DAY
    home = f"/v1/mediations/{format_id('med', found.id)}"

    late = (await buyer.post(f"{home}/answers", {"question": "damage", "value": "partly"}, Idempotency_Key="1")).json()

    assert (late["code"], late.get("outcome")) == ("deadline_passed", outcome)
    if outcome is not None:
        assert late["cause"]["owed_by"] == "buyer"
        assert late["cause"]["executed"] == "enter_closed", "as the case says it"
        assert late["ended_at"] == late["due_at"] == late["cause"]["due_at"]


async def test_prm_35_an_edition_that_goes_on_after_a_walk_foretells_no_end(keep, buyer) -> None:
    found = await keep(guided_mediation(if_abandoned=GOES_ON))

    step = (await buyer.get(f"/v1/mediations/{format_id('med', found.id)}")).json()["next_automatic_action"]

    assert step["then"] is None


async def test_prm_35_silence_that_only_begins_what_is_owed_is_no_end(keep, seller, clock) -> None:
    found = await keep(a_mediation(options=(Option(OptionKind.REPLACEMENT, None),)))
    clock.time = NOON + 5 * DAY

    late = (await seller.act(found, "1/accept", {"version": 1, "option": 0})).json()

    assert (late["code"], late.get("outcome"), late.get("cause")) == ("deadline_passed", None, None)


async def test_prm_35_silence_that_carries_nothing_out_is_no_end(keep, hear, seller, clock) -> None:
    """An operator alone has worded it, above the platform's limit: the case escalates."""
    found = await keep(a_mediation(by_operator=True))
    envelope = {"tenant": TENANT, "subject": TENANT, "occurred_at": NOON, "actor": {"role": "platform", "id": "shop"}}
    told = {"sequence": 1, "version": 1, "cause": "platform", "limits": {"EUR": 1}}
    await hear(ApprovalLimitsChanged.model_validate(envelope | told))
    clock.time = NOON + 5 * DAY

    late = (await seller.act(found, "1/accept", {"version": 1, "option": 0})).json()

    assert (late["code"], late.get("outcome"), late.get("cause")) == ("deadline_passed", None, None)


@pytest.mark.parametrize(
    ("end", "action", "money", "outcome"),
    [
        (FailureEnd(pays=Side.BUYER), "execute_refund_full", (100, 0), "timeout"),
        (FailureEnd(pays=Side.SELLER), "execute_release", (0, 100), "timeout"),
        (FailureEnd(carries_out_last_of=Side.BUYER), "execute_refund_full", (100, 0), "timeout"),
        (FailureEnd(closes_as="inconclusive"), "enter_closed", None, "inconclusive"),
        (GOES_ON, "escalate", None, None),
    ],
)
async def test_prm_35_an_own_editions_silence_is_foretold_as_that_edition_has_it(
    keep, buyer, seller, clock, end, action, money, outcome
) -> None:
    """Before its end in the view, after it in the refusal: what it pays, to the unit, or how it closes."""
    found = await keep(a_mediation(on_silence=SilenceRule.ESCALATE, if_failed=end))
    home = f"/v1/mediations/{format_id('med', found.id)}"

    step = (await buyer.get(home)).json()["next_automatic_action"]
    clock.time = found.snapshot.due_at
    late = (await seller.act(found, "1/accept", {"version": 1, "option": 0})).json()

    effect = step["money_effect"]
    assert (step["action"], effect and (effect["buyer"], effect["seller"])) == (action, money)
    assert (late["code"], late.get("outcome")) == ("deadline_passed", outcome)
    assert (late.get("cause") or {}).get("executed") == (None if outcome is None else action)


@pytest.mark.parametrize(("has_judges", "action"), [(True, "escalate"), (False, "execute_refund_full")])
async def test_prm_35_what_an_operator_worded_is_carried_out_where_no_operator_decides(
    keep, buyer, hear, has_judges: bool, action: str
) -> None:
    end = FailureEnd(carries_out_last_of=Side.BUYER, has_judges=has_judges)
    found = await keep(a_mediation(by_operator=True, on_silence=SilenceRule.ESCALATE, if_failed=end))
    envelope = {"tenant": TENANT, "subject": TENANT, "occurred_at": NOON, "actor": {"role": "platform", "id": "shop"}}
    told = {"sequence": 1, "version": 1, "cause": "platform", "limits": {"EUR": 1}}
    await hear(ApprovalLimitsChanged.model_validate(envelope | told))

    step = (await buyer.get(f"/v1/mediations/{format_id('med', found.id)}")).json()["next_automatic_action"]

    assert step["action"] == action


async def test_prm_35_a_walk_whose_abandonment_pays_says_whom(keep, buyer) -> None:
    found = await keep(guided_mediation(if_abandoned=FailureEnd(pays=Side.SELLER)))

    step = (await buyer.get(f"/v1/mediations/{format_id('med', found.id)}")).json()["next_automatic_action"]

    assert (step["action"], step["money_effect"]["seller"], step["then"]) == ("abandon", 10_000, None)
