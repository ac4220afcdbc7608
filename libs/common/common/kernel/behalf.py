"""Acting on somebody's behalf: an operator does what a party has asked support for, recorded as what it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .errors import Forbidden
from .principal import Principal, Role


class ContactMeans(StrEnum):
    """Means by which a party has told support what it wants."""

    PHONE = "phone"
    EMAIL = "email"
    LETTER = "letter"
    CHAT = "chat"
    IN_PERSON = "in_person"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Behalf:
    """Party for whom an operator acts, and by which means it asked them to (PRM-27)."""

    party: Role
    means: ContactMeans


def represented_role(principal: Principal, behalf: Behalf | None) -> Role:
    """Find in which part somebody acts: their own, or that of the party for whom an operator acts. Raises Forbidden."""
    if behalf is None:
        return principal.role
    if principal.role is not Role.OPERATOR:
        raise Forbidden("Operators alone act on somebody's behalf. Leave on_behalf_of out.")
    return behalf.party


def represented_party(principal: Principal, behalf: Behalf | None) -> Role:
    """Find for which party somebody acts, where an operator has no act of their own. Raises Forbidden."""
    if behalf is None and principal.role is Role.OPERATOR:
        raise Forbidden("Say on whose behalf you act, and by which means you were asked to.")
    return represented_role(principal, behalf)
