"""Rolling tokens: what only the server can make, and only when its time has come."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from .mark import SIGNATURE_BYTES, Mark
from .words import decode_case_code

TOKEN_PERIOD: Final = timedelta(seconds=2)


class TokenSigner:
    """Holds the key that never leaves the server. Knowing any tokens does not help to make another."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def sign_mark(self, session: UUID, code: str, opened_at: datetime, slot: int) -> Mark:
        return Mark(slot, decode_case_code(code), self._sign_slot(session, slot, slot_start(opened_at, slot)))

    def is_genuine(self, mark: Mark, session: UUID, opened_at: datetime) -> bool:
        """True if it was made for this session; a wrong case code beside it is another question."""
        right = self._sign_slot(session, mark.slot, slot_start(opened_at, mark.slot))
        return hmac.compare_digest(right, mark.signature)

    def _sign_slot(self, session: UUID, slot: int, at: datetime) -> bytes:
        message = b"|".join((session.bytes, slot.to_bytes(3, "big"), at.isoformat().encode()))
        return hmac.new(self._key, message, hashlib.sha256).digest()[:SIGNATURE_BYTES]


def slot_at(opened_at: datetime, now: datetime) -> int:
    return max(0, (now - opened_at) // TOKEN_PERIOD)


def slot_start(opened_at: datetime, slot: int) -> datetime:
    return opened_at + slot * TOKEN_PERIOD
