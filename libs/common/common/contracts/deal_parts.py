"""Parts of escrow's events: the fee of a deal, its next step by itself, its money."""

from __future__ import annotations

from functools import lru_cache
from typing import Self

from pydantic import AwareDatetime

from common.kernel.deal_money import AutomaticStep, DealMoney, FilingHoldTerms, NextStep
from common.kernel.fees import Fee, FeePayer, FundedPrice
from common.kernel.principal import Role
from common.kernel.terms import Term

from .dispute_parts import CalendarRef
from .envelope import MoneyRef, Party, Record


class FeeRef(Record):
    """Fee agreed for a deal: a rate, a fixed amount, or both."""

    basis_points: int
    fixed: MoneyRef
    paid_by: FeePayer

    @classmethod
    @lru_cache(maxsize=1024)
    def from_fee(cls, fee: Fee, currency: str) -> Self:
        fixed = MoneyRef.from_minor(fee.fixed, currency)
        return cls(basis_points=fee.basis_points, fixed=fixed, paid_by=fee.paid_by)

    def to_fee(self) -> Fee:
        return Fee(self.basis_points, self.fixed.amount, self.paid_by)


class FilingHoldRef(Record):
    """Filing window that holds the money after a presumed delivery, as long as anybody may open a case. A case that
    ends before that delivery and bars the last of them from another lets the release come without it."""

    openers: tuple[Party, ...]
    """Who may still open a case."""
    until: AwareDatetime
    """Its end, if the delivery is presumed when it is due."""
    term: str | None = None
    """How long it lasts from that delivery, whenever it is presumed; none: it began earlier, and `until` stays."""
    calendar: CalendarRef = CalendarRef()
    """The edition's own, which `term` is counted in."""

    @classmethod
    def from_terms(cls, terms: FilingHoldTerms) -> Self:
        return cls(
            openers=tuple("buyer" if role is Role.BUYER else "seller" for role in sorted(terms.openers)),
            until=terms.until,
            term=None if terms.term is None else str(terms.term),
            calendar=CalendarRef.from_calendar(terms.calendar),
        )

    def to_terms(self) -> FilingHoldTerms:
        term = None if self.term is None else Term.parse(self.term)
        return FilingHoldTerms(frozenset(map(Role, self.openers)), self.until, term, self.calendar.to_calendar())


class AutomaticStepRef(Record):
    """Step that an escrow takes by itself when nobody acts. A step that is due while money is frozen is taken when the
    freeze ends without a settlement."""

    kind: AutomaticStep
    due_at: AwareDatetime
    release_at: AwareDatetime | None = None
    """After a presumed delivery: when the release follows, the inspection over and no filing window holding the money.
    """
    release_after: tuple[str, ...] = ()
    """What has to be over after a presumed delivery before the release follows, whenever the delivery is presumed: the
    inspection."""
    filing_hold: FilingHoldRef | None = None
    """What else has to be over where a filing window holds the money."""

    @classmethod
    def from_next_step(cls, step: NextStep) -> Self:
        return cls(
            kind=step.kind,
            due_at=step.due_at,
            release_at=step.release_at,
            release_after=tuple(map(str, step.release_after)),
            filing_hold=None if step.filing_hold is None else FilingHoldRef.from_terms(step.filing_hold),
        )

    def to_next_step(self) -> NextStep:
        hold = None if self.filing_hold is None else self.filing_hold.to_terms()
        return NextStep(self.kind, self.due_at, self.release_at, tuple(map(Term.parse, self.release_after)), hold)


class DealMoneyRef(Record):
    """Money of a deal as escrow last told it: what a payout, and what follows a freeze, is foretold with."""

    price: MoneyRef
    held: MoneyRef
    frozen: MoneyRef
    released: MoneyRef
    refunded: MoneyRef
    fee_terms: FeeRef
    fee_held: MoneyRef
    next_step: AutomaticStepRef | None = None

    @classmethod
    def from_deal_money(cls, money: DealMoney) -> Self:
        currency, funds, step = money.currency, money.funds, money.next_step
        return cls(
            price=MoneyRef(amount=funds.price, currency=currency),
            held=MoneyRef(amount=funds.hold, currency=currency),
            frozen=MoneyRef(amount=money.frozen, currency=currency),
            released=MoneyRef(amount=funds.released, currency=currency),
            refunded=MoneyRef(amount=funds.refunded, currency=currency),
            fee_terms=FeeRef.from_fee(money.fee, currency),
            fee_held=MoneyRef(amount=funds.fee_hold, currency=currency),
            next_step=AutomaticStepRef.from_next_step(step) if step else None,
        )

    def to_deal_money(self) -> DealMoney:
        return DealMoney(
            currency=self.price.currency,
            fee=self.fee_terms.to_fee(),
            funds=FundedPrice(
                price=self.price.amount,
                hold=self.held.amount,
                released=self.released.amount,
                refunded=self.refunded.amount,
                fee_hold=self.fee_held.amount,
            ),
            frozen=self.frozen.amount,
            next_step=self.next_step.to_next_step() if self.next_step else None,
        )
