"""Reading of one function: what it refuses with by itself, and which functions it may call."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FunctionType
from typing import Any

from common.execution.commands import Command
from common.kernel.errors import DomainError, RefusedInContext

from .hints import Instance, Known, Meaning, class_of, node_of, read_hint
from .meaning import Implementations, Meanings, is_own, iterate_functions

ANSWERING = frozenset({"hang_up", "render_refusal"})
"""Functions that answer with a refusal which somebody has caught."""
Caught = tuple[type[BaseException], ...]


@dataclass
class Reading:
    """Deeds of one function, as far as refusals go."""

    raised: set[type[DomainError]] = field(default_factory=set)
    literal: set[tuple[int, str]] = field(default_factory=set)
    """Problems that are answered on the spot, with their status."""
    called: set[tuple[Callable[..., Any], Caught]] = field(default_factory=set)
    """Functions it names, and what it catches of theirs."""
    commands: set[type[Command[Any]]] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)
    """Methods of what nobody has said the type of."""


class FunctionReader(Meanings, ast.NodeVisitor):
    """Visits a function in the order of its lines, and remembers what its names mean."""

    def __init__(self, function: FunctionType, owner: Any, implementations: Implementations) -> None:
        super().__init__(function, owner, implementations)
        self.reading = Reading()
        self.caught: list[Caught] = []

    def read(self) -> Reading:
        node = node_of(self.function)
        if node is not None:
            for statement in node.body:
                self.visit(statement)
        return self.reading

    # Statements that give names a meaning

    def visit_Assign(self, node: ast.Assign) -> None:
        self.visit(node.value)
        for target in node.targets:
            self.bind(target, self.mean(node.value))

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)
        if isinstance(node.target, ast.Name):
            hint = self.evaluate(node.annotation)
            self.bind(node.target, list(read_hint(hint)) if hint is not None else self.mean(node.value))

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit(node.value)
        self.bind(node.target, self.mean(node.value))

    def visit_For(self, node: ast.For | ast.AsyncFor) -> None:
        self.visit(node.iter)
        self.bind(node.target, self.elements_of(self.mean(node.iter)))
        for statement in (*node.body, *node.orelse):
            self.visit(statement)

    def visit_AsyncFor(self, node: ast.AsyncFor) -> None:
        self.visit_For(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        self.visit(node.iter)
        self.bind(node.target, self.elements_of(self.mean(node.iter)))
        for condition in node.ifs:
            self.visit(condition)

    def _visit_generators_first(self, node: Any) -> None:
        for generator in node.generators:
            self.visit(generator)
        for name in ("elt", "key", "value"):
            if hasattr(node, name):
                self.visit(getattr(node, name))

    def visit_ListComp(self, node: ast.ListComp) -> None:
        self._visit_generators_first(node)

    def visit_SetComp(self, node: ast.SetComp) -> None:
        self._visit_generators_first(node)

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> None:
        self._visit_generators_first(node)

    def visit_DictComp(self, node: ast.DictComp) -> None:
        self._visit_generators_first(node)

    def visit_With(self, node: ast.With | ast.AsyncWith) -> None:
        for item in node.items:
            self.visit(item.context_expr)
            if item.optional_vars is not None:
                self.bind(item.optional_vars, self.entered(self.mean(item.context_expr)))
        for statement in node.body:
            self.visit(statement)

    def visit_AsyncWith(self, node: ast.AsyncWith) -> None:
        self.visit_With(node)

    def visit_Match(self, node: ast.Match) -> None:
        self.visit(node.subject)
        for case in node.cases:
            self.bind_pattern(case.pattern, self.mean(node.subject))
            if case.guard is not None:
                self.visit(case.guard)
            for statement in case.body:
                self.visit(statement)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        for argument in (*node.args.args, *node.args.kwonlyargs):
            hint = None if argument.annotation is None else self.evaluate(argument.annotation)
            self.locals[argument.arg] = list(read_hint(hint))
        for statement in node.body:
            self.visit(statement)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self.visit_FunctionDef(node)

    # What is refused, and what is called

    def visit_Try(self, node: ast.Try) -> None:
        with self._catching(tuple(self._iterate_silenced(node))):
            for statement in node.body:
                self.visit(statement)
        for handler in node.handlers:
            if handler.name:
                self.locals[handler.name] = [Instance(one) for one in self._classes_of(handler.type)]
            for statement in handler.body:
                self.visit(statement)
        for statement in (*node.orelse, *node.finalbody):
            self.visit(statement)

    def visit_Raise(self, node: ast.Raise) -> None:
        if node.exc is not None:
            self.visit(node.exc)
            for meaning in self.mean(node.exc):
                kind = meaning.value if isinstance(meaning, Known) else class_of(meaning.kind)
                self._add_refusal(kind)

    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)
        match node.args:
            case [ast.Constant(value=int(status)), ast.Constant(value=str(code)), *_] if 400 <= status < 600:
                self.reading.literal.add((status, code))
        for meaning in self.mean(node.func):
            if isinstance(meaning, Known) and isinstance(meaning.value, type):
                self._add_construction(meaning.value)
        if isinstance(node.func, ast.Name) and node.func.id in ("isinstance", "issubclass"):
            return
        for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
            for meaning in self.mean(argument) if isinstance(argument, ast.Name | ast.Attribute) else ():
                if isinstance(meaning, Known) and isinstance(meaning.value, type):
                    self._add_refusal(meaning.value)

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            self._add_references(self.mean(node))

    def visit_Attribute(self, node: ast.Attribute) -> None:
        self.visit(node.value)
        meanings = self.mean(node)
        if not meanings and not self.mean(node.value):
            self.reading.unknown.add(node.attr)
        self._add_references(meanings)
        for owner in self.mean(node.value):
            if isinstance(owner, Instance) and (kind := class_of(owner.kind)) is not None:
                member = inspect.getattr_static(kind, node.attr, None)
                if isinstance(member, property) and member.fget is not None:
                    self._add_call(member.fget)

    def _add_references(self, meanings: Sequence[Meaning]) -> None:
        for meaning in meanings:
            if isinstance(meaning, Known):
                for value in iterate_functions(meaning.value):
                    self._add_call(value)

    def _add_call(self, function: Callable[..., Any]) -> None:
        if is_own(function):
            self.reading.called.add((function, tuple(one for several in self.caught for one in several)))

    def _add_construction(self, kind: type) -> None:
        self._add_refusal(kind)
        if issubclass(kind, Command):
            self.reading.commands.add(kind)
        for name in ("__init__", "__post_init__", "__new__", "__call__"):
            if isinstance(function := inspect.getattr_static(kind, name, None), FunctionType):
                self._add_call(function)

    def _add_refusal(self, kind: Any) -> None:
        if isinstance(kind, type) and issubclass(kind, DomainError) and not issubclass(kind, RefusedInContext):
            silenced = tuple(one for several in self.caught for one in several)
            if kind is not DomainError and not issubclass(kind, silenced):
                self.reading.raised.add(kind)

    @contextmanager
    def _catching(self, caught: Caught) -> Iterator[None]:
        self.caught.append(caught)
        yield
        self.caught.pop()

    def _iterate_silenced(self, node: ast.Try) -> Iterator[type[BaseException]]:
        """List what is caught and told nobody: neither raised again nor answered with."""
        for handler in node.handlers:
            inside = [inner for statement in handler.body for inner in ast.walk(statement)]
            if not any(_raises_again(inner, handler.name) or _answers(inner) for inner in inside):
                yield from self._classes_of(handler.type)

    def _classes_of(self, node: ast.expr | None) -> Iterator[type[BaseException]]:
        values = [] if node is None else self.mean(node)
        for element in node.elts if isinstance(node, ast.Tuple) else ():
            values += self.mean(element)
        for meaning in values:
            value = meaning.value if isinstance(meaning, Known) else None
            for one in value if isinstance(value, tuple) else (value,):
                if isinstance(one, type) and issubclass(one, BaseException):
                    yield one


def _raises_again(node: ast.AST, caught: str | None) -> bool:
    """Tell whether it raises what was caught, or something made of it. Another refusal instead is one of its own."""
    if not isinstance(node, ast.Raise):
        return False
    return node.exc is None or any(isinstance(one, ast.Name) and one.id == caught for one in ast.walk(node.exc))


def _answers(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in ANSWERING
        case _:
            return False
