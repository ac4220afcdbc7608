"""Bodies of mediations. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from parley_client.generated.models.general.choices import ContactMeans, OptionKind
from parley_client.generated.models.general.parts import MoneyBody
from parley_client.generated.models.mediations.choices import (
    AcceptOnBehalfOf,
    AnswerOnBehalfOf,
    ProposeOnBehalfOf,
    RejectOnBehalfOf,
    RewordOnBehalfOf,
)


class AcceptBody(TypedDict):
    on_behalf_of: NotRequired[AcceptOnBehalfOf | None]
    """Party for whom an operator acts. Parties leave it out."""
    means: NotRequired[ContactMeans | None]
    """How the party has told support what it wants; it is recorded and told."""
    version: int
    """The proposal's version you have read."""
    option: int
    """Index of the chosen option."""


class AnswerBody(TypedDict):
    on_behalf_of: NotRequired[AnswerOnBehalfOf | None]
    """Party for whom an operator acts. Parties leave it out."""
    means: NotRequired[ContactMeans | None]
    """How the party has told support what it wants; it is recorded and told."""
    question: str
    """What is asked, or an earlier question to go back to."""
    value: bool | int | str | MoneyBody
    """A choice's code, true or false, a number, or an amount."""


class OptionBody(TypedDict):
    """Solution to offer. A partial refund names an amount or its share in basis points.

    So may a replacement, where `constraints.with_reduction` of the action lists it: that much goes back to the
    buyer at once, and the replacement is about the rest. The other kinds name neither.
    """

    kind: OptionKind
    """Which kind of solution it is."""
    amount: NotRequired[MoneyBody | None]
    """What the buyer gets back. Of a partial refund, instead of a share."""
    basis_points: NotRequired[int | None]
    """What the buyer gets back, in basis points of the disputed amount: 2,500 are a quarter."""


class ProposeBody(TypedDict):
    on_behalf_of: NotRequired[ProposeOnBehalfOf | None]
    """Party for whom an operator acts. Parties leave it out."""
    means: NotRequired[ContactMeans | None]
    """How the party has told support what it wants; it is recorded and told."""
    options: list[OptionBody]
    """Ranked: the first is what you prefer."""
    note: NotRequired[str | None]
    """In your own words; shown to the other party and the operator."""


class RejectBody(TypedDict):
    on_behalf_of: NotRequired[RejectOnBehalfOf | None]
    """Party for whom an operator acts. Parties leave it out."""
    means: NotRequired[ContactMeans | None]
    """How the party has told support what it wants; it is recorded and told."""
    version: NotRequired[int | None]
    """Version of the proposal that you have read; what was reworded since is not rejected."""
    reason: NotRequired[str | None]
    """In your own words; shown to the other party and the operator."""


class RewordBody(TypedDict):
    """New options, bound to the version of the proposal that they answer or replace."""

    on_behalf_of: NotRequired[RewordOnBehalfOf | None]
    """Party for whom an operator acts. Parties leave it out."""
    means: NotRequired[ContactMeans | None]
    """How the party has told support what it wants; it is recorded and told."""
    options: list[OptionBody]
    """Ranked: the first is what you prefer."""
    note: NotRequired[str | None]
    """In your own words; shown to the other party and the operator."""
    version: int
    """The proposal's version you have read."""
