"""Request and response bodies."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import ConfigDict, Field

from common.contracts.disputes import OptionKind
from common.ids import DisputeId, EscrowId, MediationId, ProposalId, spell
from common.kernel import Role
from common.paging import CommaList, Filters
from common.schemas import (
    AllowedAction,
    BasisPoints,
    Body,
    MoneyBody,
    MoneyEffect,
    MoneyView,
    NextAutomaticAction,
    Prose,
    UtcTime,
    View,
)

from .domain import options as domain
from .domain.mediation import Mediation
from .domain.proposal import Proposal, ProposalState
from .domain.states import OVER, Act, State
from .domain.terms import Side

MAX_OPTIONS = 10
PARTIES = {Role.BUYER: Side.BUYER, Role.SELLER: Side.SELLER}
ANSWERS = frozenset({Act.ACCEPT, Act.REJECT, Act.COUNTER})
WORDED = frozenset({Act.COUNTER, Act.AMEND, Act.PROPOSE})

Version = Annotated[
    int, Field(strict=True, ge=1, le=1_000_000, description="The proposal's version you have read.", examples=[1])
]


class OptionBody(Body):
    """One solution. A partial refund names an amount or its share in basis points; the others name neither."""

    kind: OptionKind
    amount: MoneyBody | None = None
    basis_points: BasisPoints | None = None

    def wish(self) -> domain.Wish:
        amount = None if self.amount is None else self.amount.money()
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


class MediationFilters(Filters):
    dispute: DisputeId | None = None
    state: CommaList[State] | None = None
    awaiting: Side | None = None


class OptionView(View):
    kind: domain.OptionKind
    to_buyer: MoneyView | None
    to_seller: MoneyView | None

    @classmethod
    def of(cls, option: domain.Option) -> Self:
        if option.split is None:
            return cls(kind=option.kind, to_buyer=None, to_seller=None)
        to_buyer, to_seller = map(MoneyView.of, option.split)
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


class Follows(View):
    """What an agreement sets in motion elsewhere, and where to watch it."""

    action: Literal["settlement", "obligation"]
    dispute: DisputeId
    href: str


class MediationSummary(View):
    model_config = ConfigDict(from_attributes=True)

    id: MediationId
    dispute: DisputeId
    escrow: EscrowId
    state: State
    awaiting: Side | None
    due_at: UtcTime | None
    created_at: UtcTime
    version: int


class MediationView(View):
    """A negotiation as the caller may see it, with what they may do and what happens if nobody does."""

    id: MediationId
    dispute: DisputeId
    escrow: EscrowId
    state: State
    viewer_state: Literal["required_action", "optional_action", "waiting", "over"]
    version: int
    amount: MoneyView
    buyer: str
    seller: str
    claimant: Side
    round: int
    max_rounds: int
    proposals: list[ProposalView]
    awaiting: Side | None
    due_at: UtcTime | None
    allowed_actions: list[AllowedAction]
    next_automatic_action: NextAutomaticAction | None
    follows: Follows | None
    created_at: UtcTime

    @classmethod
    def of(cls, mediation: Mediation, viewer: Role, at: datetime) -> Self:
        return cls(
            id=mediation.id,
            dispute=mediation.dispute,
            escrow=mediation.escrow,
            state=mediation.state,
            viewer_state=_viewer_state(mediation, PARTIES.get(viewer), at),
            version=mediation.version,
            amount=MoneyView.of(mediation.amount),
            buyer=mediation.buyer,
            seller=mediation.seller,
            claimant=mediation.claimant,
            round=mediation.round,
            max_rounds=mediation.terms.max_rounds,
            proposals=[ProposalView.of(proposal) for proposal in mediation.proposals],
            awaiting=mediation.awaiting,
            due_at=mediation.due_at,
            allowed_actions=_actions(mediation, viewer, at),
            next_automatic_action=_next(mediation),
            follows=_follows(mediation),
            created_at=mediation.created_at,
        )


def _viewer_state(
    mediation: Mediation, side: Side | None, at: datetime
) -> Literal["required_action", "optional_action", "waiting", "over"]:
    if mediation.state in OVER:
        return "over"
    if side is None or not mediation.allowed(side, at):
        return "waiting"
    owes = mediation.state is State.NEGOTIATING and mediation.awaiting is side
    return "required_action" if owes else "optional_action"


def _actions(mediation: Mediation, viewer: Role, at: datetime) -> list[AllowedAction]:
    """A party sees its own, everybody else who may look sees both parties'."""
    side = PARTIES.get(viewer)
    sides = list(Side) if side is None else [side]
    return [
        AllowedAction(
            rel=act,
            href=_href(mediation, act),
            actor=Role(side),
            available_until=mediation.due_at,
            constraints=_constraints(mediation, act),
        )
        for side in sides
        for act in sorted(mediation.allowed(side, at))
    ]


def _href(mediation: Mediation, act: Act) -> str:
    proposals = f"/v1/mediations/{spell('med', mediation.id)}/proposals"
    return proposals if act is Act.PROPOSE else f"{proposals}/{mediation.proposals[-1].number}/{act}"


def _constraints(mediation: Mediation, act: Act) -> dict[str, Any]:
    """`max_amount` is the most a partial refund can be: the whole is a full refund."""
    bound: dict[str, Any] = {} if act is Act.PROPOSE else {"version": mediation.proposals[-1].version}
    if act is Act.ACCEPT:
        return bound | {"options": len(mediation.proposals[-1].options)}
    if act not in WORDED:
        return bound
    most, kinds = mediation.amount.minor - 1, sorted(mediation.terms.kinds)
    return bound | {
        "kinds": kinds, "max_amount": most, "currency": mediation.amount.currency, "max_options": MAX_OPTIONS
    }  # fmt: skip


def _next(mediation: Mediation) -> NextAutomaticAction | None:
    if (ahead := mediation.forecast()) is None:
        return None
    # Asked as of the beginning: whoever looks a moment too late should still see what would have prevented it.
    preventing = mediation.allowed(mediation.awaiting or mediation.claimant, mediation.created_at)
    split = None if ahead.option is None else ahead.option.split
    return NextAutomaticAction(
        at=ahead.at,
        clock=mediation.clock.value,
        action="escalate" if ahead.option is None else f"execute_{mediation.proposals[-1].by}_solution",
        money_effect=None
        if split is None
        else MoneyEffect(buyer=split.to_buyer.minor, seller=split.to_seller.minor, currency=split.to_buyer.currency),
        prevented_by=sorted(preventing & (ANSWERS | {Act.PROPOSE})),
    )


def _follows(mediation: Mediation) -> Follows | None:
    agreed = mediation.agreed
    if mediation.state is not State.AGREED or agreed is None or agreed.chosen is None:
        return None
    kind = agreed.options[agreed.chosen].kind
    direct = kind not in (domain.OptionKind.REPLACEMENT, domain.OptionKind.RETURN_AND_REFUND)
    return Follows(
        action="settlement" if direct else "obligation",
        dispute=mediation.dispute,
        href=f"/v1/disputes/{spell('dsp', mediation.dispute)}",
    )


def location(view: MediationView) -> str:
    id: UUID = view.id
    return f"/v1/mediations/{spell('med', id)}"
