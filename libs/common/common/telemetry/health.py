"""Health of this process: is it alive, and is it ready to be sent work?"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel
from sqlalchemy import text

from common.kernel import seams
from common.persistence.database import Database
from common.persistence.database_clock import DatabaseClock

if TYPE_CHECKING:
    from common.messaging.bus import Bus
    from common.web.admission import Admission

BROKER_GRACE_SECONDS: Final = 30.0
MAX_SKEW_SECONDS: Final = 1.0
CHECK_SECONDS: Final = 3.0
DURABILITY_QUERY: Final = """
SELECT clock_timestamp() AS now,
  (SELECT count(*) FROM pg_settings
   WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting <> 'on') AS weak
"""

router = APIRouter(prefix="/health", tags=["health"], include_in_schema=False)


class Health(BaseModel):
    status: str
    carrier: str
    """What carries events between the services: `rabbitmq`, or `in-process` where all run in one."""
    checks: dict[str, str] = {}
    exhausted: list[str] = []
    """What everything of is in use right now: pools of connections, places for requests, streams, transfers, places
    before a decoder. It waits and refuses, and is no worse off for being sent work: taking it out would only load the
    others."""


@dataclass
class HealthProbes:
    """Checks of readiness. `failing` holds the background workers that are down right now."""

    database: Database
    bus: Bus
    require_durable: bool
    clock: DatabaseClock | None = None
    """Learns the time from each check."""
    failing: set[str] = field(default_factory=set)
    extra: dict[str, Callable[[], str]] = field(default_factory=dict)
    lost_at: float | None = None
    admission: Admission | None = None
    limited: dict[str, Callable[[], bool]] = field(default_factory=dict)
    """What else there is so much of and no more, and how to tell that all of it is in use."""

    def list_exhausted(self) -> list[str]:
        """List what everything of is in use."""
        pools = self.database.list_exhausted_pools()
        places = ["places"] if self.admission is not None and self.admission.is_exhausted else []
        return [*pools, *places, *(name for name, is_exhausted in self.limited.items() if is_exhausted())]

    async def run_checks(self) -> dict[str, str]:
        results = {"database": await self._check_database(), "broker": self._check_broker()}
        results["workers"] = "ok" if not self.failing else f"down: {', '.join(sorted(self.failing))}"
        return results | {name: check() for name, check in self.extra.items()}

    async def _check_database(self) -> str:
        try:
            async with asyncio.timeout(CHECK_SECONDS), self.database.probe.connect() as connection:
                before, asked_at = seams.utc_now(), seams.monotonic()
                row = (await connection.execute(text(DURABILITY_QUERY))).one()
                after, answered_at = seams.utc_now(), seams.monotonic()
        except Exception:
            return "unreachable"
        if self.clock is not None:
            self.clock.record_answer(asked_at, row.now, answered_at)
        if self.require_durable and row.weak:
            return "not durable: fsync, full_page_writes or synchronous_commit is off"
        skew = max(before - row.now, row.now - after).total_seconds()  # a slow answer is no skew
        return "ok" if skew <= MAX_SKEW_SECONDS else f"clock skew {skew:.1f} s"

    def _check_broker(self) -> str:
        if self.bus.connected:
            self.lost_at = None
            return "ok"
        self.lost_at = self.lost_at or seams.monotonic()
        return "ok" if seams.monotonic() - self.lost_at < BROKER_GRACE_SECONDS else "unreachable"


@router.get("/live")
async def report_liveness(request: Request) -> Response:
    alive = Health(status="ok", carrier=request.app.state.service.bus.carrier)
    return Response(alive.model_dump_json(), media_type="application/json")


@router.get("/ready")
async def report_readiness(request: Request, response: Response) -> Health:
    checks = await request.app.state.probes.run_checks()
    good = all(value == "ok" for value in checks.values())
    if not good:
        response.status_code = 503
        response.headers["Retry-After"] = "1"
    carrier = request.app.state.service.bus.carrier
    exhausted = request.app.state.probes.list_exhausted()
    return Health(status="ok" if good else "not_ready", carrier=carrier, checks=checks, exhausted=exhausted)
