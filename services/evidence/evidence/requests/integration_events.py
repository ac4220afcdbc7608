"""Maps what happens to requests for evidence to the integration events in `common.contracts`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from common.contracts.envelope import Event
from common.contracts.evidence import (
    GraceGranted,
    RequestExtended,
    RequestFields,
    RequestLapsed,
    RequestOpened,
    RequestReopened,
    RequestRevealed,
    RequestSatisfied,
    RequestUpdated,
)
from evidence.events import EventContext, numbered_events

from . import parts
from .model import Change, EvidenceRequest
from .parts import Disclosure


def request_events(change: Change, context: EventContext) -> Iterator[Event]:
    request = change.request
    for sequence, event in numbered_events(change.events, request.event_count):
        yield _request_event(request, event, _request_fields(request, sequence, context))


def _request_fields(request: EvidenceRequest, sequence: int, context: EventContext) -> RequestFields:
    fields = context.case_event_fields(
        subject=request.id, dispute=request.dispute, sequence=sequence, version=request.version
    )
    is_sealed = request.disclosure is Disclosure.SEALED
    return RequestFields(
        **fields,
        party=request.side.value,
        due_at=request.due_at,
        sealed=is_sealed,
        state=request.told_state.value,
        satisfied_by=request.satisfied_by,
        paused_at=request.paused_at,
        stays_open=bool(request.open_through),
        grace_at=None if request.grace is None else request.grace.at,
    )


def _request_event(request: EvidenceRequest, event: parts.RequestEvent, fields: RequestFields) -> Event:
    match event:
        case parts.Opened():
            return RequestOpened(**fields, kinds=request.kinds)
        case parts.Satisfied(item=item):
            return RequestSatisfied(**fields, item=item)
        case parts.Reopened():
            return RequestReopened(**fields)
        case parts.Lapsed(cause=cause):
            return RequestLapsed(**fields, why=cause.value)
        case parts.GraceGranted():
            return GraceGranted(**fields)
        case parts.Extended():
            return RequestExtended(**fields)
        case parts.Revealed():
            return RequestRevealed(**fields)
        case parts.Updated():
            return RequestUpdated(**fields)
        case _:
            assert_never(event)
