"""A claimant's way through a decision tree: every answer is kept, also those that were taken back (O2, O6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from common.kernel.money import Money
from common.kernel.terms import Term

from .errors import AnswerInvalid, NotAsked, QuestionUnknown, TooManyAnswers
from .options import OptionKind
from .tree import Suggested, Tree, Value

MAX_TRACE: Final = 500
"""Enough for any honest indecision; a bound, because all of it is read for every act."""


@dataclass(frozen=True, slots=True)
class Answer:
    question: str
    value: Value
    at: datetime
    withdrawn: bool = False
    """The claimant went back to this question, or to one before it."""


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What the tree may ask of a case beside the answers, as it was when the case opened."""

    reason: str
    category: str
    price: int
    delivered: bool
    days_since_delivery: int
    """Whole days; -1 if it has not been delivered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    tree: str
    hash: str
    respond_term: Term
    """How long the other side has for what comes of it."""
    case: CaseFacts
    whole: Money
    question: str | None
    """What is to be answered next; None: all is answered, the suggestions are there."""
    trace: tuple[Answer, ...] = ()

    @property
    def answers(self) -> tuple[Answer, ...]:
        return tuple(answer for answer in self.trace if not answer.withdrawn)

    @classmethod
    def begin(cls, tree: Tree, *, respond_term: Term, case: CaseFacts, whole: Money) -> Walk:
        fresh = cls(tree=tree.edition, hash=tree.hash, respond_term=respond_term, case=case, whole=whole, question=None)
        return replace(fresh, question=tree.after(None, fresh.facts(tree)))

    def answer(self, tree: Tree, question: str, value: Value, at: datetime) -> Walk:
        """Answer what is asked, or an earlier question anew, which takes back all answers from there on.

        Raises QuestionUnknown, NotAsked, AnswerInvalid or TooManyAnswers.
        """
        if question not in tree.questions:
            raise QuestionUnknown
        given = [answer.question for answer in self.answers]
        if question != self.question and question not in given:
            raise NotAsked(self.question, given)
        if (why := tree.questions[question].why_not(value)) is not None:
            raise AnswerInvalid(why)
        if len(self.trace) >= MAX_TRACE:
            raise TooManyAnswers
        kept = set(given[: given.index(question)] if question in given else given)
        trace = tuple(
            answer if answer.withdrawn or answer.question in kept else replace(answer, withdrawn=True)
            for answer in self.trace
        )
        after = replace(self, trace=(*trace, Answer(question, value, at)))
        return replace(after, question=tree.after(question, after.facts(tree)))

    def suggestions(self, tree: Tree, kinds: frozenset[OptionKind]) -> tuple[Suggested, ...]:
        return tree.suggest(self.facts(tree), self.whole, kinds)

    def facts(self, tree: Tree) -> Mapping[str, Any]:
        """What the tree's expressions see."""
        given = {answer.question: answer.value for answer in self.answers}
        return {
            "amount": self.whole.minor,
            "currency": self.whole.currency,
            "reason": self.case.reason,
            "category": self.case.category,
            "price": self.case.price,
            "delivered": self.case.delivered,
            "days_since_delivery": self.case.days_since_delivery,
            "answers": {code: given.get(code) for code in tree.questions},
        }
