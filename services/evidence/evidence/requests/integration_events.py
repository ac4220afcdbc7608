"""Maps what happens to requests for evidence to the integration events in `common.contracts`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import assert_never
from uuid import UUID

from common.contracts.envelope import Event, Party
from common.contracts.evidence import (
    GraceGranted,
    RequestExtended,
    RequestLapsed,
    RequestOpened,
    RequestReopened,
    RequestRevealed,
    RequestSatisfied,
    RequestState,
    RequestUpdated,
)
from evidence.events import Envelope, EventContext, numbered_events

from . import parts
from .model import Change, EvidenceRequest
from .parts import Disclosure


class RequestEnvelope(Envelope):
    """Fields that all events about a request have in common."""

    party: Party
    due_at: datetime
    sealed: bool
    state: RequestState
    satisfied_by: UUID | None
    paused_at: datetime | None
    stays_open: bool
    grace_at: datetime | None


def request_events(change: Change, context: EventContext) -> Iterator[Event]:
    request = change.request
    for sequence, event in numbered_events(change.events, request.event_count):
        yield _request_event(request, event, _request_envelope(request, sequence, context))


def _request_envelope(request: EvidenceRequest, sequence: int, context: EventContext) -> RequestEnvelope:
    envelope = context.envelope(subject=request.id, dispute=request.dispute, sequence=sequence, version=request.version)
    is_sealed = request.disclosure is Disclosure.SEALED
    return RequestEnvelope(
        **envelope,
        party=request.side.value,
        due_at=request.due_at,
        sealed=is_sealed,
        state=request.told_state.value,
        satisfied_by=request.satisfied_by,
        paused_at=request.paused_at,
        stays_open=bool(request.open_through),
        grace_at=None if request.grace is None else request.grace.at,
    )


def _request_event(request: EvidenceRequest, event: parts.RequestEvent, envelope: RequestEnvelope) -> Event:
    match event:
        case parts.Opened():
            return RequestOpened(**envelope, kinds=request.kinds)
        case parts.Satisfied(item=item):
            return RequestSatisfied(**envelope, item=item)
        case parts.Reopened():
            return RequestReopened(**envelope)
        case parts.Lapsed(cause=cause):
            return RequestLapsed(**envelope, why=cause.value)
        case parts.GraceGranted():
            return GraceGranted(**envelope)
        case parts.Extended():
            return RequestExtended(**envelope)
        case parts.Revealed():
            return RequestRevealed(**envelope)
        case parts.Updated():
            return RequestUpdated(**envelope)
        case _:
            assert_never(event)
