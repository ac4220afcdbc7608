"""Soundness check of decision trees: finds what could go wrong before anybody walks one. Faults name their place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod
from typing import Any, Final

from .conditions import Expression, InvalidExpression
from .options import OptionKind
from .tree import MAX_ANSWER, AnswerKind, AnswerValue, Edge, Question, SuggestionRule, Tree

MAX_TRIALS: Final = 2_000
"""Most combinations of answers that one expression may depend on."""
SAMPLE_CASES: Final[tuple[dict[str, Any], ...]] = (
    {"amount": 10_000, "currency": "EUR", "reason": "damaged", "category": "", "price": 12_000, "delivered": False,
     "days_since_delivery": -1},
    {"amount": MAX_ANSWER, "currency": "JPY", "reason": "other", "category": "books", "price": MAX_ANSWER,
     "delivered": True, "days_since_delivery": 400},
    {"amount": 1, "currency": "KWD", "reason": "other", "category": "x", "price": 1, "delivered": True,
     "days_since_delivery": 0},
)  # fmt: skip

Preceding = Mapping[str | None, frozenset[str]]


def find_faults(tree: Tree) -> Iterator[str]:
    """Find all faults of a tree; none, for a sound one."""
    shape = [*_find_edge_faults("first", tree.first, tree), *_find_question_faults(tree)]
    yield from shape
    if shape:
        return
    order = _order_questions(tree)
    if order is None:
        yield f"questions.{_find_circular_question(tree)}.next: leads back to itself"
        return
    yield from (f"questions.{code}: is never asked" for code in tree.questions if code not in order)
    certain = _certain_answers(tree, order)
    yield from _find_expression_faults(tree, certain)
    yield from _find_suggestion_faults(tree)


def _find_question_faults(tree: Tree) -> Iterator[str]:
    for code, question in tree.questions.items():
        place = f"questions.{code}"
        if (question.kind is AnswerKind.CHOICE) != (len(question.choices) >= 2):
            yield f"{place}.choices: a choice, and nothing else, has two or more"
        if question.least > question.most:
            yield f"{place}.least: is more than most"
        yield from _find_edge_faults(f"{place}.next", question.next, tree)


def _find_edge_faults(place: str, edges: tuple[Edge, ...], tree: Tree) -> Iterator[str]:
    for index, edge in enumerate(edges):
        if edge.to is not None and edge.to not in tree.questions:
            yield f"{place}[{index}].to: there is no question {edge.to!r}"
        if (edge.when is None) != (index == len(edges) - 1):
            yield f"{place}[{index}].when: all but the last have a condition, and the last has none"


def _outgoing_edges(tree: Tree, code: str | None) -> tuple[Edge, ...]:
    return tree.first if code is None else tree.questions[code].next


def _order_questions(tree: Tree) -> list[str] | None:
    """Sort the questions that can be reached, each after all that can precede it; None if there is a circle."""
    order: list[str] = []
    under_way: set[str | None] = set()

    def visit(code: str | None) -> bool:
        if code in under_way:
            return False
        under_way.add(code)
        sound = all(edge.to is None or edge.to in order or visit(edge.to) for edge in _outgoing_edges(tree, code))
        under_way.discard(code)
        if code is not None:
            order.append(code)
        return sound

    return order[::-1] if visit(None) else None


def _find_circular_question(tree: Tree) -> str:
    for start in sorted(tree.questions):
        seen, ahead = set[str](), [start]
        while ahead:
            for edge in _outgoing_edges(tree, ahead.pop()):
                if edge.to == start:
                    return start
                if edge.to is not None and edge.to not in seen:
                    seen.add(edge.to)
                    ahead.append(edge.to)
    raise AssertionError("unreachable: there is a circle")


def _certain_answers(tree: Tree, order: list[str]) -> Preceding:
    """Find which questions are answered for certain, whatever way was taken, at each question and at the end."""
    certain: dict[str | None, frozenset[str]] = {}
    for code in (None, *order):
        before = frozenset[str]() if code is None else certain[code] | {code}
        for edge in _outgoing_edges(tree, code):
            certain[edge.to] = certain.get(edge.to, before) & before
    return certain


def _find_expression_faults(tree: Tree, certain: Preceding) -> Iterator[str]:
    for index, edge in enumerate(tree.first):
        yield from _try_expression(f"first[{index}].when", edge.when, bool, tree, frozenset())
    for code, question in tree.questions.items():
        answered = certain.get(code, frozenset()) | {code}
        for index, edge in enumerate(question.next):
            yield from _try_expression(f"questions.{code}.next[{index}].when", edge.when, bool, tree, answered)
    answered = certain.get(None, frozenset())
    for index, rule in enumerate(tree.suggestions):
        yield from _try_expression(f"suggestions[{index}].when", rule.when, bool, tree, answered)
        yield from _try_expression(f"suggestions[{index}].amount", rule.amount, int, tree, answered)


def _try_expression(
    place: str, expression: Expression | None, result_type: type, tree: Tree, answered: frozenset[str]
) -> Iterator[str]:
    """Try an expression on every answer it could meet; an answer that is uncertain may also be null."""
    if expression is None:
        return
    if unknown := expression.question_codes - tree.questions.keys():
        yield f"{place}: there is no question {min(unknown)!r}"
        return
    codes = sorted(expression.question_codes)
    samples = [[*_sample_answers(tree.questions[code]), *([] if code in answered else [None])] for code in codes]
    if prod(map(len, samples)) > MAX_TRIALS:
        yield f"{place}: depends on too many answers at once"
        return
    for values, case in product(product(*samples), SAMPLE_CASES):
        try:
            value = expression({**case, "answers": dict(zip(codes, values, strict=True))})
        except InvalidExpression as error:
            yield f"{place}: {error} (an answer that may be missing is null: test it with `!= null` first)"
            return
        if type(value) is not result_type:
            yield f"{place}: gives {type(value).__name__}, not {result_type.__name__}"
            return


def _sample_answers(question: Question) -> list[AnswerValue]:
    match question.kind:
        case AnswerKind.CHOICE:
            return [*question.choices]
        case AnswerKind.YES_NO:
            return [True, False]
        case AnswerKind.NUMBER | AnswerKind.AMOUNT:
            return sorted({question.least, (question.least + question.most) // 2, question.most})


def _find_suggestion_faults(tree: Tree) -> Iterator[str]:
    if not any(rule.when is None and not rule.has_amount for rule in tree.suggestions):
        yield "suggestions: one that names no amount must be without condition, or a walk could end with none"
    for index, rule in enumerate(tree.suggestions):
        if (fault := _find_amount_fault(rule)) is not None:
            yield f"suggestions[{index}]: {fault}"


def _find_amount_fault(rule: SuggestionRule) -> str | None:
    amounts = sum(way is not None for way in (rule.basis_points, rule.fixed, rule.amount))
    is_bounded = rule.least is not None or rule.most is not None
    if rule.kind is OptionKind.REPLACEMENT and not amounts and not is_bounded:
        return None  # goods alone, without a reduction beside them
    if rule.kind not in (OptionKind.REFUND_PARTIAL, OptionKind.REPLACEMENT):
        fault = "only a partial refund, and a reduction beside a replacement, have an amount and bounds"
        return fault if amounts or is_bounded else None
    if amounts != 1:
        return "a partial refund has exactly one of basis_points, fixed and amount; so has a reduction"
    if (rule.least or 0) > (10_000 if rule.most is None else rule.most):
        return "least is more than most"
    return None
