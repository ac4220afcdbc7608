"""Says in the published language what has just happened in ours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple, assert_never
from uuid import UUID

from common.contracts.envelope import ActorRef, Event
from common.contracts.evidence import (
    GraceGranted,
    ItemErased,
    ItemInvalidated,
    ItemReceived,
    RequestExtended,
    RequestLapsed,
    RequestOpened,
    RequestReopened,
    RequestRevealed,
    RequestSatisfied,
)
from common.kernel.principal import Actor

from .domain import asks, item, request


class Telling(NamedTuple):
    """On whose behalf, by whom, why and when."""

    tenant: UUID
    actor: Actor
    cause: str
    now: datetime


def of_request(change: request.Change, telling: Telling) -> Iterator[Event]:
    found = change.request
    for sequence, fact in enumerate(change.facts, found.facts - len(change.facts) + 1):
        yield _request_event(found, fact, {**_envelope(found, sequence, telling), **_request(found)})


def of_item(change: item.Change, telling: Telling, *, hidden: bool = False) -> Iterator[Event]:
    """`hidden`: the other side must not know of it yet."""
    found = change.item
    for sequence, fact in enumerate(change.facts, found.facts - len(change.facts) + 1):
        yield _item_event(found, fact, {**_envelope(found, sequence, telling), **_item(found)}, hidden)


def _request_event(found: request.EvidenceRequest, fact: asks.Fact, shared: dict[str, Any]) -> Event:
    match fact:
        case asks.Opened():
            return RequestOpened(**shared, kinds=found.kinds)
        case asks.Satisfied(item=satisfying):
            return RequestSatisfied(**shared, item=satisfying)
        case asks.Reopened():
            return RequestReopened(**shared)
        case asks.Lapsed():
            return RequestLapsed(**shared)
        case asks.GraceGranted():
            return GraceGranted(**shared)
        case asks.Extended():
            return RequestExtended(**shared)
        case asks.Revealed():
            return RequestRevealed(**shared)
        case _:
            assert_never(fact)


def _item_event(found: item.Item, fact: item.Fact, shared: dict[str, Any], hidden: bool) -> Event:
    match fact:
        case item.Received():
            file = found.content if isinstance(found.content, item.StoredFile) else None
            return ItemReceived(
                **shared,
                sha256=None if file is None else file.sha256.hex(),
                media_type=None if file is None else file.media_type,
                size=found.size,
                party=None if found.side is None else found.side.value,
                request=found.request,
                covers=found.covers,
                sealed=hidden,
            )
        case item.Invalidated():
            return ItemInvalidated(**shared)
        case item.Forgotten(cause=cause):
            return ItemErased(**{**shared, "why": cause})
        case _:
            assert_never(fact)


def _envelope(found: request.EvidenceRequest | item.Item, sequence: int, telling: Telling) -> dict[str, Any]:
    return {
        "tenant": telling.tenant,
        "subject": found.id,
        "sequence": sequence,
        "version": found.version,
        "occurred_at": telling.now,
        "actor": ActorRef(role=telling.actor.role.value, id=telling.actor.id),
        "cause": telling.cause,
        "dispute": found.dispute,
    }


def _request(found: request.EvidenceRequest) -> dict[str, Any]:
    return {"party": found.side.value, "due_at": found.due_at}


def _item(found: item.Item) -> dict[str, Any]:
    return {"kind": found.kind, "by": (found.side or found.by.role).value}
