"""Disputability: whether a problem with an escrow can be reported now, by whom, and until when. Pure functions.

Disputes and the freeze have the last word; this names exactly what they would not refuse.
"""

from __future__ import annotations

from datetime import datetime

from common.kernel.deal_money import FilingHoldTerms
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


def foretell_hold(escrow: Escrow, delivered_at: datetime) -> FilingHoldTerms | None:
    """Tell other services how the filing window holds the money after a delivery that may come, and for whom (K1)."""
    terms, funded_at = escrow.agreement.dispute_terms, escrow.funded_at
    if terms is None or funded_at is None:
        return None
    return terms.foretell_hold(funded_at, delivered_at, escrow.barred_from_disputing)


def is_disputable(escrow: Escrow, at: datetime) -> bool:
    """Tell whether a case can be opened at `at`, by whoever has a reason."""
    window = dispute_window(escrow)
    if window is None or not window.is_open(at):
        return False
    if escrow.state not in LIVE_STATES or escrow.frozen_by is not None or escrow.balances.available <= 0:
        return False
    ends_at = dispute_ends_at(escrow)
    return ends_at is None or at < ends_at


def list_reasons(escrow: Escrow, role: Role) -> tuple[str, ...]:
    """List the reasons that this role has where a case can be opened."""
    terms = escrow.agreement.dispute_terms
    return () if terms is None else terms.reasons_for(role, escrow.barred_from_disputing)
