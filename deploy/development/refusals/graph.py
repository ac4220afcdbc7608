"""Graph of calls from the routes on: what each operation can refuse with, wherever that stands in the code."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import FunctionType
from typing import Any, Final, is_typeddict

from common.execution.commands import Command, CommandHandler
from common.kernel.errors import DomainError
from common.web.api_call import ApiCall

from .hints import assigned_members, hints_of
from .meaning import is_own
from .reading import Caught, FunctionReader, Reading

Handlers = Mapping[type[Command[Any]], CommandHandler[Any, Any, Any, Any, Any]]
MACHINERY: Final = frozenset(
    function
    for name, function in vars(ApiCall).items()
    if isinstance(function, FunctionType) and name != "require_role"
)
"""What carries every act out: its own refusals are those of the fields it reads (`common.docs.openapi`)."""

FORESEEING_MODULES: Final = frozenset({"escrow.domain.forecast"})
"""Modules that try what is allowed, to tell what it would bring: what they try refuses nobody."""


@dataclass
class Refused:
    """Refusals that reach a caller."""

    kinds: set[type[DomainError]] = field(default_factory=set)
    literal: set[tuple[int, str]] = field(default_factory=set)


class CallGraph:
    def __init__(self, service: str, handlers: Handlers) -> None:
        self.service, self.handlers = service, handlers
        self.readings: dict[Callable[..., Any], Reading] = {}

    def find_refusals(self, endpoints: Sequence[Callable[..., Any]]) -> Refused:
        """Find what a route's endpoint and what it depends on can refuse with."""
        reached = self._reach(endpoints)
        refused = {function: set(self.readings[function].raised) for function in reached}
        grown = True
        while grown:
            grown = False
            for function in reached:
                for called, caught in self._calls_of(function):
                    if called in refused:
                        new = {one for one in refused[called] if not issubclass(one, caught)} - refused[function]
                        refused[function] |= new
                        grown = grown or bool(new)
        literal = {one for function in reached for one in self.readings[function].literal}
        return Refused({kind for endpoint in endpoints for kind in refused[endpoint]}, literal)

    def _reach(self, endpoints: Sequence[Callable[..., Any]]) -> list[Callable[..., Any]]:
        reached: dict[Callable[..., Any], None] = {}
        ahead: list[Callable[..., Any]] = [*endpoints]
        while ahead:
            function = ahead.pop()
            if function not in reached:
                reached[function] = None
                ahead.extend(called for called, _ in self._calls_of(function))
        return list(reached)

    def _calls_of(self, function: Callable[..., Any]) -> Iterator[tuple[Callable[..., Any], Caught]]:
        reading = self._read(function)
        yield from ((called, caught) for called, caught in reading.called if not self._is_passed_by(called))
        if (wrapped := getattr(function, "__wrapped__", None)) is not None and is_own(wrapped):
            yield wrapped, ()
        for command in reading.commands:
            if (handler := self.handlers.get(command)) is not None:
                yield from ((part, ()) for part in (handler.load, handler.decide, handler.save))

    @staticmethod
    def _is_passed_by(function: Callable[..., Any]) -> bool:
        return function in MACHINERY or function.__module__ in FORESEEING_MODULES

    def _read(self, function: Callable[..., Any]) -> Reading:
        if function not in self.readings:
            reading = Reading()
            if isinstance(function, FunctionType):
                reading = FunctionReader(function, self._owner_of(function), self._implementations_of).read()
            self.readings[function] = reading
        return self.readings[function]

    def _owner_of(self, function: FunctionType) -> Any:
        owner: Any = sys.modules.get(function.__module__)
        for part in function.__qualname__.split(".")[:-1]:
            owner = None if part == "<locals>" else getattr(owner, part, None)
        return owner if isinstance(owner, type) else None

    def _implementations_of(self, kind: type, name: str) -> Sequence[type]:
        """Find the class, those made from it, and those that have what a protocol asks for."""
        classes = [kind, *_iterate_subclasses(kind)]
        if getattr(kind, "_is_protocol", False):
            members = _members_of_protocol(kind)
            classes += [one for one in self._classes if members <= self._members_by_class[one]]
        return list(dict.fromkeys(classes))

    @cached_property
    def _classes(self) -> list[type]:
        """Classes of the service and of what all share that are no protocols."""
        modules = [
            module for name, module in sorted(sys.modules.items()) if name.partition(".")[0] in (self.service, "common")
        ]
        classes = (value for module in modules for value in vars(module).values() if isinstance(value, type))
        return [one for one in dict.fromkeys(classes) if is_own(one) and not getattr(one, "_is_protocol", False)]

    @cached_property
    def _members_by_class(self) -> dict[type, set[str]]:
        return {
            one: {*dir(one), *hints_of(one), *assigned_members(one)} if not is_typeddict(one) else set()
            for one in self._classes
        }


def _members_of_protocol(kind: type) -> set[str]:
    protocols = [base for base in kind.__mro__ if getattr(base, "_is_protocol", False)]
    annotated = {name for base in protocols for name in vars(base).get("__annotations__", ())}
    return annotated | {name for base in protocols for name in vars(base) if not name.startswith("_")}


def _iterate_subclasses(kind: type) -> Iterable[type]:
    subclasses: list[type] = kind.__subclasses__()
    for one in subclasses:
        yield one
        yield from _iterate_subclasses(one)
