"""Handing on: what an act in a case has brought about reaches the other services before the act is answered.

The same events travel by the broker, which loses nothing; whichever way is first takes effect, once. A reader that is
handed an event hands on what followed from it there, so that the answer comes when the last of it has happened.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import BigInteger, Select, func, literal_column, select, text

from common.contracts.envelope import Event
from common.contracts.readers import HANDED_ON_TOPICS, TOLD_BY_ACTS, readers_of
from common.kernel import seams
from common.messaging.bus import Message
from common.persistence.pending_writes import PublishedEvent
from common.persistence.transaction import Transactions

from .service_peers import PeerAway, ServicePeers

log = logging.getLogger(__name__)

HAND_ON_SECONDS: Final = 4.0
"""Whoever acts waits no longer for what follows elsewhere; the broker brings it all the same."""
AWAY_SECONDS: Final = 5.0
"""A reader that did not answer is not waited for again so soon."""
MAX_REMEMBERED: Final = 10_000
RECENT_POSITIONS: Final = 2_000
"""Of all platforms together. What followed from an event so long ago is with the broker."""


@dataclass
class PeerHandOn:
    """Hands on the events of one service, each once."""

    begin: Transactions[Any]
    peers: ServicePeers
    _handed: OrderedDict[Any, None] = field(default_factory=OrderedDict)
    _away_until: dict[str, float] = field(default_factory=dict)

    async def hand_on(self, events: Sequence[PublishedEvent]) -> None:
        """Hand what an act has told to its readers, unless it is the course of an ordinary deal."""
        await self._hand_to_readers([event for event in events if event.topic in TOLD_BY_ACTS])

    async def _hand_to_readers(self, events: Sequence[PublishedEvent]) -> None:
        """Hand events to their readers, in their order; return when they have taken effect there, or time is up."""
        messages = [Message(event.id, event.topic, event.body) for event in events if self._is_first(event)]
        if not messages:
            return
        readers = dict.fromkeys(reader for message in messages for reader in readers_of(message.topic))
        try:
            async with asyncio.timeout(HAND_ON_SECONDS):
                await asyncio.gather(*(self._hand_to(reader, messages) for reader in readers))
        except TimeoutError:
            log.info("not all of %s was heard in time", [message.topic for message in messages])

    async def hand_on_consequences(self, event: Event) -> None:
        """Hand on what was told here in the course of `event`: it may have come by the broker a moment before."""
        if event.topic not in HANDED_ON_TOPICS or event.traceparent is None:
            return
        query = self._select_consequences(event, event.traceparent)
        async with self.begin.read(event.tenant) as tx:
            rows = (await tx.execute(query)).all()
        await self._hand_to_readers([PublishedEvent(row.id, row.topic, row.body) for row in rows])

    def _select_consequences(self, event: Event, traceparent: str) -> Select[Any]:
        """Select from the end of the outbox. Where that is, its sequence says, however quiet the platform has been."""
        outbox = self.begin.infrastructure.outbox
        end = select(literal_column("last_value", BigInteger)).select_from(text(f"{outbox.fullname}_position_seq"))
        query = select(outbox.c.id, outbox.c.topic, outbox.c.body)
        query = query.where(outbox.c.position > end.scalar_subquery() - RECENT_POSITIONS)
        in_trace = func.pg_catalog.position(outbox.c.body, _trace_id(traceparent).encode()) > 0
        return query.where(outbox.c.tenant_id == event.tenant, in_trace).order_by(outbox.c.position)

    def _is_first(self, event: PublishedEvent) -> bool:
        if event.topic not in HANDED_ON_TOPICS or event.id in self._handed:
            return False
        self._handed[event.id] = None
        if len(self._handed) > MAX_REMEMBERED:
            self._handed.popitem(last=False)
        return True

    async def _hand_to(self, reader: str, messages: Sequence[Message]) -> None:
        if seams.monotonic() < self._away_until.get(reader, 0.0):
            return
        try:
            for message in messages:
                if reader in readers_of(message.topic):
                    await self.peers.deliver_event(reader, message)
        except PeerAway:
            self._away_until[reader] = seams.monotonic() + AWAY_SECONDS
        except Exception:  # what was committed is answered as it was: the relay carries it all the same
            log.exception("could not hand on to %s", reader)


def _trace_id(traceparent: str) -> str:
    return traceparent.split("-")[1]
