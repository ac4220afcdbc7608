"""Traits of a route, read from its code: which header fields it looks at, and which it insists on.

No signature says so: keys, versions and languages are asked of the call (`common.web.api_call`). Reading the code keeps
the description true without a second list beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import CodeType, FunctionType
from typing import Any

from common.execution.commands import Command, UnversionedCommand

EXECUTING_CALLS = frozenset({"execute", "execute_money"})


@dataclass(frozen=True, slots=True)
class RouteTraits:
    """What the code of an endpoint, and of what it calls in its own module, names."""

    names: frozenset[str]
    commands: tuple[type[Command[Any]], ...]
    is_creation: bool = False
    """What is posted to a collection is new: no version of it is known yet."""

    @property
    def takes_key(self) -> bool:
        return bool(EXECUTING_CALLS & self.names)

    @property
    def requires_key(self) -> bool:
        """Money may move: without a key a repeated request could move it twice."""
        return "execute_money" in self.names

    @property
    def takes_version(self) -> bool:
        if self.is_creation or "require_no_version" in self.names:
            return False
        if "require_expected_version" in self.names or "expected_version" in self.names:
            return True
        return self.takes_key and any(not issubclass(one, UnversionedCommand) for one in self.commands)

    @property
    def requires_version(self) -> bool:
        return "require_expected_version" in self.names

    @property
    def takes_language(self) -> bool:
        return "choose_language" in self.names

    @property
    def is_query(self) -> bool:
        """Whether it answers with what it reads, and with 304 to whoever has that already."""
        return "query" in self.names

    @property
    def tells_address(self) -> bool:
        """Whether a new thing's address is told: the argument `locate` is given."""
        return "locate" in self.names


def read_route_traits(endpoint: Callable[..., Any], *, is_creation: bool = False) -> RouteTraits:
    names: set[str] = set()
    commands: dict[type[Command[Any]], None] = {}
    for function in _iterate_own_functions(endpoint):
        named = set(_iterate_names(function.__code__))
        names |= named
        for name in sorted(named & function.__globals__.keys()):
            value = function.__globals__[name]
            if isinstance(value, type) and issubclass(value, Command):
                commands[value] = None
    return RouteTraits(frozenset(names), tuple(commands), is_creation)


def _iterate_own_functions(endpoint: Callable[..., Any]) -> Iterator[FunctionType]:
    """The endpoint, and every function beside it that it names, however deep."""
    assert isinstance(endpoint, FunctionType), "routes are functions"
    seen, ahead = {endpoint}, [endpoint]
    while ahead:
        function = ahead.pop()
        yield function
        for name in _iterate_names(function.__code__):
            value = function.__globals__.get(name)
            if isinstance(value, FunctionType) and value.__module__ == endpoint.__module__ and value not in seen:
                seen.add(value)
                ahead.append(value)


def _iterate_names(code: CodeType) -> Iterator[str]:
    """Names of globals, attributes and keyword arguments, those of inner functions with them."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _iterate_names(constant)
        elif isinstance(constant, tuple):
            yield from (name for name in constant if isinstance(name, str))
