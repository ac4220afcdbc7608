"""Finds what would go wrong in a tree before anybody walks it. Every fault names its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod
from typing import Any, Final

from .conditions import BadExpression, Expression
from .options import OptionKind
from .tree import MAX_ANSWER, AnswerKind, Edge, Question, Suggestion, Tree, Value

TRIALS: Final = 2_000
"""How many combinations of answers one expression may depend on."""
CASES: Final[tuple[dict[str, Any], ...]] = (
    {"amount": 10_000, "currency": "EUR", "reason": "damaged", "category": "", "price": 12_000, "delivered": False,
     "days_since_delivery": -1},
    {"amount": MAX_ANSWER, "currency": "JPY", "reason": "other", "category": "books", "price": MAX_ANSWER,
     "delivered": True, "days_since_delivery": 400},
    {"amount": 1, "currency": "KWD", "reason": "other", "category": "x", "price": 1, "delivered": True,
     "days_since_delivery": 0},
)  # fmt: skip

Preceding = Mapping[str | None, frozenset[str]]


def faults(tree: Tree) -> Iterator[str]:
    """Nothing, for a sound tree."""
    shape = [*_edges_faults("first", tree.first, tree), *_questions_faults(tree)]
    yield from shape
    if shape:
        return
    order = _ordered(tree)
    if order is None:
        yield f"questions.{_in_a_circle(tree)}.next: leads back to itself"
        return
    yield from (f"questions.{code}: is never asked" for code in tree.questions if code not in order)
    certain = _certain(tree, order)
    yield from _expression_faults(tree, certain)
    yield from _suggestion_faults(tree)


def _questions_faults(tree: Tree) -> Iterator[str]:
    for code, question in tree.questions.items():
        place = f"questions.{code}"
        if (question.kind is AnswerKind.CHOICE) != (len(question.choices) >= 2):
            yield f"{place}.choices: a choice, and nothing else, has two or more"
        if question.least > question.most:
            yield f"{place}.least: is more than most"
        yield from _edges_faults(f"{place}.next", question.next, tree)


def _edges_faults(place: str, edges: tuple[Edge, ...], tree: Tree) -> Iterator[str]:
    for index, edge in enumerate(edges):
        if edge.to is not None and edge.to not in tree.questions:
            yield f"{place}[{index}].to: there is no question {edge.to!r}"
        if (edge.when is None) != (index == len(edges) - 1):
            yield f"{place}[{index}].when: all but the last have a condition, and the last has none"


def _ways(tree: Tree, code: str | None) -> tuple[Edge, ...]:
    return tree.first if code is None else tree.questions[code].next


def _ordered(tree: Tree) -> list[str] | None:
    """The questions that can be reached, each after all that can come before it; None if there is a circle."""
    order: list[str] = []
    under_way: set[str | None] = set()

    def visit(code: str | None) -> bool:
        if code in under_way:
            return False
        under_way.add(code)
        sound = all(edge.to is None or edge.to in order or visit(edge.to) for edge in _ways(tree, code))
        under_way.discard(code)
        if code is not None:
            order.append(code)
        return sound

    return order[::-1] if visit(None) else None


def _in_a_circle(tree: Tree) -> str:
    for start in sorted(tree.questions):
        seen, ahead = set[str](), [start]
        while ahead:
            for edge in _ways(tree, ahead.pop()):
                if edge.to == start:
                    return start
                if edge.to is not None and edge.to not in seen:
                    seen.add(edge.to)
                    ahead.append(edge.to)
    raise AssertionError("unreachable: there is a circle")


def _certain(tree: Tree, order: list[str]) -> Preceding:
    """Which questions have been answered, whatever way was taken, when one has come to a question or to the end."""
    certain: dict[str | None, frozenset[str]] = {}
    for code in (None, *order):
        before = frozenset[str]() if code is None else certain[code] | {code}
        for edge in _ways(tree, code):
            certain[edge.to] = certain.get(edge.to, before) & before
    return certain


def _expression_faults(tree: Tree, certain: Preceding) -> Iterator[str]:
    for index, edge in enumerate(tree.first):
        yield from _tried(f"first[{index}].when", edge.when, bool, tree, frozenset())
    for code, question in tree.questions.items():
        answered = certain.get(code, frozenset()) | {code}
        for index, edge in enumerate(question.next):
            yield from _tried(f"questions.{code}.next[{index}].when", edge.when, bool, tree, answered)
    answered = certain.get(None, frozenset())
    for index, said in enumerate(tree.suggestions):
        yield from _tried(f"suggestions[{index}].when", said.when, bool, tree, answered)
        yield from _tried(f"suggestions[{index}].amount", said.amount, int, tree, answered)


def _tried(
    place: str, expression: Expression | None, wanted: type, tree: Tree, answered: frozenset[str]
) -> Iterator[str]:
    """An expression is tried on every answer it could meet; an answer that is uncertain may also be null."""
    if expression is None:
        return
    if unknown := expression.asks - tree.questions.keys():
        yield f"{place}: there is no question {min(unknown)!r}"
        return
    asked = sorted(expression.asks)
    samples = [[*_samples(tree.questions[code]), *([] if code in answered else [None])] for code in asked]
    if prod(map(len, samples)) > TRIALS:
        yield f"{place}: depends on too many answers at once"
        return
    for values, case in product(product(*samples), CASES):
        try:
            got = expression({**case, "answers": dict(zip(asked, values, strict=True))})
        except BadExpression as error:
            yield f"{place}: {error} (an answer that may be missing is null: test it with `!= null` first)"
            return
        if type(got) is not wanted:
            yield f"{place}: gives {type(got).__name__}, not {wanted.__name__}"
            return


def _samples(question: Question) -> list[Value]:
    match question.kind:
        case AnswerKind.CHOICE:
            return [*question.choices]
        case AnswerKind.YES_NO:
            return [True, False]
        case AnswerKind.NUMBER | AnswerKind.AMOUNT:
            return sorted({question.least, (question.least + question.most) // 2, question.most})


def _suggestion_faults(tree: Tree) -> Iterator[str]:
    if not any(said.when is None and said.kind is not OptionKind.REFUND_PARTIAL for said in tree.suggestions):
        yield "suggestions: one that is no partial refund must be without condition, or a walk could end with none"
    for index, said in enumerate(tree.suggestions):
        if (why := _amount_fault(said)) is not None:
            yield f"suggestions[{index}]: {why}"


def _amount_fault(said: Suggestion) -> str | None:
    named = sum(way is not None for way in (said.basis_points, said.fixed, said.amount))
    if said.kind is not OptionKind.REFUND_PARTIAL:
        bounded = said.least is not None or said.most is not None
        return "only a partial refund has an amount and bounds" if named or bounded else None
    if named != 1:
        return "a partial refund has exactly one of basis_points, fixed and amount"
    if (said.least or 0) > (10_000 if said.most is None else said.most):
        return "least is more than most"
    return None
