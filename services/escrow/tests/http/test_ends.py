"""PRM-35: an end by silence says whose silence it was, in the event and in the refusal of whoever comes late."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest

ENDS = [
    ("funding_expiry", "buyer", "expired"),
    ("auto_refund_unshipped", "seller", "refunded"),
    ("auto_release", "buyer", "released"),
]


async def closed_event(rows: Any) -> dict[str, Any]:
    query = "SELECT convert_from(body, 'UTF8') FROM escrow.outbox WHERE topic = 'escrow.closed.v1'"
    [(body,)] = await rows(query)
    return dict(json.loads(body))


async def bring_to(market: Any, deadline: str) -> dict[str, Any]:
    made = await market.escrow() if deadline == "funding_expiry" else await market.funded()
    if deadline == "auto_release":
        await market.platform.post(f"/v1/escrows/{made['id']}/deliver")
    return dict(await market.read(made))


@pytest.mark.parametrize(("deadline", "owed_by", "state"), ENDS)
async def test_prm_35_the_event_of_an_end_by_silence_says_whose(
    market, clock, rows, deadline: str, owed_by: str, state: str
) -> None:
    escrow = await bring_to(market, deadline)
    due_at = escrow["next_automatic_action"]["at"]
    clock.passes(days=60)

    await market.sweep()

    told, seen = await closed_event(rows), await market.read(escrow)
    cause = {"deadline": deadline, "owed_by": owed_by, "due_at": due_at, "executed": state}
    assert (told["state"], told["timeout"]) == (state, cause)
    assert (seen["status"], seen["closed_at"], seen["cause"]) == (state, due_at, cause)


async def test_prm_35_an_end_by_an_act_names_no_silence(market, rows) -> None:
    escrow = await market.funded()

    await market.platform.post(f"/v1/escrows/{escrow['id']}/release")

    assert (await closed_event(rows))["timeout"] is None
    assert (await market.read(escrow))["cause"] is None
    refused = (await market.platform.post(f"/v1/escrows/{escrow['id']}/refund")).json()
    assert (refused["code"], refused["outcome"]) == ("action_not_allowed_in_state", "released")
    ended_at = (await market.read(escrow))["closed_at"]
    assert datetime.fromisoformat(refused["ended_at"]) == datetime.fromisoformat(ended_at)
    assert not {"cause", "due_at"} & set(refused), "nobody was silent"


async def test_prm_35_whoever_is_late_learns_how_silence_has_ended_the_deal(market, clock) -> None:
    escrow = await bring_to(market, "auto_release")
    clock.passes(days=60)

    refused = (await market.platform.post(f"/v1/escrows/{escrow['id']}/refund")).json()

    assert (refused["code"], refused["outcome"]) == ("deadline_passed", "released")
    assert refused["ended_at"] == refused["due_at"]
    due_at = datetime.fromisoformat(escrow["next_automatic_action"]["at"])
    assert datetime.fromisoformat(refused["due_at"]) == due_at
    assert (refused["cause"]["deadline"], refused["cause"]["owed_by"]) == ("auto_release", "buyer")

    await market.sweep()
    again = (await market.platform.post(f"/v1/escrows/{escrow['id']}/refund")).json()

    assert again["code"] == "action_not_allowed_in_state", "whether its worker has come or not,"
    for word in ("outcome", "ended_at", "due_at", "cause"):
        assert again[word] == refused[word], "the answer says the same of the end"


async def test_prm_35_who_pays_too_late_is_told_whose_silence_it_was_each_time(market, clock) -> None:
    escrow = await market.escrow()
    clock.passes(days=60)
    await market.sweep()
    late = {"amount": {"amount": 1_000, "currency": "EUR"}, "provider_reference": "late-1"}

    paid, again = [(await market.platform.post(f"/v1/escrows/{escrow['id']}/fund", late)).json() for _ in range(2)]

    assert (paid["status"], paid["cause"]["deadline"], paid["cause"]["owed_by"]) == (
        "expired",
        "funding_expiry",
        "buyer",
    )
    assert again["cause"] == paid["cause"]


async def test_prm_35_silence_after_a_partial_refund_divides_the_price(market, clock) -> None:
    escrow = await bring_to(market, "auto_release")
    part = {"amount": {"amount": 1_000, "currency": "EUR"}}
    await market.platform.post(f"/v1/escrows/{escrow['id']}/refund", part)
    clock.passes(days=60)

    refused = (await market.platform.post(f"/v1/escrows/{escrow['id']}/refund")).json()

    assert (refused["code"], refused["outcome"]) == ("deadline_passed", "split_settled")


async def test_prm_35_a_deadline_that_ends_nothing_names_no_end(market, clock) -> None:
    escrow = await market.funded()
    shipped = {"carrier": "DHL", "tracking_number": "JD014600003RU"}
    await market.platform.post(f"/v1/escrows/{escrow['id']}/ship", shipped)
    clock.passes(days=365)

    refused = (await market.platform.post(f"/v1/escrows/{escrow['id']}/deliver")).json()

    assert refused["code"] == "deadline_passed"
    assert "outcome" not in refused
