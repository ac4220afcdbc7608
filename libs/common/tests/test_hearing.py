"""What one subject cannot hear holds it back, and nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from common.internal.hearing import AWAY_PLATFORMS, PER_QUESTION, select_heard
from common.internal.service_peers import Heard

PLATFORM = uuid4()


@dataclass(frozen=True)
class Waiting:
    id: UUID


class Peer:
    def __init__(self, *, deaf_to: frozenset[UUID] = frozenset(), away: frozenset[UUID] = frozenset()) -> None:
        self.deaf_to, self.away, self.asked = deaf_to, away, list[UUID]()

    async def hear(self, tenant: UUID, asked: Sequence[Waiting]) -> Heard:
        self.asked.append(tenant)
        ids = {one.id for one in asked}
        if self.away & {tenant, *ids}:
            return Heard.AWAY
        return Heard.NOT_ALL if self.deaf_to & ids else Heard.ALL


async def test_wal_f1_one_case_that_cannot_be_heard_holds_up_no_other() -> None:
    waiting = [Waiting(uuid4()) for _ in range(3 * PER_QUESTION)]
    deaf = waiting[0].id

    heard = await select_heard({PLATFORM: waiting}, Peer(deaf_to=frozenset({deaf})).hear)

    assert heard == {one.id for one in waiting} - {deaf}


async def test_wal_f1_whoever_is_away_is_asked_once() -> None:
    waiting = [Waiting(uuid4()) for _ in range(3 * PER_QUESTION)]
    peer = Peer(away=frozenset({waiting[PER_QUESTION].id}))

    heard = await select_heard({PLATFORM: waiting}, peer.hear)

    assert heard == {one.id for one in waiting[:PER_QUESTION]}
    assert len(peer.asked) == 2


async def test_wal_f1_whoever_is_away_is_not_asked_once_for_every_platform() -> None:
    by_tenant = {uuid4(): [Waiting(uuid4())] for _ in range(50)}
    peer = Peer(away=frozenset(by_tenant))

    assert await select_heard(by_tenant, peer.hear) == set()

    assert len(peer.asked) == AWAY_PLATFORMS


async def test_wal_f1_one_platform_of_which_nothing_is_told_holds_up_no_other() -> None:
    by_tenant = {uuid4(): [Waiting(uuid4())] for _ in range(5)}
    silent = next(iter(by_tenant))

    heard = await select_heard(by_tenant, Peer(away=frozenset({silent})).hear)

    assert heard == {one.id for tenant, waiting in by_tenant.items() if tenant != silent for one in waiting}
