"""Refilling: what a queue had lost is fetched from the outboxes of its publishers (WAL-F3).

The broker keeps what was confirmed, unless a queue is deleted or loses its last leader. Then its reader has it declared
anew, and asks every publisher for what it has published since some time before it last heard anything.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import text

from common.contracts.catalogue import PUBLISHER_OF_TOPIC
from common.kernel import seams
from common.messaging.cleaning import OUTBOX_KEPT
from common.messaging.inbox import EventConsumer
from common.persistence.database import Database

from .service_peers import ServicePeers

log = logging.getLogger(__name__)

MARGIN: Final = timedelta(hours=6)
"""How far behind the newest event that was heard an older one may still have been in the queue."""
PAUSE_SECONDS: Final = 5.0
LAST_HEARD_QUERY: Final = "SELECT max(processed_at) FROM {schema}.inbox WHERE consumer = :consumer"


class QueueRefill:
    """Fetches, for one reader, what its publishers have published and it has not heard."""

    def __init__(self, database: Database, schema: str, consumer: EventConsumer[Any], peers: ServicePeers) -> None:
        self._database, self._schema, self._consumer, self._peers = database, schema, consumer, peers

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
        """Fetch once, and count what was new. Raises PeerAway."""
        since = await self._find_start()
        topics: dict[str, list[str]] = {}
        for topic in self._consumer.topics:
            topics.setdefault(PUBLISHER_OF_TOPIC[topic], []).append(topic)
        counts = await asyncio.gather(*(self._fetch(publisher, of, since) for publisher, of in topics.items()))
        return sum(counts)

    async def _find_start(self) -> datetime:
        async with self._database.worker_transaction() as connection:
            query = text(LAST_HEARD_QUERY.format(schema=self._schema))
            last: datetime | None = await connection.scalar(query, {"consumer": self._consumer.name})
        return (seams.utc_now() - OUTBOX_KEPT) if last is None else last - MARGIN

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
