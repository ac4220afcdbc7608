"""Stored form of a request's checklist."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from evidence.stored_json import require_stored_version, with_stored_version

from .parts import ChecklistPoint

CHECKLIST_VERSION: Final = 1


def encode_checklist(checklist: Iterable[ChecklistPoint]) -> dict[str, Any]:
    points = [point._asdict() | {"texts": dict(point.texts)} for point in checklist]
    return with_stored_version(CHECKLIST_VERSION, {"points": points})


def decode_checklist(stored: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> tuple[ChecklistPoint, ...]:
    """Raises StoredVersionUnknown. A bare list is of the days before there were versions."""
    if isinstance(stored, Mapping):
        require_stored_version(stored, CHECKLIST_VERSION)
        items: Sequence[Mapping[str, Any]] = stored["points"]
    else:
        items = stored
    return tuple(ChecklistPoint(p["code"], p["text"], p["required"], p.get("texts", {})) for p in items)
