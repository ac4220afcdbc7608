"""Schemas of bulk requests: an instruction is a request that could have been sent alone, and its outcome the answer."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import Field

from common.kernel.ids import EscrowId
from common.web.schemas import Body, View
from escrow.schemas import AmountBody, EscrowView, NewEscrowBody, PaymentBody, ShipmentBody

MAX_INSTRUCTIONS: Final = 50
KeyText = Annotated[str, Field(pattern=r"^[!#-+\--~]{1,255}$", examples=["pay-1041"])]


class InstructionBody(Body):
    key: KeyText
    """Idempotency key of this instruction: sent again, here or as a request of its own, it is answered as it was."""


class OnEscrowBody(InstructionBody):
    escrow: EscrowId
    """Escrow that it is about."""
    version: int | None = Field(None, ge=0)
    """Version that you decided on, as `If-Match` says it in a request of its own."""


class CreateBody(InstructionBody):
    operation: Literal["create_escrow"]
    """Create an escrow."""
    body: NewEscrowBody
    """What `POST /v1/escrows` takes."""


class FundBody(OnEscrowBody):
    operation: Literal["fund"]
    """Report a payment."""
    body: PaymentBody
    """What `POST /v1/escrows/{escrow}/fund` takes."""


class ShipBody(OnEscrowBody):
    operation: Literal["ship"]
    """Report the shipment."""
    body: ShipmentBody
    """What `POST /v1/escrows/{escrow}/ship` takes."""


class DeliverBody(OnEscrowBody):
    operation: Literal["deliver"]
    """Report the delivery."""


class ReleaseBody(OnEscrowBody):
    operation: Literal["release"]
    """Pay the seller what is held, or a part of it."""
    body: AmountBody = Field(default_factory=AmountBody)
    """What `POST /v1/escrows/{escrow}/release` takes."""


class RefundBody(OnEscrowBody):
    operation: Literal["refund"]
    """Give the buyer back what is held, or a part of it."""
    body: AmountBody = Field(default_factory=AmountBody)
    """What `POST /v1/escrows/{escrow}/refund` takes."""


class CancelBody(OnEscrowBody):
    operation: Literal["cancel"]
    """Call the deal off before the price is complete."""


AnyInstruction = Annotated[
    CreateBody | FundBody | ShipBody | DeliverBody | ReleaseBody | RefundBody | CancelBody,
    Field(discriminator="operation"),
]


class BulkBody(Body):
    instructions: list[AnyInstruction] = Field(min_length=1, max_length=MAX_INSTRUCTIONS)
    """At most 50. Those on one escrow are carried out in their order, the others at once and in any order."""


class OutcomeView(View):
    """What came of one instruction: what its own request would have been answered with."""

    key: str
    """Key of the instruction."""
    operation: str
    """Operation of the instruction."""
    status: int
    """Status that a request of its own would have had: below 400 it is carried out."""
    replayed: bool
    """Whether it had been carried out before, under the same key."""
    result: EscrowView | None = None
    """Escrow as the instruction left it."""
    problem: dict[str, Any] | None = None
    """Why it was not carried out: a problem, as in the answer to a request of its own."""


class BulkView(View):
    outcomes: list[OutcomeView]
    """One for each instruction, in their order."""
    succeeded: int
    """How many were carried out, now or before."""
    refused: int
    """How many were not. Nothing of these has changed anything."""
