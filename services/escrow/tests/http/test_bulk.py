"""Many instructions in one request: each is the act that it would be alone, and one that fails touches no other."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event

BULK = "/v1/bulk"
NEW = {
    "buyer": "anna",
    "seller": "shop",
    "amount": {"amount": 10_000, "currency": "EUR"},
    "agreement": {"title": "A lamp"},
}


def payment(reference: str, amount: int = 10_000, currency: str = "EUR") -> dict[str, Any]:
    return {"amount": {"amount": amount, "currency": currency}, "provider_reference": reference}


def fund(escrow: dict[str, Any], key: str, **more: Any) -> dict[str, Any]:
    body = payment(f"psp-{key}", **more)
    return {"operation": "fund", "key": key, "escrow": escrow["id"], "body": body}


def act(operation: str, escrow: dict[str, Any], key: str, **more: Any) -> dict[str, Any]:
    return {"operation": operation, "key": key, "escrow": escrow["id"], **more}


@pytest.fixture
def bulk(market):
    async def bulk(*instructions: dict[str, Any]) -> dict[str, Any]:
        answer = await market.platform.post(BULK, {"instructions": list(instructions)})
        assert answer.status_code == 200, answer.text
        return answer.json()

    return bulk


async def test_fifty_payments_in_one_request_are_fifty_acts_in_a_few_transactions(app, market, bulk, rows) -> None:
    escrows = [await market.escrow() for _ in range(50)]
    commits: list[object] = []
    event.listen(app.state.service.database.engine.sync_engine, "commit", commits.append)

    answer = await bulk(*(fund(escrow, f"k{n}") for n, escrow in enumerate(escrows)))

    assert (answer["succeeded"], answer["refused"]) == (50, 0)
    assert [one["key"] for one in answer["outcomes"]] == [f"k{n}" for n in range(50)]
    assert [one["result"]["id"] for one in answer["outcomes"]] == [escrow["id"] for escrow in escrows]
    assert {(one["status"], one["result"]["status"]) for one in answer["outcomes"]} == {(200, "funded")}
    assert len(commits) <= 4
    assert await rows("SELECT count(*) FROM escrow.idempotency WHERE status = 200 AND key LIKE 'k%'") == [(50,)]
    assert await rows("SELECT count(*) FROM escrow.outbox WHERE topic = 'escrow.funded.v1'") == [(50,)]
    audited = (
        "SELECT count(*) FROM escrow.log_entries WHERE convert_from(canonical, 'UTF8') LIKE '%\"action\":\"fund\"%'"
    )
    assert await rows(audited) == [(50,)]


async def test_one_that_is_refused_says_why_and_touches_no_other(market, bulk) -> None:
    first, second, third = [await market.escrow() for _ in range(3)]

    answer = await bulk(
        fund(first, "a"),
        fund(second, "b", currency="USD"),
        act("release", third, "c"),
        fund({"id": "esc_01j8xw4z9k5v8t3m2n7q6p0r1s"}, "d"),
        fund(third, "e"),
    )

    assert (answer["succeeded"], answer["refused"]) == (2, 3)
    codes = [one["problem"] and (one["status"], one["problem"]["code"]) for one in answer["outcomes"]]
    assert codes[:2] == [None, (422, "currency_mismatch")]
    assert codes[2][0] == 409
    assert codes[3:] == [(404, "not_found"), None]
    assert [one["result"] is None for one in answer["outcomes"]] == [False, True, True, True, False]
    assert (await market.read(second))["status"] == "awaiting_funds"


async def test_a_deal_from_its_creation_to_its_release_goes_in_bulk(market, bulk, told) -> None:
    creations = [{"operation": "create_escrow", "key": key, "body": NEW} for key in ("c1", "c2")]
    made = [one["result"] for one in (await bulk(*creations))["outcomes"]]
    sent = {"carrier": "DHL", "tracking_number": "00340434"}

    answer = await bulk(
        fund(made[0], "f"), act("ship", made[0], "s", body=sent), act("deliver", made[0], "d"),
        act("release", made[0], "r1", body={"amount": {"amount": 4_000, "currency": "EUR"}}),
        act("refund", made[0], "r2"), act("cancel", made[1], "x"),
    )  # fmt: skip

    assert [one["status"] for one in answer["outcomes"]] == [200] * 6
    end = await market.read(made[0])
    assert (end["funds"]["released"]["amount"], end["funds"]["refunded"]["amount"]) == (4_000, 6_000)
    assert (await market.read(made[1]))["status"] == "cancelled"
    numbered = await told()
    assert numbered.count("escrow.created.v1") == 2


async def test_a_bulk_sent_again_and_the_same_request_alone_are_answered_as_they_were(market, bulk) -> None:
    bulky, alone = await market.escrow(), await market.escrow()
    single = await market.fund(alone, 10_000, "psp-k2", Idempotency_Key="k2")

    first = await bulk(fund(bulky, "k1"), fund(alone, "k2"), act("release", bulky, "k3"))
    again = await bulk(fund(bulky, "k1"), fund(alone, "k2"), act("release", bulky, "k3"))
    repeated = await market.fund(bulky, 10_000, "psp-k1", Idempotency_Key="k1")
    other = await bulk(fund(bulky, "k1", amount=9_999))

    assert [one["replayed"] for one in first["outcomes"]] == [False, True, False]
    assert first["outcomes"][1]["result"] == single.json()
    assert [one["replayed"] for one in again["outcomes"]] == [True] * 3
    assert [one["result"] for one in again["outcomes"]] == [one["result"] for one in first["outcomes"]]
    assert repeated.headers["Idempotent-Replayed"] == "true"
    assert repeated.json() == first["outcomes"][0]["result"]
    assert other["outcomes"][0]["problem"]["code"] == "idempotency_mismatch"


async def test_what_one_decides_on_is_the_version_that_it_names(market, bulk) -> None:
    escrow = await market.funded()

    answer = await bulk(
        act("release", escrow, "old", version=escrow["version"] - 1, body={"amount": {"amount": 1, "currency": "EUR"}}),
        act("release", escrow, "now", version=escrow["version"], body={"amount": {"amount": 1, "currency": "EUR"}}),
        act("release", escrow, "gone", version=escrow["version"], body={"amount": {"amount": 1, "currency": "EUR"}}),
    )

    assert [one["status"] for one in answer["outcomes"]] == [412, 200, 412]


@pytest.mark.parametrize(
    "instructions",
    [
        [],
        [{"operation": "create_escrow", "key": "k", "body": NEW}] * 51,
        [{"operation": "create_escrow", "body": NEW}],
        [{"operation": "create_escrow", "key": "no spaces", "body": NEW}],
        [{"operation": "accept", "key": "k", "escrow": "esc_01j8xw4z9k5v8t3m2n7q6p0r1s"}],
        [{"operation": "create_escrow", "key": "k", "body": NEW}, {"operation": "fund", "key": "l", "body": {}}],
        [{"operation": "release", "key": "k", "escrow": "esc_01j8xw4z9k5v8t3m2n7q6p0r1s", "body": None}],
        [{"operation": "refund", "key": "k", "escrow": "esc_01j8xw4z9k5v8t3m2n7q6p0r1s", "body": {"amount": None}}],
    ],
)
async def test_prm_12_a_bulk_that_cannot_be_read_is_refused_as_a_whole(market, rows, instructions) -> None:
    answer = await market.platform.post(BULK, {"instructions": instructions})

    assert (answer.status_code, answer.json()["code"]) == (422, "validation_failed"), answer.text
    assert await rows("SELECT count(*) FROM escrow.escrows") == [(0,)]


async def test_only_platforms_send_bulks_and_reach_only_what_is_theirs(market, open_market) -> None:
    other = await open_market("Chairs and more")
    theirs = await other.escrow()
    anna = await market.buyer()

    refused = await anna.post(BULK, {"instructions": [fund(theirs, "k")]})
    foreign = await market.platform.post(BULK, {"instructions": [fund(theirs, "k")]})

    assert refused.status_code == 403
    assert foreign.json()["outcomes"][0]["status"] == 404


async def test_instructions_whose_database_is_away_are_each_told_to_come_again(app, market, bulk, monkeypatch) -> None:
    escrow = await market.escrow()

    async def fail(act: object) -> object:
        raise TimeoutError

    with monkeypatch.context() as during:
        during.setattr(app.state.service.executor, "carry_out", fail)
        answer = await bulk(fund(escrow, "k"))

    [outcome] = answer["outcomes"]
    assert (outcome["status"], outcome["problem"]["code"]) == (503, "dependency_unavailable")
    assert (await bulk(fund(escrow, "k")))["succeeded"] == 1


async def test_prm_9_a_version_for_all_of_them_is_refused_and_nothing_is_carried_out(market) -> None:
    escrow = await market.escrow()
    body = {"instructions": [fund(escrow, "once")]}

    refused = await market.platform.post(BULK, body, If_Match='"1"')

    assert (refused.status_code, refused.json()["code"]) == (412, "version_conflict")
    assert (await market.read(escrow))["status"] == "awaiting_funds"
