"""A decision tree: questions, which question follows which answers, and the solutions it suggests in the end (O2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from common.kernel.money import BASIS_POINTS, Money, Split, split_by_basis_points

from .conditions import BadExpression, Expression
from .options import Option, OptionKind, plain

Value = str | bool | int
"""An answer: the code of a choice, yes or no, a number, or an amount in minor units."""

MAX_ANSWER: Final = 10**15


class AnswerKind(StrEnum):
    CHOICE = "choice"
    YES_NO = "yes_no"
    NUMBER = "number"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Edge:
    """Where to go if `when` holds; None as target: to the suggestions."""

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

    def why_not(self, value: Value) -> str | None:
        """What is wrong with an answer; None if it answers the question."""
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
class Suggestion:
    """A solution that fits where `when` holds. Of a partial refund exactly one of the three says how much."""

    kind: OptionKind
    text: str
    when: Expression | None = None
    basis_points: int | None = None
    fixed: Money | None = None
    amount: Expression | None = None
    least: int | None = None
    """In basis points of what is disputed, as `most`: the room the claimant has around what is suggested."""
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Suggested:
    """An option as it is suggested in one case, and how far the claimant may move its amount."""

    option: Option
    text: str
    least: Money | None = None
    most: Money | None = None

    def covers(self, option: Option) -> bool:
        if option.kind is not self.option.kind:
            return False
        if self.least is None or self.most is None or option.split is None:
            return True
        return self.least.minor <= option.split.to_buyer.minor <= self.most.minor


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """An edition: published once, never edited."""

    name: str
    edition: str
    title: str
    hash: str
    first: tuple[Edge, ...]
    questions: Mapping[str, Question]
    suggestions: tuple[Suggestion, ...]

    def fits(self, kinds: frozenset[OptionKind]) -> bool:
        """Whether every walk ends with something that a policy knows which has these kinds."""
        return any(
            said.when is None and said.kind in kinds and said.kind is not OptionKind.REFUND_PARTIAL
            for said in self.suggestions
        )

    def after(self, question: str | None, facts: Mapping[str, Any]) -> str | None:
        """The question that follows, or, for None, the first one; None: nothing more to ask."""
        edges = self.first if question is None else self.questions[question].next
        return next(edge.to for edge in edges if _holds(edge.when, facts))

    def suggest(self, facts: Mapping[str, Any], whole: Money, kinds: frozenset[OptionKind]) -> tuple[Suggested, ...]:
        """What fits this case, ranked; the first is the best. Only what the policy of the case knows."""
        found: list[Suggested] = []
        for suggestion in self.suggestions:
            if suggestion.kind not in kinds or not _holds(suggestion.when, facts):
                continue
            made = _suggested(suggestion, facts, whole)
            if made is not None and all(made.option != other.option for other in found):
                found.append(made)
        return tuple(found)


def _holds(condition: Expression | None, facts: Mapping[str, Any]) -> bool:
    """What cannot be evaluated after all (a division by nothing, say) does not hold: nobody is left without a way."""
    try:
        return condition is None or condition(facts) is True
    except BadExpression:
        return False


def _suggested(said: Suggestion, facts: Mapping[str, Any], whole: Money) -> Suggested | None:
    """None where it comes to nothing: a fixed amount in another currency, or a whole too small to divide."""
    if said.kind is not OptionKind.REFUND_PARTIAL:
        return Suggested(plain(said.kind, whole), said.text)
    if said.fixed is not None and said.fixed.currency != whole.currency:
        return None
    at_least = max(1, 1 if said.least is None else split_by_basis_points(whole, said.least).to_buyer.minor)
    at_most = min(
        whole.minor - 1, split_by_basis_points(whole, BASIS_POINTS if said.most is None else said.most).to_buyer.minor
    )
    if at_least > at_most:
        return None
    try:
        minor = min(max(_wanted(said, facts, whole), at_least), at_most)
    except BadExpression:
        return None
    bounds = (at_least, at_most) if said.least is not None or said.most is not None else (minor, minor)
    refund = Money(minor, whole.currency)
    least, most = (Money(bound, whole.currency) for bound in bounds)
    return Suggested(Option(said.kind, Split(refund, whole - refund)), said.text, least, most)


def _wanted(said: Suggestion, facts: Mapping[str, Any], whole: Money) -> int:
    if said.basis_points is not None:
        return split_by_basis_points(whole, said.basis_points).to_buyer.minor
    if said.fixed is not None:
        return said.fixed.minor
    assert said.amount is not None, "checked when the tree was read"
    return int(said.amount(facts))
