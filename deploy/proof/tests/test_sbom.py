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
    "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1,
    "3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2, "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4,
    "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3, "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3,
    "6.8": 4, "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2, "8.1": 2, "8.2": 3, "8.3": 1,
    "8.4": 1, "9.1": 3, "9.2": 4, "10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11, "10.5": 5, "10.6": 2,
    "10.7": 3, "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1, "12.1": 3, "12.2": 2,
    "12.3": 4, "13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5, "14.1": 2, "14.2": 4, "14.3": 3, "15.1": 3,
    "15.2": 3, "15.3": 7, "16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3, "17.1": 1, "17.2": 4,
    "17.3": 2,
}  # fmt: skip
LISTED: Final = re.compile(r"(\d+\.\d+)\.(\d+)(?: \u2013 \d+\.\d+\.(\d+))?")


def list_requirements(cell: str) -> Iterator[str]:
    for section, first, last in LISTED.findall(cell):
        yield from (f"{section}.{number}" for number in range(int(first), int(last or first) + 1))


def test_every_requirement_of_the_standard_is_answered_once() -> None:
    rows = [line for line in (REPO / "docs" / "security.md").read_text().splitlines() if LISTED.match(line[2:])]
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
