"""Maps what happens to live recordings to the integration events in `common.contracts`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, assert_never
from uuid import UUID

from common.contracts.envelope import Event, Party
from common.contracts.evidence import VideoFinished, VideoSessionLapsed, VideoSessionOpened, VideoVerified
from common.kernel.errors import InvariantViolated
from evidence.events import Envelope, EventContext, numbered_events

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


class SessionEnvelope(Envelope):
    """Fields that all events about a recording have in common."""

    party: Party
    request: UUID | None


def session_events(change: Change, context: EventContext) -> Iterator[Event]:
    session = change.session
    for sequence, event in numbered_events(change.events, session.event_count):
        yield _session_event(session, event, _session_envelope(session, sequence, context))


def _session_envelope(session: VideoSession, sequence: int, context: EventContext) -> SessionEnvelope:
    envelope = context.envelope(subject=session.id, dispute=session.dispute, sequence=sequence, version=session.version)
    return SessionEnvelope(**envelope, party=session.side.value, request=session.request)


def _session_event(session: VideoSession, event: SessionEvent, envelope: SessionEnvelope) -> Event:
    match event:
        case RecordingOpened():
            return VideoSessionOpened(**envelope)
        case RecordingAbandoned():
            return VideoSessionLapsed(**envelope)
        case RecordingFinished(seconds=seconds, gaps=gaps):
            return VideoFinished(**envelope, item=session.require_item(), seconds=seconds, gaps=gaps)
        case RecordingVerified():
            return VideoVerified(**envelope, item=session.require_item(), result=_result_word(session))
        case VerificationOverruled():
            return VideoVerified(**envelope, item=session.require_item(), result=_result_word(session), overruled=True)
        case _:
            assert_never(event)


def _result_word(session: VideoSession) -> Literal["live", "partly_live", "not_shown_live"]:
    if session.result is None:
        raise InvariantViolated("a verified recording has a result")
    return session.result.value
