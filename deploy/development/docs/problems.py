"""Problem catalogue: what the refusals say of themselves, and the way out of each (`docs/problems.toml`)."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI

from common.kernel.errors import DomainError
from common.web import problems
from deploy.local.gateway import TEMPLATE
from deploy.local.place import REPO
from deploy.local.suite import SERVICES

WAYS_OUT: Final = REPO / "docs" / "problems.toml"
SOURCE_FOLDERS: Final = ("libs/common/common", *(f"services/{service}" for service in SERVICES))
CODE_PATTERN: Final = re.compile(r"[a-z][a-z0-9_]{2,63}")
GATEWAY_PROBLEM: Final = re.compile(r'^\s+(\d{3}|default) \'.*"code":"(\w+)","detail":"([^"]+)"', re.MULTILINE)
EVERY_SERVICE: Final = "all services"
DEFAULT_FIX: Final = "Mend the request: repeating it as it is cannot succeed."
FIX_BY_STATUS: Final = {
    403: "Use a token of the right role and scope.",
    404: "Check the id, and whose token you send.",
    409: "Read it again and decide anew: `allowed_actions` lists what can be done now.",
    412: "Read it again and decide anew.",
    503: "Repeat the request after Retry-After, with the same Idempotency-Key.",
}


@dataclass
class ProblemSources:
    """Everything the code says about one code."""

    statuses: set[int] = field(default_factory=set)
    says: set[str] = field(default_factory=set)
    services: set[str] = field(default_factory=set)


def build_problem_catalogue(apps: Mapping[str, FastAPI]) -> list[dict[str, Any]]:
    """Every code there is. One whose way out nobody has written yet goes by its status (`unwritten` names those)."""
    sources, ways = collect_problems(apps), tomllib.loads(WAYS_OUT.read_text())
    return [
        {
            "code": code,
            "statuses": sorted(about.statuses),
            "says": sorted(about.says),
            "services": [EVERY_SERVICE] if EVERY_SERVICE in about.services else sorted(about.services),
            "when": " ".join(ways.get(code, {}).get("when", "").split()),
            "fix": " ".join(ways.get(code, {}).get("fix", FIX_BY_STATUS.get(min(about.statuses), DEFAULT_FIX)).split()),
        }
        for code, about in sorted(sources.items())
    ]


def compare_ways_out(apps: Mapping[str, FastAPI]) -> tuple[list[str], list[str]]:
    """Codes without a way out, and ways out of codes that nothing answers with."""
    sources, ways = collect_problems(apps), tomllib.loads(WAYS_OUT.read_text())
    return sorted(sources.keys() - ways.keys()), sorted(ways.keys() - sources.keys())


def collect_problems(apps: Mapping[str, FastAPI]) -> dict[str, ProblemSources]:
    sources: dict[str, ProblemSources] = defaultdict(ProblemSources)
    for service, app in apps.items():
        for kind, status in app.state.statuses.items():
            _add_source(sources, kind.code, status, read_refusal_sentence(kind), _home_service_of(kind, service))
    for path in _list_source_modules():
        for status, code, says in find_literal_problems(path):
            _add_source(sources, code, status, says, _service_of(path))
    for status, code, says in GATEWAY_PROBLEM.findall(TEMPLATE.read_text()):
        _add_source(sources, code, 400 if status == "default" else int(status), says, "gateway")
    for status, code in problems.CODES_BY_STATUS.items():
        _add_source(sources, code, status, "", EVERY_SERVICE)
    for code in problems.SPECIFIC_CODES:
        _add_source(sources, code, 422, "", EVERY_SERVICE)
    return sources


def _add_source(sources: dict[str, ProblemSources], code: str, status: int, says: str, service: str) -> None:
    about = sources[code]
    about.statuses.add(status)
    about.services.add(service)
    if says:
        about.says.add(says)


def read_refusal_sentence(kind: type[DomainError]) -> str:
    """Reads the sentence of a refusal from its constructor: `An escrow that is {status} does not allow: {act}.`"""
    for owner in kind.__mro__:
        if "__init__" in vars(owner) and owner is not DomainError:
            tree = ast.parse(textwrap.dedent(inspect.getsource(vars(owner)["__init__"])))
            return next(filter(None, map(_find_init_sentence, ast.walk(tree))), "")
        if owner is DomainError:
            break
    return ""


def _find_init_sentence(node: ast.AST) -> str:
    match node:
        case ast.Call(func=ast.Attribute(attr="__init__"), args=args):
            return next(filter(None, map(_text_of_node, args)), "")
        case _:
            return ""


def find_literal_problems(path: Path) -> Iterator[tuple[int, str, str]]:
    """Problems that are made on the spot: `problem(416, "range_not_satisfiable", "…")` and the guard's `Refused`."""
    for node in ast.walk(ast.parse(path.read_text())):
        match node:
            case ast.Call(args=[ast.Constant(value=int(status)), ast.Constant(value=str(code)), *rest]) if (
                400 <= status < 600 and CODE_PATTERN.fullmatch(code)
            ):
                yield status, code, _text_of_node(rest[0]) if rest else ""


def _text_of_node(node: ast.AST) -> str:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(_text_of_node(part) for part in parts)
        case ast.FormattedValue(value=ast.Name(id=name) | ast.Attribute(attr=name)):
            return f"{{{name.strip('_')}}}"
        case ast.FormattedValue():
            return "…"
        case ast.IfExp(body=first):
            return _text_of_node(first)
        case _:
            return ""


def _list_source_modules() -> Iterator[Path]:
    for source in SOURCE_FOLDERS:
        for path in sorted((REPO / source).rglob("*.py")):
            if not {"tests", "versions"} & set(path.parts):
                yield path


def _service_of(path: Path) -> str:
    part = path.relative_to(REPO).parts[1]
    return EVERY_SERVICE if part == "common" else part


def _home_service_of(kind: type[DomainError], service: str) -> str:
    return EVERY_SERVICE if kind.__module__.startswith("common") else service
