"""Schemas that every service's bodies are made of. Strict: nothing is coerced, nothing unknown is taken."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Final, Generic, Literal, Self, TypeVar

from iso4217 import Currency
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from common.kernel.behalf import Behalf, ContactMeans
from common.kernel.deal_money import PaidStep
from common.kernel.fees import PayoutParts
from common.kernel.instants import spell_time
from common.kernel.languages import Language
from common.kernel.money import MAX_MINOR, Money
from common.kernel.principal import Role
from common.kernel.terms import Term
from common.web.writing.metadata import require_metadata
from common.web.writing.texts import require_line, require_prose

T = TypeVar("T")

NOT_CURRENCIES: Final = frozenset(
    {"XXX", "XTS", "XAU", "XAG", "XPT", "XPD", "XBA", "XBB", "XBC", "XBD", "XDR", "XSU", "XUA"}
)
CURRENCIES: Final = frozenset(c.code for c in Currency if c.code not in NOT_CURRENCIES)


class Body(BaseModel):
    """Body that a caller sends. Whole numbers are strict one by one, or texts such as dates could not be read."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class View(BaseModel):
    """View that a caller is shown: exactly these fields."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    ANSWERED_WITH: ClassVar[int | None] = None
    """Status of its own, whatever act it answers."""


class BehalfBody(Body):
    """Party for whom an operator acts, and by which means it asked for it. Parties leave both out."""

    on_behalf_of: Literal[Role.BUYER, Role.SELLER] | None = None
    means: ContactMeans | None = None
    """How the party has told support what it wants; it is recorded and told."""

    @model_validator(mode="after")
    def _both_or_neither(self) -> Self:
        if (self.on_behalf_of is None) != (self.means is None):
            raise PydanticCustomError("means", "Say by which means the party on whose behalf you act has asked for it.")
        return self

    def to_behalf(self) -> Behalf | None:
        if self.on_behalf_of is None or self.means is None:
            return None
        return Behalf(self.on_behalf_of, self.means)


class BehalfView(View):
    """Party for whom an operator has acted, and by which means it had asked for it."""

    party: Role
    means: ContactMeans


def behalf_view(behalf: Behalf | None) -> BehalfView | None:
    return None if behalf is None else BehalfView(party=behalf.party, means=behalf.means)


def _require_amount(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise PydanticCustomError("int_type", "Write a whole number of minor units, without quotes or a point.")
    if not 1 <= value <= MAX_MINOR:
        raise PydanticCustomError("amount_out_of_range", "An amount is 1 to 1,000,000,000,000,000 minor units.")
    return value


def _require_currency(value: str) -> str:
    if value not in CURRENCIES:
        raise PydanticCustomError("currency_unknown", "Use the three capital letters of a current ISO 4217 currency.")
    return value


Amount = Annotated[
    int,
    BeforeValidator(_require_amount),
    Field(json_schema_extra={"minimum": 1, "maximum": MAX_MINOR}, examples=[12500]),
]
CurrencyCode = Annotated[
    str, AfterValidator(_require_currency), Field(examples=["EUR"], json_schema_extra={"pattern": "^[A-Z]{3}$"})
]


class MoneyBody(Body):
    """An amount in minor units of its ISO 4217 currency: 12500 EUR is 125.00 euros, 1050 JPY is 1,050 yen."""

    amount: Amount
    currency: CurrencyCode

    def to_money(self) -> Money:
        return Money(self.amount, self.currency)


class MoneyView(View):
    amount: int
    currency: str

    @classmethod
    def from_money(cls, money: Money) -> Self:
        return cls(amount=money.minor, currency=money.currency)

    def spell(self) -> str:
        """Spell it as people write it in every language: 45.00 EUR, 1050 JPY, 1.500 KWD."""
        digits = Currency(self.currency).exponent or 0
        return f"{Decimal(self.amount).scaleb(-digits):f} {self.currency}"


Line = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(require_line)]
Prose = Annotated[str, Field(min_length=1, max_length=10_000), AfterValidator(require_prose)]
Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,63}$", examples=["item_not_received"])]
ParticipantId = Annotated[str, Field(pattern=r"^[A-Za-z0-9._:@-]{1,64}$", examples=["user_42"])]
Reference = Annotated[str, Field(pattern=r"^[\x21-\x7e]{1,128}$", examples=["order-10045"])]
BasisPoints = Annotated[int, Field(ge=0, le=10_000, strict=True)]


def _require_term(value: str) -> str:
    try:
        return str(Term.parse(value))
    except ValueError:
        raise PydanticCustomError(
            "term", 'Write a number up to 99999 and a unit, such as "5 days", "72 hours" or "2 business days".'
        ) from None


TermText = Annotated[str, AfterValidator(_require_term), Field(examples=["5 days"])]


Metadata = Annotated[dict[str, str], AfterValidator(require_metadata), Field(examples=[{"order": "10045"}])]


UtcTime = Annotated[
    datetime,
    PlainSerializer(spell_time, return_type=str),
    WithJsonSchema(
        {"type": "string", "format": "date-time", "examples": ["2026-11-25T12:00:00Z"]}, mode="serialization"
    ),
]


class ActorView(View):
    role: Role
    id: str | None
    """None where the reader is not to know who it was: an operator, for the parties."""


class PolicyView(View):
    name: str
    edition: str
    hash: str | None = None


class MoneyEffect(View):
    """Money that is paid, in minor units and net: what the buyer gets, what the seller gets, what the platform takes.

    The three add up to what leaves the escrow, whoever pays the fee. Where money that was paid is divided anew, they
    add up to nothing, and less than nothing is owed.
    """

    buyer: int
    seller: int
    fee: int = 0
    currency: str

    @classmethod
    def from_payout(cls, payout: PayoutParts, currency: str) -> Self:
        return cls(buyer=payout.to_buyer, seller=payout.to_seller, fee=payout.to_platform, currency=currency)


class EscrowStep(View):
    """Step that escrow takes by its own clock, and what it pays."""

    at: UtcTime
    action: str
    money_effect: MoneyEffect | None = None
    then: EscrowStep | None = None
    """What follows it by itself: after a presumed delivery the release."""

    @classmethod
    def from_paid_step(cls, step: PaidStep, currency: str) -> Self:
        effect = MoneyEffect.from_payout(step.payout, currency) if step.payout is not None else None
        then = EscrowStep.from_paid_step(step.then, currency) if step.then is not None else None
        return cls(at=step.at, action=step.kind.value, money_effect=effect, then=then)


class FollowingStep(View):
    """Step that then happens by itself if nobody does anything: in which service, when, and what it pays."""

    of: Literal["escrow", "disputes"]
    at: UtcTime
    action: str
    money_effect: MoneyEffect | None = None
    then: EscrowStep | None = None
    """What escrow does after it by itself: where it ends the case without a settlement, or presumes a delivery."""

    @classmethod
    def of_escrow(cls, step: PaidStep, currency: str) -> Self:
        taken = EscrowStep.from_paid_step(step, currency)
        return cls(of="escrow", at=taken.at, action=taken.action, money_effect=taken.money_effect, then=taken.then)


class ActionChoice(View):
    """One of the ways in which an action can be given, and what it does."""

    given: dict[str, Any]
    """Members of the body that choose it."""
    leads_to: str | None = None
    """Where the case then stands."""
    money_effect: MoneyEffect | None = None
    """What it pays at once; None: nobody, or `least` to `most`."""
    least: MoneyEffect | None = None
    """Where an amount is free to choose: what is paid if the buyer gets the least that is possible."""
    most: MoneyEffect | None = None
    """The same for the most."""
    then: FollowingStep | None = None


class AllowedAction(View):
    """Action that is possible now: by whom, where, until when and within which limits."""

    rel: str
    method: Literal["POST", "PUT", "PATCH", "DELETE"] = "POST"
    href: str
    actor: Role
    available_until: UtcTime | None = None
    constraints: dict[str, Any] = {}
    money_effect: MoneyEffect | None = None
    """What it pays if it moves all that it may; None: it pays nobody, or see `choices`."""
    leads_to: str | None = None
    """Where the case then stands, if it moves a case."""
    then: FollowingStep | None = None
    """What follows by itself if nobody does anything more: money that it frees, or what the next silence brings."""
    choices: list[ActionChoice] = Field(default_factory=list, json_schema_extra={"default": []})
    """Where it can be given in several ways, each of them."""


class NextAutomaticAction(View):
    """Action that happens by itself: when, what it does, and what would prevent it."""

    at: UtcTime
    clock: Literal["natural", "business"] = "natural"
    action: str
    money_effect: MoneyEffect | None = None
    prevented_by: list[str] = []
    then: FollowingStep | None = None
    """What escrow does after it by itself: where it ends a case without a settlement, or presumes a delivery."""


class LanguageQuery(BaseModel):
    """Language in which an answer is wanted."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: Language | None = Field(None, description="Before what Accept-Language says; English if neither does.")


class Page(View, Generic[T]):
    data: list[T]
    has_more: bool
    next_cursor: str | None = None
