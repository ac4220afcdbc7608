"""Eligibility: whether a problem with an escrow can be reported, by the guards that judge the opening. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from common.kernel.errors import DomainError
from common.kernel.money import Money
from common.kernel.principal import Role
from disputes.engine.dispute import Dispute
from disputes.engine.errors import (
    AlreadyDisputed,
    AlreadyReopened,
    EscrowNotFunded,
    FilingWindowClosed,
    FilingWindowNotOpen,
    FreezeNotLifted,
    InsufficientHold,
    ReasonNotAllowed,
)
from disputes.engine.known_escrow import KnownEscrow
from disputes.engine.reopening import find_blocking, reopen_earlier
from disputes.policy.model import Policy

PARTIES: Final = (Role.BUYER, Role.SELLER)
OPENING_REFUSALS: Final = (
    AlreadyDisputed,
    AlreadyReopened,
    EscrowNotFunded,
    FilingWindowClosed,
    FilingWindowNotOpen,
    FreezeNotLifted,
    InsufficientHold,
    ReasonNotAllowed,
)
"""Refusals of an opening that do not depend on what is said in it: each has a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Eligibility:
    escrow: KnownEscrow
    policy: Policy
    roles: tuple[Role, ...]
    """In whose name it is asked."""
    refusal: DomainError | None
    """Why nothing can be reported at all."""
    refusals_by_reason: Mapping[str, DomainError]
    blocking_dispute: UUID | None
    opens_at: datetime | None
    closes_at: datetime | None

    @property
    def closed_at(self) -> datetime | None:
        if isinstance(self.refusal, EscrowNotFunded):
            return self.refusal.ended_at
        return self.refusal.closed_at if isinstance(self.refusal, FilingWindowClosed) else None

    @property
    def available(self) -> Money:
        """How much of what is held can still be disputed."""
        return self.escrow.available_amount

    def find_refusal(self, reason: str) -> DomainError | None:
        return self.refusal or self.refusals_by_reason.get(reason)

    @property
    def is_allowed(self) -> bool:
        return any(self.find_refusal(reason) is None for reason in self.policy.reasons)


def assess_eligibility(
    escrow: KnownEscrow,
    policy: Policy,
    roles: tuple[Role, ...],
    *,
    earlier: Sequence[Dispute],
    received_at: datetime,
) -> Eligibility:
    blocking, window = find_blocking(earlier), escrow.opening_window(policy)
    return Eligibility(
        escrow=escrow,
        policy=policy,
        roles=roles,
        refusal=_find_refusal(escrow, policy, roles, earlier, received_at),
        refusals_by_reason=_refuse_reasons(policy, roles, earlier),
        blocking_dispute=blocking.id if blocking is not None else None,
        opens_at=window.opens_at or escrow.funded_at,
        closes_at=window.closes_at,
    )


def _find_refusal(
    escrow: KnownEscrow, policy: Policy, roles: Sequence[Role], earlier: Sequence[Dispute], received_at: datetime
) -> DomainError | None:
    """Ask the guards of the opening about the smallest claim there is. What one of the roles may do is not refused."""
    refusals = [_refuse_claimant(earlier, role) for role in roles or PARTIES]
    if None not in refusals:
        return refusals[0]
    try:
        escrow.require_disputable(Money(1, escrow.held_amount.currency), policy, received_at)
    except DomainError as refusal:
        return refusal
    return None


def _refuse_claimant(earlier: Sequence[Dispute], role: Role) -> DomainError | None:
    try:
        reopen_earlier(earlier, role)
    except DomainError as refusal:
        return refusal
    return None


def _refuse_reasons(policy: Policy, roles: Sequence[Role], earlier: Sequence[Dispute]) -> dict[str, DomainError]:
    """Refuse the reasons that none of these roles may give, or may give any more."""
    able = {role for role in roles if _refuse_claimant(earlier, role) is None}
    allowed = [name for name, reason in policy.reasons.items() if reason.openers & set(roles)]
    return {
        name: AlreadyReopened() if name in allowed else ReasonNotAllowed(name, policy.edition, allowed)
        for name, reason in policy.reasons.items()
        if not reason.openers & able
    }
