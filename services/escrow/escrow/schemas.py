"""Schemas of requests and answers: escrows and their money."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self, cast

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from common.kernel.carriers import ShipmentDoubt
from common.kernel.errors import CurrencyMismatch
from common.kernel.fees import Fee, FeePayer
from common.kernel.ids import DisputeId, EscrowId, InstructionId, TransactionId
from common.kernel.money import MAX_MINOR, Money
from common.kernel.principal import Participant
from common.kernel.terms import Term
from common.persistence.paging import CommaList, PageFilters
from common.web.schemas import (
    AllowedAction,
    BasisPoints,
    Body,
    Code,
    Line,
    Metadata,
    MoneyBody,
    MoneyView,
    NextAutomaticAction,
    ParticipantId,
    Prose,
    Reference,
    TermText,
    UtcTime,
    View,
)
from common.web.shipping.parcels import ShippedParcelBody

from .domain.agreement import Agreement, Undelivered, Windows
from .domain.ledger import Account, MovementKind, Party
from .domain.transitions import DeadlineKind, EscrowState

PolicyName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.@-]{0,99}$", examples=["agreement_first"])]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class FeeBody(Body):
    """Fee of the platform: a rate, a fixed amount, or both; agreed now and never changed."""

    basis_points: BasisPoints = 0
    fixed: MoneyBody | None = None
    paid_by: FeePayer = FeePayer.SELLER

    def to_fee(self, currency: str) -> Fee:
        if self.fixed and self.fixed.currency != currency:
            raise CurrencyMismatch(currency, self.fixed.currency)
        return Fee(self.basis_points, self.fixed.amount if self.fixed else 0, self.paid_by)


class AgreementBody(Body):
    """Terms agreed upon, as they will be shown if there is a dispute."""

    title: Line
    terms: Prose | None = None
    photo_hashes: list[Sha256] = Field([], max_length=50)
    """SHA-256 of the photos in the offer, in hexadecimal."""


class WindowsBody(Body):
    funding_expiry: TermText = "7 days"
    ship_within: TermText = "14 days"
    inspection: TermText = "3 days"
    delivery: TermText = "30 days"
    """From the shipment on; what follows when nobody reports the delivery says `undelivered`."""
    undelivered: Undelivered = Undelivered.INSPECT
    """`inspect`: it counts as delivered and the buyer's inspection begins. `refund`: everything goes back."""

    def to_windows(self) -> Windows:
        return Windows(
            funding_expiry=Term.parse(self.funding_expiry),
            ship_within=Term.parse(self.ship_within),
            inspection=Term.parse(self.inspection),
            delivery=Term.parse(self.delivery),
            undelivered=self.undelivered,
        )


class NewEscrowBody(Body):
    buyer: ParticipantId
    seller: ParticipantId
    amount: MoneyBody
    fee: FeeBody = FeeBody()
    agreement: AgreementBody
    windows: WindowsBody = WindowsBody()
    policy: PolicyName | None = None
    """Which rules a dispute would follow: a policy, whose current edition is pinned, or one edition. If not named,
    what the platform has chosen for the category, else its default."""
    category: Code | None = None
    partner_reference: Reference | None = None
    metadata: Metadata = Field({})

    @model_validator(mode="after")
    def _require_payable_amount(self) -> Self:
        price = self.amount.amount
        if price + self.fee.to_fee(self.amount.currency).buyer_surcharge(price) > MAX_MINOR:
            raise PydanticCustomError(
                "amount_out_of_range", "Price and fee are 1,000,000,000,000,000 minor units together, at most."
            )
        return self

    def to_agreement(self) -> Agreement:
        """Without its policy, which is looked up and pinned when the escrow is made."""
        return Agreement(
            buyer=Participant(self.buyer),
            seller=Participant(self.seller),
            price=self.amount.to_money(),
            fee=self.fee.to_fee(self.amount.currency),
            title=self.agreement.title,
            terms=self.agreement.terms or "",
            photo_hashes=tuple(self.agreement.photo_hashes),
            windows=self.windows.to_windows(),
            policy="",
            category=self.category,
            partner_reference=self.partner_reference,
            metadata=self.metadata,
        )


class PaymentBody(Body):
    amount: MoneyBody
    provider_reference: Reference
    """The payment provider's id of this payment. It is counted once."""


class ShipmentBody(ShippedParcelBody):
    """Parcel by which the goods are on their way."""


def _leave_default_out(schema: dict[str, Any]) -> None:
    """A field that may be left out and is never null has no default that could be shown."""
    schema.pop("default", None)


class AmountBody(Body):
    """Amount to move; everything that is held, if none is named. Null names none and is refused."""

    amount: MoneyBody = Field(cast("MoneyBody", None), json_schema_extra=_leave_default_out)

    def to_money(self) -> Money | None:
        return self.amount.to_money() if self.model_fields_set else None


class EscrowFilters(PageFilters):
    status: CommaList[EscrowState] | None = None
    """States, separated by commas."""
    partner_reference: Reference | None = None
    """Your own reference, given at the creation."""
    participant: ParticipantId | None = None
    """Buyer or seller."""


class FeeView(View):
    basis_points: int
    fixed: MoneyView
    paid_by: FeePayer


class AgreementView(View):
    title: str
    terms: str
    photo_hashes: list[str]


class WindowsView(View):
    funding_expiry: str
    ship_within: str
    inspection: str
    delivery: str
    undelivered: Undelivered


class FundsView(View):
    """Places of the price. `missing` is what the buyer still has to pay, a fee on top included."""

    held: MoneyView
    frozen: MoneyView
    releasable: MoneyView
    missing: MoneyView
    released: MoneyView
    """With the fee that came out of it."""
    refunded: MoneyView
    fee: MoneyView
    """What the platform has taken so far."""
    fee_held: MoneyView
    """Of a fee that the buyer pays."""


class ShipmentView(View):
    carrier: str
    tracking_number: str
    doubts: list[ShipmentDoubt]
    """What speaks against it as proof of a shipment, should the deal be disputed."""


class DisputeWindowView(View):
    """Window in which a problem can be reported, by the pinned edition; where it says so, a delivery prolongs it.

    Whether it can be reported at this moment, the action `dispute` says; `eligibility` says everything that it takes.
    """

    opens_at: UtcTime
    closes_at: UtcTime | None
    """When the policy's window is over, or before it everything is paid out by itself. None: as long as money is held.
    """
    eligibility: str


class EndingSilenceView(View):
    """Silence that has ended a deal: which deadline ran out on whom, and what the deal became."""

    deadline: DeadlineKind
    owed_by: Literal["buyer", "seller"]
    due_at: UtcTime
    executed: EscrowState


class EscrowView(View):
    id: EscrowId
    status: EscrowState
    version: int
    buyer: str
    seller: str
    amount: MoneyView
    fee: FeeView
    agreement: AgreementView
    windows: WindowsView
    policy: str
    policy_hash: str | None
    """SHA-256 of the pinned edition: what a dispute follows can be proven later."""
    category: str | None
    partner_reference: str | None
    metadata: dict[str, str]
    funds: FundsView
    dispute: DisputeId | None
    shipment: ShipmentView | None
    created_at: UtcTime
    fund_by: UtcTime
    funded_at: UtcTime | None
    ship_by: UtcTime | None
    shipped_at: UtcTime | None
    deliver_by: UtcTime | None
    delivered_at: UtcTime | None
    delivery_presumed: bool
    """Nobody reported the delivery: the time to do so was over."""
    inspection_ends_at: UtcTime | None
    closed_at: UtcTime | None
    cause: EndingSilenceView | None
    """Where silence has ended the deal: whose, and what was carried out for it."""
    dispute_window: DisputeWindowView | None
    """None until the price is complete."""
    allowed_actions: list[AllowedAction]
    next_automatic_action: NextAutomaticAction | None
    when_unfrozen: NextAutomaticAction | None
    """What follows by itself if the dispute ends without a settlement, withdrawn for instance: at this time, or at
    once if it is over. None without a dispute. Where the delivery is presumed only then, an end after which nobody
    may open another lets the release come without the filing window; the case, which knows its ends, foretells each."""


class MovementView(View):
    kind: MovementKind
    party: Party
    from_account: Account
    to_account: Account
    amount: MoneyView


class PostingView(View):
    """Ledger transaction. What leaves one account arrives in another, to the last minor unit."""

    id: TransactionId
    instruction: InstructionId
    cause: str
    provider_reference: str | None
    created_at: UtcTime
    """When it took effect: of what happens by itself, when it was due; of what came in time and was decided late, when
    it was received."""
    recorded_at: UtcTime
    movements: list[MovementView]


class StatementView(View):
    data: list[PostingView]


class AccountView(View):
    """`credit`: money owed to somebody. `debit`: money that has come in, seen from outside."""

    kind: Account
    balance: MoneyView
    side: Literal["credit", "debit"]
    participant: str | None = None
    """Whose debt it is, where the account is one participant's."""


class DebtView(View):
    """`incurred`: it is owed from now on. `lifted`: it is not any more."""

    id: TransactionId
    instruction: InstructionId
    kind: MovementKind
    direction: Literal["incurred", "lifted"]
    amount: MoneyView
    escrow: EscrowId | None
    dispute: DisputeId | None
    created_at: UtcTime


class AccountsView(View):
    data: list[AccountView]


class IntegrityView(View):
    """`ok`: every transaction adds up to nothing, every hold is the sum of its entries."""

    ok: bool
    transactions: int
    unbalanced_transactions: int
    escrows: int
    differing_holds: int
