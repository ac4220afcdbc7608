"""WAL-F9: whatever is sent, in whichever place of a request, no answer is a failure of ours.

Generated from the descriptions of the five services: each member of each body, each parameter, each part of a path
and each header, with values that some layer beneath cannot write, count, or tell the time of.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, Final

import pytest

from deploy.local.suite import SERVICES
from deploy.proof.testing.databases import Databases
from deploy.proof.tests.badinput.answers import JSON, extra
from deploy.proof.tests.badinput.hostile import Hostile, hostile_requests
from deploy.proof.tests.badinput.operations import ELSEWHERE, Operation, all_operations
from deploy.proof.tests.badinput.roles import somebody
from deploy.proof.tests.badinput.world import World, built

UNDONE: Final = frozenset({"escrow.advance_test_clock", "escrow.suspend_platform", "escrow.revoke_secret"})
"""Acts that leave nothing to try: with them a service is asked last."""


@pytest.fixture(scope="module")
async def hostile_world(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    """A world of its own: what is accepted here no other test has to expect."""
    async with databases.clone() as database, built(database, tmp_path_factory.mktemp("hostile")) as world:
        yield world


@pytest.mark.slow
@pytest.mark.parametrize("service", SERVICES)
async def test_wal_f9_no_request_makes_a_service_fail(service: str, hostile_world: World) -> None:
    failed, sent = [], 0
    for operation in sorted(all_operations(), key=lambda one: one.name in UNDONE):
        if operation.service == service:
            hostile_world.keep_people()
            for request in hostile_requests(operation, hostile_world.ours.of(service)):
                sent += 1
                failed += await _look(hostile_world, operation, request)

    assert sent > 100
    assert not failed, "\n".join(failed)
    await hostile_world.ready()


async def _look(world: World, operation: Operation, request: Hostile) -> list[str]:
    try:
        answer = await _send(world, operation, request)
    except Exception as error:
        return [f"{request.where}: {error!r}"]
    is_failure = answer.status_code >= 500  # 503 as well: the database took a value for trouble of its own
    return [f"{request.where}: {answer.status_code} {answer.text[:200]}"] if is_failure else []


async def _send(world: World, operation: Operation, request: Hostile) -> Any:
    by = {} if operation.name in ELSEWHERE else world.headers(somebody(operation.name)) | extra(world, operation)
    headers: dict[str, Any] = {**by, **(JSON if request.content is not None and operation.takes_json else {})}
    if operation.insists_on_version:
        headers["If-Match"] = '"1"'
    if request.header is not None:
        name, value = request.header
        headers = {one: text for one, text in headers.items() if one.lower() != name.lower()} | {name: value}
    return await world.client.request(operation.method, request.url, content=request.content, headers=headers)
