"""Updates: every new version of a case is told to partners, also one that no event of its own speaks of. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from common.kernel.frozen_values import replace_members
from common.kernel.principal import Role
from disputes.engine import events
from disputes.engine.completeness import find_sealed_change, is_of_asks, still_hidden_versions
from disputes.engine.dispute import Change, Dispute
from disputes.engine.events import CasePart
from disputes.engine.evidence import HiddenVersions
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
    after, hidden = change.dispute, dict(still_hidden_versions(before, change.dispute, policy))
    if (giver := find_sealed_change(before, after, policy)) is not None:
        number, earlier = after.version - before.version, hidden.get(giver, HiddenVersions())
        if is_of_asks(before, after, policy):
            hidden[giver] = replace(earlier, of_asks=earlier.of_asks + number)
        else:
            hidden[giver] = replace(earlier, of_stage=earlier.of_stage + number)
    return change if hidden == after.hidden_versions else _with_hidden(change, hidden)


def _with_hidden(change: Change, hidden: Mapping[Role, HiddenVersions]) -> Change:
    return change._replace(dispute=replace_members(change.dispute, hidden_versions=hidden))


def _changed_parts(before: Dispute, change: Change) -> Iterator[CasePart]:
    for part, names in ATTRIBUTES_OF_PART.items():
        if any(getattr(before, name) != getattr(change.dispute, name) for name in names):
            yield part
    if any(isinstance(event, events.Fined | events.FineUndone) for event in change.events):
        yield "fines"
