"""The test clock, over real time and the real database: no clock is injected here."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import httpx
import pytest
from asgi_lifespan import LifespanManager
from fastapi import FastAPI

from common.messaging.bus import InMemoryBus, Message
from common.settings import Environment
from escrow import sandbox_clock
from escrow.app import create_app

MICROSECOND = timedelta(microseconds=1)


class Wire(httpx.AsyncBaseTransport):
    """Leads back into the service itself, which is the only one here."""

    app: FastAPI

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return await httpx.ASGITransport(self.app).handle_async_request(request)


@pytest.fixture
async def app(settings) -> AsyncIterator[FastAPI]:
    """With its workers: the relay must empty the outbox, or the clock waits for ever."""
    wire = Wire()
    secret = {"X-Internal-Secret": settings.internal_secret.get_secret_value()}
    peers = httpx.AsyncClient(transport=wire, headers=secret)
    mine = settings.model_copy(update={"workers": True, "peers": {"escrow": "http://escrow"}})
    wire.app = create_app(mine, bus=InMemoryBus(), test_clock_client=peers)
    async with LifespanManager(wire.app, startup_timeout=30, shutdown_timeout=30):
        yield wire.app


async def test_weeks_pass_in_order_and_at_once(market) -> None:
    unshipped = await market.funded()
    soon = await market.escrow(windows={"funding_expiry": "5 days"})
    before = (await market.platform.get("/v1/test-clock")).json()["now"]

    advanced = await market.platform.post("/v1/test-clock/advance", {"by": "30 days"})

    steps = advanced.json()["steps"]
    refunded, expired = await market.read(unshipped), await market.read(soon)
    assert advanced.status_code == 200, advanced.text
    assert [step["service"] for step in steps] == ["escrow", "escrow"]
    assert [step["at"] for step in steps] == [soon["fund_by"], unshipped["ship_by"]]
    assert (refunded["status"], expired["status"]) == ("refunded", "expired")
    assert soon["fund_by"][:19] <= expired["closed_at"][:19] < refunded["closed_at"] < advanced.json()["now"]
    assert before < expired["closed_at"]


async def test_the_clock_of_one_platform_is_not_the_clock_of_another(market, open_market) -> None:
    other = await open_market("Another")
    escrow = await other.escrow()

    await market.platform.post("/v1/test-clock/advance", {"by": "60 days"})

    assert (await other.read(escrow))["status"] == "awaiting_funds"
    assert (await other.platform.get("/v1/test-clock")).json()["now"] < escrow["fund_by"]


async def test_the_clock_never_goes_back(market) -> None:
    before = await time_of(market)
    back = await market.platform.post("/v1/test-clock/advance", {"to": "2026-01-01T00:00:00Z"})
    neither = await market.platform.post("/v1/test-clock/advance", {})

    assert (back.status_code, back.json()["held"], back.json()["steps"]) == (200, False, [])
    assert before <= datetime.fromisoformat(back.json()["now"]) <= await time_of(market)
    assert neither.status_code == 422


async def test_two_at_once_both_arrive(market) -> None:
    body = {"by": "1 hour"}

    answers = await asyncio.gather(*(market.platform.post("/v1/test-clock/advance", body) for _ in range(2)))

    assert [answer.status_code for answer in answers] == [200, 200]


# PRM-37: a clock that can be held


async def advance(market, **how: object):
    answer = await market.platform.post("/v1/test-clock/advance", how)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def time_of(market) -> datetime:
    return datetime.fromisoformat((await market.platform.get("/v1/test-clock")).json()["now"])


async def test_prm_37_a_held_clock_stands_at_exactly_that_instant(market) -> None:
    target = (await time_of(market) + timedelta(days=1)).replace(microsecond=123_456)

    held = await advance(market, to=target.isoformat(), hold=True)
    readings = []
    for _ in range(3):
        readings.append((await market.platform.get("/v1/test-clock")).json())
        await asyncio.sleep(0.05)
    escrow = await market.escrow()

    assert held["held"] is True
    assert {(reading["now"], reading["held"]) for reading in readings} == {(held["now"], True)}
    assert datetime.fromisoformat(held["now"]) == target
    assert datetime.fromisoformat(escrow["created_at"]) == target


@pytest.mark.parametrize(
    ("offset", "status", "code"), [(-MICROSECOND, 200, None), (timedelta(), 409, "done"), (MICROSECOND, 409, "done")]
)
async def test_prm_37_the_last_microsecond_the_deadline_and_the_first_after_it_can_be_driven(
    market, offset: timedelta, status: int, code: str | None
) -> None:
    escrow = await market.funded()
    seller = await market.seller()
    ship_by = datetime.fromisoformat(escrow["ship_by"])

    held = await advance(market, to=(ship_by + offset).isoformat(), hold=True)
    shipped = await seller.post(f"/v1/escrows/{escrow['id']}/ship", {"carrier": "DHL", "tracking_number": "00340434"})

    assert shipped.status_code == status, shipped.text
    assert len(held["steps"]) == (0 if code is None else 1)
    if code is None:
        assert datetime.fromisoformat(shipped.json()["shipped_at"]) == ship_by + offset
        assert (await advance(market, to=ship_by.isoformat(), hold=True))["steps"] == []
    else:
        assert datetime.fromisoformat((await market.read(escrow))["closed_at"]) == ship_by


async def test_prm_37_an_instant_that_has_passed_does_what_is_due_by_now(market) -> None:
    escrow = await market.funded()
    ship_by = datetime.fromisoformat(escrow["ship_by"])
    await advance(market, to=(ship_by - MICROSECOND).isoformat())
    await asyncio.sleep(0.01)

    arrived = await advance(market, to=ship_by.isoformat())

    assert [step["at"] for step in arrived["steps"]] == [escrow["ship_by"]]
    assert (await market.read(escrow))["status"] == "refunded"
    assert datetime.fromisoformat(arrived["now"]) > ship_by


async def test_prm_37_a_held_clock_runs_on_once_it_is_released_or_advanced(market) -> None:
    held = await advance(market, by="1 day", hold=True)
    released = await market.platform.post("/v1/test-clock/release")
    await asyncio.sleep(0.02)
    running = (await market.platform.get("/v1/test-clock")).json()
    await advance(market, by="1 day", hold=True)
    await advance(market, by="1 hour")
    again = (await market.platform.get("/v1/test-clock")).json()
    unheld = await market.platform.post("/v1/test-clock/release")

    assert (released.status_code, released.json()["held"]) == (200, False)
    assert held["now"] <= released.json()["now"] < running["now"]
    assert datetime.fromisoformat(running["now"]) - datetime.fromisoformat(held["now"]) < timedelta(seconds=30)
    assert (running["held"], again["held"], unheld.json()["held"]) == (False, False, False)


async def test_prm_37_one_leap_is_the_same_as_many_steps(market, open_market) -> None:
    other = await open_market("Another")
    for one in (market, other):
        one.deals = [await one.funded(windows={"ship_within": f"{n} days"}) for n in (1, 2, 3)]
        one.start = (await advance(one, by="1 hour", hold=True))["now"]
    await advance(market, by="4 days", hold=True)
    for _ in range(4 * 24):
        await advance(other, by="1 hour", hold=True)

    ends = []
    for one in (market, other):
        closed = [await one.read(deal) for deal in one.deals]
        ends.append([(deal["status"], deal["closed_at"] == deal["ship_by"]) for deal in closed])
    assert ends == [[("refunded", True)] * 3] * 2


async def test_prm_37_the_same_key_is_the_same_advance(market) -> None:
    first = await market.platform.post("/v1/test-clock/advance", {"by": "1 day"}, Idempotency_Key="a-day")
    again = await market.platform.post("/v1/test-clock/advance", {"by": "1 day"}, Idempotency_Key="a-day")
    other = await market.platform.post("/v1/test-clock/advance", {"by": "2 days"}, Idempotency_Key="a-day")

    assert (first.status_code, again.status_code) == (200, 200)
    assert again.json() == first.json()
    assert again.headers["Idempotent-Replayed"] == "true"
    assert await time_of(market) - datetime.fromisoformat(first.json()["now"]) < timedelta(hours=1)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_mismatch")


async def test_prm_37_what_takes_too_long_says_how_far_it_got_and_the_same_key_goes_on(
    market, app, monkeypatch: pytest.MonkeyPatch
) -> None:
    deals = [await market.funded(windows={"ship_within": f"{n} days"}) for n in (1, 2)]
    bus, slow = app.state.service.bus, asyncio.Event()
    real_publish = bus.publish

    async def publish_once_woken(message: Message) -> None:
        await slow.wait()
        await real_publish(message)

    monkeypatch.setattr(bus, "publish", publish_once_woken)
    monkeypatch.setattr(sandbox_clock, "ADVANCE_LIMIT_SECONDS", 1.0)
    key = {"Idempotency_Key": "three-days"}
    stuck = await market.platform.post("/v1/test-clock/advance", {"by": "3 days"}, **key)
    reading = (await market.platform.get("/v1/test-clock")).json()
    slow.set()
    monkeypatch.setattr(sandbox_clock, "ADVANCE_LIMIT_SECONDS", 60.0)
    on = await market.platform.post("/v1/test-clock/advance", {"by": "3 days"}, **key)

    assert (stuck.status_code, stuck.json()["code"]) == (503, "clock_too_slow")
    assert datetime.fromisoformat(stuck.json()["now"]) == datetime.fromisoformat(reading["now"])
    assert reading["held"] is True
    assert datetime.fromisoformat(stuck.json()["now"]) < datetime.fromisoformat(stuck.json()["target"])
    assert on.status_code == 200, on.text
    assert datetime.fromisoformat(on.json()["now"]) == datetime.fromisoformat(stuck.json()["target"])
    assert [(await market.read(deal))["status"] for deal in deals] == ["refunded", "refunded"]


async def test_production_has_no_test_clock(settings, market) -> None:
    production = settings.model_copy(update={"env": Environment.PRODUCTION, "internal_secret": None, "workers": False})
    app = create_app(production, bus=InMemoryBus())
    headers = {"Authorization": f"Bearer {market.platform.token}"}

    async with (
        LifespanManager(app, startup_timeout=30, shutdown_timeout=30),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client,
    ):
        for path in ("/v1/test-clock/advance", "/internal/test-clock"):
            assert (await client.post(path, json={"by": "1 day"}, headers=headers)).status_code == 404


@pytest.mark.parametrize(
    "body",
    [{"to": "9999-12-31T23:59:59Z"}, {"to": "2500-06-01T00:00:00Z"}, {"by": "99999 business days"}],
)
async def test_wal_f9_the_clock_does_not_go_to_the_end_of_time(market, body) -> None:
    answer = await market.platform.post("/v1/test-clock/advance", body)

    assert answer.status_code == 422, answer.text
    assert (await market.platform.get("/v1/test-clock")).status_code == 200


async def test_wal_f9_the_clock_stops_before_the_end_of_time(market) -> None:
    assert (await market.platform.post("/v1/test-clock/advance", {"to": "2499-01-01T00:00:00Z"})).status_code == 200
    further = await market.platform.post("/v1/test-clock/advance", {"by": "99999 days"})

    assert (further.status_code, further.json()["code"]) == (422, "clock_too_far")
    assert (await market.platform.post("/v1/escrows", {
        "buyer": "anna", "seller": "shop", "amount": {"amount": 1, "currency": "EUR"},
        "agreement": {"title": "A lamp"},
    })).status_code == 201  # fmt: skip


# PAG-27: whom a platform lets move it


@pytest.mark.parametrize("role", ["buyer", "seller", "operator", "representative"])
async def test_pag_27_who_has_the_scope_moves_the_clock_also_with_a_token_for_one_case(market, role: str) -> None:
    deal = await market.escrow()
    person = await market.participant(role, "lee", scopes=["clock"], escrow=deal["id"])

    moved = await person.post("/v1/test-clock/advance", {"by": "2 days", "hold": True})
    released = await person.post("/v1/test-clock/release")

    assert (moved.status_code, moved.json()["held"]) == (200, True)
    assert (released.status_code, released.json()["held"]) == (200, False)
    assert (await person.get("/v1/test-clock")).json()["now"] >= moved.json()["now"]


@pytest.mark.parametrize(
    ("role", "more"), [("buyer", {}), ("seller", {}), ("operator", {"scopes": ["read", "decide", "lead"]})]
)
async def test_pag_27_nobody_moves_it_without_the_scope(market, role: str, more: dict[str, list[str]]) -> None:
    person = await market.participant(role, "lee", **more)
    answers = [
        await person.get("/v1/test-clock"),
        await person.post("/v1/test-clock/advance", {"by": "1 day"}),
        await person.post("/v1/test-clock/release"),
    ]
    assert [answer.json()["code"] for answer in answers] == ["forbidden"] * 3


async def test_pag_27_the_scope_takes_no_other_from_an_operator_and_gives_nobody_one(market) -> None:
    deal = await market.escrow()
    operator = await market.participant("operator", "olga", scopes=["clock"])
    assert (await operator.get(f"/v1/escrows/{deal['id']}")).status_code == 200, "an operator may read without any"
    for scopes in (["clock", "read"], ["decide", "clock"]):
        body = {"role": "buyer", "participant": "lee", "scopes": scopes}
        assert (await market.platform.post("/v1/participant-tokens", body)).status_code == 403
        assert (await market.platform.post("/v1/page-links", body)).status_code == 403
