"""Every operation of every service is reached with a body that it accepts, or these tests show nothing."""

from __future__ import annotations

import pytest

from deploy.proof.tests.badinput.operations import Operation, operations
from deploy.proof.tests.badinput.roles import EVERYBODY, ROLES
from deploy.proof.tests.badinput.world import World

# Made by a ruling, a recorder and a worker; an unknown one does as well for all that is tried here.
UNMADE = {"penalty", "session", "bundle", "name", "other", "link"}
EVERY = [pytest.param(one, id=one.name) for one in operations()]
GUARDED = [pytest.param(one, id=one.name) for one in operations() if not one.public]


@pytest.mark.parametrize("operation", GUARDED)
def test_sec_7_every_operation_stands_in_the_table_of_roles(operation: Operation) -> None:
    assert operation.name in ROLES, (
        f"add {operation.name} to ROLES in deploy/proof/tests/badinput/roles.py: who may call it?"
    )


def test_sec_7_the_table_of_roles_names_no_operation_that_is_gone() -> None:
    assert not ROLES.keys() - {one.name for one in operations()}


@pytest.mark.parametrize("operation", EVERY)
async def test_sec_2_every_path_parameter_stands_for_something_that_exists(operation: Operation, world: World) -> None:
    missing = operation.parameters("path").keys() - world.ours.of(operation.service).keys() - UNMADE
    assert not missing, (
        f"make one of {missing} in deploy/proof/tests/badinput/world.py, so that foreign tokens are tried on it"
    )


@pytest.mark.parametrize("operation", [pytest.param(one, id=one.name) for one in operations() if one.takes_json])
async def test_the_example_of_every_body_is_valid(operation: Operation, world: World) -> None:
    """Sent by somebody who may not: the body is looked at before the role."""
    body = operation.body(world.ours.of(operation.service))
    stranger = world.headers("buyer", sub="nobody", side=world.theirs)
    if not (outside := EVERYBODY - ROLES.get(operation.name, EVERYBODY)) and "{" not in operation.path:
        pytest.skip("open to everybody")
    headers = world.headers(min(outside)) if outside else stranger
    answer = await world.client.request(
        operation.method, operation.url(world.ours.of(operation.service)), json=body, headers=headers
    )
    assert answer.status_code in (403, 404), f"its example does not do: {body} {answer.text}"
