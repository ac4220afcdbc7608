"""Test clock of one service: moves a sandbox's time, fires what is due, reports what is still under way."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Header, Request
from pydantic import BaseModel, SecretStr
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.kernel.errors import Forbidden
from common.persistence.database import Database

SweepTenant = Callable[[UUID], Awaitable[int]]

SET_OFFSET: Final = """
-- `shift` is added to the database's clock for this tenant, by every transaction and by the sweeper.
INSERT INTO {s}.clocks (tenant_id, shift) VALUES (:tenant, :shift)
ON CONFLICT (tenant_id) DO UPDATE SET shift = excluded.shift
"""
UNDER_WAY: Final = """
-- Nothing is under way when both counts are 0; then the clock may go on to `next_due_at`.
SELECT (SELECT min(due_at) FROM {s}.deadlines WHERE tenant_id = :tenant AND state = 'armed') AS next_due_at,
       (SELECT count(*) FROM {s}.outbox WHERE tenant_id = :tenant AND published_at IS NULL) AS outbox_pending,
       (SELECT count(*) FROM {s}.inbox WHERE tenant_id = :tenant AND state = 'retry') AS retrying
"""
COUNT_PUBLISHED: Final = "SELECT topic, count(*) AS n FROM {s}.outbox WHERE tenant_id = :tenant GROUP BY topic"
COUNT_HANDLED: Final = "SELECT topic, count(*) AS n FROM {s}.inbox WHERE tenant_id = :tenant GROUP BY topic"


class ClockStep(BaseModel):
    """Request to move a sandbox's clock, and perhaps to fire what is due then."""

    tenant: UUID
    shift_seconds: float | None = None
    """None: leave the clock as it is and only report."""
    fire: bool = False


class ClockState(BaseModel):
    """Report on what is under way, counted by topic."""

    next_due_at: datetime | None
    outbox_pending: int
    retrying: int
    published: dict[str, int]
    handled: dict[str, int]
    subscribed: list[str]
    fired: int = 0


def clock_control_router(
    database: Database, schema: str, sweep: SweepTenant, topics: list[str], secret: SecretStr
) -> APIRouter:
    router = APIRouter(prefix="/internal", include_in_schema=False)

    @router.post("/test-clock")
    async def step_clock(body: ClockStep, request: Request, x_internal_secret: str = Header("")) -> ClockState:
        if not hmac.compare_digest(x_internal_secret, secret.get_secret_value()):
            raise Forbidden
        if body.shift_seconds is not None:
            offset = timedelta(seconds=body.shift_seconds)
            async with database.worker_transaction() as connection:
                await connection.execute(text(SET_OFFSET.format(s=schema)), {"tenant": body.tenant, "shift": offset})
        fired = await sweep(body.tenant) if body.fire else 0
        async with database.worker_transaction() as connection:
            return await _read_state(connection, schema, body.tenant, topics, fired)

    return router


async def _read_state(
    connection: AsyncConnection, schema: str, tenant: UUID, topics: list[str], fired: int
) -> ClockState:
    about = {"tenant": tenant}
    state = (await connection.execute(text(UNDER_WAY.format(s=schema)), about)).one()
    published = (await connection.execute(text(COUNT_PUBLISHED.format(s=schema)), about)).all()
    handled = (await connection.execute(text(COUNT_HANDLED.format(s=schema)), about)).all()
    return ClockState(
        next_due_at=state.next_due_at,
        outbox_pending=state.outbox_pending,
        retrying=state.retrying,
        published={row.topic: row.n for row in published},
        handled={row.topic: row.n for row in handled},
        subscribed=topics,
        fired=fired,
    )
