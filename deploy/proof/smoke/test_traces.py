"""One act can be followed through the logs of all five services, and into the log of what partners are sent."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime

import pytest

from common.kernel import tracing
from common.kernel.tracing import WorkKind
from deploy.proof.testing.market import Market, euro_amount, wait_until

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
CALLERS_SPAN = "00f067aa0ba902b7"
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
    given = f"00-{TRACE}-{CALLERS_SPAN}-01"

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


class Spans:
    def __init__(self) -> None:
        self.kept: list[tuple[tracing.Span, tracing.Work]] = []

    def keep_span(self, span: tracing.Span, work: tracing.Work, started_at: datetime, ended_at: datetime) -> None:
        if span.trace_id == TRACE:
            self.kept.append((span, work))

    def way_to(self, name: str) -> list[tuple[WorkKind, str]]:
        """From the caller's request to the first span of that name."""
        by_id = {span.span_id: (span, work) for span, work in self.kept}
        at, way = next((span.span_id for span, work in self.kept if work.name == name), ""), []
        while at in by_id:
            span, work = by_id[at]
            way.append((work.kind, work.name))
            at = span.parent_id or ""
        return way[::-1] if at == CALLERS_SPAN else []


@pytest.fixture
def spans() -> Iterator[Spans]:
    spans = Spans()
    tracing.keep_spans(spans)
    yield spans
    tracing.keep_spans(None)


async def test_dor_w26_spans_lead_from_the_claim_through_the_services_to_the_webhook(
    market: Market, spans: Spans
) -> None:
    await market.platform.perform_act("/v1/webhook-endpoints", {"url": NOWHERE, "event_types": ["dispute.opened"]})
    deal = await market.deliver_deal()
    claim = deal.build_claim_body(12_000, [{"kind": "refund_partial", "amount": euro_amount(3_000)}])
    await market.settle_events()

    await market.buyer.post("/v1/disputes", claim, traceparent=f"00-{TRACE}-{CALLERS_SPAN}-01")

    async def way() -> list[tuple[WorkKind, str]]:
        return spans.way_to("webhook")

    assert await wait_until("the webhook's span", way, bool) == [
        (WorkKind.SERVER, "open_dispute"),
        (WorkKind.CONSUMER, "process disputes.freeze-requested.v1"),
        (WorkKind.CONSUMER, "process escrow.frozen.v1"),
        (WorkKind.CONSUMER, "process disputes.opened.v1"),
        (WorkKind.CLIENT, "webhook"),
    ]
    published = {work.name for _, work in spans.kept if work.kind is WorkKind.PRODUCER}
    assert {"publish disputes.freeze-requested.v1", "publish escrow.frozen.v1"} <= published
