"""Disputability: whether a problem with an escrow can be reported now, by whom, and until when. Pure functions.

Disputes and the freeze have the last word; this names exactly what they would not refuse.
"""

from __future__ import annotations

from datetime import datetime

from common.kernel.principal import Role

from .disputing import ENDING_DEADLINES, DisputeWindow
from .escrow import Escrow
from .transitions import LIVE_STATES


def dispute_window(escrow: Escrow) -> DisputeWindow | None:
    """Compute the window of the pinned edition. None before the price is complete, or where no edition is known."""
    terms = escrow.agreement.dispute_terms
    if terms is None or escrow.funded_at is None:
        return None
    return terms.window(escrow.funded_at, escrow.delivered_at)


def dispute_ends_at(escrow: Escrow) -> datetime | None:
    """Find when a case can no longer be opened: the window's end, or when everything is paid out by itself."""
    window, running = dispute_window(escrow), escrow.running_deadline
    ends = [window.closes_at] if window is not None and window.closes_at is not None else []
    if running is not None and running.kind in ENDING_DEADLINES:
        ends.append(running.due_at)
    return min(ends, default=None)


def disputable_reasons(escrow: Escrow, role: Role, at: datetime) -> tuple[str, ...]:
    """List the reasons for which this role can open a case at `at`; none where it cannot."""
    window, terms = dispute_window(escrow), escrow.agreement.dispute_terms
    if window is None or terms is None or not window.is_open(at):
        return ()
    ends_at = dispute_ends_at(escrow)
    is_held = escrow.state in LIVE_STATES and escrow.frozen_by is None and escrow.balances.available > 0
    if not is_held or (ends_at is not None and at >= ends_at):
        return ()
    return terms.reasons_for(role, escrow.barred_from_disputing)
