"""WAL-A4: a decoder that was taken over can do nothing, on a plain Linux, in a container, under an older kernel."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from common.confinement import runner
from common.confinement.limits import DEFAULT_LIMITS, Walls
from common.confinement.runner import ConfinementImpossible, require_confinement

ATTACKER = Path(__file__).with_name("confined_attacks.py")
EPERM, ENOSYS = 1, 38
UNSHARE, CLONE, SETNS = {"x86_64": (272, 56, 308), "aarch64": (97, 220, 268)}[os.uname().machine]
# Calls that the kernel, or the container, refuses to everybody: laid first, and inherited.
KERNELS: dict[str, tuple[list[int], int]] = {
    "plain": ([], EPERM),
    "no new namespaces": ([UNSHARE, CLONE, SETNS], EPERM),
    "no Landlock": ([444, 445, 446], ENOSYS),
}
UNDER_KERNEL = """
import json, os, sys
from common.confinement.seccomp import install_filter, refuse_calls
refused, error, command = json.loads(sys.argv[1])
if refused:
    install_filter(refuse_calls(refused, error))
os.execv(command[0], command)
"""
# As `child.main` does, with a program that is no module.
CONFINED = """
import os, runpy, sys
from pathlib import Path
from common.confinement.child import enter_confinement
from common.confinement.limits import Walls
walls, attacker, given = sys.argv[1:4]
sys.argv = sys.argv[2:]
enter_confinement(parent=os.getppid(), walls=Walls(walls), files=[Path(given), Path(attacker)])
runpy.run_path(attacker, run_name="__main__")
"""
# Where there is no Landlock, what the file system itself lets this user read is open: so nothing is decoded there.
SEES_FILES = {
    "reads a secret beside its file", "lists the folder of its file", "reads its parent's environment",
    "reads its own environment", "reads its parent's memory by file", "opens its parent's descriptors",
    "reads users", "lists processes",
}  # fmt: skip


def under_kernel(kernel: str, command: list[str]) -> list[str]:
    return [sys.executable, "-I", "-c", UNDER_KERNEL, json.dumps([*KERNELS[kernel], command])]


def attack(kernel: str, folder: Path, walls: Walls) -> tuple[dict[str, Any] | None, str]:
    given, secret = folder / "given.bin", folder / "secret.txt"
    given.write_bytes(b"a file")
    secret.write_text("a secret")
    threads = [] if kernel == "no new namespaces" else ["threads"]
    attacker = [str(ATTACKER), str(given), str(secret), str(os.getpid()), *threads]
    command = under_kernel(kernel, [sys.executable, "-I", "-c", CONFINED, walls, *attacker])
    run = subprocess.run(command, env={}, capture_output=True, text=True, timeout=60)
    return (json.loads(run.stdout) if run.returncode == 0 and run.stdout else None), run.stderr


@pytest.mark.parametrize("kernel", ["plain", "no new namespaces"])
def test_wal_a4_an_attacker_inside_can_do_nothing(kernel: str, tmp_path: Path) -> None:
    found, said = attack(kernel, tmp_path, Walls.ALL)

    assert found is not None, said
    assert found["done"] == []
    assert len(found["refused"]) >= 50
    assert found["failed"] == []
    assert sorted(file.name for file in tmp_path.iterdir()) == ["given.bin", "secret.txt"]


def test_wal_a4_without_landlock_nothing_is_read_in_production(tmp_path: Path) -> None:
    found, said = attack("no Landlock", tmp_path, Walls.ALL)

    assert found is None
    assert "the kernel has no Landlock" in said


def test_wal_a4_where_one_looks_around_the_filter_holds_by_itself(tmp_path: Path) -> None:
    found, said = attack("no Landlock", tmp_path, Walls.WITHOUT_LANDLOCK)

    assert found is not None, said
    assert set(found["done"]) <= SEES_FILES
    assert found["failed"] == []


def test_wal_a4_production_does_not_start_where_a_wall_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    require_confinement()

    probe = under_kernel("no Landlock", runner._child_command(DEFAULT_LIMITS, runner.PROBE_MODULE, ()))
    monkeypatch.setattr(runner, "_child_command", lambda *_: probe)
    with pytest.raises(ConfinementImpossible, match="the kernel has no Landlock"):
        require_confinement()
