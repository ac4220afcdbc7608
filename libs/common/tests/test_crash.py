"""Crash points end the process where they say, and exist in tests only."""

from __future__ import annotations

import subprocess
import sys

import pytest
from pydantic import ValidationError

from common.kernel import crash_points
from common.settings import ServiceSettings

GIVEN = {"jwks": "x", "database_url": "postgresql://u@h/d", "bus_url": "memory:", "secret": "0123456789abcdef" * 2}


@pytest.mark.parametrize("env", ["production", "sandbox"])
def test_outside_of_tests_a_process_told_to_crash_does_not_start(env: str) -> None:
    with pytest.raises(ValidationError, match="CRASH_AT"):
        ServiceSettings(**GIVEN, env=env, crash_at="escrow.release.before_commit")


@pytest.mark.parametrize("env", ["production", "sandbox"])
def test_it_is_read_from_the_environment(env: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRASH_AT", "escrow.release.before_commit")

    with pytest.raises(ValidationError, match="CRASH_AT"):
        ServiceSettings(**GIVEN, env=env)


@pytest.mark.parametrize(
    "spelled", ["", "escrow", "escrow.release", "escrow.release.before_commit:0", "a.b.c:x", "a.b.c,"]
)
def test_a_misspelled_point_stops_the_process(spelled: str) -> None:
    with pytest.raises(ValidationError, match="CRASH_AT"):
        ServiceSettings(**GIVEN, env="test", crash_at=spelled)


def test_it_ends_the_process_the_nth_time_and_at_no_other_point() -> None:
    program = (
        "from common.kernel import crash_points\n"
        "crash_points.arm_crash_points('escrow.release.before_commit:3')\n"
        "for n in range(9):\n"
        "    print(n, flush=True)\n"
        "    crash_points.pass_crash_point('escrow', 'refund', 'before_commit')\n"
        "    crash_points.pass_crash_point('escrow', 'release', 'before_commit')\n"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert (done.returncode, done.stdout.split()) == (crash_points.CRASH_EXIT_CODE, ["0", "1", "2"])


def test_of_several_points_the_first_that_is_reached_counts_and_is_named() -> None:
    program = (
        "from common.kernel import crash_points\n"
        "crash_points.arm_crash_points('escrow.release.before_commit,escrow.refund.after_lock')\n"
        "crash_points.pass_crash_point('escrow', 'refund', 'after_lock')\n"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (crash_points.CRASH_EXIT_CODE, "crash point: escrow.refund.after_lock\n")


def test_nothing_armed_nothing_happens() -> None:
    crash_points.arm_crash_points(None)
    crash_points.pass_crash_point("escrow", "release", "before_commit")


def test_a_simulation_is_told_of_every_point_that_is_passed_until_it_stops() -> None:
    passed: list[str] = []
    stop = crash_points.watch_crash_points(passed.append)

    crash_points.pass_crash_point("escrow", "release", "before_commit")
    stop()
    crash_points.pass_crash_point("escrow", "release", "after_commit")

    assert passed == ["escrow.release.before_commit"]
