"""Commands of notifications: frozen values, each with its handler, a pure function of subject, command and context."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from common.contracts.disputes import FreezeRequested
from common.contracts.envelope import Event
from common.execution.commands import Command, CommandHandler, CommandHandlers, Context, UnversionedCommand
from common.kernel.errors import require_version

from . import loading
from .domain.delivery import Delivery, Message, Outcome
from .domain.endpoint import MAX_ENDPOINTS, TEST_EVENT_TYPE, Change, Endpoint, Secret
from .domain.errors import ReplayBackwards, TooManyEndpoints
from .domain.replay import ReplayableEvents, ReplayPlan, ReplayResult, plan_replay
from .loading import AskedCase, EndpointMessage, FeedAddition, FeedTurn, OtherEndpoints
from .participants.audiences import parties_from_event
from .public_events import make_test_event, public_event


@dataclass(frozen=True, slots=True)
class CreateEndpoint(UnversionedCommand[Endpoint]):
    url: str
    event_types: tuple[str, ...]
    description: str | None
    sealed_secret: str


def create_endpoint(subject: OtherEndpoints, command: CreateEndpoint, context: Context) -> Endpoint:
    if subject.endpoint_count >= MAX_ENDPOINTS:
        raise TooManyEndpoints(MAX_ENDPOINTS)
    return Endpoint(
        id=context.new_id(),
        url=command.url,
        event_types=command.event_types,
        description=command.description,
        secrets=(Secret(command.sealed_secret),),
        created_at=context.timing.now,
    )


@dataclass(frozen=True, slots=True)
class ChangeEndpoint(Command[Endpoint]):
    """None leaves a thing as it is."""

    endpoint_id: UUID
    url: str | None = None
    event_types: tuple[str, ...] | None = None
    description: str | None = None
    enabled: bool | None = None


def change_endpoint(endpoint: Endpoint, command: ChangeEndpoint, context: Context) -> Change:
    require_version(context.expected_version, endpoint.version)
    return endpoint.change_settings(
        url=command.url,
        event_types=command.event_types,
        description=command.description,
        enabled=command.enabled,
    )


@dataclass(frozen=True, slots=True)
class DeleteEndpoint(Command[Endpoint]):
    endpoint_id: UUID


def delete_endpoint(endpoint: Endpoint, command: DeleteEndpoint, context: Context) -> Change:
    require_version(context.expected_version, endpoint.version)
    return endpoint.delete()


@dataclass(frozen=True, slots=True)
class RotateSecret(Command[Endpoint]):
    endpoint_id: UUID
    sealed_secret: str


def rotate_secret(endpoint: Endpoint, command: RotateSecret, context: Context) -> Change:
    require_version(context.expected_version, endpoint.version)
    return endpoint.rotate_secret(command.sealed_secret, context.timing.now)


@dataclass(frozen=True, slots=True)
class SendTestEvent(Command[Delivery]):
    """Raises EventTypeUnknown."""

    endpoint_id: UUID
    event_type: str = TEST_EVENT_TYPE


def send_test_event(endpoint: Endpoint, command: SendTestEvent, context: Context) -> FeedAddition:
    require_version(context.expected_version, endpoint.version)
    endpoint.require_enabled()
    now = context.timing.now
    event = make_test_event(context.new_id(), command.event_type, endpoint, now, context.principal.actor)
    return FeedAddition(
        event, None, (Message.create(id=context.new_id(), endpoint=endpoint.id, event=event.id, now=now),)
    )


@dataclass(frozen=True, slots=True)
class Redeliver(Command[Delivery]):
    message_id: UUID


def redeliver_message(subject: EndpointMessage, command: Redeliver, context: Context) -> UUID:
    """Send one event to one endpoint again, under the id the receiver knows it by."""
    subject.endpoint.require_enabled()
    return subject.message.id


@dataclass(frozen=True, slots=True)
class ReplayEvents(Command[ReplayResult]):
    """Raises ReplayBackwards."""

    endpoint_id: UUID
    since: datetime
    until: datetime

    def __post_init__(self) -> None:
        if self.since >= self.until:
            raise ReplayBackwards


def replay_events(subject: ReplayableEvents, command: ReplayEvents, context: Context) -> ReplayPlan:
    require_version(context.expected_version, subject.endpoint.version)
    return plan_replay(subject, command.since, now=context.timing.now, new_id=context.new_id)


@dataclass(frozen=True, slots=True)
class PublishEvent(Command[None]):
    event: Event


def publish_event(subject: FeedTurn, command: PublishEvent, context: Context) -> FeedAddition:
    """Put an event in the platform's feed, with one message for each endpoint that accepts it."""
    event, now = public_event(command.event, subject.number), context.timing.now
    accepting = [endpoint for endpoint in subject.endpoints if endpoint.accepts_type(event.type)]
    messages = tuple(
        Message.create(id=context.new_id(), endpoint=endpoint.id, event=event.id, now=now) for endpoint in accepting
    )
    return FeedAddition(
        event, subject.position, messages, parties_from_event(command.event), _asked_case(command.event)
    )


def _asked_case(event: Event) -> AskedCase | None:
    return AskedCase(event.subject, event.escrow) if isinstance(event, FreezeRequested) else None


@dataclass(frozen=True, slots=True)
class PassOverEvent(Command[None]):
    """Lets an internal event have its turn in its subject's line. Partners see nothing of it."""

    event: Event


def pass_over_event(subject: None, command: PassOverEvent, context: Context) -> Event:
    """Decide nothing: whoever comes next may come."""
    return command.event


@dataclass(frozen=True, slots=True)
class RecordOutcome(Command[Endpoint]):
    """Ordered by the delivery worker, for outcomes that say something about the endpoint."""

    endpoint_id: UUID
    outcome: Outcome
    at: datetime


def record_outcome(endpoint: Endpoint, command: RecordOutcome, context: Context) -> Change:
    return endpoint.record_outcome(command.outcome, command.at)


COMMAND_HANDLERS: Final[CommandHandlers] = {
    CreateEndpoint: CommandHandler(loading.load_other_endpoints, create_endpoint, loading.add_endpoint),
    ChangeEndpoint: CommandHandler(loading.load_subscriber, change_endpoint, loading.save_and_publish),
    DeleteEndpoint: CommandHandler(loading.load_subscriber, delete_endpoint, loading.save_and_publish),
    RotateSecret: CommandHandler(loading.load_endpoint, rotate_secret, loading.save_and_publish),
    SendTestEvent: CommandHandler(loading.load_endpoint, send_test_event, loading.save_test_event),
    Redeliver: CommandHandler(loading.load_message, redeliver_message, loading.restart_message),
    ReplayEvents: CommandHandler(loading.load_replayable, replay_events, loading.save_replay),
    PublishEvent: CommandHandler(loading.load_feed_turn, publish_event, loading.save_event),
    PassOverEvent: CommandHandler(loading.take_internal_turn, pass_over_event, loading.save_operating_facts),
    RecordOutcome: CommandHandler(loading.load_subscriber, record_outcome, loading.save_and_publish),
}
