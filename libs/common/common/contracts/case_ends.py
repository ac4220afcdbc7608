"""Ends of cases, as disputes' events tell them to whoever remembers them."""

from __future__ import annotations

from common.kernel.case_ends import CaseEnd, EndingSilence

from .dispute_parts import TimeoutRef
from .disputes import DisputeClosed, SettlementOrdered


def end_from_order(event: SettlementOrdered) -> CaseEnd:
    return CaseEnd(event.basis, event.occurred_at, _silence(event.timeout))


def end_from_closing(event: DisputeClosed) -> CaseEnd:
    return CaseEnd(event.outcome, event.occurred_at, _silence(event.timeout))


def _silence(timeout: TimeoutRef | None) -> EndingSilence | None:
    if timeout is None:
        return None
    return EndingSilence(timeout.deadline, timeout.owed_by, timeout.due_at, timeout.executed)
