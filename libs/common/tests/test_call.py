"""A whole service of one route: what every route of every service gets from common."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple
from uuid import UUID, uuid4

import httpx
import pytest
from asgi_lifespan import LifespanManager
from fastapi import APIRouter, Depends, Response

from common.execution.commands import (
    Command,
    CommandHandler,
    CommandHandlers,
    Context,
    UnversionedCommand,
    load_nothing,
)
from common.execution.executor import Executor
from common.kernel.errors import DomainError, VersionConflict, require_version
from common.kernel.principal import Principal, Role
from common.messaging.bus import InMemoryBus
from common.messaging.inbox import EventConsumer
from common.runtime import Service, create_app
from common.settings import ServiceSettings
from common.web.api_call import ApiCall, api_call
from common.web.conditional_requests import parse_if_match, tag_of
from common.web.schemas import Body, MoneyBody, Prose, View

from .conftest import PLATFORM, Toy, ToyTx
from .test_outbox import a_fact

router = APIRouter(prefix="/v1/things")
Calling = Annotated[ApiCall[None], Depends(api_call)]


class Refused(DomainError):
    def __init__(self) -> None:
        super().__init__("No.")


class NewThing(Body):
    price: MoneyBody
    refuse: bool = False
    slow: bool = False
    note: Prose | None = None


class Thing(View):
    id: UUID
    version: int = 1


@dataclass(frozen=True, slots=True)
class MakeThing(UnversionedCommand[UUID]):
    refuse: bool
    slow: bool


@dataclass(frozen=True, slots=True)
class ChangeThing(Command[UUID]):
    id: UUID


class Made(NamedTuple):
    id: UUID
    refuse: bool
    slow: bool


def make_thing(subject: None, command: MakeThing, context: Context) -> Made:
    return Made(context.new_id(), command.refuse, command.slow)


async def save_thing(tx: ToyTx, subject: None, made: Made, context: Context) -> UUID:
    await tx.publish([a_fact(tx.tenant, subject=made.id)])
    if made.slow:
        await asyncio.sleep(0.2)
    if made.refuse:
        await tx.flush()
        raise Refused
    return made.id


def change_thing(subject: None, command: ChangeThing, context: Context) -> UUID:
    require_version(context.expected_version, Thing.model_fields["version"].default)
    return command.id


async def save_nothing(tx: ToyTx, subject: None, id: UUID, context: Context) -> UUID:
    return id


def thing_view(id: UUID, context: Context) -> Thing:
    return Thing(id=id)


COMMAND_HANDLERS: CommandHandlers = {
    MakeThing: CommandHandler(load_nothing, make_thing, save_thing),
    ChangeThing: CommandHandler(load_nothing, change_thing, save_nothing),
}


@router.post("", response_model=Thing)
async def make(body: NewThing, calling: Calling) -> Response:
    calling.require_role(Role.PLATFORM)
    return await calling.execute_money(MakeThing(body.refuse, body.slow), thing_view, status=201)


@router.post("/{thing}/change", response_model=Thing)
async def change(thing: UUID, calling: Calling) -> Response:
    return await calling.execute(ChangeThing(thing), thing_view)


@router.get("/{thing}", response_model=Thing)
async def read(thing: UUID, calling: Calling, expand: str | None = None) -> Response:
    return await calling.query(read_thing, thing)


async def read_thing(tx: ToyTx, principal: Principal, id: UUID) -> Thing:
    return Thing(id=id)


@pytest.fixture
async def client(toy: Toy, keys: Any) -> AsyncIterator[httpx.AsyncClient]:
    settings = ServiceSettings(
        env="test",
        jwks=str(keys.jwks_path),
        database_url=toy.url,
        bus_url="memory:",
        secret="s",
        workers=False,
        require_durable_database=False,
    )
    executor = Executor(toy.begin, COMMAND_HANDLERS)
    service = Service(
        name="toy",
        title="Toy",
        routers=[router],
        statuses={Refused: 409},
        database=toy.begin.database,
        executor=executor,
        bus=InMemoryBus(),
        consumer=EventConsumer("toy", executor, []),
        deps=None,
        settings=settings,
    )
    app = create_app(service)
    headers = {"Authorization": f"Bearer {keys.token(tenant=PLATFORM, role='platform')}"}
    async with (
        LifespanManager(app, startup_timeout=30, shutdown_timeout=30),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://t", headers=headers) as client,
    ):
        yield client


A_THING = {"price": {"amount": 100, "currency": "EUR"}}


def key(value: str = "k1") -> dict[str, str]:
    return {"Idempotency-Key": value}


async def test_the_same_key_gives_the_first_answer_and_one_effect(client: httpx.AsyncClient, toy: Toy) -> None:
    first = await client.post("/v1/things", json=A_THING, headers=key())
    again = await client.post("/v1/things", content=b'{ "price": {"currency":"EUR", "amount":100} }',
                              headers=key('"k1"') | {"Content-Type": "application/json"})  # fmt: skip

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert "Idempotent-Replayed" not in first.headers
    assert (again.headers["Idempotent-Replayed"], again.headers["ETag"]) == ("true", '"1"')
    assert await toy.scalar("SELECT count(*) FROM escrow.outbox") == 1


async def test_a_key_is_forgotten_after_a_day(client: httpx.AsyncClient, toy: Toy) -> None:
    aged = "UPDATE escrow.idempotency SET expires_at = expires_at - interval '{}' RETURNING 1"
    first = await client.post("/v1/things", json=A_THING, headers=key())
    await toy.scalar(aged.format("23 hours 50 minutes"))
    remembered = await client.post("/v1/things", json=A_THING, headers=key())
    await toy.scalar(aged.format("10 minutes"))
    forgotten = await client.post("/v1/things", json=A_THING, headers=key())

    assert remembered.json() == first.json()
    assert forgotten.json() != first.json()
    assert await toy.scalar("SELECT count(*) FROM escrow.outbox") == 2


async def test_the_same_key_with_another_body_is_a_mismatch(client: httpx.AsyncClient) -> None:
    await client.post("/v1/things", json=A_THING, headers=key())

    other = await client.post("/v1/things", json={"price": {"amount": 101, "currency": "EUR"}}, headers=key())

    assert (other.status_code, other.json()["code"]) == (422, "idempotency_mismatch")


async def test_of_many_at_once_one_runs(client: httpx.AsyncClient, toy: Toy) -> None:
    slow = A_THING | {"slow": True}

    answers = await asyncio.gather(*(client.post("/v1/things", json=slow, headers=key()) for _ in range(6)))

    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len({answer.json()["id"] for answer in answers if answer.status_code == 201}) == 1
    assert await toy.scalar("SELECT count(*) FROM escrow.outbox") == 1


async def test_a_refusal_undoes_everything_and_is_the_answer_of_its_key(client: httpx.AsyncClient, toy: Toy) -> None:
    refused = A_THING | {"refuse": True}

    first, again = [await client.post("/v1/things", json=refused, headers=key()) for _ in range(2)]

    assert (first.status_code, first.json()["code"]) == (409, "refused")
    assert again.json() == first.json()
    assert again.headers["Idempotent-Replayed"] == "true"
    assert await toy.scalar("SELECT count(*) FROM escrow.outbox") == 0


@pytest.mark.parametrize("bad", ["", "a b", "a,b", "x" * 256, "é"])
async def test_a_malformed_key_is_refused(client: httpx.AsyncClient, bad: str) -> None:
    answer = await client.post("/v1/things", json=A_THING, headers={"Idempotency-Key": bad.encode()})

    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_invalid")


async def test_a_missing_key_is_refused_because_money_moves(client: httpx.AsyncClient) -> None:
    answer = await client.post("/v1/things", json=A_THING)

    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_missing")


MALFORMED = {
    "NaN": b'{"price": {"amount": NaN, "currency": "EUR"}}',
    "infinity": b'{"price": {"amount": Infinity, "currency": "EUR"}}',
    "lone surrogate": b'{"note": "\\ud800"}',
    "repeated key": b'{"price": 1, "price": 2}',
    "33 levels": b"[" * 33 + b"]" * 33,
    "100,000 levels": b"[" * 100_000 + b"]" * 100_000,
    "long number": b'{"price": ' + b"9" * 41 + b"}",
    "UTF-16": '{"price": 1}'.encode("utf-16"),
    "BOM": b"\xef\xbb\xbf{}",
    "bad UTF-8": b'{"note": "\xff"}',
    "trailing garbage": b"{} {}",
}


@pytest.mark.parametrize("body", list(MALFORMED.values()), ids=list(MALFORMED))
async def test_malformed_json_is_refused(client: httpx.AsyncClient, body: bytes) -> None:
    answer = await client.post("/v1/things", content=body, headers=key() | {"Content-Type": "application/json"})

    assert (answer.status_code, answer.json()["code"]) == (400, "malformed_json")


EUR_100 = {"amount": 100, "currency": "EUR"}
INVALID: dict[str, tuple[Any, str]] = {
    "null": (None, "validation_failed"),
    "array": ([], "validation_failed"),
    "unknown field": (A_THING | {"is_admin": True}, "validation_failed"),
    "NUL": (A_THING | {"note": "a\0b"}, "validation_failed"),
    "amount true": ({"price": EUR_100 | {"amount": True}}, "validation_failed"),
    "amount text": ({"price": EUR_100 | {"amount": "10"}}, "validation_failed"),
    "amount 1.0": ({"price": EUR_100 | {"amount": 1.0}}, "validation_failed"),
    "amount 0": ({"price": EUR_100 | {"amount": 0}}, "amount_out_of_range"),
    "amount -1": ({"price": EUR_100 | {"amount": -1}}, "amount_out_of_range"),
    "amount 2^63": ({"price": EUR_100 | {"amount": 2**63}}, "amount_out_of_range"),
    "currency usd": ({"price": EUR_100 | {"currency": "usd"}}, "currency_unknown"),
    "currency XXX": ({"price": EUR_100 | {"currency": "XXX"}}, "currency_unknown"),
    "currency €": ({"price": EUR_100 | {"currency": "€"}}, "currency_unknown"),
}


@pytest.mark.parametrize(("body", "code"), list(INVALID.values()), ids=list(INVALID))
async def test_an_invalid_body_is_refused_and_not_echoed(client: httpx.AsyncClient, body: Any, code: str) -> None:
    answer = await client.post("/v1/things", json=body, headers=key())

    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert '"input"' not in answer.text


@pytest.mark.parametrize(
    "content_type",
    ["application/json;charset=UTF8", 'Application/JSON ; charset="utf-8"', "application/json; charset=us-ascii",
     "application/json; profile=x", "application/json;"],
)  # fmt: skip
async def test_dor_w15_json_is_json_however_its_characters_are_named(
    client: httpx.AsyncClient, content_type: str
) -> None:
    answer = await client.post("/v1/things", json=A_THING, headers=key() | {"Content-Type": content_type})

    assert answer.status_code == 201, answer.text


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b'{"a": 1,\n "a": 2}', "a key stands twice"),
        (b'{"a":\n NaN}', "line 2, column 2"),
        (b"\xef\xbb\xbf{}", "byte order mark"),
        (b'{"a": "\xff"}', "its byte 8 is not UTF-8"),
        (b'{"a": ' + b"1" * 60 + b"}", "a number is too long"),
        (b"[" * 100 + b"]" * 100, "nested too deeply"),
    ],
)
async def test_dor_w7_a_body_that_is_not_json_is_told_why(client: httpx.AsyncClient, body: bytes, why: str) -> None:
    answer = await client.post("/v1/things", content=body, headers=key() | {"Content-Type": "application/json"})

    assert (answer.status_code, answer.json()["code"]) == (400, "malformed_json")
    assert why in answer.json()["detail"]


async def test_dor_w7_what_is_not_taken_is_told_what_is(client: httpx.AsyncClient) -> None:
    text = await client.post("/v1/things", json=A_THING, headers=key() | {"Content-Type": "text/plain"})
    packed = await client.post("/v1/things", json=A_THING, headers=key() | {"Content-Encoding": "gzip"})
    plain = await client.post("/v1/things", json=A_THING, headers=key() | {"Content-Encoding": "identity"})
    slash = await client.get("/v1/things/", headers=key())

    assert (text.status_code, text.headers["accept"]) == (415, "application/json")
    assert (packed.status_code, packed.headers["accept-encoding"]) == (415, "identity")
    assert plain.status_code == 201
    assert (slash.status_code, "without a slash" in slash.json()["detail"]) == (404, True)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/json; charset=latin1"}, 415),
        ({"Content-Encoding": "gzip"}, 415),
        ({"Accept": "application/xml"}, 406),
        ({"Authorization": "Bearer "}, 401),
        ({"Authorization": "Basic abc"}, 401),
    ],
)
async def test_what_the_edge_refuses(client: httpx.AsyncClient, headers: dict[str, str], status: int) -> None:
    answer = await client.post("/v1/things", json=A_THING, headers=key() | headers)

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_body_over_the_limit_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.post("/v1/things", content=b" " * 300_000, headers=key())

    assert answer.status_code == 413


@pytest.mark.parametrize("path", ["/v1/things/", "/v1//things", "/v1/things/..%2fx", "/v1/things;a=b", "/v1/%00"])
async def test_an_odd_path_is_not_found(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 404


async def test_another_role_is_forbidden(client: httpx.AsyncClient, keys: Any) -> None:
    buyer = {"Authorization": f"Bearer {keys.token(tenant=PLATFORM, role='buyer', sub='bob')}"}

    answer = await client.post("/v1/things", json=A_THING, headers=key() | buyer)

    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


async def test_an_expired_token_is_no_token(client: httpx.AsyncClient, keys: Any) -> None:
    late = {"Authorization": f"Bearer {keys.token(ttl=-1, tenant=PLATFORM)}"}

    assert (await client.post("/v1/things", json=A_THING, headers=late)).status_code == 401


@pytest.mark.parametrize(("ttl", "status"), [(300, 201), (301, 401), (86_400, 401)])
async def test_a_token_that_lives_longer_than_five_minutes_is_no_token(
    client: httpx.AsyncClient, keys: Any, ttl: int, status: int
) -> None:
    long = {"Authorization": f"Bearer {keys.token(ttl=ttl, tenant=PLATFORM)}"}

    assert (await client.post("/v1/things", json=A_THING, headers=key() | long)).status_code == status


async def test_health_needs_no_token_and_says_what_is_wrong(client: httpx.AsyncClient) -> None:
    ready = await client.get("/health/ready", headers={"Authorization": ""})

    assert (ready.status_code, ready.json()["checks"]["database"]) == (200, "ok")


@pytest.mark.parametrize("known", ["{tag}", "W/{tag}", '"7", W/{tag}', "{compressed}", "*"])
async def test_dor_w3_whoever_has_an_answer_is_not_sent_it_again(client: httpx.AsyncClient, known: str) -> None:
    address = f"/v1/things/{uuid4()}"
    tag = (await client.get(address)).headers["etag"]

    named = known.format(tag=tag, compressed=f'{tag[:-1]}-gzip"')
    answer = await client.get(address, headers={"If-None-Match": named})

    assert (answer.status_code, answer.headers["etag"], answer.content) == (304, tag, b"")
    assert "content-type" not in answer.headers


async def test_dor_w3_an_answer_of_the_same_version_that_says_something_else_is_sent(client: httpx.AsyncClient) -> None:
    tag = (await client.get(f"/v1/things/{uuid4()}")).headers["etag"]

    for known in (tag, '"1"', '"2"', '"1-gzip"'):
        other = await client.get(f"/v1/things/{uuid4()}", headers={"If-None-Match": known})
        assert (other.status_code, other.headers["etag"] != tag) == (200, True), known
    assert tag.startswith('"1-'), "an act may be decided on it"


def test_dor_w3_what_only_goes_with_the_clock_makes_no_other_tag() -> None:
    text = (
        '{"allowed_actions":[{"then":{"of":"escrow","at":"%s","then":{"at":"%s"}}}],"due_at":"%s",'
        '"text":"\\"then\\":{\\"at\\":\\"%s\\"}"}'
    )
    earlier, later = "2026-11-29T16:00:00Z", "2026-11-29T16:00:01Z"
    tags = {tag_of(7, (text % (moved, moved, earlier, earlier)).encode()) for moved in (earlier, later)}

    assert len(tags) == 1
    assert tag_of(7, (text % (earlier, earlier, later, earlier)).encode()) not in tags, "a deadline is news"
    assert tag_of(7, (text % (earlier, earlier, earlier, later)).encode()) not in tags, "a word is"


IF_MATCH = [
    ((), 200, ""),
    (('"1"',), 200, ""),
    (("1",), 200, ""),
    (('"2"',), 412, "version_conflict"),
    (("*",), 200, ""),
    (('*, "1"',), 400, "malformed_if_match"),
    (('"nine,more", W/"1"',), 200, ""),
    (('"1,2"',), 412, "version_conflict"),
    (('W/"1"',), 200, ""),
    (('W/"2"',), 412, "version_conflict"),
    (('"1-gzip"',), 200, ""),
    (('"1--gzip"',), 200, ""),
    (('"1-d0123456789ab"',), 200, ""),
    (('W/"1-d0123456789ab-gzip"',), 200, ""),
    (('"2-d0123456789ab"',), 412, "version_conflict"),
    (('"d0123456789ab"',), 412, "version_conflict"),
    (('"7", W/"1"',), 200, ""),
    (('"2"', '"1"'), 200, ""),
    (('"2","3"',), 412, "version_conflict"),
    (('"nine"',), 412, "version_conflict"),
    (("one",), 400, "malformed_if_match"),
    (('"1" "2"',), 400, "malformed_if_match"),
    ((",".join(['"1"'] * 21),), 400, "malformed_if_match"),
]


@pytest.mark.parametrize(("versions", "status", "code"), IF_MATCH)
async def test_dor_w2_a_command_meets_the_version_that_its_caller_decided_on(
    client: httpx.AsyncClient, versions: tuple[str, ...], status: int, code: str
) -> None:
    answer = await client.post(f"/v1/things/{uuid4()}/change", headers=[("If-Match", value) for value in versions])

    assert (answer.status_code, answer.json().get("code", "")) == (status, code)


def test_dor_w2_a_star_means_whatever_there_is_and_nothing_where_there_is_nothing_yet() -> None:
    require_version(parse_if_match(["*"]), 7)
    with pytest.raises(VersionConflict):
        require_version(parse_if_match(["*"]), 0)


@pytest.mark.parametrize("versions", [case[0] for case in IF_MATCH])
async def test_where_nothing_has_a_version_yet_if_match_is_ignored(
    client: httpx.AsyncClient, versions: tuple[str, ...]
) -> None:
    headers = [*key().items(), *(("If-Match", value) for value in versions)]

    assert (await client.post("/v1/things", json=A_THING, headers=headers)).status_code == 201


async def test_dor_w12_a_404_says_whether_the_address_or_the_thing_is_missing(client: httpx.AsyncClient) -> None:
    nowhere, nothing = await client.get("/v1/nowhere"), await client.get("/v1/things/not-an-id")

    assert (nowhere.status_code, nowhere.json()["detail"]) == (404, "Nothing is found at this address.")
    assert (nothing.status_code, nothing.json()["detail"]) == (404, "There is no such thing here.")
