"""Settings of every session with the database."""

from __future__ import annotations

from typing import Final

SESSION_SETTINGS: Final = {
    "timezone": "UTC",
    "statement_timeout": "5s",
    "lock_timeout": "2s",
    "idle_in_transaction_session_timeout": "10s",
}
ACT_SETTINGS: Final = {**SESSION_SETTINGS, "plan_cache_mode": "force_generic_plan"}
"""Of sessions that carry out acts: the same statements over arrays and ids, whose plan is the same for all values.
Planned anew each time, they cost PostgreSQL more to plan than to carry out."""
CONNECT_SECONDS: Final = 5.0
LOCK_NOT_AVAILABLE: Final = "55P03"
"""State of SQL in which a wait for a lock ends."""
