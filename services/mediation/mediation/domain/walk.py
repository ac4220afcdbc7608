"""Walk of a claimant through a decision tree: every answer stays on record, also those taken back (O2, O6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from common.kernel.money import Money
from common.kernel.terms import Term

from .errors import AnswerInvalid, NotAsked, QuestionUnknown, TooManyAnswers
from .options import OptionBounds
from .terms import GOES_ON, FailureEnd
from .tree import AnswerValue, Suggestion, Tree

MAX_TRACE: Final = 500
"""Enough for any honest indecision; a bound, because all of it is read for every act."""


@dataclass(frozen=True, slots=True)
class Answer:
    question: str
    value: AnswerValue
    at: datetime
    withdrawn: bool = False
    """The claimant went back to this question, or to one before it."""


@dataclass(frozen=True, slots=True)
class CaseDetails:
    """Details of a case that a tree may ask for beside the answers, as they were when the case opened."""

    reason: str
    category: str
    price: int
    delivered: bool
    days_since_delivery: int
    """Whole days; -1 if it has not been delivered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """State of a walk: the tree, the answers so far, and the question that comes next."""

    tree: str
    hash: str
    respond_term: Term
    """How long the other side has for what comes of it."""
    case_details: CaseDetails
    disputed_amount: Money
    question: str | None
    """To be answered next; None: all is answered, the suggestions are there."""
    if_abandoned: FailureEnd = GOES_ON
    """What follows if no proposal ends the walk in time."""
    trace: tuple[Answer, ...] = ()

    @property
    def answers(self) -> tuple[Answer, ...]:
        return tuple(answer for answer in self.trace if not answer.withdrawn)

    @classmethod
    def start(
        cls,
        tree: Tree,
        *,
        respond_term: Term,
        case_details: CaseDetails,
        disputed_amount: Money,
        if_abandoned: FailureEnd = GOES_ON,
    ) -> Walk:
        walk = cls(
            tree=tree.edition,
            hash=tree.hash,
            respond_term=respond_term,
            case_details=case_details,
            disputed_amount=disputed_amount,
            question=None,
            if_abandoned=if_abandoned,
        )
        return replace(walk, question=tree.next_question(None, walk.expression_inputs(tree)))

    def record_answer(self, tree: Tree, question: str, value: AnswerValue, at: datetime) -> Walk:
        """Answer the current question, or an earlier one anew, which takes back all answers from there on.

        Raises QuestionUnknown, NotAsked, AnswerInvalid or TooManyAnswers.
        """
        if question not in tree.questions:
            raise QuestionUnknown
        answered = [answer.question for answer in self.answers]
        if question != self.question and question not in answered:
            raise NotAsked(self.question, answered)
        if (fault := tree.questions[question].find_answer_fault(value)) is not None:
            raise AnswerInvalid(fault)
        if len(self.trace) >= MAX_TRACE:
            raise TooManyAnswers
        valid = set(answered[: answered.index(question)] if question in answered else answered)
        trace = tuple(
            answer if answer.withdrawn or answer.question in valid else replace(answer, withdrawn=True)
            for answer in self.trace
        )
        after = replace(self, trace=(*trace, Answer(question, value, at)))
        return replace(after, question=tree.next_question(question, after.expression_inputs(tree)))

    def suggest_options(self, tree: Tree, bounds: OptionBounds) -> tuple[Suggestion, ...]:
        return tree.suggest_options(self.expression_inputs(tree), self.disputed_amount, bounds)

    def expression_inputs(self, tree: Tree) -> Mapping[str, Any]:
        """Values that the tree's expressions see."""
        answers = {answer.question: answer.value for answer in self.answers}
        return {
            "amount": self.disputed_amount.minor,
            "currency": self.disputed_amount.currency,
            "reason": self.case_details.reason,
            "category": self.case_details.category,
            "price": self.case_details.price,
            "delivered": self.case_details.delivered,
            "days_since_delivery": self.case_details.days_since_delivery,
            "answers": {code: answers.get(code) for code in tree.questions},
        }
