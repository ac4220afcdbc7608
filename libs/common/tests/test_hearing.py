"""What one subject cannot hear holds it back, and nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from common.internal.hearing import PER_QUESTION, select_heard
from common.internal.service_peers import Heard


@dataclass(frozen=True)
class Waiting:
    id: UUID


class Peer:
    def __init__(self, *, deaf_to: set[UUID] = frozenset(), away_after: int | None = None) -> None:  # type: ignore[assignment]
        self.deaf_to, self.away_after, self.questions = deaf_to, away_after, 0

    async def hear(self, asked: Sequence[Waiting]) -> Heard:
        self.questions += 1
        if self.away_after is not None and self.questions > self.away_after:
            return Heard.AWAY
        return Heard.NOT_ALL if self.deaf_to & {one.id for one in asked} else Heard.ALL


async def test_prm_1_one_case_that_cannot_be_heard_holds_up_no_other() -> None:
    waiting = [Waiting(uuid4()) for _ in range(3 * PER_QUESTION)]
    deaf = waiting[0].id

    heard = await select_heard(waiting, Peer(deaf_to={deaf}).hear)

    assert heard == {one.id for one in waiting} - {deaf}


async def test_prm_1_whoever_is_away_is_asked_once() -> None:
    waiting = [Waiting(uuid4()) for _ in range(3 * PER_QUESTION)]
    peer = Peer(away_after=1)

    heard = await select_heard(waiting, peer.hear)

    assert heard == {one.id for one in waiting[:PER_QUESTION]}
    assert peer.questions == 2
