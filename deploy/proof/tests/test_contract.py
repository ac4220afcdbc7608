"""What partners, operators and stored data rely on stays as `docs/contract.json` says."""

from __future__ import annotations

import json
from typing import Any

import pytest

from deploy.development.docs import contract

WHAT_TO_DO = (
    f"This is public. Was it meant? Then say it in CHANGELOG.md and run `.venv/bin/python -m {contract.__name__}`. "
    "If it was not, keep the old name at the border."
)


@pytest.fixture(scope="module")
def actual() -> Any:
    return json.loads(contract.format_contract(contract.build_contract()))


@pytest.mark.parametrize(
    "part",
    ["problems", "operations", "undescribed_routes", "fields", "events", "metrics", "settings", "crash_points"],
)
def test_the_public_contract_is_the_one_we_promised(actual: Any, part: str) -> None:
    differences = contract.list_differences(json.loads(contract.FILE.read_text())[part], actual[part])

    if differences:
        pytest.fail("\n".join([*differences, WHAT_TO_DO]), pytrace=False)


def test_the_contract_has_no_part_that_nobody_compares(actual: Any) -> None:
    assert set(json.loads(contract.FILE.read_text())) == set(actual)
