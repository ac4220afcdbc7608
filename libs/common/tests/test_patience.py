"""Tests see what an act does, not how long a borrowed machine stands still meanwhile."""

from __future__ import annotations

from sqlalchemy import text

from common.persistence.database import Database
from common.persistence.direct_statements import DirectStatement

from .conftest import Toy

TIMERS = "SELECT current_setting('statement_timeout'), current_setting('idle_in_transaction_session_timeout')"


async def test_no_act_and_no_look_of_a_test_is_cut_off_where_the_machine_stands_still(toy: Toy) -> None:
    database = Database(toy.url)
    async with database.worker_transaction() as connection:
        of_acts = (await connection.execute(text(TIMERS))).one()
    of_looks = (await database.look(DirectStatement(TIMERS)))[0]
    await database.close()

    assert [*of_acts] == [*of_looks] == ["1min", "1min"]
