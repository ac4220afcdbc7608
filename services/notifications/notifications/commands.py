"""The use cases that change something. Each runs inside a transaction it did not open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from common.contracts.envelope import ActorRef
from common.kernel.errors import require_version

from . import outgoing
from .domain.delivery import Message, Outcome
from .domain.endpoint import (
    MAX_ENDPOINTS,
    Change,
    Endpoint,
    Secret,
    known_types,
)
from .domain.errors import ReplayBackwards, ReplayTooLarge, RetentionExceeded, TooManyEndpoints
from .domain.event import Told
from .ports import Tx

KEEP: Final = timedelta(days=30)
MAX_REPLAY: Final = 1_000

NewId = Callable[[], UUID]


async def create_endpoint(
    tx: Tx, *, id: UUID, url: str, event_types: Sequence[str], description: str | None, sealed: str
) -> Endpoint:
    types = known_types(event_types, outgoing.PUBLIC)
    await tx.feed.hold()
    if len(await tx.endpoints.all()) >= MAX_ENDPOINTS:
        raise TooManyEndpoints(MAX_ENDPOINTS)
    now = await tx.present()
    endpoint = Endpoint(id, url, types, description, (Secret(sealed),), now)
    await tx.endpoints.add(endpoint, now)
    return endpoint


async def change_endpoint(
    tx: Tx,
    id: UUID,
    *,
    url: str | None,
    event_types: Sequence[str] | None,
    description: str | None,
    enabled: bool | None,
    version: int | None,
) -> Endpoint:
    types = None if event_types is None else known_types(event_types, outgoing.PUBLIC)
    await tx.feed.hold()
    found = await tx.endpoints.for_update(id)
    require_version(version, found.version)
    return await _keep(tx, found.change(url=url, event_types=types, description=description, enabled=enabled))


async def delete_endpoint(tx: Tx, id: UUID, *, version: int | None) -> Endpoint:
    await tx.feed.hold()
    found = await tx.endpoints.for_update(id)
    require_version(version, found.version)
    return await _keep(tx, found.delete())


async def rotate_secret(tx: Tx, id: UUID, *, sealed: str, version: int | None) -> Endpoint:
    found = await tx.endpoints.for_update(id)
    require_version(version, found.version)
    return await _keep(tx, found.rotate(sealed, await tx.present()))


async def send_test(tx: Tx, id: UUID, *, event: UUID, message: UUID, version: int | None) -> Message:
    found = await tx.endpoints.for_update(id)
    require_version(version, found.version)
    found.require_enabled()
    now = await tx.present()
    await tx.feed.add(outgoing.test_event(event, found, now, _actor(tx)), None, now)
    new = Message.new(id=message, endpoint=id, event=event, now=now)
    await tx.messages.add([new])
    return new


async def redeliver(tx: Tx, message: UUID) -> Message:
    """Send one event to one endpoint again, under the id the receiver knows it by."""
    (await tx.endpoints.for_update(await tx.messages.endpoint_of(message))).require_enabled()
    await tx.messages.again([message], await tx.present())
    return await tx.messages.get(message)


async def replay(tx: Tx, id: UUID, *, since: datetime, until: datetime, version: int | None, new_id: NewId) -> int:
    """Send all it is subscribed to and that happened in a range again; says how many that are."""
    if since >= until:
        raise ReplayBackwards
    found = await tx.endpoints.for_update(id)
    require_version(version, found.version)
    found.require_enabled()
    now = await tx.present()
    if since < now - KEEP:
        raise RetentionExceeded(KEEP.days)
    told = await tx.feed.between(since, until, MAX_REPLAY + 1)
    if len(told) > MAX_REPLAY:
        raise ReplayTooLarge(MAX_REPLAY)
    wanted = [event for event, type in told if found.wants(type)]
    known = await tx.messages.of_endpoint(id, wanted)
    await tx.messages.again(list(known.values()), now)
    missing = [event for event in wanted if event not in known]
    await tx.messages.add([Message.new(id=new_id(), endpoint=id, event=event, now=now) for event in missing])
    return len(wanted)


async def tell(tx: Tx, event: Told, *, new_id: NewId) -> None:
    """Put an event in the platform's feed, with one message for each endpoint that wants it."""
    position = await tx.feed.next_position()
    now = await tx.present()
    wanting = [endpoint for endpoint in await tx.endpoints.all() if endpoint.wants(event.type)]
    await tx.feed.add(event, position, now)
    await tx.messages.add([Message.new(id=new_id(), endpoint=e.id, event=event.id, now=now) for e in wanting])


async def note_outcome(tx: Tx, id: UUID, outcome: Outcome, *, at: datetime) -> Endpoint:
    """How a delivery went, as far as it says something about the endpoint."""
    await tx.feed.hold()
    found = await tx.endpoints.for_update(id)
    change = found.note_delivered() if outcome.delivered else found.note_failed(at, gone=outcome.gone)
    return found if change.endpoint is found else await _keep(tx, change)


async def _keep(tx: Tx, change: Change) -> Endpoint:
    after, now = change.endpoint, await tx.present()
    await tx.endpoints.save(after, now)
    if not after.is_enabled:
        await tx.messages.stop(after.id)
    await tx.publish([outgoing.event(tx.tenant, after, fact, now, _actor(tx), tx.cause) for fact in change.facts])
    return after


def _actor(tx: Tx) -> ActorRef:
    return ActorRef(role=tx.actor.role.value, id=tx.actor.id)
