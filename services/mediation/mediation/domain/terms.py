"""Negotiation terms of the policy of a case. They arrive with the case; nothing here is decided here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from common.kernel.principal import Role
from common.kernel.terms import Calendar, Term, Unit

from .options import MAX_OPTIONS, OptionKind


class Side(StrEnum):
    """Party of a case."""

    BUYER = "buyer"
    SELLER = "seller"

    @property
    def other(self) -> Side:
        return Side.SELLER if self is Side.BUYER else Side.BUYER


class Mediator(StrEnum):
    """Author of a proposal that is put to both sides."""

    OPERATOR = "operator"


Author = Side | Mediator
PARTY_SIDES: Final = {Role.BUYER: Side.BUYER, Role.SELLER: Side.SELLER}
"""Sides of the roles that negotiate; every other role only looks on."""


class SilenceRule(StrEnum):
    """Consequence of a party's silence."""

    EXECUTE = "execute"
    ESCALATE = "escalate"


class RejectionRule(StrEnum):
    """Consequence of a bare rejection by the respondent."""

    COUNTER_REQUIRED = "counter_required"
    ALLOWED = "allowed"
    ESCALATES = "escalates"


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureEnd:
    """End of a case whose negotiation comes to nothing, as its edition says. None of the three: the case goes on."""

    closes_as: str | None = None
    """Without a settlement, as disputes calls it."""
    bars: tuple[Side, ...] = ()
    """Who may open no other case of the deal after that."""
    pays: Side | None = None
    """All that is left, to this side."""
    carries_out_last_of: Side | None = None
    """The first option of this side's last proposal."""
    has_judges: bool = True
    """Whether operators decide instead on what one of them alone has worded, above the platform's limit."""


GOES_ON: Final = FailureEnd()


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Terms of one negotiation: deadlines, rounds, kinds of solutions, and what silence or a rejection leads to."""

    respond_by: datetime
    on_silence: SilenceRule
    reject: RejectionRule
    max_rounds: int
    counter_term: Term
    counter_silence: SilenceRule
    amendable: bool
    kinds: frozenset[OptionKind]
    max_options: int = MAX_OPTIONS
    offer_term: Term = Term(5, Unit.DAY)
    """How long an offer stands once no clock of the negotiation runs any more (D14)."""
    with_reduction: frozenset[OptionKind] = frozenset()
    """Goods that a reduction of the price may come with."""
    calendar: Calendar = Calendar()
    if_failed: FailureEnd = GOES_ON
