"""Value objects of four eyes: what an operator has decided, or registered for a party, and a second one has to see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from common.kernel.money import Money
from disputes.policy.options import Option
from disputes.policy.vocabulary import Act, Condition, RulingKind

from .values import Behalf, Check, Parcel


def is_above_limit(amount: Money, limit: int | None) -> bool:
    """Tell whether an operator alone moves no such amount. None: the platform has no limit."""
    return limit is not None and amount.minor > limit


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestedAct:
    """Act that a party has asked an operator for, or that lets go what was held; and what it says (PRM-27)."""

    act: Act
    behalf: Behalf | None
    """None: the operator's own."""
    condition: Condition | None = None
    note: str | None = None
    """Of an appeal: why the party disagrees; of a refused verification: its reason code."""
    parcel: Parcel | None = None
    address: Mapping[str, str] | None = None
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingApproval:
    """Decision that waits for a second operator, and what it would do: a ruling, or an act for a party."""

    decision: UUID
    kind: RulingKind | None = None
    option: Option | None = None
    act: RequestedAct | None = None
    barred: tuple[str, ...] = ()
    """Who cannot judge it: whoever decided, and whoever opened the case."""
    held_since: datetime | None = None
    """Since when the clocks stand still for it: what was decided, or done in time, is lost to no slow second look."""
