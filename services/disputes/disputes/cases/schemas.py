"""Request bodies. Answers are in `views.py`."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from common.kernel.carriers import require_named_carrier
from common.kernel.ids import EscrowId, EvidenceId, RequestId
from common.kernel.principal import Role
from common.persistence.paging import Instant, PageFilters
from common.web.schemas import BasisPoints, BehalfBody, Body, Code, Line, MoneyBody, ParticipantId, Prose
from common.web.shipping.parcels import CarrierCode, NameOfOther, ShippedParcelBody, require_name_of_other
from common.web.shipping.postal_addresses import AddressBody
from disputes.engine.values import (
    Check,
    Finding,
    MessageKind,
    OpeningStatement,
    Parcel,
    StatedDeal,
)
from disputes.policy.options import RequestedOption
from disputes.policy.vocabulary import Condition, OptionKind

MAX_OPTIONS = 10
MAX_ATTACHMENTS = 20
MAX_CHECKS = 50


class OptionBody(Body):
    """Solution on offer. A partial refund names an amount or its share in basis points.

    So may a replacement, where the policy lets it come with a reduction: that much goes back to the buyer at once.
    """

    kind: OptionKind
    amount: MoneyBody | None = None
    basis_points: BasisPoints | None = None

    def to_option(self) -> RequestedOption:
        return RequestedOption(self.kind, self.amount.to_money() if self.amount else None, self.basis_points)


class TransactionBody(Body):
    item: Line
    """The item or the service."""
    agreed_price: MoneyBody
    terms: Prose | None = None
    """Additional terms of the deal."""

    def to_transaction(self) -> StatedDeal:
        return StatedDeal(self.item, self.agreed_price.to_money(), self.terms)


class OpeningBody(Body):
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
    options: Annotated[tuple[OptionBody, ...], Field(max_length=MAX_OPTIONS)] = ()
    """Solutions the claimant would take, the preferred one first, where the policy begins with them."""
    explanation: Prose
    transaction: TransactionBody | None = None
    """What was agreed, where the policy has it verified (T1)."""
    need: Prose | None = None
    """Why it must be substantiated that the deal was completed, where the policy asks (T1)."""
    on_behalf_of: Literal[Role.BUYER, Role.SELLER] | None = None
    """Whose case it is, where an operator opens it (T1)."""

    def to_statement(self) -> OpeningStatement:
        return OpeningStatement(self.transaction.to_transaction() if self.transaction else None, self.need)


class CheckBody(Body):
    """Finding on one point of the policy's list."""

    code: Code
    finding: Finding
    note: Prose | None = None

    def to_check(self) -> Check:
        return Check(self.code, self.finding, self.note)


Checks = Annotated[tuple[CheckBody, ...], Field(max_length=MAX_CHECKS)]


class MessageBody(BehalfBody):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"text": "When will it arrive?"},
                {"text": "I was there from 10 to 12, as the call shows.", "kind": "explanation"},
                {"text": "It stood in the shed.", "on_behalf_of": "buyer", "means": "phone"},
            ]
        }
    )

    text: Prose
    attachments: Annotated[tuple[EvidenceId, ...], Field(max_length=MAX_ATTACHMENTS)] = ()
    """Evidence of this case, given before under /v1/evidence; whoever reads the message may read it there."""
    kind: MessageKind = MessageKind.COMMENT
    """`explanation`: your account of what happened, which counts for how complete your case is (K17)."""


class PlainActBody(BehalfBody):
    """Nothing, from a party; from an operator for whom it is done."""

    model_config = ConfigDict(json_schema_extra={"examples": [{}, {"on_behalf_of": "seller", "means": "phone"}]})


class AssignmentBody(Body):
    operator: ParticipantId | None = None
    """Who gets the case; without it, you."""


class VerificationBody(Body):
    """Result of verifying the transaction (T2). What does not match closes the case."""

    result: Literal["verified", "not_verified"]
    checks: Checks = ()
    reason_code: Code | None = None
    """Why not, where they do not match."""

    @model_validator(mode="after")
    def _reason_where_refused(self) -> Self:
        if (self.result == "not_verified") != (self.reason_code is not None):
            raise PydanticCustomError("reason_code", "Give a reason_code exactly where the facts do not match.")
        return self


class ParcelBody(ShippedParcelBody):
    """Parcel from which money follows. A carrier that is none of those known is `other`, with its `carrier_name`."""

    carrier: CarrierCode
    carrier_name: NameOfOther = None

    @model_validator(mode="after")
    def _name_of_other(self) -> Self:
        require_name_of_other(self.carrier, self.carrier_name)
        return self

    def to_parcel(self) -> Parcel:
        """Raises CarrierUnknown."""
        require_named_carrier(self.carrier, self.carrier_name)
        return Parcel(self.carrier_name or self.carrier, self.tracking_number)


class FulfilmentBody(ParcelBody, BehalfBody):
    """Parcel by which the promised goods are on their way."""


class ReturnBody(BehalfBody):
    """Return address, from the seller (D10), or then the parcel, from the buyer (D11)."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "address": {
                        "recipient": "Sam",
                        "street": "1 Way",
                        "postal_code": "10115",
                        "city": "Berlin",
                        "country": "DE",
                    }
                },
                {"parcel": {"carrier": "DHL", "tracking_number": "JD0123456789"}},
            ]
        }
    )

    address: AddressBody | None = None
    parcel: ParcelBody | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if (self.address is None) == (self.parcel is None):
            raise PydanticCustomError("one_of", "Give an address (the seller) or a parcel (the buyer).")
        return self


class ReturnAddressBody(BehalfBody):
    address: AddressBody


class ReceiptBody(BehalfBody):
    """Condition in which goods arrived. Anything but `received` contests it."""

    condition: Condition
    note: Prose | None = None


class AppealBody(BehalfBody):
    explanation: Prose
    """In full, why you disagree (K18). The evidence is given as evidence, with the points it covers."""


class ExtensionBody(Body):
    """More time for one clock of the case: see its `deadlines`."""

    deadline: Annotated[str, Field(pattern="^[a-z_]{1,40}$", examples=["evidence"])]
    request: RequestId | None = None
    due_at: Instant
    reason_code: Code


class PauseBody(Body):
    reason_code: Code


class MessageFilters(PageFilters):
    pass
