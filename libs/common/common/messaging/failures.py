"""Failures: what becomes of a message that nobody can read, or whose act was refused or undone."""

from __future__ import annotations

from typing import Final

from sqlalchemy.exc import DBAPIError

from common.persistence.database import is_unavailable
from common.persistence.pending_writes import PendingWrites
from common.persistence.row_locks import RowBusy
from common.persistence.transaction import EVERY_PLATFORM, PostgresTransaction

from . import retries
from .inbox_rows import FailedMessage, InboxClaim, RefusedClaim, release_received, store_refused
from .reading import Malformed, ReceivedEvent
from .retries import Counters, NextTry

PARKED: Final = NextTry("parked", Counters(attempts=1), 0.0)


async def store_refused_claim(tx: PostgresTransaction, claim: InboxClaim, failure: Exception) -> Exception:
    """Store a refused event for its next attempt in this very transaction; return why. Raises where that cannot be: it
    has written something that must be undone, or the database itself has failed, or is to be asked again."""
    tx.pending_writes = PendingWrites()
    if tx.has_written or is_unavailable(failure) or isinstance(failure, DBAPIError):
        tx.has_written = True  # its claim, which must not stay behind without the effect
        raise failure
    why = retries.describe_failure(failure)
    if isinstance(failure, RowBusy):
        if claim.before is None:
            await tx.together(release_received, claim)
        else:
            await tx.together(store_refused, RefusedClaim(claim, NextTry("retry", claim.before, 0.0), why))
        raise failure
    next_try = retries.plan_next_try(claim.before or Counters(), failure)
    await tx.together(store_refused, RefusedClaim(claim, next_try, why))
    return failure


def park_malformed(malformed: Malformed) -> FailedMessage:
    reason = f"malformed: {malformed.reason}".replace("\0", "\N{REPLACEMENT CHARACTER}")
    return FailedMessage(malformed.message, EVERY_PLATFORM, None, PARKED, reason)


def plan_failed(received: ReceivedEvent, next_try: NextTry, failure: Exception) -> FailedMessage:
    event = received.event
    return FailedMessage(received.message, event.tenant, event, next_try, retries.describe_failure(failure))
