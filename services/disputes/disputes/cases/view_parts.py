"""Parts of which the view of a case is made."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NamedTuple

from common.kernel.carriers import ShipmentDoubt, find_shipment_doubts
from common.kernel.ids import InstructionId, MediationId, RequestId
from common.kernel.money import Money, Split
from common.kernel.principal import Role
from common.web.schemas import MoneyView, UtcTime, View
from disputes.engine.clocks import RunningClock
from disputes.engine.completeness import CompletenessScore
from disputes.engine.deal_forecast import deducted_fee
from disputes.engine.dispute import Dispute
from disputes.engine.values import (
    Appeal,
    CaseOffice,
    Check,
    Finding,
    NegotiationSnapshot,
    Parcel,
    Penalty,
    Promise,
    Responsible,
    Ruling,
    StatedDeal,
    Timeout,
    Verification,
)
from disputes.policy.options import Option
from disputes.policy.vocabulary import Condition, OptionKind, RulingKind


class OfficeView(View):
    """Office that has the case. Who belongs to it, parties do not see."""

    code: str
    name: str
    since: UtcTime


class FundsView(View):
    state: Literal["freeze_requested", "frozen", "settled", "unfrozen"]
    disputed: int
    reduced: int
    """What of it has gone back to the buyer at once, beside goods; the rest is still to be divided."""
    currency: str


class OptionView(View):
    """Solution, in money as it would be paid: `to_buyer + to_seller + fee` is the disputed amount."""

    kind: OptionKind
    to_buyer: MoneyView | None
    to_seller: MoneyView | None
    """What the seller gets: the fee that the seller pays is taken off."""
    fee: MoneyView | None
    reduction: MoneyView | None
    """What goes back to the buyer at once, beside goods."""


class NegotiationView(View):
    """Negotiation as mediation last reported it. `mediation` is null for the moment before it first does."""

    mediation: MediationId | None
    state: str
    proposal: int | None
    by: Role | None
    options: list[OptionView]
    awaiting: Role | None
    due_at: UtcTime | None


class CheckView(View):
    """Finding of the operator on one point of the policy's list."""

    code: str
    finding: Finding
    note: str | None


class PenaltyView(View):
    party: Role
    act: str
    points: int
    warning: int
    fine: MoneyView | None
    suspended_until: UtcTime | None
    closed: bool


class TransactionView(View):
    item: str
    agreed_price: MoneyView
    terms: str | None


class VerificationView(View):
    """Verification of the transaction by an operator (T2)."""

    result: Literal["verified", "not_verified"]
    checks: list[CheckView]
    reason_code: str | None
    at: UtcTime


class ParcelView(View):
    carrier: str
    tracking_number: str
    doubts: list[ShipmentDoubt]
    """What speaks against it, for operators to look twice."""


class ObligationView(View):
    """Obligation that was agreed or ruled and begins with goods: a return, a replacement; and how far it has come."""

    kind: OptionKind
    to_buyer: MoneyView | None
    to_seller: MoneyView | None
    """What the seller gets in the end: the fee that the seller pays is taken off."""
    fee: MoneyView | None
    reduction: MoneyView | None
    return_address: dict[str, str] | None
    parcel: ParcelView | None
    condition: Condition | None
    note: str | None


class AppealView(View):
    by: Role
    explanation: str
    filed_at: UtcTime


class CredibilityView(View):
    """Completeness of a party's case, 0 to 100, over evidence, explanation and comments (K17)."""

    party: Role
    score: int
    covered: list[str]
    missing: list[str]
    explanation_characters: int
    comments: int


class DeadlineView(View):
    """Clock that runs in this case, under the name by which an operator can extend it."""

    deadline: str
    owed_by: Role
    due_at: UtcTime
    request: RequestId | None


class RulingView(View):
    """`heard` says on whose evidence it rests (T4); penalties are stated in the ruling, for both to see (K14)."""

    instance: int
    outcome: RulingKind
    to_buyer: MoneyView | None
    to_seller: MoneyView | None
    """What the seller gets: the fee that the seller pays is taken off."""
    fee: MoneyView | None
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


class SettlementView(View):
    """Settlement ordered of escrow: `to_buyer + to_seller + fee` is the disputed amount."""

    instruction: InstructionId
    to_buyer: MoneyView
    to_seller: MoneyView
    """What the seller gets: the fee that the seller pays is taken off."""
    fee: MoneyView
    """The fee that the seller pays, as escrow has taken it, or will; a fee of the buyer's is no part of it."""
    ordered_at: UtcTime


class CauseView(View):
    """Silence that has brought the outcome about: which clock ran out on whom, and what was carried out for it."""

    deadline: str
    owed_by: Role
    due_at: UtcTime
    executed: str
    """As it was foretold, e.g. `execute_buyer_solution`."""


class PendingView(View):
    """Confirmation that another service still owes."""

    what: Literal["freeze", "settlement", "reversal", "agreement", "negotiation"]
    """`agreement`: the parties agree, or silence counts as it, and whether that ends the case is being decided.
    `negotiation`: mediation has not told yet where it is, or until when what was offered in a pause stands."""
    of: Literal["escrow", "disputes", "mediation"] = "escrow"


class SharesView(NamedTuple):
    """Disputed amount divided, net."""

    to_buyer: MoneyView
    to_seller: MoneyView
    fee: MoneyView


def shares_view(dispute: Dispute, split: Split) -> SharesView:
    fee = Money(deducted_fee(dispute, split), split.to_seller.currency)
    return SharesView(*map(MoneyView.from_money, (split.to_buyer, split.to_seller - fee, fee)))


def option_view(option: Option, dispute: Dispute) -> OptionView:
    shares = shares_view(dispute, option.split) if option.split else None
    return OptionView(
        kind=option.kind,
        to_buyer=shares and shares.to_buyer,
        to_seller=shares and shares.to_seller,
        fee=shares and shares.fee,
        reduction=MoneyView.from_money(option.reduction) if option.reduction else None,
    )


def negotiation_view(turn: NegotiationSnapshot, dispute: Dispute, end: datetime | None) -> NegotiationView:
    """Show a negotiation. `end`: when the case ends if nobody acts, which an offer does not outlive."""
    return NegotiationView(
        mediation=turn.mediation,
        state=turn.state.value,
        proposal=turn.number or None,
        by=turn.by,
        options=[option_view(option, dispute) for option in turn.options],
        awaiting=turn.awaiting,
        due_at=turn.due_at if turn.due_at is None or end is None else min(turn.due_at, end),
    )


def office_view(office: CaseOffice) -> OfficeView:
    return OfficeView(code=office.code, name=office.name, since=office.since)


def check_view(check: Check) -> CheckView:
    return CheckView(code=check.code, finding=check.finding, note=check.note)


def penalty_view(penalty: Penalty) -> PenaltyView:
    return PenaltyView(
        party=Role(penalty.party),
        act=penalty.act,
        points=penalty.points,
        warning=penalty.warning,
        fine=MoneyView.from_money(penalty.fine) if penalty.fine else None,
        suspended_until=penalty.suspended_until,
        closed=penalty.closed,
    )


def transaction_view(transaction: StatedDeal) -> TransactionView:
    price = MoneyView.from_money(transaction.agreed_price)
    return TransactionView(item=transaction.item, agreed_price=price, terms=transaction.terms)


def verification_view(verification: Verification) -> VerificationView:
    checks = [check_view(check) for check in verification.checks]
    result: Literal["verified", "not_verified"] = "verified" if verification.verified else "not_verified"
    return VerificationView(result=result, checks=checks, reason_code=verification.reason, at=verification.at)


def parcel_view(parcel: Parcel) -> ParcelView:
    doubts = find_shipment_doubts(parcel.carrier, parcel.tracking_number)
    return ParcelView(carrier=parcel.carrier, tracking_number=parcel.tracking_number, doubts=list(doubts))


def obligation_view(promise: Promise, dispute: Dispute) -> ObligationView:
    option, parcel = option_view(promise.option, dispute), promise.parcel
    return ObligationView(
        kind=option.kind,
        to_buyer=option.to_buyer,
        to_seller=option.to_seller,
        fee=option.fee,
        reduction=option.reduction,
        return_address=dict(promise.address) if promise.address else None,
        parcel=parcel_view(parcel) if parcel else None,
        condition=promise.condition,
        note=promise.note,
    )


def appeal_view(appeal: Appeal) -> AppealView:
    return AppealView(by=appeal.by, explanation=appeal.explanation, filed_at=appeal.filed_at)


def credibility_view(completeness: CompletenessScore) -> CredibilityView:
    return CredibilityView(
        party=completeness.party,
        score=completeness.score,
        covered=list(completeness.covered),
        missing=list(completeness.missing),
        explanation_characters=completeness.explanation,
        comments=completeness.comments,
    )


def cause_view(timeout: Timeout) -> CauseView:
    return CauseView(
        deadline=timeout.deadline, owed_by=timeout.owed_by, due_at=timeout.due_at, executed=timeout.executed
    )


def deadline_view(clock: RunningClock) -> DeadlineView:
    return DeadlineView(deadline=clock.name, owed_by=clock.owed_by, due_at=clock.due_at, request=clock.request)


def ruling_view(ruling: Ruling, dispute: Dispute) -> RulingView:
    split = ruling.option.split if ruling.option else None
    shares = shares_view(dispute, split) if split else None
    heard: dict[int, Literal["all", "default_judgment", "nobody"]] = {0: "all", 1: "default_judgment"}
    return RulingView(
        instance=ruling.instance,
        outcome=ruling.kind,
        to_buyer=shares and shares.to_buyer,
        to_seller=shares and shares.to_seller,
        fee=shares and shares.fee,
        responsible=ruling.responsible,
        reason_code=ruling.reason_code,
        policy_reference=ruling.policy_reference,
        explanation=ruling.explanation,
        decided_at=ruling.decided_at,
        heard=heard.get(len(ruling.absent), "nobody"),
        absent=list(ruling.absent),
        checks=[check_view(check) for check in ruling.checks],
        penalties=[penalty_view(penalty) for penalty in ruling.penalties],
        contest_until=ruling.contest_until,
    )
