"""Structured logs that carry the request; nothing secret is ever logged."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import MutableMapping
from contextvars import ContextVar
from typing import Any, Final

import orjson
import structlog

from . import tracing

MAX_CHARACTERS: Final = 16_000
"""Of one text of a line: longer than the traces of failures are."""

request_id: Final[ContextVar[str]] = ContextVar("request_id", default="")


def _add_request_context(_: Any, __: str, event: dict[str, Any]) -> dict[str, Any]:
    if current := request_id.get():
        event["request_id"] = current
    if (span := tracing.current_span()) is not None:
        event["trace_id"], event["span_id"] = span.trace_id, span.span_id
    return event


def _cut_long_texts(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Keep lines short, whatever words of somebody else have come into them, such as a receiver's of webhooks."""
    for name, value in event.items():
        if isinstance(value, str) and len(value) > MAX_CHARACTERS:
            event[name] = f"{value[:MAX_CHARACTERS]}… ({len(value)} characters)"
    return event


def _spell_line(event: Any, **how: Any) -> str:
    """Spell a line; what orjson refuses, such as half a character, is worth the slower way."""
    try:
        return orjson.dumps(event, **how).decode()
    except TypeError:
        return json.dumps(event, **how)


def _look_up_nothing_unsaid() -> None:
    """Have no line look for what it does not say: its place in the source, thread and process.

    The documentation of logging names these switches, and that they are worth it.
    """
    logging._srcfile = None
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False


def configure_logging(service: str) -> None:
    """JSON lines on standard output, one shape for our logs and the libraries'."""
    _look_up_nothing_unsaid()
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(["tenant", "role"]),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _add_request_context,
        structlog.processors.format_exc_info,
    ]
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processor=structlog.processors.JSONRenderer(serializer=_spell_line),
            foreign_pre_chain=[*shared, structlog.stdlib.PositionalArgumentsFormatter(), _cut_long_texts],
        )
    )
    handler.set_name("parley")
    root = logging.getLogger()
    if not any(h.get_name() == "parley" for h in root.handlers):
        root.addHandler(handler)
    root.setLevel(logging.INFO)
    for noisy in ("aiormq", "aio_pika", "httpx", "httpcore"):
        logging.getLogger(noisy).setLevel(logging.CRITICAL)
    logging.getLogger(service).debug("logging configured")
