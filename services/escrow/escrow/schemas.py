"""Bodies of requests and answers about escrows and their money."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from common.kernel.errors import CurrencyMismatch
from common.kernel.ids import DisputeId, EscrowId, InstructionId, TransactionId
from common.kernel.money import Money
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

from .domain.agreement import Agreement, Fee, Payer, Windows
from .domain.escrow import State
from .domain.ledger import Account, Kind, Party

PolicyName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.@-]{0,99}$", examples=["agreement_first"])]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class FeeBody(Body):
    """A rate, a fixed amount, or both; agreed now and never changed."""

    basis_points: BasisPoints = 0
    fixed: MoneyBody | None = None
    paid_by: Payer = Payer.SELLER

    def fee(self, currency: str) -> Fee:
        if self.fixed and self.fixed.currency != currency:
            raise CurrencyMismatch(currency, self.fixed.currency)
        return Fee(self.basis_points, self.fixed.amount if self.fixed else 0, self.paid_by)


class AgreementBody(Body):
    """What was agreed, as it will be shown if there is a dispute."""

    title: Line
    terms: Prose | None = None
    photo_hashes: list[Sha256] = Field([], max_length=50)
    """SHA-256 of the photos in the offer, in hexadecimal."""


class WindowsBody(Body):
    funding_expiry: TermText = "7 days"
    ship_within: TermText = "14 days"
    inspection: TermText = "3 days"

    def windows(self) -> Windows:
        return Windows(Term.parse(self.funding_expiry), Term.parse(self.ship_within), Term.parse(self.inspection))


class NewEscrow(Body):
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

    def agreed(self) -> Agreement:
        """Without its policy, which is looked up and pinned when the escrow is made."""
        return Agreement(
            buyer=Participant(self.buyer),
            seller=Participant(self.seller),
            price=self.amount.to_money(),
            fee=self.fee.fee(self.amount.currency),
            title=self.agreement.title,
            terms=self.agreement.terms or "",
            photo_hashes=tuple(self.agreement.photo_hashes),
            windows=self.windows.windows(),
            policy="",
            category=self.category,
            partner_reference=self.partner_reference,
            metadata=self.metadata,
        )


class Fund(Body):
    amount: MoneyBody
    provider_reference: Reference
    """The payment provider's id of this payment. It is counted once."""


class Ship(Body):
    carrier: Line
    tracking_number: Annotated[
        str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ./_-]{2,63}$", examples=["1Z999AA10123456784"])
    ]


class Some(Body):
    """How much; everything that is held, if not said."""

    amount: MoneyBody | None = None

    def money(self) -> Money | None:
        return self.amount.to_money() if self.amount else None


class EscrowFilters(PageFilters):
    status: CommaList[State] | None = None
    partner_reference: Reference | None = None
    participant: ParticipantId | None = None


class FeeView(View):
    basis_points: int
    fixed: MoneyView
    paid_by: Payer


class AgreementView(View):
    title: str
    terms: str
    photo_hashes: list[str]


class WindowsView(View):
    funding_expiry: str
    ship_within: str
    inspection: str


class FundsView(View):
    """Where the price is. `missing` is what the buyer still has to pay, a fee on top included."""

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


class EscrowView(View):
    id: EscrowId
    status: State
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
    delivered_at: UtcTime | None
    inspection_ends_at: UtcTime | None
    closed_at: UtcTime | None
    allowed_actions: list[AllowedAction]
    next_automatic_action: NextAutomaticAction | None


class MovementView(View):
    kind: Kind
    party: Party
    from_account: Account
    to_account: Account
    amount: MoneyView


class PostingView(View):
    """One ledger transaction. What leaves one account arrives in another, to the last minor unit."""

    id: TransactionId
    instruction: InstructionId
    cause: str
    provider_reference: str | None
    created_at: UtcTime
    movements: list[MovementView]


class Statement(View):
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
    kind: Kind
    direction: Literal["incurred", "lifted"]
    amount: MoneyView
    escrow: EscrowId | None
    dispute: DisputeId | None
    created_at: UtcTime


class Accounts(View):
    data: list[AccountView]


class Integrity(View):
    """`ok`: every transaction adds up to nothing, every hold is the sum of its entries."""

    ok: bool
    transactions: int
    unbalanced_transactions: int
    escrows: int
    differing_holds: int
