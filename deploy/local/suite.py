"""Names of the five services; everything in `deploy` asks here."""

from __future__ import annotations

from typing import Final

SERVICES: Final = ("escrow", "disputes", "evidence", "mediation", "notifications")
