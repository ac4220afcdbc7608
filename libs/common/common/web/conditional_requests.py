"""Conditional requests: the version a caller decided on, and the one it has already (RFC 9110, 13.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Final

from common.kernel.errors import DomainError, VersionConflict

VERSION_TAG: Final = re.compile(r'(?:W/)?"(\d{1,18})(?:--?\w+)*"|(\d{1,18})')
"""A tag is a version, with a digest behind it where something was read. A proxy that compresses makes it weak, or adds
a suffix (`"7-gzip"`, Jetty `"7--gzip"`): the version stands."""
DIGEST_BYTES: Final = 9
MOVED_BY_CLOCK: Final = re.compile(rb'("then":\{(?:"of":"[a-z]+",)?"at":"[^":]*)[^"]*"')
"""Instants that go with the clock while nothing happens: when what would follow an act of now would follow. Their hour
counts: what is shown is an hour old at most. Not those by which an answer tells the time (`as_of`): readers go by them.
"""
ENTITY_TAG: Final = re.compile(r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"')
LIST_PATTERN: Final = re.compile(r'(?:"[^"]*"|[^",])+|"')
MAX_TAGS: Final = 20


class _AnyVersion(frozenset[int]):
    def __contains__(self, version: object) -> bool:
        return isinstance(version, int) and version > 0


ANY_VERSION: Final = _AnyVersion()
"""Of `If-Match: *`: whichever it is, so long as there is one (0 is the version of what nobody has made yet)."""


class MalformedIfMatch(DomainError):
    def __init__(self) -> None:
        super().__init__('If-Match is the version you have read, as in "7".')


def parse_if_match(headers: Sequence[str]) -> frozenset[int] | None:
    """Versions named by the If-Match headers, None without any.

    Raises MalformedIfMatch, or VersionConflict for what can never be current.
    """
    if not headers:
        return None
    if list(headers) == ["*"]:
        return ANY_VERSION
    tags = _split_tags(headers)
    if not tags or len(tags) > MAX_TAGS or not all(VERSION_TAG.fullmatch(t) or ENTITY_TAG.fullmatch(t) for t in tags):
        raise MalformedIfMatch
    if versions := frozenset(_versions_of(tags)):
        return versions
    raise VersionConflict(0)


def tag_of(version: int | None, body: bytes) -> str:
    """Make the tag of an answer that is read: its version, where it has one, and a digest of all that it says.

    Of instants that the clock alone moves only the hour. The digest begins with a letter: the tag of what has no
    version is none of a version.
    """
    lasting = MOVED_BY_CLOCK.sub(rb"\1", body)
    digest = f"d{blake2b(lasting, digest_size=DIGEST_BYTES).hexdigest()}"
    return f'"{digest}"' if version is None else f'"{version}-{digest}"'


def is_read_already(headers: Sequence[str], tag: str) -> bool:
    """Does If-None-Match name this tag? Compared weakly, whatever suffix a proxy has added; `*` names any."""
    opaque = tag.strip('"')
    spelled = (one.removeprefix("W/").strip('"') for one in _split_tags(headers))
    return any(one in ("*", opaque) or one.startswith(f"{opaque}-") for one in spelled)


def _split_tags(headers: Iterable[str]) -> list[str]:
    """Tags of a list. What stands in quotes may have commas (RFC 9110, 8.8.3)."""
    return [tag for header in headers for part in LIST_PATTERN.findall(header) if (tag := part.strip())]


def _versions_of(tags: Iterable[str]) -> list[int]:
    return [int(match[1] or match[2]) for tag in tags if (match := VERSION_TAG.fullmatch(tag))]
