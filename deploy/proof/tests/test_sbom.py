"""The bill of materials has all that is shipped; the list of the standard's requirements has each of them once."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Final

import pytest

from deploy.development.sbom import PRODUCTION_LOCK, list_packages
from deploy.local.place import REPO

# Levels 1 and 2 of ASVS 5.0.0: how many each section has. Those of level 3 stand behind them, or in the gaps.
SECTIONS: Final = {
    "V1.1": 2, "V1.2": 9, "V1.3": 11, "V1.4": 3, "V1.5": 2, "V2.1": 3, "V2.2": 3, "V2.3": 4, "V2.4": 1,
    "V3.2": 2, "V3.3": 4, "V3.4": 6, "V3.5": 5, "V3.7": 2, "V4.1": 3, "V4.2": 1, "V4.3": 2, "V4.4": 4,
    "V5.1": 1, "V5.2": 3, "V5.3": 2, "V5.4": 3, "V6.1": 3, "V6.2": 12, "V6.3": 4, "V6.4": 4, "V6.5": 5, "V6.6": 3,
    "V6.8": 4, "V7.1": 3, "V7.2": 4, "V7.3": 2, "V7.4": 5, "V7.5": 2, "V7.6": 2, "V8.1": 2, "V8.2": 3, "V8.3": 1,
    "V8.4": 1, "V9.1": 3, "V9.2": 4, "V10.1": 2, "V10.2": 2, "V10.3": 4, "V10.4": 11, "V10.5": 5, "V10.6": 2,
    "V10.7": 3, "V11.1": 2, "V11.2": 3, "V11.3": 3, "V11.4": 4, "V11.5": 1, "V11.6": 1, "V12.1": 3, "V12.2": 2,
    "V12.3": 4, "V13.1": 1, "V13.2": 5, "V13.3": 2, "V13.4": 5, "V14.1": 2, "V14.2": 4, "V14.3": 3, "V15.1": 3,
    "V15.2": 3, "V15.3": 7, "V16.1": 1, "V16.2": 5, "V16.3": 4, "V16.4": 3, "V16.5": 3, "V17.1": 1, "V17.2": 4,
    "V17.3": 2,
}  # fmt: skip
LISTED: Final = re.compile(r"(V\d+\.\d+)\.(\d+)(?: \u2013 V\d+\.\d+\.(\d+))?")


def list_requirements(cell: str) -> Iterator[str]:
    for section, first, last in LISTED.findall(cell):
        yield from (f"{section}.{number}" for number in range(int(first), int(last or first) + 1))


def test_every_requirement_of_the_standard_is_answered_once() -> None:
    rows = [line for line in (REPO / "docs" / "security.md").read_text().splitlines() if line.startswith("| V")]
    answered = Counter(one for row in rows for one in list_requirements(row.split("|")[1]))
    asked = {f"{section}.{number}" for section, count in SECTIONS.items() for number in range(1, count + 1)}

    assert len(asked) == 253
    assert set(answered) == asked
    assert not [one for one, times in answered.items() if times > 1]
    verdicts = {row.split("|")[3].strip() for row in rows if row.count("|") == 5}
    assert verdicts == {"yes", "partly", "no", "yours"}


def test_the_bill_of_materials_has_every_package_that_is_installed_and_every_module_that_pages_carry() -> None:
    run = subprocess.run([sys.executable, "-m", "deploy.development.sbom"], capture_output=True, text=True, check=True)
    bill = json.loads(run.stdout)

    pinned = set(re.findall(r"^([A-Za-z0-9._-]+)==([^\s;]+)", PRODUCTION_LOCK.read_text(), re.MULTILINE))
    there = {(one["name"], one["version"]) for one in bill["components"] if one["purl"].startswith("pkg:pypi/")}
    assert there == pinned
    assert {one["purl"].partition("@")[0] for one in bill["components"]} >= {"pkg:npm/htm", "pkg:pypi/fastapi"}
    assert len({one["bom-ref"] for one in bill["components"]}) == len(bill["components"])
    assert not [one["name"] for one in bill["components"] if "axe" in one["name"]], "no tool of tests"
    assert [one for one in bill["components"] if "parley:only-where" in str(one["properties"])]


@pytest.mark.parametrize("line", ["fastapi", "fastapi>=1", "fastapi==1.0", "-e ."])
def test_what_is_not_pinned_makes_no_bill(line: str) -> None:
    with pytest.raises(ValueError, match="not pinned"):
        list(list_packages(line))
