"""A short campaign (`make chaos` runs the long one): deaths at named points and at random, on the real thing."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from typing import Final

import pytest

from deploy.proof.chaos import points, troubles
from deploy.proof.chaos.campaign import Plan, Report, run_campaign
from deploy.proof.chaos.stage import ALL_SERVICES, run_armed_stage
from deploy.proof.testing import broker

SLICE: Final = ("malformed messages", "lost queues", "failing deadlines", "unroutable events")


@pytest.fixture
def rabbitmq() -> None:
    if not broker.is_broker_available():
        if os.environ.get("PARLEY_TESTS_NEED_BROKER"):
            pytest.fail("no RabbitMQ on this machine and no packages of it")
        pytest.skip("no RabbitMQ on this machine and no packages of it")


@pytest.mark.usefixtures("rabbitmq")
def test_whatever_is_killed_nothing_is_lost_and_nothing_done_twice() -> None:
    plan = Plan(seed=7, kills=["RabbitMQ", "escrow", "PostgreSQL", "disputes"])

    with run_armed_stage(points.SHORT_LIST) as running:
        report = asyncio.run(run_campaign(running, plan))

    _nothing_is_lost(report)
    assert sorted(report.died) == sorted(point for names in points.SHORT_LIST.values() for point in names)
    assert report.tally.acknowledged, "no file was given: then nothing was proved of them"
    assert report.tally.replayed > 0, "no act was repeated that had been done: then nothing was proved"


@pytest.mark.usefixtures("rabbitmq")
@pytest.mark.parametrize("names", [SLICE, pytest.param(tuple(troubles.TROUBLES), marks=pytest.mark.slow)])
def test_queues_that_are_lost_and_messages_and_deadlines_that_fail_stop_nobody(names: Sequence[str]) -> None:
    plan = Plan(seed=1, kills=[f"!{trouble}" for trouble in names])

    with run_armed_stage({}) as running:
        report = asyncio.run(run_campaign(running, plan))

    _nothing_is_lost(report)
    assert report.tally.stories, "nobody was at work: then nothing was proved"


@pytest.mark.slow
def test_embedded_whatever_is_killed_nothing_is_lost_and_nothing_done_twice() -> None:
    plan = Plan(seed=7, kills=[ALL_SERVICES, "PostgreSQL", ALL_SERVICES])
    at = {"escrow": points.SHORT_LIST["escrow"][:2], "disputes": points.SHORT_LIST["disputes"][:1]}

    with run_armed_stage(at, embedded=True) as running:
        report = asyncio.run(run_campaign(running, plan))

    _nothing_is_lost(report)
    assert len(report.died) == 3


def _nothing_is_lost(report: Report) -> None:
    assert report.missed == []
    assert report.violations == {}
    assert report.converged is not None
