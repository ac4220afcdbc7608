"""Recounting: what publishers have published is compared with what has come here (WAL-F3).

A queue can be there, bring all that it holds, and be missing what it was bound to: its bindings went with an exchange
that was deleted, or somebody has purged it. The broker tells nobody. So each reader asks its publishers, now and then,
for the ids of what they gave the carrier a while ago. What has not come by the second look is lost: it is fetched from
the outbox, and whoever is told so binds the queue anew.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from common.contracts.catalogue import PUBLISHER_OF_TOPIC
from common.messaging.inbox import EventConsumer

from .event_exchange import SettledEvents
from .service_peers import PeerAway, ServicePeers

log = logging.getLogger(__name__)

LOOKED_BACK: Final = timedelta(hours=6)
"""Where a reader that has just been started begins: as long as it, or its broker, may have been away."""
UNANSWERED_LOOKS: Final = 10
"""So many in a row say that nothing is compared any more."""


@dataclass
class _Place:
    """How far a reader has compared what a publisher has published."""

    since: datetime
    after: int = 0
    missed: set[UUID] = field(default_factory=set)
    """What had not come at the last look."""
    unanswered: int = 0
    """Looks in a row that the publisher did not answer."""


class QueueRecount:
    """Compares, for one reader, what its publishers have published with what has come."""

    def __init__(self, consumer: EventConsumer[Any], peers: ServicePeers) -> None:
        self._consumer, self._peers = consumer, peers
        self._topics: dict[str, list[str]] = {}
        for topic in consumer.topics:
            self._topics.setdefault(PUBLISHER_OF_TOPIC[topic], []).append(topic)
        self._places: dict[str, _Place] = {}
        self._fetched = 0
        """Not told yet: what follows may fail, and that the queue had lost something is not to be forgotten."""

    async def fetch_lost(self) -> int:
        """Look on from where the last look ended; fetch what was missed twice, and count it."""
        if not self._places:
            begin = await self._consumer.read_time() - LOOKED_BACK
            self._places = {publisher: _Place(begin) for publisher in self._topics}
        for publisher, topics in self._topics.items():
            place = self._places[publisher]
            try:
                await self._compare(publisher, topics, place)
            except PeerAway:  # it is asked for the same at the next look
                place.unanswered += 1
                if place.unanswered % UNANSWERED_LOOKS == 0:
                    log.warning("%s: %s has not said what it published", self._consumer.name, publisher)
            else:
                place.unanswered = 0
        fetched, self._fetched = self._fetched, 0
        if fetched:
            log.critical("%s: its queue had lost %d events; they were fetched", self._consumer.name, fetched)
        return fetched

    async def _compare(self, publisher: str, topics: Sequence[str], place: _Place) -> None:
        """Go on to the first page of which something is missing: it is looked at again. Raises PeerAway."""
        while True:
            page = await self._peers.list_settled(publisher, topics, place.since, place.after)
            if page.last_position <= place.after:
                return
            missing = await self._consumer.select_unknown(page.ids)
            if lost := missing & place.missed:
                await self._fetch(publisher, topics, place.after, page, lost)
                self._fetched += len(lost)
            place.missed = missing - lost
            if place.missed:
                return
            place.after = page.last_position

    async def _fetch(
        self, publisher: str, topics: Sequence[str], after: int, page: SettledEvents, lost: Collection[UUID]
    ) -> None:
        """Have what is lost take effect here. Raises PeerAway."""
        epoch = self._places[publisher].since
        while after < page.last_position:
            published = await self._peers.list_published(publisher, topics, epoch, after)
            if not published.events:
                return
            deliveries = [event.to_message().to_delivery() for event in published.events if event.id in lost]
            await self._consumer.consume_group(deliveries)
            after = published.last_position
