"""Cut logs: once all is well, whoever owns the database takes the last entries away; it has to show."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from common.anchoring.log_heads import log_series
from common.anchoring.statements import open_series
from common.anchoring.store import HeadStore
from deploy.local import sandbox
from deploy.local.suite import SERVICES
from deploy.verify.heads import check_heads, load_public_key

from . import database
from .stage import Stage

SIGNED_SECONDS: Final = 60.0
NOTICED_SECONDS: Final = 30.0
LOOK_SECONDS: Final = 0.5
WATCHED: Final = "escrow"
"""Service whose own keeper of heads has to notice it as well."""
CUT: Final = "INV-H2"
_ENDS: Final = """
SELECT DISTINCT ON (tenant_id) tenant_id, seq, entry_id FROM {service}.log_chain ORDER BY tenant_id, seq DESC
"""
_CUT: Final = """
DELETE FROM {service}.log_chain WHERE tenant_id = $1 AND seq = $2
"""
_CUT_ENTRY: Final = "DELETE FROM {service}.log_entries WHERE id = $1"


async def find_unnoticed_cuts(stage: Stage) -> list[str]:
    """Cut the log of every service that has one by its last entry, for good; list what nobody notices."""
    ends = {service: await database.fetch(stage, _ENDS.format(service=service)) for service in SERVICES}
    cut = {service: await _cut_log(stage, service) for service in SERVICES if ends[service]}
    unnoticed = [f"{service}: nothing was signed to its end" for service, is_cut in cut.items() if not is_cut]
    [verdict] = [one for one in await check_signed_heads(stage) if one.invariant.id == CUT]
    named = {row["service"] for row in verdict.rows}
    unnoticed += [f"{name}: verify names no cut" for name, is_cut in cut.items() if is_cut and name not in named]
    if cut.get(WATCHED) and not await _does_service_notice(stage):
        unnoticed.append(f"{WATCHED}: signs on behind a cut")
    return unnoticed


async def check_signed_heads(stage: Stage) -> list[Any]:
    assert stage.stack.access is not None, "started"
    state = stage.stack.state
    key = load_public_key(state / "keys" / "heads-key.pem")
    return await check_heads(stage.stack.access.dsn("auditor"), state / "heads", key)


async def _cut_log(stage: Stage, service: str) -> bool:
    """Cut a log whose end was signed; whether there was one."""
    until = time.monotonic() + SIGNED_SECONDS
    while time.monotonic() < until:
        signed = await _read_signed(stage, service)
        async with database.open_database(stage) as connection:
            for end in await connection.fetch(_ENDS.format(service=service)):
                if signed.get(end["tenant_id"]) == end["seq"]:
                    async with connection.transaction():
                        await connection.execute("SET LOCAL session_replication_role = replica")
                        await connection.execute(_CUT.format(service=service), end["tenant_id"], end["seq"])
                        await connection.execute(_CUT_ENTRY.format(service=service), end["entry_id"])
                    return True
        await asyncio.sleep(LOOK_SECONDS)
    return False


async def _read_signed(stage: Stage, service: str) -> Mapping[UUID, int]:
    state = stage.stack.state
    key = load_public_key(state / "keys" / "heads-key.pem")
    series = log_series(service)
    statements = open_series(series, await HeadStore(state / "heads").read_series(series), key)
    return {UUID(head.subject): head.number for statement in statements for head in statement.heads}


async def _does_service_notice(stage: Stage) -> bool:
    until = time.monotonic() + NOTICED_SECONDS
    address = f"{stage.stack.url}/health/{WATCHED}/ready"
    while await asyncio.to_thread(sandbox.is_service_ready, address, 5.0):
        if time.monotonic() > until:
            return False
        await asyncio.sleep(LOOK_SECONDS)
    return True
