"""Receipt of a request: the instant at which it reached this service, by the database's clock."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final


@dataclass(slots=True)
class Receipt:
    """Receipt of one request, stamped at the door: before any wait for a connection, a lock or another service.

    Only what is done as the request itself is judged by it, never an event that is taken in on the way.
    """

    received_at: datetime
    """Without the test clock's offset. Of a body that its route reads piece by piece: when the last piece was here."""
    max_age: timedelta | None
    """How old it may be when it is decided; None where a large file may take its time."""


current_receipt: Final[ContextVar[Receipt | None]] = ContextVar("current_receipt", default=None)
"""None outside of requests, and where the database's time is not known yet."""
