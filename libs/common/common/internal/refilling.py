"""Refilling: what a queue had lost is fetched from the outboxes of its publishers (WAL-F3).

The broker keeps what was confirmed, unless a queue is deleted or loses its last leader. Then its reader has it declared
anew, and asks every publisher for all that its outbox still keeps: nobody knows how long the queue had been losing, and
what the inbox has is skipped. What is not published yet is fetched too: the old queue may have taken it just now.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from common.contracts.catalogue import PUBLISHER_OF_TOPIC
from common.kernel import seams
from common.messaging.cleaning import OUTBOX_KEPT
from common.messaging.inbox import EventConsumer

from .service_peers import ServicePeers

log = logging.getLogger(__name__)

PAUSE_SECONDS: Final = 5.0


class QueueRefill:
    """Fetches, for one reader, what its publishers have published and it has not heard."""

    def __init__(self, consumer: EventConsumer[Any], peers: ServicePeers) -> None:
        self._consumer, self._peers = consumer, peers

    async def refill_until_done(self) -> None:
        """Try again as long as a publisher does not answer: nothing else brings what was lost."""
        while True:
            try:
                fetched = await self.refill()
            except Exception as failure:
                log.warning("%s cannot fetch yet what its queue has lost: %r", self._consumer.name, failure)
                await seams.sleep(PAUSE_SECONDS)
            else:
                log.warning("%s has a new queue: %d events were fetched from outboxes", self._consumer.name, fetched)
                return

    async def refill(self) -> int:
        """Fetch once from each publisher, and count what was new. What one of them fails with is raised in the end."""
        # By a machine whose clock was set back, more would come than the inbox still remembers.
        since = await self._consumer.read_time() - OUTBOX_KEPT
        topics: dict[str, list[str]] = {}
        for topic in self._consumer.topics:
            topics.setdefault(PUBLISHER_OF_TOPIC[topic], []).append(topic)
        fetched, failures = 0, list[Exception]()
        for publisher, of in topics.items():
            try:
                fetched += await self._fetch(publisher, of, since)
            except Exception as failure:
                failures.append(failure)
        if failures:
            raise failures[0]
        return fetched

    async def _fetch(self, publisher: str, topics: Sequence[str], since: datetime) -> int:
        after, fetched = 0, 0
        while True:
            page = await self._peers.list_published(publisher, topics, since, after)
            if not page.events:
                return fetched
            messages = [event.to_message() for event in page.events]
            if unheard := await self._consumer.select_unheard(messages):
                await self._consumer.consume_group([message.to_delivery() for message in unheard])
            fetched, after = fetched + len(unheard), page.last_position
