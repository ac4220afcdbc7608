"""Request and response bodies."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from pydantic import ConfigDict, Field

from common.kernel.ids import DisputeId, EscrowId, MediationId, format_id
from common.kernel.principal import Role
from common.persistence.paging import CommaList, PageFilters
from common.web.schemas import AllowedAction, MoneyEffect, MoneyView, NextAutomaticAction, UtcTime, View

from .domain import options as domain
from .domain.mediation import Forecast, Mediation
from .domain.states import OVER, RUNNING, Act, State
from .domain.terms import Side
from .domain.tree import Tree
from .offers import MAX_OPTIONS, ProposalView
from .walks import WalkView

PARTIES = {Role.BUYER: Side.BUYER, Role.SELLER: Side.SELLER}
ANSWERS = frozenset({Act.ACCEPT, Act.REJECT, Act.COUNTER})
WORDED = frozenset({Act.COUNTER, Act.AMEND, Act.PROPOSE})


class MediationFilters(PageFilters):
    dispute: DisputeId | None = None
    state: CommaList[State] | None = None
    awaiting: Side | None = None


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
    paused_at: UtcTime | None = Field(description="Since when the case stands still; `due_at` moves on with it.")
    allowed_actions: list[AllowedAction]
    next_automatic_action: NextAutomaticAction | None
    follows: Follows | None
    walk: WalkView | None = Field(description="How the claimant was guided to the first proposal.")
    created_at: UtcTime

    @classmethod
    def of(cls, mediation: Mediation, viewer: Role, at: datetime, tree: Tree | None) -> Self:
        """`tree`: the edition that was walked."""
        side = PARTIES.get(viewer)
        return cls(
            id=mediation.id,
            dispute=mediation.dispute,
            escrow=mediation.escrow,
            state=mediation.state,
            viewer_state=_viewer_state(mediation, side, at),
            version=mediation.version,
            amount=MoneyView.from_money(mediation.amount),
            buyer=mediation.buyer,
            seller=mediation.seller,
            claimant=mediation.claimant,
            round=mediation.round,
            max_rounds=mediation.terms.max_rounds,
            proposals=[ProposalView.of(proposal) for proposal in mediation.proposals],
            awaiting=mediation.awaiting,
            due_at=mediation.due_at,
            paused_at=mediation.paused_at,
            allowed_actions=_actions(mediation, viewer, at),
            next_automatic_action=_next(mediation),
            follows=_follows(mediation),
            walk=None if mediation.walk is None or tree is None else WalkView.of(mediation, mediation.walk, tree, side),
            created_at=mediation.created_at,
        )


def _viewer_state(
    mediation: Mediation, side: Side | None, at: datetime
) -> Literal["required_action", "optional_action", "waiting", "over"]:
    if mediation.state in OVER:
        return "over"
    if side is None or not mediation.allowed(side, at):
        return "waiting"
    owes = mediation.state in RUNNING and mediation.awaiting is side
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
            available_until=mediation.due_at if mediation.paused_at is None else None,
            constraints=_constraints(mediation, act),
        )
        for side in sides
        for act in sorted(mediation.allowed(side, at))
    ]


def _href(mediation: Mediation, act: Act) -> str:
    home = f"/v1/mediations/{format_id('med', mediation.id)}"
    match act:
        case Act.ANSWER:
            return f"{home}/answers"
        case Act.PROPOSE:
            return f"{home}/proposals"
        case _:
            return f"{home}/proposals/{mediation.proposals[-1].number}/{act}"


def _constraints(mediation: Mediation, act: Act) -> dict[str, Any]:
    """`max_amount` is the most a partial refund can be: the whole is a full refund."""
    if act is Act.ANSWER:
        return {} if mediation.walk is None else {"question": mediation.walk.question}
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
    split = None if ahead.option is None else ahead.option.split
    # Asked as of the beginning: whoever looks a moment too late should still see what would have prevented it.
    preventing = mediation.allowed(mediation.awaiting or mediation.claimant, mediation.created_at)
    return NextAutomaticAction(
        at=ahead.at,
        clock=mediation.clock.value,
        action=_action(mediation, ahead),
        money_effect=None
        if split is None
        else MoneyEffect(buyer=split.to_buyer.minor, seller=split.to_seller.minor, currency=split.to_buyer.currency),
        prevented_by=sorted(preventing & (ANSWERS | {Act.PROPOSE, Act.ANSWER})),
    )


def _action(mediation: Mediation, ahead: Forecast) -> str:
    if mediation.state is State.GUIDING:
        return "abandon"
    return "escalate" if ahead.option is None else f"execute_{mediation.proposals[-1].by}_solution"


def _follows(mediation: Mediation) -> Follows | None:
    agreed = mediation.agreed
    if mediation.state is State.CLOSED or agreed is None or agreed.chosen is None:
        return None
    return Follows(
        action="obligation" if agreed.options[agreed.chosen].kind in domain.OBLIGATIONS else "settlement",
        dispute=mediation.dispute,
        href=f"/v1/disputes/{format_id('dsp', mediation.dispute)}",
    )


def location(view: MediationView) -> str:
    id: UUID = view.id
    return f"/v1/mediations/{format_id('med', id)}"
