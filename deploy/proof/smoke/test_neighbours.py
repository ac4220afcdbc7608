"""What was answered a moment ago is known to the next service: no wait, no second try, no patience."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from io import BytesIO
from typing import Any, Final

import pytest
from PIL import Image

from deploy.local.place import REPO
from deploy.proof.testing.market import PRICE, Case, Market, euro_amount

REFUND = {
    "outcome": "refund_full",
    "reason_code": "not_as_described",
    "responsible": "seller",
    "policy_reference": "Rule 1",
    "explanation": "The evidence shows it.",
}
BUSY_PROCESSES: Final = 15
BUSY: Final = "import os; os.nice(7)\nwhile True: pass"
"""At this niceness one gets a fifth of the turns: all five services share a single process here, where each has one of
its own elsewhere."""
EDITIONS = REPO / "services/disputes/disputes/policy/files"


@pytest.fixture(params=[0, BUSY_PROCESSES], ids=["quiet", "busy"])
def rounds(request: pytest.FixtureRequest) -> Iterator[range]:
    """Rounds to play, some beside processes that take the machine's time: what is under way then is so for longer."""
    if request.param and "rabbitmq" not in request.node.callspec.id:
        pytest.skip("all in one process: nothing is under way between processes")
    with ExitStack() as ended:
        for _ in range(request.param):
            busy = subprocess.Popen([sys.executable, "-c", BUSY])
            ended.enter_context(busy)
            ended.callback(busy.kill)
        yield range(1 if request.param else 3)


def own_edition(name: str, edition: str) -> dict[str, str]:
    source = (EDITIONS / "agreement_first-2026-12.toml").read_text()
    return {"toml": source.replace("agreement_first-2026-12", edition).replace("agreement_first", name)}


async def open_at_once(market: Market, **more: Any) -> Case:
    deal = await market.deliver_deal(**more)
    opened = await market.buyer.perform_act("/v1/disputes", deal.build_claim_body(PRICE))
    return Case(market, f"/v1/disputes/{opened['id']}")


async def test_prm_2_an_edition_just_published_can_be_pinned_and_chosen(market: Market, rounds: range) -> None:
    for name in ("house_one", "house_two", "house_three")[: len(rounds)]:
        edition = f"{name}-2026-12"
        await market.platform.perform_act("/v1/policies", own_edition(name, edition))
        await market.platform.perform_act(f"/v1/policies/{edition}/make-current", {})
        deal = await market.fund_deal(policy=edition)
        by_name = await market.fund_deal(policy=name)
        chosen = await market.platform.put(f"/v1/platforms/{market.id}/policies", {"default_policy": name})

        assert (await deal.read_escrow())["policy"] == edition
        assert (await by_name.read_escrow())["policy"] == edition
        assert chosen.status_code == 200, chosen.text


async def test_prm_2_what_is_agreed_a_moment_after_the_opening_is_paid_a_moment_later(
    market: Market, rounds: range
) -> None:
    for _ in rounds:
        case = await open_at_once(market)
        talks = (await case.read_case())["negotiation"]["mediation"]
        offer = {"version": 1, "options": [{"kind": "refund_partial", "amount": euro_amount(5_000)}]}
        await market.seller.perform_act(f"/v1/mediations/{talks}/proposals/1/counter", offer)
        answer = {"version": 1, "option": 0}
        await market.buyer.perform_act(f"/v1/mediations/{talks}/proposals/2/accept", answer)

        closed = await read_end(case)
        escrow = await market.platform.get(f"/v1/escrows/{closed['escrow']}")
        assert (closed["status"], closed["outcome"], escrow["status"]) == ("closed", "agreement", "split_settled")


async def read_end(case: Case) -> dict[str, Any]:
    """Read a case that has been decided; where the money is still on its way after all, it says so."""
    read = await case.read_case()
    if read["status"] == "settling":
        await case.market.settle_events()
        read = await case.read_case()
    return read


async def escalate_at_once(market: Market) -> Case:
    """The buyer refuses what the seller offers."""
    case = await open_at_once(market)
    talks = (await case.read_case())["negotiation"]["mediation"]
    offer = {"version": 1, "options": [{"kind": "refund_partial", "amount": euro_amount(5_000)}]}
    await market.seller.perform_act(f"/v1/mediations/{talks}/proposals/1/counter", offer)
    await market.buyer.perform_act(f"/v1/mediations/{talks}/proposals/2/reject", {"version": 1})
    return case


def a_photo() -> bytes:
    photo = BytesIO()
    Image.new("RGB", (32, 32), "red").save(photo, "JPEG")
    return photo.getvalue()


async def test_prm_2_what_a_refusal_asks_for_is_there_and_what_is_ruled_then_is_paid(
    market: Market, rounds: range
) -> None:
    for _ in rounds:
        case = await escalate_at_once(market)
        moved = await case.read_case()
        [named] = moved["evidence_requests"]
        [listed] = await market.buyer.list_items(f"/v1/evidence/requests?dispute={case.id}")
        request = await market.buyer.get(f"/v1/evidence/requests/{named['id']}")
        upload = f"/v1/evidence/uploads?dispute={case.id}&kind=photo&filename=crack.jpg"
        await market.buyer.perform_act(upload, a_photo())
        in_review = await case.read_case()
        await market.operator.perform_act(f"{case.path}/assign", {})
        version = (await market.operator.get(case.path))["version"]
        await market.operator.perform_act(f"{case.path}/decision", REFUND, If_Match=f'"{version}"')
        closed = await read_end(case)
        escrow = await market.platform.get(f"/v1/escrows/{closed['escrow']}")

        assert (moved["stage"], listed["id"], request["state"]) == ("defect_proof", named["id"], "open")
        assert in_review["stage"] == "review"
        assert (closed["status"], escrow["status"]) == ("closed", "refunded")
