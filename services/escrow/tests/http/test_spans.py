"""DOR-W26: one trace through HTTP, the database and the broker."""

from __future__ import annotations

from datetime import datetime

import pytest

from common.kernel import tracing
from common.messaging.bus import InMemoryBus
from common.messaging.outbox import OutboxRelay
from common.persistence import statement_spans

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"


class Keeper:
    def __init__(self) -> None:
        self.spans: list[tuple[tracing.Span, tracing.Work]] = []

    def keep_span(self, span: tracing.Span, work: tracing.Work, started_at: datetime, ended_at: datetime) -> None:
        if span.trace_id == TRACE:
            self.spans.append((span, work))

    def works(self, kind: tracing.WorkKind) -> list[tracing.Work]:
        return [work for _, work in self.spans if work.kind is kind]


@pytest.fixture
def keeper():
    keeper = Keeper()
    tracing.keep_spans(keeper)
    statement_spans.watch_statements()
    yield keeper
    tracing.keep_spans(None)
    statement_spans.forget_statements()


async def test_dor_w26_a_request_its_statements_and_its_events_are_one_trace(market, keeper, app) -> None:
    body = {
        "buyer": "anna", "seller": "shop", "amount": {"amount": 1, "currency": "EUR"}, "agreement": {"title": "A lamp"},
    }  # fmt: skip
    caller = f"00-{TRACE}-00f067aa0ba902b7-01"
    await market.platform.post("/v1/escrows", body, traceparent=caller)

    requests = keeper.works(tracing.WorkKind.SERVER)
    assert [work.name for work in requests] == ["create_escrow"]
    assert requests[0].attributes == {
        "http.request.method": "POST", "http.response.status_code": 201, "http.route": "/v1/escrows",
    }  # fmt: skip
    statements = keeper.works(tracing.WorkKind.CLIENT)
    assert statements
    assert {work.attributes["db.system.name"] for work in statements} == {"postgresql"}
    assert "A lamp" not in str([work.attributes for work in statements])
    relay = OutboxRelay(app.state.service.database, app.state.service.executor.begin.infrastructure, InMemoryBus())
    await relay.relay_batch()
    assert [work.name for work in keeper.works(tracing.WorkKind.PRODUCER)] == ["publish escrow.created.v1"]
