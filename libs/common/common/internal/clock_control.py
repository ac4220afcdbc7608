"""Test clock of one service: holds and moves a sandbox's time, does what is due, reports what is still under way."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol, runtime_checkable
from uuid import UUID

from fastapi import APIRouter, Header
from pydantic import AwareDatetime, BaseModel, SecretStr
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.kernel.errors import Forbidden
from common.kernel.secret_lists import is_one_of
from common.persistence.database import Database

log = logging.getLogger(__name__)

SweepTenant = Callable[[UUID], Awaitable[int]]

RECENT_POSITIONS: Final = 5_000
RECENT_MINUTES: Final = 15
"""Of events older than that the first report tells nothing: they have arrived, or wait in an outbox or an inbox."""
MAX_EVENTS: Final = 2_000
OVERLAP: Final = 200
"""More positions than there are transactions at once."""

HOLD_TIME: Final = """
-- Time stands still from here on, at this instant or, if it is further already, where it is: it never runs backwards.
INSERT INTO {s}.clocks AS c (tenant_id, shift, held_at)
VALUES (:tenant, interval '0', greatest(CAST(:hold_at AS timestamptz), clock_timestamp()))
ON CONFLICT (tenant_id) DO UPDATE
SET held_at = greatest(CAST(:hold_at AS timestamptz), coalesce(c.held_at, clock_timestamp() + c.shift))
"""
LET_RUN: Final = """
-- `shift` is added to the database's clock for this tenant, by every transaction and by the sweeper.
INSERT INTO {s}.clocks AS c (tenant_id, shift) VALUES (:tenant, greatest(:shift, interval '0'))
ON CONFLICT (tenant_id) DO UPDATE
SET shift = greatest(excluded.shift, coalesce(c.held_at - clock_timestamp(), c.shift)), held_at = NULL
"""
UNDER_WAY: Final = """
SELECT (SELECT min(due_at) FROM {s}.deadlines WHERE tenant_id = :tenant AND state = 'armed') AS next_due_at,
       (SELECT count(*) FROM {s}.outbox WHERE tenant_id = :tenant AND published_at IS NULL) AS outbox_pending,
       (SELECT count(*) FROM {s}.inbox WHERE tenant_id = :tenant AND state = 'retry') AS retrying,
       (SELECT coalesce(max(position), 0) FROM {s}.outbox) AS last,
       (SELECT held_at FROM {s}.clocks WHERE tenant_id = :tenant) AS held_at
"""
NEW_EVENTS: Final = """
-- What this tenant's subjects have told since `after`, and some before it: positions are given before they are
-- committed. At first what they have told lately.
SELECT position, id, topic FROM {s}.outbox
WHERE position > coalesce(CAST(:after AS bigint) - {overlap}, (SELECT max(position) FROM {s}.outbox) - {recent})
  AND (CAST(:after AS bigint) IS NOT NULL OR created_at > clock_timestamp() - make_interval(mins => {minutes}))
  AND tenant_id = :tenant
ORDER BY position LIMIT {limit}
"""
UNHEARD: Final = """
SELECT awaited.id FROM unnest(CAST(:awaited AS uuid[])) AS awaited(id)
WHERE NOT EXISTS (SELECT 1 FROM {s}.inbox i WHERE i.consumer = :consumer AND i.event_id = awaited.id)
"""


@runtime_checkable
class TimedWorker(Protocol):
    """Worker that polls for what a platform's time, or an act, has made due. To the test clock it is a step like a
    deadline: it is done before anything that is due later."""

    async def find_due(self, tenant: UUID) -> datetime | None:
        """When its next work is due; an instant that has passed for what is under way."""

    async def work_for(self, tenant: UUID) -> int:
        """Do what is due by now."""


@dataclass(frozen=True)
class ClockParts:
    """What of a service the test clock drives."""

    database: Database
    schema: str
    consumer: str
    topics: Sequence[str]
    sweep: SweepTenant
    workers: Mapping[str, TimedWorker]


class ClockStep(BaseModel):
    """Request to hold or to move a sandbox's clock, perhaps to do what is due then, and to report."""

    tenant: UUID
    hold_at: AwareDatetime | None = None
    shift_microseconds: int | None = None
    """Let it run on, so much ahead of the database's clock."""
    fire: bool = False
    after: int | None = None
    """Last of this service's events that the asker knows of."""
    awaited: list[UUID] = []
    """Events that may be on their way to this service."""


class TravellingEvent(BaseModel):
    id: UUID
    topic: str


class ClockState(BaseModel):
    """Report on what is under way."""

    held_at: datetime | None
    """Where time stands still; None if it runs."""
    next_due_at: datetime | None
    outbox_pending: int
    retrying: int
    events: list[TravellingEvent]
    """Told since `after`, and some that the asker has heard of."""
    last: int
    """To be sent as the next `after`."""
    unheard: list[UUID]
    """Of the awaited events those that are not here yet."""
    subscribed: list[str]
    fired: int = 0


def clock_control_router(parts: ClockParts, secret: SecretStr) -> APIRouter:
    router = APIRouter(prefix="/internal", include_in_schema=False)

    @router.post("/test-clock")
    async def step_clock(body: ClockStep, x_internal_secret: str = Header("")) -> ClockState:
        if not is_one_of(x_internal_secret, secret.get_secret_value()):
            raise Forbidden
        await _set_clock(parts, body)
        fired = await _do_due_work(parts, body.tenant) if body.fire else 0
        next_work = [await worker.find_due(body.tenant) for worker in parts.workers.values()]
        async with parts.database.worker_transaction() as connection:
            state = await _read_state(connection, parts, body)
        due = [at for at in (state.next_due_at, *next_work) if at is not None]
        return state.model_copy(update={"next_due_at": min(due, default=None), "fired": fired})

    return router


async def _set_clock(parts: ClockParts, step: ClockStep) -> None:
    values: dict[str, object] = {"tenant": step.tenant}
    if step.hold_at is not None:
        query, values["hold_at"] = HOLD_TIME, step.hold_at
    elif step.shift_microseconds is not None:
        query, values["shift"] = LET_RUN, timedelta(microseconds=step.shift_microseconds)
    else:
        return
    async with parts.database.worker_transaction() as connection:
        await connection.execute(text(query.format(s=parts.schema)), values)


async def _do_due_work(parts: ClockParts, tenant: UUID) -> int:
    fired = await parts.sweep(tenant)
    for name, worker in parts.workers.items():
        try:
            fired += await worker.work_for(tenant)
        except Exception:
            log.exception("%s could not do what is due", name)
    return fired


async def _read_state(connection: AsyncConnection, parts: ClockParts, step: ClockStep) -> ClockState:
    s = parts.schema
    state = (await connection.execute(text(UNDER_WAY.format(s=s)), {"tenant": step.tenant})).one()
    limits = {"recent": RECENT_POSITIONS, "minutes": RECENT_MINUTES, "limit": MAX_EVENTS, "overlap": OVERLAP}
    asked = {"tenant": step.tenant, "after": step.after}
    events = (await connection.execute(text(NEW_EVENTS.format(s=s, **limits)), asked)).all()
    awaited = {"awaited": step.awaited, "consumer": parts.consumer}
    unheard = (await connection.scalars(text(UNHEARD.format(s=s)), awaited)).all() if step.awaited else []
    return ClockState(
        held_at=state.held_at,
        next_due_at=state.next_due_at,
        outbox_pending=state.outbox_pending,
        retrying=state.retrying,
        events=[TravellingEvent(id=event.id, topic=event.topic) for event in events],
        last=events[-1].position if len(events) == MAX_EVENTS else state.last,
        unheard=list(unheard),
        subscribed=list(parts.topics),
    )
