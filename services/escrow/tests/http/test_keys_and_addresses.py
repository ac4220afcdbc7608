"""DOR-W14: a key belongs to its caller and its address, and the first answer comes back whole."""

from __future__ import annotations


async def test_dor_w14_one_key_at_two_escrows_is_two_keys(market) -> None:
    first, second = await market.escrow(), await market.escrow()

    for escrow in (first, second):
        cancelled = await market.platform.post(f"/v1/escrows/{escrow['id']}/cancel", Idempotency_Key="cancel-them")
        assert (cancelled.status_code, cancelled.json()["id"]) == (200, escrow["id"])
        assert "idempotent-replayed" not in cancelled.headers


async def test_dor_w14_a_repeated_creation_says_where_it_is(market) -> None:
    body = {
        "buyer": "anna",
        "seller": "sam",
        "amount": {"amount": 8000, "currency": "EUR"},
        "agreement": {"title": "A chair"},
    }

    created = await market.platform.post("/v1/escrows", body, Idempotency_Key="create-it")
    again = await market.platform.post("/v1/escrows", body, Idempotency_Key="create-it")

    assert again.headers["idempotent-replayed"] == "true"
    assert again.headers["location"] == created.headers["location"] == f"/v1/escrows/{created.json()['id']}"
    assert again.headers["etag"] == created.headers["etag"]
