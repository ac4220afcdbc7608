"""Bodies and answers of trees. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, NotRequired, TypeAlias, TypedDict

from parley_client.generated.models.general.choices import AnswerKind, OptionKind
from parley_client.generated.models.general.parts import MoneyBody

TreeSummaryOwner: TypeAlias = Literal["parley", "platform"]


TreeOwner: TypeAlias = Literal["parley", "platform"]


class EdgeBody(TypedDict):
    to: str
    """A question, or `suggestions` to end."""
    when: NotRequired[str | None]
    """In CEL. The first that holds is taken; the last has none."""


class QuestionBody(TypedDict):
    text: str
    """The question, for people."""
    kind: AnswerKind
    """How it is answered."""
    choices: NotRequired[dict[str, str]]
    """Of `choice`: what there is to choose, by its code."""
    least: NotRequired[int]
    """Of `number` and `amount`: the least that is taken."""
    most: NotRequired[int]
    """Of `number` and `amount`: the most that is taken."""
    next: list[EdgeBody]
    """Where each answer leads; the first whose condition holds."""


class SuggestionBody(TypedDict):
    """Solution to suggest. A partial refund says how much as a share, as a fixed amount, or as an expression."""

    kind: OptionKind
    """Which kind of solution it is."""
    text: str
    """What people read about it."""
    when: NotRequired[str | None]
    """Condition in CEL; without it, always suggested."""
    basis_points: NotRequired[int | None]
    """Of a partial refund: its share of the disputed amount, in basis points."""
    fixed: NotRequired[MoneyBody | None]
    """Suggested only in disputes of this currency."""
    amount: NotRequired[str | None]
    """In CEL: minor units of the disputed currency."""
    at_least: NotRequired[int | None]
    """Of the disputed amount: how far down one may go."""
    at_most: NotRequired[int | None]
    """Of the disputed amount: how far up one may go."""


class TreeBody(TypedDict):
    name: str
    """Name of the tree; its editions are named after it."""
    edition: str
    """The name, a hyphen, and what makes this edition another one."""
    title: str
    """Title of the tree, as operators read it."""
    first: list[EdgeBody]
    """Where the walk begins: the first whose condition holds."""
    questions: dict[str, QuestionBody]
    """The questions, by their codes."""
    suggestions: list[SuggestionBody]
    """Ranked, the best first."""


class TreeSummary(TypedDict):
    name: str
    """Name, as people read it."""
    edition: str
    """Name of the edition, as in `agreement_first-2026-11`: it never changes once it is published."""
    title: str
    """Title for people."""
    hash: str
    """SHA-256 of the edition's content, in hexadecimal: what a case follows can be proven later."""
    owner: TreeSummaryOwner
    """`parley`: comes with Parley. `platform`: your own."""
    published_at: str | None
    """None for those that come with Parley."""


class TreeList(TypedDict):
    data: list[TreeSummary]
    """What was asked for, in the order that the operation describes."""


class TreeView(TypedDict):
    name: str
    """Name, as people read it."""
    edition: str
    """Name of the edition, as in `agreement_first-2026-11`: it never changes once it is published."""
    title: str
    """Title for people."""
    hash: str
    """SHA-256 of the edition's content, in hexadecimal: what a case follows can be proven later."""
    owner: TreeOwner
    """`parley`: comes with Parley. `platform`: your own."""
    published_at: str | None
    """None for those that come with Parley."""
    tree: TreeBody
    """The tree itself, as it was published."""


# fmt: off
ListTreesCode: TypeAlias = Literal[
    "bad_request", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `list_trees`; there may be more in time."""


# fmt: off
PublishTreeCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "unauthenticated", "forbidden", "platform_not_active",
    "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight", "edition_exists", "too_many_editions",
    "payload_too_large", "unsupported_media_type", "validation_failed", "amount_out_of_range",
    "card_number_not_allowed", "currency_unknown", "idempotency_mismatch", "tree_unsound", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `publish_tree`; there may be more in time."""


# fmt: off
GetTreeCode: TypeAlias = Literal[
    "bad_request", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `get_tree`; there may be more in time."""
