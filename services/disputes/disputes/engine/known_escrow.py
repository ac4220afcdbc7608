"""Escrow as disputes knows it, and whether it can be disputed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from common.kernel.case_ends import EndingSilence
from common.kernel.deal_money import AutomaticStep, DealMoney, NextStep
from common.kernel.errors import Predecessor
from common.kernel.money import Money
from common.kernel.terms import due_at_end_of
from disputes.policy.model import Policy
from disputes.policy.vocabulary import FilingAnchor

from .errors import EscrowNotFunded, FilingWindowClosed, FilingWindowNotOpen, FreezeNotLifted, InsufficientHold


class EscrowState(StrEnum):
    AWAITING_FUNDS = "awaiting_funds"
    PARTIALLY_FUNDED = "partially_funded"
    FUNDED = "funded"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    RELEASED = "released"
    REFUNDED = "refunded"
    SPLIT_SETTLED = "split_settled"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


DISPUTABLE_STATES = frozenset({EscrowState.FUNDED, EscrowState.SHIPPED, EscrowState.DELIVERED})
UNFUNDED_STATES = frozenset({EscrowState.AWAITING_FUNDS, EscrowState.PARTIALLY_FUNDED})


class OpeningWindow(NamedTuple):
    """Time in which a case can be opened; None where it has no such end."""

    opens_at: datetime | None
    closes_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEscrow:
    """Escrow as of its `version`. Escrow itself has the last word when the freeze is asked for."""

    id: UUID
    tenant: UUID
    version: int
    buyer: str
    seller: str
    state: EscrowState
    edition: str
    held_amount: Money
    frozen_amount: Money
    funded_at: datetime | None
    delivered_at: datetime | None
    category: str | None = None
    price: int | None = None
    title: str | None = None
    """What the deal is about, in the platform's words."""
    ended_at: datetime | None = None
    ended_by: str | None = None
    """Clock whose end has ended the deal, as escrow names it."""
    money: DealMoney | None = None
    """What payouts are foretold with, and what escrow does by itself."""

    def require_disputable(self, amount: Money, policy: Policy, received_at: datetime) -> None:
        """Raises EscrowNotFunded, FilingWindowClosed, FilingWindowNotOpen, CurrencyMismatch or InsufficientHold: what
        was said comes last.

        Nothing but an earlier dispute that has ended can still hold money frozen here: then FreezeNotLifted.
        What a later event of escrow could allow rests on escrow: a payment, the end of a freeze, a delivery.
        """
        owner = Predecessor("escrow", self.id)
        if self.state in UNFUNDED_STATES:
            raise EscrowNotFunded(self.state).resting_on(owner)
        over_at = min((at for at in (self.ended_at, self._paid_out_at) if at is not None), default=None)
        filing_end = self._filing_window(policy).closes_at
        if filing_end is not None and received_at >= filing_end and (over_at is None or filing_end <= over_at):
            raise FilingWindowClosed(filing_end).resting_on(owner)  # K1, also where the deal is over from then on
        if self.state not in DISPUTABLE_STATES:
            raise EscrowNotFunded(self.state, self.ended_at, self._ending_silence)
        if (step := self._paying_step) is not None and received_at >= step.due_at:
            raise EscrowNotFunded(self.state, step.due_at, self._silence_of(step)).resting_on(owner)
        opens_at, _ = self.opening_window(policy)
        if opens_at is not None and received_at < opens_at:
            raise FilingWindowNotOpen(opens_at)
        amount.require_currency(self.held_amount.currency)
        if amount > self.available_amount:
            if self.frozen_amount and amount <= self.held_amount:
                raise FreezeNotLifted(self.frozen_amount.minor, self.held_amount.currency).resting_on(owner)
            raise InsufficientHold(self.available_amount.minor, self.held_amount.currency).resting_on(owner)

    @property
    def available_amount(self) -> Money:
        """Compute how much of what is held can still be disputed."""
        held, frozen = self.held_amount, self.frozen_amount
        return Money(max(held.minor - frozen.minor, 0), held.currency)

    def opening_window(self, policy: Policy) -> OpeningWindow:
        """Find from when to when a case can be opened: by the edition, and as long as escrow does not pay everything
        out by itself, though nobody has come to that yet."""
        opens_at, filing_end = self._filing_window(policy)
        return OpeningWindow(
            opens_at, min((at for at in (filing_end, self._paid_out_at) if at is not None), default=None)
        )

    def _filing_window(self, policy: Policy) -> OpeningWindow:
        """Find from when to when the edition lets a case be opened, whatever escrow does."""
        since, filing = self._filing_starts_at(policy), policy.filing
        if since is None or filing is None:
            return OpeningWindow(None, None)
        opens_at = due_at_end_of(since, filing.earliest, filing.calendar) if filing.earliest else None
        return OpeningWindow(opens_at, due_at_end_of(since, filing.term, filing.calendar))

    @property
    def _paid_out_at(self) -> datetime | None:
        return None if self._paying_step is None else self._paying_step.due_at

    @property
    def _paying_step(self) -> NextStep | None:
        """Find the step by which escrow pays everything out by itself; none while all of it is frozen. At its instant
        the deal is over, though nobody has come to that yet."""
        is_running = self.state in DISPUTABLE_STATES and bool(self.available_amount)
        step = self.money.next_step if self.money is not None and is_running else None
        return None if step is None or step.kind is AutomaticStep.PRESUME_DELIVERY else step

    @property
    def _ending_silence(self) -> EndingSilence | None:
        """Say whose silence has ended the deal, if silence has."""
        if self.ended_at is None or self.ended_by is None:
            return None
        owed_by = AutomaticStep(self.ended_by).owed_by
        return EndingSilence(self.ended_by, owed_by, self.ended_at, self.state)

    def _silence_of(self, step: NextStep) -> EndingSilence:
        """Say whose silence ends the deal by a step that is due, though nobody has come to it yet."""
        executed = self.state if self.money is None else self.money.end_by(step.kind)
        return EndingSilence(step.kind.value, step.kind.owed_by, step.due_at, executed)

    def _filing_starts_at(self, policy: Policy) -> datetime | None:
        """Find the latest of what the edition counts from (K1), once anything of it has happened."""
        if policy.filing is None:
            return None
        happened = {FilingAnchor.FUNDED: self.funded_at, FilingAnchor.DELIVERED: self.delivered_at}
        return max((at for since in policy.filing.since if (at := happened[since]) is not None), default=None)
