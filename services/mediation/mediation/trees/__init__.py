"""Reads decision trees: those that come with Parley, and those a platform has published."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Annotated, Any, Final, Self

from pydantic import ConfigDict, Field, ValidationError, model_validator

from common.web.schemas import BasisPoints, Body, Code, Line, MoneyBody
from mediation.domain.conditions import BadExpression, Expression
from mediation.domain.errors import TreeUnsound
from mediation.domain.options import OptionKind
from mediation.domain.soundness import faults
from mediation.domain.tree import MAX_ANSWER, AnswerKind, Edge, Question, Suggestion, Tree
from mediation.ports import Tx

END: Final = "suggestions"
"""Where a way through a tree ends."""
EXAMPLE: Final[dict[str, Any]] = {
    "name": "shoes",
    "edition": "shoes-2026-11",
    "title": "Shoes that do not fit",
    "first": [{"to": "worn"}],
    "questions": {
        "worn": {"text": "Have they been worn?", "kind": "yes_no", "next": [{"to": END}]},
    },
    "suggestions": [
        {"kind": "return_and_refund", "text": "Send them back", "when": "answers.worn == false"},
        {"kind": "refund_partial", "text": "Keep them for less", "basis_points": 2000, "at_most": 3000},
        {"kind": "refund_full", "text": "All of your money back"},
    ],
}

TreeName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]{0,49}$", examples=["shoes"])]
EditionName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.-]{0,99}$", examples=["shoes-2026-11"])]
Condition = Annotated[str, Field(min_length=1, max_length=300, examples=["answers.worn == false && amount < 10000"])]
Bound = Annotated[int, Field(strict=True, ge=0, le=MAX_ANSWER)]


class EdgeBody(Body):
    to: Code = Field(description="A question, or `suggestions` to end.")
    when: Condition | None = Field(None, description="In CEL. The first that holds is taken; the last has none.")


class QuestionBody(Body):
    text: Line
    kind: AnswerKind
    choices: dict[Code, Line] = Field({}, max_length=20)
    least: Bound = 0
    most: Bound = MAX_ANSWER
    next: list[EdgeBody] = Field(min_length=1, max_length=10)


class SuggestionBody(Body):
    """A solution. A partial refund says how much as a share, as a fixed amount, or as an expression."""

    kind: OptionKind
    text: Line
    when: Condition | None = None
    basis_points: BasisPoints | None = None
    fixed: MoneyBody | None = Field(None, description="Suggested only in disputes of this currency.")
    amount: Condition | None = Field(None, description="In CEL: minor units of the disputed currency.")
    at_least: BasisPoints | None = Field(None, description="Of the disputed amount: how far down one may go.")
    at_most: BasisPoints | None = Field(None, description="Of the disputed amount: how far up one may go.")


class TreeBody(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    name: TreeName
    edition: EditionName = Field(description="The name, a hyphen, and what makes this edition another one.")
    title: Line
    first: list[EdgeBody] = Field(min_length=1, max_length=10)
    questions: dict[Code, QuestionBody] = Field(min_length=1, max_length=40)
    suggestions: list[SuggestionBody] = Field(min_length=1, max_length=20, description="Ranked, the best first.")

    @model_validator(mode="after")
    def _named(self) -> Self:
        if not self.edition.startswith(f"{self.name}-"):
            raise ValueError("an edition begins with its tree's name and a hyphen")
        return self

    def canonical(self) -> str:
        """The one spelling that is hashed and kept."""
        return json.dumps(self.model_dump(mode="json"), sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    def tree(self) -> Tree:
        """Raises TreeUnsound, with every fault and its place."""
        bad: list[str] = []
        made = Tree(
            name=self.name,
            edition=self.edition,
            title=self.title,
            hash=hashlib.sha256(self.canonical().encode()).hexdigest(),
            first=_edges("first", self.first, bad),
            questions={code: _question(code, said, bad) for code, said in self.questions.items()},
            suggestions=tuple(_suggestion(f"suggestions[{i}]", said, bad) for i, said in enumerate(self.suggestions)),
        )
        if END in self.questions:
            bad.append(f"questions.{END}: is the word for the end and no question")
        if bad or (bad := [*faults(made)]):
            raise TreeUnsound(bad)
        return made


class Trees:
    """Finds an edition. Those that come with Parley go before those of a platform, which cannot take their names."""

    def __init__(self, builtin: Mapping[str, TreeBody]) -> None:
        self.builtin = {edition: (body, body.tree()) for edition, body in builtin.items()}

    async def find(self, tx: Tx, edition: str) -> Tree:
        if (found := self.builtin.get(edition)) is not None:
            return found[1]
        return read((await tx.trees.published(edition)).source)[1]


@lru_cache(maxsize=512)
def read(source: str) -> tuple[TreeBody, Tree]:
    body = TreeBody.model_validate_json(source)
    return body, body.tree()


def load() -> dict[str, TreeBody]:
    """The editions that come with Parley. Raises ValueError, naming file and place, so that nothing starts on it."""
    found: dict[str, TreeBody] = {}
    for file in sorted(resources.files(__package__).iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            body = parse(file.name, file.read_text(encoding="utf-8"))
            found[body.edition] = body
    return found


def parse(name: str, source: str) -> TreeBody:
    """Raises ValueError, naming what is wrong and where."""
    try:
        body = TreeBody.model_validate(tomllib.loads(source))
        body.tree()
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{name}: {error}") from None
    except ValidationError as error:
        wrong = (f"{_place(e['loc'])}: {e['msg']}" for e in error.errors(include_url=False, include_input=False))
        raise ValueError(f"{name}: " + "; ".join(wrong)) from None
    except TreeUnsound as error:
        raise ValueError(f"{name}: " + "; ".join(error.faults)) from None
    if name != f"{body.edition}.toml":
        raise ValueError(f"{name}: edition: a file has its edition's name")
    return body


def _place(loc: tuple[int | str, ...]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc).lstrip(".") or "tree"


def _edges(place: str, said: list[EdgeBody], bad: list[str]) -> tuple[Edge, ...]:
    return tuple(
        Edge(None if edge.to == END else edge.to, _expression(f"{place}[{index}].when", edge.when, bad))
        for index, edge in enumerate(said)
    )


def _question(code: str, said: QuestionBody, bad: list[str]) -> Question:
    return Question(
        code=code,
        text=said.text,
        kind=said.kind,
        next=_edges(f"questions.{code}.next", said.next, bad),
        choices=dict(said.choices),
        least=said.least,
        most=said.most,
    )


def _suggestion(place: str, said: SuggestionBody, bad: list[str]) -> Suggestion:
    return Suggestion(
        kind=said.kind,
        text=said.text,
        when=_expression(f"{place}.when", said.when, bad),
        basis_points=said.basis_points,
        fixed=None if said.fixed is None else said.fixed.to_money(),
        amount=_expression(f"{place}.amount", said.amount, bad),
        least=said.at_least,
        most=said.at_most,
    )


def _expression(place: str, source: str | None, bad: list[str]) -> Expression | None:
    try:
        return None if source is None else Expression(source)
    except BadExpression as error:
        bad.append(f"{place}: {error}")
        return None
