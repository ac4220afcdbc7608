"""Acts and deadlines that meet: exactly one wins, and the facts say so."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial

import httpx
import pytest

from common.execution.executor import Executor
from common.jobs.deadlines import DeadlineSweeper
from mediation.deadlines import deadline_command
from mediation.domain.proposal import CHOSEN_STATES
from mediation.domain.states import State
from mediation.testing import DAY, NOON, a_mediation, counter
from services.mediation.tests.owner import decision_on

DUE = NOON + 5 * DAY
OFFER = {"kind": "refund_partial", "amount": {"amount": 40, "currency": "EUR"}}


@pytest.fixture
def sweeper(executor: Executor) -> DeadlineSweeper:
    return DeadlineSweeper(executor, deadline_command)


async def heard(act: Callable[[], Awaitable[httpx.Response]]) -> httpx.Response:
    """On a machine that stands still for seconds a wait for a lock may end with 503; then the act is tried again."""
    answer = await act()
    if answer.status_code != 503:
        return answer
    await asyncio.sleep(float(answer.headers["Retry-After"]))
    return await heard(act)


async def sweep(sweeper: DeadlineSweeper) -> int:
    return await sweeper.fire_due(grace=timedelta())


async def test_accept_against_counter_one_wins(seller, keep, stored) -> None:
    for _ in range(20):
        found = await keep(a_mediation())

        answers = await asyncio.gather(
            heard(partial(seller.act, found, "1/accept", {"version": 1, "option": 0})),
            heard(partial(seller.act, found, "1/counter", {"version": 1, "options": [OFFER]})),
        )

        assert sorted(a.status_code for a in answers) in ([200, 409], [201, 409])
        after = await stored(found)
        assert (after.version, len(after.snapshot.proposals)) in ((3, 1), (2, 2))


async def test_accept_against_amend_never_binds_to_unread_words(buyer, seller, keep, stored) -> None:
    for _ in range(20):
        found = await keep(a_mediation())

        accepted, amended = await asyncio.gather(
            heard(partial(seller.act, found, "1/accept", {"version": 1, "option": 0})),
            heard(partial(buyer.act, found, "1/amend", {"version": 1, "options": [OFFER]})),
        )

        assert sorted([accepted.status_code, amended.status_code]) == [200, 409]
        agreed = (await stored(found)).snapshot.agreed_proposal
        assert (agreed is not None) == (accepted.status_code == 200)


async def test_an_acceptance_against_its_deadline_one_wins(seller, keep, stored, sweeper, clock, rows, hear) -> None:
    for offset in (-1, 0) * 5:
        found = await keep(a_mediation())
        clock.time = DUE + timedelta(microseconds=offset)

        answer, _ = await asyncio.gather(seller.act(found, "1/accept", {"version": 1, "option": 0}), sweep(sweeper))

        after = await stored(found)
        assert (after.snapshot.state, sum(p.state in CHOSEN_STATES for p in after.snapshot.proposals)) in (
            (State.AGREED, 1),
            (State.PENDING, 0),
            (State.NEGOTIATING, 0),
        )
        assert (answer.status_code == 200) == (offset < 0)
        await sweep(sweeper)
        if offset == 0:
            await hear(decision_on(await stored(found)))
    agreed = await rows("SELECT count(*), count(DISTINCT subject) FROM mediation.outbox WHERE topic LIKE '%agreed%'")
    assert agreed == [(10, 10)]


async def test_d1_silence_is_executed_once_at_its_time_however_late_the_worker(
    keep, stored, sweeper, clock, rows, hear
) -> None:
    found = await keep(a_mediation())

    clock.time = DUE - timedelta(microseconds=1)
    assert await sweep(sweeper) == 0
    clock.time = DUE + 3 * DAY
    assert [await sweep(sweeper), await sweep(sweeper)] == [1, 0]
    await hear(decision_on(await stored(found), occurred_at=DUE))

    assert (await stored(found)).snapshot.state is State.AGREED
    told = await rows("SELECT convert_from(body, 'UTF8')::jsonb ->> 'occurred_at' FROM mediation.outbox")
    assert {at for (at,) in told} == {"2026-03-06T12:00:00Z"}
    recorded = await rows("SELECT convert_from(body, 'UTF8')::jsonb ->> 'recorded_at' FROM mediation.outbox")
    assert {at for (at,) in recorded} == {"2026-03-09T12:00:00Z"}, "PRM-5: and when it was carried out beside it"
    assert await rows("SELECT state FROM mediation.deadlines") == [("fired",)]


async def test_the_deadline_of_a_superseded_proposal_never_fires(keep, begin, sweeper, clock) -> None:
    found = await keep(a_mediation())
    async with begin(found.case.tenant) as tx:
        await tx.mediations.save(counter(found, when=NOON + DAY), before=found)

    clock.time = DUE

    assert await sweep(sweeper) == 0


async def test_the_invariants_of_the_auditor_hold(seller, buyer, keep, rows) -> None:
    for _ in range(3):
        found = await keep(a_mediation())
        await seller.act(found, "1/counter", {"version": 1, "options": [OFFER]})
        await buyer.act(found, "2/reject", {"version": 1})
        await seller.act(found, "", {"options": [{"kind": "refund_full"}]})
        await buyer.act(found, "3/accept", {"version": 1, "option": 0})

    for query in INVARIANTS.split(";"):
        assert await rows(query) == []


# INV-M1 to INV-M4 as the auditor asks them.
INVARIANTS = """
SELECT dispute_id FROM mediation.audit_offers WHERE state = 'accepted' GROUP BY 1 HAVING count(*) > 1;
SELECT a.id FROM mediation.audit_offers a WHERE a.state = 'accepted' AND (a.accepted_at >= a.expires_at OR EXISTS (
  SELECT 1 FROM mediation.audit_offers n WHERE n.dispute_id = a.dispute_id AND n.created_at > a.created_at
  AND n.created_at < a.accepted_at AND n.state <> 'withdrawn'));
SELECT id FROM mediation.audit_offers
WHERE buyer_minor + seller_minor + fee_minor <> disputed_minor OR least(buyer_minor, seller_minor, fee_minor) < 0;
SELECT dispute_id FROM (
  SELECT dispute_id, round, lag(round) OVER (PARTITION BY dispute_id ORDER BY created_at) r
  FROM mediation.audit_offers) x
WHERE r IS NOT NULL AND (round < r OR round > r + 1)
"""
