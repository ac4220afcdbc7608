"""Loads the edition files at start, so that a malformed policy stops the service, not a dispute."""

from __future__ import annotations

import functools
import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Final

from pydantic import ValidationError

from disputes.policy.model import Policy
from disputes.policy.promises import check_promises

from .format import EditionForm

MAX_CHARACTERS: Final = 64_000
"""Ten times as long as the longest that comes with Parley. Whoever writes more costs others seconds."""
MAX_KEY_PARTS: Final = 16
_PART: Final = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+"""
_LONG_KEY: Final = re.compile(rf"(?<![\w-])(?:{_PART}){{{MAX_KEY_PARTS}}}")


class EditionInvalid(ValueError):
    """Edition that cannot be read. The message says in which line what is wrong."""


def parse_new_edition(text: str) -> Policy:
    """Read an edition that is to be published: it must keep what it promises, too. Raises EditionInvalid."""
    policy = parse_edition(text)
    try:
        check_promises(policy)
    except ValueError as error:
        raise EditionInvalid(f"line {_find_line(text, _quoted_path(str(error)))}: {error}") from error
    return policy


def parse_edition(text: str) -> Policy:
    """Read an edition. Raises EditionInvalid."""
    try:
        document = parse_document(text)
        return EditionForm.model_validate(document).to_policy(content_hash(document))
    except (tomllib.TOMLDecodeError, json.JSONDecodeError) as error:
        raise EditionInvalid(str(error)) from error
    except EditionInvalid:
        raise
    except ValidationError as error:
        errors = error.errors(include_url=False, include_context=False, include_input=False)
        raise EditionInvalid("; ".join(_describe_error(text, e["loc"], e["msg"]) for e in errors[:10])) from error
    except ValueError as error:
        raise EditionInvalid(f"line {_find_line(text, _quoted_path(str(error)))}: {error}") from error


def parse_document(text: str) -> dict[str, Any]:
    """Read TOML or, as a platform may also write an edition, JSON. Raises EditionInvalid, or what the readers raise.

    The reader of TOML keeps every beginning of a dotted key: one of many thousand parts would take all memory there is.
    """
    is_json = text.startswith("{")
    if len(text) > MAX_CHARACTERS:
        raise EditionInvalid(f"line 1: an edition has at most {MAX_CHARACTERS} characters")
    if not is_json and _LONG_KEY.search(text) is not None:
        raise EditionInvalid(f"line 1: a dotted key has fewer than {MAX_KEY_PARTS} parts")
    try:
        document: dict[str, Any] = json.loads(text) if is_json else tomllib.loads(text)
    except RecursionError:
        raise EditionInvalid("line 1: its values are nested too deeply") from None
    return document


def content_hash(document: Mapping[str, Any]) -> str:
    """Hash the content, whatever its layout and comments."""
    canonical = json.dumps(document, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def load_editions() -> Mapping[str, Policy]:
    """Read the shipped editions. Raises EditionInvalid."""
    return dict(_read_shipped_editions())


@functools.cache
def _read_shipped_editions() -> Mapping[str, Policy]:
    """Once for a process: files of the package do not change under it."""
    editions = {}
    for edition, text in read_sources().items():
        try:
            policy = parse_edition(text)
        except EditionInvalid as error:
            raise EditionInvalid(f"{edition}.toml: {error}") from error
        if edition != policy.edition:
            raise EditionInvalid(f"{edition}.toml calls itself {policy.edition}")
        editions[edition] = policy
    return editions


def select_current_editions(editions: Mapping[str, Policy], chosen: str) -> frozenset[str]:
    """Pick the newest edition of each name, unless one of its editions is among the `chosen`. Raises ValueError."""
    current = {policy.name: edition for edition, policy in sorted(editions.items())}
    for edition in filter(None, map(str.strip, chosen.split(","))):
        if edition not in editions:
            raise ValueError(f"DISPUTES_CURRENT_POLICIES names an edition there is not: {edition}")
        current[editions[edition].name] = edition
    return frozenset(current.values())


def read_sources() -> Mapping[str, str]:
    paths = sorted(files(__package__).iterdir(), key=lambda path: path.name)
    return {path.name.removesuffix(".toml"): path.read_text() for path in paths if path.name.endswith(".toml")}


def _describe_error(text: str, location: tuple[int | str, ...], message: str) -> str:
    path = [p for p in location if isinstance(p, str) and not p.startswith(("_", "literal[", "function-"))]
    return f"line {_find_line(text, path)}: {'.'.join(path)}: {message}"


def _quoted_path(message: str) -> list[str]:
    """Find what a refusal of the domain speaks of: the stage in quotes, then a word of it."""
    stage = re.search(r"stage '([a-z_]+)'(?: ([a-z_]+))?", message)
    if stage is not None:
        return ["stages", *(word for word in stage.groups() if word)]
    return re.findall(r"'([A-Za-z_0-9-]+)'", message)


def _find_line(text: str, path: list[str]) -> int:
    """Find the line that comes nearest to what `path` names: its table, then its key."""
    lines = text.splitlines()
    line_number, table = 1, -1
    for depth in range(len(path), 0, -1):
        header = re.compile(rf"\[+{re.escape('.'.join(path[:depth]))}\]+\s*(#.*)?")
        table = next((n for n, line in enumerate(lines) if header.fullmatch(line.strip())), -1)
        if table >= 0:
            line_number = table + 1
            path = path[depth:]
            break
    body = lines[line_number:] if table >= 0 else lines
    for offset, line in enumerate(body):
        if table >= 0 and line.startswith("["):
            break
        if any(re.search(rf"(^|[^a-z_]){re.escape(word)}([^a-z_]|$)", line) for word in path):
            return (line_number if table >= 0 else 0) + offset + 1
    return line_number
