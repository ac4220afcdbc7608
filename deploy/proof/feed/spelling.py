"""Spelling of values that both the events and the API tell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

Json = Mapping[str, Any]
State = dict[str, Any]


def to_instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
