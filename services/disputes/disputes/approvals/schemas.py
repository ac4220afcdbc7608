"""Bodies of decisions, and of the penalties stated with them."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from common.kernel.ids import DisputeId, IdType
from common.kernel.principal import Role
from common.web.schemas import (
    BehalfView,
    Body,
    Code,
    FollowingStep,
    Line,
    MoneyBody,
    MoneyEffect,
    MoneyView,
    Prose,
    UtcTime,
    View,
)
from disputes.approvals.model import DecisionState
from disputes.cases.schemas import Checks
from disputes.cases.view_parts import PenaltyView, RulingView
from disputes.editions.schemas import PenaltyTermsView
from disputes.engine.rulings import Judgment
from disputes.engine.values import DecisionWeight, Responsible
from disputes.penalties.model import PenaltyRequest, StandingStatus
from disputes.policy.options import AmountNeeded, RequestedOption
from disputes.policy.vocabulary import Act, OptionKind, RulingKind


class PenaltyBody(Body):
    """Party and act of a penalty. What follows, the policy's ladder and the person's standing say (K15, K16)."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    party: Literal[Role.BUYER, Role.SELLER]
    act: Code
    """One of the policy's: see its `penalties`."""
    fine: MoneyBody | None = None
    """Fine that you choose, where one is due and the policy leaves a choice; without it, the policy's own."""

    def to_request(self) -> PenaltyRequest:
        return PenaltyRequest(self.party, self.act, self.fine.to_money() if self.fine is not None else None)


class DecisionBody(Body):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "outcome": "refund_partial",
                    "amount": {"amount": 5000, "currency": "EUR"},
                    "responsible": "seller",
                    "reason_code": "damaged",
                    "policy_reference": "goods-receipt 4.2",
                    "explanation": "The photos show that one of the two items was broken on arrival.",
                }
            ]
        }
    )

    outcome: RulingKind
    amount: MoneyBody | None = None
    """What the buyer gets in a partial refund, or at once beside a replacement that may come with a reduction."""
    responsible: Responsible
    reason_code: Code
    policy_reference: Line
    """The rule of the platform that the ruling applies (D7)."""
    explanation: Prose
    checks: Checks = ()
    """What was found on each point of the policy's list (T8, T9)."""
    penalties: Annotated[tuple[PenaltyBody, ...], Field(max_length=10)] = ()
    """Stated in the ruling, in effect once it is final (K14)."""

    def to_judgment(self) -> Judgment:
        amount, option = self.amount.to_money() if self.amount else None, self.outcome.option
        if option is None and amount is not None:
            raise AmountNeeded
        return Judgment(
            kind=self.outcome,
            wish=RequestedOption(option, amount) if option else None,
            responsible=self.responsible,
            reason_code=self.reason_code,
            policy_reference=self.policy_reference,
            explanation=self.explanation,
            checks=tuple(check.to_check() for check in self.checks),
        )


DecisionId = Annotated[UUID, *IdType("dec").parts]


class RejectionBody(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"why": "The carrier's record shows a delivery."}]})

    why: Prose
    """For the operator who decided. Parties never see it."""


class DecisionView(View):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    id: DecisionId
    dispute: DisputeId
    instance: int
    state: DecisionState
    weighs: list[DecisionWeight]
    outcome: RulingKind | None
    """Of a ruling; null where an operator has registered an act for a party, which `act` and `on_behalf_of` name, or
    has refused to verify the transaction."""
    responsible: Responsible | None
    reason_code: str | None
    policy_reference: str | None
    explanation: str | None
    act: Act | None
    on_behalf_of: BehalfView | None
    penalties: list[PenaltyView]
    amount: MoneyView
    limit: MoneyView | None
    decided_by: str
    decided_at: UtcTime
    judged_by: str | None
    judged_at: UtcTime | None
    why: str | None


class DecisionsView(View):
    data: list[DecisionView]
    """Every decision of the case, the first one first."""


class FineBoundsView(View):
    """Fine that is due, and the amounts between which you may choose."""

    least: MoneyView
    usual: MoneyView
    most: MoneyView


class PreviewedPenaltyView(View):
    """Penalty as the ruling would state it, and what it makes of the person's standing once it counts."""

    penalty: PenaltyView
    participant: str
    fine_bounds: FineBoundsView | None
    points_before: int
    points_after: int
    status_before: StandingStatus
    status_after: StandingStatus


class OwedView(View):
    """What would be owed in goods before money moves, and when."""

    kind: OptionKind
    leads_to: str
    due_at: UtcTime | None


class ApprovalNeededView(View):
    """Second operator who would have to approve, if one would."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    needed: bool
    weighs: list[DecisionWeight]
    """Why it takes two."""
    limit: MoneyView | None
    """The platform's, above which a decision needs two."""
    scope: Literal["lead"] | None
    """Of the token that approves."""
    not_by: list[str]
    """Who could not: you, whoever opened the case, and its parties."""


class RulingPreviewView(View):
    """Ruling as it would be, given now on this version of the case."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    dispute: DisputeId
    version: int
    ruling: RulingView
    leads_to: str
    """Where the case would stand."""
    money_effect: MoneyEffect | None
    """What it pays at once, net of fees, whoever pays them, as the action `decide` says it; null where nothing is."""
    executed_at: UtcTime | None
    """When it is paid if nobody contests the ruling: at once, or by `then`; null where nothing is, or goods decide
    first."""
    then: FollowingStep | None
    """What follows by itself if nobody acts after the ruling, and what that pays."""
    obligation: OwedView | None
    penalties: list[PreviewedPenaltyView]
    penalties_from: UtcTime
    """From when they count if nobody contests the ruling."""
    penalty_terms: PenaltyTermsView | None
    """Acts that can be penalised in this case."""
    approval: ApprovalNeededView
