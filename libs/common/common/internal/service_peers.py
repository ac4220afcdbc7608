"""Service peers: the other services of the suite, asked for events or handed one, within a bounded time."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Final, Protocol
from uuid import UUID

import httpx
from pydantic import SecretStr

from common.contracts.catalogue import PUBLISHER_OF_TOPIC
from common.execution.catching_up import CatchUpOutcome
from common.kernel import tracing
from common.messaging.bus import Message
from common.messaging.inbox import EventConsumer

from .event_exchange import Delivery, ExchangedEvents

log = logging.getLogger(__name__)

PEER_SECONDS: Final = 2.0
"""Longer than any peer needs that is well; whoever asked is then told to come again."""


class PeerAway(Exception):
    """A peer did not answer in time, or not as a peer does."""


class Heard(Enum):
    """Whether all that a peer has told has taken effect here."""

    ALL = auto()
    NOT_ALL = auto()
    """Something of it cannot yet, or cannot at all."""
    AWAY = auto()


class ServicePeers(Protocol):
    async def query_events(
        self, publisher: str, tenant: UUID, topics: Sequence[str], subjects: Mapping[UUID, int]
    ) -> list[Message]:
        """Events that `publisher` has of these subjects, later than the sequence named. Raises PeerAway."""

    async def query_events_concerning(
        self, publisher: str, tenant: UUID, topics: Sequence[str], concerning: Sequence[UUID]
    ) -> list[Message]:
        """All events of those subjects of `publisher` that concern `concerning`, subjects of the asker.

        Raises PeerAway, also where there are more than are given at once.
        """

    async def deliver_event(self, reader: str, message: Message) -> bool:
        """Hand an event to its reader; True once it has taken effect. Raises PeerAway."""

    async def close(self) -> None:
        """Close the connections to them."""


@dataclass(frozen=True)
class HttpPeers:
    """Peers at their addresses inside the deployment."""

    client: httpx.AsyncClient
    addresses: Mapping[str, str]
    secret: str

    async def query_events(
        self, publisher: str, tenant: UUID, topics: Sequence[str], subjects: Mapping[UUID, int]
    ) -> list[Message]:
        body = {
            "tenant": str(tenant),
            "topics": list(topics),
            "subjects": {str(subject): sequence for subject, sequence in subjects.items()},
        }
        return await self._query_all(publisher, body)

    async def query_events_concerning(
        self, publisher: str, tenant: UUID, topics: Sequence[str], concerning: Sequence[UUID]
    ) -> list[Message]:
        body = {"tenant": str(tenant), "topics": list(topics), "concerning": [str(subject) for subject in concerning]}
        return await self._query_all(publisher, body)

    async def _query_all(self, publisher: str, body: dict[str, Any]) -> list[Message]:
        """Raises PeerAway also where there are more than are given at once: a part would pass for all of it."""
        answer = ExchangedEvents.model_validate_json(await self._post(publisher, "/internal/events/query", body))
        if not answer.complete:
            log.error("%s has more events than it gives at once, of %s", publisher, body)
            raise PeerAway(publisher)
        return [event.to_message() for event in answer.events]

    async def deliver_event(self, reader: str, message: Message) -> bool:
        body = {"id": str(message.id), "topic": message.topic, "body": message.body.decode()}
        answer = await self._post(reader, "/internal/events/deliver", body)
        return Delivery.model_validate_json(answer).handled

    async def close(self) -> None:
        await self.client.aclose()

    async def _post(self, service: str, path: str, body: dict[str, Any]) -> bytes:
        try:
            address = self.addresses[service]
            answer = await self.client.post(
                f"{address}{path}", json=body, headers={"X-Internal-Secret": self.secret}, timeout=PEER_SECONDS
            )
            return answer.raise_for_status().content
        except (KeyError, httpx.HTTPError) as error:
            log.info("%s is away: %r", service, error)
            raise PeerAway(service) from error


def connect_peers(addresses: Mapping[str, str], secret: SecretStr | None) -> HttpPeers | None:
    """None where there are no other services to ask: then only the bus tells what they have done."""
    if secret is None or not addresses:
        return None
    client = httpx.AsyncClient(trust_env=False, event_hooks={"request": [tracing.propagate_trace]})
    return HttpPeers(client, addresses, secret.get_secret_value())


@dataclass(frozen=True)
class PeerCatchUp:
    """Fetches from their owners the events that this service has not heard yet."""

    consumer: EventConsumer[Any]
    peers: ServicePeers

    async def catch_up_with(self, publisher: str, tenant: UUID, subjects: Sequence[UUID]) -> CatchUpOutcome:
        """Take in what `publisher` has told of `subjects`, in the order of their sequence."""
        topics = [topic for topic in self.consumer.topics if PUBLISHER_OF_TOPIC[topic] == publisher]
        try:
            messages = await self.peers.query_events(publisher, tenant, topics, dict.fromkeys(subjects, 0))
        except PeerAway:
            return CatchUpOutcome.AWAY
        return await self._take_in(messages)

    async def catch_up_concerning(self, publisher: str, tenant: UUID, concerning: Sequence[UUID]) -> CatchUpOutcome:
        """Take in what `publisher` has told, on any topic read here, that concerns these subjects of this service."""
        topics = [topic for topic in self.consumer.topics if PUBLISHER_OF_TOPIC[topic] == publisher]
        try:
            messages = await self.peers.query_events_concerning(publisher, tenant, topics, concerning)
        except PeerAway:
            return CatchUpOutcome.AWAY
        return await self._take_in(messages)

    async def _take_in(self, messages: Sequence[Message]) -> CatchUpOutcome:
        unheard = await self.consumer.select_unheard(messages)
        for message in unheard:
            await self.consumer.consume_at_once(message)
        return CatchUpOutcome.CAUGHT_UP if unheard else CatchUpOutcome.UP_TO_DATE

    async def hear_all_of(self, publisher: str, tenant: UUID, subjects: Sequence[UUID]) -> Heard:
        """Take in all that `publisher` has told of `subjects`."""
        topics = [topic for topic in self.consumer.topics if PUBLISHER_OF_TOPIC[topic] == publisher]
        try:
            messages = await self.peers.query_events(publisher, tenant, topics, dict.fromkeys(subjects, 0))
        except PeerAway:
            return Heard.AWAY
        return await self._hear(messages)

    async def hear_all_concerning(
        self, publisher: str, tenant: UUID, topics: Sequence[str], concerning: Sequence[UUID]
    ) -> Heard:
        """Take in everything on `topics` that concerns these."""
        try:
            messages = await self.peers.query_events_concerning(publisher, tenant, topics, concerning)
        except PeerAway:
            return Heard.AWAY
        return await self._hear(messages)

    async def _hear(self, messages: Sequence[Message]) -> Heard:
        unheard = await self.consumer.select_unheard(messages)
        outcomes = [await self.consumer.consume_at_once(message) for message in unheard]
        return Heard.ALL if all(outcomes) else Heard.NOT_ALL
