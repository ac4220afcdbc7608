"""Service peers: the other services of the suite, asked for events or handed one, within a bounded time."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Any, Final, Protocol
from uuid import UUID

import httpx
from pydantic import SecretStr

from common.contracts.catalogue import PUBLISHER_OF_TOPIC
from common.execution.catching_up import CatchUpOutcome
from common.kernel import tracing
from common.kernel.secret_lists import newest_secret
from common.messaging.bus import Message
from common.messaging.inbox import EventConsumer

from .event_exchange import Delivery, ExchangedEvents, PublishedEvents, SettledEvents
from .tls import shared_tls_context

log = logging.getLogger(__name__)

PEER_SECONDS: Final = 2.0
"""Longer than any peer needs that is well; whoever asked is then told to come again."""
MAX_PARTS: Final = 10
"""Of an answer: many more events than any one case has."""


class PeerAway(Exception):
    """A peer did not answer in time, or not as a peer does."""


class TooManyEvents(Exception):
    """There are more events than are fetched for one question: a part would pass for all of them."""


class Heard(Enum):
    """Whether all that a peer has told has taken effect here."""

    ALL = auto()
    NOT_ALL = auto()
    """Something of it cannot yet, or cannot at all."""
    AWAY = auto()


AskForEvents = Callable[[str, UUID, Sequence[str], Sequence[UUID]], Awaitable[list[Message]]]
"""Question to a publisher about topics and subjects of a platform."""


class ServicePeers(Protocol):
    async def query_events(
        self, publisher: str, tenant: UUID, topics: Sequence[str], subjects: Sequence[UUID]
    ) -> list[Message]:
        """All events that `publisher` has of these subjects. Raises PeerAway or TooManyEvents, as the next one does."""

    async def query_events_concerning(
        self, publisher: str, tenant: UUID, topics: Sequence[str], concerning: Sequence[UUID]
    ) -> list[Message]:
        """All events of those subjects of `publisher` that concern `concerning`, subjects of the asker."""

    async def deliver_event(self, reader: str, message: Message) -> bool:
        """Hand an event to its reader; True once it has taken effect. Raises PeerAway."""

    async def list_published(
        self, publisher: str, topics: Sequence[str], since: datetime, after: int
    ) -> PublishedEvents:
        """Part of what `publisher` has published, of all platforms, behind a position. Raises PeerAway."""

    async def list_settled(self, publisher: str, topics: Sequence[str], since: datetime, after: int) -> SettledEvents:
        """Ids of what `publisher` has given the carrier a while ago, behind a position. Raises PeerAway."""

    async def close(self) -> None:
        """Close the connections to them."""


@dataclass(frozen=True)
class HttpPeers:
    """Peers at their addresses inside the deployment."""

    client: httpx.AsyncClient
    addresses: Mapping[str, str]
    secret: str

    async def query_events(
        self, publisher: str, tenant: UUID, topics: Sequence[str], subjects: Sequence[UUID]
    ) -> list[Message]:
        body = {"tenant": str(tenant), "topics": list(topics), "subjects": [str(subject) for subject in subjects]}
        return await self._query_all(publisher, body)

    async def query_events_concerning(
        self, publisher: str, tenant: UUID, topics: Sequence[str], concerning: Sequence[UUID]
    ) -> list[Message]:
        body = {"tenant": str(tenant), "topics": list(topics), "concerning": [str(subject) for subject in concerning]}
        return await self._query_all(publisher, body)

    async def _query_all(self, publisher: str, body: dict[str, Any]) -> list[Message]:
        messages: list[Message] = []
        for _ in range(MAX_PARTS):
            answer = ExchangedEvents.model_validate_json(await self._post(publisher, "/internal/events/query", body))
            messages += [event.to_message() for event in answer.events]
            if answer.ends_at is None:
                return messages
            body = {**body, "after": answer.ends_at.model_dump(mode="json")}
        log.error("%s has more events than are fetched at once, of %s", publisher, body)
        raise TooManyEvents(publisher)

    async def deliver_event(self, reader: str, message: Message) -> bool:
        body = {"id": str(message.id), "topic": message.topic, "body": message.body.decode()}
        answer = await self._post(reader, "/internal/events/deliver", body)
        return Delivery.model_validate_json(answer).handled

    async def list_published(
        self, publisher: str, topics: Sequence[str], since: datetime, after: int
    ) -> PublishedEvents:
        body = {"topics": list(topics), "since": since.isoformat(), "after": after}
        return PublishedEvents.model_validate_json(await self._post(publisher, "/internal/events/published", body))

    async def list_settled(self, publisher: str, topics: Sequence[str], since: datetime, after: int) -> SettledEvents:
        body = {"topics": list(topics), "since": since.isoformat(), "after": after}
        return SettledEvents.model_validate_json(await self._post(publisher, "/internal/events/settled", body))

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
    client = httpx.AsyncClient(
        trust_env=False, verify=shared_tls_context(), event_hooks={"request": [tracing.propagate_trace]}
    )
    return HttpPeers(client, addresses, newest_secret(secret.get_secret_value()))


@dataclass(frozen=True)
class PeerCatchUp:
    """Fetches from their owners the events that this service has not heard yet."""

    consumer: EventConsumer[Any]
    peers: ServicePeers

    async def catch_up_with(self, publisher: str, tenant: UUID, subjects: Sequence[UUID]) -> CatchUpOutcome:
        """Take in what `publisher` has told of `subjects`, in the order of their sequence."""
        return await self._catch_up(self.peers.query_events, publisher, tenant, subjects)

    async def catch_up_concerning(self, publisher: str, tenant: UUID, concerning: Sequence[UUID]) -> CatchUpOutcome:
        """Take in what `publisher` has told, on any topic read here, that concerns these subjects of this service."""
        return await self._catch_up(self.peers.query_events_concerning, publisher, tenant, concerning)

    async def hear_all_of(self, publisher: str, tenant: UUID, subjects: Sequence[UUID]) -> Heard:
        """Take in all that `publisher` has told of `subjects`."""
        return await self._hear(self.peers.query_events, publisher, tenant, self._topics_of(publisher), subjects)

    async def hear_all_concerning(
        self, publisher: str, tenant: UUID, topics: Sequence[str], concerning: Sequence[UUID]
    ) -> Heard:
        """Take in everything on `topics` that concerns these."""
        return await self._hear(self.peers.query_events_concerning, publisher, tenant, topics, concerning)

    async def _catch_up(
        self, ask: AskForEvents, publisher: str, tenant: UUID, subjects: Sequence[UUID]
    ) -> CatchUpOutcome:
        try:
            effects = await self._take_in(ask, publisher, tenant, self._topics_of(publisher), subjects)
        except (PeerAway, TooManyEvents):
            return CatchUpOutcome.AWAY
        return CatchUpOutcome.CAUGHT_UP if effects else CatchUpOutcome.UP_TO_DATE

    async def _hear(
        self, ask: AskForEvents, publisher: str, tenant: UUID, topics: Sequence[str], subjects: Sequence[UUID]
    ) -> Heard:
        """Take in what is told. What waits here already counts as well: what is old is not told any more."""
        try:
            effects = await self._take_in(ask, publisher, tenant, topics, subjects)
        except PeerAway:
            return Heard.AWAY
        except TooManyEvents:
            return Heard.NOT_ALL
        is_outstanding = not all(effects) or await self.consumer.has_outstanding(tenant, topics, subjects)
        return Heard.NOT_ALL if is_outstanding else Heard.ALL

    async def _take_in(
        self, ask: AskForEvents, publisher: str, tenant: UUID, topics: Sequence[str], subjects: Sequence[UUID]
    ) -> list[bool]:
        """Take in what is told and was not heard yet: of each event, whether it has taken effect.

        Raises PeerAway or TooManyEvents.
        """
        unheard = await self.consumer.select_unheard(await ask(publisher, tenant, topics, subjects))
        return [await self.consumer.consume_at_once(message) for message in unheard]

    def _topics_of(self, publisher: str) -> list[str]:
        return [topic for topic in self.consumer.topics if PUBLISHER_OF_TOPIC[topic] == publisher]
