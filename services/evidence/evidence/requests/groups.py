"""Requests that belong together: sealed from the other side and revealed at once (T8), given grace at once (K10)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from evidence.cases.model import Side
from evidence.items.model import Item, ItemState

from .model import Change, EvidenceRequest
from .parts import Disclosure, RequestState


def hides_item(requests: Iterable[EvidenceRequest], item: Item, viewer: Side | None) -> bool:
    """Tell whether this side must not know of the item yet. The platform and its operators see everything."""
    if viewer is None or item.side is viewer:
        return False
    return any(_is_sealed_from(request, viewer) and _is_for(item, request) for request in requests)


def hides_request(request: EvidenceRequest, viewer: Side | None) -> bool:
    """Tell whether a request is hidden: what the other side owes says too much while it is sealed, that it was given
    or not."""
    return viewer is not None and _is_sealed_from(request, viewer)


def reveal_group(requests: Sequence[EvidenceRequest], group: UUID, at: datetime) -> list[Change]:
    """Everybody has given or can no longer give. Of one side's request alone the other's may still be on its way
    here, so it waits until its window is over."""
    members = _members_of(requests, group)
    both = len({member.side for member in members}) == len(Side)
    over = all(member.state is RequestState.CLOSED or member.due_at <= at for member in members)
    if any(member.is_owed for member in members) or not (both or over):
        return []
    return [member.reveal_outcome() for member in members if member.disclosure is Disclosure.SEALED]


def join_group(request: EvidenceRequest, others: Iterable[EvidenceRequest]) -> EvidenceRequest:
    """Let a request that an operator adds to a group be as open as the group is."""
    members = _members_of(others, request.group)
    if request.disclosure is Disclosure.SEALED and any(m.disclosure is Disclosure.REVEALED for m in members):
        return replace(request, disclosure=Disclosure.REVEALED)
    return request


def decide_grace(requests: Sequence[EvidenceRequest], items: Iterable[Item], group: UUID) -> list[Change]:
    """Decide about the grace of a group: only what was valid and there at the instant counts as given."""
    members = _members_of(requests, group)
    pending = [member for member in members if member.grace is not None and member.paused_at is None]
    if not pending:
        return []
    at = min(member.grace.at for member in pending if member.grace is not None)
    if has_given_evidence(members, items, before=at):
        return [member.deny_grace() for member in pending]
    return [member.give_grace() for member in pending]


def has_given_evidence(members: Iterable[EvidenceRequest], items: Iterable[Item], *, before: datetime) -> bool:
    requests = list(members)
    return any(
        item.state is ItemState.VALID and item.received_at < before and any(_is_for(item, r) for r in requests)
        for item in items
    )


def _members_of(requests: Iterable[EvidenceRequest], group: UUID) -> list[EvidenceRequest]:
    return [request for request in requests if request.group == group]


def _is_sealed_from(request: EvidenceRequest, viewer: Side) -> bool:
    return request.disclosure is Disclosure.SEALED and request.side is not viewer


def _is_for(item: Item, request: EvidenceRequest) -> bool:
    return item.request == request.id or request.satisfied_by == item.id
