"""Documents for people who work on Parley name real code: files, lines, and the names in them.

Checked are, of each document: paths in backticks (`services/escrow/escrow/app.py`, also with `:12`; `edge.py` or
`domain/errors.py` alone mean a file of some package), names in backticks (`escrow.app:create_app`,
`common.kernel.money:Money.split`, `evidence.requests.commands`), imports in blocks of Python, and links to lines
(`[name](../../x.py#L12)`: the line has that name). `{service}` stands for each of the five.
"""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator
from functools import cache, reduce
from importlib import import_module
from pathlib import Path

import pytest

from deploy.development.docs.code_links import link_to_definitions
from deploy.local.place import REPO
from deploy.local.suite import SERVICES

GUIDE = REPO / "docs" / "guides" / "architecture.md"
DOCUMENTS = (
    GUIDE,
    *(REPO / name for name in ("docs/glossary.md", "docs/security.md", "CONTRIBUTING.md", "SECURITY.md")),
)
TEMPLATE = re.compile(r"^## One template\n(.*?)^## ", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| ([^|]+) \| (`[^|]+) \| ([^|]+) \|", re.MULTILINE)
LEAST_ROWS = 12
NOT_NEEDED = {("notifications", "deadlines.py"): "it keeps no deadlines: its deliveries have a queue of their own"}
TOP_FOLDERS = ("libs/", "services/", "deploy/", "docs/", ".ci/")
PACKAGES = (
    "libs/common/common",
    "libs/common/tests",
    *(f"services/{service}/{part}" for service in SERVICES for part in (service, "tests")),
    "deploy",
)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"([\w./{}-]+\.(?:py|toml|md|sql|sh|js|css|html|json|yml|lock))(?::(\d+)|#L(\d+))?")
NAME = re.compile(r"([a-z_{][\w.{}]*?)(?::([A-Za-z_][\w.]*)(?:\(\))?)?")
TOPIC = re.compile(r"\.v\d+$")
LINK = re.compile(r"\[([^\]]+)\]\((?!https?://|#|mailto:)([^)#\s]+)#L(\d+)\)")


def existing() -> list[Path]:
    return [document for document in DOCUMENTS if document.exists()]


def expand(reference: str) -> list[str]:
    return list(dict.fromkeys(reference.replace("{service}", service) for service in SERVICES))


def prose(text: str) -> str:
    return FENCE.sub("", text)


def broken_paths(text: str) -> Iterator[str]:
    for span in CODE.findall(prose(text)):
        if span.startswith(TOP_FOLDERS) and " " not in span and not PATH.fullmatch(span):
            yield from (f"`{path}`: there is no such folder" for path in expand(span) if not (REPO / path).exists())
        elif match := PATH.fullmatch(span):
            line = int(match[2] or match[3] or 1)
            for path in expand(match[1]):
                yield from broken_path(path, line)


def broken_path(path: str, line: int) -> Iterator[str]:
    files = [REPO / path] if path.startswith(TOP_FOLDERS) or (REPO / path).exists() else files_ending(path)
    if not any(file.is_file() for file in files):
        yield f"`{path}`: there is no such file"
    elif len(files) == 1 and len(files[0].read_text().splitlines()) < line:
        yield f"`{path}`: it has no line {line}"


@cache
def all_files() -> list[Path]:
    return [file for package in PACKAGES for file in (REPO / package).rglob("*") if file.is_file()]


def files_ending(path: str) -> list[Path]:
    return [file for file in all_files() if f"/{file.relative_to(REPO)}".endswith(f"/{path}")]


def broken_names(text: str) -> Iterator[str]:
    for module, name in names_in(text):
        try:
            reduce(getattr, name.split(".") if name else (), import_module(module))
        except (ImportError, AttributeError) as failure:
            yield f"`{module}:{name}`: {failure}"


def names_in(text: str, *, dots: int = 2) -> Iterator[tuple[str, str]]:
    """A module alone has so many dots at least: with one it may be the topic of an event, as with a version."""
    for span in CODE.findall(prose(text)):
        if (match := NAME.fullmatch(span)) and not PATH.fullmatch(span) and not TOPIC.search(span):
            for module in expand(match[1]):
                is_ours = module.partition(".")[0] in ("common", "deploy", *SERVICES)
                if is_ours and (match[2] or module.count(".") >= dots):
                    yield module, match[2] or ""


def broken_imports(text: str) -> Iterator[str]:
    """Of blocks that are Python by themselves; a sketch with dots in it is read as far as its import lines go."""
    for language, block in FENCE.findall(text):
        if language != "python":
            continue
        for statement in re.findall(r"^from [\w.]+ import (?:\([^)]*\)|[^\n#]+)", textwrap.dedent(block), re.MULTILINE):
            [node] = ast.parse(statement).body
            assert isinstance(node, ast.ImportFrom)
            if (node.module or "").partition(".")[0] in ("common", "deploy", *SERVICES):
                for alias in node.names:
                    yield from broken_import(node.module or "", alias.name)


def broken_import(module: str, name: str) -> Iterator[str]:
    try:
        if not hasattr(import_module(module), name):
            import_module(f"{module}.{name}")
    except ImportError as failure:
        yield f"from {module} import {name}: {failure}"


def broken_lines(text: str, home: Path) -> Iterator[str]:
    for label, target, number in LINK.findall(text):
        file = home / target
        lines = file.read_text().splitlines() if file.is_file() else []
        if len(lines) < int(number):
            yield f"[{label}]({target}#L{number}): there is no such line"
            continue
        name = label.strip("`").removesuffix("()").rpartition(".")[2]
        if re.fullmatch(r"\w+", name) and name not in lines[int(number) - 1]:
            places = [str(place) for place, line in enumerate(lines, 1) if re.search(rf"(def|class) {name}\b", line)]
            hint = f"it is defined in line {' and '.join(places)}" if places else "it is nowhere defined there"
            yield f"[{label}]({target}#L{number}): line {number} does not name it; {hint}"


@pytest.mark.parametrize("document", existing(), ids=lambda path: path.name)
def test_what_is_named_exists(document: Path) -> None:
    text = document.read_text()
    complaints = [*broken_paths(text), *broken_names(text), *broken_imports(text), *broken_lines(text, document.parent)]
    assert complaints == [], "\n".join(complaints)


def template_rows() -> list[tuple[str, str, str]]:
    section = TEMPLATE.search(GUIDE.read_text())
    assert section is not None
    return [row for row in ROW.findall(section[1]) if "`" in row[1]]


def test_every_prefix_of_an_id_is_named() -> None:
    [listed] = re.findall(r"^- Prefixes: (.*?)\.$", GUIDE.read_text(), re.MULTILINE | re.DOTALL)
    code = "".join(file.read_text() for file in all_files() if file.suffix == ".py" and "tests" not in file.parts)
    assert {entry.split()[0] for entry in listed.split(",")} == set(re.findall(r'IdType\("([a-z]{3})"\)', code))


def test_the_template_is_a_table_of_real_names() -> None:
    assert len(template_rows()) >= LEAST_ROWS
    assert [concern for concern, _, example in template_rows() if not list(names_in(example, dots=1))] == []


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_has_the_files_of_the_template(service: str) -> None:
    """In one of its rooms, or at its top; of files that a row joins by "or", one."""
    home = REPO / "services" / service / service
    for concern, cell, _ in template_rows():
        names = [name.rstrip("/") for name in CODE.findall(cell) if (service, name) not in NOT_NEEDED]
        present = [any(home.rglob(name)) for name in names]
        assert any(present) if " or " in cell else all(present), f"{service} has not all of {cell} ({concern})"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("`services/escrow/escrow/nowhere.py`", "there is no such file"),
        ("`services/{service}/{service}/app.py` and `services/{service}/{service}/frozen.py`", "there is no such file"),
        ("`no_such_file.py`", "there is no such file"),
        ("`services/{service}/nowhere/`", "there is no such folder"),
        ("`deploy/local/suite.py:999`", "it has no line 999"),
        ("`escrow.app:create_nothing`", "create_nothing"),
        ("`{service}.nowhere:create_app`", "nowhere"),
        ("```python\nfrom common.kernel import nothing_at_all\n```", "nothing_at_all"),
        ("[`print_progress`](deploy/local/progress.py#L1)", "line 1 does not name it; it is defined in line"),
        ("[`print_progress`](deploy/local/progress.py#L999)", "there is no such line"),
        ("[a walk](deploy/local/nowhere.py#L1)", "there is no such line"),
    ],
)
def test_what_does_not_exist_is_seen(text: str, complaint: str) -> None:
    complaints = [*broken_paths(text), *broken_names(text), *broken_imports(text), *broken_lines(text, REPO)]
    assert complaints
    assert all(complaint in each for each in complaints)


def test_a_link_follows_the_name_to_its_line(tmp_path: Path) -> None:
    (tmp_path / "code.py").write_text("LIMIT: Final = 3\n\n\ndef add() -> None: ...\n\n\ndef add() -> None: ...\n")
    text = "[add](code.py#L99), [LIMIT](code.py#L5), [gone](code.py#L2)"
    moved = link_to_definitions(text, tmp_path)
    assert moved == "[add](code.py#L7), [LIMIT](code.py#L1), [gone](code.py#L2)"
    assert [complaint.split(":")[0] for complaint in broken_lines(moved, tmp_path)] == ["[gone](code.py#L2)"]


def test_what_exists_is_let_through() -> None:
    text = (
        "`services/{service}/{service}/app.py`, `deploy/proof/`, `{service}.app:create_app`, `app.py`, `make check`\n"
        "[the start](deploy/local/progress.py#L1)\n```python\nfrom deploy.local.suite import SERVICES\n```\n"
    )
    assert [*broken_paths(text), *broken_names(text), *broken_imports(text), *broken_lines(text, REPO)] == []
