"""A slice of `make endings`: pairs of acts that end a case, of all programmes, over RabbitMQ."""

from __future__ import annotations

import asyncio
import os

import pytest

from deploy.proof.chaos.stage import run_armed_stage
from deploy.proof.endings.campaign import draw_slice, list_cells, play_cells
from deploy.proof.endings.table import read_table
from deploy.proof.testing import broker

CELLS = 8
SEED = 50_108
"""The same slice each time: what only sometimes ends wrongly is for the whole campaign to find."""


@pytest.fixture
def rabbitmq() -> None:
    if not broker.is_broker_available():
        if os.environ.get("PARLEY_TESTS_NEED_BROKER"):
            pytest.fail("no RabbitMQ on this machine and no packages of it")
        pytest.skip("no RabbitMQ on this machine and no packages of it")


@pytest.mark.usefixtures("rabbitmq")
def test_prm_1_whichever_act_ends_a_case_first_is_its_end_everywhere() -> None:
    cells = draw_slice(list_cells(read_table()), CELLS, SEED)

    with run_armed_stage({}) as stage:
        report = asyncio.run(play_cells(stage, cells))

    assert report.played == CELLS
    assert report.faults == {}
    assert report.waited <= CELLS // 3, "the owner is within reach, and says neither yes nor no"
