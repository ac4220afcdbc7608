"""What the policy of the case says about negotiating. It arrives with the case; nothing here is decided here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from common.kernel.terms import Calendar, Term

from .options import OptionKind


class Side(StrEnum):
    BUYER = "buyer"
    SELLER = "seller"

    @property
    def other(self) -> Side:
        return Side.SELLER if self is Side.BUYER else Side.BUYER


class Silence(StrEnum):
    EXECUTE = "execute"
    ESCALATE = "escalate"


class Rejecting(StrEnum):
    """What a bare rejection by the respondent does."""

    COUNTER_REQUIRED = "counter_required"
    ALLOWED = "allowed"
    ESCALATES = "escalates"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    respond_by: datetime
    on_silence: Silence
    reject: Rejecting
    max_rounds: int
    counter_term: Term
    counter_silence: Silence
    amendable: bool
    kinds: frozenset[OptionKind]
    calendar: Calendar = Calendar()
