"""Conditional requests: the version a caller decided on, and the one it has already (RFC 9110, 13.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from common.kernel.errors import DomainError, PreconditionRequired, VersionConflict

VERSION_TAG: Final = re.compile(r'(?:W/)?"(\d{1,18})(?:-\w+)?"|(\d{1,18})')
"""A tag is a version. A proxy that compresses makes it weak, or adds a suffix (`"7-gzip"`): the version stands."""
ENTITY_TAG: Final = re.compile(r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"')
MAX_TAGS: Final = 20


class MalformedIfMatch(DomainError):
    def __init__(self) -> None:
        super().__init__('If-Match is the version you have read, as in "7".')


def parse_if_match(headers: Sequence[str]) -> frozenset[int] | None:
    """Versions named by the If-Match headers, None without any.

    Raises MalformedIfMatch, PreconditionRequired for `*`, or VersionConflict for what can never be current.
    """
    if not headers:
        return None
    if list(headers) == ["*"]:
        raise PreconditionRequired
    tags = _split_tags(headers)
    if not tags or len(tags) > MAX_TAGS or not all(VERSION_TAG.fullmatch(t) or ENTITY_TAG.fullmatch(t) for t in tags):
        raise MalformedIfMatch
    if versions := frozenset(_versions_of(tags)):
        return versions
    raise VersionConflict(0)


def is_known_version(headers: Sequence[str], version: int) -> bool:
    """Does If-None-Match name this version? Compared weakly; `*` names whatever there is."""
    tags = _split_tags(headers)
    return "*" in tags or version in _versions_of(tags)


def _split_tags(headers: Iterable[str]) -> list[str]:
    return [tag for header in headers for part in header.split(",") if (tag := part.strip())]


def _versions_of(tags: Iterable[str]) -> list[int]:
    return [int(match[1] or match[2]) for tag in tags if (match := VERSION_TAG.fullmatch(tag))]
