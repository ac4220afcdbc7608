"""Database clock: tells the database's time at any instant without asking it, from what it said a moment ago."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Final, NamedTuple

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.kernel import seams

from .database import Database

MEASURE_SECONDS: Final = 2.0
MAX_SAMPLES: Final = 30
"""A minute of them: the fastest answer among these decides."""
MAX_DRIFT: Final = 0.0005
"""Seconds a second by which two clocks may part; an operating system slews its own by no more."""
MAX_SILENCE_SECONDS: Final = 120.0
"""After this long without an answer the time is not known any more."""
SILENCE_SECONDS = 2.0
"""After so long whoever waits for a connection is refused anyway (`POOL_TIMEOUT_SECONDS`)."""
CONFIRM_SECONDS: Final = 0.1
GIVE_UP_SECONDS = 5.0
"""Then it is asked again, by another connection where this one leads nowhere any more."""
STEP_SAMPLES: Final = 2
"""So many answers in a row that contradict all earlier ones and not one another: the database's clock was set anew."""
READ_TIME: Final = "SELECT clock_timestamp()"


async def read_time(connection: AsyncConnection) -> datetime:
    """Read the database's time now: which no step of this machine's clock changes."""
    read: datetime = await connection.scalar(text(READ_TIME))
    return read


class ClockSample(NamedTuple):
    """Bounds of the offset from this machine's monotonic clock to the database's, in seconds.

    The database read its clock somewhere between the question and the answer: a slow answer is a wide sample, no
    wrong one.
    """

    measured_at: float
    lower: float
    upper: float

    @property
    def drifted_upper(self) -> float:
        """Upper bound as of the beginning of this machine's clock: it grows by `MAX_DRIFT` a second since."""
        return self.upper - MAX_DRIFT * self.measured_at

    def agrees_with(self, other: ClockSample) -> bool:
        drift = MAX_DRIFT * abs(self.measured_at - other.measured_at)
        return self.lower <= other.upper + drift and other.lower <= self.upper + drift


class DatabaseClock:
    """Time of the database, measured every few seconds beside the pool.

    It is never behind: whoever has read an instant in an answer and acts on it is not received before that instant.
    It is ahead by no more than the fastest answer of the last minute took.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._samples: deque[ClockSample] = deque(maxlen=MAX_SAMPLES)
        self._outliers: list[ClockSample] = []
        self._least_upper = 0.0
        """`drifted_upper` of the sample that decides."""
        self.is_silent = False
        """It has been asked and stands still: whoever needs it is told so at once, and does not wait as well."""

    def read_time(self) -> datetime | None:
        """Tell the database's time of now; None if it has not been heard for long."""
        now = seams.monotonic()
        if not self._samples or now - self._samples[-1].measured_at > MAX_SILENCE_SECONDS:
            return None
        return datetime.fromtimestamp(now + self._least_upper + MAX_DRIFT * now, UTC)

    async def measure(self) -> None:
        """Ask the database for its time, or note that it gives none. The first question may open the connection; the
        second is fast."""
        try:
            async with asyncio.timeout(GIVE_UP_SECONDS):
                for _ in range(2):
                    with self._watch_silence():
                        await self._ask()
        except TimeoutError:
            self.note_silence()

    async def _ask(self) -> None:
        asked_at = seams.monotonic()
        [row] = await self._database.clock_connections.fetch(READ_TIME)
        self.record_answer(asked_at, row[0], seams.monotonic())

    @contextmanager
    def _watch_silence(self) -> Iterator[None]:
        """Note that it is silent if what is asked inside the block has no answer in time."""
        loop, timers = asyncio.get_running_loop(), list[asyncio.TimerHandle]()

        def suspect_silence() -> None:
            # Where this process itself has stood still, an answer that lies here is read before this one's turn.
            timers.append(loop.call_later(CONFIRM_SECONDS, self.note_silence))

        timers.append(loop.call_later(SILENCE_SECONDS, suspect_silence))
        try:
            yield
        finally:
            for timer in timers:
                timer.cancel()

    def note_silence(self) -> None:
        self.is_silent = True

    def record_answer(self, asked_at: float, time: datetime, answered_at: float) -> None:
        """Note what the database said its time was, to a question of `asked_at`. An outlier is left out."""
        self.is_silent = False
        since_epoch = time.timestamp()
        sample = ClockSample(answered_at, since_epoch - answered_at, since_epoch - asked_at)
        if _agrees_with_all(sample, self._samples):
            self._outliers.clear()
            self._samples.append(sample)
            return self._decide()
        if not _agrees_with_all(sample, self._outliers):
            self._outliers.clear()
        self._outliers.append(sample)
        if len(self._outliers) >= STEP_SAMPLES:
            self._samples = deque(self._outliers, MAX_SAMPLES)
            self._outliers.clear()
            self._decide()

    def _decide(self) -> None:
        self._least_upper = min(sample.drifted_upper for sample in self._samples)


def _agrees_with_all(sample: ClockSample, others: Iterable[ClockSample]) -> bool:
    return all(sample.agrees_with(other) for other in others)
