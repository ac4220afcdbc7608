"""Before deadlines fire, mediation is asked about those that an agreement could prevent: many cost what one does."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from common.jobs.deadlines import DueDeadline
from common.kernel.ids import new_id
from disputes.hearing import AgreementsHeard
from disputes.testing import NOON, TENANT

REPORT = "report_review-2026-12"


@pytest.fixture
def statements(begin):
    seen: list[str] = []

    def sent(connection, cursor, statement, parameters, context, many) -> None:
        seen.append(statement)

    engine = begin.database.read_engine.sync_engine
    event.listen(engine, "before_cursor_execute", sent)
    yield seen
    event.remove(engine, "before_cursor_execute", sent)


async def test_many_deadlines_are_looked_through_by_as_many_statements_as_one(start, begin, statements) -> None:
    heard, counts = AgreementsHeard(begin, catch_up=None), []
    cases = [await start(REPORT) for _ in range(4)]
    due = [DueDeadline(new_id(), TENANT, case.id, "dispute_hard_cap", NOON) for case in cases]

    for few in (due[:1], due):
        statements.clear()
        assert await heard.select_certain(few) == {one.id for one in few}, "nothing is negotiated in these"
        counts.append(len(statements))

    assert counts[0] == counts[1], statements
