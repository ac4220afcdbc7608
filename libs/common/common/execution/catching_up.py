"""Catching up: before a refusal that rests on another service stands, its owner is asked for events under way."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Protocol, TypeVar
from uuid import UUID

from common.kernel import seams
from common.kernel.errors import DomainError, NotKnownYet, Predecessor
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


async def catch_up_or_raise(catch_up: CatchUp | None, tenant: UUID, refusal: DomainError) -> None:
    """Ask the owners of what the refusal rests on for events under way; raise it if it rests on nothing.

    It is decided anew even where there were none: the broker may have brought them since it was refused. Raises
    NotKnownYet, which is not remembered under a key, where an owner cannot be asked.
    """
    owners = [owner for owner in refusal.rests_on if may_know_more(owner)]
    if catch_up is None or not owners:
        raise refusal
    outcomes = [await _ask_owner(catch_up, tenant, owner) for owner in owners]
    if CatchUpOutcome.AWAY in outcomes and CatchUpOutcome.CAUGHT_UP not in outcomes:
        raise NotKnownYet from refusal


async def _ask_owner(catch_up: CatchUp, tenant: UUID, owner: Predecessor) -> CatchUpOutcome:
    ask = catch_up.catch_up_concerning if owner.is_of_asker else catch_up.catch_up_with
    return await ask(owner.publisher, tenant, [owner.subject])
