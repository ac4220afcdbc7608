"""Bodies about what is on offer: options, proposals, and the answers to them."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import ConfigDict, Field

from common.contracts.disputes import OptionKind
from common.kernel.ids import ProposalId
from common.web.schemas import BasisPoints, Body, MoneyBody, MoneyView, Prose, UtcTime, View

from .domain import options as domain
from .domain.proposal import Proposal, ProposalState
from .domain.terms import Side

MAX_OPTIONS = 10

Version = Annotated[
    int, Field(strict=True, ge=1, le=1_000_000, description="The proposal's version you have read.", examples=[1])
]


class OptionBody(Body):
    """One solution. A partial refund names an amount or its share in basis points; the others name neither."""

    kind: OptionKind
    amount: MoneyBody | None = None
    basis_points: BasisPoints | None = None

    def wish(self) -> domain.Wish:
        amount = None if self.amount is None else self.amount.to_money()
        return domain.Wish(domain.OptionKind(self.kind), amount, self.basis_points)


class Propose(Body):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "options": [
                        {"kind": "refund_partial", "amount": {"amount": 4000, "currency": "EUR"}},
                        {"kind": "replacement"},
                    ]
                }
            ]
        }
    )

    options: list[OptionBody] = Field(
        min_length=1, max_length=MAX_OPTIONS, description="Ranked: the first is what you prefer."
    )

    def wishes(self) -> list[domain.Wish]:
        return [option.wish() for option in self.options]


class Word(Propose):
    """New options, bound to the version of the proposal that they answer or replace."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "version": 1,
                    "options": [{"kind": "refund_partial", "amount": {"amount": 4000, "currency": "EUR"}}],
                }
            ]
        }
    )

    version: Version


class Accept(Body):
    version: Version
    option: int = Field(strict=True, ge=0, le=MAX_OPTIONS - 1, description="Index of the chosen option.", examples=[0])


class Reject(Body):
    version: Version | None = None
    reason: Prose | None = Field(None, description="In your own words; shown to the other party and the operator.")


class OptionView(View):
    kind: domain.OptionKind
    to_buyer: MoneyView | None
    to_seller: MoneyView | None

    @classmethod
    def of(cls, option: domain.Option) -> Self:
        if option.split is None:
            return cls(kind=option.kind, to_buyer=None, to_seller=None)
        to_buyer, to_seller = map(MoneyView.from_money, option.split)
        return cls(kind=option.kind, to_buyer=to_buyer, to_seller=to_seller)


class ProposalView(View):
    id: ProposalId
    number: int
    version: int
    by: Side
    round: int = Field(description="0 is the opening proposal, each counter-offer one more.")
    state: ProposalState
    options: list[OptionView]
    created_at: UtcTime
    expires_at: UtcTime | None
    chosen: int | None = Field(description="Index of the option that is carried out.")
    accepted_at: UtcTime | None
    reason: str | None = Field(description="Why it was rejected.")

    @classmethod
    def of(cls, proposal: Proposal) -> Self:
        return cls(
            id=proposal.id,
            number=proposal.number,
            version=proposal.version,
            by=proposal.by,
            round=proposal.round,
            state=proposal.state,
            options=[OptionView.of(option) for option in proposal.options],
            created_at=proposal.created_at,
            expires_at=proposal.expires_at,
            chosen=proposal.chosen,
            accepted_at=proposal.accepted_at,
            reason=proposal.reason,
        )
