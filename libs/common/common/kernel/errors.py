"""Refusals that every service knows: rules of the business that said no. Nothing of HTTP."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar, NamedTuple, Self
from uuid import UUID

from .case_ends import CaseEnd


class Predecessor(NamedTuple):
    """Subject of another service, on whose events an act rests."""

    publisher: str
    subject: UUID
    is_of_asker: bool = False
    """The subject is the asker's own: the act rests on all that concerns it at the publisher."""
    part: UUID | None = None
    """Unknown part of the subject that the caller names: its publisher is asked only if that id is young."""


class DomainError(Exception):
    """Refusal: a rule of the business said no. Knows nothing of HTTP; the edge decides the status.

    Public attributes become members of the problem; `code` is the stable name of the refusal.
    """

    code: ClassVar[str]
    is_momentary: ClassVar[bool] = False
    """The same request may get another answer a second later: it is never kept as the answer of a key."""

    def __init_subclass__(cls) -> None:
        if "code" not in vars(cls):
            cls.code = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    _rests_on: tuple[Predecessor, ...] = ()

    @property
    def rests_on(self) -> tuple[Predecessor, ...]:
        """Subjects of other services whose newest events might allow what was refused."""
        return self._rests_on

    def resting_on(self, *predecessors: Predecessor) -> Self:
        """Say that the refusal rests on what is known here of other services' subjects."""
        self._rests_on = predecessors
        return self


class RefusedInContext(DomainError):
    """A refusal with what surrounds it: answered with the status, code and words of `refusal`, and `members` beside."""

    def __init__(self, refusal: DomainError, **members: object) -> None:
        super().__init__(str(refusal))
        self.refusal, self.members = refusal, members
        self.resting_on(*refusal.rests_on)


class CurrencyMismatch(DomainError):
    def __init__(self, expected: str, got: str) -> None:
        self.expected = expected
        super().__init__(f"Amounts here are in {expected}, not in {got}.")


class NotFound(DomainError):
    """Missing, or not the caller's to know of: the two are the same to them."""

    def __init__(self, what: str) -> None:
        super().__init__(f"There is no such {what}.")


class Forbidden(DomainError):
    """`scope`: the one that a token lacks, where that is what is wrong."""

    def __init__(self, why: str = "Your token does not allow this.", scope: str = "") -> None:
        self._scope = scope
        super().__init__(why)

    @classmethod
    def for_role(cls, own: str, allowed: Iterable[str], way_out: str = "") -> Self:
        """Refuse a role and say which ones may; `way_out` is what the others do instead."""
        roles = " or ".join(dict.fromkeys(allowed))
        return cls(f"This takes a token of the role {roles}; yours has the role {own}.{way_out and ' '}{way_out}")

    @property
    def lacking_scope(self) -> str:
        return self._scope


class PlatformNotActive(DomainError):
    def __init__(self) -> None:
        super().__init__("This platform is suspended.")


class VersionConflict(DomainError):
    def __init__(self, current_version: int) -> None:
        self.current_version = current_version
        super().__init__("It has changed since you read it. Read it again and decide anew.")


class PreconditionRequired(DomainError):
    def __init__(self) -> None:
        super().__init__("Send If-Match with the version you have read: this act must not hit a changed case.")


class DeadlinePassed(DomainError):
    """Too late. `end`: how the silence has ended it, or is about to; None where it is not the end."""

    def __init__(self, due_at: datetime, *, end: CaseEnd | None = None) -> None:
        self.due_at = due_at
        vars(self).update({} if end is None else end.members())
        super().__init__("The time for this is over.")


class IdempotencyMismatch(DomainError):
    def __init__(self) -> None:
        super().__init__("This Idempotency-Key was used with another request. Use a new key.")


class IdempotencyInFlight(DomainError):
    is_momentary = True

    def __init__(self) -> None:
        super().__init__("The first request with this Idempotency-Key is still running. Try again in a second.")


class IdempotencyKeyMissing(DomainError):
    def __init__(self) -> None:
        super().__init__("Send an Idempotency-Key, so that repeating the request can never move money twice.")


class IdempotencyKeyInvalid(DomainError):
    def __init__(self) -> None:
        super().__init__("An Idempotency-Key is one value of 1 to 255 visible ASCII characters without commas.")


def require_version(expected: frozenset[int] | None, current: int) -> None:
    """Raises VersionConflict when the caller decided on other versions than the current one."""
    if expected is not None and current not in expected:
        raise VersionConflict(current)


class NotKnownYet(DomainError):
    """The event that an act rests on is still under way, and its owner could not be asked."""

    is_momentary = True

    def __init__(self) -> None:
        super().__init__("What this rests on has not arrived here yet. Send the same request again in a second.")


class RequestOutdated(DomainError):
    """The request has waited here for longer than a deadline waits for whoever was in time."""

    def __init__(self) -> None:
        super().__init__("The request waited here for too long, so nothing was decided. Send it again.")


class OvertakenByRival(Exception):
    """Another transaction did the same at the same time and was first. Decided anew, the act sees what it did."""


class InvariantViolated(Exception):
    """Mistake of ours: a rule was broken that no input can break. Never asserted, so that `python -O` keeps it."""
