"""DOR-W9: the command where nobody answers, and where somebody else does."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

from parley_client.command.main import app


@pytest.fixture
def nowhere() -> str:
    """Address at which nothing listens."""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{place.getsockname()[1]}"


def run(address: str, tmp_path: Path, *arguments: str) -> Any:
    names = {
        "PARLEY": address,
        "CLIENT_ID": "plt_1",
        "CLIENT_SECRET": "s",
        "ADMIN_SECRET": "a",
        "PARLEY_STATE": str(tmp_path),
    }
    return CliRunner().invoke(app, arguments, env=names)


@pytest.mark.parametrize(
    "arguments",
    [
        ("disputes", "list"),
        ("clock", "show"),
        ("trigger", "dispute.opened"),
        ("admin", "platforms", "list"),
        ("listen",),
    ],
    ids=" ".join,
)
def test_dor_w9_who_finds_nobody_is_told_in_a_sentence_what_to_do(
    nowhere: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setattr("parley_client.transport.pause_seconds", lambda *_: 0.0)
    began = time.monotonic()

    silent = run(nowhere, tmp_path, *arguments)

    assert silent.exit_code == 1
    assert "`make run`" in " ".join(silent.output.split())
    assert "Traceback" not in silent.output
    assert isinstance(silent.exception, SystemExit)
    assert time.monotonic() - began < 5


def test_dor_w9_who_reads_json_gets_it_also_then(nowhere: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parley_client.transport.pause_seconds", lambda *_: 0.0)

    silent = run(nowhere, tmp_path, "--json", "clock", "show")

    assert json.loads(silent.stdout)["code"] == "no_answer"


def test_dor_w9_another_server_at_the_address_is_no_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = httpx.MockTransport(lambda _: httpx.Response(200, text="<h1>It works!</h1>"))
    monkeypatch.setattr("parley_client.client.open_http", lambda url: httpx.Client(transport=page, base_url=url))

    other = run("http://other.test", tmp_path, "disputes", "list")

    assert other.exit_code == 1
    assert "is no Parley" in " ".join(other.output.split())


@pytest.mark.parametrize(
    ("shell", "asked"),
    [
        ("bash", {"COMP_WORDS": "parley admin ", "COMP_CWORD": "2"}),
        ("zsh", {"_TYPER_COMPLETE_ARGS": "parley admin "}),
        ("fish", {"_TYPER_COMPLETE_ARGS": "parley admin ", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}),
    ],
)
def test_dor_w9_a_shell_is_told_how_a_command_goes_on(shell: str, asked: dict[str, str]) -> None:
    program = Path(sys.executable).with_name("parley")
    environment = os.environ | asked | {"_PARLEY_COMPLETE": f"complete_{shell}"}

    completion = subprocess.run([program], env=environment, capture_output=True, text=True, check=True)  # ours

    assert {"parked", "refill", "platforms", "secrets"} <= set(re.findall(r"\w+", completion.stdout))
