"""PRM-34: what happens next by itself is what happens first, whichever service keeps the clock."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import event as events_of_engine

from common.contracts.dispute_parts import LastProposalRef, SilentEndRef
from common.contracts.disputes import StageEntered
from common.contracts.envelope import MoneyRef
from common.kernel.deal_money import AutomaticStep, DealMoney, FilingHoldTerms, NextStep
from common.kernel.fees import Fee, FundedPrice
from common.kernel.ids import format_id
from common.kernel.principal import Role
from common.kernel.terms import Term
from mediation.domain import reactions
from mediation.domain.terms import FailureEnd, Side
from mediation.ports import FrozenDeal
from mediation.testing import DAY, NOON, a_mediation, counter
from services.mediation.tests.http.test_promises import about
from services.mediation.tests.owner import message_of

OFFER_ENDS = NOON + 5 * DAY


@pytest.fixture
async def offered(keep):
    """An offer stands in the later phases."""
    return await keep(reactions.on_case_escalated(a_mediation(), NOON).mediation)


def entered(mediation: Any, at: datetime, *, number: int = 8, to_buyer: int | None = 30) -> StageEntered:
    shares = (
        None if to_buyer is None else [MoneyRef(amount=each, currency="EUR") for each in (to_buyer, 100 - to_buyer)]
    )
    end = SilentEndRef(
        at=at, clock="business", action="execute_buyer_solution", prevented_by=("provide_evidence",),
        buyer_share=shares[0] if shares else None, seller_share=shares[1] if shares else None,
    )  # fmt: skip
    told = about(StageEntered, mediation.case.dispute, stage="proof", phase="escalated", status="proof", silent_end=end)
    return told.model_copy(update={"sequence": number})


@pytest.fixture
def foretold(buyer):
    async def foretold(mediation: Any) -> dict[str, Any]:
        return (await buyer.get(f"/v1/mediations/{format_id('med', mediation.id)}")).json()["next_automatic_action"]

    return foretold


async def test_prm_34_a_case_that_ends_before_an_offer_is_what_is_foretold(offered, hear, foretold) -> None:
    await hear(entered(offered, OFFER_ENDS - DAY))

    step = await foretold(offered)

    assert (step["at"], step["clock"], step["action"]) == ("2026-03-05T12:00:00Z", "business", "execute_buyer_solution")
    assert (step["money_effect"]["buyer"], step["money_effect"]["seller"]) == (30, 70)
    assert step["prevented_by"] == ["provide_evidence"]


@pytest.mark.parametrize(("is_cap", "foreseen"), [(True, "enter_closed"), (False, "execute_buyer_solution")])
async def test_prm_15_36_the_cap_ends_a_first_negotiation_too_that_would_last_longer(
    keep, hear, foretold, is_cap: bool, foreseen: str
) -> None:
    """What else silence may have brought about is of an earlier turn."""
    mediation = await keep(a_mediation())
    told = entered(mediation, NOON + DAY, to_buyer=None)
    assert told.silent_end is not None
    end = told.silent_end.model_copy(update={"is_cap": is_cap, "action": "enter_closed"})

    await hear(told.model_copy(update={"silent_end": end}))

    assert (await foretold(mediation))["action"] == foreseen


async def test_prm_34_what_silence_no_longer_ends_is_foretold_no_more(offered, hear, foretold) -> None:
    await hear(entered(offered, OFFER_ENDS - DAY))
    reviewed = entered(offered, OFFER_ENDS - DAY, number=9).model_copy(update={"silent_end": None})

    await hear(reviewed)

    assert (await foretold(offered))["action"] == "withdraw_offer"


@pytest.mark.parametrize(
    ("end", "foreseen"), [(OFFER_ENDS, "execute_buyer_solution"), (OFFER_ENDS + DAY, "withdraw_offer")]
)
async def test_prm_34_of_one_instant_what_ends_the_case_is_foretold(offered, hear, foretold, end, foreseen) -> None:
    await hear(entered(offered, end))

    assert ((await foretold(offered))["action"], (await foretold(offered))["at"]) == (foreseen, "2026-03-06T12:00:00Z")


@pytest.mark.parametrize("later_first", [True, False])
async def test_prm_34_what_was_foretold_last_counts_whenever_it_is_heard(offered, hear, foretold, later_first) -> None:
    told = [entered(offered, OFFER_ENDS - DAY, number=9), entered(offered, OFFER_ENDS - 2 * DAY, number=8)]

    await hear(*(told if later_first else reversed(told)))

    assert (await foretold(offered))["at"] == "2026-03-05T12:00:00Z"


async def test_prm_34_a_case_that_ends_without_a_settlement_pays_nobody_by_itself(offered, hear, foretold) -> None:
    await hear(entered(offered, OFFER_ENDS - DAY, to_buyer=None))

    assert (await foretold(offered))["money_effect"] is None


@pytest.mark.parametrize(("bars", "released_on"), [((), "2026-03-19"), (("buyer",), "2026-03-17")])
async def test_k1_prm_8_a_case_that_bars_who_could_open_another_frees_the_release_of_the_filing_window(
    offered, begin, hear, foretold, bars, released_on: str
) -> None:
    due_at = NOON + 15 * DAY
    hold = FilingHoldTerms(frozenset({Role.BUYER}), due_at + 3 * DAY, Term.parse("3 days"))
    step = NextStep(AutomaticStep.PRESUME_DELIVERY, due_at, due_at + 3 * DAY, (Term.parse("24 hours"),), hold)
    money = DealMoney(currency="EUR", fee=Fee(), funds=FundedPrice(100, 100, 0, 0, 0), frozen=100, next_step=step)
    async with begin(offered.case.tenant) as tx:
        await tx.deals.save_if_newer(FrozenDeal(offered.case.escrow, 2, money))
    told = entered(offered, OFFER_ENDS - DAY, to_buyer=None)
    assert told.silent_end is not None
    end = told.silent_end.model_copy(update={"bars": bars})

    await hear(told.model_copy(update={"silent_end": end}))

    presumed = (await foretold(offered))["then"]
    assert (presumed["action"], presumed["at"][:10]) == ("presume_delivery", "2026-03-16")
    assert (presumed["then"]["action"], presumed["then"]["at"][:10]) == ("auto_release", released_on)
    assert presumed["then"]["money_effect"]["seller"] == 100


def carried_out(end: SilentEndRef, of: str = "buyer") -> SilentEndRef:
    """At its instant silence carries out what a side has proposed last, if that is money."""
    step = LastProposalRef(of=of, at=OFFER_ENDS - DAY, clock="natural", prevented_by=("provide_evidence",))
    return end.model_copy(update={"last_proposal": step})


@pytest.fixture
async def last_counts(offered, hear):
    told = entered(offered, OFFER_ENDS - DAY)
    assert told.silent_end is not None
    await hear(told.model_copy(update={"silent_end": carried_out(told.silent_end)}))
    return offered


async def test_prm_36_a_new_offer_is_foretold_at_once_as_silence_carries_it_out(last_counts, buyer) -> None:
    offer = {"kind": "refund_partial", "amount": {"amount": 45, "currency": "EUR"}}

    answer = (await buyer.act(last_counts, "", {"options": [offer]})).json()

    step = answer["next_automatic_action"]
    assert (step["at"], step["action"], step["clock"]) == ("2026-03-05T12:00:00Z", "execute_refund_partial", "natural")
    assert (step["money_effect"]["buyer"], step["money_effect"]["seller"]) == (45, 55)


async def test_prm_36_what_the_other_side_offers_changes_nothing_of_it(last_counts, seller, foretold) -> None:
    offer = {"kind": "refund_partial", "amount": {"amount": 45, "currency": "EUR"}}

    await seller.act(last_counts, "", {"options": [offer]})

    assert (await foretold(last_counts))["money_effect"]["buyer"] == 100, "what the buyer has asked for at the opening"


async def test_prm_36_goods_asked_for_last_end_nothing_there(last_counts, buyer, foretold) -> None:
    await buyer.act(last_counts, "", {"options": [{"kind": "replacement"}]})

    assert (await foretold(last_counts))["action"] == "withdraw_offer"


async def test_prm_36_money_asked_for_after_goods_ends_it_there(offered, buyer, hear, foretold) -> None:
    later = entered(offered, OFFER_ENDS + 9 * DAY)
    assert later.silent_end is not None
    await hear(later.model_copy(update={"silent_end": carried_out(later.silent_end)}))

    await buyer.act(offered, "", {"options": [{"kind": "refund_full"}]})

    step = await foretold(offered)
    assert (step["at"], step["money_effect"]["buyer"]) == ("2026-03-05T12:00:00Z", 100)


async def test_prm_35_no_time_for_an_answer_is_told_that_is_longer_than_the_case_lasts(offered, hear, buyer) -> None:
    await hear(entered(offered, OFFER_ENDS - DAY))

    seen = (await buyer.get(f"/v1/mediations/{format_id('med', offered.id)}")).json()

    assert seen["due_at"] == "2026-03-05T12:00:00Z"
    answers = [action for action in seen["allowed_actions"] if action["rel"] != "propose"]
    assert {action["available_until"] for action in answers} == {"2026-03-05T12:00:00Z"}


@pytest.mark.parametrize(
    ("end", "leads_to", "pays", "then"),
    [
        (FailureEnd(), "escalation", None, None),
        (FailureEnd(pays=Side.SELLER), "settlement", 100, None),
        (FailureEnd(carries_out_last_of=Side.SELLER), "settlement", 60, None),
        (FailureEnd(closes_as="inconclusive"), "closed", None, "auto_release"),
    ],
)
async def test_prm_9_refusing_a_counter_offer_says_what_that_brings(
    keep, begin, buyer, end: FailureEnd, leads_to: str, pays: int | None, then: str | None
) -> None:
    """Counter-offer of the seller: 40 of 100 go back. No fee, and an inspection that is still to end."""
    found = await keep(counter(a_mediation(if_failed=end)))
    step = NextStep(AutomaticStep.AUTO_RELEASE, NOON + 3 * DAY)
    money = DealMoney(currency="EUR", fee=Fee(), funds=FundedPrice(100, 100, 0, 0, 0), frozen=100, next_step=step)
    async with begin(found.case.tenant) as tx:
        await tx.deals.save_if_newer(FrozenDeal(found.case.escrow, 2, money))

    seen = (await buyer.get(f"/v1/mediations/{format_id('med', found.id)}")).json()

    [reject] = [action for action in seen["allowed_actions"] if action["rel"] == "reject"]
    assert reject["leads_to"] == leads_to
    assert (reject["money_effect"] and reject["money_effect"]["seller"]) == pays
    assert (reject["then"] and reject["then"]["action"]) == then


async def test_ends_of_many_cases_are_remembered_in_one_statement(app, offered, foretold) -> None:
    """A group of news of cases costs what one does, and the older of two changes nothing."""
    saved: list[str] = []
    commits: list[int] = []
    engine = app.state.service.database.worker_engine.sync_engine
    events_of_engine.listen(engine, "before_cursor_execute", lambda *given: saved.append(given[2]))
    events_of_engine.listen(engine, "commit", lambda connection: commits.append(1))
    others = [entered(a_mediation(), OFFER_ENDS) for _ in range(3)]
    told = [entered(offered, OFFER_ENDS - DAY), *others]

    await app.state.service.consumer.consume_group([message_of(each).to_delivery() for each in told])
    await app.state.service.consumer.consume_message(message_of(entered(offered, OFFER_ENDS - 2 * DAY, number=7)))

    assert len([statement for statement in saved if "INTO mediation.cases" in statement]) == len(commits) == 2
    assert (await foretold(offered))["at"] == "2026-03-05T12:00:00Z"
