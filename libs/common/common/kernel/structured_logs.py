"""Structured logs that carry the request; nothing secret is ever logged."""

from __future__ import annotations

import json
import logging
import sys
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, Final

import orjson

from . import tracing
from .instants import spell_time

MAX_CHARACTERS: Final = 16_000
"""Of one text of a line: longer than the traces of failures are."""
EXTRAS: Final = ("tenant", "role")
"""What a line may say beside its text: `extra={"tenant": …}`."""

request_id: Final[ContextVar[str]] = ContextVar("request_id", default="")


class LineFormatter(logging.Formatter):
    """Formatter of one line of JSON for each record, one shape for our logs and the libraries'."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "event": record.getMessage(),
            "level": record.levelname.lower(),
            "logger": record.name,
            **{name: record.__dict__[name] for name in EXTRAS if name in record.__dict__},
            "timestamp": spell_time(datetime.fromtimestamp(record.created, UTC)),
        }
        if current := request_id.get():
            line["request_id"] = current
        if (span := tracing.current_span()) is not None:
            line["trace_id"], line["span_id"] = span.trace_id, span.span_id
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return _spell_line({name: _cut_long_text(value) for name, value in line.items()})


def _cut_long_text(value: Any) -> Any:
    """Keep lines short, whatever words of somebody else have come into them, such as a receiver's of webhooks."""
    if isinstance(value, str) and len(value) > MAX_CHARACTERS:
        return f"{value[:MAX_CHARACTERS]}… ({len(value)} characters)"
    return value


def _spell_line(line: dict[str, Any]) -> str:
    """Spell a line; what orjson refuses, such as half a character, is worth the slower way."""
    try:
        return orjson.dumps(line).decode()
    except TypeError:
        return json.dumps(line)


def _look_up_nothing_unsaid() -> None:
    """Have no line look for what it does not say: its place in the source, thread and process.

    The documentation of logging names these switches, and that they are worth it.
    """
    logging._srcfile = None
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False


def configure_logging(service: str) -> None:
    """JSON lines on standard output, one shape for our logs and the libraries'."""
    _look_up_nothing_unsaid()
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(LineFormatter())
    handler.set_name("parley")
    root = logging.getLogger()
    if not any(h.get_name() == "parley" for h in root.handlers):
        root.addHandler(handler)
    root.setLevel(logging.INFO)
    for noisy in ("aiormq", "aio_pika", "httpx", "httpcore"):
        logging.getLogger(noisy).setLevel(logging.CRITICAL)
    logging.getLogger(service).debug("logging configured")
