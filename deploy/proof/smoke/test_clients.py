"""DOR-W9: each client opens, evidences and settles a case against all five services, over real connections."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import pytest
import uvicorn

from deploy.local.place import REPO
from deploy.proof.demo import photos
from parley_client import Parley, Problem

from .suite import Suite

CLIENT_TS: Final = REPO / "libs" / "client-ts"
NPM_SECONDS: Final = 180
STORY_SECONDS: Final = 120
SETTLING_SECONDS: Final = 20


@pytest.fixture(scope="module")
async def served(suite: Suite) -> AsyncIterator[str]:
    transport: Any = suite.client._transport
    config = uvicorn.Config(transport.app, port=0, lifespan="off", log_level="warning")
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    with suppress(asyncio.CancelledError):
        await running


@pytest.fixture(scope="module")
async def platform(suite: Suite, served: str) -> dict[str, Any]:
    def open_platform() -> dict[str, Any]:
        with Parley.connect(served, "admin", suite.admin_secret) as admin:
            opened = dict(admin.platforms.open_platform({"name": "Clients"}))
            assert opened["id"] in [one["id"] for one in admin.platforms.iterate_platforms()]
            return opened

    return await asyncio.to_thread(open_platform)


async def test_dor_w9_the_python_client_opens_evidences_and_settles_a_case(
    served: str, platform: dict[str, Any]
) -> None:
    status, paid = await asyncio.to_thread(play_case, served, platform)

    assert status == "closed"
    assert paid == {"amount": 4_000, "currency": "EUR"}


def play_case(url: str, platform: dict[str, Any]) -> tuple[str, Any]:
    with Parley.connect(url, platform["client_id"], platform["client_secret"]) as shop:
        escrow = shop.escrows.create_escrow(
            {
                "buyer": "anna",
                "seller": "sam",
                "amount": {"amount": 8_000, "currency": "EUR"},
                "agreement": {"title": "A coffee mill"},
                "policy": "agreement_first",
            }
        )["id"]
        shop.escrows.fund_escrow(
            escrow, {"amount": {"amount": 8_000, "currency": "EUR"}, "provider_reference": f"payment-{escrow}"}
        )
        anna, sam = shop.as_participant("buyer", "anna"), shop.as_participant("seller", "sam")
        dispute = anna.disputes.open_dispute(
            {
                "escrow": escrow,
                "reason": "item_not_received",
                "claimed": {"amount": 8_000, "currency": "EUR"},
                "options": [{"kind": "refund_full"}],
                "explanation": "It was promised for the 3rd and has not come.",
            }
        )["id"]
        given = anna.evidence.upload_evidence(photos.draw_damage(3), dispute=dispute, kind="photo", filename="box.jpg")
        assert given["id"] in [one["id"] for one in anna.evidence.iterate_evidence(dispute=dispute)]
        negotiation = sam.disputes.get_dispute(dispute)["negotiation"]
        assert negotiation is not None
        talks = negotiation["mediation"]
        assert talks is not None
        sam.mediations.counter_proposal(
            talks, 1, {"version": 1, "options": [{"kind": "refund_partial", "basis_points": 5_000}]}
        )
        anna.mediations.accept_proposal(talks, 2, {"version": 1, "option": 0})
        with pytest.raises(Problem) as refused:
            sam.disputes.accept_claim(dispute, {})
        assert refused.value.status == 409
        until = time.monotonic() + SETTLING_SECONDS
        while (settled := shop.disputes.get_dispute(dispute))["status"] != "closed" and time.monotonic() < until:
            time.sleep(0.1)
        assert [entry["kind"] for entry in shop.disputes.iterate_story(dispute)]
        return settled["status"], shop.escrows.get_escrow(escrow)["funds"]["refunded"]


async def test_dor_w9_the_typescript_client_opens_evidences_and_settles_a_case(
    served: str, platform: dict[str, Any], tmp_path: Path
) -> None:
    built = await asyncio.to_thread(build_typescript, tmp_path)
    picture = tmp_path / "box.jpg"
    picture.write_bytes(photos.draw_damage(4))
    environment = {
        **os.environ,
        "PARLEY": served,
        "CLIENT_ID": platform["client_id"],
        "CLIENT_SECRET": platform["client_secret"],
        "PICTURE": str(picture),
    }

    done = await asyncio.to_thread(run_program, ["node", str(built / "test" / "case.js")], environment)

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"status": "closed", "refunded": {"amount": 4_000, "currency": "EUR"}}


def run_program(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=STORY_SECONDS)


def build_typescript(folder: Path) -> Path:
    """Type-check and compile the client with its test, by the compiler that the lock names."""
    if shutil.which("npm") is None:
        if os.environ.get("CI"):
            pytest.fail("there is no Node here: `.ci/run` has to bring it")
        pytest.skip("there is no Node here")
    shutil.copytree(CLIENT_TS, folder / "client", ignore=shutil.ignore_patterns("node_modules", "dist"))
    installed = subprocess.run(
        ["npm", "ci", "--no-audit", "--no-fund", "--silent"],
        cwd=folder / "client", capture_output=True, text=True, timeout=NPM_SECONDS,
    )  # fmt: skip
    if installed.returncode:
        if os.environ.get("CI"):
            pytest.fail(installed.stderr)
        pytest.skip(f"npm brings nothing here: {installed.stderr}")
    compiled = subprocess.run(
        ["npx", "tsc", "--project", "tsconfig.test.json"], cwd=folder / "client", capture_output=True, text=True
    )
    assert compiled.returncode == 0, compiled.stdout
    return folder / "client" / "dist"
