"""SEC-18, SEC-20, SEC-21: who calls too often is refused before his body is read or the database is asked."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from pydantic import ValidationError
from starlette.types import Receive, Scope, Send

from common.kernel.ids import format_id
from common.kernel.principal import Principal, Role
from common.settings import Environment, ServiceSettings
from common.web.authentication import Unauthenticated
from common.web.guard import RequestGuard
from common.web.rate_limits import OperationLimit, Quota, RateLimiter, RateLimitExceeded, RateLimits, client_network
from common.web.request_log import log_answered_request
from common.web.secret_attempts import SecretAttempts

A, B = uuid4(), uuid4()
ROOMY = RateLimits().times(100)
KNOWN = re.compile(r'"[a-z]+";q=\d+;w=\d+(, "[a-z]+";q=\d+;w=\d+)*')
LEFT = re.compile(r'"[a-z]+";r=\d+;t=\d+(, "[a-z]+";r=\d+;t=\d+)*')


def authenticate(given: str | None) -> Principal:
    """`Bearer <tenant> <role> <id>`."""
    if given is None or given == "Bearer bad":
        raise Unauthenticated
    _, tenant, role, id = given.split()
    return Principal(UUID(tenant), Role(role), id)


def as_(tenant: UUID, role: str = "platform", id: str = "p") -> dict[str, str]:
    return {"Authorization": f"Bearer {tenant} {role} {id}"}


class Behind:
    """Where the guard lets through to. Counts what it is asked."""

    def __init__(self, limits: Mapping[str, str], costly: list[OperationLimit] | None = None) -> None:
        self.asked = 0
        self.limiter = RateLimiter(
            ROOMY.model_copy(update={n: Quota.parse(q) for n, q in limits.items()}), costly or []
        )
        self.guard = RequestGuard(
            self._app, authenticate=authenticate, limiter=self.limiter,
            public=("/open",), streams=("/files",), unlimited=("/health",),
        )  # fmt: skip

    async def _app(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked += 1
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"{}"})

    def client(self, address: str = "192.0.2.1") -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.ASGITransport(self.guard, client=(address, 1)), base_url="http://t")

    async def statuses(self, times: int, path: str = "/v1/things", *, at: str = "192.0.2.1", **how: Any) -> list[int]:
        async with self.client(at) as client:
            return [(await client.request(how.get("method", "GET"), path, **_only(how))).status_code
                    for _ in range(times)]  # fmt: skip


def _only(how: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in how.items() if name != "method"}


async def test_sec_20_beyond_its_limit_a_platform_is_told_to_wait() -> None:
    behind = Behind({"platform": "3 in 60 s"})
    async with behind.client() as client:
        answers = [await client.get("/v1/things", headers=as_(A)) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    refused = answers[-1]
    assert (refused.headers["content-type"], refused.json()["code"]) == ("application/problem+json", "rate_limited")
    assert refused.json()["violated_policies"] == ["platform"]
    assert 1 <= int(refused.headers["retry-after"]) <= 20
    assert refused.headers["ratelimit"] == f'"platform";r=0;t={refused.headers["retry-after"]}'
    assert refused.headers["ratelimit-policy"] == '"platform";q=3;w=60'
    assert behind.asked == 3


async def test_every_answer_tells_what_is_left_in_the_form_of_the_draft() -> None:
    behind = Behind({"platform": "10 in 10 s", "caller": "5 in 10 s"})
    async with behind.client() as client:
        answer = await client.get("/v1/things", headers=as_(A, "buyer", "anna"))

    assert answer.headers["ratelimit-policy"] == '"caller";q=5;w=10, "platform";q=10;w=10'
    assert answer.headers["ratelimit"] == '"caller";r=4;t=2, "platform";r=9;t=1'
    assert KNOWN.fullmatch(answer.headers["ratelimit-policy"])
    assert LEFT.fullmatch(answer.headers["ratelimit"])


async def test_sec_21_another_platform_is_not_held_up() -> None:
    behind = Behind({"platform": "3 in 60 s"})
    await behind.statuses(60, headers=as_(A))

    assert await behind.statuses(3, headers=as_(B)) == [200, 200, 200]
    assert behind.asked == 6


async def test_a_flood_is_told_once_and_without_the_name_of_a_person(caplog: pytest.LogCaptureFixture) -> None:
    behind = Behind({"caller": "3 in 60 s"})
    await behind.statuses(60, headers=as_(A, "buyer", "anna@example.com"))

    told = [record.getMessage() for record in caplog.records if record.name == "common.web.rate_limits"]
    assert told == [f"limit caller exceeded by {format_id('plt', A)}; told once a minute"]
    assert "anna" not in caplog.text


async def test_one_participant_uses_up_nothing_of_his_platforms() -> None:
    behind = Behind({"platform": "5 in 60 s", "caller": "2 in 60 s"})
    greedy = await behind.statuses(20, headers=as_(A, "buyer", "anna"))

    assert greedy.count(200) == 2
    assert await behind.statuses(3, headers=as_(A, "seller", "sam")) == [200, 200, 429]
    assert await behind.statuses(2, headers=as_(A)) == [200, 429]


async def test_sec_32_a_costly_operation_has_a_limit_of_its_own() -> None:
    opening = OperationLimit("openings", "POST", "/v1/things", Quota(10, 60), [Role.BUYER])
    behind = Behind({}, [opening])
    anna = {"headers": as_(A, "buyer", "anna"), "json": {}, "method": "POST"}

    assert (await behind.statuses(100, **anna)).count(200) == 10
    assert (await behind.statuses(10, headers=as_(A, "buyer", "anna"))).count(200) == 10  # reading goes on
    assert (await behind.statuses(20, **anna | {"headers": as_(A)})).count(200) == 20  # and the platform's backend


async def test_pieces_of_files_count_apart() -> None:
    behind = Behind({"caller": "2 in 60 s", "platform": "4 in 60 s"})
    anna = as_(A, "buyer", "anna")

    assert await behind.statuses(50, "/files/1", headers=anna, method="PATCH") == [200] * 50
    assert await behind.statuses(3, headers=anna) == [200, 200, 429]


async def test_what_needs_no_token_is_limited_by_address_and_health_not_at_all() -> None:
    behind = Behind({"address": "2 in 60 s"})

    assert await behind.statuses(3, "/open/page") == [200, 200, 429]
    assert await behind.statuses(1, "/open/page", at="192.0.2.2") == [200]
    assert await behind.statuses(9, "/health/ready") == [200] * 9


async def test_sec_18_bad_tokens_from_an_address_do_not_lock_out_a_good_one() -> None:
    behind = Behind({"unproven": "10 in 60 s"})
    bad = await behind.statuses(15, headers={"Authorization": "Bearer bad"})

    assert bad == [401] * 10 + [429] * 5
    assert await behind.statuses(2) == [429] * 2
    assert await behind.statuses(2, headers=as_(A)) == [200] * 2
    assert await behind.statuses(2, at="192.0.2.2") == [401] * 2


async def test_wal_a9_signatures_are_checked_no_faster_than_their_limit_once_an_address_proves_nothing() -> None:
    behind, checked = Behind({"unproven": "3 in 60 s", "signatures": "4 in 60 s"}), 0

    def check_signature(given: str | None) -> Principal:
        nonlocal checked
        checked += 1
        return authenticate(given)

    behind.guard._authenticate = check_signature
    behind.guard._has_verified = lambda given: given == as_(A)["Authorization"]
    bad = await behind.statuses(50, headers={"Authorization": "Bearer bad"})

    assert (bad, checked) == ([401] * 3 + [429] * 47, 3 + 4)
    assert await behind.statuses(20, headers=as_(A)) == [200] * 20, "whoever was known is not held up"
    assert await behind.statuses(1, headers=as_(B)) == [429]
    assert await behind.statuses(1, headers=as_(B), at="192.0.2.2") == [200]


async def test_wal_a9_who_tries_what_he_may_not_is_logged_and_who_reads_is_not(caplog) -> None:
    behind = Behind({})
    with caplog.at_level("INFO", logger="common.web.request_log"):
        await behind.statuses(1, headers={"Authorization": "Bearer bad"})
        await behind.statuses(1, headers=as_(A))
        for status in (200, 401, 403, 404, 429, 500):
            log_answered_request({"type": "http", "method": "GET"}, status, 0.001)

    assert [record.args[2] for record in caplog.records] == [401, 401, 403, 500]  # type: ignore[index]


async def test_row_60_what_the_caller_says_of_its_address_changes_nothing() -> None:
    behind = Behind({"address": "2 in 60 s"})
    async with behind.client() as client:
        spoofed = [{"X-Forwarded-For": f"198.51.100.{n}", "X-Real-IP": f"198.51.100.{n}", "Forwarded": f"for=a{n}"}
                   for n in range(4)]  # fmt: skip
        answers = [(await client.get("/open", headers=headers)).status_code for headers in spoofed]

    assert answers == [200, 200, 429, 429]


async def test_a_refused_body_is_not_waited_for() -> None:
    """What comes of it is thrown away behind the answer, or the connection's end would take the answer along."""
    behind = Behind({"platform": "1 in 60 s"})
    await behind.statuses(1, headers=as_(A))
    said: list[Any] = []

    async def receive() -> Any:
        assert [message["type"] for message in said] == ["http.response.start", "http.response.body"]
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        said.append(message)

    headers = [(b"authorization", as_(A)["Authorization"].encode()), (b"content-length", b"99999")]
    scope = {"type": "http", "method": "POST", "path": "/v1/things", "headers": headers, "query_string": b""}
    await behind.guard(scope, receive, send)

    assert said[0]["status"] == 429
    assert json.loads(said[1]["body"])["code"] == "rate_limited"
    assert (b"connection", b"close") in said[0]["headers"]


@pytest.mark.parametrize(
    ("host", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:aaaa::1", "20010db800010002/64"),
        ("2001:db8:1:2:bbbb::2", "20010db800010002/64"),
        ("fe80::1%eth0", "fe80000000000000/64"),
    ],
)
def test_a_network_of_ipv6_counts_as_one_address(host: str, counted: str) -> None:
    assert client_network({"client": (host, 1)}) == counted


class Wrong(Exception):
    pass


def guess(attempts: SecretAttempts, name: str, address: str, *, right: bool = False) -> str:
    try:
        with attempts.attempt_secret(name, address):
            if not right:
                raise Wrong
    except Wrong:
        return "wrong"
    except RateLimitExceeded:
        return "limited"
    return "right"


def test_sec_18_ten_wrong_secrets_a_minute_for_one_client() -> None:
    attempts = SecretAttempts(Quota(10, 60), Wrong)
    from_everywhere = [guess(attempts, "plt_1", f"192.0.2.{n}") for n in range(12)]

    assert from_everywhere == ["wrong"] * 10 + ["limited"] * 2
    assert guess(attempts, "plt_2", "192.0.2.1") == "wrong"


def test_sec_18_ten_wrong_secrets_a_minute_from_one_address() -> None:
    attempts = SecretAttempts(Quota(10, 60), Wrong)

    assert [guess(attempts, f"plt_{n}", "192.0.2.1") for n in range(12)] == ["wrong"] * 10 + ["limited"] * 2
    assert guess(attempts, "plt_1", "192.0.2.2") == "wrong"


def test_sec_18_the_owner_is_not_locked_out_where_he_has_been_before() -> None:
    attempts = SecretAttempts(Quota(10, 60), Wrong)
    assert guess(attempts, "plt_1", "192.0.2.99", right=True) == "right"
    for n in range(30):
        guess(attempts, "plt_1", f"198.51.100.{n}")

    assert guess(attempts, "plt_1", "203.0.113.1", right=True) == "limited"
    assert guess(attempts, "plt_1", "192.0.2.99", right=True) == "right"
    assert [guess(attempts, "plt_1", "192.0.2.99") for _ in range(11)] == ["wrong"] * 10 + ["limited"]


def test_right_secrets_are_not_counted_and_a_failure_of_ours_is_not_a_wrong_one() -> None:
    attempts = SecretAttempts(Quota(2, 60), Wrong)

    assert [guess(attempts, "plt_1", "192.0.2.1", right=True) for _ in range(20)] == ["right"] * 20
    for _ in range(5):
        with pytest.raises(ConnectionError), attempts.attempt_secret("plt_2", "192.0.2.2"):
            raise ConnectionError
    assert guess(attempts, "plt_2", "192.0.2.2", right=True) == "right"


def test_sec_18_many_at_once_are_no_more_than_one_after_another() -> None:
    attempts = SecretAttempts(Quota(10, 60), Wrong)
    under_way = [attempts.attempt_secret("plt_1", f"192.0.2.{n}") for n in range(10)]
    for each in under_way:
        each.__enter__()

    assert guess(attempts, "plt_1", "192.0.2.200") == "limited"
    for each in under_way:
        each.__exit__(None, None, None)
    assert guess(attempts, "plt_1", "192.0.2.200") == "wrong"


def _settings(**given: Any) -> ServiceSettings:
    heads = {"heads": "heads", "heads_key": "heads-key.pem"}
    return ServiceSettings(
        jwks="k",
        database_url="postgresql+asyncpg://h/d",
        bus_url="memory:",
        secret="0123456789abcdef" * 2,
        **heads,
        **given,
    )


def test_limits_are_settings_with_room_in_the_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _settings(env=Environment.PRODUCTION).scaled_limits == RateLimits()
    assert _settings(env=Environment.SANDBOX).scaled_limits == ROOMY
    monkeypatch.setenv("PARLEY_LIMITS", '{"caller": "7 in 3 s"}')
    monkeypatch.setenv("PARLEY_LIMITS_TIMES", "2")
    assert _settings(env=Environment.SANDBOX).scaled_limits.caller == Quota(14, 3)
    assert _settings(env=Environment.SANDBOX).scaled_limits.platform == RateLimits().platform.times(2)


@pytest.mark.parametrize("spelt", ["", "7", "7 in 0 s", "0 in 7 s", "-1 in 2 s", "7 / 3"])
def test_a_limit_that_means_nothing_stops_the_service(spelt: str) -> None:
    with pytest.raises(ValidationError):
        _settings(limits={"caller": spelt})
