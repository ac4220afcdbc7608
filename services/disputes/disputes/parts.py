"""The parts of which the view of a case is made."""

from __future__ import annotations

from typing import Literal, Self

from common.kernel.ids import DisputeId, InstructionId, MediationId, RequestId
from common.kernel.principal import Role
from common.web.schemas import MoneyEffect, MoneyView, UtcTime, View

from .domain.clocks import Running
from .domain.credibility import Credibility
from .domain.forecast import Step
from .domain.options import Option
from .domain.policy import Policy
from .domain.records import (
    Appeal,
    Asked,
    Check,
    Condition,
    Finding,
    Penalty,
    Promise,
    Request,
    Responsible,
    Ruling,
    Transaction,
    Turn,
    Verification,
)
from .domain.vocabulary import OptionKind, Outcome, RulingKind


class FundsView(View):
    state: Literal["freeze_requested", "frozen", "settled", "unfrozen"]
    disputed: int
    currency: str


class OptionView(View):
    kind: OptionKind
    to_buyer: MoneyView | None
    to_seller: MoneyView | None

    @classmethod
    def of(cls, option: Option) -> Self:
        split = option.split
        return cls(
            kind=option.kind,
            to_buyer=MoneyView.from_money(split.to_buyer) if split else None,
            to_seller=MoneyView.from_money(split.to_seller) if split else None,
        )


class NegotiationView(View):
    """How mediation last told it. `mediation` is null for the moment before it first does."""

    mediation: MediationId | None
    state: str
    proposal: int | None
    by: Role | None
    options: list[OptionView]
    awaiting: Role | None
    due_at: UtcTime | None

    @classmethod
    def of(cls, turn: Turn) -> Self:
        return cls(
            mediation=turn.mediation,
            state=turn.state.value,
            proposal=turn.number or None,
            by=turn.by,
            options=[OptionView.of(option) for option in turn.options],
            awaiting=turn.awaiting,
            due_at=turn.due_at,
        )


class PointView(View):
    """One thing that good evidence shows; items of evidence say by `code` which they cover."""

    code: str
    text: str
    required: bool


class RequestView(View):
    id: RequestId
    party: Role
    kinds: list[str]
    level: str
    due_at: UtcTime
    state: Asked
    satisfied: bool
    checklist: list[PointView]

    @classmethod
    def of(cls, request: Request, policy: Policy) -> Self:
        ask = policy.stages[request.stage].asks[request.ask]
        return cls(
            id=request.id,
            party=request.party,
            kinds=list(request.kinds),
            level=request.level.value,
            due_at=request.due_at,
            state=request.state,
            satisfied=request.state is Asked.SATISFIED,
            checklist=[PointView(code=p.code, text=p.text, required=p.required) for p in ask.checklist],
        )


class CheckView(View):
    """What the operator found on one point of the policy's list."""

    code: str
    finding: Finding
    note: str | None

    @classmethod
    def of(cls, check: Check) -> Self:
        return cls(code=check.code, finding=check.finding, note=check.note)


class PenaltyView(View):
    party: Role
    act: str
    points: int
    warning: int
    fine: MoneyView | None
    suspended_until: UtcTime | None
    closed: bool

    @classmethod
    def of(cls, penalty: Penalty) -> Self:
        return cls(
            party=Role(penalty.party),
            act=penalty.act,
            points=penalty.points,
            warning=penalty.warning,
            fine=MoneyView.from_money(penalty.fine) if penalty.fine else None,
            suspended_until=penalty.suspended_until,
            closed=penalty.closed,
        )


class TransactionView(View):
    item: str
    agreed_price: MoneyView
    terms: str | None

    @classmethod
    def of(cls, transaction: Transaction) -> Self:
        price = MoneyView.from_money(transaction.agreed_price)
        return cls(item=transaction.item, agreed_price=price, terms=transaction.terms)


class VerificationView(View):
    """What an operator made of the transaction (T2)."""

    result: Literal["verified", "not_verified"]
    checks: list[CheckView]
    reason_code: str | None
    at: UtcTime

    @classmethod
    def of(cls, found: Verification) -> Self:
        checks = [CheckView.of(check) for check in found.checks]
        result: Literal["verified", "not_verified"] = "verified" if found.verified else "not_verified"
        return cls(result=result, checks=checks, reason_code=found.reason, at=found.at)


class ParcelView(View):
    carrier: str
    tracking_number: str


class ObligationView(View):
    """What was agreed or ruled and begins with goods: a return, a replacement; and how far it has come."""

    kind: OptionKind
    to_buyer: MoneyView | None
    to_seller: MoneyView | None
    return_address: dict[str, str] | None
    parcel: ParcelView | None
    condition: Condition | None
    note: str | None

    @classmethod
    def of(cls, promise: Promise) -> Self:
        option, parcel = OptionView.of(promise.option), promise.parcel
        return cls(
            kind=option.kind,
            to_buyer=option.to_buyer,
            to_seller=option.to_seller,
            return_address=dict(promise.address) if promise.address else None,
            parcel=ParcelView(carrier=parcel.carrier, tracking_number=parcel.tracking_number) if parcel else None,
            condition=promise.condition,
            note=promise.note,
        )


class AppealView(View):
    by: Role
    explanation: str
    filed_at: UtcTime

    @classmethod
    def of(cls, appeal: Appeal) -> Self:
        return cls(by=appeal.by, explanation=appeal.explanation, filed_at=appeal.filed_at)


class CredibilityView(View):
    """How complete a party's case is, 0 to 100, over evidence, explanation and comments (K17)."""

    party: Role
    score: int
    covered: list[str]
    missing: list[str]
    explanation_characters: int
    comments: int

    @classmethod
    def of(cls, found: Credibility) -> Self:
        return cls(
            party=found.party,
            score=found.score,
            covered=list(found.covered),
            missing=list(found.missing),
            explanation_characters=found.explanation,
            comments=found.comments,
        )


class DeadlineView(View):
    """A clock that runs in this case, under the name by which an operator can extend it."""

    deadline: str
    owed_by: Role
    due_at: UtcTime
    request: RequestId | None

    @classmethod
    def of(cls, clock: Running) -> Self:
        return cls(deadline=clock.name, owed_by=clock.owed_by, due_at=clock.due_at, request=clock.request)


class RulingView(View):
    """`heard` says on whose evidence it rests (T4); penalties are stated in the ruling, for both to see (K14)."""

    instance: int
    outcome: RulingKind
    to_buyer: MoneyView | None
    to_seller: MoneyView | None
    responsible: Responsible
    reason_code: str
    policy_reference: str
    explanation: str
    decided_at: UtcTime
    heard: Literal["all", "default_judgment", "nobody"]
    absent: list[Role]
    checks: list[CheckView]
    penalties: list[PenaltyView]
    contest_until: UtcTime | None

    @classmethod
    def of(cls, ruling: Ruling) -> Self:
        split = ruling.option.split if ruling.option else None
        heard: dict[int, Literal["all", "default_judgment", "nobody"]] = {0: "all", 1: "default_judgment"}
        return cls(
            instance=ruling.instance,
            outcome=ruling.kind,
            to_buyer=MoneyView.from_money(split.to_buyer) if split else None,
            to_seller=MoneyView.from_money(split.to_seller) if split else None,
            responsible=ruling.responsible,
            reason_code=ruling.reason_code,
            policy_reference=ruling.policy_reference,
            explanation=ruling.explanation,
            decided_at=ruling.decided_at,
            heard=heard.get(len(ruling.absent), "nobody"),
            absent=list(ruling.absent),
            checks=[CheckView.of(check) for check in ruling.checks],
            penalties=[PenaltyView.of(penalty) for penalty in ruling.penalties],
            contest_until=ruling.contest_until,
        )


class SettlementView(View):
    """What was ordered of escrow. The fee comes out of the seller's share and is known once escrow has paid."""

    instruction: InstructionId
    to_buyer: MoneyView
    to_seller: MoneyView
    fee: MoneyView | None
    ordered_at: UtcTime


class PendingView(View):
    """What another service has still to confirm."""

    what: Literal["freeze", "settlement", "reversal"]
    of: Literal["escrow"] = "escrow"


class StepView(View):
    at: UtcTime
    clock: Literal["natural", "business"]
    action: str
    leads_to: str
    money_effect: MoneyEffect | None
    outcome: Outcome | None
    prevented_by: list[str]

    @classmethod
    def of(cls, step: Step) -> Self:
        return cls.model_validate(
            {
                "at": step.at,
                "clock": step.clock,
                "action": step.action,
                "leads_to": step.place,
                "money_effect": _effect(step),
                "outcome": step.outcome,
                "prevented_by": list(step.prevented_by),
            }
        )


class ForecastView(View):
    """If nobody acts: computed by the very rules that will run."""

    dispute: DisputeId
    version: int
    computed_at: UtcTime
    steps: list[StepView]


def _effect(step: Step) -> MoneyEffect | None:
    if step.split is None:
        return None
    buyer, seller = step.split
    return MoneyEffect(buyer=buyer.minor, seller=seller.minor, currency=buyer.currency)
