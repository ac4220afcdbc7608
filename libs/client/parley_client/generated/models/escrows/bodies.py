"""Bodies of escrows. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from parley_client.generated.models.escrows.choices import Undelivered
from parley_client.generated.models.general.choices import FeePayer
from parley_client.generated.models.general.parts import MoneyBody


class AgreementBody(TypedDict):
    """Terms agreed upon, as they will be shown if there is a dispute."""

    title: str
    """What is sold, in up to 200 characters; shown in a dispute."""
    terms: NotRequired[str | None]
    """What was agreed beyond the title, in up to 10,000 characters; shown in a dispute."""
    photo_hashes: NotRequired[list[str]]
    """SHA-256 of the photos in the offer, in hexadecimal."""


class AmountBody(TypedDict):
    """Amount to move; everything that is held, if none is named. Null names none and is refused."""

    amount: NotRequired[MoneyBody]
    """How much; its currency is the escrow's. Left out: all that is held."""


class BulkReleaseBody(TypedDict):
    key: str
    """Idempotency key of this instruction: sent again, here or as a request of its own, it is answered as it was."""
    escrow: str
    """Escrow that it is about."""
    version: NotRequired[int | None]
    """Version that you decided on, as `If-Match` says it in a request of its own."""
    operation: Literal["release"]
    """Pay the seller what is held, or a part of it."""
    body: NotRequired[AmountBody]
    """What `POST /v1/escrows/{escrow}/release` takes."""


class CancelBody(TypedDict):
    key: str
    """Idempotency key of this instruction: sent again, here or as a request of its own, it is answered as it was."""
    escrow: str
    """Escrow that it is about."""
    version: NotRequired[int | None]
    """Version that you decided on, as `If-Match` says it in a request of its own."""
    operation: Literal["cancel"]
    """Call the deal off before the price is complete."""


class FeeBody(TypedDict):
    """Fee of the platform: a rate, a fixed amount, or both; agreed now and never changed."""

    basis_points: NotRequired[int]
    """Share of the price in basis points: 250 are 2.5 per cent."""
    fixed: NotRequired[MoneyBody | None]
    """Fixed amount on top of the share, in the escrow's currency."""
    paid_by: NotRequired[FeePayer]
    """`seller`: it is taken off what the seller gets. `buyer`: it is paid on top of the price."""


class WindowsBody(TypedDict):
    funding_expiry: NotRequired[str]
    """For the payment, as in `7 days`, from the creation on; then the escrow expires."""
    ship_within: NotRequired[str]
    """For the shipment, from the payment on; then the buyer is refunded."""
    inspection: NotRequired[str]
    """For the buyer to inspect the goods, from the delivery on; then the money is released."""
    delivery: NotRequired[str]
    """From the shipment on; what follows when nobody reports the delivery says `undelivered`."""
    undelivered: NotRequired[Undelivered]
    """`inspect`: it counts as delivered and the buyer's inspection begins. `refund`: everything goes back."""


class NewEscrowBody(TypedDict):
    buyer: str
    """The buyer's user id on your platform. Another one than the seller's."""
    seller: str
    """The seller's user id on your platform."""
    amount: MoneyBody
    """The price. Its currency is the escrow's."""
    fee: NotRequired[FeeBody]
    """Your fee; none if it is left out."""
    agreement: AgreementBody
    """What is sold and on which terms."""
    windows: NotRequired[WindowsBody]
    """How long each step may take; the defaults if it is left out."""
    policy: NotRequired[str | None]
    """Which rules a dispute would follow: a policy, whose current edition is pinned, or one edition. If not named,
    what the platform has chosen for the category, else its default.
    """
    category: NotRequired[str | None]
    """Your category of the deal: it chooses the dispute policy where you have chosen one for it."""
    partner_reference: NotRequired[str | None]
    """Your own reference, up to 128 visible ASCII characters; lists can be filtered by it."""
    metadata: NotRequired[dict[str, str]]
    """Your own keys and texts: 50 keys of 40 characters with texts of 500. Never interpreted."""


class CreateBody(TypedDict):
    key: str
    """Idempotency key of this instruction: sent again, here or as a request of its own, it is answered as it was."""
    operation: Literal["create_escrow"]
    """Create an escrow."""
    body: NewEscrowBody
    """What `POST /v1/escrows` takes."""


class DeliverBody(TypedDict):
    key: str
    """Idempotency key of this instruction: sent again, here or as a request of its own, it is answered as it was."""
    escrow: str
    """Escrow that it is about."""
    version: NotRequired[int | None]
    """Version that you decided on, as `If-Match` says it in a request of its own."""
    operation: Literal["deliver"]
    """Report the delivery."""


class PaymentBody(TypedDict):
    amount: MoneyBody
    """What the buyer has paid, in the escrow's currency. It may be a part, or too much."""
    provider_reference: str
    """The payment provider's id of this payment. It is counted once."""


class FundBody(TypedDict):
    key: str
    """Idempotency key of this instruction: sent again, here or as a request of its own, it is answered as it was."""
    escrow: str
    """Escrow that it is about."""
    version: NotRequired[int | None]
    """Version that you decided on, as `If-Match` says it in a request of its own."""
    operation: Literal["fund"]
    """Report a payment."""
    body: PaymentBody
    """What `POST /v1/escrows/{escrow}/fund` takes."""


class RefundBody(TypedDict):
    key: str
    """Idempotency key of this instruction: sent again, here or as a request of its own, it is answered as it was."""
    escrow: str
    """Escrow that it is about."""
    version: NotRequired[int | None]
    """Version that you decided on, as `If-Match` says it in a request of its own."""
    operation: Literal["refund"]
    """Give the buyer back what is held, or a part of it."""
    body: NotRequired[AmountBody]
    """What `POST /v1/escrows/{escrow}/refund` takes."""


class ShipmentBody(TypedDict):
    """Parcel by which the goods are on their way."""

    carrier: str
    """Who carries it."""
    tracking_number: str
    """As the carrier prints it: letters, digits, blanks, and the marks ( ) . / _ + # : * and - between them."""


class ShipBody(TypedDict):
    key: str
    """Idempotency key of this instruction: sent again, here or as a request of its own, it is answered as it was."""
    escrow: str
    """Escrow that it is about."""
    version: NotRequired[int | None]
    """Version that you decided on, as `If-Match` says it in a request of its own."""
    operation: Literal["ship"]
    """Report the shipment."""
    body: ShipmentBody
    """What `POST /v1/escrows/{escrow}/ship` takes."""


class BulkBody(TypedDict):
    instructions: list[CreateBody | FundBody | ShipBody | DeliverBody | BulkReleaseBody | RefundBody | CancelBody]
    """At most 50. Those on one escrow are carried out in their order, the others at once and in any order."""
