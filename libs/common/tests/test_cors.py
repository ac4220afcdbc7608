"""DOR-W1: browsers read answers from the origins that a platform has named, and from no others."""

from __future__ import annotations

from uuid import UUID

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from common.contracts.envelope import ActorRef
from common.contracts.escrow import PlatformOriginsChanged
from common.execution.origins import ORIGIN_HANDLERS, on_origins_changed
from common.kernel.principal import Principal, Role
from common.kernel.web_origins import is_loopback_origin, parse_origin
from common.messaging.bus import Message
from common.messaging.inbox import EventConsumer, consumes
from common.persistence.platform_access import list_origins
from common.web.authentication import Unauthenticated
from common.web.guard import RequestGuard
from common.web.origins import AllowedOrigins
from common.web.rate_limits import Quota, RateLimiter, RateLimits

from .conftest import OTHER_PLATFORM, PLATFORM, Toy

SHOP, OTHER, STRANGER = "https://shop.example", "https://other.example", "https://stranger.example"
ASK = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,idempotency-key"}


def authenticate(given: str | None) -> Principal:
    if given is None:
        raise Unauthenticated
    return Principal(UUID(given.split()[1]), Role.PLATFORM, "p")


async def answer_unevenly(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["path"] == "/v1/broken":
        raise ZeroDivisionError
    fields = [(b"etag", b'"7"'), *([(b"vary", b"Accept-Language")] if scope["path"] == "/v1/translated" else [])]
    await send({"type": "http.response.start", "status": 200, "headers": fields})
    await send({"type": "http.response.body", "body": b"{}"})


def client_of(
    *, loopback: bool = False, unproven: str = "60 in 60 s", platform: str = "100 in 10 s"
) -> httpx.AsyncClient:
    origins = AllowedOrigins(loopback=loopback)
    origins.replace({PLATFORM: (SHOP,), OTHER_PLATFORM: (OTHER,)})
    limits = RateLimits(unproven=Quota.parse(unproven), platform=Quota.parse(platform))
    guard = RequestGuard(answer_unevenly, authenticate=authenticate, limiter=RateLimiter(limits), origins=origins)
    return httpx.AsyncClient(transport=httpx.ASGITransport(guard, raise_app_exceptions=False), base_url="http://t")


def from_(origin: str, platform: UUID | None = PLATFORM, **more: str) -> dict[str, str]:
    return {"Origin": origin} | ({} if platform is None else {"Authorization": f"Bearer {platform}"}) | more


async def test_dor_w1_a_preflight_is_answered_before_anybody_is_known_and_counts_as_no_unproven_request() -> None:
    async with client_of(unproven="1 in 60 s") as client:
        answers = [
            await client.options(path, headers={"Origin": SHOP, **ASK}) for path in ("/v1/a", "/v1/b//c", "/v1/a")
        ]
        unproven = await client.get("/v1/things")

    assert [answer.status_code for answer in answers] == [204, 204, 204]
    assert unproven.status_code == 401, "the one that is allowed is left"
    for answer in answers:
        assert answer.headers["access-control-allow-origin"] == SHOP
        assert "POST" in answer.headers["access-control-allow-methods"]
        allowed = answer.headers["access-control-allow-headers"].lower().split(", ")
        wanted = {"authorization", "idempotency-key", "if-match", "if-none-match", "last-event-id", "content-type",
                  "tus-resumable", "upload-offset", "upload-length", "upload-metadata", "content-digest"}  # fmt: skip
        assert wanted <= set(allowed)


@pytest.mark.parametrize(
    ("asked", "is_allowed"),
    [
        ("authorization,baggage,sentry-trace,x-checksum-sha256", True),
        ("x-datadog-origin, b3", True),
        ("x y", False),
        ('x"', False),
        ("x" * 3_000, False),
        ("", False),
    ],
)
async def test_dor_w1_what_tools_that_watch_a_page_add_does_not_keep_it_out(asked: str, is_allowed: bool) -> None:
    async with client_of() as client:
        answer = await client.options("/v1/a", headers={"Origin": SHOP, **ASK, "Access-Control-Request-Headers": asked})

    allowed = {name.strip() for name in answer.headers["access-control-allow-headers"].lower().split(",")}
    assert answer.status_code == 204
    assert "if-match" in allowed
    assert ({name.strip() for name in asked.split(",")} <= allowed) is is_allowed


async def test_dor_w1_a_page_reads_every_answer_refusals_and_failures_too() -> None:
    async with client_of(platform="2 in 60 s") as client:
        good = await client.get("/v1/things", headers=from_(SHOP))
        broken = await client.get("/v1/broken", headers=from_(SHOP))
        too_many = await client.get("/v1/things", headers=from_(SHOP))
        unknown = await client.get("/v1/things", headers=from_(SHOP, platform=None))
        odd = await client.get("/v1//things", headers=from_(SHOP))

    answers = [good, broken, too_many, unknown, odd]
    assert [answer.status_code for answer in answers] == [200, 500, 429, 401, 404]
    for answer in answers:
        assert answer.headers["access-control-allow-origin"] == SHOP
        assert answer.headers["vary"] == "Accept-Encoding, Origin"
        exposed = set(answer.headers["access-control-expose-headers"].split(", "))
        wanted = {"ETag", "Location", "Link", "Retry-After", "RateLimit", "RateLimit-Policy", "Idempotent-Replayed",
                  "X-Request-Id", "traceparent", "Upload-Offset", "Tus-Resumable"}  # fmt: skip
        assert wanted <= exposed
    assert "access-control-allow-credentials" not in good.headers


async def test_dor_w1_no_page_reads_what_another_platforms_token_gets() -> None:
    async with client_of() as client:
        own, foreign = (
            await client.get("/v1/a", headers=from_(OTHER)),
            await client.get("/v1/a", headers=from_(STRANGER)),
        )
        refused = await client.options("/v1/a", headers={"Origin": STRANGER, **ASK})

    assert "access-control-allow-origin" not in own.headers
    assert "access-control-allow-origin" not in foreign.headers
    assert own.headers["vary"] == foreign.headers["vary"] == "Accept-Encoding, Origin"
    assert (refused.status_code, refused.json()["code"]) == (403, "origin_not_allowed")


@pytest.mark.parametrize(
    "path", ["/openapi.json", "/docs/openapi.json", "/problems/not-found", "/.well-known/jwks.json"]
)
async def test_dor_w1_what_is_the_same_for_everybody_is_read_by_pages_from_everywhere(path: str) -> None:
    async with client_of() as client:
        there = await client.get(path, headers=from_(STRANGER))
        own = await client.get(path, headers=from_(SHOP))
        secret = await client.get("/oauth/token", headers=from_(STRANGER))
        asked = await client.options(path, headers={"Origin": STRANGER, **ASK})

    assert (asked.status_code, asked.headers["access-control-allow-origin"]) == (204, "*")
    assert there.headers["access-control-allow-origin"] == "*"
    assert own.headers["access-control-allow-origin"] == SHOP
    assert "access-control-allow-origin" not in secret.headers


@pytest.mark.parametrize(
    "origin",
    [
        "http://localhost:5173",
        "http://127.0.0.1:8001",
        "http://[::1]",
        "https://localhost",
        "http://shop.localhost:3000",
    ],
)
async def test_dor_w1_a_sandbox_lets_this_machines_pages_in_and_production_does_not(origin: str) -> None:
    async with client_of(loopback=True) as sandbox, client_of() as production:
        here, there = (
            await sandbox.get("/v1/a", headers=from_(origin)),
            await production.get("/v1/a", headers=from_(origin)),
        )

    assert here.headers["access-control-allow-origin"] == origin
    assert "access-control-allow-origin" not in there.headers


async def test_dor_w1_what_an_answer_depends_on_is_one_field() -> None:
    async with client_of() as client:
        answer = await client.get("/v1/translated", headers=from_(SHOP))

    assert answer.headers.get_list("vary") == ["Accept-Language, Accept-Encoding, Origin"]


async def test_dor_w1_what_no_page_asked_for_says_to_caches_that_a_page_gets_more() -> None:
    async with client_of() as client:
        answer = await client.get("/v1/a", headers={"Authorization": f"Bearer {PLATFORM}"})
        tus = await client.options("/v1/a", headers={"Authorization": f"Bearer {PLATFORM}"})

    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert answer.headers["vary"] == tus.headers["vary"] == "Accept-Encoding, Origin"
    assert tus.status_code == 200, "OPTIONS without a browser's question goes on to its route"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://Shop.Example:443", "https://shop.example"),
        ("https://shop.example:8443", "https://shop.example:8443"),
        ("http://localhost:80", "http://localhost"),
        ("http://Shop.localhost:3000", "http://shop.localhost:3000"),
        ("http://[0:0::1]:3000", "http://[::1]:3000"),
        ("https://xn--bcher-kva.example", "https://xn--bcher-kva.example"),
    ],
)
def test_an_origin_is_spelled_as_browsers_do(written: str, meant: str) -> None:
    assert parse_origin(written) == meant


@pytest.mark.parametrize(
    "written",
    ["*", "null", "https://*.shop.example", "https://shop.example/", "https://a@shop.example", "shop.example",
     "http://shop.example", "ftp://shop.example", "https://shop.example:0", "https://shop.example:70000",
     "https://1.2.3", "https://-a.example", "https://[::g]", "https://bücher.example", "https://a..b", ""],
)  # fmt: skip
def test_what_is_no_origin_or_no_safe_one_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        parse_origin(written)


@pytest.mark.parametrize(
    "origin",
    [
        "https://localhost.evil.example",
        "http://127.0.0.1.evil.example",
        "null",
        "file://",
        "http://.localhost",
        "http://evillocalhost",
    ],
)
def test_a_name_that_begins_like_this_machine_is_not_this_machine(origin: str) -> None:
    assert not is_loopback_origin(origin)


def an_origins_event(version: int, *origins: str) -> PlatformOriginsChanged:
    return PlatformOriginsChanged(
        tenant=PLATFORM, subject=PLATFORM, sequence=version, version=version, occurred_at="2026-03-02T12:00:00Z",
        actor=ActorRef(role="platform", id="p"), cause="request", origins=origins,
    )  # fmt: skip


async def test_dor_w1_every_service_keeps_the_newest_origins_it_has_heard_of(toy: Toy) -> None:
    toy.executor.handlers = ORIGIN_HANDLERS
    consumer = EventConsumer("toy", toy.executor, [consumes(PlatformOriginsChanged, on_origins_changed)])
    for event in (an_origins_event(3, SHOP), an_origins_event(2, STRANGER)):
        await consumer.consume_message(Message(event.id, event.topic, event.model_dump_json().encode()))

    assert await list_origins(toy.begin.database, "escrow") == {PLATFORM: (SHOP,)}
    gone = an_origins_event(4)
    await consumer.consume_message(Message(gone.id, gone.topic, gone.model_dump_json().encode()))
    assert await list_origins(toy.begin.database, "escrow") == {}
