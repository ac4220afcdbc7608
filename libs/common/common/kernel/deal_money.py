"""Money of a deal as another service than escrow knows it: enough to foretell every payout to the unit.

Escrow tells it with each of its events. Its own clock goes on beside a dispute: it moves what is not frozen, and what
was frozen once the freeze ends without a settlement.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final, Literal, NamedTuple

from .fees import Fee, FundedPrice, PayoutParts, SettledPayout, divide_anew, divide_payout
from .money import Split
from .principal import Role
from .terms import Calendar, Term, due_at_end_of

CALENDAR_WITHOUT_HOLIDAYS: Final = Calendar()
"""What an escrow's own windows are counted in."""


class AutomaticStep(StrEnum):
    """Step that an escrow takes by itself."""

    FUNDING_EXPIRY = "funding_expiry"
    AUTO_REFUND_UNSHIPPED = "auto_refund_unshipped"
    PRESUME_DELIVERY = "presume_delivery"
    AUTO_REFUND_UNDELIVERED = "auto_refund_undelivered"
    AUTO_RELEASE = "auto_release"

    @property
    def owed_by(self) -> Literal["buyer", "seller"]:
        """Whose silence it is that brings it."""
        return "seller" if self in OWED_BY_SELLER else "buyer"


OWED_BY_SELLER: Final = frozenset({AutomaticStep.AUTO_REFUND_UNSHIPPED, AutomaticStep.AUTO_REFUND_UNDELIVERED})


@dataclass(frozen=True, slots=True)
class FilingHoldTerms:
    """Filing window that holds the money after a presumed delivery, as long as anybody may open a case (K1)."""

    openers: frozenset[Role]
    """Who still may."""
    until: datetime
    """Its end, if the delivery is presumed as foretold."""
    term: Term | None = None
    """What is counted from that delivery; None: it began earlier, and `until` stays."""
    calendar: Calendar = CALENDAR_WITHOUT_HOLIDAYS
    """The edition's own."""

    def without(self, barred: Set[Role]) -> FilingHoldTerms | None:
        """Take away the right of some to open a case. None: nobody has it any more, and nothing is held."""
        openers = self.openers - barred
        return replace(self, openers=openers) if openers else None

    def presumed_at(self, delivered_at: datetime) -> FilingHoldTerms:
        """Let it be counted from another delivery than was foretold."""
        until = self.until if self.term is None else due_at_end_of(delivered_at, self.term, self.calendar)
        return replace(self, until=until)


@dataclass(frozen=True, slots=True)
class NextStep:
    """Step that an escrow takes next once nothing is frozen."""

    kind: AutomaticStep
    due_at: datetime
    release_at: datetime | None = None
    """After a presumed delivery: when the release follows, the inspection over and no filing window holding the money.
    """
    release_after: tuple[Term, ...] = ()
    """What has to be over after that delivery, whenever it is presumed: a freeze may put it off."""
    filing_hold: FilingHoldTerms | None = None
    """What else has to be over as long as anybody may open a case."""

    def taken_at(self, at: datetime, barred: Set[Role] = frozenset()) -> NextStep:
        """Put it off until an instant at the earliest, and what follows it likewise; no filing window holds the money
        where those who are barred from then on were the last who could open a case."""
        due_at, hold = max(self.due_at, at), self.filing_hold
        if self.release_at is None or (due_at == self.due_at and hold is None):
            return replace(self, due_at=due_at)
        if not self.release_after:
            return replace(self, due_at=due_at, release_at=None)  # told by who did not say what the release waits for
        hold = None if hold is None else hold.without(barred)
        hold = None if hold is None else hold.presumed_at(due_at)
        ends = [due_at_end_of(due_at, term, CALENDAR_WITHOUT_HOLIDAYS) for term in self.release_after]
        release_at = max(ends if hold is None else [*ends, hold.until])
        return replace(self, due_at=due_at, release_at=release_at, filing_hold=hold)

    @property
    def following(self) -> NextStep | None:
        """What comes of itself after it: the release after a presumed delivery."""
        if self.kind is not AutomaticStep.PRESUME_DELIVERY or self.release_at is None:
            return None
        return NextStep(AutomaticStep.AUTO_RELEASE, self.release_at)


class PaidStep(NamedTuple):
    """Step of an escrow as it will be taken, and what it pays; None where it pays nobody."""

    kind: AutomaticStep
    at: datetime
    payout: PayoutParts | None
    then: PaidStep | None = None
    """What follows it by itself: after a presumed delivery the release."""


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

    def forecast_unfrozen(self, at: datetime, barred: Set[Role] = frozenset()) -> PaidStep | None:
        """Foretell the step that follows if the freeze ends at an instant and nothing is settled, with a case that bars
        some from opening another."""
        money = replace(self.at(at), frozen=0)
        return money._forecast(money.next_step.taken_at(at, barred)) if money.next_step and money.funds.hold else None

    def _forecast(self, step: NextStep) -> PaidStep:
        then = None if step.following is None else self._forecast(step.following)
        return PaidStep(step.kind, step.due_at, self._step_payout(step.kind, self.funds.hold), then)

    def end_by(self, kind: AutomaticStep) -> str:
        """Foretell how the deal ends by a step that pays everything out, as escrow names it."""
        is_release, funds = kind is AutomaticStep.AUTO_RELEASE, self.funds
        is_split = bool(funds.refunded if is_release else funds.released)
        return "split_settled" if is_split else "released" if is_release else "refunded"

    @property
    def available(self) -> int:
        return self.funds.hold - self.frozen

    def _take_step(self, kind: AutomaticStep, minor: int) -> DealMoney:
        if kind is AutomaticStep.PRESUME_DELIVERY:
            return replace(self, next_step=self.next_step.following if self.next_step is not None else None)
        is_release = kind is AutomaticStep.AUTO_RELEASE
        return self._pay_out(minor if is_release else 0, 0 if is_release else minor)

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
