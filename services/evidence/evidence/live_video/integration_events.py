"""Maps what happens to live recordings to the integration events in `common.contracts`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, assert_never

from common.contracts.envelope import Event
from common.contracts.evidence import VideoFields, VideoFinished, VideoSessionLapsed, VideoSessionOpened, VideoVerified
from common.kernel.errors import InvariantViolated
from evidence.events import EventContext, numbered_events

from .domain.session import (
    Change,
    RecordingAbandoned,
    RecordingFinished,
    RecordingOpened,
    RecordingVerified,
    SessionEvent,
    VerificationOverruled,
    VideoSession,
)


def session_events(change: Change, context: EventContext) -> Iterator[Event]:
    session = change.session
    for sequence, event in numbered_events(change.events, session.event_count):
        yield _session_event(session, event, _session_fields(session, sequence, context))


def _session_fields(session: VideoSession, sequence: int, context: EventContext) -> VideoFields:
    fields = context.case_event_fields(
        subject=session.id, dispute=session.dispute, sequence=sequence, version=session.version
    )
    return VideoFields(**fields, party=session.side.value, request=session.request)


def _session_event(session: VideoSession, event: SessionEvent, fields: VideoFields) -> Event:
    match event:
        case RecordingOpened():
            return VideoSessionOpened(**fields)
        case RecordingAbandoned():
            return VideoSessionLapsed(**fields)
        case RecordingFinished(seconds=seconds, gaps=gaps):
            return VideoFinished(**fields, item=session.require_item(), seconds=seconds, gaps=gaps)
        case RecordingVerified():
            return VideoVerified(**fields, item=session.require_item(), result=_result_word(session))
        case VerificationOverruled():
            return VideoVerified(**fields, item=session.require_item(), result=_result_word(session), overruled=True)
        case _:
            assert_never(event)


def _result_word(session: VideoSession) -> Literal["live", "partly_live", "not_shown_live"]:
    if session.result is None:
        raise InvariantViolated("a verified recording has a result")
    return session.result.value
