"""A mediator puts one solution to both parties, who must both accept it in time; and notes with proposals (PRM-26)."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from common.kernel.ids import format_id, new_id
from mediation.agreeing import ImmediateAgreement
from mediation.domain.options import OptionKind
from mediation.domain.proposal import ProposalState
from mediation.domain.states import State
from mediation.testing import DAY, NOON, TENANT, a_mediation, counter, reject_counter

FORTY = {"kind": "refund_partial", "amount": {"amount": 40, "currency": "EUR"}}
FIFTY = {"kind": "refund_partial", "amount": {"amount": 50, "currency": "EUR"}}
ACCEPT = {"version": 1, "option": 0}
END = "2026-03-07T12:00:00Z"
OTHER = {"buyer": "seller", "seller": "buyer"}


@pytest.fixture
def operator(caller):
    return caller("operator", "olga", scope="read decide")


@pytest.fixture
async def proposed(operator, keep, clock):
    """The parties have not agreed; a mediator puts half to both, a day later."""
    found = await keep(reject_counter(a_mediation()))
    clock.time = NOON + DAY
    made = await operator.act(found, "", {"options": [FIFTY], "note": "Half each would be fair."})
    assert made.status_code == 201, made.text
    return found


def rels(body, actor: str | None = None) -> list[str]:
    return [action["rel"] for action in body["allowed_actions"] if actor in (None, action["actor"])]


def accepting(body) -> dict:
    return next(action for action in body["allowed_actions"] if action["rel"] == "accept")


async def read(who, found):
    return (await who.get(f"/v1/mediations/{format_id('med', found.id)}")).json()


async def test_prm_26_a_mediators_proposal_is_shown_to_both_with_its_end(proposed, buyer, seller, operator) -> None:
    for who in (buyer, seller):
        seen = await read(who, proposed)
        newest = seen["proposals"][-1]
        assert (newest["by"], newest["consents"], newest["note"]) == ("operator", [], "Half each would be fair.")
        assert (seen["asked"], seen["due_at"], seen["awaiting"]) == (["buyer", "seller"], END, None)
        assert rels(seen) == ["accept", "counter", "propose", "reject"]
        assert not accepting(seen).get("choices")
        for awaiting in ("buyer", "seller"):
            [row] = (await who.get("/v1/mediations", awaiting=awaiting)).json()["data"]
            assert (row["asked"], row["awaiting"]) == (["buyer", "seller"], None), "as its filter says (PRM-39)"
    assert rels(await read(operator, proposed), "operator") == ["propose"]


@pytest.mark.parametrize("first", ["buyer", "seller"])
async def test_prm_26_it_is_agreed_once_both_have_accepted(proposed, buyer, seller, stored, rows, first) -> None:
    one, other = (buyer, seller) if first == "buyer" else (seller, buyer)

    consented = await one.act(proposed, "3/accept", ACCEPT)
    assert (consented.status_code, consented.json()["state"]) == (200, "open"), consented.text
    assert consented.json()["proposals"][-1]["consents"] == [first]
    assert rels(consented.json()) == ["propose", "reject"]
    asked = await read(other, proposed)
    assert (asked["awaiting"], asked["due_at"]) == (OTHER[first], END)
    assert accepting(asked)["choices"][0]["given"] == {"option": 0}
    again = await one.act(proposed, "3/accept", ACCEPT)
    assert (again.status_code, again.json()["code"]) == (409, "not_your_turn")

    agreed = await other.act(proposed, "3/accept", ACCEPT)

    assert agreed.status_code in (200, 202)
    assert (await stored(proposed)).snapshot.agreed_proposal.number == 3
    query = "SELECT convert_from(body, 'UTF8') FROM mediation.outbox WHERE topic = 'mediation.consent-given.v1'"
    [consent] = await rows(query)
    assert f'"by":"{first}"' in consent[0]


async def test_prm_26_a_consent_is_answered_as_one_even_if_what_follows_fails(
    proposed, buyer, seller, monkeypatch
) -> None:
    async def fail(*given: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(ImmediateAgreement, "complete_acceptance", fail)

    for who, status in ((buyer, 200), (seller, 202)):
        first, again = [await who.act(proposed, "3/accept", ACCEPT, Idempotency_Key="once") for _ in range(2)]
        assert (first.status_code, again.status_code, again.json()) == (status, status, first.json())
        assert again.headers["Idempotent-Replayed"] == "true"
    assert first.json()["state"] == "pending"


@pytest.mark.parametrize("consented", [False, True])
async def test_prm_26_silence_of_one_lets_it_lapse(proposed, buyer, client, stored, clock, rows, consented) -> None:
    if consented:
        await buyer.act(proposed, "3/accept", ACCEPT)
    clock.time = NOON + 6 * DAY

    await client._transport.app.state.service.sweeper.fire_due(tenant=TENANT, grace=DAY * 0)

    after = (await stored(proposed)).snapshot
    assert (after.state, after.newest_proposal.state, after.agreed_proposal) == (
        State.OPEN,
        ProposalState.EXPIRED,
        None,
    )
    assert await rows("SELECT 1 FROM mediation.outbox WHERE topic LIKE '%agree%'") == []
    lapsed = "SELECT convert_from(body, 'UTF8') FROM mediation.outbox WHERE topic = 'mediation.proposal-expired.v1'"
    [told] = [json.loads(str(body)) for (body,) in await rows(lapsed)]
    assert told["asked"] == (["seller"] if consented else ["buyer", "seller"]), "whose answer did not come (PRM-35)"
    assert told["owed_by"] == ("seller" if consented else None)


async def test_prm_26_at_its_end_it_is_late(proposed, buyer, clock) -> None:
    clock.time = NOON + 6 * DAY

    late = await buyer.act(proposed, "3/accept", ACCEPT)

    assert (late.status_code, late.json()["code"]) == (409, "deadline_passed")


async def test_prm_26_either_may_refuse_it_by_offering_something_else(proposed, buyer, seller, stored) -> None:
    await buyer.act(proposed, "3/accept", ACCEPT)

    same = await seller.act(proposed, "3/counter", {"version": 1, "options": [FIFTY]})
    other = await seller.act(proposed, "3/counter", {"version": 1, "options": [FORTY]})

    assert (same.status_code, same.json()["code"]) == (422, "offers_nothing_new")
    assert (other.status_code, other.json()["asked"]) == (201, ["buyer"])
    assert (await stored(proposed)).snapshot.agreed_proposal is None


async def test_prm_26_who_has_accepted_may_still_think_better_of_it(proposed, buyer, seller) -> None:
    await buyer.act(proposed, "3/accept", ACCEPT)

    refused = await buyer.act(proposed, "3/reject", {"reason": "I was too quick."})

    assert (refused.status_code, refused.json()["asked"]) == (200, [])
    assert (await seller.act(proposed, "3/accept", ACCEPT)).status_code == 409


@pytest.mark.parametrize("found", [a_mediation(), counter(a_mediation())])
async def test_prm_26_while_a_clock_of_theirs_runs_nobody_mediates(operator, keep, stored, found) -> None:
    await keep(found)

    refused = await operator.act(found, "", {"options": [FIFTY]})

    assert (refused.status_code, refused.json()["code"]) == (409, "mediator_not_called")
    assert await stored(found) == found


@pytest.mark.parametrize(
    ("options", "code"),
    [([FIFTY, FORTY], "too_many_options"), ([{"kind": "replacement"}], "kind_not_allowed")],
)
async def test_prm_26_a_mediator_keeps_to_the_bounds_of_the_edition(operator, keep, options, code) -> None:
    found = await keep(reject_counter(a_mediation(kinds=frozenset(OptionKind) - {OptionKind.REPLACEMENT})))

    refused = await operator.act(found, "", {"options": options})

    assert (refused.status_code, refused.json()["code"]) == (422, code)


async def test_prm_26_only_operators_who_decide_mediate(caller, keep) -> None:
    found = await keep(reject_counter(a_mediation()))

    for role, scope in (("operator", "read"), ("platform", "decide"), ("representative", "decide")):
        refused = await caller(role, "x", scope=scope).act(found, "", {"options": [FIFTY]})
        assert (refused.status_code, refused.json()["code"]) == (403, "forbidden"), role
    assert "operator" not in {
        a["actor"] for a in (await read(caller("operator", "x", scope="read"), found))["allowed_actions"]
    }
    elsewhere = caller("operator", "x", scope="decide", dispute=format_id("dsp", new_id()))
    assert (await elsewhere.act(found, "", {"options": [FIFTY]})).status_code == 404


@pytest.mark.parametrize("way", ["1/counter", "1/amend", ""])
async def test_prm_26_a_note_comes_with_a_proposal_and_is_shown_with_it(seller, buyer, keep, way) -> None:
    found = await keep(reject_counter(a_mediation()) if way == "" else a_mediation())
    who = buyer if way == "1/amend" else seller
    version = {} if way == "" else {"version": 1}

    made = await who.act(found, way, {**version, "options": [FORTY], "note": "Because it works again."})

    assert made.status_code in (200, 201), made.text
    assert made.json()["proposals"][-1]["note"] == "Because it works again."
    for other in (buyer, seller):
        assert (await read(other, found))["proposals"][-1]["note"] == "Because it works again."


@pytest.mark.parametrize("way", ["1/counter", "1/amend", ""])
async def test_prm_26_a_card_number_is_no_note(seller, buyer, keep, way) -> None:
    found = await keep(reject_counter(a_mediation()) if way == "" else a_mediation())
    who = buyer if way == "1/amend" else seller
    version = {} if way == "" else {"version": 1}

    refused = await who.act(found, way, {**version, "options": [FORTY], "note": "Pay 4111 1111 1111 1111 please"})

    assert (refused.status_code, refused.json()["code"]) == (422, "card_number_not_allowed")
    assert "4111 1111" not in refused.text


async def test_prm_26_a_new_offer_after_the_end_of_a_mediators_finds_it_withdrawn(proposed, seller, clock) -> None:
    clock.time = NOON + 6 * DAY + timedelta(microseconds=1)

    made = (await seller.act(proposed, "", {"options": [FIFTY]})).json()

    assert [p["state"] for p in made["proposals"][-2:]] == ["expired", "standing"]
