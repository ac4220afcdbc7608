"""Stored form of what a piece of evidence says, beside files: JSON that is encrypted under its giver's key."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from evidence.stored_json import require_stored_version, with_stored_version

from .model import Content, ExternalVideo, ShipmentRecord, Statement

CONTENT_VERSION: Final = 1


def content_in_words(content: Content) -> dict[str, str | None] | None:
    """Spell the content as an archive does; None for files and for what was erased."""
    match content:
        case Statement(text=text):
            return {"text": text}
        case ShipmentRecord(carrier=carrier, tracking_number=number, shipped_at=at, carrier_name=name):
            record = {
                "carrier": carrier,
                "tracking_number": number,
                "shipped_at": None if at is None else at.isoformat(),
            }
            return record if name is None else {**record, "carrier_name": name}
        case ExternalVideo(link=link, provider=provider, started_at=start, ended_at=end, recording=recording):
            return {
                "link": link,
                "provider": provider,
                "started_at": start.isoformat(),
                "ended_at": end.isoformat(),
                "recording": None if recording is None else str(recording),
            }
        case _:
            return None


def encode_content(content: Content) -> dict[str, Any] | None:
    words = content_in_words(content)
    return None if words is None else with_stored_version(CONTENT_VERSION, words)


def _read_instant(stored: str) -> datetime:
    """In UTC, whatever zone it was told in: older ones stand as they were told."""
    return datetime.fromisoformat(stored).astimezone(UTC)


def decode_content(stored: Mapping[str, Any]) -> Content:
    """Raises StoredVersionUnknown."""
    require_stored_version(stored, CONTENT_VERSION)
    if "text" in stored:
        return Statement(stored["text"])
    if "link" in stored:
        return ExternalVideo(
            link=stored["link"],
            provider=stored["provider"],
            started_at=_read_instant(stored["started_at"]),
            ended_at=_read_instant(stored["ended_at"]),
            recording=stored["recording"] and UUID(stored["recording"]),
        )
    shipped_at = stored["shipped_at"]
    return ShipmentRecord(
        carrier=stored["carrier"],
        tracking_number=stored["tracking_number"],
        shipped_at=shipped_at and _read_instant(shipped_at),
        carrier_name=stored.get("carrier_name"),
    )
