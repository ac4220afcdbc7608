"""Expressions over the facts of a case, in CEL. Whoever writes a tree writes them, so they are kept on a short lead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

import cel

FACTS: Final = frozenset({
    "amount", "currency", "reason", "category", "price", "delivered", "days_since_delivery", "answers",
})  # fmt: skip
"""What an expression can ask about. `answers.<question>` is null as long as the question is not answered."""
FUNCTIONS: Final = frozenset({
    "_&&_", "_||_", "!_", "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_", "_+_", "_-_", "_*_", "_/_", "_%_", "-_",
    "@in", "_?_:_", "size", "startsWith",
})  # fmt: skip
MAX_LENGTH: Final = 300
_STRINGS: Final = re.compile(r"'[^'\\]*'|\"[^\"\\]*\"")
_LOOPS: Final = re.compile(r"\.\s*(?:map|filter|all|exists|exists_one|transformList|transformMap)\s*\(")
_ANSWERS: Final = re.compile(r"\banswers\b(?:\s*\.\s*([a-z][a-z0-9_]*))?")


class BadExpression(ValueError):
    """What is wrong with it, for whoever wrote it."""


class Expression:
    """A checked expression. Two are equal if they are written alike."""

    __slots__ = ("_program", "asks", "source")

    def __init__(self, source: str) -> None:
        """Raises BadExpression for what does not parse, loops, or asks for something that there is not."""
        self.source = source
        self._program = _compiled(source)
        self.asks: frozenset[str] = _asked(source)
        """The questions whose answers it looks at."""

    def __call__(self, facts: Mapping[str, Any]) -> Any:
        """Raises BadExpression where the values do not fit the expression."""
        try:
            return self._program.execute(dict(facts))
        except (RuntimeError, TypeError, KeyError, ValueError, ArithmeticError) as error:
            raise BadExpression(f"{self.source!r} cannot be evaluated: {error}") from None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Expression) and other.source == self.source

    def __hash__(self) -> int:
        return hash(self.source)

    def __repr__(self) -> str:
        return f"Expression({self.source!r})"


def _position(error: ValueError) -> str:
    """Where in the text; the text itself is never said back."""
    found = re.search(r"<input>:(\d+):(\d+)", str(error))
    return f" (line {found[1]}, column {found[2]})" if found else ""


@lru_cache(maxsize=4_096)
def _compiled(source: str) -> cel.Program:
    if len(source) > MAX_LENGTH:
        raise BadExpression(f"an expression has up to {MAX_LENGTH} characters")
    try:
        program = cel.compile(source)
    except ValueError as error:
        raise BadExpression(f"this is not an expression{_position(error)}") from None
    if _LOOPS.search(_STRINGS.sub("''", source)):
        raise BadExpression("this loops: only comparisons and arithmetic are possible")
    if unknown := set(program.variables()) - FACTS:
        raise BadExpression(f"this asks for what there is not: {', '.join(sorted(unknown))}")
    if unknown := set(program.functions()) - FUNCTIONS:
        raise BadExpression(f"this uses what is not possible here: {', '.join(sorted(unknown))}")
    return program


def _asked(source: str) -> frozenset[str]:
    found = _ANSWERS.findall(_STRINGS.sub("''", source))
    if "" in found:
        raise BadExpression("this looks at answers without saying which: write answers.<question>")
    return frozenset(found)
