"""Acts that want the same money at the same time, on a real database (FLT-C2 to FLT-C4, FLT-C6, FLT-C9)."""

from __future__ import annotations

import asyncio
from collections import Counter
from uuid import uuid4

import pytest

from common.kernel.ids import new_id, parse_id

ROUNDS = 6


def eur(amount: int) -> dict[str, object]:
    return {"amount": amount, "currency": "EUR"}


async def paid_out(rows, escrow) -> list[tuple[str, int]]:
    id = parse_id("esc", escrow["id"])
    return await rows(
        f"SELECT kind, sum(amount_minor)::bigint FROM escrow.movements"
        f" WHERE escrow_id = '{id}' AND kind <> 'fund' GROUP BY kind ORDER BY kind"
    )


@pytest.mark.parametrize("round", range(ROUNDS))
async def test_flt_c2_of_a_release_and_a_refund_of_everything_one_wins(market, rows, round: int) -> None:
    escrow = await market.funded()
    acts = ["release", "refund"] if round % 2 else ["refund", "release"]

    answers = await asyncio.gather(*(market.platform.post(f"/v1/escrows/{escrow['id']}/{act}") for act in acts))

    assert sorted(answer.status_code for answer in answers) == [200, 409]
    [(kind, amount)] = await paid_out(rows, escrow)
    assert (kind, amount) == (acts[[answer.status_code for answer in answers].index(200)], 10_000)


@pytest.mark.parametrize("round", range(ROUNDS))
async def test_flt_c3_of_two_refunds_of_sixty_percent_one_wins(market, rows, round: int) -> None:
    escrow = await market.funded()
    body = {"amount": eur(6_000)}

    answers = await asyncio.gather(
        *(market.platform.post(f"/v1/escrows/{escrow['id']}/refund", body) for _ in range(2))
    )

    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert await paid_out(rows, escrow) == [("refund", 6_000)]


async def test_flt_c4_fifty_repeats_at_once_are_one_act(market, rows) -> None:
    escrow, key = await market.funded(), uuid4().hex
    path, body = f"/v1/escrows/{escrow['id']}/release", {"amount": eur(100)}

    answers = await asyncio.gather(*(market.platform.post(path, body, Idempotency_Key=key) for _ in range(50)))
    last = await market.platform.post(path, body, Idempotency_Key=key)

    done = {answer.content for answer in [*answers, last] if answer.status_code == 200}
    rest = Counter(answer.json()["code"] for answer in answers if answer.status_code != 200)
    assert last.status_code == 200
    assert len(done) == 1
    assert set(rest) <= {"idempotency_in_flight", "dependency_unavailable"}
    assert await paid_out(rows, escrow) == [("release", 100)]


async def test_flt_c6_many_acts_on_many_escrows_never_deadlock(market, rows) -> None:
    escrows = [await market.funded() for _ in range(4)]
    deadlocks = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
    before = await rows(deadlocks)

    answers = await asyncio.gather(
        *(
            market.platform.post(f"/v1/escrows/{escrow['id']}/{act}", {"amount": eur(1_000)})
            for act in ("release", "refund") * 2
            for escrow in escrows
        )
    )

    assert {answer.status_code for answer in answers} <= {200, 503}
    assert await rows(deadlocks) == before


@pytest.mark.parametrize("round", range(ROUNDS))
async def test_flt_c9_a_freeze_and_a_release_at_once_end_in_one_of_both(market, rows, told, round: int) -> None:
    escrow = await market.funded()
    await market.platform.post(f"/v1/escrows/{escrow['id']}/deliver")

    async def release() -> int:
        await asyncio.sleep(0.003 * (round % 4))
        return (await market.platform.post(f"/v1/escrows/{escrow['id']}/release")).status_code

    async def freeze() -> None:
        await asyncio.sleep(0.003 * (round // 4))
        await market.freeze(escrow, new_id(), 10_000)

    status, _ = await asyncio.gather(release(), freeze())

    await one_of_both(market, escrow, rows, told, released=status == 200)


@pytest.mark.parametrize("round", range(ROUNDS))
async def test_flt_c9_a_freeze_at_the_deadline_beats_the_clock_or_is_refused(market, rows, told, round: int) -> None:
    escrow = await market.funded()
    await market.platform.post(f"/v1/escrows/{escrow['id']}/deliver")
    market.clock.passes(days=30)

    async def freeze() -> None:
        await asyncio.sleep(0.004 * (round % 6))
        await market.freeze(escrow, new_id(), 10_000)

    await asyncio.gather(market.sweep(), freeze())

    released = (await market.read(escrow))["status"] == "released"
    await one_of_both(market, escrow, rows, told, released=released)


async def one_of_both(market, escrow, rows, told, *, released: bool) -> None:
    funds, facts = (await market.read(escrow))["funds"], await told()
    if released:
        assert await paid_out(rows, escrow) == [("release", 10_000)]
        assert (funds["held"]["amount"], funds["frozen"]["amount"]) == (0, 0)
        assert facts[-1] == "escrow.freeze-refused.v1"
    else:
        assert await paid_out(rows, escrow) == []
        assert (funds["held"]["amount"], funds["frozen"]["amount"]) == (10_000, 10_000)
        assert "escrow.frozen.v1" in facts
