"""Bodies and answers of privacy. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, TypeAlias, TypedDict

EraseRole: TypeAlias = Literal["buyer", "seller", "representative"]


HoldState: TypeAlias = Literal["held", "released"]


class EraseBody(TypedDict):
    role: EraseRole
    """What the person is on your platform."""
    participant: str
    """The person's user id on your platform."""


class HoldBody(TypedDict):
    dispute: str
    """Id of the dispute."""
    reason: str
    """Why nothing of the case may be erased, in words."""


class LegalHoldReleaseBody(TypedDict):
    dispute: str
    """Id of the dispute."""


class RetentionBody(TypedDict):
    days: int
    """Days after the end of a case until its evidence is erased."""


class ErasureView(TypedDict):
    erased_items: int
    """Pieces of evidence that were erased."""
    erased_at: str
    """When (UTC)."""


class HoldView(TypedDict):
    dispute: str
    """Id of the dispute."""
    state: HoldState
    """`held`: nothing of the case is erased."""
    at: str
    """When it happened (UTC)."""


class RetentionView(TypedDict):
    """Days after the end of a case until its evidence is erased."""

    days: int
    """Days after the end of a case until its evidence is erased."""
    usual: bool
    """The platform has said nothing; it is as long as usual."""
