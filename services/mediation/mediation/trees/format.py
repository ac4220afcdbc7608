"""File and wire format of decision trees: reads and checks them, and builds the trees that can be walked."""

from __future__ import annotations

import hashlib
import json
import tomllib
from functools import lru_cache
from typing import Annotated, Any, Final, NamedTuple, Self

from pydantic import ConfigDict, Field, ValidationError, model_validator

from common.web.schemas import BasisPoints, Body, Code, Line, MoneyBody
from mediation.domain.conditions import Expression, InvalidExpression
from mediation.domain.errors import TreeUnsound
from mediation.domain.options import OptionKind
from mediation.domain.soundness import find_faults
from mediation.domain.tree import MAX_ANSWER, AnswerKind, Edge, Question, SuggestionRule, Tree

END_OF_WALK: Final = "suggestions"
"""Target of an edge that ends the walk."""
EXAMPLE_TREE: Final[dict[str, Any]] = {
    "name": "shoes",
    "edition": "shoes-2026-11",
    "title": "Shoes that do not fit",
    "first": [{"to": "worn"}],
    "questions": {
        "worn": {"text": "Have they been worn?", "kind": "yes_no", "next": [{"to": END_OF_WALK}]},
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
    """Solution to suggest. A partial refund says how much as a share, as a fixed amount, or as an expression."""

    kind: OptionKind
    text: Line
    when: Condition | None = None
    basis_points: BasisPoints | None = None
    fixed: MoneyBody | None = Field(None, description="Suggested only in disputes of this currency.")
    amount: Condition | None = Field(None, description="In CEL: minor units of the disputed currency.")
    at_least: BasisPoints | None = Field(None, description="Of the disputed amount: how far down one may go.")
    at_most: BasisPoints | None = Field(None, description="Of the disputed amount: how far up one may go.")


class TreeBody(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE_TREE]})

    name: TreeName
    edition: EditionName = Field(description="The name, a hyphen, and what makes this edition another one.")
    title: Line
    first: list[EdgeBody] = Field(min_length=1, max_length=10)
    questions: dict[Code, QuestionBody] = Field(min_length=1, max_length=40)
    suggestions: list[SuggestionBody] = Field(min_length=1, max_length=20, description="Ranked, the best first.")

    @model_validator(mode="after")
    def _check_edition_name(self) -> Self:
        if not self.edition.startswith(f"{self.name}-"):
            raise ValueError("an edition begins with its tree's name and a hyphen")
        return self

    def canonical_json(self) -> str:
        """Spell the tree in the one way that is hashed and stored."""
        return json.dumps(self.model_dump(mode="json"), sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    def build_tree(self) -> Tree:
        """Build the tree. Raises TreeUnsound, with every fault and its place."""
        faults: list[str] = []
        tree = Tree(
            name=self.name,
            edition=self.edition,
            title=self.title,
            hash=hashlib.sha256(self.canonical_json().encode()).hexdigest(),
            first=_build_edges("first", self.first, faults),
            questions={code: _build_question(code, question, faults) for code, question in self.questions.items()},
            suggestions=tuple(
                _build_rule(f"suggestions[{i}]", rule, faults) for i, rule in enumerate(self.suggestions)
            ),
        )
        if END_OF_WALK in self.questions:
            faults.append(f"questions.{END_OF_WALK}: is the word for the end and no question")
        if faults or (faults := [*find_faults(tree)]):
            raise TreeUnsound(faults)
        return tree


class ParsedTree(NamedTuple):
    """Tree as it is written, and as it is walked."""

    body: TreeBody
    tree: Tree


@lru_cache(maxsize=512)
def parse_tree(source: str) -> ParsedTree:
    """Read canonical JSON that was published. Raises TreeUnsound."""
    body = TreeBody.model_validate_json(source)
    return ParsedTree(body, body.build_tree())


def parse_tree_file(name: str, source: str) -> ParsedTree:
    """Read a TOML file. Raises ValueError, naming what is wrong and where."""
    try:
        body = TreeBody.model_validate(tomllib.loads(source))
        tree = body.build_tree()
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{name}: {error}") from None
    except ValidationError as error:
        wrong = (f"{_place_of(e['loc'])}: {e['msg']}" for e in error.errors(include_url=False, include_input=False))
        raise ValueError(f"{name}: " + "; ".join(wrong)) from None
    except TreeUnsound as error:
        raise ValueError(f"{name}: " + "; ".join(error.faults)) from None
    if name != f"{body.edition}.toml":
        raise ValueError(f"{name}: edition: a file has its edition's name")
    return ParsedTree(body, tree)


def _place_of(loc: tuple[int | str, ...]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc).lstrip(".") or "tree"


def _build_edges(place: str, edges: list[EdgeBody], faults: list[str]) -> tuple[Edge, ...]:
    return tuple(
        Edge(
            None if edge.to == END_OF_WALK else edge.to, _build_expression(f"{place}[{index}].when", edge.when, faults)
        )
        for index, edge in enumerate(edges)
    )


def _build_question(code: str, body: QuestionBody, faults: list[str]) -> Question:
    return Question(
        code=code,
        text=body.text,
        kind=body.kind,
        next=_build_edges(f"questions.{code}.next", body.next, faults),
        choices=dict(body.choices),
        least=body.least,
        most=body.most,
    )


def _build_rule(place: str, body: SuggestionBody, faults: list[str]) -> SuggestionRule:
    return SuggestionRule(
        kind=body.kind,
        text=body.text,
        when=_build_expression(f"{place}.when", body.when, faults),
        basis_points=body.basis_points,
        fixed=None if body.fixed is None else body.fixed.to_money(),
        amount=_build_expression(f"{place}.amount", body.amount, faults),
        least=body.at_least,
        most=body.at_most,
    )


def _build_expression(place: str, source: str | None, faults: list[str]) -> Expression | None:
    try:
        return None if source is None else Expression(source)
    except InvalidExpression as error:
        faults.append(f"{place}: {error}")
        return None
