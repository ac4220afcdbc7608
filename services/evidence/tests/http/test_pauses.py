"""Pauses: while the clocks of a case stand still, those of its requests do, whenever they were asked."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest

from common.contracts.disputes import DeadlineExtended, DisputePaused, DisputeResumed, GraceRef
from common.execution.executor import Executor
from common.jobs.deadlines import DeadlineSweeper
from common.kernel.ids import format_id
from evidence.commands import COMMAND_HANDLERS
from evidence.deadlines import deadline_command
from evidence.testing import DUE, NOON

GRACE = timedelta(seconds=12)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def sweep(world: Any, begin: Any, clock: Any, at: Any) -> None:
    clock.time = at
    await DeadlineSweeper(Executor(begin, COMMAND_HANDLERS), deadline_command).fire_due()


async def of(world: Any, request: Any, by: str = "operator") -> dict[str, Any]:
    return dict((await world.get(f"/requests/{format_id('req', request)}", by)).json())


async def test_a_pause_stops_every_clock_and_acts_stay_allowed(world, begin, clock, rows) -> None:
    request = await world.asked()
    await world.tell(DisputePaused, occurred_at=DUE - timedelta(hours=1))

    await sweep(world, begin, clock, DUE + timedelta(days=3))

    assert await world.state(request) == "open"
    seen = await of(world, request)
    assert (seen["next_automatic_action"], seen["allowed_actions"][0]["available_until"]) == (None, None)
    states = [row.state for row in await rows("SELECT state FROM evidence.audit_timers ORDER BY id")]
    assert states == ["cancelled", "paused"]
    await world.tell(DisputeResumed, paused_at=DUE - timedelta(hours=1), resumed_at=clock.time)
    assert (await of(world, request))["due_at"] == "2026-03-08T13:00:00Z"
    await sweep(world, begin, clock, clock.time + timedelta(hours=1) + GRACE)
    assert await world.state(request) == "lapsed"


async def test_a_request_that_comes_during_a_pause_waits_with_the_rest(world, begin, clock) -> None:
    await world.tell(DisputePaused, occurred_at=NOON - timedelta(hours=1))

    request = await world.asked()
    await sweep(world, begin, clock, DUE + GRACE)
    assert await world.state(request) == "open"
    await world.tell(DisputeResumed, paused_at=NOON - timedelta(hours=1), resumed_at=NOON + timedelta(hours=2))

    assert (await of(world, request))["due_at"] == "2026-03-05T14:00:00Z"


async def test_a_resumption_that_overtakes_its_pause_is_not_undone_by_it(world) -> None:
    request = await world.asked()

    await world.tell(DisputeResumed, paused_at=NOON, resumed_at=NOON + timedelta(hours=2))
    await world.tell(DisputePaused, occurred_at=NOON)

    seen = await of(world, request)
    assert (seen["due_at"], seen["paused_at"]) == ("2026-03-05T14:00:00Z", None)


async def test_prm_25_a_window_that_is_opened_again_in_a_pause_stands_still_with_the_rest(world, begin, clock) -> None:
    """An operator who lets a case rest and gives the seller more time takes none of it away."""
    request = await world.asked()
    await sweep(world, begin, clock, DUE + GRACE)
    assert await world.state(request) == "lapsed"
    await world.tell(DisputePaused, occurred_at=DUE + HOUR)

    await world.tell(
        DeadlineExtended,
        deadline="evidence",
        request=request,
        due_at=DUE + DAY,
        reason_code="x",
        occurred_at=DUE + HOUR,
    )
    await sweep(world, begin, clock, DUE + 3 * DAY)

    assert await world.state(request) == "open"
    assert (await of(world, request))["next_automatic_action"] is None
    await world.tell(DisputeResumed, paused_at=DUE + HOUR, resumed_at=DUE + HOUR + 3 * DAY)
    await sweep(world, begin, clock, DUE + 4 * DAY - timedelta(microseconds=1))
    assert await world.state(request) == "open"
    await sweep(world, begin, clock, DUE + 4 * DAY + GRACE)
    assert await world.state(request) == "lapsed"


async def test_prm_14_more_time_heard_of_after_the_end_opens_nothing_again(world, begin, clock) -> None:
    """It was given before, so that nothing has lapsed: it has closed with the case."""
    request = await world.asked()
    await sweep(world, begin, clock, DUE + GRACE)
    assert await world.state(request) == "lapsed"
    await world.closed()

    more = {"deadline": "evidence", "request": request, "due_at": DUE + DAY, "reason_code": "x"}
    await world.tell(DeadlineExtended, occurred_at=DUE + HOUR, **more)

    seen = await of(world, request)
    assert (seen["state"], seen["due_at"], seen["allowed_actions"]) == ("closed", "2026-03-06T12:00:00Z", [])
    assert (await world.submit(request=format_id("req", request))).status_code == 409


PAUSE = (
    (DisputePaused, {"occurred_at": NOON + HOUR}),
    (DisputeResumed, {"paused_at": NOON + HOUR, "resumed_at": NOON + 3 * HOUR, "occurred_at": NOON + 3 * HOUR}),
)
MORE = (DeadlineExtended, {"deadline": "evidence", "due_at": DUE + DAY, "reason_code": "x", "occurred_at": NOON})
STORIES = {"given before the pause": ([MORE, *PAUSE], 2), "given after the pause": ([*PAUSE, MORE], 0)}


@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize("story", STORIES)
async def test_prm_36_pauses_and_more_time_heard_in_any_order_come_to_the_same(world, rows, story: str, order) -> None:
    request, (facts, hours) = await world.asked(grace=GraceRef(at=DUE - HOUR, until=DUE)), STORIES[story]

    for which in order:
        kind, parts = facts[which]
        await world.tell(kind, number=10 + which, **parts)

    assert (await of(world, request))["due_at"] == (DUE + DAY + hours * HOUR).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert (await of(world, request))["next_automatic_action"] is not None
    [moved] = await rows("SELECT grace_at, grace_until FROM evidence.requests")
    assert tuple(moved) == (DUE + HOUR, DUE + 2 * HOUR), "no more time was given for the checkpoint (K10)"


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_prm_36_more_time_given_before_a_pause_that_began_after_the_old_cut_off_is_paused_in_any_order(
    world, begin, clock, order
) -> None:
    request, paused_at = await world.asked(), DUE + HOUR
    facts = [
        MORE,
        (DisputePaused, {"occurred_at": paused_at}),
        (DisputeResumed, {"paused_at": paused_at, "resumed_at": DUE + 3 * DAY, "occurred_at": DUE + 3 * DAY}),
    ]

    for which in order:
        kind, parts = facts[which]
        await world.tell(kind, number=10 + which, **parts)
        if set(order[: order.index(which) + 1]) == {0, 1}:
            await sweep(world, begin, clock, DUE + 2 * DAY)
            assert await world.state(request) == "open", "it stands still"

    assert (await of(world, request))["due_at"] == "2026-03-09T11:00:00Z"


async def test_prm_4_each_version_of_a_request_is_told_so_that_the_feed_alone_says_how_it_stands(world, rows) -> None:
    """Also of what changes without anybody's being asked for anything: pauses, a grace that is not given, ends."""
    told = (
        "SELECT (convert_from(body, 'UTF8')::jsonb ->> 'version')::int AS version, topic, convert_from(body, 'UTF8')::"
        "jsonb AS body FROM evidence.outbox WHERE topic LIKE '%.request-%' ORDER BY position"
    )
    request, since = await world.asked(grace=GraceRef(at=NOON + DAY, until=DUE + DAY)), NOON + HOUR
    story = [
        lambda: world.tell(DisputePaused, occurred_at=since),
        lambda: world.tell(DisputeResumed, paused_at=since, resumed_at=since + HOUR),
        lambda: world.submit("seller"),
        world.closed,
    ]
    for act in story:
        await act()
        seen, last = await of(world, request), (await rows(told))[-1]
        assert last.version == seen["version"]
        shown = (seen["state"], seen["paused_at"], seen["stays_open"], seen["due_at"])
        stands = tuple(last.body[name] for name in ("state", "paused_at", "stays_open", "due_at"))
        assert stands == shown
    versions = [row.version for row in await rows(told)]
    assert set(versions) == set(range(1, versions[-1] + 1))
    assert {row.topic for row in await rows(told)} >= {"evidence.request-updated.v1", "evidence.request-satisfied.v1"}
    assert (await rows(told))[-1].body["state"] == "satisfied", "also once its case is closed"
