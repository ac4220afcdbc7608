"""ROW-62: one trace from the request to the last reader of its facts; what is malformed is ignored."""

from __future__ import annotations

import asyncio
import io
import json
import re

import httpx
import pytest

from common.contracts.escrow import PlatformOpened
from common.execution.commands import Context
from common.kernel import tracing
from common.kernel.ids import format_id
from common.kernel.tracing import Span
from common.messaging.bus import InMemoryBus
from common.messaging.inbox import EventConsumer, consumes
from common.messaging.outbox import OutboxRelay
from common.web.guard import RequestGuard
from common.web.rate_limits import RateLimiter, RateLimits

from .conftest import PLATFORM, Toy, ToyCommand, ToyTx
from .test_inbox import a_message
from .test_limits import as_, authenticate
from .test_outbox import a_fact

TRACE = "0af7651916cd43dd8448eb211c80319c"
GIVEN = f"00-{TRACE}-b7ad6b7169203331-01"
WELL_FORMED = re.compile(r"00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]")


def spans(lines: io.StringIO) -> list[tuple[str, str]]:
    found = [json.loads(line) for line in lines.getvalue().splitlines()]
    return [(entry["event"], entry.get("trace_id", "")) for entry in found]


async def asked(*given: str, method: str = "GET") -> httpx.Response:
    async def app(scope: object, receive: object, send: object) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})  # type: ignore[operator]
        await send({"type": "http.response.body", "body": (tracing.current_traceparent() or "").encode()})  # type: ignore[operator]

    guard = RequestGuard(app, authenticate=authenticate, limiter=RateLimiter(RateLimits()))
    headers = [*as_(PLATFORM).items(), *(("traceparent", value) for value in given)]
    async with httpx.AsyncClient(transport=httpx.ASGITransport(guard), base_url="http://t") as client:
        return await client.request(method, "/v1/things", headers=headers)


async def test_a_trace_that_comes_in_goes_on_with_a_span_of_ours() -> None:
    answer = await asked(GIVEN)

    assert answer.headers["traceparent"] == answer.text
    assert answer.text.startswith(f"00-{TRACE}-")
    assert answer.text != GIVEN


@pytest.mark.parametrize(
    "given",
    [
        (),
        ("",),
        ("x",),
        (GIVEN.upper(),),
        (GIVEN + "-more",),
        (GIVEN.replace("00-", "ff-", 1),),
        (f"00-{'0' * 32}-b7ad6b7169203331-01",),
        (f"00-{TRACE}-{'0' * 16}-01",),
        (GIVEN[:-1],),
        (GIVEN + " x",),
        (GIVEN, GIVEN),
        ("0" * 9_000,),
    ],
)
async def test_row_62_a_malformed_one_is_ignored_and_one_is_made(given: tuple[str, ...]) -> None:
    answer = await asked(*given)

    assert answer.status_code == 200
    assert WELL_FORMED.fullmatch(answer.headers["traceparent"])
    assert TRACE not in answer.headers["traceparent"]
    assert "0" * 16 not in answer.headers["traceparent"]


def test_of_a_later_version_what_is_known_is_read() -> None:
    assert Span.child_of([f"01-{TRACE}-b7ad6b7169203331-09-later"]).trace_id == TRACE
    assert Span.child_of([f"01-{TRACE}-b7ad6b7169203331-09-later"]).flags == "01"


async def test_a_log_line_of_a_request_has_its_trace_and_nothing_of_its_address(log_lines: io.StringIO) -> None:
    await asked(GIVEN, method="POST")

    assert spans(log_lines) == [(f"POST None answered 200 in {_ms(log_lines)} ms", TRACE)]
    assert json.loads(log_lines.getvalue())["tenant"] == format_id("plt", PLATFORM)


def _ms(lines: io.StringIO) -> str:
    return json.loads(lines.getvalue())["event"].split(" in ")[1].removesuffix(" ms")


async def test_a_fact_carries_the_trace_to_its_readers_log_and_to_the_audit_log(
    toy: Toy, log_lines: io.StringIO
) -> None:
    with tracing.follow_trace(GIVEN):
        async with toy.begin(PLATFORM) as tx:
            await tx.publish([a_fact()])
    seen: list[str | None] = []

    async def effect(tx: ToyTx, context: Context) -> None:
        seen.append(tracing.current_traceparent())

    reader = EventConsumer("toy", toy.executor, [consumes(PlatformOpened, lambda fact: ToyCommand(effect))])
    bus = InMemoryBus(expects=1)
    consuming = asyncio.create_task(bus.consume(reader.subscription))
    await OutboxRelay(toy.begin.database, ToyTx.infrastructure, bus).relay_batch()
    consuming.cancel()

    assert [str(span)[3:35] for span in seen] == [TRACE]
    assert [trace for event, trace in spans(log_lines) if event.startswith("toy acted on")] == [TRACE]
    noted = "SELECT convert_from(canonical, 'UTF8')::jsonb ->> 'trace' FROM escrow.log_entries"
    assert await toy.scalar(noted) == TRACE


async def test_a_fact_that_is_tried_again_is_still_in_its_trace(toy: Toy, log_lines: io.StringIO) -> None:
    tries: list[str | None] = []

    async def effect(tx: ToyTx, context: Context) -> None:
        tries.append((tracing.current_traceparent() or "")[3:35])
        if len(tries) == 1:
            raise RuntimeError

    reader = EventConsumer("toy", toy.executor, [consumes(PlatformOpened, lambda fact: ToyCommand(effect))])
    await reader.consume_message(a_message(a_fact(traceparent=GIVEN)))
    while await reader.retry_due() == 0:
        pass

    assert tries == [TRACE, TRACE]


async def test_a_call_to_another_service_carries_it_on() -> None:
    def other(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, text=request.headers.get("traceparent", ""))

    hooks = {"request": [tracing.propagate_trace]}
    async with httpx.AsyncClient(transport=httpx.MockTransport(other), event_hooks=hooks) as client:
        alone = await client.get("http://t")
        with tracing.follow_trace(GIVEN) as span:
            inside = await client.get("http://t")

    assert (alone.text, inside.text) == ("", str(span))
