"""Frozen values with other members: `dataclasses.replace`, which asks every field how it is made, is much slower."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T")


def replace_members(value: T, /, **changes: Any) -> T:
    """Make another value of a dataclass of many members, all of which its constructor takes."""
    kind: Any = type(value)
    names, get_members = _members_of(kind)
    members = dict(zip(names, get_members(value), strict=True))
    members.update(changes)
    made: T = kind(**members)
    return made


@lru_cache(maxsize=64)
def _members_of(kind: Any) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    names = tuple(field.name for field in fields(kind))
    return names, attrgetter(*names)
