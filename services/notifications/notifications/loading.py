"""Loaders and savers of notifications' commands: what is read and locked before a decision, what is written after it.

A loader says by a protocol what it needs of a command, so that `commands.py` can name it without a circle.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from common.contracts.catalogue import PUBLISHER_OF_TOPIC
from common.contracts.disputes import EvidenceAsked
from common.contracts.envelope import Event
from common.contracts.escrow import PlatformOriginsChanged, PlatformReinstated, PlatformSuspended
from common.execution.commands import Context
from common.kernel.origin import Origin

from .domain.delivery import Delivery, Message, MessageRepository
from .domain.endpoint import Change, Endpoint, EndpointRepository
from .domain.event_readers import CaseParties, PartyRepository
from .domain.public_event import FeedRepository, PublicEvent, SubjectLineRepository
from .domain.replay import MAX_REPLAY, ReplayableEvents, ReplayPlan, ReplayResult
from .integration_events import endpoint_events


class Tx(Protocol):
    """Transaction as far as loading and saving need it."""

    tenant: UUID

    @property
    def endpoints(self) -> EndpointRepository: ...

    @property
    def lines(self) -> SubjectLineRepository: ...

    @property
    def feed(self) -> FeedRepository: ...

    @property
    def messages(self) -> MessageRepository: ...

    @property
    def parties(self) -> PartyRepository: ...

    async def lock_name(self, name: str) -> None: ...

    async def keep_origins(self, platform: UUID, origins: Sequence[str], version: int) -> None: ...

    async def keep_suspension(self, platform: UUID, version: int, *, is_suspended: bool) -> None: ...

    async def publish(self, events: Sequence[Event]) -> None: ...


class OnEndpoint(Protocol):
    @property
    def endpoint_id(self) -> UUID: ...


class OnMessage(Protocol):
    @property
    def message_id(self) -> UUID: ...


class OnEvent(Protocol):
    @property
    def event(self) -> Event: ...


class OnRange(OnEndpoint, Protocol):
    @property
    def since(self) -> datetime: ...

    @property
    def until(self) -> datetime: ...


# Subjects and changes that are more than one aggregate


class OtherEndpoints(NamedTuple):
    endpoint_count: int


class EndpointMessage(NamedTuple):
    endpoint: Endpoint
    message: Message


class FeedTurn(NamedTuple):
    """Place that the next event takes in the feed and among its subject's, and whoever may want it."""

    position: int
    number: int
    endpoints: Sequence[Endpoint]


class AskedCase(NamedTuple):
    """Dispute that asks for an escrow's money to be held: its parties are the escrow's."""

    dispute: UUID
    escrow: UUID


class FeedAddition(NamedTuple):
    event: PublicEvent
    position: int | None
    """None for a test event, which has no place in the feed."""
    messages: tuple[Message, ...]
    parties: CaseParties | None = None
    """Parties that the event is the first to tell."""
    asked_case: AskedCase | None = None


# Loaders


async def load_endpoint(tx: Tx, command: OnEndpoint, origin: Origin) -> Endpoint:
    """Raises NotFound."""
    return await tx.endpoints.get_for_update(command.endpoint_id)


async def load_subscriber(tx: Tx, command: OnEndpoint, origin: Origin) -> Endpoint:
    """Load an endpoint whose subscriptions may change: until then no event comes in. Raises NotFound."""
    await tx.feed.lock_feed()
    return await tx.endpoints.get_for_update(command.endpoint_id)


async def load_other_endpoints(tx: Tx, command: object, origin: Origin) -> OtherEndpoints:
    """Count the endpoints that there are, of which no other act makes one until this has ended.

    The feed's row does not keep off the acts that share a transaction with this one: it is theirs as well.
    """
    await tx.lock_name("endpoints")
    await tx.feed.lock_feed()
    return OtherEndpoints(len(await tx.endpoints.list_all()))


async def load_message(tx: Tx, command: OnMessage, origin: Origin) -> EndpointMessage:
    """Raises NotFound, also where the endpoint is deleted."""
    message = await tx.messages.get(command.message_id)
    return EndpointMessage(await tx.endpoints.get_for_update(message.endpoint), message)


async def load_replayable(tx: Tx, command: OnRange, origin: Origin) -> ReplayableEvents:
    """Raises NotFound."""
    endpoint = await tx.endpoints.get_for_update(command.endpoint_id)
    events = await tx.feed.list_between(command.since, command.until, MAX_REPLAY + 1)
    messages = await tx.messages.find_for_events(endpoint.id, [event.event_id for event in events])
    return ReplayableEvents(endpoint, events, messages)


async def load_feed_turn(tx: Tx, command: OnEvent, origin: Origin) -> FeedTurn:
    """Take the event's turn: in its subject first, so that one who is too early never locks the feed.

    Raises EventTooEarly.
    """
    event = command.event
    number = await tx.lines.take_number(PUBLISHER_OF_TOPIC[event.topic], event.subject, event.sequence)
    position = await tx.feed.take_position()
    return FeedTurn(position, number, await tx.endpoints.list_all())


async def take_internal_turn(tx: Tx, command: OnEvent, origin: Origin) -> None:
    """Take the turn of an internal event. Raises EventTooEarly."""
    event = command.event
    await tx.lines.pass_over(PUBLISHER_OF_TOPIC[event.topic], event.subject, event.sequence)


# Savers


async def add_endpoint(tx: Tx, subject: OtherEndpoints, endpoint: Endpoint, context: Context) -> Endpoint:
    await tx.endpoints.add(endpoint, context.timing.now)
    return endpoint


async def save_and_publish(tx: Tx, endpoint: Endpoint, change: Change, context: Context) -> Endpoint:
    """Save the endpoint, stop what waits for it if it is off, and publish its events; nothing if nothing changed."""
    after = change.aggregate
    if after is endpoint:
        return endpoint
    await tx.endpoints.save(after, context.timing.now)
    if not after.is_enabled:
        await tx.messages.stop_waiting(after.id)
    await tx.publish(endpoint_events(tx.tenant, change, context))
    return after


async def save_event(tx: Tx, subject: FeedTurn, addition: FeedAddition, context: Context) -> None:
    await _add_to_feed(tx, addition, context)


async def save_operating_facts(tx: Tx, subject: None, event: Event, context: Context) -> None:
    """Save what this service goes by itself: origins, suspensions, what is sealed. Of others the turn alone counts."""
    match event:
        case PlatformOriginsChanged():
            await tx.keep_origins(event.subject, event.origins, event.version)
        case EvidenceAsked(sealed=True):
            await tx.parties.keep_sealed(event.request)
        case PlatformSuspended() | PlatformReinstated():
            is_suspended = isinstance(event, PlatformSuspended)
            await tx.keep_suspension(event.subject, event.version, is_suspended=is_suspended)


async def save_test_event(tx: Tx, endpoint: Endpoint, addition: FeedAddition, context: Context) -> Delivery:
    await _add_to_feed(tx, addition, context)
    return Delivery(addition.messages[0], addition.event.type)


async def restart_message(tx: Tx, subject: EndpointMessage, message_id: UUID, context: Context) -> Delivery:
    await tx.messages.restart_rounds([message_id], context.timing.now)
    return await tx.messages.get_delivery(message_id)


async def save_replay(tx: Tx, subject: ReplayableEvents, plan: ReplayPlan, context: Context) -> ReplayResult:
    await tx.messages.restart_rounds(plan.restarted, context.timing.now)
    await tx.messages.add(plan.new)
    return ReplayResult(subject.endpoint.id, len(plan.restarted) + len(plan.new))


async def _add_to_feed(tx: Tx, addition: FeedAddition, context: Context) -> None:
    now = context.timing.now
    if addition.parties is not None:
        await tx.parties.add(addition.parties)
    if addition.asked_case is not None:
        await tx.parties.add_of_escrow(*addition.asked_case)
    if not addition.messages:
        return await tx.feed.add_last(addition.event, addition.position, now)
    await tx.feed.add(addition.event, addition.position, now)
    await tx.messages.add(addition.messages)
