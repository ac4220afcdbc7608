from __future__ import annotations

import pytest

from common.kernel.ids import format_id, new_id
from escrow.testing import NOON

pytestmark = pytest.mark.refusals_are_described

NEW = {
    "buyer": "anna",
    "seller": "shop",
    "amount": {"amount": 100, "currency": "EUR"},
    "agreement": {"title": "A lamp"},
}


async def test_a_new_escrow_awaits_its_funds_under_the_current_edition(market) -> None:
    escrow = await market.escrow(windows={"funding_expiry": "48 hours"}, metadata={"order": "7"})

    assert escrow["status"] == "awaiting_funds"
    assert escrow["policy"] == "agreement_first-2026-01"
    assert escrow["fund_by"] == "2026-03-04T12:00:00Z"
    assert escrow["next_automatic_action"]["action"] == "funding_expiry"
    assert {(a["rel"], a["actor"]) for a in escrow["allowed_actions"]} == {
        ("fund", "platform"), ("cancel", "platform"), ("cancel", "buyer"), ("cancel", "seller"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"policy": "unheard_of"}, "policy_unknown"),
        ({"seller": "anna"}, "same_party"),
        ({"fee": {"basis_points": 9_000, "fixed": {"amount": 20, "currency": "EUR"}}}, "fee_exceeds_price"),
        ({"fee": {"fixed": {"amount": 20, "currency": "USD"}}}, "currency_mismatch"),
        ({"windows": {"inspection": "99999 days"}}, "window_too_long"),
        ({"windows": {"funding_expiry": "99999 business days"}}, "window_too_long"),
        ({"amount": {"amount": 0, "currency": "EUR"}}, "amount_out_of_range"),
        ({"amount": {"amount": 1, "currency": "ABC"}}, "currency_unknown"),
        ({"amount": {"amount": 1.5, "currency": "EUR"}}, "validation_failed"),
        ({"held_minor": 5}, "validation_failed"),
    ],
)
async def test_a_deal_that_cannot_be_is_refused(market, wrong: dict[str, object], code: str | None) -> None:
    answer = await market.platform.post("/v1/escrows", {**NEW, **wrong})

    assert (answer.status_code, answer.json().get("code")) == ((422, code) if code else (201, None)), answer.text


async def test_a_foreign_and_an_unknown_escrow_are_the_same_404(market, open_market) -> None:
    escrow, stranger = await market.escrow(), await open_market("Another")
    unknown = format_id("esc", new_id())

    foreign = await stranger.platform.get(f"/v1/escrows/{escrow['id']}")
    missing = await stranger.platform.get(f"/v1/escrows/{unknown}")
    act = await stranger.platform.post(f"/v1/escrows/{escrow['id']}/release")

    assert foreign.status_code == missing.status_code == act.status_code == 404
    assert {k: v for k, v in foreign.json().items() if k != "request_id"} == {
        k: v for k, v in missing.json().items() if k != "request_id"
    }


async def test_who_is_no_party_does_not_know_the_escrow(market) -> None:
    escrow = await market.funded()
    home = f"/v1/escrows/{escrow['id']}"

    for role in ("buyer", "seller"):
        stranger = await market.participant(role, "mallory")
        assert (await stranger.get(home)).status_code == 404
        assert (await stranger.get(f"{home}/postings")).status_code == 404
    assert (await (await market.participant("buyer", "mallory")).post(f"{home}/accept")).status_code == 404


async def test_a_party_sees_its_own_acts_only_and_others_are_forbidden(market) -> None:
    escrow = await market.funded()
    home = f"/v1/escrows/{escrow['id']}"
    anna, shop = await market.buyer(), await market.seller()

    seen = (await anna.get(home)).json()["allowed_actions"]
    refused = await shop.post(f"{home}/accept")

    assert {(a["rel"], a["actor"]) for a in seen} == {
        ("deliver", "buyer"), ("accept", "buyer"), ("release", "buyer"),
    }  # fmt: skip
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")


async def test_a_token_for_one_escrow_opens_no_other(market) -> None:
    one, other = await market.escrow(), await market.escrow()
    anna = await market.participant("buyer", "anna", escrow=one["id"])
    studio = await market.participant("representative", "studio", escrow=one["id"])

    for token in (anna, studio):
        assert (await token.get(f"/v1/escrows/{one['id']}")).status_code == 200
        assert (await token.get(f"/v1/escrows/{other['id']}")).status_code == 404
        assert [e["id"] for e in (await token.get("/v1/escrows")).json()["data"]] == [one["id"]]


async def test_lists_filter_page_and_refuse_what_they_do_not_know(market) -> None:
    first = await market.escrow(partner_reference="order-1")
    second = await market.funded(buyer="ben")
    third = await market.escrow()

    page = (await market.platform.get("/v1/escrows", limit=2)).json()
    rest = (await market.platform.get("/v1/escrows", limit=2, cursor=page["next_cursor"])).json()
    funded = (await market.platform.get("/v1/escrows", status="funded,shipped")).json()["data"]
    bens = (await market.platform.get("/v1/escrows", participant="ben")).json()["data"]
    order = (await market.platform.get("/v1/escrows", partner_reference="order-1")).json()["data"]

    assert [e["id"] for e in page["data"]] == [third["id"], second["id"]]
    assert ([e["id"] for e in rest["data"]], rest["has_more"]) == ([first["id"]], False)
    assert [e["id"] for e in funded] == [e["id"] for e in bens] == [second["id"]]
    assert [e["id"] for e in order] == [first["id"]]
    for wrong in ({"stauts": "funded"}, {"status": "open"}):
        assert (await market.platform.get("/v1/escrows", **wrong)).status_code == 422
    assert (await market.platform.get("/v1/escrows", cursor="nonsense")).status_code == 400


async def test_a_refused_act_tells_the_state_and_what_is_allowed(market) -> None:
    escrow = await market.escrow()

    refused = await market.platform.post(
        f"/v1/escrows/{escrow['id']}/ship", {"carrier": "DHL", "tracking_number": "00340434"}
    )

    assert refused.status_code == 409
    assert refused.json()["code"] == "action_not_allowed_in_state"
    assert refused.json()["current_status"] == "awaiting_funds"
    assert refused.json()["allowed_actions"] == ["fund", "cancel"]


async def test_every_operation_is_documented(app) -> None:
    spec = app.openapi()

    for path, operations in spec["paths"].items():
        for operation in operations.values():
            assert operation["summary"], path
            assert operation["description"], path
            assert operation["tags"], path
            assert operation["operationId"].isidentifier(), path
    assert NOON.tzinfo


async def test_a_list_links_to_its_next_page_with_its_filters(market, client) -> None:
    made = [await market.escrow() for _ in range(3)]
    address, seen = "/v1/escrows?limit=2&status=awaiting_funds", []
    token = {"Authorization": f"Bearer {market.platform.token}"}
    while address:
        page = await client.get(address, headers=token)
        seen += [escrow["id"] for escrow in page.json()["data"]]
        address = page.links.get("next", {}).get("url", "")
        assert ("next" in page.links) is page.json()["has_more"]

    assert sorted(seen) == sorted(escrow["id"] for escrow in made)
