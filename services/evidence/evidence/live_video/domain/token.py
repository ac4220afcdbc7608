"""Rolling tokens: what only the server can make, and only when its time has come."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from .mark import SIGNATURE, Mark
from .words import code_number

PERIOD: Final = timedelta(seconds=2)


class Signer:
    """Holds the key that never leaves the server. Knowing any tokens does not help to make another."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def mark(self, session: UUID, code: str, opened_at: datetime, slot: int) -> Mark:
        return Mark(slot, code_number(code), self._signature(session, slot, slot_start(opened_at, slot)))

    def genuine(self, mark: Mark, session: UUID, opened_at: datetime) -> bool:
        """Whether it was made for this session; a wrong case code beside it is another question."""
        right = self._signature(session, mark.slot, slot_start(opened_at, mark.slot))
        return hmac.compare_digest(right, mark.signature)

    def _signature(self, session: UUID, slot: int, at: datetime) -> bytes:
        said = b"|".join((session.bytes, slot.to_bytes(3, "big"), at.isoformat().encode()))
        return hmac.new(self._key, said, hashlib.sha256).digest()[:SIGNATURE]


def slot_at(opened_at: datetime, now: datetime) -> int:
    return max(0, (now - opened_at) // PERIOD)


def slot_start(opened_at: datetime, slot: int) -> datetime:
    return opened_at + slot * PERIOD
