"""Malformed messages: each reader gets what is no event, in every way that a library lets it be sent."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final, NamedTuple

import aio_pika

from common.contracts.catalogue import PUBLISHER_OF_TOPIC
from common.contracts.readers import topics_of
from common.kernel.ids import new_id
from common.messaging.bundles import BUNDLE_TYPE
from common.messaging.rabbitmq import exchange_name
from deploy.local.suite import SERVICES

from . import database
from .broker import open_broker
from .stage import Stage

_PARKED: Final = "SELECT body FROM {service}.inbox WHERE state = 'parked' AND failure LIKE 'malformed:%'"
_FORGET: Final = "DELETE FROM {service}.inbox WHERE state = 'parked' AND body = ANY ($1::bytea[])"


class _Kind(NamedTuple):
    """Message that is none: what stands before a body of its own, under which id, and as what."""

    body: bytes
    id: str | None = "x"
    content_type: str = "application/json"


KINDS: Final = (
    _Kind(b"{"),
    _Kind(b"{{", id=None),
    _Kind(b"{", id=""),
    _Kind(b"{", id="\N{SNOWMAN}" * 80),
    _Kind(b'{"id": "', id="00000000-0000-0000-0000-000000000000"),
    _Kind(b"\0\xff\xfe"),
    _Kind(b"[", id="a" * 255),
    _Kind(b"a bundle ", content_type=BUNDLE_TYPE),
    _Kind(b"null ", id="550e8400-e29b-41d4-a716-446655440000"),
    _Kind(b"[" * 100_000),
)


async def send_malformed(stage: Stage) -> None:
    for reader in SERVICES:
        topic = topics_of(reader)[0]
        publisher = PUBLISHER_OF_TOPIC[topic]
        async with open_broker(stage, publisher) as connection:
            exchange = await (await connection.channel()).get_exchange(exchange_name(publisher), ensure=False)
            for kind in KINDS:
                body = kind.body + str(new_id()).encode()
                id = str(new_id()) if kind.id and "-" in kind.id else kind.id
                sent = aio_pika.Message(body, message_id=id, content_type=kind.content_type)
                await exchange.publish(sent, topic)
                stage.thrown.malformed.update((other, body) for other in SERVICES if topic in topics_of(other))


async def excuse_unparked(stage: Stage) -> None:
    """Excuse those that are not parked yet: their queue is about to be lost, and nobody else has them."""
    parked = await _list_parked(stage)
    stage.thrown.excused |= {one for one in stage.thrown.malformed if one not in parked}


async def find_unparked(stage: Stage) -> dict[str, Any]:
    """Compare what is parked with what was sent: each once, and nothing else."""
    parked, sent = await _list_parked(stage), stage.thrown.malformed
    missing = [one for one in sent if one not in parked and one not in stage.thrown.excused]
    other = [one for one, times in parked.items() if times > sent[one]]
    flaws = {"malformed messages that are not parked": missing, "parked as malformed, and not sent so": other}
    return {what: [(reader, body[:60]) for reader, body in which][:5] for what, which in flaws.items() if which}


async def forget_malformed(stage: Stage) -> None:
    for service in SERVICES:
        bodies = [body for reader, body in stage.thrown.malformed if reader == service]
        await database.execute(stage, _FORGET.format(service=service), bodies)
    stage.thrown.excused |= stage.thrown.malformed.keys()  # one that was thought lost may still come


async def _list_parked(stage: Stage) -> Counter[tuple[str, bytes]]:
    parked: Counter[tuple[str, bytes]] = Counter()
    async with database.open_database(stage) as connection:
        for service in SERVICES:
            rows = await connection.fetch(_PARKED.format(service=service))
            parked.update((service, row["body"]) for row in rows)
    return parked
