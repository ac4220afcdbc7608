"""Accepted types: whether an answer of ours is one that the caller takes (RFC 9110, 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

ANSWER_TYPES: Final = (
    "application/json", "application/problem+json", "text/html", "text/plain", "text/event-stream",
)  # fmt: skip
ANYTHING: Final = "*/*"
WEIGHT: Final = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")


def accepts_answer(fields: Sequence[str]) -> bool:
    """Does one of the types that we answer with suit? The most specific range decides for each; `q=0` rules it out."""
    ranges = dict(_parse_range(part) for field in fields for part in field.lower().split(",") if part.strip())
    if not ranges:
        return True
    return any(_weight_of(type, ranges) > 0 for type in ANSWER_TYPES)


def _weight_of(type: str, ranges: dict[str, float]) -> float:
    for name in (type, f"{type.partition('/')[0]}/*", ANYTHING):
        if name in ranges:
            return ranges[name]
    return 0.0


def _parse_range(part: str) -> tuple[str, float]:
    """A weight that is none is ignored, as is everything else that only narrows what would be good enough."""
    name, *parameters = (piece.strip() for piece in part.split(";"))
    name = ANYTHING if name == "*" else name  # as older Java writes it
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            return name, float(value) if WEIGHT.fullmatch(value.strip()) else 1.0
    return name, 1.0
