"""Service peers: the other services of the suite, asked for events or handed one, within a bounded time."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
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


AskForEvents = Callable[[str, UUID, Sequence[str], Sequence[UUID]], Awaitable[list[Message]]]
"""Question to a publisher about topics and subjects of a platform."""


class ServicePeers(Protocol):
    async def query_events(
        self, publisher: str, tenant: UUID, topics: Sequence[str], subjects: Sequence[UUID]
    ) -> list[Message]:
        """All events that `publisher` has of these subjects. Raises PeerAway, as the next one does."""

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
        return _news_in(await self._take_in(self.peers.query_events, publisher, tenant, subjects))

    async def catch_up_concerning(self, publisher: str, tenant: UUID, concerning: Sequence[UUID]) -> CatchUpOutcome:
        """Take in what `publisher` has told, on any topic read here, that concerns these subjects of this service."""
        return _news_in(await self._take_in(self.peers.query_events_concerning, publisher, tenant, concerning))

    async def hear_all_of(self, publisher: str, tenant: UUID, subjects: Sequence[UUID]) -> Heard:
        """Take in all that `publisher` has told of `subjects`."""
        return _heard_of(await self._take_in(self.peers.query_events, publisher, tenant, subjects))

    async def hear_all_concerning(
        self, publisher: str, tenant: UUID, topics: Sequence[str], concerning: Sequence[UUID]
    ) -> Heard:
        """Take in everything on `topics` that concerns these."""
        ask = self.peers.query_events_concerning
        return _heard_of(await self._take_in(ask, publisher, tenant, concerning, topics))

    async def _take_in(
        self,
        ask: AskForEvents,
        publisher: str,
        tenant: UUID,
        subjects: Sequence[UUID],
        topics: Sequence[str] | None = None,
    ) -> list[bool] | None:
        """Take in what is told and was not heard yet: of each event, whether it has taken effect. None: it is away."""
        try:
            messages = await ask(publisher, tenant, topics or self._topics_of(publisher), subjects)
        except PeerAway:
            return None
        unheard = await self.consumer.select_unheard(messages)
        return [await self.consumer.consume_at_once(message) for message in unheard]

    def _topics_of(self, publisher: str) -> list[str]:
        return [topic for topic in self.consumer.topics if PUBLISHER_OF_TOPIC[topic] == publisher]


def _news_in(effects: list[bool] | None) -> CatchUpOutcome:
    if effects is None:
        return CatchUpOutcome.AWAY
    return CatchUpOutcome.CAUGHT_UP if effects else CatchUpOutcome.UP_TO_DATE


def _heard_of(effects: list[bool] | None) -> Heard:
    if effects is None:
        return Heard.AWAY
    return Heard.ALL if all(effects) else Heard.NOT_ALL
