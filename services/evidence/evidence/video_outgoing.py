"""Says in the published language what has happened to a recording."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, assert_never

from common.contracts.envelope import ActorRef, Event
from common.contracts.evidence import VideoFinished, VideoSessionOpened, VideoVerified

from .domain import video
from .outgoing import Telling


def of_session(change: video.Change, telling: Telling) -> Iterator[Event]:
    found = change.session
    for sequence, fact in enumerate(change.facts, found.facts - len(change.facts) + 1):
        yield _event(found, fact, _shared(found, sequence, telling))


def _event(found: video.VideoSession, fact: video.Fact, shared: dict[str, Any]) -> Event:
    about = {**shared, "item": found.item}
    match fact:
        case video.Opened():
            return VideoSessionOpened(**shared)
        case video.Finished(seconds=seconds, gaps=gaps):
            return VideoFinished(**about, seconds=seconds, gaps=gaps)
        case video.Verified():
            return VideoVerified(**about, result=_word(found))
        case video.Overruled():
            return VideoVerified(**about, result=_word(found), overruled=True)
        case _:
            assert_never(fact)


def _word(found: video.VideoSession) -> Literal["live", "partly_live", "not_shown_live"]:
    assert found.result is not None, "a verified recording has a result"
    return found.result.value


def _shared(found: video.VideoSession, sequence: int, telling: Telling) -> dict[str, Any]:
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
