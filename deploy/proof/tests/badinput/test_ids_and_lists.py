"""ROW-45, ROW-49, ROW-52 to ROW-62: states, ids, addresses, queries, methods and headers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

import orjson
import pytest

from common.kernel.ids import parse_id
from deploy.proof.testing.market import euro_amount
from deploy.proof.tests.badinput.answers import JSON, check, refused
from deploy.proof.tests.badinput.operations import ID, Operation, named, operations
from deploy.proof.tests.badinput.roles import ROLES, somebody
from deploy.proof.tests.badinput.test_examples import UNMADE
from deploy.proof.tests.badinput.test_json import INVALID, _valid
from deploy.proof.tests.badinput.world import World

ALL = [pytest.param(one, id=one.name) for one in operations() if not one.public]
PARAMETERS = [
    pytest.param(one, name, id=f"{one.name}-{name}")
    for one in operations()
    for name in one.parameters("path")
    if name not in ("participant", "name", "other")  # any name is one
]
LISTS = [pytest.param(one, id=one.name) for one in operations() if "limit" in one.parameters("query")]
DOCUMENTED_READS = [one for one in operations() if one.method == "get" and not one.public]
READS = [pytest.param(one, id=one.name) for one in DOCUMENTED_READS]
QUERIES = [
    pytest.param(one, name, id=f"{one.name}-{name}")
    for one in operations()
    for name in one.parameters("query")
    if name not in ("limit", "cursor")
]
METADATA = [
    pytest.param(one, at, id=f"{one.name}-{'.'.join(map(str, at))}")
    for one in operations()
    for at, _ in one.leaves()
    if at[-1] == "metadata"
]
# A link's token, an upload that is the buyer's, what no world of these tests has.
NOT_THERE: Final = {
    "evidence.download_evidence", "evidence.get_resumable_upload", "evidence.get_external_video",
    "mediation.list_suggestions",
}  # fmt: skip
# Whatever their reader takes: what a file is its giver has decided (DOR-W7).
FILES: Final = {"evidence.download_evidence", "evidence.preview_evidence", "evidence.download_bundle"}
DATES: Final = ("2026-02-30T00:00:00Z", "0000-01-01T00:00:00Z", "10000-01-01T00:00:00Z", "2026-01-01T00:00:00",
                "2026-01-01T00:00:00%2B25:00", "yesterday", "2026-01-01", "")  # fmt: skip


@pytest.mark.parametrize(("operation", "name"), PARAMETERS)
async def test_row_53_one_spelling_of_an_id(operation: Operation, name: str, world: World) -> None:
    for spelling in _spellings(operation.parameter(name, world.ours.of(operation.service))):
        await _at(world, operation, name, spelling, (404,), ("not_found",))


@pytest.mark.parametrize(("operation", "name"), PARAMETERS)
async def test_row_54_addresses_that_are_none(operation: Operation, name: str, world: World) -> None:
    known = operation.parameter(name, world.ours.of(operation.service))
    tails = (
        "%00",
        "..%2f..",
        "%ff",
        "%c0%af",
        "x" * 9_000,
        "%0a",
        "%20",
        ";a=b",
        "%2e%2e",
        "'--",
        "%25",
        "%F0%9F%99%82",
    )
    for spelling in (*tails, *(f"{known}{tail}" for tail in tails)):
        await _at(world, operation, name, spelling, (404, 414), ("not_found", "uri_too_long"))


@pytest.mark.parametrize("operation", ALL)
async def test_row_54_no_redirects(operation: Operation, world: World) -> None:
    path, _, query = operation.url(world.ours.of(operation.service)).partition("?")
    for other in (f"{path}/", path.replace("/v1/", "/v1//", 1), f"{path};a=b"):
        content = _content(world, operation)
        await refused(
            world, operation, 404, "not_found", url=f"{other}?{query}", content=content, headers=_json(content)
        )


@pytest.mark.parametrize("operation", LISTS)
async def test_row_55_limit_and_cursor(operation: Operation, world: World) -> None:
    base = operation.url(world.ours.of(operation.service))
    base += "&" if "?" in base else "?"
    most = operation.parameters("query")["limit"]["maximum"]
    for limit in ("0", "-1", str(most + 1), "1000000000", "abc", "", "1.5", "1&limit=2", "%00"):
        await refused(world, operation, 422, "validation_failed", url=f"{base}limit={limit}")
    for cursor in ("garbage", "AAAA", "%00", "é", "A" * 43, "====", "' OR 1=1--"):
        await refused(world, operation, 400, "bad_cursor", url=f"{base}cursor={cursor}")
    await refused(world, operation, 422, "validation_failed", url=f"{base}cursor={'A' * 600}")


async def test_row_55_a_cursor_is_good_for_its_own_list_only(world: World) -> None:
    mine = world.ours.market
    page = await mine.platform.get("/v1/escrows?limit=1")
    cursor = page["next_cursor"]
    changed = ("A" if cursor[0] != "A" else "B") + cursor[1:]
    for person, path in (
        (world.theirs.market.platform, f"/v1/escrows?cursor={cursor}"),
        (mine.buyer, f"/v1/escrows?cursor={cursor}"),
        (mine.platform, f"/v1/escrows?status=funded&cursor={cursor}"),
        (mine.platform, f"/v1/disputes?cursor={cursor}"),
        (mine.platform, f"/v1/events?cursor={cursor}"),
        (mine.platform, f"/v1/escrows?cursor={changed}"),
    ):
        check(await world.client.get(path, headers={"Authorization": f"Bearer {person.token}"}), 400, "bad_cursor")


@pytest.mark.parametrize(("operation", "name"), QUERIES)
async def test_row_56_filters(operation: Operation, name: str, world: World) -> None:
    schema = operation.resolved(operation.parameters("query")[name])
    base = operation.url(world.ours.of(operation.service)).partition("?")[0]
    required = [
        p for p in operation.described["parameters"] if p.get("required") and p["in"] == "query" and p["name"] != name
    ]
    rest = "".join(
        f"&{p['name']}={operation._example(p['name'], p['schema'], world.ours.of(operation.service))}" for p in required
    )
    for value in _nonsense(schema):
        await refused(world, operation, 422, INVALID, url=f"{base}?{name}={value}{rest}")


@pytest.mark.parametrize("operation", READS)
async def test_row_56_57_parameters_that_are_none(operation: Operation, world: World) -> None:
    base = operation.url(world.ours.of(operation.service))
    base += "&" if "?" in base else "?"
    for query in ("sort=password", "sort=-created_at,created_at", "tenant_id=1", "offset=10", "x", "__proto__=1"):
        await refused(world, operation, 422, "validation_failed", url=f"{base}{query}")


@pytest.mark.parametrize("operation", ALL)
async def test_row_58_methods(operation: Operation, world: World) -> None:
    taken = {one.method.upper() for one in operations() if one.path == operation.path}
    taken |= {"OPTIONS", "HEAD"} if "GET" in taken else {"OPTIONS"}
    for method in ("TRACE", "PROPFIND", "QUERY", *({"GET", "DELETE", "PATCH", "POST", "PUT", "OPTIONS"} - taken)):
        if _could_be_an_id(operation, method):
            await refused(world, operation, 404, "not_found", method=method)
        else:
            answer = await refused(world, operation, 405, "method_not_allowed", method=method)
            assert taken <= {*answer.headers["allow"].split(", ")}


@pytest.mark.parametrize("service", sorted({operation.service for operation in DOCUMENTED_READS}))
async def test_row_58_head_is_get_and_nothing_overrides_a_method(service: str, changing: World) -> None:
    """Looking at evidence is recorded, so these may change something."""
    for operation in DOCUMENTED_READS:
        if operation.service == service:
            await _head_is_get(operation, changing)


async def _head_is_get(operation: Operation, changing: World) -> None:
    url, headers = operation.url(changing.ours.of(operation.service)), changing.headers(somebody(operation.name))
    got = await changing.client.get(url, headers={**headers, "X-HTTP-Method-Override": "DELETE"})
    head = await changing.client.head(url, headers=headers)
    assert got.status_code == head.status_code, operation.name
    there = not UNMADE & operation.parameters("path").keys() and operation.name not in NOT_THERE
    assert got.status_code == 200 or not there, got.text
    assert head.content == b""
    assert head.headers["content-type"] == got.headers["content-type"]


@pytest.mark.parametrize("operation", [one for one in ALL if one.id not in FILES])
async def test_row_59_accept(operation: Operation, world: World) -> None:
    content = _content(world, operation)
    for accept in ("application/xml", "*/*;q=0", "image/png, text/csv", "application/json;q=0"):
        headers = {"Accept": accept, **_json(content)}
        await refused(world, operation, 406, "not_acceptable", content=content, headers=headers)


@pytest.mark.parametrize(("operation", "at"), METADATA)
async def test_row_61_metadata(operation: Operation, at: Any, world: World) -> None:
    for value in (
        {f"k{n}": "v" for n in range(51)}, {"k" * 41: "v"}, {"k": "v" * 501}, {"k": {"nested": "v"}}, {"k": 1},
        {"k": None}, {"parley_x": "v"}, {"": "v"}, {"k\n": "v"}, {"k": "\x1b"}, ["k"],
    ):  # fmt: skip
        body = operation.with_field(_valid(world, operation), at, value)
        await refused(world, operation, 422, "validation_failed", content=orjson.dumps(body), headers=JSON)


async def test_row_62_a_traceparent_that_is_none_is_ignored(world: World) -> None:
    for given in ("garbage", "00-0-0-00", "00-" + "0" * 32 + "-" + "0" * 16 + "-01", "ff-" + "a" * 200):
        answer = await world.client.get("/v1/escrows", headers={**world.headers("platform"), "traceparent": given})
        assert answer.status_code == 200


async def test_row_60_a_request_id_is_taken_only_in_its_form(world: World) -> None:
    async def told(given: str) -> str:
        answer = await world.client.get(
            "/v1/escrows", headers={**world.headers("platform"), "X-Request-Id": given.encode()}
        )
        return str(answer.headers["x-request-id"])

    assert await told("order-10045.1") == "order-10045.1"
    for given in ("a b", "<script>", "x" * 129, "é", ""):
        assert (await told(given)).startswith("req-")


async def test_row_45_disputes_that_cannot_be_opened(world: World) -> None:
    operation, case = named("disputes.open_dispute"), world.ours.ids["dispute"]
    disputed = (await world.ours.market.buyer.get(f"/v1/disputes/{case}"))["escrow"]
    foreign = world.theirs.ids["escrow"]
    for escrow, status, code in (
        (disputed, 409, ("dispute_already_open", "already_disputed")),
        (foreign, 404, "not_found"),
    ):
        body = _valid(world, operation) | {
            "escrow": escrow,
            "claimed": euro_amount(100),
            "reason": "significantly_not_as_described",
        }
        await refused(world, operation, status, code, content=orjson.dumps(body), headers=JSON, role="buyer")


async def test_row_45_a_dispute_about_an_unpaid_escrow(changing: World) -> None:
    operation = named("disputes.open_dispute")
    agreed = {"buyer": "anna", "seller": "sam", "amount": euro_amount(100), "agreement": {"title": "A lamp"}}
    made = await changing.ours.market.platform.perform_act("/v1/escrows", agreed)
    await changing.settle()
    body = _valid(changing, operation) | {
        "escrow": made["id"],
        "claimed": euro_amount(100),
        "reason": "item_not_received",
    }
    answer = await changing.ours.market.buyer.post("/v1/disputes", body)
    assert answer.status_code == 409, answer.text
    await changing.unchanged()


async def test_row_49_answers_out_of_turn(world: World) -> None:
    home = f"/v1/mediations/{world.ours.ids['mediation']}/proposals/1"
    buyer, seller = world.ours.market.buyer, world.ours.market.seller
    version = (await buyer.get(f"/v1/mediations/{world.ours.ids['mediation']}"))["proposals"][0]["version"]
    options = [{"kind": "refund_full"}]
    for person, path, body, status in (
        (buyer, f"{home}/accept", {"version": version, "option": 0}, 409),
        (buyer, f"{home}/counter", {"version": version, "options": options}, 409),
        (seller, f"{home}/accept", {"version": version + 1, "option": 0}, 409),
        (seller, f"{home}/accept", {"version": version, "option": 9}, 422),
        (seller, f"{home}/amend", {"version": version, "options": options}, 409),
        (
            seller,
            f"{home}/counter",
            {"version": version, "options": [{"kind": "refund_partial", "amount": euro_amount(12_001)}]},
            422,
        ),
        (
            seller,
            f"{home}/counter",
            {"version": version, "options": [{"kind": "refund_partial", "basis_points": 0}]},
            422,
        ),
        (seller, f"{home[:-1]}7/accept", {"version": version, "option": 0}, 404),
    ):
        answer = await person.post(path, body)
        assert answer.status_code == status, (path, body, answer.text)


async def test_row_52_a_respondent_cannot_withdraw(world: World) -> None:
    answer = await world.ours.market.seller.post(f"/v1/disputes/{world.ours.ids['dispute']}/withdraw")
    assert answer.status_code in (403, 409)


def test_sec_38_what_is_served_is_what_is_described(suite_world: World) -> None:
    """The table of roles covers what is described; `test_examples.py` sees to that."""
    assert {one.name for one in operations() if not one.public} == ROLES.keys()


def _spellings(known: str) -> Iterator[str]:
    prefix, _, tail = known.partition("_")
    if not tail or len(tail) != 26:
        yield from (f"0{known}", f"{known}.0", f"+{known}", f"-{known}") if known.isdecimal() else (known.upper(),)
        return
    inside: UUID = parse_id(prefix, known)
    yield from (known.upper(), f"{prefix}_{tail.upper()}", f"{prefix.upper()}_{tail}", f"{prefix}-{tail}", tail)
    yield from (
        str(inside),
        inside.hex,
        f"{{{inside}}}",
        inside.urn,
        f"{known}0",
        known[:-1],
        f"xxx_{tail}",
        f" {known}",
    )
    yield known.replace("0", "o", 1) if "0" in tail else f"{prefix}_8{tail[1:]}"


async def _at(world: World, operation: Operation, name: str, spelling: str, status: Any, code: Any) -> None:
    placed = {**world.ours.of(operation.service)}
    url = operation.url({**placed, name: "@@"}).replace("@@", spelling)
    content = _content(world, operation)
    headers = _json(content) | ({"If-Match": '"1"'} if "428" in operation.described["responses"] else {})
    answer = await refused(world, operation, status, code, url=url, content=content, headers=headers)
    assert answer.headers.get("location") is None


def _could_be_an_id(operation: Operation, method: str) -> bool:
    """The last part of its path is taken by another operation for the id of something, which nothing has."""
    others = (one.path for one in operations() if one.method.upper() == method and one.path != operation.path)
    return any(re.fullmatch(re.sub(r"{[^}]+}", "[^/]+", path), operation.path) for path in others)


def _content(world: World, operation: Operation) -> bytes | None:
    return orjson.dumps(_valid(world, operation)) if operation.takes_json else None


def _json(content: bytes | None) -> dict[str, str]:
    return {} if content is None else dict(JSON)


def _nonsense(schema: Any) -> Iterator[str]:
    items = schema.get("items", {})
    if schema.get("type") == "array":
        yield ",".join(["a"] * 500)
        yield "%00"
    elif schema.get("format") == "date-time":
        yield from DATES
    elif schema.get("type") == "integer":
        yield from ("abc", "1.5", "true", "")
    elif ID.match(schema.get("pattern", "")) or "enum" in schema:
        yield from ("closed'--", "", "%00", "x" * 600, "a&b=c")
    elif "pattern" in schema or "maxLength" in schema:
        yield "x" * 600
    if "$ref" in items or "enum" in items:
        yield "closed'--"
