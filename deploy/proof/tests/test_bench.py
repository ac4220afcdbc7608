"""The benchmark's own arithmetic, and its load client."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID, uuid5

import pytest

from common.kernel.ids import format_id, new_id, parse_id
from deploy.proof.bench import report
from deploy.proof.bench.beside.load_client import Lane, Step, run_lanes
from deploy.proof.bench.copies import CopyMaker, bytes_of_column, write_line
from deploy.proof.bench.figures import (
    Figure,
    RowResult,
    Target,
    compare_runs,
    percentile,
    ratios_of_rounds,
    row_from_json,
    row_to_json,
)
from deploy.proof.bench.measures import MEASURES, NOT_MEASURED
from deploy.proof.bench.processor_time import read_processor_seconds
from deploy.proof.bench.targets import ROWS, measured, not_measured

MORE = Target(0.15, 0.45, "more")
LESS = Target(20, 8, "less", "ms")


def test_a_figure_is_the_median_of_its_rounds_and_one_bad_round_moves_it_not() -> None:
    assert Figure([10, 11, 500]).value == 11
    assert Figure([10, 11, 12, 500]).value == 11.5
    assert Figure([10, 8, 11]).spread == pytest.approx(0.2)


def test_ratios_are_taken_within_a_round() -> None:
    # The second round was disturbed, and both by as much.
    assert ratios_of_rounds([100, 10], [200, 20]) == [0.5, 0.5]
    with pytest.raises(ValueError, match="2 rounds against 1"):
        ratios_of_rounds([1, 2], [1])


def test_percentiles_need_something_that_was_measured() -> None:
    assert percentile(list(range(1, 102)), 50) == 51
    assert percentile(list(range(1, 102)), 99) == 100
    assert percentile([3.0], 99) == 3.0
    with pytest.raises(ValueError, match="nothing"):
        percentile([], 50)


@pytest.mark.parametrize(
    ("target", "value", "verdict"),
    [(MORE, 0.15, "reached"), (MORE, 0.149, "missed"), (LESS, 20, "reached"), (LESS, 20.1, "missed")],
)
def test_a_target_is_reached_in_its_direction(target: Target, value: float, verdict: str) -> None:
    assert RowResult("B0", "", Figure([value]), target).verdict == verdict


def run_of(**rows: RowResult) -> dict[str, object]:
    return {"format": report.FORMAT, "rows": [row_to_json(row) for row in rows.values()]}


def test_a_comparison_knows_which_direction_is_better() -> None:
    before = run_of(B1=measured("B1", [0.1], {}), B12=measured("B12", [100.0], {}), B14=measured("B14", [2.0], {}))
    now = run_of(B1=measured("B1", [0.2], {}), B12=measured("B12", [50.0], {}), B14=measured("B14", [2.2], {}))

    told = {row.id: (row.factor, row.verdict) for row in compare_runs(now, before)}

    assert told["B1"] == (2.0, "better")
    assert told["B12"] == (2.0, "better")
    assert told["B14"] == (pytest.approx(0.909, abs=0.001), "as before")


def test_what_was_measured_otherwise_is_not_compared() -> None:
    whole, tenth = measured("B8", [1.1], {}), measured("B8", [1.1], {})
    tenth.marks.append("at a tenth")
    assert not compare_runs(run_of(B8=tenth), run_of(B8=whole))
    assert not compare_runs(run_of(B8=whole), run_of(B8=not_measured("B8", "no room")))
    assert len(compare_runs(run_of(B8=tenth), run_of(B8=tenth))) == 1


def test_results_come_back_from_their_file(tmp_path: Path) -> None:
    rows = [measured("B1", [0.1, 0.2, 0.3], {"no-op": Figure([8_000.0], "/s")}), not_measured("B15", "no such route")]
    report.write_json(tmp_path / "bench.json", rows, {})
    content = report.read_json(tmp_path / "bench.json")
    assert report.rows_of(content) == rows
    assert row_from_json(json.loads(json.dumps(row_to_json(rows[0])))) == rows[0]

    (tmp_path / "other.json").write_text("{}")
    with pytest.raises(ValueError, match="no result"):
        report.read_json(tmp_path / "other.json")


def test_the_chart_shows_how_far_each_row_has_come() -> None:
    assert report.share_of_target(0.075, MORE) == 0.5
    assert report.share_of_target(40, LESS) == 0.5
    rows = [measured("B1", [0.3], {}), measured("B12", [40.0], {}), not_measured("B15", "no such route")]
    chart = report.render_chart(rows, [measured("B1", [0.1], {})])
    assert chart.startswith("<svg")
    assert (chart.count("<rect"), chart.count(">before<")) == (3, 1)
    assert "B15" not in chart


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.01234, "0.0123"), (1.5, "1.5"), (861.4, "861"), (5_800.2, "5,800"), (0, "0"), (float("nan"), "nan")],
)
def test_numbers_have_three_digits_that_count(value: float, text: str) -> None:
    assert report.format_number(value) == text
    assert report.format_number(value, "/s") == f"{text}/s"


def test_every_row_is_measured_by_somebody_or_says_why_not() -> None:
    by = [id for ids in MEASURES for id in ids] + list(NOT_MEASURED)
    assert sorted(by) == sorted(ROWS)


def test_processor_time_is_that_of_a_process_and_of_what_it_started() -> None:
    import subprocess
    import sys

    child = "import time\nend = time.process_time() + 0.3\nwhile time.process_time() < end: pass\n"
    parent = f"import subprocess, sys, time\nsubprocess.run([sys.executable, '-c', {child!r}])\nprint(flush=True)\n"
    with subprocess.Popen([sys.executable, "-c", f"{parent}time.sleep(30)"], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        used = read_processor_seconds({"it": [process.pid], "nobody": []})
        process.kill()
    assert 0.3 <= used["it"] < 3
    assert used["nobody"] == 0


# Copies


def test_a_copy_has_ids_of_its_own_wherever_they_stand() -> None:
    deal, tenant = new_id(), new_id()
    account = uuid5(tenant, f"hold:EUR:{deal}")
    maker = CopyMaker([deal, account, "a1b2c3d4"], {account: (tenant, f"hold:EUR:{deal}")})
    told = f'{{"escrow": "{format_id("esc", deal)}", "key": "a1b2c3d4"}}'
    line = maker.read_line(f"{tenant}\t{deal}\t{account}\t\\\\x{told.encode().hex()}")

    copies = [write_line(line, maker.forms_for(number)).split("\t") for number in (1, 2)]

    assert [row[0] for row in copies] == [str(tenant)] * 2
    first, second = (UUID(row[1]) for row in copies)
    assert len({deal, first, second}) == 3
    assert [id.int >> 80 for id in (first, second)] == [(deal.int >> 80) - 1, (deal.int >> 80) - 2]
    assert (first.version, first.variant) == (deal.version, deal.variant)
    assert copies[0][2] == str(uuid5(tenant, f"hold:EUR:{first}"))
    content = json.loads(bytes_of_column(copies[0][3]))
    assert parse_id("esc", content["escrow"]) == first
    assert content["key"] not in ("a1b2c3d4", json.loads(bytes_of_column(copies[1][3]))["key"])


# The load client


@pytest.fixture
async def address() -> AsyncIterator[tuple[str, int, list[str]]]:
    """A server that answers after 20 ms, each 5th time with 409."""
    asked: list[str] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await reader.read(4096):
            asked.append(head.decode())
            await asyncio.sleep(0.02)
            status = "409 Conflict" if len(asked) % 5 == 0 else "201 Created"
            body = b'{"id":"esc_%d"}' % len(asked)
            writer.write(b"HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s" % (status.encode(), len(body), body))
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()[:2]
    yield host, port, asked
    await asyncio.sleep(0.05)  # until every connection is closed
    server.close()


@pytest.fixture(autouse=True)
def _no_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    async def obey_nobody(free: asyncio.Event) -> None: ...

    monkeypatch.setattr("deploy.proof.bench.beside.load_client._obey_commands", obey_nobody)


CREATE = Step("POST", "/things", '{"ref":"%UNIQUE%"}', keyed=True, takes_id=True)
READ = Step("GET", "/things/{id}")


async def test_a_closed_lane_plays_its_scenario_to_the_end_and_counts_what_failed(
    address: tuple[str, int, list[str]],
) -> None:
    host, port, asked = address
    [result] = await run_lanes([Lane("it", host, port, ("t",), (CREATE, READ), connections=1, count=4)])

    assert result.statuses == {201: 6, 409: 1}
    assert (result.done, result.first_failure[:18]) == (3, "/things: 409 b'{\"i")
    assert len(result.latencies["/things/{id}"]) == 3
    assert "GET /things/esc_1 HTTP/1.1" in asked[1]
    assert "Authorization: Bearer t" in asked[1]
    keys = [line for head in asked for line in head.split("\r\n") if line.startswith("Idempotency-Key")]
    assert len(set(keys)) == 4


async def test_an_open_lane_counts_from_when_a_request_was_due(address: tuple[str, int, list[str]]) -> None:
    host, port, _ = address
    started = time.perf_counter()
    [result] = await run_lanes([Lane("it", host, port, ("t",), (CREATE,), connections=1, count=8, rate=100)])

    # One connection answers 50 a second: the last waits for those before it.
    assert time.perf_counter() - started > 0.15
    assert max(result.latencies["/things"]) > 0.05
    assert min(result.latencies["/things"]) < 0.05
