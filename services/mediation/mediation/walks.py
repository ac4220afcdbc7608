"""Bodies about walking a decision tree: what is asked, what was answered, what is suggested."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import ConfigDict, Field, StrictBool, StrictInt, StrictStr

from common.kernel.money import Money
from common.web.schemas import Body, Code, MoneyBody, MoneyView, UtcTime, View

from .domain.mediation import Mediation
from .domain.states import State
from .domain.terms import Side
from .domain.tree import AnswerKind, Question, Suggested, Tree, Value
from .domain.walk import Answer, Walk
from .offers import OptionView

GIVEN = StrictBool | Annotated[StrictInt, Field(ge=-(10**15), le=10**15)] | Annotated[StrictStr, Field(max_length=64)]


class Answering(Body):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"question": "damage", "value": "partly"},
                {"question": "repairable", "value": True},
                {"question": "repair_cost", "value": {"amount": 4500, "currency": "EUR"}},
            ]
        }
    )

    question: Code = Field(description="What is asked, or an earlier question to go back to.", examples=["damage"])
    value: GIVEN | MoneyBody = Field(description="A choice's code, true or false, a number, or an amount.")

    def given(self) -> Value | Money:
        return self.value.to_money() if isinstance(self.value, MoneyBody) else self.value


class ChoiceView(View):
    code: str
    text: str


class QuestionView(View):
    """All it takes to answer, so that one click does."""

    code: str
    text: str
    kind: AnswerKind
    choices: list[ChoiceView]
    least: int | None
    most: int | None
    currency: str | None = Field(description="Of an amount.")

    @classmethod
    def of(cls, question: Question, currency: str) -> Self:
        counted = question.kind in (AnswerKind.NUMBER, AnswerKind.AMOUNT)
        return cls(
            code=question.code,
            text=question.text,
            kind=question.kind,
            choices=[ChoiceView(code=code, text=text) for code, text in question.choices.items()],
            least=question.least if counted else None,
            most=question.most if counted else None,
            currency=currency if question.kind is AnswerKind.AMOUNT else None,
        )


class AnswerView(View):
    question: str
    text: str
    """As it was asked."""
    value: str | bool | int | MoneyView
    says: str
    """The answer in words."""
    answered_at: UtcTime
    withdrawn: bool
    """Taken back by going back to this question or an earlier one."""

    @classmethod
    def of(cls, answer: Answer, question: Question, currency: str) -> Self:
        value, kind = answer.value, question.kind
        amount = MoneyView(amount=int(value), currency=currency) if kind is AnswerKind.AMOUNT else None
        return cls(
            question=answer.question,
            text=question.text,
            value=value if amount is None else amount,
            says=_says(value, question, currency),
            answered_at=answer.at,
            withdrawn=answer.withdrawn,
        )


def _says(value: Value, question: Question, currency: str) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, str):
        return question.choices[value]
    return f"{value} {currency} (minor units)" if question.kind is AnswerKind.AMOUNT else str(value)


class SuggestedView(View):
    """An option that fits, and between which amounts a partial refund may be proposed."""

    option: OptionView
    text: str
    least: MoneyView | None
    most: MoneyView | None

    @classmethod
    def of(cls, suggested: Suggested) -> Self:
        return cls(
            option=OptionView.of(suggested.option),
            text=suggested.text,
            least=None if suggested.least is None else MoneyView.from_money(suggested.least),
            most=None if suggested.most is None else MoneyView.from_money(suggested.most),
        )


class SuggestionsView(View):
    data: list[SuggestedView] = Field(description="Ranked: the first fits best.")


class TreeRef(View):
    edition: str
    title: str
    hash: str


class WalkView(View):
    """The claimant's way through the tree. The other side sees it once it has come to a proposal."""

    tree: TreeRef
    answer_by: UtcTime | None
    """Until when it has to end; None once it has ended."""
    question: QuestionView | None
    trace: list[AnswerView]
    suggestions: list[SuggestedView] | None
    """What the answers lead to; for the claimant and the operators."""

    @classmethod
    def of(cls, mediation: Mediation, walk: Walk, tree: Tree, viewer: Side | None) -> Self:
        guiding = mediation.state is State.GUIDING
        own = viewer is not mediation.claimant.other
        asked = walk.question if own and guiding else None
        ended = own and walk.question is None
        currency = mediation.amount.currency
        return cls(
            tree=TreeRef(edition=tree.edition, title=tree.title, hash=walk.hash),
            answer_by=mediation.due_at if guiding else None,
            question=None if asked is None else QuestionView.of(tree.questions[asked], currency),
            trace=[AnswerView.of(a, tree.questions[a.question], currency) for a in walk.trace if own or not guiding],
            suggestions=[SuggestedView.of(s) for s in walk.suggestions(tree, mediation.terms.kinds)] if ended else None,
        )
