"""Updates: every new version of a case is told to partners, also one that no event of its own speaks of. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from common.kernel.frozen_values import replace_members
from disputes.engine import events
from disputes.engine.completeness import find_sealed_change
from disputes.engine.dispute import Change, Dispute
from disputes.engine.events import CasePart
from disputes.policy.model import Policy

ATTRIBUTES_OF_PART: Final[dict[CasePart, tuple[str, ...]]] = {
    "negotiation": ("negotiation",),
    "evidence_requests": ("requests",),
    "evidence": ("items",),
    "deadlines": ("deadlines", "paused_at"),
}


def tell_update(before: Dispute, change: Change) -> Change:
    """Add an event to a new version where none of its own reaches partners, so that the feed alone tells how it stands.

    The version stays: what changed it is counted already.
    """
    after = change.dispute
    is_told = any(not isinstance(event, events.UNPUBLISHED_EVENTS) for event in change.events)
    if is_told or after.version == before.version:
        return change
    updated = events.Updated(tuple(_changed_parts(before, change)))
    return Change(replace(after, event_count=after.event_count + 1), (*change.events, updated))


def hide_sealed(before: Dispute, change: Change, policy: Policy) -> Change:
    """Count the version for the other party only once what alone it tells of is sealed no more (T8)."""
    after = change.dispute
    if (giver := find_sealed_change(before, after, policy)) is None:
        return change
    hidden = after.hidden_versions.get(giver, 0) + after.version - before.version
    return change._replace(dispute=replace_members(after, hidden_versions={**after.hidden_versions, giver: hidden}))


def _changed_parts(before: Dispute, change: Change) -> Iterator[CasePart]:
    for part, names in ATTRIBUTES_OF_PART.items():
        if any(getattr(before, name) != getattr(change.dispute, name) for name in names):
            yield part
    if any(isinstance(event, events.Fined | events.FineUndone) for event in change.events):
        yield "fines"
