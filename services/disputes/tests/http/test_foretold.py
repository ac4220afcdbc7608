"""Money foretold to the unit and net of fees, whose silence it was, and words that are true."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from common.contracts.disputes import StageEntered
from common.contracts.escrow import EscrowFunded, EscrowUnfrozen
from common.contracts.evidence import RequestLapsed, RequestSatisfied
from common.contracts.public_form import public_data
from common.kernel.ids import parse_id
from disputes import testing as facts
from disputes.testing import BUYER, NOON, OPERATOR, POLICIES, SELLER, failed, spell
from services.disputes.tests.http.test_offers import tell_turn

EDITION = "agreement_first-2026-12"
FEE = {"fee_terms": {"basis_points": 500, "fixed": spell(0), "paid_by": "seller"}}
INSPECTION = {"next_step": {"kind": "auto_release", "due_at": NOON + timedelta(days=3)}}
PARTIAL = [{"kind": "refund_partial", "amount": spell(3000)}, {"kind": "refund_full"}]


@pytest.fixture
def begun(start):
    """A case of a deal with a fee of 5 % for the seller to pay, delivered at noon, three days to inspect."""

    async def begun(edition: str = EDITION, **differently):
        case = await start(edition, freeze=False, **differently)
        told = {"policy": edition, "state": "delivered", "delivered_at": NOON, **FEE, **INSPECTION}
        await case.api.tell(facts.frozen(case.id, case.escrow, occurred_at=case.clock.time, **told))
        return case

    return begun


def effects(case: dict) -> dict[str, dict]:
    return {action["rel"]: action for action in case["allowed_actions"]}


def euros(buyer: int, seller: int, fee: int = 0) -> dict:
    return {"buyer": buyer, "seller": seller, "fee": fee, "currency": "EUR"}


async def test_prm_7_what_is_foretold_is_net_and_its_parts_add_up_in_answers_and_events(begun) -> None:
    case = await begun(options=PARTIAL)

    seen = await case.see()
    [step, *_] = seen["forecast"]
    assert step["money_effect"] == seen["next_automatic_action"]["money_effect"] == euros(3000, 4750, 250)
    [partial, full] = seen["options"]
    assert [partial[part]["amount"] for part in ("to_buyer", "to_seller", "fee")] == [3000, 4750, 250]
    assert [full[part]["amount"] for part in ("to_buyer", "to_seller", "fee")] == [8000, 0, 0]
    [opened] = await case.told("disputes.opened.v1")
    assert opened["options"][0]["to_seller"] == spell(4750)
    assert opened["deal"]["fee_terms"]["basis_points"] == 500

    case.clock.time += timedelta(days=5)
    await case.agree("refund_partial", 3000, basis="silence", occurred_at=case.clock.time)
    ordered = await case.see()

    parts = ordered["settlement"]
    assert [parts[part]["amount"] for part in ("to_buyer", "to_seller", "fee")] == [3000, 4750, 250]
    [order] = await case.told("disputes.settlement-ordered.v1")
    assert [order[part]["amount"] for part in ("to_buyer", "to_seller", "fee")] == [3000, 4750, 250]


async def test_prm_7_once_escrow_has_paid_the_fee_is_the_one_that_it_took(begun) -> None:
    case = await begun(options=PARTIAL)
    await case.do(SELLER, "accept-claim")
    instruction = (await case.see())["settlement"]["instruction"]
    told = facts.settled(case.id, case.escrow, parse_id("ins", instruction), 8000, 0)
    await case.api.tell(told)

    [closed] = await case.told("disputes.closed.v1")
    assert [closed[part]["amount"] for part in ("to_buyer", "to_seller", "fee")] == [8000, 0, 0]
    assert [part["amount"] for part in map((await case.see())["settlement"].get, ("to_buyer", "to_seller", "fee"))] == [
        8000, 0, 0,
    ]  # fmt: skip


async def test_prm_8_a_withdrawal_says_that_escrows_clock_runs_on_and_when_and_so_does_the_case_afterwards(
    begun,
) -> None:
    case = await begun()
    case.clock.time += timedelta(days=4)
    paid = euros(0, 7600, 400)  # what was not disputed has gone to the seller on day 3
    then = {"of": "escrow", "at": "2026-11-28T12:00:00Z", "action": "auto_release", "money_effect": paid}
    then |= {"then": None}

    withdraw = effects(await case.see(BUYER))["withdraw"]
    closed = await case.do(BUYER, "withdraw")

    assert (withdraw["money_effect"], withdraw["leads_to"], withdraw["then"]) == (None, "closed", then)
    assert (closed["outcome"], closed["cause"]) == ("withdrawn", None)
    foreseen = closed["next_automatic_action"]
    assert (foreseen["at"], foreseen["action"], foreseen["money_effect"]) == (then["at"], "auto_release", paid)
    assert [(step["of"], step["action"]) for step in closed["forecast"]] == [("escrow", "auto_release")]

    gone = {"state": "released", "held": 0, "released": 10_000, "dispute": case.id, "amount": spell(0), **FEE}
    await case.api.tell(facts.escrow_told(EscrowUnfrozen, case.escrow, version=5, **gone))
    assert (await case.see())["next_automatic_action"] is None


@pytest.mark.parametrize("edition", sorted(edition for edition in POLICIES if edition.endswith("2026-12")))
async def test_prm_9_every_action_that_moves_money_says_so_in_every_programme(begun, edition) -> None:
    case = await begun(edition)
    seen = await case.see()

    for action in seen["allowed_actions"]:
        assert {"money_effect", "then", "choices", "leads_to"} <= set(action)
    offered = effects(seen)
    if "accept_claim" in offered:
        assert offered["accept_claim"]["money_effect"] == euros(8000, 0)
    if "withdraw" in offered:
        assert offered["withdraw"]["then"]["money_effect"] == euros(0, 9500, 500)
    if "decide" in offered:
        assert {choice["given"]["outcome"] for choice in offered["decide"]["choices"]} == set(
            offered["decide"]["constraints"]["outcomes"]
        )


async def test_prm_9_each_ruling_says_what_it_pays_and_an_amount_that_is_free_its_bounds(begun) -> None:
    case = await begun(reason="significantly_not_as_described")
    await case.api.tell(failed(case.id))
    await case.tell(RequestSatisfied, "buyer")

    decide = effects(await case.see())["decide"]

    choices = {choice["given"]["outcome"]: choice for choice in decide["choices"]}
    assert choices["refund_full"]["money_effect"] == euros(8000, 0)
    assert choices["release"]["money_effect"] == euros(0, 7600, 400)
    assert (choices["refund_partial"]["least"], choices["refund_partial"]["most"]) == (
        euros(1, 7599, 400), euros(7999, 1, 0),
    )  # fmt: skip
    assert choices["return_and_refund"]["leads_to"] == "return_address"
    assert choices["return_and_refund"]["then"]["money_effect"] == euros(8000, 0)
    assert decide["constraints"]["max_amount"] == 7999


async def test_prm_8_k13_a_ruling_that_refunds_nothing_says_what_becomes_of_the_money_in_the_end(begun, ruling) -> None:
    """Nobody can contest it any more, the case is closed, and escrow's own clock pays the seller at once."""
    edition = "report_review-2026-12"
    case = await begun(edition)
    for party in ("buyer", "seller"):
        await case.item(party)
        await case.tell(RequestSatisfied, party)
    case.clock.time += timedelta(days=3)
    await case.pass_time()
    contest_until = "2026-11-30T12:00:00Z"
    freed = {"at": contest_until, "action": "auto_release", "money_effect": euros(0, 7600, 400), "then": None}
    then = {"of": "disputes", "at": contest_until, "action": "enter_closed", "money_effect": None, "then": freed}

    decide = effects(await case.see())["decide"]
    judgment = ruling(edition, "inconclusive", reason_code="no_evidence")
    preview = await case.do(OPERATOR, "rulings/preview", judgment)
    ruled = await case.do(OPERATOR, "decision", judgment)

    assert next(c["then"] for c in decide["choices"] if c["given"]["outcome"] == "inconclusive") == then
    assert preview["then"] == then
    assert ruled["next_automatic_action"]["then"] == {"of": "escrow", **freed, "then": None}


async def test_prm_11_events_spell_money_in_one_way(begun) -> None:
    case = await begun(options=PARTIAL)

    [opened] = await case.told("disputes.opened.v1")

    assert opened["price"] == spell(10_000)
    assert opened["options"][0]["to_buyer"] == spell(3000)


async def test_prm_35_a_timeout_says_whose_silence_which_clock_and_what_was_carried_out(begun) -> None:
    case = await begun(reason="item_not_received", options=PARTIAL)
    await case.api.tell(failed(case.id))
    foreseen = (await case.see())["next_automatic_action"]
    case.clock.time += timedelta(days=3)
    await case.tell(RequestLapsed, "seller")

    cause = (await case.see())["cause"]
    assert cause == {
        "deadline": "evidence", "owed_by": "seller", "due_at": foreseen["at"], "executed": foreseen["action"],
    }  # fmt: skip
    [order] = await case.told("disputes.settlement-ordered.v1")
    assert order["timeout"] == cause
    await case.settled()
    [closed] = await case.told("disputes.closed.v1")
    assert (closed["outcome"], closed["timeout"]) == ("timeout", cause)
    refused = await case.refused(SELLER, "accept-claim")
    assert (refused["code"], refused["outcome"]) == ("case_closed", "timeout")
    assert refused["due_at"] == refused["ended_at"] == "2026-11-27T12:00:00Z"
    assert refused["cause"]["owed_by"] == "seller"


async def test_prm_35_too_late_says_until_when_and_what_the_silence_led_to(begun, ruling) -> None:
    case = await begun(reason="significantly_not_as_described")
    await case.api.tell(failed(case.id))
    await case.tell(RequestSatisfied, "buyer")
    await case.do(OPERATOR, "decision", ruling(EDITION, "return_and_refund"))
    address = {"recipient": "S", "street": "Kai 1", "postal_code": "24103", "city": "Kiel", "country": "DE"}
    case.clock.time += timedelta(days=5)

    late = await case.refused(SELLER, "return", {"address": address})
    paid = await case.pass_time()
    later = await case.refused(SELLER, "return", {"address": address})

    assert (late["code"], late["outcome"], late["ended_at"]) == ("deadline_passed", "timeout", late["due_at"])
    assert (paid["cause"]["deadline"], paid["cause"]["executed"]) == ("return_address", "execute_refund_full")
    assert (later["code"], later["outcome"], later["ended_at"]) == (
        "action_not_allowed_in_state", "timeout", late["due_at"],
    )  # fmt: skip
    assert later["cause"]["owed_by"] == "seller"
    assert late["cause"] == later["cause"], "whether its worker has come or not"


async def test_prm_35_a_second_dispute_is_led_to_the_first(begun, body) -> None:
    case = await begun()

    refused = await case.api.post(BUYER, "", body(case.escrow))

    assert (refused.status_code, refused.json()["code"]) == (409, "already_disputed")
    assert (refused.json()["dispute"], refused.json()["href"]) == (case.path[1:], f"/v1/disputes{case.path}")


async def test_prm_36_an_amount_in_another_currency_is_told_which_one_is_meant(api, begun, body) -> None:
    escrow = uuid4()
    await api.tell(facts.escrow_told(EscrowFunded, escrow, policy=EDITION))
    claimed = {"amount": 1000, "currency": "USD"}

    refused = await api.post(BUYER, "", body(escrow, claimed=claimed))
    partial = [{"kind": "refund_partial", "amount": claimed}]
    also = await api.post(BUYER, "", body(escrow, options=partial))

    for answer in (refused, also):
        assert (answer.json()["code"], answer.json()["expected"]) == ("currency_mismatch", "EUR")
        assert "in EUR, not in USD" in answer.json()["detail"]


async def test_prm_36_a_stage_says_when_its_own_clock_ends_not_when_the_cap_does(begun) -> None:
    case = await begun()
    await case.api.tell(failed(case.id))

    first, second = await case.told("disputes.stage-entered.v1")

    assert (first["stage"], first["due_at"]) == ("negotiation", "2026-11-29T12:00:00Z")
    assert (second["stage"], second["due_at"]) == ("shipment_proof", "2026-11-27T12:00:00Z")


async def test_prm_36_a_dispute_after_a_withdrawn_one_is_not_told_that_nothing_is_held(begun, body) -> None:
    case = await begun()
    await case.do(BUYER, "withdraw")

    early = await case.api.post(BUYER, "", body(case.escrow))
    free = {"version": 5, "dispute": case.id, "amount": spell(8000), **FEE}
    await case.api.tell(facts.escrow_told(EscrowUnfrozen, case.escrow, **free))
    later = await case.api.post(BUYER, "", body(case.escrow))

    assert (early.status_code, early.json()["code"], early.json()["frozen"]) == (409, "not_known_yet", 8000)
    assert "Retry-After" in early.headers
    assert later.status_code == 201, later.text


async def test_prm_9_a_party_sees_what_acting_and_what_silence_would_pay_beside_one_another(begun) -> None:
    case = await begun(options=PARTIAL)
    seen = await case.see(SELLER)

    assert effects(seen)["accept_claim"]["money_effect"] == euros(8000, 0)
    assert seen["next_automatic_action"]["money_effect"] == euros(3000, 4750, 250)


async def test_prm_9_a_counter_offer_says_which_clock_runs_then_whatever_it_offers(begun) -> None:
    case, mediation = await begun(options=PARTIAL), uuid4()
    asking = {"state": "negotiating", "awaiting": "seller", "on_silence": "execute"}
    await tell_turn(case, mediation, 2, **asking, may={"seller": ("accept", "counter")})
    case.clock.time += timedelta(days=1)

    counter = effects(await case.see(SELLER))["counter"]
    foretold = counter["then"]

    assert counter["leads_to"] is None, "the case stays where it is"
    answering = {"state": "negotiating", "awaiting": "buyer", "on_silence": "escalate"}
    await tell_turn(case, mediation, 3, **answering, may={"buyer": ("accept", "reject")})
    step = (await case.see())["next_automatic_action"]
    assert step["action"] == "enter_shipment_proof"
    assert foretold == {"of": "disputes"} | {name: step[name] for name in ("at", "action", "money_effect", "then")}


async def test_prm_34_each_event_of_a_negotiated_case_tells_mediation_what_silence_ends_it_with(start, api) -> None:
    case = await start("agreement_first-2026-12", reason="item_not_received")

    await api.tell(failed(case.id))

    entered, forecast = (await case.told("disputes.stage-entered.v1"))[-1], (await case.see())["forecast"]
    step = next(step for step in forecast if step["leads_to"] in ("settling", "closed"))
    end = entered["silent_end"]
    assert datetime.fromisoformat(end["at"]) == datetime.fromisoformat(step["at"])
    assert (end["action"], end["prevented_by"]) == (step["action"], step["prevented_by"])
    shares = [end["buyer_share"]["amount"], end["seller_share"]["amount"]]
    assert shares == [step["money_effect"]["buyer"], step["money_effect"]["seller"] + step["money_effect"]["fee"]]
    assert "silent_end" not in public_data(StageEntered.model_validate(entered))


async def test_prm_36_mediation_learns_where_silence_carries_out_what_was_proposed_last(start, api) -> None:
    case = await start("agreement_first-2026-12", reason="item_not_received")

    await api.tell(failed(case.id))

    end = (await case.told("disputes.stage-entered.v1"))[-1]["silent_end"]
    last = end["last_proposal"]
    assert (last["of"], last["at"], last["has_judges"]) == ("buyer", end["at"], True)
    assert last["prevented_by"] == end["prevented_by"]
    await case.tell(RequestSatisfied, "seller")
    reviewed = (await case.told("disputes.stage-entered.v1"))[-1]["silent_end"]
    assert (end["is_cap"], reviewed["is_cap"]) == (False, True), "in review nothing but the cap ends it"
    damaged = await start("agreement_first-2026-12", reason="significantly_not_as_described")
    await api.tell(failed(damaged.id))
    entered = (await damaged.told("disputes.stage-entered.v1"))[-1]
    assert entered["silent_end"]["last_proposal"] is None, "D8: silence releases, whatever was proposed"
