"""Seams to the world: the machine's clock, sleep, randomness and ids, behind one replaceable object.

Everything that waits, draws or stamps goes through here, so that a test or a simulation can decide what comes of it.
Business time is another matter: it is read from the database (`PostgresTransaction.timing`).
"""

from __future__ import annotations

import asyncio
import random
import secrets
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

import uuid_utils.compat

IdFactory = Callable[[], UUID]


def _machine_time() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class World:
    """Replaceable offers of the operating system. Replace single members to make a run repeatable."""

    utc_now: Callable[[], datetime] = _machine_time
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Coroutine[Any, Any, None]] = asyncio.sleep
    new_id: IdFactory = uuid_utils.compat.uuid7
    random: random.Random = field(default_factory=random.Random)
    """For jitter, never for secrets."""
    token_bytes: Callable[[int], bytes] = secrets.token_bytes


_REAL: Final = World()
_worlds: Final[list[World]] = [_REAL]


def current_world() -> World:
    return _worlds[-1]


def install_world(world: World) -> Callable[[], None]:
    """Put another world in place; returns what takes it away again."""
    _worlds.append(world)
    return lambda: _worlds.remove(world)


def utc_now() -> datetime:
    """Time of this machine: tokens and caches live by it, the business never does."""
    return _worlds[-1].utc_now()


def monotonic() -> float:
    """Seconds that only ever grow, for measuring how long something took."""
    return _worlds[-1].monotonic()


async def sleep(seconds: float) -> None:
    await _worlds[-1].sleep(seconds)


def jitter(least: float, most: float) -> float:
    """Random share between two bounds, so that many who wait do not come back at once."""
    return _worlds[-1].random.uniform(least, most)


def token_bytes(count: int) -> bytes:
    """Unguessable bytes for secrets and trace ids."""
    return _worlds[-1].token_bytes(count)


def random_id() -> UUID:
    """UUID version 4: tells nothing of when it was made, nor of what else was."""
    return UUID(bytes=token_bytes(16), version=4)
