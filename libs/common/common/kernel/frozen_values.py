"""Frozen values with other members: `dataclasses.replace`, which asks every field how it is made, is much slower."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")


class _Members(NamedTuple):
    names: tuple[str, ...]
    known: frozenset[str]
    get: Callable[[Any], tuple[Any, ...]]
    check: Callable[[Any], None] | None
    """Its `__post_init__`, if it has one."""


def replace_members(value: T, /, **changes: Any) -> T:
    """Make another value of a dataclass of many members, without slots, all of which its constructor takes.

    What the value remembers beside its members (`cached_property`) does not go along. Raises TypeError for a member
    that it does not have, and whatever its `__post_init__` raises.
    """
    kind: Any = type(value)
    members = _members_of(kind)
    if not members.known.issuperset(changes):
        raise TypeError(f"{kind.__name__} has no {', '.join(sorted(changes.keys() - members.known))}")
    made: T = object.__new__(kind)
    # Its own `__init__` would give it each member by `object.__setattr__`, for it is frozen: three times as long.
    made.__dict__.update(zip(members.names, members.get(value), strict=True))
    made.__dict__.update(changes)
    if members.check is not None:
        members.check(made)
    return made


@lru_cache(maxsize=64)
def _members_of(kind: Any) -> _Members:
    names = tuple(field.name for field in fields(kind))
    return _Members(names, frozenset(names), attrgetter(*names), getattr(kind, "__post_init__", None))
