"""Everything that waits, draws or stamps can be replaced in one place."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from common.contracts.envelope import ActorRef
from common.contracts.notifications import EndpointDisabled
from common.kernel import seams
from common.kernel.ids import new_id
from common.kernel.seams import current_world, install_world
from common.kernel.tracing import Span

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def repeatable() -> Iterator[list[float]]:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    with ExitStack() as stack:
        stack.callback(
            install_world(
                replace(
                    current_world(),
                    utc_now=lambda: NOON,
                    monotonic=lambda: 7.0,
                    sleep=sleep,
                    new_id=lambda: UUID(int=1),
                    random=random.Random(1),
                    token_bytes=lambda count: b"\1" * count,
                )
            )
        )
        yield slept


async def test_a_replaced_world_is_used_by_all(repeatable: list[float]) -> None:
    await seams.sleep(5)

    assert (seams.utc_now(), seams.monotonic(), new_id(), repeatable) == (NOON, 7.0, UUID(int=1), [5])
    assert seams.jitter(0, 1) == random.Random(1).uniform(0, 1)
    assert str(Span.new_trace()) == f"00-{'01' * 16}-{'01' * 8}-01"


def test_an_event_s_id_is_a_random_uuid_of_the_seam(repeatable: list[float]) -> None:
    event = EndpointDisabled(
        tenant=UUID(int=2), subject=UUID(int=3), sequence=1, version=1, occurred_at=NOON,
        actor=ActorRef(role="system", id="parley"), cause="delivery", why="gone",
    )  # fmt: skip

    assert event.id == UUID(bytes=b"\1" * 16, version=4)
    assert event.id.version == 4


def test_when_the_test_is_over_the_world_is_the_real_one_again() -> None:
    assert seams.random_id() != seams.random_id()
    assert new_id().version == 7
