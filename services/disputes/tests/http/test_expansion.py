"""A case with what one screen shows beside it: one request, as each reader may see it."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

import pytest

from common.contracts import evidence, mediation
from common.contracts.disputes import OptionRef
from common.kernel.ids import format_id, parse_id
from common.kernel.money import Split
from disputes import testing as facts
from disputes.testing import BUYER, OPERATOR, SELLER, STRANGER, failed

PLATFORM, STUDIO = "platform-1", "representative-1"
DEAL, REPORTS = "agreement_first-2026-12", "report_review-2026-12"
FULL = OptionRef.from_split("refund_full", Split(facts.eur(8000), facts.eur(0)), fee=0)
PARTS = "escrow,mediation,evidence,messages,story,standing"

RUNNING = {"state": "negotiating", "round": 1}


async def expanded(case, who: str = OPERATOR, parts: str = PARTS, **claims) -> dict:
    response = await case.api.get(who, f"{case.path}?expand={parts}", **claims)
    assert response.status_code == 200, response.text
    return response.json()["expanded"]


@pytest.fixture
async def case(start):
    case = await start(DEAL)
    session, first, second = uuid4(), uuid4(), uuid4()
    for version, (kind, id, number, by) in enumerate(
        [
            (mediation.ProposalMade, first, 1, "buyer"),
            (mediation.ProposalRejected, first, 1, "buyer"),
            (mediation.ProposalMade, second, 2, "seller"),
        ],
        1,
    ):
        ref = {"id": id, "number": number, "version": 1, "by": by, "round": number - 1, "options": ()}
        about = {"dispute": case.id, "proposal": ref, "negotiation": RUNNING, "occurred_at": case.clock.time}
        await case.api.tell(kind.model_validate(facts.envelope(session, version) | about))
    await case.do(SELLER, "messages", {"text": "It was sent on Monday."})
    await case.api.tell(failed(case.id, occurred_at=case.clock.time))
    await case.item("seller", "label")
    await case.do(OPERATOR, "notes", {"text": "Called the carrier."})
    return case


async def test_prm_39_one_request_draws_a_screen(case) -> None:
    shown = await expanded(case, BUYER)

    assert (shown["escrow"]["title"], shown["escrow"]["frozen"]) == ("One bicycle", {"amount": 8000, "currency": "EUR"})
    assert [(offer["number"], offer["by"], offer["state"]) for offer in shown["mediation"]["data"]] == [
        (1, "buyer", "rejected"), (2, "seller", "gone"),
    ]  # fmt: skip
    [item] = shown["evidence"]["data"]
    assert (item["party"], item["covers"], item["valid"]) == ("seller", ["label"], True)
    assert item["href"] == f"/v1/evidence/items/{item['id']}"
    assert [message["text"] for message in shown["messages"]["data"]] == ["It was sent on Monday."]
    assert shown["story"]["data"] == (await case.api.get(BUYER, f"{case.path}/story")).json()["data"]
    assert [one["participant"] for one in shown["standing"]] == [BUYER]
    assert (shown["notes"], shown["decisions"]) == (None, None)


async def test_prm_39_what_silence_has_carried_out_is_said_to_be(start) -> None:
    case = await start(DEAL)
    due_at = datetime.fromisoformat((await case.see())["next_automatic_action"]["at"])
    ref = {"id": uuid4(), "number": 1, "version": 1, "by": "buyer", "round": 0, "options": ()}
    about = {"dispute": case.id, "proposal": ref, "negotiation": RUNNING, "occurred_at": case.clock.time}
    await case.api.tell(mediation.ProposalMade.model_validate(facts.envelope(uuid4()) | about))
    case.clock.time = due_at
    silence = {"owed_by": "seller", "due_at": due_at}
    await case.api.tell(facts.agreed(case.id, basis="silence", occurred_at=due_at, silence=silence))

    [offer] = (await expanded(case, BUYER, "mediation"))["mediation"]["data"]

    assert offer["state"] == "executed_on_silence"
    assert datetime.fromisoformat(offer["changed_at"]) == due_at


async def test_prm_39_goods_that_silence_has_promised_stay_so_whatever_becomes_of_them(start) -> None:
    case = await start(DEAL, options=[{"kind": "replacement"}, {"kind": "refund_full"}])
    due_at = datetime.fromisoformat((await case.see())["next_automatic_action"]["at"])
    ref = {"id": uuid4(), "number": 1, "version": 1, "by": "buyer", "round": 0, "options": ()}
    about = {"dispute": case.id, "proposal": ref, "negotiation": RUNNING, "occurred_at": case.clock.time}
    await case.api.tell(mediation.ProposalMade.model_validate(facts.envelope(uuid4()) | about))
    case.clock.time = due_at
    await case.agree("replacement", basis="silence", silence={"owed_by": "seller", "due_at": due_at})
    for days in (0, 7):
        await case.pass_time(days=days)

        [offer] = (await expanded(case, BUYER, "mediation"))["mediation"]["data"]

        assert (offer["state"], datetime.fromisoformat(offer["changed_at"])) == ("executed_on_silence", due_at), days


async def test_prm_39_only_what_is_asked_for_is_shown(case) -> None:
    plain = await case.see(BUYER)
    shown = await expanded(case, BUYER, "messages")

    assert "expanded" not in plain
    assert [name for name, part in shown.items() if part is not None] == ["messages"]
    whole = (await case.api.get(BUYER, f"{case.path}?expand=messages")).json()
    assert {name: value for name, value in whole.items() if name != "expanded"} == plain
    response = await case.api.get(BUYER, f"{case.path}?expand=messages")
    assert response.headers["etag"].startswith(f'"{plain["version"]}-'), "an act may be decided on it"


async def test_prm_39_unknown_parts_are_refused_and_operators_parts_are_theirs(case) -> None:
    for query in ("expand=ledger", "expand=messages,ledger", "expand=", "expanded=messages", "expand=messages&x=1"):
        assert (await case.api.get(BUYER, f"{case.path}?{query}")).status_code == 422, query
    for who in (BUYER, SELLER):
        for part in ("notes", "decisions"):
            assert (await case.api.get(who, f"{case.path}?expand={part}")).status_code == 403
    assert (await case.api.get(STRANGER, f"{case.path}?expand=messages")).status_code == 404
    for who in (OPERATOR, PLATFORM):
        shown = await expanded(case, who, "notes,decisions,standing")
        assert [note["text"] for note in shown["notes"]["data"]] == ["Called the carrier."]
        assert [one["participant"] for one in shown["standing"]] == [BUYER, SELLER]


async def test_prm_39_parts_are_bounded_and_say_where_the_rest_is(case) -> None:
    for number in range(51):
        await case.do(BUYER, "messages", {"text": f"Number {number}"})
    shown = await expanded(case, SELLER, "messages,story")

    assert [len(shown[part]["data"]) for part in ("messages", "story")] == [50, 50]
    assert (shown["messages"]["has_more"], shown["messages"]["data"][0]["text"]) == (True, "Number 50")
    assert shown["story"]["data"][-1]["text"] == "Number 50"
    for part in ("messages", "story"):
        assert (await case.api.get(SELLER, shown[part]["href"], root="")).status_code == 200


async def test_prm_39_of_evidence_offers_and_decisions_the_latest_are_shown_too(case) -> None:
    for number in range(51):
        await case.item("buyer", f"point_{number}")
    shown = await expanded(case, OPERATOR, "evidence,mediation,decisions")

    assert (len(shown["evidence"]["data"]), shown["evidence"]["has_more"]) == (50, True)
    assert shown["evidence"]["data"][-1]["covers"] == ["point_50"]
    assert shown["evidence"]["href"] == f"/v1/evidence?dispute={case.path[1:]}"
    assert (shown["decisions"]["data"], shown["decisions"]["has_more"]) == ([], False)
    assert (await case.api.get(OPERATOR, shown["decisions"]["href"], root="")).status_code == 200


async def test_prm_39_evidence_that_was_attached_counts_and_what_is_erased_says_so(case) -> None:
    request = parse_id("req", (await case.requests())["seller"]["id"])
    about = {"dispute": case.id, "kind": "shipment_record", "by": SELLER, "occurred_at": case.clock.time}
    attached, given = uuid4(), parse_id("evd", (await expanded(case))["evidence"]["data"][0]["id"])
    at_request = about | {"party": "seller", "request": request}
    await case.api.tell(
        evidence.ItemAttached.model_validate(facts.envelope(attached) | at_request | {"covers": ["number"]}),
        evidence.ItemAttached.model_validate(facts.envelope(given, 2) | at_request | {"covers": ["label", "number"]}),
        evidence.ItemErased.model_validate(facts.envelope(given, 3) | about | {"why": "request"}),
    )

    first, second = (await expanded(case, BUYER))["evidence"]["data"]

    assert (first["covers"], first["erased"], first["request"]) == (
        ["label", "number"],
        True,
        format_id("req", request),
    )
    assert (second["id"], second["kind"], second["size"]) == (format_id("evd", attached), "shipment_record", None)
    assert (second["covers"], second["valid"], second["erased"]) == (["number"], True, False)


async def test_prm_26_the_first_of_two_consents_stands_in_the_story(case) -> None:
    ref = {"id": uuid4(), "number": 3, "version": 1, "by": "operator", "round": 2, "options": ()}
    about = {"dispute": case.id, "proposal": ref, "negotiation": RUNNING, "occurred_at": case.clock.time}
    made = mediation.ProposalMade.model_validate(facts.envelope(uuid4()) | about)
    actor = {"role": "buyer", "id": BUYER}
    consent = facts.envelope(uuid4(), 2) | about | {"by": "buyer", "actor": actor}
    await case.api.tell(made, mediation.ConsentGiven.model_validate(consent))

    told = (await case.api.get(SELLER, f"{case.path}/story?limit=100")).json()["data"][-1]

    assert (told["kind"], told["who"], told["params"]["by"]) == ("proposal_consented", actor, "operator")
    assert (await expanded(case))["mediation"]["data"][-1]["state"] == "gone", "mediation has not said that it stands"


async def test_prm_39_what_was_agreed_to_is_on_the_table_until_that_is_decided(case) -> None:
    session = uuid4()
    ref = {"id": uuid4(), "number": 3, "version": 1, "by": "buyer", "round": 2, "options": (FULL,)}
    about = {"dispute": case.id, "negotiation": RUNNING, "occurred_at": case.clock.time}
    made = mediation.ProposalMade.model_validate(facts.envelope(session) | about | {"proposal": ref})
    turn = {"state": "pending", "standing": ref, "awaiting": None, "due_at": None, "on_silence": None, "may": {}}
    turned = mediation.TurnChanged.model_validate(facts.envelope(session, 2) | about | turn | {"last_of_buyer": ()})
    await case.api.tell(made, turned)

    assert (await expanded(case))["mediation"]["data"][-1]["state"] == "made"


async def test_prm_39_sealed_evidence_is_in_no_part_of_the_other(start) -> None:
    case, item = await start(REPORTS), uuid4()
    request = parse_id("req", (await case.requests())["seller"]["id"])
    given = {"dispute": case.id, "party": "seller", "request": request, "sealed": True, "kind": "screenshot",
             "by": SELLER, "sha256": None, "media_type": None, "size": 1}  # fmt: skip
    await case.api.tell(evidence.ItemReceived.model_validate(facts.envelope(item) | given))
    bound = {"dispute": format_id("dsp", case.id)}

    assert (await expanded(case, BUYER, "evidence,story"))["evidence"]["data"] == []
    assert str(format_id("evd", item)) not in str(await expanded(case, BUYER))
    assert len((await expanded(case, SELLER, "evidence"))["evidence"]["data"]) == 1
    assert len((await expanded(case, STUDIO, "evidence", **bound))["evidence"]["data"]) == 1


async def test_prm_39_a_row_says_when_something_happened_last_that_its_reader_may_see(start, clock) -> None:
    case = await start(DEAL)
    await case.api.tell(failed(case.id, occurred_at=clock.time))
    clock.time = clock.time.replace(hour=13)
    await case.do(BUYER, "messages", {"text": "When?"})
    clock.time = clock.time.replace(hour=14)
    await case.do(OPERATOR, "notes", {"text": "Called twice."})
    rows = {who: (await case.api.get(who, "")).json()["data"][0] for who in (BUYER, SELLER, OPERATOR)}

    assert [rows[who]["last_activity_at"] for who in (BUYER, SELLER)] == ["2026-11-24T13:00:00Z"] * 2
    assert rows[OPERATOR]["last_activity_at"] == "2026-11-24T14:00:00Z"
