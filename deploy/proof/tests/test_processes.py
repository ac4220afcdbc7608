"""The supervisor: nothing outlives it, nothing that crashes stays down."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from deploy.local import processes
from deploy.local.place import REPO
from deploy.local.processes import Child, Supervisor, end_left_over

# A process that ignores being asked, with a child of its own: what RabbitMQ's scripts look like from outside.
STUBBORN = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print(child.pid, flush=True)
time.sleep(600)
"""


def running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def until(reached: Callable[[], object], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def watch_until(supervisor: Supervisor, reached: Callable[[], object]) -> None:
    def look() -> object:
        supervisor.restart_crashed_children()
        return reached()

    until(look)


def python(code: str, log: Path) -> Callable[[], list[subprocess.Popen[bytes]]]:
    def start() -> list[subprocess.Popen[bytes]]:
        with log.open("ab") as output:
            return [subprocess.Popen([sys.executable, "-c", code], stdout=output, start_new_session=True)]

    return start


def test_stopping_ends_the_whole_group(tmp_path: Path) -> None:
    log = tmp_path / "log"
    child = Child("stubborn", python(STUBBORN, log), log)
    Supervisor(tmp_path / "register").start(child)
    until(lambda: log.read_text().strip())
    child.stop(seconds=0.2)
    assert child.exit_code == -signal.SIGKILL
    until(lambda: not running(int(log.read_text())))


def test_a_crash_is_followed_by_a_new_start(tmp_path: Path) -> None:
    supervisor = Supervisor(tmp_path / "register")
    child = supervisor.start(
        Child("sleeper", python("import time; time.sleep(600)", tmp_path / "log"), tmp_path / "log")
    )
    first = child.processes[0].pid
    os.kill(first, signal.SIGKILL)
    watch_until(supervisor, lambda: child.processes[0].pid != first)
    assert running(child.processes[0].pid)
    supervisor.stop()


def test_wal_f11_what_keeps_crashing_is_held_back_and_the_rest_goes_on(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "log"
    supervisor = Supervisor(tmp_path / "register")
    steady = supervisor.start(Child("steady", python("import time; time.sleep(600)", log), log))
    broken = supervisor.start(Child("broken", python("print('no such table')", log), log))
    first = steady.processes[0].pid

    watch_until(supervisor, lambda: broken.quick_ends == processes.QUICK_ENDS)
    os.kill(first, signal.SIGKILL)
    watch_until(supervisor, lambda: steady.processes[0].pid != first)

    assert broken.held_until is not None
    assert running(steady.processes[0].pid)
    assert "broken keeps crashing" in (said := "".join(capfd.readouterr()))
    assert "no such table" in said
    supervisor.stop()


def test_wal_f11_what_cannot_be_started_is_tried_again_and_the_rest_goes_on(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    log, program = tmp_path / "log", tmp_path / "program"
    program.symlink_to(sys.executable)
    sleep = "import time; time.sleep(600)"
    supervisor = Supervisor(tmp_path / "register")
    steady = supervisor.start(Child("steady", python(sleep, log), log))
    replaced = supervisor.start(
        Child("replaced", lambda: [subprocess.Popen([program, "-c", sleep], start_new_session=True)], log)
    )
    first, second = steady.processes[0].pid, replaced.processes[0].pid

    program.unlink()
    os.kill(second, signal.SIGKILL)
    watch_until(supervisor, lambda: replaced.quick_ends >= 2)
    os.kill(first, signal.SIGKILL)
    watch_until(supervisor, lambda: steady.processes[0].pid != first)
    program.symlink_to(sys.executable)
    watch_until(supervisor, lambda: replaced.processes[0].pid != second)

    assert running(steady.processes[0].pid)
    assert running(replaced.processes[0].pid)
    assert "replaced could not be started" in "".join(capfd.readouterr())
    supervisor.stop()


def test_wal_f11_a_held_child_is_tried_again_less_and_less_often() -> None:
    assert [processes.hold_seconds(ends) for ends in (0, 1, 4, 5, 6, 7, 20)] == [0, 0, 0, 5, 10, 20, 60]


def test_wal_f11_whoever_wrote_down_the_numbers_is_told_of_new_ones(tmp_path: Path) -> None:
    supervisor = Supervisor(tmp_path / "register")
    child = supervisor.start(
        Child("sleeper", python("import time; time.sleep(600)", tmp_path / "log"), tmp_path / "log")
    )
    noted: list[dict[str, list[int]]] = []
    supervisor.on_restart = lambda: noted.append(supervisor.list_child_pids())
    os.kill(child.processes[0].pid, signal.SIGKILL)

    watch_until(supervisor, lambda: noted)

    assert noted == [{"sleeper": [child.processes[0].pid]}]
    supervisor.stop()


def test_what_a_killed_supervisor_left_is_ended_at_the_next_start(tmp_path: Path) -> None:
    register = tmp_path / "register"
    child = Supervisor(register).start(
        Child("sleeper", python("import time; time.sleep(600)", tmp_path / "log"), tmp_path / "log")
    )
    end_left_over(register)
    assert child.processes[0].wait(5) == -signal.SIGTERM
    assert not register.exists()


def test_a_number_given_out_anew_is_left_alone(tmp_path: Path) -> None:
    register = tmp_path / "register"
    stranger = Supervisor(register).start(
        Child("sleeper", python("import time; time.sleep(600)", tmp_path / "log"), tmp_path / "log")
    )
    register.write_text(register.read_text().replace('"birth": "', '"birth": "1'))
    end_left_over(register)
    assert stranger.exit_code is None
    stranger.stop()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_to_the_tool_ends_its_children(tmp_path: Path, number: int) -> None:
    program = f"""
import signal, subprocess, sys
from pathlib import Path
from deploy.local import __main__ as tool
from deploy.local.processes import Child

class Stack:
    url, embedded, services, admin_dsn = "http://127.0.0.1:0", False, {{}}, ""
    def __init__(self, state, port, embedded, supervisor):
        self.supervisor, self.state = supervisor, state
    def start(self):
        sleep = lambda: [subprocess.Popen(["sleep", "600"], start_new_session=True)]
        child = self.supervisor.start(Child("sleeper", sleep, Path("log")))
        print(child.processes[0].pid, flush=True)

tool.Stack, tool._write_stack_file, tool._render_welcome_text = Stack, lambda *_: None, lambda *_: ""
tool.showcase.ensure_links, tool._render_links = lambda *_: None, lambda *_: ""
tool.run_suite(Path({str(tmp_path)!r}))
"""
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=REPO, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as tool:
        assert tool.stdout is not None
        pid = int(tool.stdout.readline())
        assert running(pid)
        tool.send_signal(number)
        assert tool.wait(20) == 0
        assert not running(pid)


def test_a_signal_to_a_campaign_ends_what_it_has_started(tmp_path: Path) -> None:
    program = f"""
import subprocess, time
from pathlib import Path
from deploy.local.processes import Child
from deploy.proof.chaos import stage

class Stack(stage.ArmedStack):
    def start(self):
        sleep = lambda: [subprocess.Popen(["sleep", "600"], start_new_session=True)]
        child = self.supervisor.start(Child("sleeper", sleep, Path({str(tmp_path / "log")!r})))
        print(child.processes[0].pid, flush=True)

stage.ArmedStack, stage.SERVICES = Stack, ()
stage._prepare_folder = lambda: Path({str(tmp_path)!r})
with stage.run_armed_stage({{}}):
    time.sleep(600)
"""
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=REPO, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as campaign:
        assert campaign.stdout is not None
        pid = int(campaign.stdout.readline())
        assert running(pid)
        campaign.terminate()
        campaign.wait(20)
        assert not running(pid)
