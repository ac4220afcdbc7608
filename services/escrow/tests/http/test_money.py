from __future__ import annotations


async def test_the_whole_way_from_agreement_to_release(market, told) -> None:
    funded = await market.funded(10_000, fee={"basis_points": 250, "paid_by": "seller"})
    shop, anna = await market.seller(), await market.buyer()
    home = f"/v1/escrows/{funded['id']}"

    assert (await shop.post(f"{home}/ship", {"carrier": "DHL", "tracking_number": "00340434"})).status_code == 200
    delivered = await market.platform.post(f"{home}/deliver")
    accepted = await anna.post(f"{home}/accept")

    assert delivered.json()["next_automatic_action"]["money_effect"]["seller"] == 9_750
    assert accepted.json()["status"] == "released"
    assert accepted.json()["funds"]["fee"] == {"amount": 250, "currency": "EUR"}
    assert (await told())[-8:] == [
        "escrow.created.v1", "funds.held.v1", "escrow.funded.v1", "escrow.shipped.v1", "escrow.delivered.v1",
        "escrow.accepted.v1", "funds.released.v1", "escrow.closed.v1",
    ]  # fmt: skip
