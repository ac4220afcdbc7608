"""Programmes, the questions that lead to options, calendars and figures."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from deploy.proof.examples.stage import Stage

SHIPPED = "agreement_first-2026-12"
OLDER = "agreement_first-2026-11"
OWN = "agreement_first-2027-01"
CASE = {
    "reference": "order-10045",
    "reason": "item_not_received",
    "claimed": {"amount": 8_000, "currency": "EUR"},
    "options": [{"kind": "refund_full"}],
    "opened_at": "2026-03-02T12:00:00Z",
    "acts": [
        {
            "at": "2026-03-04T12:00:00Z",
            "by": "seller",
            "did": "agree",
            "option": {"kind": "refund_partial", "basis_points": 5_000},
        }
    ],
}
OFFICE = {
    "zone": "Europe/Berlin",
    "weekdays": [0, 1, 2, 3, 4],
    "opens": "09:00",
    "closes": "17:00",
    "country": "DE",
    "subdivision": "BE",
    "holidays": ["2026-12-24"],
}
TREE = {
    "name": "shoes",
    "edition": "shoes-2026-11",
    "title": "Shoes that do not fit",
    "first": [{"to": "worn"}],
    "questions": {"worn": {"kind": "yes_no", "text": "Have they been worn?", "next": [{"to": "suggestions"}]}},
    "suggestions": [
        {"kind": "return_and_refund", "text": "Send them back", "when": "answers.worn == false"},
        {"kind": "refund_partial", "text": "Keep them for less", "basis_points": 2_000, "at_most": 3_000},
        {"kind": "refund_full", "text": "All of the money back"},
    ],
}


async def play_programmes(stage: Stage) -> None:
    show, market = stage.book.show, stage.market
    await show("list_policies", market.platform)
    shipped = await show("get_policy", market.platform, edition=SHIPPED)
    own = shipped["body"].replace(SHIPPED, OWN).replace('term = "5 days" ', 'term = "7 days" ')
    await show("publish_policy", market.platform, {"toml": own})
    await show("make_policy_current", market.platform, edition=OWN)
    await show("diff_policies", market.platform, edition=OLDER, other=SHIPPED)
    await show("explain_policy", market.buyer, name="agreement_first", edition="current", language="en")
    await show("simulate_policy", market.platform, {"cases": [CASE]}, edition=SHIPPED)
    await show("publish_tree", market.platform, TREE)
    await show("list_trees", market.platform, name="shoes")
    await show("get_tree", market.buyer, edition="shoes-2026-11", language="en")
    await show("put_calendar", market.platform, OFFICE, name="office")
    await show("list_calendars", market.platform)
    await show("get_calendar", market.platform, name="office")
    now = datetime.fromisoformat((await market.platform.get("/v1/test-clock"))["now"])
    span: dict[str, Any] = {"from": as_written(now - timedelta(days=30)), "to": as_written(now)}
    await show("dispute_analytics", market.platform, **span)


def as_written(instant: datetime) -> str:
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")
