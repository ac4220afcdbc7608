"""Figures of `make check`: each has been seen red here, with a sentence that says what to do."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest

from deploy.development.check.figures import find_violations, render_table
from deploy.development.check.limits import Exemption, Limits, Rules, read_rules
from deploy.development.check.names import count_words, find_banned, measure_vocabulary
from deploy.development.check.sources import Module, is_exempt, package_of, read_packages
from deploy.local.place import REPO

PATH = "services/escrow/escrow/money.py"
LIMITS = Limits(
    one_word_functions=35,
    words_per_function=2.0,
    function_word_docstrings=12,
    files_per_folder=3,
    lines_per_file=20,
    lines_per_function=5,
)
RULES = Rules(LIMITS, (), {})
GOOD = '''
"""Value objects of money."""

def release_escrow(amount):
    """Releases it."""
    return amount

class Escrow:
    def refund_buyer(self): ...
'''


def violations(source: str, rules: Rules = RULES, path: str = PATH) -> list[str]:
    return list(find_violations({"services/escrow": [Module(path, dedent(source))]}, rules))


def test_a_good_module_is_let_through() -> None:
    assert violations(GOOD) == []


def test_one_word_functions_are_named_with_their_lines() -> None:
    [one_word, words] = violations("def release(): ...\n\ndef give_back(): ...\n")
    assert one_word.startswith("services/escrow: 50.0 % of the function names are one word, the limit is 35 %")
    assert f"{PATH}: release:1" in one_word
    assert "verb and noun" in one_word
    assert words.startswith("services/escrow: 1.50 words a function name, the least is 2.0")


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("release", 1),
        ("_release", 1),
        ("release_escrow", 2),
        ("setUp", 2),
        ("do_it", 1),
        ("handle_release", 1),
        ("process_deadline", 1),
        ("do_release_escrow", 2),
        ("do", 1),
        ("_", 1),
        ("get_for_update", 3),
    ],
)
def test_words_of_a_name(name: str, count: int) -> None:
    assert count_words(name) == count


def test_filler_does_not_help() -> None:
    assert violations("def do_release(): ...\n\ndef handle_refund(): ...\n")[0].startswith("services/escrow: 100.0 %")


def test_docstrings_that_begin_with_a_function_word() -> None:
    [message] = violations('"""What money is."""\n\n\nclass Money:\n    """Amount and currency."""\n')
    assert message.startswith("services/escrow: 50.0 % of the docstrings begin with a function word, the limit is 12 %")
    assert f"{PATH}: what:1" in message


@pytest.mark.parametrize(
    "source",
    [
        "found = 1",
        "def read_rows(found): ...",
        "def found_rows(): return rows.found",
        "read_rows(found=1)",
        "class Found: ...",
        "from rows import found",
        "import rows as found",
        "_FOUND = 1",
        "match rows:\n    case [*found]: ...",
        "match rows:\n    case {**found}: ...",
        "match rows:\n    case Row(found=1): ...",
        "try: ...\nexcept OSError as found: ...",
    ],
)
def test_a_banned_word_is_seen_wherever_it_names_something(source: str) -> None:
    places = list(find_banned(Module(PATH, source)))
    assert places
    assert {place.text.strip("_").lower() for place in places} == {"found"}


@pytest.mark.parametrize("source", ['"found"', "# found", "found_item = 1", "row['found']"])
def test_a_banned_word_in_text_or_as_a_part_is_let_through(source: str) -> None:
    assert list(find_banned(Module(PATH, source))) == []


def test_a_file_is_not_named_so_either() -> None:
    assert [place.text for place in find_banned(Module("deploy/kept.py", ""))] == ["kept.py"]


def test_an_exemption_covers_its_word_in_its_files_alone() -> None:
    rules = replace(RULES, exemptions=(Exemption("held", "services/escrow/*", "a field of the API"),))
    assert violations("held = 1", rules) == []
    assert "`kept` names nothing (line 2)" in violations("held = 1\nkept = 1", rules)[0]
    elsewhere = list(find_violations({"deploy": [Module("deploy/money.py", "held = 1")]}, rules))
    assert [message.partition(":")[0] for message in elsewhere] == ["deploy/money.py", "figures.toml"]


def test_an_exemption_that_nothing_needs_is_to_go() -> None:
    rules = replace(RULES, exemptions=(Exemption("held", PATH, "a field of the API"),))
    [message] = violations("amount = 1", rules)
    assert message == f"figures.toml: nothing in {PATH} uses `held` any more; remove the exemption"


def test_files_and_functions_that_are_too_long() -> None:
    long = "def count_up():\n" + "    1\n" * 20
    [file, function] = violations(long)
    assert file == f"{PATH}: 21 lines, the limit is 20: split it by subject"
    assert function == f"{PATH}:1: count_up has 21 lines, the limit is 5: take a step out of it"


def test_a_crowded_folder() -> None:
    modules = [Module(f"libs/common/common/{name}.py", "") for name in ("a", "b", "c", "__init__")]
    assert list(find_violations({"libs/common": modules}, RULES)) == []
    [message] = find_violations({"libs/common": [*modules, Module("libs/common/common/d.py", "")]}, RULES)
    assert message.startswith("libs/common/common/: 4 modules, the limit is 3: make a package")


def test_a_package_can_have_limits_of_its_own() -> None:
    source = "def release(): ...\n\ndef give_back_money(): ...\n"
    assert violations(source, replace(RULES, overrides={"services/escrow": {"one_word_functions": 50}})) == []
    [message] = violations(GOOD, replace(RULES, overrides={"services/ledger": {"one_word_functions": 50}}))
    assert message == "figures.toml: there is no package services/ledger; remove its limits"


def test_packages_are_measured_apart() -> None:
    packages = {"deploy": [Module("deploy/a.py", GOOD)], "services/escrow": [Module(PATH, "def release(): ...")]}
    assert {message.partition(":")[0] for message in find_violations(packages, RULES)} == {"services/escrow"}
    assert len(render_table(packages).splitlines()) == 3


@pytest.mark.parametrize(
    ("path", "package"),
    [
        ("libs/common/common/kernel/money.py", "libs/common"),
        ("services/escrow/escrow/app.py", "services/escrow"),
        ("deploy/local/stack.py", "deploy"),
        ("conftest.py", None),
    ],
)
def test_where_a_file_belongs(path: str, package: str | None) -> None:
    assert package_of(path) == package


@pytest.mark.parametrize(
    "path",
    [
        "services/escrow/tests/test_a.py",
        "services/escrow/migrations/versions/2026_first.py",
        "deploy/proof/smoke/suite.py",
        "conftest.py",
    ],
)
def test_tests_and_migrations_are_not_measured(path: str) -> None:
    assert is_exempt(path)


def test_every_package_of_the_repository_is_measured() -> None:
    packages = read_packages(REPO)
    files = [*REPO.glob("libs/*/pyproject.toml"), *REPO.glob("services/*/pyproject.toml")]
    members = {str(file.parent.relative_to(REPO)) for file in files}
    assert packages.keys() == {*members, "deploy"}
    assert all(measure_vocabulary(modules).functions for modules in packages.values())


def test_every_exemption_says_why() -> None:
    assert all(entry.why for entry in read_rules().exemptions)


def test_the_command_fails_on_a_tree_that_is_beyond_a_limit(tmp_path: Path) -> None:
    module = tmp_path / "deploy" / "work.py"
    module.parent.mkdir()
    module.write_text("def release(): ...\n")
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    command = [sys.executable, "-m", "deploy.development.check.figures", str(tmp_path)]
    failing = subprocess.run(command, cwd=REPO, capture_output=True, text=True)
    assert (failing.returncode, "work.py: release:1" in failing.stdout) == (1, True)
    module.write_text("def release_escrow(): ...\n")
    passing = subprocess.run(command, cwd=REPO, capture_output=True, text=True)
    assert "work.py" not in passing.stdout
