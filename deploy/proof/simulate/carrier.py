"""Carrier of events with the manners of a broker on a bad day: late, twice, in any order, refused, and never lost
once it was confirmed, unless a whole queue is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from common.contracts.readers import EVENTS_READ_BY
from common.messaging.bus import Message, MessageRefused, Subscription
from common.messaging.delivery_groups import GROUP_SIZE, Delivery

from .world import SimulatedWorld

READERS_OF_TOPIC: Final[dict[str, list[str]]] = defaultdict(list)
for _reader, _events in EVENTS_READ_BY.items():
    for _event in _events:
        READERS_OF_TOPIC[_event.topic].append(_reader)


@dataclass
class SimulatedCarrier:
    """Queues of all readers. `troubled` is the share of messages that are not confirmed."""

    world: SimulatedWorld
    troubled: float = 0.0
    away: bool = False
    """It takes nothing and brings nothing."""
    carrier: str = "simulated"
    connected: bool = True
    queues: dict[str, list[Delivery]] = field(default_factory=lambda: {reader: [] for reader in EVENTS_READ_BY})
    unfilled: set[str] = field(default_factory=set)
    """Readers whose queue was lost, and who have not fetched yet what it had held."""
    published: int = 0

    @property
    def has_waiting(self) -> bool:
        """Tell whether there is something that it would bring."""
        return not self.away and any(self.queues.values())

    async def publish(self, message: Message) -> None:
        if self.away:
            raise ConnectionError("the carrier is away")
        fate = self.world.choices.random()
        if fate < self.troubled / 3:
            raise ConnectionError("the carrier was lost")
        if fate < self.troubled * 2 / 3:
            raise MessageRefused("a queue is full")
        self.published += 1
        for reader in READERS_OF_TOPIC[message.topic]:
            self.queues[reader].append(message.to_delivery())
        if fate < self.troubled:
            raise ConnectionError("the confirmation was lost")

    async def consume(self, subscription: Subscription) -> None:
        raise NotImplementedError("the scheduler hands over what is to be read")

    async def close(self) -> None:
        """Nothing is kept open: it is everybody's."""

    @property
    def is_empty(self) -> bool:
        return not any(self.queues.values()) and not self.unfilled

    def choose_group(self, reader: str, *, orderly: bool) -> list[Delivery]:
        """Choose what is handed over at once: all of it in order, or some of it in any order, some of that twice."""
        waiting, dice = self.queues[reader], self.world.choices
        if orderly:
            return waiting[:GROUP_SIZE]
        count = dice.randint(1, min(len(waiting), 12))
        group = waiting[:count] if dice.random() < 0.5 else dice.sample(waiting, count)
        return [*group, *(delivery for delivery in group if dice.random() < 0.15)]

    def acknowledge(self, reader: str, group: Sequence[Delivery]) -> None:
        for delivery in {delivery.id: delivery for delivery in group}.values():
            if delivery in self.queues[reader]:
                self.queues[reader].remove(delivery)

    def lose_queue(self, reader: str) -> int:
        """Lose all that a reader has not read; it finds its queue new, and knows that."""
        lost, self.queues[reader] = len(self.queues[reader]), []
        self.unfilled.add(reader)
        return lost
