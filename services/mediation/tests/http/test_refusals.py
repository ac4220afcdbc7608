"""Every refusal, as the caller sees it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from common.kernel.errors import DomainError
from common.kernel.ids import format_id, new_id
from mediation.domain import errors
from mediation.domain.options import OptionKind
from mediation.domain.terms import Side, SilenceRule
from mediation.statuses import REFUSAL_STATUSES
from mediation.testing import DAY, NOON, a_mediation, accept, counter, expire, request_refund, timing_at

pytestmark = pytest.mark.refusals_are_described

DUE = NOON + 5 * DAY
MICRO = timedelta(microseconds=1)


def offer(amount: int = 40, currency: str = "EUR") -> dict[str, object]:
    return {"kind": "refund_partial", "amount": {"amount": amount, "currency": currency}}


def word(*options: object, version: int = 1) -> dict[str, object]:
    return {"version": version, "options": list(options or (offer(),))}


ACCEPT = {"version": 1, "option": 0}
ENDED = accept(a_mediation(), 1, 1, 0, by=Side.SELLER, timing=timing_at(NOON)).mediation
EXPIRED = expire(a_mediation(on_silence=SilenceRule.ESCALATE), DUE).mediation
AMENDED = a_mediation().amend_proposal([request_refund(55)], 1, 1, by=Side.BUYER, timing=timing_at(NOON)).mediation
CASES = {
    "D3": ("seller", a_mediation(), "1/reject", {}, 409, "counter_offer_required"),
    "rounds": ("buyer", counter(a_mediation()), "2/counter", word(), 409, "rounds_exhausted"),
    "own": ("buyer", a_mediation(), "1/accept", ACCEPT, 409, "own_proposal"),
    "own reject": ("buyer", a_mediation(), "1/reject", {}, 409, "own_proposal"),
    "superseded": ("seller", counter(a_mediation()), "1/accept", ACCEPT, 409, "proposal_superseded"),
    "amended": ("seller", AMENDED, "1/accept", ACCEPT, 409, "proposal_superseded"),
    "expired": ("seller", EXPIRED, "1/accept", ACCEPT, 409, "deadline_passed"),
    "turn": ("buyer", a_mediation(), "", {"options": [offer()]}, 409, "not_your_turn"),
    "amend theirs": ("seller", a_mediation(), "1/amend", word(), 409, "not_your_turn"),
    "not amendable": ("buyer", a_mediation(amendable=False), "1/amend", word(), 409, "not_amendable"),
    "ended accept": ("seller", ENDED, "1/accept", ACCEPT, 409, "case_closed"),
    "ended propose": ("buyer", ENDED, "", {"options": [offer()]}, 409, "case_closed"),
    "no proposal": ("seller", a_mediation(), "7/accept", ACCEPT, 404, "not_found"),
    "no option": ("seller", a_mediation(), "1/accept", {"version": 1, "option": 2}, 422, "no_such_option"),
    "kind": (
        "buyer",
        a_mediation(kinds=frozenset({OptionKind.RELEASE})),
        "1/amend",
        word(),
        422,
        "kind_not_allowed",
    ),
    "repeats": ("seller", a_mediation(), "1/counter", word({"kind": "refund_full"}), 422, "offers_nothing_new"),
    "refuses in other words": (
        "seller",
        a_mediation(),
        "1/counter",
        word({"kind": "release"}),
        422,
        "offers_nothing_new",
    ),
    "three": ("buyer", a_mediation(max_options=2), "1/amend", word(*map(offer, (1, 2, 3))), 422, "too_many_options"),
    "currency": ("buyer", a_mediation(), "1/amend", word(offer(40, "USD")), 422, "currency_mismatch"),
    "twice": ("buyer", a_mediation(), "1/amend", word(offer(), offer()), 422, "duplicate_option"),
    "whole": ("buyer", a_mediation(), "1/amend", word(offer(100)), 422, "option_invalid"),
    "too much": ("buyer", a_mediation(), "1/amend", word(offer(10**15)), 422, "option_invalid"),
    "zero": ("buyer", a_mediation(), "1/amend", word(offer(0)), 422, "amount_out_of_range"),
    "no options": ("buyer", a_mediation(), "1/amend", {"version": 1, "options": []}, 422, "validation_failed"),
    "eleven": ("buyer", a_mediation(), "1/amend", word(*map(offer, range(1, 12))), 422, "validation_failed"),
    "unknown kind": ("buyer", a_mediation(), "1/amend", word({"kind": "gift"}), 422, "validation_failed"),
    "unknown field": ("seller", a_mediation(), "1/accept", {**ACCEPT, "x": 1}, 422, "validation_failed"),
    "float": ("seller", a_mediation(), "1/accept", {"version": 1.0, "option": 0}, 422, "validation_failed"),
    "text": ("seller", a_mediation(), "1/accept", {"version": "1", "option": 0}, 422, "validation_failed"),
    "truth": ("seller", a_mediation(), "1/accept", {"version": 1, "option": False}, 422, "validation_failed"),
    "points": (
        "buyer",
        a_mediation(),
        "1/amend",
        word({"kind": "refund_partial", "basis_points": 10_001}),
        422,
        "validation_failed",
    ),
}


@pytest.mark.parametrize("name", list(CASES))
async def test_a_refusal_is_a_problem_with_its_code(buyer, seller, keep, stored, name) -> None:
    who, found, what, said, status, code = CASES[name]
    await keep(found)

    response = await {"buyer": buyer, "seller": seller}[who].act(found, what, said)

    assert (response.status_code, response.json()["code"]) == (status, code), response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert await stored(found) == found


async def test_a_conflict_says_how_it_stands_and_what_can_be_done(seller, keep) -> None:
    found = await keep(AMENDED)

    problem = (await seller.act(found, "1/accept", ACCEPT)).json()

    assert problem["state"] == "negotiating"
    assert problem["allowed_actions"] == ["accept", "counter"]
    assert problem["standing"] == {"number": 1, "version": 2}


@pytest.mark.parametrize(("offset", "status"), [(-MICRO, 200), (0 * MICRO, 409), (MICRO, 409)])
async def test_a_deadline_is_exact_even_before_the_worker_fires(seller, keep, clock, offset, status) -> None:
    found = await keep(a_mediation())
    clock.time = DUE + offset

    response = await seller.act(found, "1/accept", ACCEPT)

    assert response.status_code == status
    assert status == 200 or response.json()["code"] == "deadline_passed"


async def test_past_the_deadline_nothing_is_offered_any_more(seller, keep, clock) -> None:
    found = await keep(a_mediation())
    clock.time = DUE

    body = (await seller.get(f"/v1/mediations/{format_id('med', found.id)}")).json()

    assert (body["allowed_actions"], body["state"]) == ([], "negotiating")


async def test_an_acceptance_needs_an_idempotency_key(seller, keep) -> None:
    found = await keep(a_mediation())

    response = await seller.post(f"/v1/mediations/{format_id('med', found.id)}/proposals/1/accept", ACCEPT)

    assert (response.status_code, response.json()["code"]) == (400, "idempotency_key_missing")


@pytest.mark.parametrize(("version", "status"), [('"1"', 201), ('"2"', 412), ('"0"', 412)])
async def test_if_match_is_honoured(seller, keep, version, status) -> None:
    found = await keep(a_mediation())

    response = await seller.act(found, "1/counter", word(), If_Match=version)

    assert response.status_code == status, response.text


@pytest.mark.parametrize(
    ("role", "id", "claims"),
    [
        ("buyer", "somebody", {}),
        ("buyer", "shop", {}),
        ("seller", "anna", {}),
        ("seller", "shop", {"tenant": UUID(int=8)}),
        ("seller", "shop", {"dispute": format_id("dsp", new_id())}),
        ("seller", "shop", {"escrow": format_id("esc", new_id())}),
        ("representative", "studio", {}),
    ],
)
async def test_who_is_no_party_does_not_learn_that_it_exists(caller, keep, role, id, claims) -> None:
    found = await keep(a_mediation())
    stranger = caller(role, id, **claims)

    read = await stranger.get(f"/v1/mediations/{format_id('med', found.id)}")
    listed = await stranger.get("/v1/mediations")

    assert (read.status_code, listed.json()["data"]) == (404, [])
    if role != "representative":
        assert (await stranger.act(found, "1/accept", ACCEPT)).status_code == 404


@pytest.mark.parametrize("role", ["platform", "operator", "representative"])
async def test_only_the_parties_negotiate(caller, keep, role) -> None:
    found = await keep(a_mediation())

    response = await caller(role, "x", scope="lead").act(found, "1/accept", ACCEPT)

    assert (response.status_code, response.json()["code"]) == (403, "forbidden")


async def test_an_operator_without_a_scope_reads_nothing(caller) -> None:
    response = await caller("operator", "x").get("/v1/mediations")

    assert response.status_code == 403


def test_every_refusal_has_a_status() -> None:
    refusals = {e for e in vars(errors).values() if isinstance(e, type) and issubclass(e, DomainError)}

    # An unfit tree is met by a fact, never by a request.
    assert refusals - {DomainError, errors.WrongState} == set(REFUSAL_STATUSES)
