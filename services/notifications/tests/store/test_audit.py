"""The auditor's invariants over what really happened (INV-N1 to INV-N7)."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from notifications.commands import ChangeEndpoint, Redeliver, RotateSecret

INVARIANTS = {
    "INV-N1": "select event_id,endpoint_id,count(*) from notifications.audit_messages group by 1,2 having count(*)>1",
    "INV-N3": "select a.message_id from notifications.audit_attempts a join notifications.audit_attempts b"
    " on b.message_id=a.message_id and b.n>a.n where a.status_code between 200 and 299",
    "INV-N4": "select message_id from notifications.audit_attempts group by 1"
    " having count(distinct webhook_id)>1 or count(distinct n)<>count(*) or count(*)>10",
    "INV-N5": "select message_id from (select message_id,n,webhook_timestamp,lag(webhook_timestamp)"
    " over(partition by message_id order by n) p from notifications.audit_attempts) x where webhook_timestamp<=p",
    "INV-N7": "select event_id,user_id from notifications.audit_inapp group by 1,2 having count(*)>1",
}


@pytest.fixture
async def auditor(database):
    engine = create_async_engine(database.auditor_url)
    async with engine.connect() as connection:
        yield connection
    await engine.dispose()


async def test_the_invariants_hold_after_failures_redeliveries_and_changes(
    courier, receiver, subscribe, tell, begin, executor, tenant, clock, auditor
) -> None:
    endpoint = await subscribe(receiver.url)
    receiver.will_answer(500, 200)
    await tell()
    for _ in range(3):
        await courier.deliver_due()
        clock.advance_time(seconds=6)
    messages = (await auditor.execute(text("SELECT id FROM notifications.audit_messages"))).scalars().all()
    async with begin(tenant) as tx:
        await executor.execute(tx, Redeliver(messages[0]))
        await executor.execute(tx, RotateSecret(endpoint.id, endpoint.secrets[0].sealed))
    await courier.deliver_due()

    broken = {name: (await auditor.execute(text(query))).all() for name, query in INVARIANTS.items()}

    assert broken == {name: [] for name in INVARIANTS}
    assert len((await auditor.execute(text("SELECT * FROM notifications.audit_attempts"))).all()) == 2
    assert len((await auditor.execute(text("SELECT * FROM notifications.audit_redeliveries"))).all()) == 1


async def test_the_history_of_subscriptions_shows_what_was_wanted_when(
    subscribe, begin, executor, tenant, clock, auditor
) -> None:
    endpoint = await subscribe("http://127.0.0.1:9999/", "dispute.opened")
    clock.advance_time(hours=1)
    async with begin(tenant) as tx:
        await executor.execute(tx, ChangeEndpoint(endpoint.id, event_types=("dispute.closed",)))

    rows = await auditor.execute(
        text("SELECT event_type, active_to - active_from FROM notifications.audit_subscriptions ORDER BY active_from")
    )

    assert [(topic, lasted and lasted.total_seconds()) for topic, lasted in rows] == [
        ("disputes.opened.v1", 3600.0),
        ("disputes.closed.v1", None),
    ]
