"""Decision trees: questions, which question follows which answers, and the solutions suggested in the end (O2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from common.kernel.errors import InvariantViolated
from common.kernel.money import BASIS_POINTS, Money, Split, split_by_basis_points

from .conditions import Expression, InvalidExpression
from .options import Option, OptionBounds, OptionKind, build_option

AnswerValue = str | bool | int
"""Value of an answer: the code of a choice, yes or no, a number, or an amount in minor units."""

MAX_ANSWER: Final = 10**15


class AnswerKind(StrEnum):
    CHOICE = "choice"
    YES_NO = "yes_no"
    NUMBER = "number"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Edge:
    """Way to the next question where `when` holds; None as target: to the suggestions."""

    to: str | None
    when: Expression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    code: str
    text: str
    kind: AnswerKind
    next: tuple[Edge, ...]
    choices: Mapping[str, str]
    """Code → what it says; only of a choice."""
    least: int = 0
    most: int = MAX_ANSWER

    def find_answer_fault(self, value: AnswerValue) -> str | None:
        """Find what is wrong with an answer; None if it answers the question."""
        match self.kind:
            case AnswerKind.CHOICE:
                return None if isinstance(value, str) and value in self.choices else "Choose one of the answers."
            case AnswerKind.YES_NO:
                return None if isinstance(value, bool) else "Answer true or false."
            case AnswerKind.NUMBER | AnswerKind.AMOUNT:
                if isinstance(value, bool) or not isinstance(value, int):
                    return "Answer with a whole number."
                return None if self.least <= value <= self.most else f"Answer from {self.least} to {self.most}."


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionRule:
    """Rule that suggests a solution where `when` holds. A partial refund has exactly one of the three amounts; so has a
    replacement that comes with a reduction of the price (O5).
    """

    kind: OptionKind
    text: str
    when: Expression | None = None
    basis_points: int | None = None
    fixed: Money | None = None
    amount: Expression | None = None
    least: int | None = None
    """In basis points of what is disputed, as `most`: the room the claimant has around what is suggested."""
    most: int | None = None

    @property
    def has_amount(self) -> bool:
        return not (self.basis_points is None and self.fixed is None and self.amount is None)

    def is_within(self, bounds: OptionBounds) -> bool:
        """Tell whether a policy knows such a solution."""
        is_reduced = self.has_amount and self.kind is not OptionKind.REFUND_PARTIAL
        return self.kind in bounds.kinds and (not is_reduced or self.kind in bounds.with_reduction)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Option that is suggested in one case, and how far the claimant may move its amount."""

    option: Option
    text: str
    least: Money | None = None
    most: Money | None = None

    def covers(self, option: Option) -> bool:
        is_reduced = option.reduction is not None
        if option.kind is not self.option.kind or is_reduced != (self.option.reduction is not None):
            return False
        amount = option.reduction if option.split is None else option.split.to_buyer
        if self.least is None or self.most is None or amount is None:
            return True
        return self.least.minor <= amount.minor <= self.most.minor


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """Edition of a decision tree: published once, never edited."""

    name: str
    edition: str
    title: str
    hash: str
    first: tuple[Edge, ...]
    questions: Mapping[str, Question]
    suggestions: tuple[SuggestionRule, ...]

    def always_suggests(self, kinds: frozenset[OptionKind]) -> bool:
        """Tell whether every walk ends with something that a policy with these kinds knows."""
        return any(rule.when is None and rule.kind in kinds and not rule.has_amount for rule in self.suggestions)

    def next_question(self, question: str | None, inputs: Mapping[str, Any]) -> str | None:
        """Find the question that follows, or, for None, the first one. None: nothing more to ask."""
        edges = self.first if question is None else self.questions[question].next
        return next(edge.to for edge in edges if condition_holds(edge.when, inputs))

    def suggest_options(
        self, inputs: Mapping[str, Any], disputed: Money, bounds: OptionBounds
    ) -> tuple[Suggestion, ...]:
        """Find what fits a case, ranked; the first is the best. Only what the policy of the case knows."""
        suggestions: list[Suggestion] = []
        for rule in self.suggestions:
            if not rule.is_within(bounds) or not condition_holds(rule.when, inputs):
                continue
            suggestion = _apply_rule(rule, inputs, disputed)
            if suggestion is not None and all(suggestion.option != other.option for other in suggestions):
                suggestions.append(suggestion)
        return tuple(suggestions)


def condition_holds(condition: Expression | None, inputs: Mapping[str, Any]) -> bool:
    """Evaluate a condition. One that fails after all (a division by zero, say) does not hold: nobody gets stuck."""
    try:
        return condition is None or condition(inputs) is True
    except InvalidExpression:
        return False


def _apply_rule(rule: SuggestionRule, inputs: Mapping[str, Any], disputed: Money) -> Suggestion | None:
    """Apply one rule to a case.

    None where it comes to nothing: a fixed amount in another currency, or an amount too small to divide.
    """
    if not rule.has_amount:
        return Suggestion(build_option(rule.kind, disputed), rule.text)
    if rule.fixed is not None and rule.fixed.currency != disputed.currency:
        return None
    at_least = max(1, 1 if rule.least is None else split_by_basis_points(disputed, rule.least).to_buyer.minor)
    ceiling = split_by_basis_points(disputed, BASIS_POINTS if rule.most is None else rule.most).to_buyer.minor
    at_most = min(disputed.minor - 1, ceiling)
    if at_least > at_most:
        return None
    try:
        minor = min(max(_refund_minor(rule, inputs, disputed), at_least), at_most)
    except InvalidExpression:
        return None
    bounds = (at_least, at_most) if rule.least is not None or rule.most is not None else (minor, minor)
    refund = Money(minor, disputed.currency)
    least, most = (Money(bound, disputed.currency) for bound in bounds)
    if rule.kind is OptionKind.REFUND_PARTIAL:
        return Suggestion(Option(rule.kind, Split(refund, disputed - refund)), rule.text, least, most)
    return Suggestion(Option(rule.kind, None, refund, disputed), rule.text, least, most)


def _refund_minor(rule: SuggestionRule, inputs: Mapping[str, Any], disputed: Money) -> int:
    if rule.basis_points is not None:
        return split_by_basis_points(disputed, rule.basis_points).to_buyer.minor
    if rule.fixed is not None:
        return rule.fixed.minor
    if rule.amount is None:
        raise InvariantViolated("a rule for a partial refund has an amount: checked when the tree was read")
    return int(rule.amount(inputs))
