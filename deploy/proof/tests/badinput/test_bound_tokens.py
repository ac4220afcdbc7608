"""WAL-A2: a token that is limited to one case opens no other, and nothing that is part of none.

Generated: every operation of every service, in every role that may call it, with tokens limited by escrow and by
dispute to another case of the very same people.
"""

from __future__ import annotations

import os
from typing import Any, Final
from uuid import uuid4

import pytest
from fastapi.routing import APIRoute, iter_route_contexts

from deploy.proof.testing.served import serve_apps
from deploy.proof.tests.badinput.answers import check, extra
from deploy.proof.tests.badinput.operations import Operation, operations
from deploy.proof.tests.badinput.roles import ROLES
from deploy.proof.tests.badinput.world import PHOTO, World

APPS: Final = serve_apps()
DECLARED: Final = {(name, one) for name, app in APPS.items() for one in app.state.service.case_operations}
# Of every case alike: the published rules it goes by. They say nothing of anybody.
# Reads that are noted in a chain of custody, of what is not there, or that need a scope as well.
UNREAD: Final = frozenset(
    {"evidence.download_evidence", "evidence.preview_evidence", "evidence.get_video_session", "evidence.get_bundle",
     "evidence.download_bundle", "evidence.get_external_video", "disputes.get_eligibility",
     "mediation.list_suggestions", "disputes.stream_story", "escrow.get_test_clock"}
)  # fmt: skip
RULES: Final = frozenset({"disputes.get_policy", "disputes.explain_policy", "mediation.get_tree"})
# Answered by what may be seen, and that is nothing of another case.
LISTS: Final = frozenset(
    {"escrow.list_escrows", "disputes.list_disputes", "disputes.count_disputes", "mediation.list_mediations"}
)
# By their addresses: what an operation is called in the description is another matter.
ROUTES: Final = {
    (name, method.lower(), context.path or ""): str(context.original_route.operation_id)
    for name, app in APPS.items()
    for context in iter_route_contexts(app.routes)
    if isinstance(context.original_route, APIRoute)
    for method in context.methods or ()
}
WHOLE: Final = os.environ.get("MATRIX") == "whole"
"""Every binding of every role, as `make matrix` does; else one of each role."""
GUARDED: Final = [pytest.param(one, id=one.name) for one in operations() if not one.public]


def _code_name(operation: Operation) -> str:
    return f"{operation.service}.{ROUTES[operation.service, operation.method, operation.path]}"


def _is_of_case(operation: Operation) -> bool:
    return (operation.service, ROUTES[operation.service, operation.method, operation.path]) in DECLARED


def _bindings(world: World, operation: Operation) -> list[dict[str, str]]:
    other = world.ours.elsewhere[operation.service]
    return [{"escrow": other["escrow"]}, {"dispute": other["dispute"]}, dict(other)]


async def _call(world: World, operation: Operation, headers: dict[str, str]) -> Any:
    ids = world.ours.of(operation.service)
    given = {**headers, **extra(world, operation), "Idempotency-Key": uuid4().hex}
    if operation.insists_on_version:
        given["If-Match"] = '"1"'
    sent: dict[str, Any] = {"json": operation.body(ids)} if operation.takes_json else {}
    if _code_name(operation) == "evidence.upload_evidence":
        sent, given["Content-Type"] = {"content": PHOTO}, "image/jpeg"
    return await world.client.request(operation.method, operation.url(ids), headers=given, **sent)


@pytest.mark.parametrize("operation", GUARDED)
async def test_wal_a2_a_token_for_one_case_is_good_for_nothing_else(operation: Operation, world: World) -> None:
    bindings = _bindings(world, operation)
    for place, role in enumerate(sorted(ROLES.get(operation.name, frozenset()) - {"admin"})):
        for claims in bindings if WHOLE else [bindings[place % len(bindings)]]:
            answer = await _call(world, operation, world.headers(role, **claims))
            if not _is_of_case(operation):
                check(answer, 403, "forbidden")
            elif _code_name(operation) in RULES:
                assert answer.status_code == 200, (role, answer.text)
            elif _code_name(operation) in LISTS:
                assert answer.status_code == 200, (role, answer.text)
                _shows_nothing(world, operation, answer.text)
            else:
                check(answer, (403, 404), ("forbidden", "not_found"))
                assert answer.status_code == 404 or role in ("operator", "platform"), (role, claims, answer.text)


@pytest.mark.parametrize("operation", GUARDED)
async def test_wal_a2_a_token_for_a_case_reads_it(operation: Operation, world: World) -> None:
    """Or the test above would show nothing but that such tokens are good for nothing."""
    if not _is_of_case(operation) or operation.method != "get" or _code_name(operation) in UNREAD:
        pytest.skip("reads of what there is")
    ids = world.ours.of(operation.service)
    bound = {"escrow": ids["escrow"]} if operation.service == "escrow" else {"dispute": ids["dispute"]}
    role = "buyer" if "buyer" in ROLES[operation.name] else "operator"
    answer = await _call(world, operation, world.headers(role, **bound))
    assert answer.status_code == 200, answer.text


def test_wal_a2_what_is_part_of_a_case_is_there() -> None:
    unknown = DECLARED - {(service, name) for (service, _, _), name in ROUTES.items()}
    assert not unknown, "operations that are gone, in CASE_OPERATIONS of a service's edge.py"


async def test_wal_a2_an_answer_kept_under_a_key_is_given_to_no_other_token(changing: World) -> None:
    """The same person, the same key, the same request: but a token for another case."""
    ids, key = changing.ours.of("disputes"), uuid4().hex
    message = {"text": "Where is the parcel?"}
    said = {"Idempotency-Key": key}
    home = f"/v1/disputes/{ids['dispute']}/messages"
    first = await changing.client.post(home, json=message, headers={**changing.headers("buyer"), **said})
    assert first.status_code == 201, first.text
    other = changing.headers("buyer", dispute=changing.ours.elsewhere["disputes"]["dispute"])
    check(await changing.client.post(home, json=message, headers={**other, **said}), 404, "not_found")


def _shows_nothing(world: World, operation: Operation, text: str) -> None:
    ids = world.ours.of(operation.service)
    assert ids["escrow"] not in text
    assert ids["dispute"] not in text
