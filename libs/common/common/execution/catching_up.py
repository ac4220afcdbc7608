"""Catching up: before a refusal that rests on another service stands, its owner is asked for events under way."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Protocol, TypeVar
from uuid import UUID

from common.kernel import seams
from common.kernel.errors import DomainError, Predecessor
from common.kernel.ids import is_young

RefusalT = TypeVar("RefusalT", bound=DomainError)


class CatchUpOutcome(Enum):
    CAUGHT_UP = "caught_up"
    """Something new has taken effect: what was refused may now be allowed."""
    UP_TO_DATE = "up_to_date"
    AWAY = "away"
    """The owner did not answer in time."""


class CatchUp(Protocol):
    async def catch_up_with(self, publisher: str, tenant: UUID, subjects: Sequence[UUID]) -> CatchUpOutcome:
        """Take in what `publisher` has told of `subjects` and this service has not heard yet."""

    async def catch_up_concerning(self, publisher: str, tenant: UUID, concerning: Sequence[UUID]) -> CatchUpOutcome:
        """Take in what `publisher` has told that concerns these subjects of this service."""


def rest_on_if_young(refusal: RefusalT, owner: Predecessor) -> RefusalT:
    """Have the owner of an unknown subject asked, if the subject is so young that it may be under way.

    Its age is that of its id: real time, whatever the test clock of a platform says.
    """
    return refusal.resting_on(owner) if is_young(owner.subject, seams.utc_now()) else refusal


def may_know_more(owner: Predecessor) -> bool:
    """Tell whether it is worth asking: what is unknown and old is not under way."""
    return owner.part is None or is_young(owner.part, seams.utc_now())
