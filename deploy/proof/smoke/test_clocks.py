"""Clocks that an operator stops and lengthens: whichever service owns one obeys."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from deploy.proof.testing.market import PRICE, Case, Market, euro_amount, wait_until


def later(instant: str, **by: float) -> str:
    return (datetime.fromisoformat(instant) + timedelta(**by)).isoformat().replace("+00:00", "Z")


async def stands_still(market: Market, case: Case, path: str) -> None:
    """Ten days, longer than any clock of these stages, in which nothing happens by itself."""
    before = await case.read_case()
    await market.operator.perform_act(f"{case.path}/pause", {"reason_code": "holidays"})
    await wait_until("the other service stops", lambda: market.buyer.get(path), lambda seen: bool(seen["paused_at"]))
    await market.settle_events()
    foreseen = [step["action"] for step in (await case.read_case())["forecast"][:2]]
    assert foreseen == ["resume", before["forecast"][0]["action"]], "in the pause as well (PRM-8)"
    await market.advance_clock(by="10 days")
    assert [(await case.read_case())[name] for name in ("stage", "status")] == [before["stage"], before["status"]]
    await market.operator.perform_act(f"{case.path}/resume")
    await wait_until(
        "the other service goes on", lambda: market.buyer.get(path), lambda seen: seen["paused_at"] is None
    )
    await market.settle_events()


async def extended(market: Market, case: Case, path: str, **clock: Any) -> str:
    """A day more than the other service says; answers with the new instant."""
    due_at = later((await market.buyer.get(path))["due_at"], days=1)
    body = {**clock, "due_at": due_at, "reason_code": "asked_for"}
    await market.operator.perform_act(f"{case.path}/extend", body)
    await market.settle_events()
    return due_at


async def test_a_pause_and_an_extension_hold_in_mediation_and_in_evidence(market: Market) -> None:
    deal = await market.deliver_deal()
    case = await deal.open_negotiated()
    home = await case.await_mediation_path()
    due = (await market.buyer.get(home))["due_at"]

    await stands_still(market, case, home)
    assert (await market.buyer.get(home))["due_at"] >= later(due, days=10)
    due = await extended(market, case, home, deadline="negotiation")
    await market.advance_clock(to=later(due, seconds=-1), hold=True)
    proposal, version = await case.read_newest_proposal()
    offer = {"version": version, "options": [{"kind": "refund_partial", "amount": euro_amount(1_000)}]}
    await market.seller.perform_act(f"{proposal}/counter", offer)
    proposal, version = await case.read_newest_proposal()
    await market.buyer.perform_act(f"{proposal}/reject", {"version": version})

    await case.wait_for(stage="defect_proof")
    [asked] = await wait_until(
        "the request", lambda: market.buyer.list_items(f"/v1/evidence/requests?dispute={case.id}"), bool
    )
    request = f"/v1/evidence/requests/{asked['id']}"
    await stands_still(market, case, request)
    due = await extended(market, case, request, deadline="evidence", request=asked["id"])
    await market.advance_clock(to=later(due, seconds=-1), hold=True)
    assert (await case.read_case())["stage"] == "defect_proof"
    assert (
        (await market.buyer.get(request))["due_at"] == due == (await case.read_case())["evidence_requests"][0]["due_at"]
    )
    await market.advance_clock(to=due)

    await case.wait_for(status="closed", outcome="timeout")
    assert await case.read_settlement_split() == (0, PRICE)


async def test_prm_37_the_last_microsecond_and_the_deadline_can_be_driven_in_every_service(market: Market) -> None:
    deal = await market.deliver_deal()
    case = await deal.open_negotiated()
    home = await case.await_mediation_path()
    due_at = (await market.buyer.get(home))["due_at"]

    await market.advance_clock(to=later(due_at, microseconds=-1), hold=True)
    proposal, version = await case.read_newest_proposal()
    offer = {"version": version, "options": [{"kind": "refund_partial", "amount": euro_amount(1_000)}]}
    await market.seller.perform_act(f"{proposal}/counter", offer)
    answer_by = (await market.buyer.get(home))["due_at"]
    proposal, version = await case.read_newest_proposal()
    await market.advance_clock(to=answer_by, hold=True)
    late = await market.buyer.post(f"{proposal}/accept", {"version": version, "option": 1})
    moved = await case.read_case()
    evidence_due = moved["evidence_requests"][0]["due_at"]
    [asked] = await market.buyer.list_items(f"/v1/evidence/requests?dispute={case.id}")
    await market.advance_clock(to=later(evidence_due, microseconds=-1), hold=True)
    before = (await market.buyer.get(f"/v1/evidence/requests/{asked['id']}"))["state"]
    steps = await market.advance_clock(to=evidence_due, hold=True)
    await market.platform.perform_act("/v1/test-clock/release")

    assert late.status_code == 409, late.text
    assert (moved["stage"], before) == ("defect_proof", "open")
    assert {step["at"] for step in steps} == {evidence_due}
    assert (await market.buyer.get(f"/v1/evidence/requests/{asked['id']}"))["state"] == "lapsed"
