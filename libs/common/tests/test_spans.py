"""DOR-W26: spans go to an OpenTelemetry collector with the ids that logs and clients have."""

from __future__ import annotations

import http.server
import threading
from datetime import timedelta

import pytest
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from common.kernel import seams, tracing
from common.telemetry.traces import SpanSender

CALLER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


@pytest.fixture
def collector():
    received: list[bytes] = []

    class Collector(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Collector)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1/traces", received
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def nobody_keeps_spans_afterwards():
    yield
    tracing.keep_spans(None)


def test_dor_w26_a_span_arrives_with_our_ids_and_its_parents(collector) -> None:
    url, received = collector
    processor = BatchSpanProcessor(OTLPSpanExporter(url))
    tracing.keep_spans(SpanSender("escrow", processor))

    with tracing.follow_trace(CALLER, work=tracing.Work("create_escrow", tracing.WorkKind.SERVER)) as request:
        tracing.note_step(
            tracing.Work("SELECT", tracing.WorkKind.CLIENT, {"db.system.name": "postgresql"}), seams.utc_now()
        )
    with pytest.raises(ValueError, match="no"), tracing.follow_trace(str(request), work=tracing.Work("process x")):
        raise ValueError("no")
    processor.shutdown()

    [body] = received
    [of_service] = ExportTraceServiceRequest.FromString(body).resource_spans
    spans = {span.name: span for span in of_service.scope_spans[0].spans}
    resource = {one.key: one.value.string_value for one in of_service.resource.attributes}
    assert (resource["service.name"], resource["service.namespace"]) == ("escrow", "parley")
    assert {span.trace_id.hex() for span in spans.values()} == {"4bf92f3577b34da6a3ce929d0e0e4736"}
    assert (spans["create_escrow"].span_id.hex(), spans["create_escrow"].parent_span_id.hex()) == (
        request.span_id,
        "00f067aa0ba902b7",
    )
    assert spans["SELECT"].parent_span_id.hex() == spans["process x"].parent_span_id.hex() == request.span_id
    assert (spans["create_escrow"].status.code, spans["process x"].status.code) == (0, 2)
    assert spans["SELECT"].start_time_unix_nano <= spans["SELECT"].end_time_unix_nano


class Kept:
    def __init__(self) -> None:
        self.names: list[str] = []

    def on_end(self, span) -> None:
        self.names.append(span.name)


def test_dor_w26_a_trace_is_sent_whole_or_not_at_all() -> None:
    kept = Kept()
    tracing.keep_spans(SpanSender("escrow", kept, ratio=0.5))

    for first in ("0", "f"):
        trace = f"00-{first * 32}-00f067aa0ba902b7-01".replace("0" * 32, "0" * 31 + "1")
        for name in ("request", "event"):
            with tracing.follow_trace(trace, work=tracing.Work(f"{name} {first}")):
                pass
    with tracing.follow_trace("00-" + "1" * 32 + "-00f067aa0ba902b7-00", work=tracing.Work("unsampled by the caller")):
        pass

    assert kept.names == ["request 0", "event 0"]


def test_dor_w26_without_a_collector_nothing_is_kept() -> None:
    assert not tracing.are_spans_kept()
    tracing.note_step(tracing.Work("SELECT"), seams.utc_now() - timedelta(seconds=1))
    with tracing.follow_trace(CALLER, work=tracing.Work("x")) as span:
        assert span.parent_id == "00f067aa0ba902b7"
