"""Money of a deal as another service than escrow knows it: enough to foretell every payout to the unit.

Escrow tells it with each of its events. Its own clock goes on beside a dispute: it moves what is not frozen, and what
was frozen once the freeze ends without a settlement.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from .fees import Fee, FundedPrice, PayoutParts, SettledPayout, divide_anew, divide_payout
from .money import Split


class AutomaticStep(StrEnum):
    """Step that an escrow takes by itself."""

    FUNDING_EXPIRY = "funding_expiry"
    AUTO_REFUND_UNSHIPPED = "auto_refund_unshipped"
    PRESUME_DELIVERY = "presume_delivery"
    AUTO_REFUND_UNDELIVERED = "auto_refund_undelivered"
    AUTO_RELEASE = "auto_release"


@dataclass(frozen=True, slots=True)
class NextStep:
    """Step that an escrow takes next once nothing is frozen."""

    kind: AutomaticStep
    due_at: datetime
    release_at: datetime | None = None
    """After a presumed delivery: when the release follows, the inspection over and no filing window holding the money.
    """


class PaidStep(NamedTuple):
    """Step of an escrow as it will be taken, and what it pays; None where it pays nobody."""

    kind: AutomaticStep
    at: datetime
    payout: PayoutParts | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DealMoney:
    """Fee and funds of a deal, how much of them a dispute has frozen, and what escrow does next by itself."""

    currency: str
    fee: Fee
    funds: FundedPrice
    frozen: int = 0
    next_step: NextStep | None = None

    def divide(self, split: Split) -> PayoutParts:
        """Foretell a settlement that is ordered now."""
        return divide_payout(self.fee, self.funds, to_seller=split.to_seller.minor, to_buyer=split.to_buyer.minor)

    def divide_anew(self, settled: SettledPayout, split: Split) -> PayoutParts:
        """Foretell what changes if a settlement is divided anew now."""
        return divide_anew(self.fee, self.funds, settled, to_buyer=split.to_buyer.minor)

    def after_settlement(self, split: Split) -> DealMoney:
        """Foretell how the deal stands once that is settled."""
        return replace(self._pay_out(split.to_seller.minor, split.to_buyer.minor), frozen=0)

    def after_reduction(self, to_buyer: int) -> DealMoney:
        """Foretell how the deal stands once a part of what is frozen has gone back to the buyer."""
        return replace(self._pay_out(0, to_buyer), frozen=self.frozen - to_buyer)

    def before_settlement(self, split: Split) -> DealMoney:
        """Find how the deal stood before that was settled, as if nothing else had moved since."""
        released = self.funds.released - split.to_seller.minor
        refunded = self.funds.refunded - split.to_buyer.minor
        if min(released, refunded) < 0:
            return self
        price, fee = self.funds.price, self.fee
        on_top = fee.buyer_surcharge(price) - fee.earned_from_buyer(price, 0, released)
        funds = FundedPrice(
            price=price,
            hold=self.funds.hold + split.total.minor,
            released=released,
            refunded=refunded,
            fee_hold=on_top - fee.returned_to_buyer(price, 0, refunded),
        )
        return replace(self, funds=funds, frozen=split.total.minor)

    def at(self, instant: datetime) -> DealMoney:
        """Foretell how the deal stands at an instant: until then escrow's clock moves what is not frozen."""
        money = self
        while (step := money.next_step) is not None and step.due_at <= instant and money.available:
            money = money._take_step(step.kind, money.available)
            if step.kind is not AutomaticStep.PRESUME_DELIVERY:
                break
        return money

    def forecast_unfrozen(self, at: datetime) -> PaidStep | None:
        """Foretell the step that follows if the freeze ends at an instant and nothing is settled."""
        money = replace(self.at(at), frozen=0)
        step = money.next_step
        if step is None or not money.funds.hold:
            return None
        payout = money._step_payout(step.kind, money.funds.hold)
        return PaidStep(step.kind, max(step.due_at, at), payout)

    @property
    def available(self) -> int:
        return self.funds.hold - self.frozen

    def _take_step(self, kind: AutomaticStep, minor: int) -> DealMoney:
        if kind is AutomaticStep.PRESUME_DELIVERY:
            return replace(self, next_step=self._release_after_delivery())
        is_release = kind is AutomaticStep.AUTO_RELEASE
        return self._pay_out(minor if is_release else 0, 0 if is_release else minor)

    def _release_after_delivery(self) -> NextStep | None:
        release_at = self.next_step.release_at if self.next_step is not None else None
        return None if release_at is None else NextStep(AutomaticStep.AUTO_RELEASE, release_at)

    def _step_payout(self, kind: AutomaticStep, minor: int) -> PayoutParts | None:
        match kind:
            case AutomaticStep.PRESUME_DELIVERY:
                return None
            case AutomaticStep.AUTO_RELEASE:
                return divide_payout(self.fee, self.funds, to_seller=minor)
            case _:
                return divide_payout(self.fee, self.funds, to_buyer=minor)

    def _pay_out(self, to_seller: int, to_buyer: int) -> DealMoney:
        parts, funds = divide_payout(self.fee, self.funds, to_seller=to_seller, to_buyer=to_buyer), self.funds
        after = FundedPrice(
            price=funds.price,
            hold=funds.hold - to_seller - to_buyer,
            released=funds.released + to_seller,
            refunded=funds.refunded + to_buyer,
            fee_hold=funds.fee_hold - parts.fee_earned - parts.fee_returned,
        )
        return replace(self, funds=after)
