"""Reactions of a case to its evidence: what comes of a request, and what was given or found invalid."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from disputes.policy.vocabulary import EvidenceLevel, Trigger

from .completeness import was_struck
from .context import EngineContext
from .dispute import Change, Dispute, State
from .effects import EffectContext, RequestChange, apply_trigger, leave_to_judges
from .evidence import NEWEST, EvidenceItem, EvidenceRequest, RequestNews, RequestState, VideoFinding
from .values import EVIDENCE_CLOCK, Silence


def on_request_satisfied(dispute: Dispute, request: UUID, context: EngineContext, news: RequestNews = NEWEST) -> Change:
    """Go on with the evidence; one that has lapsed counts as answered all the same, but moves nothing any more."""
    return _change_request(dispute, request, RequestState.SATISFIED, context, news)


def on_request_reopened(dispute: Dispute, request: UUID, context: EngineContext, news: RequestNews = NEWEST) -> Change:
    return _change_request(dispute, request, RequestState.OPEN, context, news)


def on_request_expired(dispute: Dispute, request: UUID, context: EngineContext, news: RequestNews = NEWEST) -> Change:
    """Go on without the evidence. It takes effect at the cut-off itself, however late the event arrives; one that an
    operator has moved meanwhile is none."""
    moved = next((r for r in dispute.requests if r.id == request and r.state is RequestState.OPEN), None)
    if moved is not None and news.silent_until is not None and news.silent_until < moved.due_at:
        return Change(dispute)
    return _change_request(dispute, request, RequestState.LAPSED, context, news)


def on_request_extended(dispute: Dispute, request: UUID, due_at: datetime) -> Change:
    """Remember the time that evidence, who owns the clock, has given."""
    return _change_asked_request(dispute, request, due_at=due_at)


def on_grace_granted(dispute: Dispute, request: UUID, due_at: datetime) -> Change:
    """Remember the time of a grace: there is none after it."""
    return _change_asked_request(dispute, request, due_at=due_at, grace=None)


def on_grace_due(dispute: Dispute, group: UUID | None) -> Change:
    """Foresee that a grace is granted to the whole group, since nobody has given anything (K10)."""
    granted = tuple(
        replace(r, due_at=max(r.grace.until, r.due_at), grace=None) if r.group == group and r.grace is not None else r
        for r in dispute.requests
    )
    return _with_requests(dispute, granted)


def _change_asked_request(dispute: Dispute, request: UUID, **changes: Any) -> Change:
    meant = {r.id for r in dispute.requests if r.id == request and r.state is not RequestState.LAPSED}
    return _with_requests(dispute, tuple(replace(r, **changes) if r.id in meant else r for r in dispute.requests))


def _with_requests(dispute: Dispute, requests: tuple[EvidenceRequest, ...]) -> Change:
    if dispute.state is not State.ACTIVE or requests == dispute.requests:
        return Change(dispute)
    return dispute.evolve(requests=requests)


def on_item_received(dispute: Dispute, item: EvidenceItem) -> Change:
    if dispute.state is State.CLOSED or any(earlier.id == item.id for earlier in dispute.items):
        return Change(dispute)
    return dispute.evolve(items=(*dispute.items, item))


def on_item_attached(dispute: Dispute, item: UUID, covers: tuple[str, ...]) -> Change:
    """Remember what an item covers by now: its points add up."""
    items = tuple(
        replace(i, covers=tuple(dict.fromkeys((*i.covers, *covers)))) if i.id == item else i for i in dispute.items
    )
    return _with_items(dispute, items)


def on_video_verified(dispute: Dispute, item: UUID, finding: VideoFinding) -> Change:
    """Remember what was found of a recording. An older finding changes nothing."""
    items = tuple(
        replace(i, video=finding) if i.id == item and finding.is_newer_than(i.video) else i for i in dispute.items
    )
    return _with_items(dispute, items)


def _with_items(dispute: Dispute, items: tuple[EvidenceItem, ...]) -> Change:
    if dispute.state is State.CLOSED or items == dispute.items:
        return Change(dispute)
    return dispute.evolve(items=items)


def on_item_invalidated(dispute: Dispute, item: UUID, *, by_operator: bool = False) -> Change:
    items = tuple(i.strike(by_operator=by_operator) if i.id == item else i for i in dispute.items)
    return _with_items(dispute, items)


def _change_request(
    dispute: Dispute, id: UUID, state: RequestState, context: EngineContext, news: RequestNews
) -> Change:
    """Move a request to a state, and the case with it where the stage says so. What is older changes nothing."""
    request = next((r for r in dispute.requests if r.id == id), None)
    is_older = news.sequence is not None and request is not None and news.sequence <= request.sequence
    if dispute.state is not State.ACTIVE or request is None or request.state is state or is_older:
        return Change(dispute)
    changed = request.with_news(state, news)
    after = replace(dispute, requests=tuple(changed if r.id == id else r for r in dispute.requests))
    trigger = evidence_trigger(after, request.stage, state) if _moves_case(request, changed) else None
    if trigger is not None:
        is_silence = state is RequestState.LAPSED
        silence = Silence(EVIDENCE_CLOCK, changed.party, changed.due_at) if is_silence else None
        effect = EffectContext(context, RequestChange(changed), silence=silence)
        change = apply_trigger(after, trigger, effect)
        if is_silence and (news.is_by_operator or was_struck(dispute, request)):
            change = leave_to_judges(after, change, effect)
        if change.dispute.version > dispute.version:
            return change
    return after.evolve()


def _moves_case(before: EvidenceRequest, after: EvidenceRequest) -> bool:
    """Tell whether the case follows: what has lapsed moved it already, and only an operator's act moves it back."""
    return after.moves_case and before.state is not RequestState.LAPSED


def evidence_trigger(dispute: Dispute, stage: str, state: RequestState) -> Trigger | None:
    """Find what a change of a request means for its stage, which goes on while others that it needs are open."""
    if state is RequestState.OPEN:
        return Trigger.EVIDENCE_REOPENED
    owed = [r for r in dispute.requests if r.stage == stage and r.moves_case]
    alternatives = [r for r in owed if r.level is EvidenceLevel.ONE_OF]
    is_answered = any(r.state is RequestState.SATISFIED for r in alternatives)
    left = [r for r in owed if r.level is EvidenceLevel.REQUIRED or not is_answered]
    if any(r.state is RequestState.OPEN for r in left):
        return None
    if any(r.state is RequestState.LAPSED for r in left):
        return Trigger.EVIDENCE_LAPSED
    return Trigger.EVIDENCE_SATISFIED
