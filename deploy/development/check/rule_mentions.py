"""Finds every place of the repository that names a rule: names of tests, ids in their data, docstrings and comments."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import tokenize
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

REPO: Final = Path(__file__).resolve().parents[3]
CATALOGUE: Final = "docs/rules.toml"
AUDITOR: Final = "deploy/verify/"
KINDS: Final = {
    "": "programme rule",
    "INV": "invariant",
    "ROW": "bad input",
    "FLT": "fault",
    "SEC": "security item",
    # For what comes next: promises of the product, walls, attacks, doors of entry, benchmarks.
    "PRM": "promise",
    "WAL": "wall",
    "PAG": "page",
    "ATK": "attack",
    "DOR": "door",
    "BEN": "benchmark",
}
_PREFIXES: Final = "|".join(filter(None, KINDS))
_ID: Final = rf"(?:(?:{_PREFIXES})-[A-Z]?\d{{1,3}}[a-z]?|[TODK]\d{{1,2}})"
ID: Final = re.compile(_ID)
NAMED: Final = re.compile(rf"(?<![\w./#-])({_ID})(?:(?:-| to )({_ID}))?(?![\w-])")
BARE: Final = re.compile(r"(?<![\w./#&-])(?:[ABCEFLMNPRSVX]\d{1,2}[a-z]?|[Rr]ows? \d+)(?![\w-])")
# What looks like an id of ours and is none: the protocol of storage, and the rows of `make bench`.
NO_IDS: Final = frozenset({"S3", *(f"B{row}" for row in range(1, 16))})
# This checker and its test, which speak of all kinds of ids.
OURS: Final = ("deploy/development/check/rule", "deploy/proof/tests/test_rule_catalogue.py")
GENERATED: Final = ("docs/programmes/", "docs/contract.json", "libs/client/parley_client/generated/", CATALOGUE)
SCANNED: Final = (".py", ".toml", ".md", ".sql")


class Mention(NamedTuple):
    """Place that names an id: line, and the symbol around it or the test."""

    path: str
    line: int
    symbol: str = ""


@dataclass
class Survey:
    """Places of the repository that name an id, all of them."""

    tests: dict[str, list[Mention]] = field(default_factory=lambda: defaultdict(list))
    places: dict[str, list[Mention]] = field(default_factory=lambda: defaultdict(list))
    """In the product: its docstrings, comments, editions and the auditor's queries."""
    others: dict[str, list[Mention]] = field(default_factory=lambda: defaultdict(list))
    """In documents and in docstrings of tests and tools: they must name what exists, and prove nothing."""
    ambiguous: list[tuple[Mention, str]] = field(default_factory=list)


@cache
def list_files() -> tuple[str, ...]:
    listed = ["git", "ls-files", "-co", "--exclude-standard"]
    names = subprocess.run(listed, cwd=REPO, capture_output=True, text=True, check=True).stdout.splitlines()
    return tuple(name for name in names if name.endswith(SCANNED) and (REPO / name).exists())


@cache
def read_text(name: str) -> str:
    return (REPO / name).read_text()


@cache
def parse_python(name: str) -> ast.Module:
    return ast.parse(read_text(name))


def is_test(name: str) -> bool:
    return Path(name).name.startswith("test_") or "/tests/" in name


def is_product(name: str) -> bool:
    return name.startswith(("services/", "libs/", AUDITOR)) and not is_test(name) and not name.endswith(".md")


def survey_repository() -> Survey:
    survey = Survey()
    for name in list_files():
        if name.startswith((*GENERATED, *OURS)):
            continue
        places = survey.places if is_product(name) else survey.others
        for line, symbol, text in texts_of(name):
            for id in ids_in_text(text):
                places[id].append(Mention(name, line, symbol))
            if not name.startswith("docs/decisions"):
                survey.ambiguous += ((Mention(name, line), word) for word in unprefixed_ids(text))
        if name.endswith(".py"):
            for id, mention in ids_in_data(name):
                (survey.tests if is_test(name) else survey.places)[id].append(mention)
            if is_test(name):
                for test, line in test_functions(name):
                    for id in ids_in_test_name(test):
                        proofs = survey.others if _tells_a_story(test, id) else survey.tests
                        proofs[id].append(Mention(name, line, test))
    return survey


def _tells_a_story(test: str, id: str) -> bool:
    """`test_k3_to_k20_…` goes through a whole programme: that proves no single rule of it."""
    return re.match(r"test_[todk]\d+_to_", test) is not None and "-" not in id


def texts_of(name: str) -> Iterator[tuple[int, str, str]]:
    """Line, symbol around it, and text: docstrings and comments of programs, comments of data, all of a document."""
    text = read_text(name)
    if name.endswith(".py"):
        yield from docstrings_of(parse_python(name), "")
        yield from comments_of(text)
    elif name.endswith(".toml"):
        yield from ((n, "", line.partition("#")[2]) for n, line in enumerate(text.splitlines(), 1))
    elif name.endswith(".sql"):
        yield from ((n, "", line.partition("--")[2]) for n, line in enumerate(text.splitlines(), 1))
    else:
        yield from ((n, "", line) for n, line in enumerate(text.splitlines(), 1))


def docstrings_of(node: ast.AST, symbol: str) -> Iterator[tuple[int, str, str]]:
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.Expr(value=ast.Constant(value=str(text)) as constant):
                yield constant.lineno, symbol, text
            case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
                yield from docstrings_of(child, f"{symbol}.{child.name}".lstrip("."))
            case ast.expr():
                continue
            case _:
                yield from docstrings_of(child, symbol)


def comments_of(text: str) -> Iterator[tuple[int, str, str]]:
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT and "noqa" not in token.string:
            yield token.start[0], "", token.string


def ids_in_text(text: str) -> Iterator[str]:
    """`D3`, `INV-E5`, and each of `D6-D8`, `T1 to T10`, `ROW-72 to ROW-76`."""
    for first, last in NAMED.findall(text):
        yield from ids_between(first, last or first)


def unprefixed_ids(text: str) -> Iterator[str]:
    """`E17`, `S21`, `row 82`: of a kind that has a prefix, and without it."""
    yield from (word for word in BARE.findall(text) if word not in NO_IDS)


def ids_between(first: str, last: str) -> Iterator[str]:
    start, end = re.fullmatch(r"(.*?)(\d+)([a-z]?)", first), re.fullmatch(r"(.*?)(\d+)[a-z]?", last)
    if start is None or end is None or start[1] != end[1] or first == last:
        yield from dict.fromkeys((first, last))
        return
    yield from (f"{start[1]}{number}" for number in range(int(start[2]), int(end[2]) + 1))


def ids_in_data(name: str) -> Iterator[tuple[str, Mention]]:
    """Strings that are an id as a whole, as in a table of queries by invariant. Programme ids are too short for it."""
    for node in ast.walk(parse_python(name)):
        match node:
            case ast.Constant(value=str(text), lineno=line) if "-" in text and ID.fullmatch(text):
                yield text, Mention(name, line)


def test_functions(name: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(parse_python(name)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            yield node.name, node.lineno


def ids_in_test_name(test: str) -> Iterator[str]:
    """Read the ids that a name begins with: `test_sec_7_row_41_42_…`, `test_k18_k19_…`, `test_inv_m1_to_m4_…`."""
    words = test.removeprefix("test_").split("_")
    kind, last = "", ""
    while words:
        word = words.pop(0)
        if word.upper() in KINDS and words and re.fullmatch(r"[a-z]?\d+[a-z]?", words[0]):
            kind, last = f"{word.upper()}-", ""
            continue
        if word == "to" and last and words and re.fullmatch(r"[a-z]?\d+", words[0]):
            between = ids_between(last, f"{kind}{spell_id(words.pop(0))}")
            yield from (id for id in between if id != last)
            continue
        if (kind and not last and re.fullmatch(r"[a-z]?\d+[a-z]?", word)) or (last and kind and word.isdecimal()):
            last = f"{kind}{spell_id(word)}"
        elif re.fullmatch(r"[todk]\d{1,2}", word):
            kind, last = "", spell_id(word)
        else:
            return
        yield last


def spell_id(word: str) -> str:
    """`e5` to `E5`, `v1f` to `V1f`."""
    return word[0].upper() + word[1:]
