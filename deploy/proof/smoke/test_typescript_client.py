"""DOR-W9: the TypeScript client as a project has it that installs it: compiled, packed, in Node and in a browser."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import pytest

from deploy.local import place
from deploy.proof.demo import photos
from deploy.proof.testing import chromium
from deploy.proof.testing.market import Market
from deploy.proof.testing.shop_server import serve_shop

CLIENT_TS: Final = place.REPO / "libs" / "client-ts"
NPM_SECONDS: Final = 180
STORY_SECONDS: Final = 120
UNSUITABLE: Final = ("node_modules", "dist", "built")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of somebody's own, `test`, with the client in its node_modules as the package has it."""
    if shutil.which("npm") is None:
        _leave_out("there is no Node here: `.ci/run` has to bring it")
    client = tmp_path_factory.mktemp("typescript") / "client"
    shutil.copytree(CLIENT_TS, client, ignore=shutil.ignore_patterns(*UNSUITABLE))
    installed = run_program(["npm", "ci", "--no-audit", "--no-fund", "--silent"], client)
    if installed.returncode:
        _leave_out(f"npm brings nothing here: {installed.stderr}")
    project = client / "test"
    for command, folder in (
        (["npm", "pack", "--silent", "--pack-destination", str(project)], client),
        (["npm", "install", "--offline", "--no-audit", "--no-fund", "--silent", _packed(project)], project),
        ([str(client / "node_modules/.bin/tsc")], project),
    ):
        done = run_program(command, folder)
        assert done.returncode == 0, (command, done.stdout, done.stderr)
    return project


def _packed(project: Path) -> str:
    return str(project / f"parley-client-{json.loads((CLIENT_TS / 'package.json').read_text())['version']}.tgz")


def _leave_out(reason: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def run_program(
    command: list[str], folder: Path, seconds: int = NPM_SECONDS, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, timeout=seconds
    )


async def test_dor_w9_the_typescript_client_opens_evidences_and_settles_a_case(
    served: str, platform: dict[str, Any], project: Path
) -> None:
    picture = project / "box.jpg"
    picture.write_bytes(photos.draw_damage(4))
    names = {"PARLEY": served, "CLIENT_ID": platform["client_id"], "CLIENT_SECRET": platform["client_secret"]}

    done = await asyncio.to_thread(
        run_program, ["node", "built/case.js"], project, STORY_SECONDS, PICTURE=str(picture), **names
    )

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"status": "closed", "refunded": {"amount": 4_000, "currency": "EUR"}}


def test_dor_w9_the_typescript_client_follows_a_stream_through_whatever_ends_it(project: Path) -> None:
    done = run_program(["node", "built/streams.js"], project, STORY_SECONDS)

    assert (done.returncode, done.stdout) == (0, "whole\n"), done.stderr


@pytest.fixture
def shop(project: Path) -> Iterator[str]:
    with serve_shop(project) as address:
        yield f"{address}/page.html"


async def test_dor_w9_the_typescript_client_works_in_a_page_of_another_origin(
    served: str, market: Market, shop: str
) -> None:
    try:
        program = chromium.find_program(place.state_folder())
    except place.CannotRun as reason:
        pytest.skip(f"NO BROWSER IS TESTED: {reason}")
    case = await (await market.deliver_deal()).open_negotiated()
    given = {"parley": served, "token": market.buyer.token, "dispute": case.id}
    async with chromium.open_browser(program) as browser, browser.tab() as tab:
        await tab.open(f"{shop}#{urlencode(given)}")
        done = json.loads(await tab.until("document.getElementById('done').textContent", 60))

    assert isinstance(done, dict), done
    assert set(done["kinds"]) == {"message_posted", "evidence_received"}
    assert done["item"].startswith("evd_")
