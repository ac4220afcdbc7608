"""Retries: when a message that failed is tried again, and when it is parked for a person.

Waiting is no failure (decision 0004): it is counted apart, and whoever has waited long is not parked for one failure.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from common.persistence.database import is_unavailable

from .registrations import DecisionOutstanding, PredecessorMissing

MAX_ATTEMPTS: Final = 5
MAX_WAITS: Final = 90
"""Waits where only patience is needed: an earlier event, or the database, is missing. A quarter of an hour, longer than
all the attempts of what is waited for."""
QUICK_WAITS: Final = 30
QUICK_PAUSE_SECONDS: Final = 3.0
SLOW_PAUSE_SECONDS: Final = 15.0


class Counters(NamedTuple):
    """How often a message has been tried: failures with the attempt that went well, and waits."""

    attempts: int = 0
    waits: int = 0


class NextTry(NamedTuple):
    state: str
    counters: Counters
    pause: float


def is_wait(failure: BaseException) -> bool:
    return isinstance(failure, PredecessorMissing) or is_unavailable(failure)


def plan_next_try(before: Counters, failure: BaseException) -> NextTry:
    """Plan what becomes of a message that has just failed or has to wait."""
    if not is_wait(failure):
        counters = before._replace(attempts=before.attempts + 1)
        is_over = counters.attempts >= MAX_ATTEMPTS
    else:
        counters = before._replace(waits=before.waits + 1)
        is_over = counters.waits >= MAX_WAITS and not isinstance(failure, DecisionOutstanding)
    return NextTry("parked" if is_over else "retry", counters, seconds_until_retry(counters, failure))


def seconds_until_retry(counters: Counters, failure: BaseException) -> float:
    if not is_wait(failure):
        return float(min(0.5 * 4 ** (counters.attempts - 1), 60.0))
    if not isinstance(failure, PredecessorMissing):  # the database is spared
        return float(min(0.5 * 2 ** min(counters.waits - 1, 10), SLOW_PAUSE_SECONDS))
    if counters.waits <= QUICK_WAITS:
        return float(min(0.05 * 1.5**counters.waits, QUICK_PAUSE_SECONDS))
    return SLOW_PAUSE_SECONDS


def describe_failure(failure: BaseException) -> str:
    """Say what kind of failure it was, for whoever looks at the inbox; its text could quote anything."""
    kind = failure.__cause__ if isinstance(failure, PredecessorMissing) and failure.__cause__ else failure
    return type(kind).__name__
