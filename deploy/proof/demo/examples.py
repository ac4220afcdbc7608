"""Runs what README.md and the guides print: `<!-- run -->` before commands, `<!-- node -->` before JavaScript,
`<!-- answer -->` before what they print.

A document's blocks are one session of bash, with a sandbox platform of its own as `make run` prints it.
An answer is abridged: every member shown must be there, and a text that ends in … need only begin so.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx

from deploy.local import place, postgres, sandbox
from deploy.local.place import REPO

from .stage import Mismatch
from .suite import Suite

MARKED_BLOCK: Final = re.compile(
    r"^<!-- (?P<mark>run|node|answer) -->\n```(?:sh|js|json|text)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
SESSION_SECONDS: Final = 300
NODE: Final = "node --input-type=module - <<'JAVASCRIPT'\n{script}JAVASCRIPT\n"
"""JavaScript is handed to Node with all that the blocks before it have set."""
ELLIPSIS: Final = "…"


@dataclass
class Block:
    commands: str
    answers: list[str] = field(default_factory=list)

    @property
    def is_javascript(self) -> bool:
        return self.commands.startswith("node ")


def list_documents() -> list[Path]:
    return [REPO / "README.md", *sorted((REPO / "docs").rglob("*.md"))]


def parse_blocks(markdown: str) -> list[Block]:
    blocks: list[Block] = []
    for part in MARKED_BLOCK.finditer(markdown):
        if part["mark"] == "run":
            blocks.append(Block(part["text"]))
        elif part["mark"] == "node":
            blocks.append(Block(NODE.format(script=part["text"])))
        elif not blocks:
            raise Mismatch("an answer stands before the first command")
        else:
            blocks[-1].answers.append(part["text"])
    return blocks


def has_node() -> bool:
    return shutil.which("node") is not None


def run_document(document: Path, suite: Suite) -> int:
    """Runs the blocks of a document and counts them. Raises Mismatch."""
    every = [block for block in parse_blocks(document.read_text()) if not block.is_javascript or has_node()]
    if not every:
        return 0
    with tempfile.TemporaryDirectory() as folder:
        _run_session(every, Path(folder), session_environment(suite, document.name))
        for number, block in enumerate(every):
            for answer in block.answers:
                compare_answer(answer, (Path(folder) / str(number)).read_text(), where=f"block {number + 1}")
    return len(every)


def session_environment(suite: Suite, name: str) -> dict[str, str]:
    """Builds what `make run` prints for copying, of a platform that nobody else uses."""
    client = httpx.Client(base_url=suite.url, trust_env=False)
    token = sandbox.request_token(suite.url, sandbox.ADMIN, suite.admin_secret)
    made = client.post(
        "/v1/platforms", json={"name": f"Examples of {name}"}, headers={"Authorization": f"Bearer {token}"}
    )
    platform = made.raise_for_status().json()
    programs = (Path(sys.executable).parent, postgres.find_programs(place.state_folder()).folder)
    return {
        **os.environ,
        "PATH": ":".join(map(str, (*programs, os.environ["PATH"]))),
        "PYTHONPATH": str(REPO),
        "DATABASE": suite.superuser_dsn,
        "AUDITOR": suite.auditor_dsn,
        "PARLEY": suite.url,
        "ADMIN_SECRET": suite.admin_secret,
        "CLIENT_ID": platform["client_id"],
        "CLIENT_SECRET": platform["client_secret"],
        "no_proxy": "127.0.0.1",
    }


def _run_session(every: list[Block], folder: Path, environment: dict[str, str]) -> None:
    """Braces, not brackets: what one block sets, the next one knows."""
    script = "set -aeuo pipefail\n" + "".join(
        f"{{\n{block.commands}}} > '{folder}/{number}'\n" for number, block in enumerate(every)
    )
    # What a guide writes to a file is gone with the session.
    (desk := folder / "desk").mkdir()
    done = subprocess.run(
        ["bash", "-c", script], cwd=desk, env=environment, capture_output=True, text=True, timeout=SESSION_SECONDS
    )
    if done.returncode:
        reached = max((int(file.name) for file in folder.iterdir() if file.is_file()), default=0)
        printed = (folder / str(reached)).read_text()
        raise Mismatch(f"block {reached + 1} failed ({done.returncode}): {printed}{done.stderr}")


def compare_answer(documented: str, printed: str, *, where: str) -> None:
    """Raises Mismatch."""
    try:
        expected, got = json.loads(documented), json.loads(printed)
    except ValueError:
        expected, got = documented.split(), printed.split()
    for complaint in find_differences(expected, got):
        raise Mismatch(f"{where} {complaint}; it printed {printed}")


def find_differences(expected: Any, got: Any, path: str = "") -> Iterator[str]:
    match expected, got:
        case dict(), dict():
            for name, value in expected.items():
                yield from find_differences(value, got.get(name), f"{path}/{name}")
        case list(), list() if len(expected) == len(got):
            for index, value in enumerate(expected):
                yield from find_differences(value, got[index], f"{path}/{index}")
        case str(), str() if expected.endswith(ELLIPSIS):
            if not got.startswith(expected.removesuffix(ELLIPSIS)):
                yield f"shows {path} = {expected!r}, which is {got!r}"
        case _ if expected != got:
            yield f"shows {path} = {expected!r}, which is {got!r}"
