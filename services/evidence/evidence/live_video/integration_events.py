"""Says in the published language what has happened to a recording."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, assert_never

from common.contracts.envelope import ActorRef, Event
from common.contracts.evidence import VideoFinished, VideoSessionOpened, VideoVerified
from evidence.events import Telling
from evidence.live_video.domain import session


def of_session(change: session.Change, telling: Telling) -> Iterator[Event]:
    found = change.session
    for sequence, fact in enumerate(change.facts, found.facts - len(change.facts) + 1):
        yield _event(found, fact, _shared(found, sequence, telling))


def _event(found: session.VideoSession, fact: session.Fact, shared: dict[str, Any]) -> Event:
    about = {**shared, "item": found.item}
    match fact:
        case session.Opened():
            return VideoSessionOpened(**shared)
        case session.Finished(seconds=seconds, gaps=gaps):
            return VideoFinished(**about, seconds=seconds, gaps=gaps)
        case session.Verified():
            return VideoVerified(**about, result=_word(found))
        case session.Overruled():
            return VideoVerified(**about, result=_word(found), overruled=True)
        case _:
            assert_never(fact)


def _word(found: session.VideoSession) -> Literal["live", "partly_live", "not_shown_live"]:
    assert found.result is not None, "a verified recording has a result"
    return found.result.value


def _shared(found: session.VideoSession, sequence: int, telling: Telling) -> dict[str, Any]:
    return {
        "tenant": telling.tenant,
        "subject": found.id,
        "sequence": sequence,
        "version": found.version,
        "occurred_at": telling.now,
        "actor": ActorRef(role=telling.actor.role.value, id=telling.actor.id),
        "cause": telling.cause,
        "dispute": found.dispute,
        "party": found.side.value,
        "request": found.request,
    }
