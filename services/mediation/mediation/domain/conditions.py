"""Expressions over the details of a case, in CEL. Whoever writes a tree writes them, so they may do very little."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

import cel

INPUT_NAMES: Final = frozenset({
    "amount", "currency", "reason", "category", "price", "delivered", "days_since_delivery", "answers",
})  # fmt: skip
"""Names an expression can ask for. `answers.<question>` is null as long as the question is not answered."""
ALLOWED_FUNCTIONS: Final = frozenset({
    "_&&_", "_||_", "!_", "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_", "_+_", "_-_", "_*_", "_/_", "_%_", "-_",
    "@in", "_?_:_", "size", "startsWith",
})  # fmt: skip
MAX_EXPRESSION_LENGTH: Final = 300
_STRING_LITERALS: Final = re.compile(r"'[^'\\]*'|\"[^\"\\]*\"")
_LOOP_CALLS: Final = re.compile(r"\.\s*(?:map|filter|all|exists|exists_one|transformList|transformMap)\s*\(")
_ANSWER_REFERENCES: Final = re.compile(r"\banswers\b(?:\s*\.\s*([a-z][a-z0-9_]*))?")


class InvalidExpression(ValueError):
    """Fault of an expression, worded for whoever wrote it."""


class Expression:
    """Checked expression. Two are equal if they are written alike."""

    __slots__ = ("_program", "question_codes", "source")

    def __init__(self, source: str) -> None:
        """Compile and check it. Raises InvalidExpression for what does not parse, loops, or asks for the unknown."""
        self.source = source
        self._program = _compile_expression(source)
        self.question_codes: frozenset[str] = _referenced_questions(source)
        """Questions whose answers it looks at."""

    def __call__(self, inputs: Mapping[str, Any]) -> Any:
        """Evaluate it. Raises InvalidExpression where the values do not fit the expression."""
        try:
            return self._program.execute(dict(inputs))
        except (RuntimeError, TypeError, KeyError, ValueError, ArithmeticError) as error:
            raise InvalidExpression(f"{self.source!r} cannot be evaluated: {error}") from None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Expression) and other.source == self.source

    def __hash__(self) -> int:
        return hash(self.source)

    def __repr__(self) -> str:
        return f"Expression({self.source!r})"


def _error_position(error: ValueError) -> str:
    """Line and column of an error. The text itself is never repeated."""
    position = re.search(r"<input>:(\d+):(\d+)", str(error))
    return f" (line {position[1]}, column {position[2]})" if position else ""


@lru_cache(maxsize=4_096)
def _compile_expression(source: str) -> cel.Program:
    if len(source) > MAX_EXPRESSION_LENGTH:
        raise InvalidExpression(f"an expression has up to {MAX_EXPRESSION_LENGTH} characters")
    try:
        program = cel.compile(source)
    except ValueError as error:
        raise InvalidExpression(f"this is not an expression{_error_position(error)}") from None
    if _LOOP_CALLS.search(_STRING_LITERALS.sub("''", source)):
        raise InvalidExpression("this loops: only comparisons and arithmetic are possible")
    if unknown := set(program.variables()) - INPUT_NAMES:
        raise InvalidExpression(f"this asks for what there is not: {', '.join(sorted(unknown))}")
    if unknown := set(program.functions()) - ALLOWED_FUNCTIONS:
        raise InvalidExpression(f"this uses what is not possible here: {', '.join(sorted(unknown))}")
    return program


def _referenced_questions(source: str) -> frozenset[str]:
    questions = _ANSWER_REFERENCES.findall(_STRING_LITERALS.sub("''", source))
    if "" in questions:
        raise InvalidExpression("this looks at answers without saying which: write answers.<question>")
    return frozenset(questions)
