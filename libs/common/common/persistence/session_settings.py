"""Settings of every session with the database."""

from __future__ import annotations

from typing import Final

SESSION_SETTINGS: Final = {
    "timezone": "UTC",
    "statement_timeout": "5s",
    "lock_timeout": "2s",
    "idle_in_transaction_session_timeout": "10s",
    "jit": "off",  # compiling takes longer than any of our statements, and a plan that is only dear has it compiled
}
PLANNING: Final = {
    "plan_cache_mode": ("force_generic_plan", "auto"),
    "enable_seqscan": ("off", "on"),
    "enable_hashjoin": ("off", "on"),
    "enable_mergejoin": ("off", "on"),
}
"""How statements are planned: of acts, and of workers that look through what is there.

Acts send the same statements over arrays and ids, whose plan is the same for all values. Planned anew each time, they
cost PostgreSQL more to plan than to carry out. And they find each row by its key: a plan that was made while a table
was small would read it from end to end until its figures are gathered again, and it grows meanwhile.
"""
ACT_SETTINGS: Final = {**SESSION_SETTINGS, **{name: of_acts for name, (of_acts, _) in PLANNING.items()}}
WORKER_SETTINGS: Final = {"app.worker": "on", **{name: of_workers for name, (_, of_workers) in PLANNING.items()}}
CONNECT_SECONDS: Final = 5.0
LOCK_NOT_AVAILABLE: Final = "55P03"
"""State of SQL in which a wait for a lock ends."""
