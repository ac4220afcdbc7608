"""Value types every domain may use. Standard library only; no rules of any service live here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Final, NamedTuple, NewType

MAX_MINOR: Final = 10**15
BASIS_POINTS: Final = 10_000

Participant = NewType("Participant", str)
"""A person as the platform names them: its own user id, unique within that platform only."""


class Role(StrEnum):
    """Who is acting. The token says it, the domain decides what it means."""

    BUYER = "buyer"
    SELLER = "seller"
    REPRESENTATIVE = "representative"
    OPERATOR = "operator"
    PLATFORM = "platform"
    SYSTEM = "system"
    ADMIN = "admin"


class Actor(NamedTuple):
    role: Role
    id: str


SYSTEM: Final = Actor(Role.SYSTEM, "parley")


class Moment(NamedTuple):
    """`received_at` judges whether an act was in time; `now`, read after the lock, stamps what happened."""

    received_at: datetime
    now: datetime


class DomainError(Exception):
    """A rule of the business said no. Knows nothing of HTTP; the edge decides the status.

    Public attributes become members of the problem; `code` is the stable name of the refusal.
    """

    code: ClassVar[str]

    def __init_subclass__(cls) -> None:
        if "code" not in vars(cls):
            cls.code = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


class CurrencyMismatch(DomainError):
    def __init__(self, expected: str, got: str) -> None:
        self.expected = expected
        super().__init__(f"Amounts here are in {expected}, not in {got}.")


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An exact amount in the currency's smallest unit, 0 … 10^15. Never negative, never a float."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if not 0 <= self.minor <= MAX_MINOR:
            raise ValueError(f"money is 0 … {MAX_MINOR} minor units; model a debt as a movement")
        if len(self.currency) != 3 or not self.currency.isupper():
            raise ValueError(f"not an ISO 4217 code: {self.currency!r}")

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other), self.currency)

    def __bool__(self) -> bool:
        return self.minor > 0

    def nothing(self) -> Money:
        return Money(0, self.currency)

    def _same(self, other: Money) -> int:
        if other.currency != self.currency:
            raise CurrencyMismatch(self.currency, other.currency)
        return other.minor


class Split(NamedTuple):
    """An amount divided between two sides; the parts always add up."""

    to_buyer: Money
    to_seller: Money

    @property
    def whole(self) -> Money:
        return self.to_buyer + self.to_seller


def share(whole: Money, basis_points: int) -> Split:
    """Give the buyer `basis_points` of the whole, the nearest minor unit, an exact half to the buyer."""
    if not 0 <= basis_points <= BASIS_POINTS:
        raise ValueError("basis points are 0 … 10,000")
    first = Money((whole.minor * basis_points * 2 + BASIS_POINTS) // (2 * BASIS_POINTS), whole.currency)
    return Split(first, whole - first)


def half_even(numerator: int, denominator: int) -> int:
    """Divide and round to the nearest integer, an exact half to the even one."""
    quotient, rest = divmod(numerator, denominator)
    if rest * 2 > denominator or (rest * 2 == denominator and quotient % 2):
        return quotient + 1
    return quotient


class NotFound(DomainError):
    """Missing, or not the caller's to know of: the two are the same to them."""

    def __init__(self, what: str) -> None:
        super().__init__(f"There is no such {what}.")


class Forbidden(DomainError):
    def __init__(self, why: str = "Your token does not allow this.") -> None:
        super().__init__(why)


class VersionConflict(DomainError):
    def __init__(self, current_version: int) -> None:
        self.current_version = current_version
        super().__init__("It has changed since you read it. Read it again and decide anew.")


class PreconditionRequired(DomainError):
    def __init__(self) -> None:
        super().__init__("Send If-Match with the version you have read: this act must not hit a changed case.")


class DeadlinePassed(DomainError):
    def __init__(self, due_at: datetime) -> None:
        self.due_at = due_at
        super().__init__("The time for this is over.")


class IdempotencyMismatch(DomainError):
    def __init__(self) -> None:
        super().__init__("This Idempotency-Key was used with another request. Use a new key.")


class IdempotencyInFlight(DomainError):
    def __init__(self) -> None:
        super().__init__("The first request with this Idempotency-Key is still running. Try again in a second.")


class IdempotencyKeyMissing(DomainError):
    def __init__(self) -> None:
        super().__init__("Send an Idempotency-Key, so that repeating the request can never move money twice.")


class IdempotencyKeyInvalid(DomainError):
    def __init__(self) -> None:
        super().__init__("An Idempotency-Key is one value of 1 to 255 visible ASCII characters without commas.")


def require_version(expected: int | None, current: int) -> None:
    """Raises VersionConflict when the caller decided on another version than the current one."""
    if expected is not None and expected != current:
        raise VersionConflict(current)
