"""One act can be followed through the logs of all five services, and into the log of what partners are sent."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from common.kernel import tracing
from deploy.proof.testing.market import Market, euro_amount, wait_until

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
NOWHERE = "http://127.0.0.1:47998/hooks"


class Traces(logging.Handler):
    """Every line with the trace it belonged to when it was written."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[tuple[str, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        if (span := tracing.current_span()) is not None:
            self.lines.append((span.trace_id, record.getMessage()))

    def of(self, start: str) -> set[str]:
        return {trace for trace, line in self.lines if line.startswith(start)}


@pytest.fixture
def traces() -> Iterator[Traces]:
    traces = Traces()
    logging.getLogger().addHandler(traces)
    yield traces
    logging.getLogger().removeHandler(traces)


async def test_one_trace_leads_from_the_claim_to_the_webhook(market: Market, traces: Traces) -> None:
    endpoint = {"url": NOWHERE, "event_types": ["dispute.*"]}
    await market.platform.perform_act("/v1/webhook-endpoints", endpoint)
    deal = await market.deliver_deal()
    claim = deal.build_claim_body(12_000, [{"kind": "refund_partial", "amount": euro_amount(3_000)}])
    await market.settle_events()
    given = f"00-{TRACE}-00f067aa0ba902b7-01"

    answer = await market.buyer.post("/v1/disputes", claim, traceparent=given)
    assert (answer.status_code, answer.headers["traceparent"][:36]) == (201, f"00-{TRACE}-")
    expected = [
        "POST /v1/disputes answered 201",
        "escrow acted on disputes.freeze-requested.v1",
        "disputes acted on escrow.frozen.v1",
        "mediation acted on disputes.opened.v1",
        "evidence acted on disputes.opened.v1",
        "notifications acted on disputes.opened.v1",
        "attempt 1 of msg_",
    ]

    async def missing() -> list[str]:
        return [start for start in expected if TRACE not in traces.of(start)]

    assert await wait_until(f"all of {expected}", missing, lambda seen: not seen) == []


async def test_what_a_deadline_does_is_in_the_trace_of_the_deadline(market: Market, traces: Traces) -> None:
    case = await (await market.deliver_deal()).open_negotiated()
    await case.wait_out_silence()

    fired = traces.of("deadline")
    assert fired & traces.of("disputes acted on mediation.agreement-submitted.v1")
    assert fired & traces.of("escrow acted on disputes.settlement-ordered.v1")
