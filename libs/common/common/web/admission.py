"""Admission: how many requests are served at once. What could not be served in time is refused at once."""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Final, NamedTuple
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from common.kernel import seams
from common.kernel.principal import Actor, Principal, Role
from common.turns.turn_queue import TurnQueue

ANYBODY: Final = UUID(int=0)
"""Stands for all who need no token."""
AT_WORK: Final = 32
"""Acts that several platforms share: about as many as a batch takes."""
LEAST_SHARE: Final = 2
SEEN_SECONDS: Final = 1.0
"""So long after its last act a platform is one of those that share."""


class Overloaded(Exception):
    """Says that there is no place; answered with 503."""


class DatabaseSilent(Exception):
    """Says that the database stands still; answered with 503."""


class AdmissionLimits(BaseModel):
    """Places of one process. Whoever has one waits for at most as many others."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    requests: int = Field(200, ge=1)
    """About as many as are answered in 200 ms: more would wait longer than a refusal takes."""
    platform_share: float = Field(0.6, gt=0, le=1)
    """Of them, what one platform may hold: however much it asks, the others find room."""
    caller_share: float = Field(0.3, gt=0, le=1)
    """Of them, what one participant may hold, or one address that needs no token: half of its platform's, so that the
    others on it find room as well."""


class Asker(NamedTuple):
    """Whose request it is, as far as places are shared."""

    tenant: UUID
    caller: Actor | str | None
    """A participant or an address; None: the platform itself, which may have all that is its own."""

    @classmethod
    def of(cls, caller: Principal | None, network: str) -> Asker:
        if caller is None:
            return cls(ANYBODY, network)
        return cls(caller.tenant, None if caller.role is Role.PLATFORM else caller.actor)


class Admission:
    """Counts the requests of this process that are being served."""

    def __init__(self, limits: AdmissionLimits | None = None) -> None:
        limits = limits or AdmissionLimits()
        self._places = limits.requests
        self._places_of_platform = max(1, int(limits.requests * limits.platform_share))
        self._places_of_caller = max(1, int(limits.requests * limits.caller_share))
        self._served: Counter[Asker] = Counter()
        """By whole platforms, and by each of their participants."""
        self._total = 0
        self.work = WorkShares()

    @property
    def is_exhausted(self) -> bool:
        return self._total >= self._places

    @contextmanager
    def hold_place(self, asker: Asker) -> Iterator[None]:
        """Hold a place inside the block. Raises Overloaded before it begins."""
        self._require_place(asker)
        counted = {asker, asker._replace(caller=None)}
        self._total += 1
        self._served.update(counted)
        try:
            yield
        finally:
            self._total -= 1
            self._served.subtract(counted)
            for key in counted:
                if not self._served[key]:
                    del self._served[key]

    def _require_place(self, asker: Asker) -> None:
        """Raises Overloaded."""
        of_platform = self._served[asker._replace(caller=None)]
        if self._total >= self._places or of_platform >= self._places_of_platform:
            raise Overloaded
        if asker.caller is not None and self._served[asker] >= self._places_of_caller:
            raise Overloaded


class _Turn(NamedTuple):
    asker: Asker
    future: asyncio.Future[None]


class WorkShares:
    """Acts that are being carried out, of each platform no more than its share, as long as there are several.

    A batch gives every platform its turn, but the event loop knows no platforms: whoever has a hundred acts in it slows
    everybody's. What is beyond a platform's share waits here, behind what is its own, its participants in turn.
    Alone, a platform has no limit.
    """

    def __init__(self, places: int = AT_WORK) -> None:
        self._places = places
        self._working: Counter[UUID] = Counter()
        self._waiting: TurnQueue[_Turn] = TurnQueue()
        self._seen: OrderedDict[UUID, float] = OrderedDict()

    @asynccontextmanager
    async def take_turn(self, asker: Asker) -> AsyncIterator[None]:
        """Wait until this platform may have one more act carried out, and hold its turn inside the block."""
        self._note_seen(asker.tenant)
        if self._waiting.count_of(asker.tenant) or not self._has_share_left(asker.tenant):
            await self._wait_for_turn(asker)
        else:
            self._working[asker.tenant] += 1
        try:
            yield
        finally:
            self._give_back(asker.tenant)

    async def _wait_for_turn(self, asker: Asker) -> None:
        turn = _Turn(asker, asyncio.get_running_loop().create_future())
        self._waiting.add(asker.tenant, turn, asker.caller)
        try:
            await turn.future
        except asyncio.CancelledError:
            if turn.future.done() and not turn.future.cancelled():  # it was given a moment before
                self._give_back(asker.tenant)
            raise

    def _give_back(self, tenant: UUID) -> None:
        self._working[tenant] -= 1
        if not self._working[tenant]:
            del self._working[tenant]
        while (turn := self._waiting.take(self._has_share_left)) is not None:
            if not turn.future.done():  # whoever waited for it may have gone
                self._working[turn.asker.tenant] += 1
                turn.future.set_result(None)

    def _has_share_left(self, tenant: UUID, _: object = None) -> bool:
        platforms = len(self._seen)
        return platforms <= 1 or self._working[tenant] < max(LEAST_SHARE, self._places // platforms)

    def _note_seen(self, tenant: UUID) -> None:
        now = seams.monotonic()
        self._seen[tenant] = now
        self._seen.move_to_end(tenant)
        while (oldest := next(iter(self._seen.items())))[1] < now - SEEN_SECONDS:
            del self._seen[oldest[0]]
