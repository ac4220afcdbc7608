"""Ids of subjects that are known by name: they follow from it, so that whoever waits can ask for their events."""

from __future__ import annotations

from typing import Final
from uuid import UUID, uuid5

EDITION_IDS: Final = UUID("0f9f7d5e-6f2c-5b7a-9d58-3d8d3a1c0f11")
STANDING_IDS: Final = UUID("6f7b64b2-5a3e-5d0c-9f9e-0f3f3c3f8a11")


def edition_id(owner: UUID | None, edition: str) -> UUID:
    """Id of a policy edition. `owner`: the platform whose own it is; None: it comes with Parley."""
    return uuid5(EDITION_IDS, edition if owner is None else f"{owner}:{edition}")


def current_edition_id(tenant: UUID, policy: str) -> UUID:
    """Id of a platform's choice which edition of a policy its new escrows get."""
    return uuid5(EDITION_IDS, f"{tenant}:current:{policy}")


def standing_id(tenant: UUID, participant: str) -> UUID:
    """People are known by the platform's own ids; the ids of their standings follow from them."""
    return uuid5(STANDING_IDS, f"{tenant}:{participant}")
