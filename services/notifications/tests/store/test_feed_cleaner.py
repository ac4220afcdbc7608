"""What nobody may read any more leaves the feed, with its deliveries; what somebody waits for stays."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, select, text
from sqlalchemy.exc import ProgrammingError

from notifications.domain.public_event import EVENT_RETENTION
from notifications.tables import attempts, events, messages
from notifications.upkeep import FeedCleaner

TOO_OLD_DAYS = EVENT_RETENTION.days + 2


async def count_rows(begin, tenant) -> list[int]:
    async with begin(tenant) as tx:
        return [len((await tx.execute(select(table))).all()) for table in (events, messages, attempts)]


async def test_old_events_leave_with_their_deliveries_and_what_is_waited_for_stays(
    courier, receiver, subscribe, tell, begin, tenant, clock
) -> None:
    await subscribe(receiver.url)
    clock.advance_time(days=-TOO_OLD_DAYS)
    receiver.will_answer(204, 500)
    await tell()
    await courier.deliver_due()
    await tell()
    await courier.deliver_due()
    clock.advance_time(days=TOO_OLD_DAYS)
    await tell()
    cleaner = FeedCleaner(begin.database)

    assert await count_rows(begin, tenant) == [3, 3, 2]
    assert await cleaner.clean_batch() == 1
    assert await cleaner.clean_batch() == 0
    assert await count_rows(begin, tenant) == [2, 2, 1]


async def test_the_service_itself_may_delete_no_event_however_old(tell, begin, tenant, clock) -> None:
    clock.advance_time(days=-TOO_OLD_DAYS)
    await tell()

    with pytest.raises(ProgrammingError, match="permission denied"):
        async with begin(tenant) as tx:
            await tx.execute(delete(events))


async def test_the_cleaner_finds_old_events_by_their_index(tell, begin, tenant) -> None:
    """Whatever the planner knows of them: what changes within a statement cannot bound an index."""
    await tell()
    async with begin.database.worker_transaction() as connection:
        source = await connection.scalar(text("SELECT prosrc FROM pg_proc WHERE proname = 'clean_feed'"))
        old = source.partition("WITH old AS (")[2].partition("\n)")[0].replace("LIMIT batch", "LIMIT 500")
        await connection.execute(text("SET LOCAL enable_seqscan = off"))
        plan = "\n".join((await connection.execute(text(f"EXPLAIN {old}"))).scalars())

    # By the age that it asks for itself: row security alone would be served by the index as well.
    assert "Index Cond: (stored_at < (now() - '31 days'" in plan, plan
