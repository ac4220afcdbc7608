"""Lists of all five services: whatever they can be asked for is described."""

from __future__ import annotations

import pytest

from deploy.proof.tests.badinput.operations import Operation, operations

LISTS = [pytest.param(one, id=one.name) for one in operations() if ".list_" in one.name]


@pytest.mark.parametrize("operation", LISTS)
def test_prm_33_every_filter_of_a_list_is_described(operation: Operation) -> None:
    filters = [one for one in operation.described.get("parameters", []) if one["in"] == "query"]

    assert [one["name"] for one in filters if not one.get("description")] == []
