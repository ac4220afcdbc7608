"""SEC-2, WAL-A2: what is another's opens nothing, in whichever place of a request it stands: in a body, as a cursor, as
an Idempotency-Key, as the event that was seen last, as a signed link.

Generated: every operation, with the ids of another platform, and with those of another case of the very same people by
a token that is limited to the first.
"""

from __future__ import annotations

import copy
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any, Final
from uuid import uuid4

import pytest

from deploy.proof.testing.databases import Databases
from deploy.proof.tests.badinput.answers import extra
from deploy.proof.tests.badinput.operations import ID, Operation, operations
from deploy.proof.tests.badinput.roles import ROLES, somebody
from deploy.proof.tests.badinput.world import PHOTO, Side, World, built

MINTING: Final = {"escrow.issue_participant_token", "escrow.issue_link_token", "escrow.create_page_link"}
"""What they make names a case, and is good for nothing where that is another platform's."""
BY_ITEM: Final = {"disputes.assign_disputes", "escrow.carry_out_bulk"}
"""Each part of what they are given has an answer of its own."""


def list_named_ids(operation: Operation) -> Iterator[tuple[Operation, tuple[Any, ...], str]]:
    """List the fields of its bodies that name something, with the prefix of what they name."""
    for variant in operation.variants() if operation.takes_json else ():
        for at, schema in variant.leaves():
            many = variant.resolved(schema.get("items", {}))
            if found := ID.match(schema.get("pattern", "")):
                yield variant, at, found[1]
            elif found := ID.match(many.get("pattern", "")):
                yield variant, (*at, 0), found[1]


NAMED: Final = [
    pytest.param(variant, at, prefix, id=f"{one.name}-{'.'.join(map(str, at))}")
    for one in operations()
    if not one.public and one.name not in MINTING
    for variant, at, prefix in list_named_ids(one)
]
UNDONE: Final = frozenset({"escrow.advance_test_clock", "escrow.suspend_platform", "escrow.revoke_secret"})
"""Acts that leave nothing to try."""
ACTS: Final = [
    pytest.param(one, id=one.name)
    for one in operations()
    if not one.public and one.method != "get" and one.name not in UNDONE
]
STREAMS: Final = [pytest.param(one, id=one.name) for one in operations() if "stream" in one.name]
LISTS: Final = [pytest.param(one, id=one.name) for one in operations() if "cursor" in one.parameters("query")]


async def call(
    world: World, operation: Operation, headers: Mapping[str, str], *, url: str | None = None, body: Any = None
) -> Any:
    ids = world.ours.of(operation.service)
    given = {**headers, **extra(world, operation)}
    if operation.insists_on_version:
        given["If-Match"] = '"1"'
    sent: dict[str, Any] = {"json": operation.body(ids) if body is None else body} if operation.takes_json else {}
    if operation.name == "evidence.upload_evidence":
        sent, given["Content-Type"] = {"content": PHOTO}, "image/jpeg"
    return await world.client.request(operation.method, url or operation.url(ids), headers=given, **sent)


async def find_id(world: World, side: Side, service: str, prefix: str) -> str | None:
    """Find something of this kind that a side has."""
    known = [str(id) for id in side.of(service).values() if str(id).startswith(f"{prefix}_")]
    if not known and prefix == "msg":
        home = f"/v1/disputes/{side.ids['dispute']}/messages"
        answer = await world.client.get(home, headers=world.headers("buyer", side=side))
        known = [one["id"] for one in answer.json()["data"]]
    if not known and prefix == "evt":
        known = [side.ids["event"]]
    return known[0] if known else None


def shows(answer: Any, *ids: Any) -> list[str]:
    return [str(id) for id in ids if len(str(id)) > 20 and str(id) in answer.text]


def with_named(operation: Operation, ids: Mapping[str, Any], at: tuple[Any, ...], id: str) -> Any:
    body = copy.deepcopy(operation.body(ids))
    if isinstance(at[-1], int):
        return operation.with_field(body, at[:-1], [id])
    return operation.with_field(body, at, id)


@pytest.mark.parametrize(("operation", "at", "prefix"), NAMED)
async def test_sec_2_what_another_platform_has_is_named_in_no_body(
    operation: Operation, at: Any, prefix: str, world: World
) -> None:
    foreign = await find_id(world, world.theirs, operation.service, prefix)
    if foreign is None:
        pytest.skip("there is none of the kind in this world")
    ids = world.ours.of(operation.service)
    for role in sorted(ROLES[operation.name] - {"admin"}):
        answer = await call(world, operation, world.headers(role), body=with_named(operation, ids, at, foreign))
        if operation.name in BY_ITEM and answer.is_success:
            assert "not_found" in answer.text, answer.text
        else:
            assert 400 <= answer.status_code < 500, (role, answer.text)


@pytest.mark.parametrize(("operation", "at", "prefix"), NAMED)
async def test_wal_a2_a_token_for_one_case_names_nothing_of_another_in_a_body(
    operation: Operation, at: Any, prefix: str, world: World
) -> None:
    """The address is the case's own, the people are the same: but what is named in the body is another case's."""
    other = world.ours.elsewhere[operation.service]
    foreign = {"esc": other["escrow"], "dsp": other["dispute"]}.get(prefix)
    if operation.service != "evidence" and prefix in ("evd", "req"):
        foreign = await find_id(world, world.ours, "evidence", prefix)  # of the argued case
    if foreign is None:
        pytest.skip("there is none of the kind in this world")
    ids = world.ours.of(operation.service)
    own = {"dispute": ids["dispute"]}
    for role in sorted(ROLES[operation.name] - {"admin"}):
        headers = world.headers(role, **own)
        answer = await call(world, operation, headers, body=with_named(operation, ids, at, foreign))
        assert 400 <= answer.status_code < 500, (role, answer.text)


@pytest.mark.parametrize("operation", LISTS)
async def test_sec_2_a_cursor_of_another_leads_nowhere(operation: Operation, world: World) -> None:
    base = operation.url(world.ours.of(operation.service))
    base += "&" if "?" in base else "?"
    page = await call(world, operation, world.headers(somebody(operation.name)), url=f"{base}limit=1")
    cursor = page.json().get("next_cursor")
    if cursor is None:
        pytest.skip("one page holds it all")
    theirs = operation.url(world.theirs.of(operation.service))
    theirs += "&" if "?" in theirs else "?"
    for role in sorted(ROLES[operation.name] - {"admin"}):
        for side, url in ((world.theirs, theirs), (world.theirs, base)):
            answer = await call(world, operation, world.headers(role, side=side), url=f"{url}limit=1&cursor={cursor}")
            assert 400 <= answer.status_code < 500, (role, answer.text)
            assert not shows(answer, *world.ours.ids.values()), answer.text


@pytest.fixture(scope="module")
async def own_world(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    """A world of its own: what is accepted here no other test has to expect."""
    async with databases.clone() as database, built(database, tmp_path_factory.mktemp("strangers")) as world:
        yield world


@pytest.mark.parametrize("operation", ACTS)
async def test_sec_2_a_key_of_another_gives_no_answer(operation: Operation, own_world: World) -> None:
    """The same key and the same request, of another platform, another person, another part, another case."""
    world = own_world
    world.keep_people()
    role, key = somebody(operation.name), {"Idempotency-Key": uuid4().hex}
    await call(world, operation, world.headers(role) | key)
    others = [world.headers(role, sub="nobody"), world.headers("seller" if role == "buyer" else "buyer")]
    others += [world.headers(one, side=world.theirs) for one in sorted(ROLES[operation.name] - {"admin"})]
    others.append(world.headers(role, dispute=world.ours.elsewhere[operation.service]["dispute"]))
    if role in ("admin", "platform"):
        others = others[1:]  # whoever has either is the platform, whatever his token calls him
    for headers in others:
        answer = await call(world, operation, headers | key)
        assert "idempotent-replayed" not in answer.headers, answer.text


@pytest.mark.parametrize("operation", STREAMS)
async def test_sec_2_the_event_that_another_saw_last_shows_nothing(operation: Operation, world: World) -> None:
    url = operation.url(world.ours.of(operation.service))
    for role in sorted(ROLES[operation.name] - {"admin"}):
        headers = world.headers(role) | {"Last-Event-ID": world.theirs.ids["event"]}
        answer = await call(world, operation, headers, url=url)
        assert answer.status_code in (200, 400, 403, 404), answer.text
        assert not shows(answer, *world.theirs.ids.values()), answer.text


async def test_sec_2_a_link_to_a_file_is_good_for_its_file_and_its_person(own_world: World) -> None:
    world = own_world
    world.keep_people()
    item, foreign = world.ours.of("evidence")["item"], world.theirs.of("evidence")["item"]
    made = await world.client.post(f"/v1/evidence/items/{item}/download", headers=world.headers("buyer"))
    if made.status_code == 409:
        pytest.skip(made.text)
    url = made.json()["url"]
    mine = await world.client.get(url, headers=world.headers("buyer"))
    assert mine.status_code == 200, mine.text
    for role in ("buyer", "seller", "operator", "platform"):
        refused = await world.client.get(url, headers=world.headers(role, side=world.theirs))
        assert refused.status_code in (403, 404), refused.text
    query = url.partition("?")[2]
    for headers in ({}, world.headers("buyer"), world.headers("buyer", side=world.theirs)):
        other = await world.client.get(f"/v1/evidence/items/{foreign}/content?{query}", headers=headers)
        assert other.status_code in (401, 403, 404), other.text
