"""Types of what the code names: of members, parameters and results, as the annotations say."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import FunctionType, ModuleType, UnionType
from typing import Annotated, Any, ClassVar, Final, TypeVar, Union, get_args, get_origin, get_type_hints

WRAPPERS: Final = (Annotated, ClassVar, Final)


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """Value that there is: a module, a class, a function, a table."""

    value: Any

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Known) and other.value is self.value

    def __hash__(self) -> int:
        return id(self.value)


@dataclass(frozen=True, slots=True)
class Instance:
    """Instance of a type: of a class, or of a generic of some."""

    kind: Any


Meaning = Known | Instance


def read_hint(hint: Any, types: Mapping[Any, Any] | None = None) -> Iterator[Instance]:
    """Meanings of an annotation: each member of a choice, without what surrounds it. `types` are those of variables."""
    origin = get_origin(hint)
    if origin in WRAPPERS:
        yield from read_hint(get_args(hint)[0], types)
    elif origin in (Union, UnionType):
        for member in get_args(hint):
            yield from read_hint(member, types)
    elif isinstance(hint, TypeVar):
        known = (types or {}).get(hint, hint.__bound__)
        if known is not None and known is not hint:
            yield from read_hint(known)
    elif hasattr(hint, "__supertype__"):
        yield from read_hint(hint.__supertype__)
    elif hint not in (None, type(None), Any):
        yield Instance(substitute(hint, types or {}))


def substitute(hint: Any, types: Mapping[Any, Any]) -> Any:
    """Put what is known into the variables of a generic."""
    variables = getattr(hint, "__parameters__", ())
    if not variables or isinstance(hint, type) or not any(variable in types for variable in variables):
        return hint
    return hint[tuple(types.get(variable, variable) for variable in variables)]


def class_of(kind: Any) -> type | None:
    origin = get_origin(kind) or kind
    return origin if isinstance(origin, type) else None


@cache
def types_of_variables(kind: Any) -> Mapping[Any, Any]:
    """Find what stands for the type variables of a generic, and of those that it is made from."""
    owner = class_of(kind)
    if owner is None:
        return {}
    types = dict(zip(getattr(owner, "__parameters__", ()), get_args(kind), strict=False))
    for base in owner.__mro__:
        for generic in vars(base).get("__orig_bases__", ()):
            origin = get_origin(generic)
            for variable, argument in zip(getattr(origin, "__parameters__", ()), get_args(generic), strict=False):
                types.setdefault(variable, types.get(argument, argument) if isinstance(argument, TypeVar) else argument)
    return types


@cache
def hints_of(thing: Any) -> Mapping[str, Any]:
    """Annotations of a class, a function or a module; one that cannot be read is left out."""
    try:
        return get_type_hints(thing, include_extras=True)
    except Exception:  # one name that only type checkers know spoils all of them
        return dict(_read_one_by_one(thing))


def _read_one_by_one(thing: Any) -> Iterator[tuple[str, Any]]:
    owners = thing.__mro__[::-1] if isinstance(thing, type) else (thing,)
    for owner in owners:
        names = vars(sys.modules.get(getattr(owner, "__module__", ""), owner))
        for name, text in inspect.get_annotations(owner).items():
            try:
                yield name, eval(text, dict(names)) if isinstance(text, str) else text  # noqa: S307  # our own code
            except Exception:  # noqa: S112
                continue


@dataclass(frozen=True, slots=True, eq=False)
class Assigned:
    """Member that a constructor assigns, and what it calls its type."""

    function: FunctionType
    value: ast.expr | None
    annotation: ast.expr | None = None


@cache
def assigned_members(owner: type) -> Mapping[str, Assigned]:
    """Members that only `__init__` says the types of."""
    members: dict[str, Assigned] = {}
    for base in reversed(owner.__mro__):
        init = vars(base).get("__init__")
        if isinstance(init, FunctionType) and (node := node_of(init)) is not None:
            for statement in ast.walk(node):
                members |= dict(_iterate_assigned(init, statement))
    return members


def _iterate_assigned(init: FunctionType, statement: ast.AST) -> Iterator[tuple[str, Assigned]]:
    match statement:
        case ast.Assign(targets=[ast.Attribute(value=ast.Name(id="self"), attr=name)], value=value):
            yield name, Assigned(init, value)
        case ast.AnnAssign(target=ast.Attribute(value=ast.Name(id="self"), attr=name), annotation=annotation):
            yield name, Assigned(init, statement.value, annotation)
        case ast.Assign(targets=[ast.Tuple(elts=targets)], value=ast.Tuple(elts=values)):
            for target, value in zip(targets, values, strict=False):
                match target:
                    case ast.Attribute(value=ast.Name(id="self"), attr=name):
                        yield name, Assigned(init, value)


@cache
def module_nodes(file: str) -> Mapping[tuple[int, str], ast.AST]:
    """Functions of a file by line and name, however deep."""
    if not Path(file).is_file():
        return {}  # made while the program runs, as dataclasses make their constructors
    tree = ast.parse(Path(file).read_text())
    nodes: dict[tuple[int, str], ast.AST] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
            nodes[first, node.name] = node
    return nodes


def node_of(function: Callable[..., Any]) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
    code = getattr(function, "__code__", None)
    if code is None:
        return None
    node = module_nodes(code.co_filename).get((code.co_firstlineno, code.co_name))
    return node if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else None


def is_module(value: Any) -> bool:
    return isinstance(value, ModuleType)
