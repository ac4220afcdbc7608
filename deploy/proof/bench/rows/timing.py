"""How long something takes that is awaited."""

from __future__ import annotations

import time
from collections.abc import Awaitable
from typing import TypeVar

T = TypeVar("T")


async def measure_seconds(doing: Awaitable[T]) -> tuple[float, T]:
    started = time.perf_counter()
    done = await doing
    return time.perf_counter() - started, done
