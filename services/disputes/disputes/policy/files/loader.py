"""Reads every published edition at start, so a malformed policy stops the service, not a dispute."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from pydantic import ValidationError

from disputes.policy.model import Policy

from .format import Edition


class EditionInvalid(ValueError):
    """Says in which line of the edition what is wrong."""


def parse(text: str) -> Policy:
    """Raises EditionInvalid."""
    try:
        meant = said(text)
        return Edition.model_validate(meant).policy(fingerprint(meant))
    except (tomllib.TOMLDecodeError, json.JSONDecodeError) as error:
        raise EditionInvalid(str(error)) from error
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        raise EditionInvalid("; ".join(_place(text, e["loc"], e["msg"]) for e in found[:10])) from error
    except ValueError as error:
        raise EditionInvalid(f"line {_line_of(text, _named(str(error)))}: {error}") from error


def said(text: str) -> dict[str, Any]:
    """An edition is written in TOML, or by a platform also in JSON."""
    found: dict[str, Any] = json.loads(text) if text.startswith("{") else tomllib.loads(text)
    return found


def fingerprint(said: Mapping[str, Any]) -> str:
    """Of the content, whatever its layout and comments."""
    canonical = json.dumps(said, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def load() -> Mapping[str, Policy]:
    editions = {}
    for edition, text in sources().items():
        try:
            policy = parse(text)
        except EditionInvalid as error:
            raise EditionInvalid(f"{edition}.toml: {error}") from error
        if edition != policy.edition:
            raise EditionInvalid(f"{edition}.toml calls itself {policy.edition}")
        editions[edition] = policy
    return editions


def current(editions: Mapping[str, Policy], chosen: str) -> frozenset[str]:
    """Of each name the newest edition, unless one of its editions is among the `chosen`. Raises ValueError."""
    found = {policy.name: edition for edition, policy in sorted(editions.items())}
    for edition in filter(None, map(str.strip, chosen.split(","))):
        if edition not in editions:
            raise ValueError(f"DISPUTES_CURRENT_POLICIES names an edition there is not: {edition}")
        found[editions[edition].name] = edition
    return frozenset(found.values())


def sources() -> Mapping[str, str]:
    found = sorted(files(__package__).iterdir(), key=lambda path: path.name)
    return {path.name.removesuffix(".toml"): path.read_text() for path in found if path.name.endswith(".toml")}


def _place(text: str, where: tuple[int | str, ...], message: str) -> str:
    said = [part for part in where if isinstance(part, str) and not part.startswith(("_", "literal[", "function-"))]
    return f"line {_line_of(text, said)}: {'.'.join(map(str, said))}: {message}"


def _named(message: str) -> list[str]:
    """What a refusal of the domain speaks of: the stage in quotes, then a word of it."""
    stage = re.search(r"stage '([a-z_]+)'(?: ([a-z_]+))?", message)
    if stage is not None:
        return ["stages", *(word for word in stage.groups() if word)]
    return re.findall(r"'([A-Za-z_0-9-]+)'", message)


def _line_of(text: str, path: list[str]) -> int:
    """The line that comes nearest to what `path` names: its table, then its key."""
    lines = text.splitlines()
    found, table = 1, -1
    for depth in range(len(path), 0, -1):
        header = re.compile(rf"\[+{re.escape('.'.join(path[:depth]))}\]+\s*(#.*)?")
        table = next((n for n, line in enumerate(lines) if header.fullmatch(line.strip())), -1)
        if table >= 0:
            found = table + 1
            path = path[depth:]
            break
    body = lines[found:] if table >= 0 else lines
    for offset, line in enumerate(body):
        if table >= 0 and line.startswith("["):
            break
        if any(re.search(rf"(^|[^a-z_]){re.escape(word)}([^a-z_]|$)", line) for word in path):
            return (found if table >= 0 else 0) + offset + 1
    return found
