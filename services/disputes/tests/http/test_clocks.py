"""Time given, stopped and announced (section 5): reminders, extensions, pauses, late workers, exact limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from common.contracts.evidence import RequestExtended, RequestReopened, RequestSatisfied
from common.kernel.principal import Role
from disputes.engine.clocks import LONGEST_PAUSE, end_pause
from disputes.engine.values import Deadline
from disputes.testing import BUYER, NOON, OPERATOR, POLICY, SELLER, TENANT, a_dispute, failed
from services.disputes.tests.http.test_offers import HALF, tell_turn

EDITION, AGREEMENT, LIVE = "agreement_first-2026-11", "agreement_first-2026-12", "live_video-2026-12"
GIVEN = {"reason_code": "illness"}


@pytest.fixture
async def case(start):
    return await start(EDITION)


@pytest.fixture
async def returning(case):
    await case.agree("return_and_refund", 8000)
    return case


def at(**delta) -> str:
    return (NOON + timedelta(**delta)).isoformat().replace("+00:00", "Z")


async def test_whoever_owes_an_act_is_reminded_once_before_its_time(returning) -> None:
    await returning.pass_time(days=3, hours=23)
    assert await returning.told("disputes.deadline-approaching.v1") == []

    await returning.pass_time(hours=1)
    await returning.pass_time(hours=1)

    [near] = await returning.told("disputes.deadline-approaching.v1")
    assert (near["of"], near["deadline"], near["due_at"]) == ("seller", "return_address", at(days=5))


async def test_nobody_is_reminded_of_what_is_done(returning) -> None:
    address = {"recipient": "A", "street": "B", "postal_code": "1", "city": "C", "country": "DE"}
    await returning.do(SELLER, "return", {"address": address})

    await returning.pass_time(days=4)

    assert await returning.told("disputes.deadline-approaching.v1") == []


async def test_a_reminder_that_comes_too_late_is_not_told(returning) -> None:
    await returning.pass_time(days=5)

    assert await returning.told("disputes.deadline-approaching.v1") == []


async def test_reminders_go_along_with_clocks_of_other_services(case) -> None:
    await case.pass_time(days=4)

    [near] = await case.told("disputes.deadline-approaching.v1")
    assert (near["of"], near["deadline"], near["due_at"]) == ("seller", "negotiation", at(days=5))


async def test_an_operator_gives_more_time_for_a_reason(returning) -> None:
    seen = await returning.do(OPERATOR, "extend", {"deadline": "return_address", "due_at": at(days=8), **GIVEN})

    assert seen["next_automatic_action"]["at"] == at(days=8)
    [told] = await returning.told("disputes.deadline-extended.v1")
    assert (told["deadline"], told["due_at"], told["reason_code"]) == ("return_address", at(days=8), "illness")
    assert (await returning.pass_time(days=5))["stage"] == "return_address"
    assert (await returning.pass_time(days=3))["status"] == "settling"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"deadline": "return_address", "due_at": at(days=5)}, 422, "deadline_not_later"),
        ({"deadline": "return_address", "due_at": at(days=1)}, 422, "deadline_not_later"),
        ({"deadline": "return_shipment", "due_at": at(days=9)}, 422, "deadline_unknown"),
        ({"deadline": "return_address", "due_at": "tomorrow"}, 422, "validation_failed"),
    ],
)
async def test_a_deadline_is_only_ever_made_later(returning, body, status, code) -> None:
    refused = await returning.refused(OPERATOR, "extend", body | GIVEN)

    assert (refused["status"], refused["code"]) == (status, code)


@pytest.mark.parametrize("clock_of", ["disputes", "mediation"])
async def test_prm_6_a_pause_revives_nothing_that_was_over_before_it(start, clock_of) -> None:
    """Section 5: late is late, however late the worker, where silence only hands the case on as well."""
    case = await start("guided_solutions-2026-12" if clock_of == "disputes" else "agreement_first-2026-12")
    if clock_of == "disputes":
        await case.agree("return_and_refund", 8000)
    else:
        await tell_turn(case, uuid4(), 4, state="negotiating", on_silence="escalate")
    case.clock.time += timedelta(days=5)

    refused = await case.refused(OPERATOR, "pause", GIVEN)

    assert (refused["status"], refused["code"], refused["due_at"]) == (409, "deadline_passed", at(days=5))
    case.clock.time -= timedelta(microseconds=1)
    assert (await case.do(OPERATOR, "pause", GIVEN))["paused_at"] is not None


@pytest.mark.parametrize("heard", ["before", "in the pause", "after"])
async def test_prm_8_what_silence_brings_after_a_pause_is_foretold_in_it(start, heard) -> None:
    """Mediation's clock stands still as well, and says how it stood, whenever the case hears of that (PRM-22)."""
    case, mediation = await start(AGREEMENT), uuid4()
    clock = {"state": "negotiating", "on_silence": "escalate", "due_since": NOON, "due_at": NOON + timedelta(days=5)}
    await tell_turn(case, mediation, 4, **clock)
    await case.pass_time(days=2)
    await case.do(OPERATOR, "pause", GIVEN)
    paused = clock | {"paused_at": case.clock.time}
    if heard == "in the pause":
        await tell_turn(case, mediation, 5, **paused)

    seen = await case.see()

    assert [(step["at"], step["action"]) for step in seen["forecast"][:2]] == [
        (at(days=32), "resume"), (at(days=35), "enter_shipment_proof"),
    ]  # fmt: skip
    assert {"deadline": "negotiation", "owed_by": "buyer", "due_at": at(days=5), "request": None} in seen["deadlines"]
    await case.do(OPERATOR, "extend", {"deadline": "negotiation", "due_at": at(days=6), **GIVEN})
    await case.pass_time(days=10)
    resumed = await case.do(OPERATOR, "resume")
    assert resumed["next_automatic_action"]["at"] == at(days=16)
    if heard == "after":
        await tell_turn(case, mediation, 5, **paused)
        assert (await case.see())["negotiation"]["due_at"] == at(days=16), "as the pause and the operator have moved it"


async def test_prm_22_a_pause_that_mediation_has_told_of_uses_up_no_time_either(start) -> None:
    case = await start(AGREEMENT)
    await case.pass_time(days=2)
    await case.do(OPERATOR, "pause", GIVEN)
    opening = {"id": uuid4(), "number": 1, "version": 1, "by": "buyer", "round": 0, "options": [HALF]}
    clock = {"due_since": NOON, "due_at": NOON + timedelta(days=5), "paused_at": case.clock.time}
    turn = {"state": "negotiating", "awaiting": "seller", "on_silence": "execute", "standing": opening}
    await tell_turn(case, uuid4(), 2, **turn, **clock)
    await case.pass_time(days=10)

    await case.do(BUYER, "withdraw")

    async with case.begin(TENANT) as tx:
        left = (await tx.disputes.get(case.id)).seconds_left
    assert left["answer"] == timedelta(days=3).total_seconds()


@pytest.mark.parametrize("extended", ["not yet heard", "heard first"])
async def test_prm_36_d12_what_was_given_may_be_replaced_after_a_pause_as_long_as_evidence_says(
    start, extended, may
) -> None:
    """A pause gives the time back to whoever has answered already, too: it counts if an operator finds that invalid."""
    case = await start(AGREEMENT, reason="significantly_not_as_described")
    await case.api.tell(failed(case.id, occurred_at=NOON))
    await case.item("buyer", kind="photo")
    await case.tell(RequestSatisfied, "buyer")
    await case.pass_time(days=2)
    await case.do(OPERATOR, "pause", GIVEN)
    await case.pass_time(days=10)
    await case.do(OPERATOR, "resume")
    [asked] = (await case.see())["evidence_requests"]
    assert (asked["state"], asked["due_at"], "provide_evidence" in may(await case.see(BUYER))) == (
        "satisfied", at(days=13), True,
    )  # fmt: skip
    due_at = NOON + timedelta(days=14)  # an operator has given a day more
    if extended == "heard first":
        await case.tell(RequestExtended, "buyer", due_at=due_at)

    await case.tell(RequestReopened, "buyer", due_at=due_at)

    seen = await case.see(BUYER)
    assert (seen["stage"], seen["next_automatic_action"]["at"]) == ("defect_proof", at(days=14))
    assert seen["next_automatic_action"]["money_effect"]["seller"] == 8000, "D8"
    await case.do(BUYER, "messages", {"text": "I shall send another."})
    assert (await case.do(BUYER, "withdraw"))["outcome"] == "withdrawn"


async def test_only_operators_give_time(returning) -> None:
    body = {"deadline": "return_address", "due_at": at(days=9), **GIVEN}

    assert (await returning.refused(SELLER, "extend", body))["code"] == "forbidden"
    assert (await returning.refused(OPERATOR, "extend", body, scope="read"))["code"] == "forbidden"
    assert (await returning.refused(BUYER, "pause", GIVEN))["code"] == "forbidden"


async def test_a_deadline_that_has_passed_is_not_extended(returning) -> None:
    returning.clock.time += timedelta(days=5)

    refused = await returning.refused(OPERATOR, "extend", {"deadline": "return_address", "due_at": at(days=8), **GIVEN})

    assert (refused["status"], refused["code"]) == (409, "deadline_passed")


async def test_more_time_for_evidence_is_asked_of_its_owner_who_has_the_last_word(case) -> None:
    await case.api.tell(failed(case.id))
    [request] = (await case.requests()).values()
    seen = await case.do(
        OPERATOR, "extend", {"deadline": "evidence", "request": request["id"], "due_at": at(days=6), **GIVEN}
    )
    assert seen["forecast"][0]["at"] == at(days=6)

    await case.tell(RequestExtended, "seller", due_at=NOON + timedelta(days=6, hours=1))

    assert (await case.see())["forecast"][0]["at"] == at(days=6, hours=1)
    stranger = {"deadline": "evidence", "request": "req_00000000000000000000000001", "due_at": at(days=9), **GIVEN}
    assert (await case.refused(OPERATOR, "extend", stranger))["code"] == "deadline_unknown"


async def test_more_time_to_answer_is_asked_of_mediation(case) -> None:
    seen = await case.do(OPERATOR, "extend", {"deadline": "negotiation", "due_at": at(days=9), **GIVEN})

    assert (seen["forecast"][0]["at"], seen["negotiation"]["due_at"]) == (at(days=9), at(days=9))


async def test_in_a_pause_nothing_happens_by_itself_and_people_may_act(returning) -> None:
    returning.clock.time += timedelta(days=1)
    paused = await returning.do(OPERATOR, "pause", GIVEN)
    assert paused["paused_at"] == at(days=1)
    assert (await returning.refused(OPERATOR, "pause", GIVEN))["code"] == "action_not_allowed_in_state"

    after = await returning.pass_time(days=29)
    assert (after["stage"], after["paused_at"]) == ("return_address", at(days=1))
    address = {"recipient": "A", "street": "B", "postal_code": "1", "city": "C", "country": "DE"}
    shipped = await returning.do(SELLER, "return", {"address": address})

    assert shipped["stage"] == "return_shipment"
    resumed = await returning.do(OPERATOR, "resume")
    assert resumed["next_automatic_action"]["at"] == at(days=37), "what began in the pause has its whole time"


async def test_prm_15_a_pause_ends_by_itself_and_says_when_and_what_follows(returning) -> None:
    returning.clock.time += timedelta(days=1)

    paused = await returning.do(OPERATOR, "pause", GIVEN)

    foretold = [(step["at"], step["action"], step["money_effect"]) for step in paused["forecast"]]
    everything = {"buyer": 8000, "seller": 0, "fee": 0, "currency": "EUR"}
    assert foretold == [(at(days=31), "resume", None), (at(days=35), "execute_refund_full", everything)]
    assert (paused["next_automatic_action"]["at"], paused["next_automatic_action"]["prevented_by"]) == (
        at(days=31), ["resume"],
    )  # fmt: skip
    after = await returning.pass_time(days=30)
    assert (after["paused_at"], after["next_automatic_action"]["at"]) == (None, at(days=35))
    [told] = await returning.told("disputes.resumed.v1")
    assert (told["resumed_at"], told["occurred_at"], told["actor"]["role"]) == (at(days=31), at(days=31), "system")
    assert (await returning.pass_time(days=4))["status"] == "settling"


async def test_prm_15_the_worker_who_ends_a_pause_late_ends_it_when_it_was_due(returning) -> None:
    await returning.do(OPERATOR, "pause", GIVEN)

    after = await returning.pass_time(days=33)

    assert (after["paused_at"], after["next_automatic_action"]["at"]) == (None, at(days=35))


async def test_prm_15_the_cap_comes_to_a_case_that_was_paused_and_forgotten(start) -> None:
    case = await start(LIVE)  # where nobody is asked for evidence yet
    await case.do(OPERATOR, "pause", GIVEN)

    seen = await case.pass_time(days=91)

    assert (seen["status"], seen["outcome"]) == ("closed", "inconclusive")


def test_prm_15_a_pause_whose_end_is_told_late_takes_no_time_from_what_began_after_it() -> None:
    due_at = NOON + timedelta(days=36)
    late = Deadline("return_address", NOON + timedelta(days=31), due_at, "natural", Role.SELLER)
    paused = replace(a_dispute(), paused_at=NOON, deadlines=(late,))

    ended = end_pause(paused, NOON + LONGEST_PAUSE, POLICY).dispute

    assert (ended.paused_at, [deadline.due_at for deadline in ended.deadlines]) == (None, [due_at])


def test_prm_6_what_was_over_before_a_pause_is_not_moved_by_it() -> None:
    """A clock that only alerts may be looked at late; the breach stays one (K2)."""
    over = Deadline("operator_decision_limit", NOON - timedelta(days=5), NOON, "natural", Role.OPERATOR)
    running = Deadline("return_address", NOON, NOON + timedelta(days=5), "natural", Role.SELLER)
    paused = replace(a_dispute(), paused_at=NOON, deadlines=(over, running))

    ended = end_pause(paused, NOON + LONGEST_PAUSE, POLICY).dispute

    assert [d.due_at for d in ended.deadlines] == [NOON, NOON + timedelta(days=5) + LONGEST_PAUSE]


@pytest.mark.parametrize("by", ["extend", "evidence-requests"])
async def test_prm_15_nobody_makes_a_case_last_for_years_in_one_act(start, by) -> None:
    case = await start(AGREEMENT)
    actions = {action["rel"]: action["constraints"] for action in (await case.see())["allowed_actions"]}
    body, latest, rel = {
        "extend": ({"deadline": "dispute_hard_cap", **GIVEN}, at(days=120), "extend"),
        "evidence-requests": ({"party": "buyer", "kinds": ["photo"]}, at(days=60), "ask_for_evidence"),
    }[by]
    when = "due_at" if by == "extend" else "until"

    refused = await case.refused(OPERATOR, by, body | {when: at(days=9 * 365)})

    assert (refused["status"], refused["code"]) == (422, "deadline_too_far")
    assert refused["latest"] == latest
    offered = actions[rel]["latest"]["dispute_hard_cap"] if by == "extend" else actions[rel]["until_at_latest"]
    assert offered == latest
    assert (await case.refused(OPERATOR, by, body | {when: at(days=121)}))["code"] == "deadline_too_far"
    await case.do(OPERATOR, by, body | {when: latest})


async def test_prm_15_25_no_clock_is_extended_beyond_the_end_of_the_case_but_the_end_itself(start) -> None:
    case = await start("report_review-2026-12")
    asked = {"deadline": "evidence", "request": (await case.see())["evidence_requests"][0]["id"], **GIVEN}
    [offered] = [action for action in (await case.see())["allowed_actions"] if action["rel"] == "extend"]

    refused = await case.refused(OPERATOR, "extend", asked | {"due_at": at(days=61)})

    assert (refused["code"], refused["latest"]) == ("deadline_too_far", at(days=60))
    assert offered["constraints"]["latest"]["evidence"] == at(days=60)
    await case.do(OPERATOR, "extend", {"deadline": "dispute_hard_cap", "due_at": at(days=90), **GIVEN})
    await case.do(OPERATOR, "extend", asked | {"due_at": at(days=61)})


async def test_prm_9_a_pause_and_its_end_say_which_clock_runs_then(returning) -> None:
    foretold, came = [], []
    for act in ("pause", "resume"):
        returning.clock.time += timedelta(days=1)
        [offered] = [action for action in (await returning.see())["allowed_actions"] if action["rel"] == act]
        step = (await returning.do(OPERATOR, act, GIVEN if act == "pause" else None))["next_automatic_action"]
        foretold.append(offered["then"])
        came.append({"of": "disputes"} | {name: step[name] for name in ("at", "action", "money_effect", "then")})

    assert [step["action"] for step in came] == ["resume", "execute_refund_full"]
    assert foretold == came


async def test_after_a_pause_all_clocks_go_on_with_what_was_left(returning) -> None:
    returning.clock.time += timedelta(days=1)
    await returning.do(OPERATOR, "pause", GIVEN)
    returning.clock.time += timedelta(days=10)

    seen = await returning.do(OPERATOR, "resume")

    assert {d["deadline"]: d["due_at"] for d in seen["deadlines"]} == {"return_address": at(days=15)}
    [told] = await returning.told("disputes.resumed.v1")
    assert (told["paused_at"], told["resumed_at"]) == (at(days=1), at(days=11))
    assert (await returning.pass_time(days=4))["status"] == "settling"


async def test_a_paused_clock_is_kept_paused_and_armed_again(returning, begin) -> None:
    from sqlalchemy import text

    async def states() -> set[tuple[str, str]]:
        async with begin.database.worker_transaction() as connection:
            rows = await connection.execute(
                text("SELECT kind, state FROM disputes.deadlines WHERE subject = :s AND state <> 'cancelled'"),
                {"s": returning.id},
            )
            return {tuple(row) for row in rows}

    await returning.do(OPERATOR, "pause", GIVEN)
    assert await states() == {("return_address", "paused"), ("pause_end", "armed")}
    returning.clock.time += timedelta(days=1)
    await returning.do(OPERATOR, "resume")
    assert await states() == {("return_address", "armed"), ("reminder:return_address", "armed")}


async def test_a_late_worker_acts_as_of_the_deadline(returning) -> None:
    """The seller never names an address, the worker sleeps for a month: the money is ordered as of the fifth day."""
    paid = await returning.pass_time(days=30)

    assert paid["settlement"]["ordered_at"] == at(days=5)


@pytest.mark.parametrize("who", [BUYER, SELLER])
async def test_nobody_overtakes_a_clock_that_has_run_out(returning, who) -> None:
    act = "withdraw" if who is BUYER else "accept-claim"
    returning.clock.time += timedelta(days=5)

    assert (await returning.refused(who, act))["code"] == "deadline_passed"


async def test_prm_33_a_case_that_is_over_stands_still_no_more(start, api) -> None:
    """Neither in what is shown of it nor among those that are paused."""
    case = await start("agreement_first-2026-12")
    paused = await case.do(OPERATOR, "pause", {"reason_code": "illness"})

    ended = await case.do(BUYER, "withdraw")

    assert (paused["paused_at"] is not None, ended["status"], ended["paused_at"]) == (True, "closed", None)
    assert (await api.get(OPERATOR, "?paused=true")).json()["data"] == []
