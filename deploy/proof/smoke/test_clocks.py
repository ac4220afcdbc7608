"""Clocks that an operator stops and lengthens: whichever service owns one obeys."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from deploy.proof.testing.market import PRICE, Case, Market, eur, until


def later(instant: str, **by: float) -> str:
    return (datetime.fromisoformat(instant) + timedelta(**by)).isoformat().replace("+00:00", "Z")


async def stands_still(market: Market, case: Case, path: str) -> None:
    """Ten days, longer than any clock of these stages, in which nothing happens by itself."""
    before = await case.seen()
    await market.operator.does(f"{case.path}/pause", {"reason_code": "holidays"})
    await until("the other service stops", lambda: market.buyer.get(path), lambda seen: bool(seen["paused_at"]))
    await market.advance(by="10 days")
    assert [(await case.seen())[name] for name in ("stage", "status")] == [before["stage"], before["status"]]
    await market.operator.does(f"{case.path}/resume")
    await until("the other service goes on", lambda: market.buyer.get(path), lambda seen: seen["paused_at"] is None)
    await market.settle()


async def extended(market: Market, case: Case, path: str, **clock: Any) -> str:
    """A day more than the other service says; answers with the new instant."""
    due_at = later((await market.buyer.get(path))["due_at"], days=1)
    said = {**clock, "due_at": due_at, "reason_code": "asked_for"}
    await market.operator.does(f"{case.path}/extend", said)
    await market.settle()
    return due_at


async def test_a_pause_and_an_extension_hold_in_mediation_and_in_evidence(market: Market) -> None:
    deal = await market.delivered()
    case = await deal.disputed()
    home = await case.mediation()
    due = (await market.buyer.get(home))["due_at"]

    await stands_still(market, case, home)
    assert (await market.buyer.get(home))["due_at"] >= later(due, days=10)
    due = await extended(market, case, home, deadline="negotiation")
    await market.advance(to=later(due, seconds=-1))
    proposal, version = await case.proposal()
    offer = {"version": version, "options": [{"kind": "refund_partial", "amount": eur(1_000)}]}
    await market.seller.does(f"{proposal}/counter", offer)
    proposal, version = await case.proposal()
    await market.buyer.does(f"{proposal}/reject", {"version": version})

    await case.reaches(stage="defect_proof")
    [asked] = await until("the request", lambda: market.buyer.found(f"/v1/evidence/requests?dispute={case.id}"), bool)
    request = f"/v1/evidence/requests/{asked['id']}"
    await stands_still(market, case, request)
    due = await extended(market, case, request, deadline="evidence", request=asked["id"])
    await market.advance(to=later(due, seconds=-1))
    assert (await case.seen())["stage"] == "defect_proof"
    assert (await market.buyer.get(request))["due_at"] == due == (await case.seen())["evidence_requests"][0]["due_at"]
    await market.advance(to=due)

    await case.reaches(status="closed", outcome="timeout")
    assert await case.split() == (0, PRICE)
