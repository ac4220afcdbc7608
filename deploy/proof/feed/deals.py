"""Deals as they come: some without a word, some with a dispute of each programme, ended by everybody or by nobody."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any, Final

from PIL import Image

from deploy.proof.testing.market import PRICE, Case, Deal, Market, euro_amount

FEE: Final = {"basis_points": 250, "paid_by": "seller"}
PARTS: Final = {"kind": "refund_partial", "amount": euro_amount(4_000)}
RULING: Final = {
    "outcome": "refund_full", "reason_code": "not_as_described", "responsible": "seller", "policy_reference": "Rule 1",
    "explanation": "The evidence shows it.",
}  # fmt: skip

ADDRESS: Final = {"recipient": "Sam", "street": "Kai 1", "postal_code": "24103", "city": "Kiel", "country": "DE"}
PARCEL: Final = {"carrier": "DHL", "tracking_number": "JD014600000RU"}

Play = Callable[[Market], Awaitable[None]]


async def leave_unfunded(market: Market) -> None:
    agreed = {"buyer": "anna", "seller": "sam", "amount": euro_amount(PRICE), "agreement": {"title": "A lamp"}}
    await market.platform.perform_act("/v1/escrows", agreed)


async def leave_unshipped(market: Market) -> None:
    await market.fund_deal(fee=FEE)


async def leave_uninspected(market: Market) -> None:
    await market.deliver_deal(fee=FEE)


async def accept_goods(market: Market) -> None:
    deal = await market.deliver_deal(fee=FEE)
    await market.buyer.perform_act(f"{deal.path}/accept")


async def refund_part(market: Market) -> None:
    deal = await market.deliver_deal(fee=FEE)
    await market.platform.perform_act(f"{deal.path}/refund", {"amount": euro_amount(2_000)})
    await market.platform.perform_act(f"{deal.path}/release")


async def agree_on_a_part(market: Market) -> None:
    case = await dispute(await market.deliver_deal(fee=FEE))
    talks = await counter(case)
    await market.buyer.perform_act(f"{talks}/proposals/2/accept", {"version": 1, "option": 0})


async def withdraw(market: Market) -> None:
    case = await dispute(await market.deliver_deal(fee=FEE))
    await market.buyer.perform_act(f"{case.path}/withdraw")


async def leave_unanswered(market: Market) -> None:
    await dispute(await market.deliver_deal(fee=FEE))


async def leave_the_offer_unanswered(market: Market) -> None:
    await counter(await dispute(await market.deliver_deal(fee=FEE)))


async def leave_without_evidence(market: Market) -> None:
    await refuse(await dispute(await market.deliver_deal(fee=FEE)))


async def rule(market: Market) -> None:
    case = await dispute(await market.deliver_deal(fee=FEE))
    await refuse(case)
    await give_photo(case)
    await market.operator.perform_act(f"{case.path}/assign", {})
    version = (await market.operator.get(case.path))["version"]
    await market.operator.perform_act(f"{case.path}/decision", RULING, If_Match=f'"{version}"')


async def leave_the_guide(market: Market) -> None:
    deal = await market.deliver_deal(policy="guided_solutions", fee=FEE)
    await open_case(deal, reason="damaged_in_transport")


async def leave_unverified(market: Market) -> None:
    deal = await market.deliver_deal(policy="live_video", fee=FEE)
    matches = {"item": "A lamp", "agreed_price": euro_amount(PRICE)}
    await open_case(deal, reason="significantly_not_as_described", transaction=matches, need="It is not the one.")


async def leave_the_report(market: Market) -> None:
    deal = await market.deliver_deal(policy="report_review", fee=FEE, windows={"inspection": "30 days"})
    await open_case(deal, reason="conduct")


async def stop_and_go(market: Market) -> None:
    """An operator stops the clocks, lets them run on, gives more time and asks for more than there is."""
    case = await dispute(await market.deliver_deal(fee=FEE))
    await market.operator.perform_act(f"{case.path}/pause", {"reason_code": "parties_away"})
    await counter(case)
    await market.operator.perform_act(f"{case.path}/resume")
    await market.settle_events()  # an offer made in a pause has no clock before mediation has heard that it is over
    [clock] = [c for c in (await case.read_case())["deadlines"] if c["deadline"] == "negotiation"]
    later = f"{datetime.fromisoformat(clock['due_at']) + timedelta(days=1):%Y-%m-%dT%H:%M:%SZ}"
    more = {"deadline": "negotiation", "due_at": later, "reason_code": "parties_away"}
    await market.operator.perform_act(f"{case.path}/extend", more)
    asked = {"party": "buyer", "kinds": ["photo"], "until": later, "note": "The shade, from above."}
    await market.operator.perform_act(f"{case.path}/evidence-requests", asked)
    given = await give_photo(case)
    await market.operator.perform_act(
        f"/v1/evidence/items/{given['id']}/invalidate", {"reason_code": "blurred", "reason": "Blurred."}
    )


async def send_back(market: Market) -> None:
    """A return that is agreed upon, and contested when it comes."""
    deal = await market.deliver_deal(fee=FEE)
    case = await open_case(deal, reason="significantly_not_as_described", options=[{"kind": "return_and_refund"}])
    talks = await case.await_mediation_path()
    await market.seller.perform_act(f"{talks}/proposals/1/accept", {"version": 1, "option": 0})
    await market.seller.perform_act(f"{case.path}/return", {"address": ADDRESS})
    await market.buyer.perform_act(f"{case.path}/return", {"parcel": PARCEL})
    await market.seller.perform_act(f"{case.path}/return/acknowledge", {"condition": "wrong_or_empty"})


async def replace_goods(market: Market) -> None:
    deal = await market.deliver_deal(fee=FEE)
    case = await open_case(deal, reason="significantly_not_as_described", options=[{"kind": "replacement"}])
    talks = await case.await_mediation_path()
    await market.seller.perform_act(f"{talks}/proposals/1/accept", {"version": 1, "option": 0})
    await market.seller.perform_act(f"{case.path}/obligation/fulfil", PARCEL)


async def explain_the_report(market: Market) -> None:
    deal = await market.deliver_deal(policy="report_review", fee=FEE, windows={"inspection": "30 days"})
    case = await open_case(deal, reason="conduct")
    await case.market.operator.perform_act(f"{case.path}/assign", {})
    messages = {"text": "It was as agreed, and the call took place. " * 10, "kind": "explanation"}
    await market.seller.perform_act(f"{case.path}/messages", messages)


PLAYS: Final[tuple[Play, ...]] = (
    leave_unfunded, leave_unshipped, leave_uninspected, accept_goods, refund_part, agree_on_a_part, withdraw,
    leave_unanswered, leave_the_offer_unanswered, leave_without_evidence, rule, leave_the_guide, leave_unverified,
    leave_the_report, stop_and_go, send_back, replace_goods, explain_the_report,
)  # fmt: skip


async def dispute(deal: Deal) -> Case:
    return await open_case(deal, reason="significantly_not_as_described", options=[{"kind": "refund_full"}])


async def open_case(deal: Deal, **more: Any) -> Case:
    body = {"escrow": deal.id, "claimed": euro_amount(PRICE), "explanation": "The shade is cracked.", **more}
    opened = await deal.market.buyer.perform_act("/v1/disputes", body)
    return Case(deal.market, f"/v1/disputes/{opened['id']}")


async def counter(case: Case) -> str:
    talks = await case.await_mediation_path()
    await case.market.seller.perform_act(f"{talks}/proposals/1/counter", {"version": 1, "options": [PARTS]})
    return talks


async def refuse(case: Case) -> str:
    talks = await counter(case)
    await case.market.buyer.perform_act(f"{talks}/proposals/2/reject", {"version": 1})
    return talks


async def give_photo(case: Case) -> dict[str, Any]:
    path = f"/v1/evidence/uploads?dispute={case.id}&kind=photo"
    return await case.market.buyer.perform_act(path, make_photo())


def make_photo() -> bytes:
    photo = BytesIO()
    Image.new("RGB", (32, 32), "red").save(photo, "JPEG")
    return photo.getvalue()
