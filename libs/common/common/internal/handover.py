"""Handover: an event that a service has committed is given to its reader at once, and the reader's answer is taken in.

The relay carries the same event by the broker: whichever comes first takes effect, once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from common.execution.catching_up import CatchUpOutcome
from common.messaging.bus import Message
from common.messaging.cleaning import OUTBOX_KEPT
from common.persistence.transaction import Transactions

from .service_peers import PeerAway, PeerCatchUp


@dataclass(frozen=True)
class PeerHandover:
    """Hands over the events of one service, to which its outbox is the witness."""

    begin: Transactions[Any]
    catch_up: PeerCatchUp

    async def hand_over(self, reader: str, tenant: UUID, topic: str, subject: UUID, *, answers_with: UUID) -> bool:
        """Hand the events of `subject` on `topic` to `reader`, and take in what it tells of `answers_with`.

        False where the reader is away, or has not acted on them yet: the broker brings them all the same.
        """
        try:
            for message in await self._read_outbox(tenant, topic, subject):
                if not await self.catch_up.peers.deliver_event(reader, message):
                    return False
        except PeerAway:
            return False
        return await self.catch_up.catch_up_with(reader, tenant, [answers_with]) is not CatchUpOutcome.AWAY

    async def _read_outbox(self, tenant: UUID, topic: str, subject: UUID) -> list[Message]:
        outbox = self.begin.infrastructure.outbox
        query = select(outbox.c.id, outbox.c.topic, outbox.c.body).where(outbox.c.tenant_id == tenant)
        # Its reader may have forgotten what is older, and would carry it out once more.
        query = query.where(outbox.c.created_at > func.clock_timestamp() - OUTBOX_KEPT)
        query = query.where(outbox.c.subject == subject, outbox.c.topic == topic).order_by(outbox.c.sequence)
        async with self.begin.read(tenant) as tx:
            rows = (await tx.execute(query)).all()
        return [Message(row.id, row.topic, row.body) for row in rows]
