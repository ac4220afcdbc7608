"""Meaning of expressions: which functions, classes and instances they stand for, as far as annotations say."""

from __future__ import annotations

import ast
import builtins
import inspect
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import BuiltinFunctionType, FunctionType
from typing import Any, Final, get_args

from .hints import (
    Instance,
    Known,
    Meaning,
    assigned_members,
    class_of,
    hints_of,
    is_module,
    read_hint,
    types_of_variables,
)

OWN_PACKAGES: Final = ("common", "escrow", "disputes", "evidence", "mediation", "notifications")
PASSING_ON: Final = frozenset(
    {"partial", "replace", "deepcopy", "copy", "sorted", "reversed", "list", "tuple", "set", "iter"}
)
"""Functions whose result is, for us, what they are given."""
CHOOSING: Final = frozenset({"next", "min", "max"})
Implementations = Callable[[type, str], Sequence[Any]]
"""Finds the classes that may stand where a class or a protocol is named."""


def is_own(thing: Any) -> bool:
    return str(getattr(thing, "__module__", "") or "").partition(".")[0] in OWN_PACKAGES


class Meanings:
    """Meanings of the names of one function, from its first line to where it is read."""

    def __init__(self, function: FunctionType, owner: Any, implementations: Implementations) -> None:
        self.function, self.implementations = function, implementations
        self.types = {} if owner is None else types_of_variables(owner)
        self.locals: dict[str, list[Meaning]] = {
            name: list(read_hint(hint, self.types)) for name, hint in hints_of(function).items()
        }
        if owner is not None and function.__code__.co_varnames[:1] in (("self",), ("cls",)):
            self.locals[function.__code__.co_varnames[0]] = [Instance(owner)]

    def mean(self, node: ast.expr | None) -> list[Meaning]:
        return list(dict.fromkeys(self._iterate_meanings(node)))

    def _iterate_meanings(self, node: ast.expr | None) -> Iterator[Meaning]:
        match node:
            case ast.Name(id=name):
                yield from self._look_up(name)
            case ast.Attribute(value=value, attr=name):
                for owner in self.mean(value):
                    yield from self._member_of(owner, name)
            case ast.Call(func=function, args=arguments):
                for meaning in self.mean(function):
                    yield from self._result_of(meaning, arguments)
            case ast.Subscript(value=value):
                yield from self._items_of(self.mean(value))
            case _:
                for part in _parts_of(node):
                    yield from self.mean(part)

    def _look_up(self, name: str) -> Iterator[Meaning]:
        if name in self.locals:
            yield from self.locals[name]
            return
        closure = dict(zip(self.function.__code__.co_freevars, self.function.__closure__ or (), strict=False))
        if name in closure:
            try:
                yield Known(closure[name].cell_contents)
            except ValueError:
                return
        elif name in self.function.__globals__:
            yield _mean_global(self.function.__globals__, name)
        elif hasattr(builtins, name):
            yield Known(getattr(builtins, name))

    def _member_of(self, owner: Meaning, name: str) -> Iterator[Meaning]:
        if isinstance(owner, Instance):
            yield from self._member_of_instance(owner, name)
        elif is_module(owner.value) and name in vars(owner.value):
            yield _mean_global(vars(owner.value), name)
        elif isinstance(owner.value, type):
            member = inspect.getattr_static(owner.value, name, None)
            yield Known(member.__func__ if isinstance(member, classmethod | staticmethod) else member)
        elif not isinstance(owner.value, FunctionType | BuiltinFunctionType) and is_own(type(owner.value)):
            yield from self._member_of_instance(Instance(type(owner.value)), name)

    def _member_of_instance(self, owner: Instance, name: str) -> Iterator[Meaning]:
        kind = class_of(owner.kind)
        if kind is None or not is_own(kind):
            return
        types = types_of_variables(owner.kind)
        for candidate in self.implementations(kind, name):
            member = inspect.getattr_static(candidate, name, None)
            if isinstance(member, classmethod | staticmethod):
                member = member.__func__
            if isinstance(member, FunctionType):
                yield Known(member)
            elif isinstance(member, property) and member.fget is not None:
                yield from read_hint(hints_of(member.fget).get("return"), types)
            elif name in hints_of(candidate):
                yield from read_hint(hints_of(candidate)[name], types)
            else:
                yield from self._assigned_member(owner if candidate is kind else Instance(candidate), name)

    def _assigned_member(self, owner: Instance, name: str) -> Iterator[Meaning]:
        """Meaning of a member that only `__init__` says the type of."""
        kind = class_of(owner.kind)
        if kind is not None and (assigned := assigned_members(kind).get(name)) is not None:
            inside = Meanings(assigned.function, owner.kind, self.implementations)
            if assigned.annotation is not None:
                yield from read_hint(inside.evaluate(assigned.annotation), inside.types)
            else:
                yield from inside.mean(assigned.value)

    def _result_of(self, meaning: Meaning, arguments: Sequence[ast.expr]) -> Iterator[Meaning]:
        value = meaning.value if isinstance(meaning, Known) else None
        name = getattr(value, "__qualname__", "")
        if name == "cast" and arguments:
            yield from read_hint(self._evaluate_quoted(arguments[0]), self.types)
        elif name in PASSING_ON and arguments:
            yield from self.mean(arguments[0])
        elif name in CHOOSING and arguments:
            yield from self.elements_of(self.mean(arguments[0]))
        elif isinstance(value, type):
            yield Instance(value)
        elif isinstance(value, FunctionType):
            hint = hints_of(value).get("return")
            yield from read_hint(_owner_of(value) if getattr(hint, "__name__", "") == "Self" else hint, self.types)

    def _evaluate_quoted(self, node: ast.expr) -> Any:
        quoted = isinstance(node, ast.Constant) and isinstance(node.value, str)
        return self.evaluate(ast.parse(str(node.value), mode="eval").body if quoted else node)  # type: ignore[attr-defined]

    def entered(self, meanings: Sequence[Meaning]) -> list[Meaning]:
        """Find what `with … as` gives: of a generator what it yields, else the thing itself."""
        return [
            inner
            for one in meanings
            for inner in (self._items_of([one]) if isinstance(one, Instance) and get_args(one.kind) else [one])
        ]

    def elements_of(self, meanings: Sequence[Meaning]) -> list[Meaning]:
        return [
            element
            for meaning in meanings
            if isinstance(meaning, Instance)
            for argument in (
                get_args(meaning.kind)[:1] if class_of(meaning.kind) is not tuple else get_args(meaning.kind)
            )
            for element in read_hint(argument)
        ]

    def _items_of(self, meanings: Sequence[Meaning]) -> Iterator[Meaning]:
        for meaning in meanings:
            if isinstance(meaning, Instance):
                for argument in get_args(meaning.kind):
                    yield from read_hint(argument) if not isinstance(argument, list) else ()

    def bind(self, target: ast.expr, meanings: Sequence[Meaning]) -> None:
        match target:
            case ast.Name(id=name):
                self.locals[name] = list(dict.fromkeys([*self.locals.get(name, []), *meanings]))
            case ast.Tuple(elts=targets) | ast.List(elts=targets):
                for one in targets:
                    self.bind(one, [*self._items_of(meanings), *self._fields_of(meanings), *meanings])
            case ast.Starred(value=value):
                self.bind(value, meanings)

    def _fields_of(self, meanings: Sequence[Meaning]) -> Iterator[Meaning]:
        """Members of named tuples, which are unpacked."""
        for meaning in meanings:
            kind = class_of(meaning.kind) if isinstance(meaning, Instance) else None
            if kind is not None and hasattr(kind, "_fields"):
                for name in kind._fields:
                    yield from read_hint(hints_of(kind).get(name))

    def bind_pattern(self, pattern: ast.pattern, subject: Sequence[Meaning]) -> None:
        match pattern:
            case ast.MatchAs(pattern=inner, name=name):
                if inner is not None:
                    self.bind_pattern(inner, subject)
                    if isinstance(inner, ast.MatchClass):
                        subject = [Instance(one.value) for one in self.mean(inner.cls) if isinstance(one, Known)]
                if name is not None:
                    self.locals[name] = list(subject)
            case ast.MatchClass(cls=cls, kwd_attrs=names, kwd_patterns=patterns):
                kinds: list[Meaning] = [Instance(one.value) for one in self.mean(cls) if isinstance(one, Known)]
                for attribute, inner in zip(names, patterns, strict=True):
                    self.bind_pattern(inner, [one for kind in kinds for one in self._member_of(kind, attribute)])
            case ast.MatchOr(patterns=patterns) | ast.MatchSequence(patterns=patterns):
                for inner in patterns:
                    self.bind_pattern(inner, [*subject, *self._items_of(subject), *self._fields_of(subject)])

    def evaluate(self, annotation: ast.expr) -> Any:
        try:
            return eval(ast.unparse(annotation), self.function.__globals__)  # noqa: S307  # our own code
        except Exception:
            return None


def _parts_of(node: ast.expr | None) -> Sequence[ast.expr]:
    """Expressions that another one passes on."""
    match node:
        case ast.Await(value=value) | ast.Starred(value=value) | ast.NamedExpr(value=value):
            return (value,)
        case ast.IfExp(body=first, orelse=second):
            return (first, second)
        case ast.BoolOp(values=parts) | ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
            return parts
        case _:
            return ()


def _mean_global(names: Mapping[str, Any], name: str) -> Meaning:
    value = names[name]
    module = sys.modules.get(str(names.get("__name__", "")))
    if not isinstance(value, type | FunctionType) and not is_module(value) and module is not None:
        hint = hints_of(module).get(name)
        if hint is not None and not _holds_functions(value):
            return next(read_hint(hint), Known(value))
    return Known(value)


def _holds_functions(value: Any) -> bool:
    return next(iterate_functions(value), None) is not None


def iterate_functions(value: Any) -> Iterator[Callable[..., Any]]:
    """Functions that a name stands for: itself, or those in a table."""
    match value:
        case FunctionType():
            yield value
        case Mapping():
            for inner in value.values():
                yield from iterate_functions(inner)
        case tuple() | list() | frozenset():
            for inner in value:
                yield from iterate_functions(inner)


def _owner_of(function: FunctionType) -> Any:
    owner: Any = sys.modules.get(function.__module__)
    for part in function.__qualname__.split(".")[:-1]:
        owner = getattr(owner, part, None)
    return owner
