from __future__ import annotations

import asyncio
from collections import Counter
from uuid import uuid4

import pytest
from sqlalchemy import text

from common.persistence.database import Database

EUR = {"currency": "EUR"}


def eur(amount: int) -> dict[str, object]:
    return {"amount": amount, **EUR}


async def test_the_whole_way_from_agreement_to_release(market, told) -> None:
    funded = await market.funded(10_000, fee={"basis_points": 250, "paid_by": "seller"})
    shop, anna = await market.seller(), await market.buyer()
    home = f"/v1/escrows/{funded['id']}"

    assert (await shop.post(f"{home}/ship", {"carrier": "DHL", "tracking_number": "00340434"})).status_code == 200
    delivered = await market.platform.post(f"{home}/deliver")
    accepted = await anna.post(f"{home}/accept")

    assert delivered.json()["next_automatic_action"]["money_effect"]["seller"] == 9_750
    assert accepted.json()["status"] == "released"
    assert accepted.json()["funds"]["fee"] == eur(250)
    assert (await told())[-8:] == [
        "escrow.created.v1", "funds.held.v1", "escrow.funded.v1", "escrow.shipped.v1", "escrow.delivered.v1",
        "escrow.accepted.v1", "funds.released.v1", "escrow.closed.v1",
    ]  # fmt: skip


async def test_a_repeated_payment_is_answered_again_and_counted_once(market) -> None:
    escrow = await market.escrow()

    first = await market.fund(escrow, 4_000, "pay-1", Idempotency_Key="one")
    again = await market.fund(escrow, 4_000, "pay-1", Idempotency_Key="one")
    other = await market.fund(escrow, 4_001, "pay-1", Idempotency_Key="one")

    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.json() == first.json()
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_mismatch")
    assert (await market.read(escrow))["funds"]["held"] == eur(4_000)


@pytest.mark.parametrize("act", ["fund", "accept", "release", "refund", "cancel"])
async def test_money_does_not_move_without_an_idempotency_key(market, act: str) -> None:
    escrow = await market.escrow()
    body = {"amount": eur(1), "provider_reference": "p"} if act == "fund" else None
    token = {"Authorization": f"Bearer {market.platform.token}"}

    answer = await market.client.post(f"/v1/escrows/{escrow['id']}/{act}", json=body, headers=token)

    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_missing")


async def test_a_provider_reference_is_counted_once_on_one_platform(market, open_market) -> None:
    first, second = await market.escrow(), await market.escrow()
    elsewhere = await open_market("Another")

    assert (await market.fund(first, 10_000, "pay-1")).status_code == 200
    used = await market.fund(second, 10_000, "pay-1")
    free = await elsewhere.fund(await elsewhere.escrow(), 10_000, "pay-1")

    assert (used.status_code, used.json()["code"]) == (409, "provider_reference_used")
    assert free.status_code == 200


async def test_partial_and_too_much_funding(market, told) -> None:
    escrow = await market.escrow(10_000, fee={"basis_points": 300, "paid_by": "buyer"})

    part = (await market.fund(escrow, 10_000)).json()
    whole = (await market.fund(escrow, 1_000)).json()
    after = await market.fund(escrow, 50)
    accounts = {row["kind"]: row["balance"] for row in (await market.platform.get("/v1/accounts")).json()["data"]}

    assert (part["status"], part["funds"]["missing"]) == ("partially_funded", eur(300))
    assert (whole["status"], whole["funds"]["held"], whole["funds"]["fee_held"]) == ("funded", eur(10_000), eur(300))
    assert after.json()["funds"] == whole["funds"]
    assert accounts == {
        "hold": eur(10_000), "fee_hold": eur(300), "suspense": eur(750), "external": eur(11_050),
    }  # fmt: skip
    assert (await told()).count("funds.parked.v1") == 2


async def test_late_money_is_parked_and_an_unpaid_escrow_expires(market) -> None:
    escrow = await market.escrow()
    await market.fund(escrow, 3_000)
    market.clock.passes(days=7)

    late = await market.fund(escrow, 7_000)
    fired = await market.sweep()
    after = await market.read(escrow)
    very_late = await market.fund(escrow, 7_000)

    assert late.json()["status"] == "partially_funded"
    assert fired == 1
    assert (after["status"], after["funds"]["refunded"]) == ("expired", eur(3_000))
    assert very_late.status_code == 200
    assert (await market.platform.get("/v1/ledger/integrity")).json()["ok"]


async def test_a_hundred_parallel_releases_pay_once(market, rows) -> None:
    funded = await market.funded()
    home = f"/v1/escrows/{funded['id']}/release"

    answers = await asyncio.gather(*(market.platform.post(home) for _ in range(100)))

    statuses = Counter(answer.status_code for answer in answers)
    assert statuses[200] == 1
    assert set(statuses) <= {200, 409, 503}
    assert await rows("SELECT count(*), sum(amount_minor) FROM escrow.movements WHERE kind = 'release'") == [
        (1, 10_000)
    ]


async def test_parallel_partial_releases_never_exceed_what_is_held(market) -> None:
    funded = await market.funded(1_000)
    home = f"/v1/escrows/{funded['id']}"

    answers = await asyncio.gather(
        *(market.platform.post(f"{home}/{act}", {"amount": eur(300)}) for act in ("release", "refund") * 4)
    )

    assert sum(answer.status_code == 200 for answer in answers) == 3
    assert (await market.read(funded))["funds"]["held"] == eur(100)


async def test_parallel_repeats_of_one_request_move_money_once(market) -> None:
    funded = await market.funded()
    home, key = f"/v1/escrows/{funded['id']}/release", uuid4().hex

    answers = await asyncio.gather(
        *(market.platform.post(home, {"amount": eur(1_000)}, Idempotency_Key=key) for _ in range(10))
    )

    assert {answer.status_code for answer in answers} <= {200, 409}
    assert (await market.read(funded))["funds"]["held"] == eur(9_000)


async def test_the_statement_shows_every_movement(market) -> None:
    funded = await market.funded(10_000, fee={"basis_points": 250, "paid_by": "seller"})
    await market.platform.post(f"/v1/escrows/{funded['id']}/release", {"amount": eur(4_000)})

    postings = (await market.platform.get(f"/v1/escrows/{funded['id']}/postings")).json()["data"]

    moved = [(m["kind"], m["from_account"], m["to_account"], m["amount"]["amount"])
             for posting in postings for m in posting["movements"]]  # fmt: skip
    assert moved == [
        ("fund", "external", "hold", 10_000),
        ("release", "hold", "seller_payable", 3_900),
        ("fee", "hold", "platform_fee", 100),
    ]


async def test_an_unshipped_escrow_is_refunded_and_a_delivered_one_released_in_silence(market) -> None:
    unshipped, delivered = await market.funded(), await market.funded()
    await market.platform.post(f"/v1/escrows/{delivered['id']}/deliver")
    market.clock.passes(days=14)

    await market.sweep()

    assert (await market.read(unshipped))["status"] == "refunded"
    assert (await market.read(delivered))["status"] == "released"


async def test_a_stale_version_is_refused_before_money_moves(market) -> None:
    funded = await market.funded()
    home = f"/v1/escrows/{funded['id']}/release"

    stale = await market.platform.post(home, If_Match='"1"')
    fresh = await market.platform.post(home, If_Match=f'"{funded["version"]}"')

    assert (stale.status_code, stale.json()["current_version"]) == (412, funded["version"])
    assert fresh.status_code == 200
    assert fresh.headers["ETag"] == f'"{fresh.json()["version"]}"'


async def test_flt_c2_release_and_refund_of_everything_in_parallel_one_wins(market, rows) -> None:
    for _ in range(10):
        escrow = await market.funded(10_000)
        home = f"/v1/escrows/{escrow['id']}"

        answers = await asyncio.gather(*(market.platform.post(f"{home}/{act}") for act in ("release", "refund") * 5))

        assert sorted(answer.status_code for answer in answers) == [200, *[409] * 9]
    assert await rows("SELECT count(*) FROM escrow.movements WHERE kind IN ('release', 'refund')") == [(10,)]


async def test_flt_c3_two_refunds_of_sixty_per_cent_in_parallel_one_wins(market) -> None:
    for _ in range(10):
        escrow = await market.funded(10_000)
        body = {"amount": {"amount": 6_000, "currency": "EUR"}}

        answers = await asyncio.gather(
            *(market.platform.post(f"/v1/escrows/{escrow['id']}/refund", body) for _ in range(2))
        )

        assert sorted(answer.status_code for answer in answers) == [200, 409]
        assert (await market.read(escrow))["funds"]["held"]["amount"] == 4_000


COPY_ENTRIES = """
INSERT INTO escrow.ledger_entries
  (tenant_id, transaction_id, account_id, escrow_id, currency, amount_minor, created_at)
SELECT tenant_id, gen_random_uuid(), account_id, escrow_id, currency, amount_minor, created_at
FROM escrow.ledger_entries, generate_series(1, 9299)
"""


@pytest.mark.parametrize("fee", [{"basis_points": 1}, {"fixed": {"amount": 1, "currency": "EUR"}}])
async def test_wal_f9_price_and_fee_together_are_an_amount_that_can_be_paid(market, fee) -> None:
    whole = {"buyer": "anna", "seller": "shop", "agreement": {"title": "A lamp"}}
    at_the_end = whole | {"amount": {"amount": 10**15, "currency": "EUR"}}
    refused = await market.platform.post("/v1/escrows", at_the_end | {"fee": fee | {"paid_by": "buyer"}})

    assert (refused.status_code, refused.json()["code"]) == (422, "amount_out_of_range")
    made = await market.platform.post("/v1/escrows", at_the_end | {"fee": fee})
    assert made.status_code == 201, made.text
    assert (await market.fund(made.json(), 10**15)).status_code == 200
    assert (await market.platform.post(f"/v1/escrows/{made.json()['id']}/release")).status_code == 200


async def test_wal_f9_balances_are_exact_however_many_amounts_they_add_up(market, database) -> None:
    """Of 9,300 of the largest deals, whose sum no 64 bits hold: their entries are copied, since paying takes hours."""
    whole = {"buyer": "anna", "seller": "shop", "agreement": {"title": "A lamp"}}
    made = await market.platform.post("/v1/escrows", whole | {"amount": {"amount": 10**15, "currency": "EUR"}})
    assert (await market.fund(made.json(), 10**15)).status_code == 200
    superuser = Database(database.admin_url, pool_size=1)
    async with superuser.engine.begin() as connection:
        await connection.execute(text("SET LOCAL session_replication_role = replica"))
        await connection.execute(text(COPY_ENTRIES))
    await superuser.close()

    shown = await market.platform.get("/v1/accounts")

    assert shown.status_code == 200, shown.text
    assert {row["balance"]["amount"] for row in shown.json()["data"]} == {9_300 * 10**15}
