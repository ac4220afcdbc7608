"""What this service does when others report a fact: it tells the platform, once."""

from __future__ import annotations

from common.contracts.catalogue import EVENT_OF_TOPIC
from common.contracts.envelope import Event
from common.kernel.ids import new_id

from . import commands, outgoing
from .ports import Tx


def public() -> list[type[Event]]:
    return [event for event in EVENT_OF_TOPIC.values() if event.public is not None]


async def tell(tx: Tx, fact: Event) -> None:
    await commands.tell(tx, outgoing.told(fact), new_id=new_id)
