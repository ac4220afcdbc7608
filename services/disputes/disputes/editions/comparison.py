"""Comparison of editions: reads one strictly, naming each mistake's place, and finds where two differ. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from disputes.policy.files import loader
from disputes.policy.model import Policy

from .model import PolicyInvalid

MAX_STAGES: Final = 60
_LINE: Final = re.compile(r"line (\d+): (?:([\w.-]+): )?(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Difference:
    """Place at which two editions differ. None: it is not there."""

    pointer: str
    before: Any
    after: Any


def read_edition(body: str) -> Policy:
    """Raises PolicyInvalid, naming each place."""
    try:
        policy = loader.parse_new_edition(body)
    except loader.EditionInvalid as error:
        raise PolicyInvalid([_locate_mistake(part) for part in str(error).split("; line ")]) from error
    if len(policy.stages) > MAX_STAGES:
        raise PolicyInvalid([{"pointer": "/stages", "code": "too_many", "message": f"At most {MAX_STAGES} stages."}])
    return policy


def compare_editions(before: str, after: str) -> list[Difference]:
    """List every difference, in the order of their places. Layout and comments do not count."""
    return list(_find_differences("", _parse_json_values(before), _parse_json_values(after)))


def _parse_json_values(body: str) -> Mapping[str, Any]:
    """Read what an edition says, whether it was written in TOML or in JSON."""
    values: Mapping[str, Any] = json.loads(json.dumps(loader.parse_document(body), default=str))
    return values


def _find_differences(pointer: str, before: Any, after: Any) -> Iterator[Difference]:
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted({*before, *after}):
            yield from _find_differences(f"{pointer}/{_escape_pointer(key)}", before.get(key), after.get(key))
    elif isinstance(before, list) and isinstance(after, list) and any(isinstance(x, dict) for x in (*before, *after)):
        for n in range(max(len(before), len(after))):
            old, new = (each[n] if n < len(each) else None for each in (before, after))
            yield from _find_differences(f"{pointer}/{n}", old, new)
    elif before != after:
        yield Difference(pointer, before, after)


def _escape_pointer(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _locate_mistake(text: str) -> dict[str, object]:
    match = _LINE.fullmatch(text if text.startswith("line ") else f"line {text}")
    if match is None:
        return {"pointer": "", "code": "malformed", "message": text[:500]}
    line, place, message = match.groups()
    pointer = "".join(f"/{_escape_pointer(part)}" for part in (place or "").split(".") if part)
    return {"line": int(line), "pointer": pointer, "code": "invalid", "message": message[:500]}
