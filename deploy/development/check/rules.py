"""Checks the rule catalogue, `docs/rules.toml`, against the repository, in both directions.

Whatever a test, a docstring, a comment or an edition names is in the catalogue; whatever is in the catalogue is
enforced somewhere and proven by a test. Tests are found by their names (`test_d11_…`, `test_sec_21_…`,
`test_row_41_42_…`, `test_inv_m1_to_m4_…`) and by ids in their data (`"INV-E5"`); places by the ids that docstrings and
comments of the product carry. What cannot be found so is listed in the catalogue, by symbol rather than by line.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from .rule_mentions import (
    AUDITOR,
    CATALOGUE,
    ID,
    KINDS,
    REPO,
    Mention,
    Survey,
    is_product,
    is_test,
    list_files,
    parse_python,
    read_text,
    survey_repository,
    test_functions,
)  # fmt: skip

HEADING: Final = re.compile(r"^-- (?P<id>INV-\w+): (?P<says>.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Rule:
    """Entry of the catalogue. `enforced` and `tests` are what cannot be found by the id."""

    id: str
    says: str
    enforced: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        return KINDS[self.id.partition("-")[0] if "-" in self.id else ""]


def read_catalogue() -> dict[str, Rule]:
    entries = tomllib.loads((REPO / CATALOGUE).read_text())
    return {
        id: Rule(id, " ".join(about["says"].split()), tuple(about.get("enforced", ())), tuple(about.get("tests", ())))
        for id, about in entries.items()
    }


# Where an explicit reference leads


def resolve_place(reference: str) -> Mention | None:
    """Finds `common.web:RequestGuard.read` (a symbol anywhere in the package), a module, a refusal by code, a file."""
    if reference.startswith("refusal "):
        return refusals().get(reference.removeprefix("refusal "))
    package, _, symbol = reference.partition(":")
    if "/" in package:
        text = read_text(package) if package in list_files() else _plain_text(package)
        return Mention(package, text[: text.index(symbol)].count("\n") + 1, symbol) if symbol in text else None
    modules = [name for name in list_files() if name.endswith(".py") and not is_test(name)]
    if not symbol:
        return next((Mention(name, 1, package) for name in modules if module_name(name) == package), None)
    matches = [
        Mention(name, line, symbol)
        for name in modules
        if f".{package}." in f".{module_name(name)}."
        for line in lines_of_symbol(name, symbol)
    ]
    return matches[0] if len(matches) == 1 else None


def _plain_text(path: str) -> str:
    return (REPO / path).read_text() if (REPO / path).is_file() else ""


def module_name(path: str) -> str:
    """`common.web.guard` of `libs/common/common/web/guard.py`."""
    parts = Path(path).with_suffix("").parts
    inside = parts[2:] if parts[0] in ("services", "libs") else parts
    return ".".join(inside).removesuffix(".__init__")


def lines_of_symbol(name: str, symbol: str) -> Iterator[int]:
    first, _, rest = symbol.partition(".")
    yield from _lines_in(parse_python(name).body, first, rest)


def _lines_in(body: Iterable[ast.stmt], first: str, rest: str) -> Iterator[int]:
    for node in body:
        match node:
            case ast.ClassDef(name=called, body=inner) if called == first and rest:
                yield from _lines_in(inner, *_split_symbol(rest))
            case ast.ClassDef(name=called) | ast.FunctionDef(name=called) | ast.AsyncFunctionDef(name=called):
                if called == first and not rest:
                    yield node.lineno
            case ast.AnnAssign(target=ast.Name(id=called)) | ast.Assign(targets=[ast.Name(id=called)]):
                if called == first and not rest:
                    yield node.lineno


def _split_symbol(symbol: str) -> tuple[str, str]:
    first, _, rest = symbol.partition(".")
    return first, rest


@cache
def refusals() -> Mapping[str, Mention]:
    """List each refusal of the business by its code: the class name in snake case, or told."""
    classes = [
        (name, node)
        for name in list_files()
        if name.endswith(".py") and is_product(name)
        for node in ast.walk(parse_python(name))
        if isinstance(node, ast.ClassDef)
    ]
    kinds = {"DomainError"}
    while more := {node.name for _, node in classes if kinds & set(map(ast.unparse, node.bases))} - kinds:
        kinds |= more
    return {
        _own_code(node) or re.sub(r"(?<!^)(?=[A-Z])", "_", node.name).lower(): Mention(name, node.lineno, node.name)
        for name, node in classes
        if node.name in kinds and node.bases
    }


def _own_code(node: ast.ClassDef) -> str | None:
    for statement in node.body:
        match statement:
            case ast.AnnAssign(target=ast.Name(id="code"), value=ast.Constant(value=str(code))):
                return code
            case ast.Assign(targets=[ast.Name(id="code")], value=ast.Constant(value=str(code))):
                return code
    return None


def resolve_test(reference: str) -> Mention | None:
    """Find a test by its name, `badinput/test_json.py:RAW` for a table of cases, or a whole file."""
    if reference.startswith("test_") and ":" not in reference and not reference.endswith(".py"):
        return all_tests().get(reference)
    path, _, symbol = reference.partition(":")
    matches = [name for name in list_files() if f"/{name}".endswith(f"/{path}") and name.endswith(".py")]
    if len(matches) != 1:
        return None
    lines = list(lines_of_symbol(matches[0], symbol)) if symbol else [1]
    return Mention(matches[0], lines[0], symbol) if lines else None


@cache
def all_tests() -> Mapping[str, Mention]:
    return {
        test: Mention(name, line, test)
        for name in list_files()
        if name.endswith(".py") and is_test(name)
        for test, line in test_functions(name)
    }


# The comparison


def find_complaints(catalogue: Mapping[str, Rule], survey: Survey) -> Iterator[str]:
    """Tell what names nothing, and what nothing enforces or proves."""
    for mentions in (survey.tests, survey.places, survey.others):
        for id, where in mentions.items():
            if id not in catalogue:
                first = where[0]
                yield f"{first.path}:{first.line}: names {id}, which {CATALOGUE} does not have"
    for mention, word in survey.ambiguous:
        yield f"{mention.path}:{mention.line}: {word!r} has no kind: write INV-, ROW-, FLT- or SEC- before it"
    for rule in catalogue.values():
        yield from (f"{CATALOGUE}: {rule.id}: {what}" for what in _find_lacks(rule, survey))
    yield from _differences_with_auditor(catalogue)


def _find_lacks(rule: Rule, survey: Survey) -> Iterator[str]:
    if not ID.fullmatch(rule.id):
        yield "ids are D11, INV-E5, ROW-16, …"
    if not rule.says.endswith("."):
        yield "says no sentence"
    for reference in rule.enforced:
        if resolve_place(reference) is None:
            yield f"is enforced by {reference}, which there is not (or twice)"
    for reference in rule.tests:
        if resolve_test(reference) is None:
            yield f"is proven by {reference}, which there is not (or twice)"
    if not rule.enforced and rule.id not in survey.places:
        yield "nothing enforces it: name it where that is done, or say where"
    if not rule.tests and rule.id not in survey.tests:
        yield "no test proves it: name it in the test's name, or name the test"


def _differences_with_auditor(catalogue: Mapping[str, Rule]) -> Iterator[str]:
    """Compare both: an invariant reads in the catalogue as the auditor prints it."""
    for id, says in auditor_meanings():
        rule = catalogue.get(id)
        if rule is not None and _normalize_sentence(rule.says) != _normalize_sentence(says):
            yield f"{CATALOGUE}: {id}: the auditor says: {says}"


def auditor_meanings() -> Iterator[tuple[str, str]]:
    """List the meanings of the queries, and of what SQL cannot see."""
    yield from HEADING.findall(read_text(f"{AUDITOR}invariants.sql"))
    for name in list_files():
        if name.startswith(AUDITOR) and name.endswith(".py"):
            for node in ast.walk(parse_python(name)):
                if isinstance(node, ast.Dict):
                    yield from _texts_by_id(node)


def _texts_by_id(node: ast.Dict) -> Iterator[tuple[str, str]]:
    for key, value in zip(node.keys, node.values, strict=True):
        match key, value:
            case ast.Constant(value=str(id)), ast.Constant(value=str(says)) if ID.fullmatch(id):
                yield id, says


def _normalize_sentence(sentence: str) -> str:
    return sentence.rstrip(".").lower()


def main() -> int:
    lines = sorted(set(find_complaints(read_catalogue(), survey_repository())))
    print("\n".join(lines))
    return bool(lines)


if __name__ == "__main__":
    sys.exit(main())
