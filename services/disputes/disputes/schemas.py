"""Request bodies, and the query of the list. Answers are in `views.py`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from common.ids import EscrowId
from common.kernel import MAX_MINOR, Role
from common.paging import CommaList, Filters, Instant
from common.schemas import BasisPoints, Body, Code, CurrencyCode, Line, MoneyBody, ParticipantId, Prose

from .domain.desk import Sla
from .domain.options import Wish
from .domain.policy import OptionKind, Status
from .domain.records import Responsible

MAX_OPTIONS = 10
Minor = Annotated[int, Field(ge=1, le=MAX_MINOR)]


def _joined(value: Any) -> Any:
    """FastAPI hands a repeatable parameter over as a list, even one that is written once with commas."""
    return ",".join(value) if isinstance(value, list) else value


class OptionBody(Body):
    """One solution. A partial refund names an amount or its share in basis points; the others name neither."""

    kind: OptionKind
    amount: MoneyBody | None = None
    basis_points: BasisPoints | None = None

    def wish(self) -> Wish:
        return Wish(self.kind, self.amount.money() if self.amount else None, self.basis_points)


class OpenDispute(Body):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "escrow": "esc_01jcxqw000e008000000000001",
                    "reason": "item_not_received",
                    "claimed": {"amount": 8000, "currency": "EUR"},
                    "options": [{"kind": "refund_full"}],
                    "explanation": "It was promised for the 3rd and has not arrived.",
                }
            ]
        }
    )

    escrow: EscrowId
    reason: Code
    claimed: MoneyBody
    """How much of the held money is disputed. The rest stays releasable."""
    options: Annotated[tuple[OptionBody, ...], Field(min_length=1, max_length=MAX_OPTIONS)]
    """Solutions the claimant would take, the preferred one first."""
    explanation: Prose


class PostMessage(Body):
    text: Prose


class Assign(Body):
    operator: ParticipantId | None = None
    """Who gets the case; without it, you."""


class Decide(Body):
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

    outcome: OptionKind
    amount: MoneyBody | None = None
    """What the buyer gets in a partial refund."""
    responsible: Responsible
    reason_code: Code
    policy_reference: Line
    """The rule of the platform that the ruling applies (D7)."""
    explanation: Prose

    def wish(self) -> Wish:
        return Wish(self.outcome, self.amount.money() if self.amount else None)


class Assignment(StrEnum):
    ASSIGNED = "assigned"
    UNASSIGNED = "unassigned"


class Sort(StrEnum):
    NEWEST = "newest"
    DUE = "due"
    """What is due first, first."""


class DisputeFilters(Filters):
    status: Annotated[CommaList[Status] | None, BeforeValidator(_joined)] = None
    awaiting: Role | None = None
    reason: Code | None = None
    policy: Annotated[str, Field(max_length=64)] | None = None
    """A policy's name or one of its editions."""
    assignee: ParticipantId | None = None
    due_before: Instant | None = None
    escrow: EscrowId | None = None
    assignment: Assignment | None = None
    sla: Sla | None = None
    currency: CurrencyCode | None = None
    amount_gte: Minor | None = None
    """With `currency`: amounts of different currencies cannot be compared."""
    amount_lte: Minor | None = None
    sort: Sort = Sort.NEWEST

    @property
    def for_staff(self) -> bool:
        return (self.assignee, self.assignment, self.sla) != (None, None, None)

    @model_validator(mode="after")
    def _comparable(self) -> Self:
        if self.currency is None and (self.amount_gte, self.amount_lte) != (None, None):
            raise PydanticCustomError("currency_needed", "Name the currency of the amounts.")
        return self


class MessageFilters(Filters):
    pass
