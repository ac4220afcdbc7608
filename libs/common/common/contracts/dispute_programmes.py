"""Events of what a platform's cases go by: published editions, which of them is current, and limits of approval."""

from __future__ import annotations

from typing import ClassVar

from .dispute_parts import DisputeTermsRef
from .envelope import Event


class ApprovalLimitsChanged(Event):
    """Limits of a platform above which a decision takes two operators: all of them, as they are from now on."""

    topic: ClassVar[str] = "disputes.approval-limits-changed.v1"
    prefix: ClassVar[str] = "plt"

    limits: dict[str, int]
    """Currency → amount in its minor units."""


class PolicyPublished(Event):
    """`tenant` is the nil UUID for the editions that come with Parley."""

    topic: ClassVar[str] = "policies.published.v1"
    prefix: ClassVar[str] = "pol"

    edition: str
    name: str
    hash: str
    current: bool
    """Of those that come with Parley: whether escrows get it that name the policy. A platform's own are never current
    by being published: `EditionMadeCurrent`."""
    disputes: DisputeTermsRef | None = None


class EditionMadeCurrent(Event):
    """A platform has chosen the edition that its new escrows get by the name of the policy. All that escrow has to know
    of the edition comes with it, so it does not matter which of the two events is first."""

    topic: ClassVar[str] = "policies.made-current.v1"
    prefix: ClassVar[str] = "pol"

    edition: str
    name: str
    hash: str
    own: bool
    """The platform's own, or one that comes with Parley."""
    follows_newest: bool = False
    """The platform has chosen none any more: it gets Parley's newest, today this one."""
    disputes: DisputeTermsRef | None = None
