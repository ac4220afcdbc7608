"""ROW-84 to ROW-87: addresses, event types, secrets and replays of webhooks."""

from __future__ import annotations

import base64
from typing import Any, Final
from uuid import uuid4

import orjson
import pytest

from deploy.proof.testing.market import open_market
from deploy.proof.tests.badinput.answers import JSON, check, refused
from deploy.proof.tests.badinput.operations import named
from deploy.proof.tests.badinput.world import HOOK, World

HOSTS: Final = (
    "localhost",
    "LOCALHOST.",
    "127.1",
    "0x7f000001",
    "2130706433",
    "0177.0.0.1",
    "[::1]",
    "[::]",
    "0.0.0.0",
    "10.0.0.1",
    "[::ffff:169.254.169.254]",
    "[64:ff9b::a9fe:a9fe]",
    "[2002:7f00:1::]",
    "[fec0::1]",
    "[fe80::1%25eth0]",
    "192.168.1.1",
    "169.254.169.254",
    "192.88.99.1",
    "224.0.0.1",
    "100.64.0.1",
    "192.0.2.1",
    "[ff02::1]",
    "[fc00::1]",
    "p\u0430ypal.com",
    "a..b",
    "",
    "-",
    "%31%32%37.0.0.1",
    "a_b.example",
    "x" * 64 + ".com",
)
URLS: Final = (
    "http://hooks.example.com/",
    "http://127.0.0.1:47999/",
    "ftp://hooks.example.com/",
    "file:///etc/passwd",
    "gopher://hooks.example.com/",
    "javascript:x",
    "https://user:pw@hooks.example.com/",
    "https://user@hooks.example.com/",
    "https://hooks.example.com/#part",
    "https:\\\\hooks.example.com\\",
    "https://hooks.example.com/\tx",
    "https://hooks.example.com/ x",
    "https:///x",
    "//x",
    "x",
    "https://hooks.example.com\\@127.0.0.1/",
    "https://hooks.example.com:0/",
    "https://hooks.example.com:99999/",
    "https://hooks.example.com/\n",
    "https://hooks.example.com:x/",
    f"https://hooks.example.com/{'x' * 2_049}",
    "HTTPS://",
    *(f"https://hooks.example.com:{port}/" for port in (22, 25, 5432, 5672, 6379)),
    *(f"https://{host}/hooks" for host in HOSTS),
)


@pytest.mark.parametrize("operation", ["create_webhook_endpoint", "change_webhook_endpoint"])
async def test_row_84_addresses(operation: str, world: World) -> None:
    for url in URLS:
        body: dict[str, Any] = {"url": url} | ({"event_types": ["*"]} if operation.startswith("create") else {})
        secret = url if len(url) > 12 else None
        content = orjson.dumps(body)
        await refused(
            world,
            named(f"notifications.{operation}"),
            422,
            "url_forbidden",
            content=content,
            headers=JSON,
            secret=secret,
        )


@pytest.mark.parametrize("operation", ["create_webhook_endpoint", "change_webhook_endpoint"])
async def test_row_85_event_types(operation: str, world: World) -> None:
    for types in (
        ["no.such"],
        ["dispute"],
        ["*.closed"],
        ["dispute.*", "x"],
        ["dispute.*.*"],
        [""],
        ["DISPUTE.*"],
        ["%"],
    ):
        await _types(world, operation, types, ("event_type_unknown", "validation_failed"))
    for types in ([], ["dispute.*"] * 1_000, "dispute.*", [5], None if operation.startswith("create") else [None]):
        await _types(world, operation, types, "validation_failed")


async def test_row_85_too_many_endpoints(changing: World) -> None:
    market = await open_market(changing.client, changing.suite.admin_secret)
    wanted = {"url": HOOK, "event_types": ["escrow.*"]}
    answers = [await market.platform.post("/v1/webhook-endpoints", wanted) for _ in range(51)]
    assert [answer.status_code for answer in answers[:-1]] == [201] * 50
    check(answers[-1], 409, "too_many_endpoints")


@pytest.mark.parametrize("operation", ["create_webhook_endpoint", "rotate_webhook_secret"])
async def test_row_86_secrets(operation: str, world: World) -> None:
    more = {"url": HOOK, "event_types": ["*"]} if operation.startswith("create") else {}
    for secret in (
        _secret(23),
        _secret(65),
        "whsec_!!!!",
        "whsec_",
        _secret(32)[6:],
        "whpk_" + _secret(32)[6:],
        "",
        "é" * 40,
        _secret(32) + "\n",
        _secret(32)[:-1],
    ):
        content = orjson.dumps({**more, "secret": secret})
        await refused(world, named(f"notifications.{operation}"), 422, "secret_invalid", content=content, headers=JSON)


async def test_row_86_too_many_rotations(changing: World) -> None:
    market = await open_market(changing.client, changing.suite.admin_secret)
    wanted = {"url": HOOK, "event_types": ["escrow.*"]}
    made = await market.platform.perform_act("/v1/webhook-endpoints", wanted)
    home = f"/v1/webhook-endpoints/{made['id']}/secret/rotate"
    answers = [await market.platform.post(home) for _ in range(12)]
    refusals = [answer for answer in answers if answer.status_code != 200]
    assert refusals
    assert len(answers) - len(refusals) >= 10
    check(refusals[0], 409, "too_many_rotations")


async def test_row_87_replays(changing: World) -> None:
    market = await open_market(changing.client, changing.suite.admin_secret)
    made = await market.platform.perform_act("/v1/webhook-endpoints", {"url": HOOK, "event_types": ["escrow.*"]})
    await changing.settle()
    for since, until, status, code in (
        ("2020-01-01T00:00:00Z", "2020-01-02T00:00:00Z", 410, "retention_exceeded"),
        ("2026-11-25T00:00:00Z", "2026-11-24T00:00:00Z", 422, "replay_backwards"),
        ("2026-02-30T00:00:00Z", "2026-03-01T00:00:00Z", 422, "validation_failed"),
        ("2026-03-01T00:00:00", "2026-03-02T00:00:00", 422, "validation_failed"),
    ):
        given = {"since": since, "until": until}
        check(await market.platform.post(f"/v1/webhook-endpoints/{made['id']}/replay", given), status, code)


async def test_row_87_an_event_of_another_platform(world: World) -> None:
    operation = named("notifications.get_event")
    await refused(world, operation, 404, "not_found", url=f"/v1/events/{world.theirs.ids['event']}")
    redeliver = named("notifications.redeliver_event")
    url = f"/v1/webhook-endpoints/deliveries/{world.theirs.ids['delivery']}/redeliver"
    await refused(world, redeliver, 404, "not_found", url=url)


async def _types(world: World, operation: str, types: Any, code: Any) -> None:
    body = {"event_types": types} | ({"url": HOOK} if operation.startswith("create") else {})
    await refused(world, named(f"notifications.{operation}"), 422, code, content=orjson.dumps(body), headers=JSON)


def _secret(size: int) -> str:
    return "whsec_" + base64.b64encode((uuid4().bytes * 5)[:size]).decode()
