"""Spans for an OpenTelemetry collector, by OTLP over HTTP. Without the extra `otlp` and an address nobody keeps any."""

from __future__ import annotations

import logging
import os
from datetime import datetime
from typing import TYPE_CHECKING, Final

from common.kernel import tracing
from common.persistence.statement_spans import watch_statements

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import SpanProcessor

log = logging.getLogger(__name__)

ENDPOINTS: Final = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
RATIO: Final = "OTEL_TRACES_SAMPLER_ARG"
"""Share of the traces that is sent, 0 to 1; a trace is sent whole, by all services, or not at all."""


def export_spans(service: str) -> None:
    """Send spans to the collector that the environment names (OpenTelemetry's own variables), if it names one."""
    if tracing.are_spans_kept() or not any(os.environ.get(name) for name in ENDPOINTS):
        return
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError:
        log.warning("spans are not sent: install parley-common[otlp]")
        return
    tracing.keep_spans(SpanSender(service, BatchSpanProcessor(OTLPSpanExporter()), _read_ratio()))
    watch_statements()


def _read_ratio() -> float:
    return float(os.environ.get(RATIO) or 1.0)


class SpanSender:
    """Hands spans to OpenTelemetry as they are: with our ids, which the logs and the clients have as well."""

    def __init__(self, service: str, processor: SpanProcessor, ratio: float = 1.0) -> None:
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace.sampling import TraceIdRatioBased

        self._processor, self._sampler = processor, TraceIdRatioBased(ratio)
        self._resource = Resource.create({"service.name": service, "service.namespace": "parley"})

    def keep_span(self, span: tracing.Span, work: tracing.Work, started_at: datetime, ended_at: datetime) -> None:
        from opentelemetry.sdk.trace import ReadableSpan
        from opentelemetry.sdk.trace.sampling import Decision
        from opentelemetry.trace import SpanContext, SpanKind, Status, StatusCode, TraceFlags

        trace_id, flags = int(span.trace_id, 16), TraceFlags(int(span.flags, 16))
        if not flags.sampled or self._sampler.should_sample(None, trace_id, work.name).decision is Decision.DROP:
            return
        parent = None
        if span.parent_id is not None:
            parent = SpanContext(trace_id, int(span.parent_id, 16), is_remote=True, trace_flags=flags)
        self._processor.on_end(
            ReadableSpan(
                work.name,
                context=SpanContext(trace_id, int(span.span_id, 16), is_remote=False, trace_flags=flags),
                parent=parent,
                resource=self._resource,
                attributes=work.attributes,
                kind=SpanKind[work.kind.name],
                status=Status(StatusCode.ERROR if work.has_failed else StatusCode.UNSET),
                start_time=_nanoseconds(started_at),
                end_time=_nanoseconds(ended_at),
            )
        )


def _nanoseconds(at: datetime) -> int:
    return int(at.timestamp() * 1_000_000) * 1_000
