"""Receipt of an erasure, kept for good."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple


class ErasureReceipt(NamedTuple):
    at: datetime
    items: int
