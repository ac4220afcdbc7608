"""Versions of stored JSON, whose names are those of the codecs: renaming a field of a Python class breaks no row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

STORED_VERSION: Final = "stored_version"


class StoredVersionUnknown(Exception):
    """Refusal to guess at a row that was written by a newer release than this one."""


def with_stored_version(version: int, value: Mapping[str, Any]) -> dict[str, Any]:
    return {STORED_VERSION: version, **value}


def require_stored_version(value: Mapping[str, Any], newest: int) -> int:
    """Return the version it was written in; what says none is of the days before there were versions, laid out as the
    first.

    Raises StoredVersionUnknown.
    """
    version = int(value.get(STORED_VERSION, 1))
    if not 1 <= version <= newest:
        raise StoredVersionUnknown(f"stored JSON of version {version}; the newest known is {newest}")
    return version
