"""What an operator sees of a service whose facts, deadlines or database are in trouble."""

from __future__ import annotations

import re
from datetime import timedelta

import httpx

from common.contracts.escrow import PlatformOpened
from common.messaging.bus import InMemoryBus
from common.messaging.inbox import EventConsumer, consumes
from common.persistence.database import Database
from common.persistence.transaction import ScheduledDeadline
from common.telemetry.health import HealthProbes
from common.telemetry.metrics import Metrics

from .conftest import PLATFORM, Toy, a_subject
from .test_call import A_THING, client, key  # noqa: F401
from .test_inbox import Effects, a_message
from .test_outbox import a_fact


async def figures(client: httpx.AsyncClient) -> dict[str, float]:  # noqa: F811
    answer = await client.get("/metrics", headers={"Authorization": ""})
    assert answer.status_code == 200, answer.text
    found = re.findall(r"^parley_(\w+)(?:\{(.*)\})? (\S+)$", answer.text, re.MULTILINE)
    return {f"{name} {labels}".strip(): float(value) for name, labels, value in found}


async def test_requests_are_counted_by_operation_and_outcome(client: httpx.AsyncClient) -> None:  # noqa: F811
    await client.post("/v1/things", json=A_THING, headers=key())
    await client.post("/v1/things", json={}, headers=key("k2"))
    seen = await figures(client)

    assert seen['request_seconds_count operation="make",status="2xx"'] == 1
    assert seen['request_seconds_count operation="make",status="4xx"'] == 1
    assert seen['request_seconds_sum operation="make",status="2xx"'] > 0


async def test_what_waits_and_what_is_late_shows(client: httpx.AsyncClient, toy: Toy) -> None:  # noqa: F811
    await client.post("/v1/things", json=A_THING, headers=key())
    failing = consumes(PlatformOpened, Effects(failures=9).to_command)
    await EventConsumer("toy", toy.executor, [failing]).consume_message(a_message(a_fact()))
    async with toy.begin(PLATFORM) as tx:
        now = (await tx.timing()).now
        late, later = (
            ScheduledDeadline("answer", now, now - timedelta(minutes=5)),
            ScheduledDeadline("appeal", now, now + timedelta(days=1)),
        )
        await tx.schedule_deadlines(a_subject(), [late, later])
    before = await figures(client)
    await toy.scalar("UPDATE escrow.inbox SET state = 'parked' RETURNING 1")
    client._transport.app.state.metrics._parked_at -= 60  # type: ignore[attr-defined]  # a minute has passed
    after = await figures(client)

    assert (before["outbox_waiting"], before["inbox_retrying"], before["deadlines_overdue"]) == (1, 1, 1)
    assert before["outbox_oldest_seconds"] > 0
    assert (before["database_up"], before["pool_in_use"]) == (1, 0)
    assert (before["inbox_parked"], after["inbox_parked"], after["inbox_retrying"]) == (0, 1, 0)


async def test_without_its_database_a_service_still_shows_figures() -> None:
    nowhere = Database("postgresql+asyncpg://nobody:x@127.0.0.1:1/nothing")
    metrics = Metrics(nowhere, "escrow", HealthProbes(nowhere, InMemoryBus(), require_durable=False, failing={"relay"}))
    shown = (await metrics.render_metrics()).decode()
    await nowhere.close()

    assert "parley_database_up 0.0" in shown
    assert "parley_workers_failing 1.0" in shown
