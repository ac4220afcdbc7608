"""DOR-W9: the Python client opens, evidences and settles a case against all five services, over real connections, and
the command does what it says."""

from __future__ import annotations

import asyncio
import http.server
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from typer.testing import CliRunner

from deploy.proof.demo import photos
from parley_client import Parley, Problem, verify_webhook
from parley_client.command import webhooks
from parley_client.command.main import app as command

from .suite import Suite

STORY_SECONDS: Final = 120
SETTLING_SECONDS: Final = 20


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


class Receiver:
    """Program under development: takes webhooks on an address of this machine."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self.signed: list[tuple[dict[str, str], bytes]] = []
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.signed.append((dict(self.headers.items()), body))
                receiver.events.append(json.loads(body))
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hooks"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    async def wait_for(self, count: int) -> list[str]:
        async with asyncio.timeout(SETTLING_SECONDS):
            while len(self.events) < count:
                await asyncio.sleep(0.05)
        return [event["type"] for event in self.events]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.server.shutdown()
    receiver.server.server_close()


async def test_dor_w9_the_command_does_what_it_says_against_a_running_suite(
    suite: Suite, served: str, receiver: Receiver, tmp_path: Path
) -> None:
    with_nothing = {"PARLEY_STATE": str(tmp_path), "PARLEY": served, "ADMIN_SECRET": suite.admin_secret}
    opened = await _parley(with_nothing, "admin", "platforms", "open", "Terminal")
    names = with_nothing | {"CLIENT_ID": opened["client_id"], "CLIENT_SECRET": opened["client_secret"]}
    status, _ = await asyncio.to_thread(play_case, served, opened)

    heard = await _parley_lines(names, "listen", "--forward-to", receiver.url, "--since", "2020-01-01T00:00:00Z",
                                "--type", "escrow.*", "--count", "3")  # fmt: skip
    assert [line["forwarded"] for line in heard] == ["204"] * 3
    assert await receiver.wait_for(3) == [line["type"] for line in heard]

    await asyncio.to_thread(_register_endpoint, served, opened, receiver.url)
    await _parley(names, "trigger", "dispute.opened")
    assert (await receiver.wait_for(4))[-1] == "dispute.opened"
    now = (await _parley(names, "clock", "advance", "3 hours"))["now"]
    told = len(receiver.events)
    replayed = await _parley(names, "replay")
    assert replayed["events"] > 10
    await receiver.wait_for(told + replayed["events"])
    assert (await _parley(names, "clock", "show"))["now"] >= now

    [row] = await _parley_lines(names, "disputes", "list", "--limit", "1")
    shown = await _parley(names, "disputes", "show", row["id"])
    assert (status, shown["status"], shown["story"][0]["kind"]) == ("closed", "closed", "opened")
    assert opened["id"] in [one["id"] for one in await _parley_lines(names, "admin", "platforms", "list")]
    rotated = await _parley(names, "admin", "secrets", "rotate", opened["id"], "--overlap-seconds", "60")
    assert rotated["client_secret"] not in ("", opened["client_secret"])


async def test_dor_w9_what_is_triggered_comes_where_listen_forwards_to(
    suite: Suite, served: str, receiver: Receiver, tmp_path: Path
) -> None:
    """Two terminals, as somebody has them who writes a receiver of webhooks: no endpoint is registered anywhere."""
    with_nothing = {"PARLEY_STATE": str(tmp_path), "PARLEY": served, "ADMIN_SECRET": suite.admin_secret}
    opened = await _parley(with_nothing, "admin", "platforms", "open", "Two terminals")
    names = with_nothing | {"CLIENT_ID": opened["client_id"], "CLIENT_SECRET": opened["client_secret"]}
    arguments = ("listen", "--forward-to", receiver.url, "--since", "2020-01-01T00:00:00Z", "--count", "1")
    listening = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "parley_client.command.main", "--json", *arguments,
        env={**os.environ, **names}, stdout=subprocess.PIPE,
    )  # fmt: skip

    nowhere = await asyncio.to_thread(CliRunner().invoke, command, ["trigger", "dispute.opened"], env=names)
    misspelt = await asyncio.to_thread(
        CliRunner().invoke, command, ["trigger", "dispute.open", "--forward-to", receiver.url], env=names
    )
    sample = await _parley(names, "trigger", "dispute.opened", "--forward-to", receiver.url)
    await asyncio.to_thread(_create_escrow, served, opened)
    heard, _ = await asyncio.wait_for(listening.communicate(), STORY_SECONDS)

    assert (nowhere.exit_code, "--forward-to" in nowhere.output) == (1, True)
    assert (misspelt.exit_code, "dispute.opened" in misspelt.output) == (1, True)
    assert (sample["type"], sample["forwarded"], sample["number"]) == ("dispute.opened", "204", None)
    assert (json.loads(heard)["type"], json.loads(heard)["forwarded"]) == ("escrow.created", "204")
    assert await receiver.wait_for(2) == ["dispute.opened", "escrow.created"]
    for fields, body in receiver.signed:
        assert verify_webhook(webhooks.SECRET, body, fields)["type"] in ("dispute.opened", "escrow.created")


def _create_escrow(url: str, platform: dict[str, Any]) -> None:
    with Parley.connect(url, platform["client_id"], platform["client_secret"]) as shop:
        amount: Any = {"amount": 8_000, "currency": "EUR"}
        shop.escrows.create_escrow(
            {"buyer": "anna", "seller": "sam", "amount": amount, "agreement": {"title": "A coffee mill"}}
        )


async def _parley(environment: dict[str, str], *arguments: str) -> dict[str, Any]:
    [line] = await _parley_lines(environment, *arguments)
    return line


async def _parley_lines(environment: dict[str, str], *arguments: str) -> list[dict[str, Any]]:
    done = await asyncio.to_thread(CliRunner().invoke, command, ["--json", *arguments], env=environment)
    assert done.exit_code == 0, (arguments, done.output)
    return [json.loads(line) for line in done.stdout.splitlines()]


def _register_endpoint(url: str, platform: dict[str, Any], receiver: str) -> None:
    with Parley.connect(url, platform["client_id"], platform["client_secret"]) as shop:
        shop.webhooks.create_webhook_endpoint({"url": receiver, "event_types": ["*"]})
